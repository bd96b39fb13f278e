use serde::{Deserialize, Serialize};

/// Module `theming`, as far as it exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Theming {
    /// Whether entries have a media page. Invites need it.
    pub mediapage: bool,
}

impl Default for Theming {
    fn default() -> Self {
        Self { mediapage: true }
    }
}
