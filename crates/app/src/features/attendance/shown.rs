//! Attendance as pages and the API say it.

use serde::Serialize;

use super::Attended;
use crate::{http::time::rfc3339, words::Words};

/// How much somebody watched or read, empty where that is not known, and how long they were here: in words.
pub fn said(words: &Words, attended: &Attended) -> (String, String) {
    let percent = attended.percent.map_or_else(String::new, |percent| {
        let message = words.say("attendance-percent");
        message.num("n", u32::from(percent)).to_string()
    });
    let minutes = attended.present.as_secs() / 60;
    let here = match (minutes / 60, minutes % 60) {
        (0, 0) => words.say("attendance-here-short"),
        (0, minutes) => words.say("attendance-here").num("minutes", minutes),
        (hours, minutes) => (words.say("attendance-here-hours"))
            .num("hours", hours)
            .num("minutes", minutes),
    };
    (percent, here.to_string())
}

/// When somebody was here, and what they watched or read.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Attendance)]
pub(in crate::features) struct AttendanceView {
    /// RFC 3339, like every moment.
    first_at: String,
    last_at: String,
    /// How long the page was before them: tabs beside each other count once.
    present_seconds: u64,
    /// How much of it they watched or read; absent for what neither plays nor has pages.
    watched_percent: Option<u8>,
}

impl AttendanceView {
    pub(in crate::features) fn new(attended: Attended) -> Self {
        Self {
            first_at: rfc3339(attended.first_at),
            last_at: rfc3339(attended.last_at),
            present_seconds: attended.present.as_secs(),
            watched_percent: attended.percent,
        }
    }
}
