//! Logs: one event per line to stderr, JSON for a collector or pretty for a
//! person. What libraries say below a warning is left out: it may hold paths,
//! and paths may hold secrets.

use std::io::{self, IsTerminal};

use tracing_subscriber::{
    EnvFilter, Layer, Registry, fmt, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::settings::log::{Format, LogSettings};

/// The crates whose events are written from the configured level on.
const OURS: [&str; 7] = [
    "usher",
    "usher_app",
    "usher_blob",
    "usher_bus",
    "usher_db",
    "usher_domain",
    "usher_media_tools",
];

/// Starts logging for the whole process; a second call changes nothing.
pub(crate) fn start(settings: LogSettings) {
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match settings.format {
        Format::Json => fmt::layer()
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .with_writer(io::stderr)
            .boxed(),
        Format::Pretty => fmt::layer()
            .with_ansi(io::stderr().is_terminal())
            .with_writer(io::stderr)
            .boxed(),
    };
    let filtered = lines.with_filter(EnvFilter::new(directives(settings)));
    if tracing_subscriber::registry()
        .with(filtered)
        .try_init()
        .is_ok()
    {
        report_panics();
    }
}

fn directives(settings: LogSettings) -> String {
    let level = settings.level.as_str();
    let ours: Vec<_> = OURS
        .iter()
        .map(|target| format!("{target}={level}"))
        .collect();
    format!("warn,{}", ours.join(","))
}

/// A panic is logged by its place alone: its message may quote a request.
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a panic was caught; this is a mistake in Usher");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::log::Level;

    #[test]
    fn every_level_makes_a_filter_that_keeps_libraries_quiet() {
        for level in Level::ALL {
            let text = directives(LogSettings {
                format: Format::Json,
                level,
            });
            assert!(EnvFilter::try_new(&text).is_ok(), "{text}");
            assert!(text.starts_with("warn,usher="), "{text}");
        }
    }
}
