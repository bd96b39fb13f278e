//! What the media page tells whoever may edit of renditions that are not there yet.

use usher_domain::media::LadderState;

use super::super::{Entry, rights::Rights};
use crate::http::page::Page;

/// A quiet strip under the player.
pub(super) struct Qualities {
    pub(super) state: LadderState,
    pub(super) said: String,
    /// How long it takes still, in words; empty while nobody can tell.
    pub(super) left: String,
}

impl Qualities {
    /// Nothing for others, nothing once all are there, and nothing of what the site makes no more.
    pub(super) fn of(entry: &Entry, rights: Rights, page: &Page, makes: bool) -> Option<Self> {
        let state = entry
            .ladder
            .state
            .filter(|_| rights.edit && entry.is_ready())
            .filter(|state| makes || *state == LadderState::Making)?;
        let failure = entry.ladder.failure.as_deref();
        let key = match (state, failure) {
            (LadderState::Made, _) => return None,
            (LadderState::Cancelled, _) => "qualities-cancelled",
            (LadderState::Making, None) => "qualities-making",
            (LadderState::Making, Some("disk_full")) => "qualities-wait-disk-full",
            (LadderState::Making, Some(_)) => "qualities-wait",
            (LadderState::Failed, Some("broken" | "no_picture_or_sound")) => {
                "qualities-failed-broken"
            }
            (LadderState::Failed, Some("too_big" | "timed_out")) => "qualities-failed-too-big",
            (LadderState::Failed, _) => "qualities-failed",
        };
        Some(Self {
            state,
            said: page.t(key).to_string(),
            left: (entry.seconds_left).map_or_else(String::new, |seconds| left(seconds, page)),
        })
    }
}

/// How long something takes still, in words.
fn left(seconds: u32, page: &Page) -> String {
    let minutes = seconds.div_ceil(60);
    let (key, n) = if seconds < 60 {
        ("media-left-soon", String::new())
    } else {
        ("media-left-minutes", minutes.to_string())
    };
    page.t(key).to_string().replace("%n", &n)
}
