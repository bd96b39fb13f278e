//! `POST /media/{entry}/plays`: counts that somebody began to play.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use moka::{ops::compute::Op, sync::Cache};
use usher_db::Tx;
use usher_domain::{
    access::{self, Action},
    clock::Timestamp,
    ids::EntryId,
};

use super::store;
use crate::{
    App,
    features::{
        attendance,
        media::{self, Asker},
    },
    http::{cookies::BrowserKey, fault::Fault, guard::Standing, visit::Visit},
};

/// Within this time a browser's plays of one entry count once.
const ONCE_IN: Duration = Duration::from_mins(30);
/// How many first visits of browsers without a cookie one network may make count
/// in that time: a classroom, not a script.
const NEWCOMERS: u32 = 60;
/// How many are remembered; beyond it the oldest might be counted again.
const REMEMBERED: u64 = 100_000;

/// Who was counted lately, for which entry, since when and how often.
pub(super) struct Plays(Cache<(String, EntryId), (Timestamp, u32)>);

impl Default for Plays {
    fn default() -> Self {
        Self(Cache::new(REMEMBERED))
    }
}

impl Plays {
    /// Whether this play counts; `most` do, per `who` and entry, in [`ONCE_IN`].
    fn counts(&self, who: String, entry: EntryId, most: u32, now: Timestamp) -> bool {
        let outcome = self.0.entry((who, entry)).and_compute_with(|known| {
            match known.map(moka::Entry::into_value) {
                Some((since, count)) if now.since(since) < ONCE_IN => {
                    if count < most {
                        Op::Put((since, count + 1))
                    } else {
                        Op::Nop
                    }
                }
                _ => Op::Put((now, 1)),
            }
        });
        !matches!(
            outcome,
            moka::ops::compute::CompResult::Unchanged(_)
                | moka::ops::compute::CompResult::StillNone(_)
        )
    }
}

/// Counts once per browser and entry; a browser without a name gets one.
pub(super) async fn count(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let now = app.now();
    let mut response = StatusCode::NO_CONTENT.into_response();
    let (who, most) = match (&visit.session, &visit.browser) {
        (Some(session), _) => (format!("session {}", session.id), 1),
        (None, Some(browser)) => (format!("browser {:x?}", browser.as_bytes()), 1),
        (None, None) => {
            let key = BrowserKey::draw(now, &*app.parts.entropy);
            let named: HeaderValue = key.cookie();
            response.headers_mut().append(header::SET_COOKIE, named);
            // Its next play is its second.
            let browser = key.mac(&app.parts.key);
            app.playback
                .plays
                .counts(format!("browser {:x?}", browser.as_bytes()), entry, 1, now);
            (format!("network {}", visit.network_key()), NEWCOMERS)
        }
    };
    if app.playback.plays.counts(who, entry, most, now) {
        let asker = Asker::of(&visit);
        let write = move |tx: &Tx| {
            let facts = media::load_standing(tx, asker, entry, now)?;
            match access::may(&asker.actor, Action::CountPlay, facts.as_ref()) {
                Ok(()) => store::count_play(tx, entry).map(Ok),
                Err(denial) => Ok(Err(denial)),
            }
        };
        let written = app.parts.db.write(write).await;
        let counted = written.map_err(|error: usher_db::Error| Fault::from(error))??;
        if counted {
            attendance::played(&app, &visit, entry, &headers).await?;
        }
    }
    Ok(response)
}
