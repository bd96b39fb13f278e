use std::time::Duration;

use super::markup;

/// Something that is said from one moment to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When it begins to be shown.
    pub start: Duration,
    /// When it ends.
    pub end: Duration,
    /// Where it stands, as WebVTT says it; mostly nothing.
    pub(super) settings: String,
    /// What is said, in WebVTT's markup.
    pub(super) text: String,
}

impl Cue {
    /// What is said, on one line and without markup; a voice's name before it.
    pub fn words(&self) -> String {
        markup::plain(&self.text)
    }
}
