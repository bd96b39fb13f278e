use serde::{Deserialize, Serialize};

/// Module `meetingentry`, as far as it exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingEntry {
    /// Whether there are rooms. Only invites to rooms need it.
    pub enabled: bool,
}

impl Default for MeetingEntry {
    fn default() -> Self {
        Self { enabled: true }
    }
}
