//! How logs are written, and how much.

/// The shape of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// One JSON object per line, for a log collector.
    Json,
    /// For a person at a terminal.
    Pretty,
}

/// The least serious event that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl Level {
    pub(crate) const ALL: [Self; 5] = [
        Self::Error,
        Self::Warn,
        Self::Info,
        Self::Debug,
        Self::Trace,
    ];

    /// As written in the settings.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// Both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LogSettings {
    pub(crate) format: Format,
    pub(crate) level: Level,
}

impl LogSettings {
    /// For commands that work on copies of their own: what is slow there holds up nobody.
    pub(crate) fn errors_only(self) -> Self {
        match self.level {
            Level::Info | Level::Warn => Self {
                level: Level::Error,
                ..self
            },
            _ => self,
        }
    }

    /// For commands that a person watches: they say themselves what they did.
    pub(crate) fn quieter(self) -> Self {
        match self.level {
            Level::Info => Self {
                level: Level::Warn,
                ..self
            },
            _ => self,
        }
    }
}
