//! `/media/{entry}/events`: told when the entry changes, and when the right to it ends.
//!
//! * `event: changed`, `data: media | rights | text`: load what is shown anew.
//! * `event: ended`, `data:` the reason's code: stop what is playing. The stream
//!   then ends.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::OwnedSemaphorePermit;
use usher_domain::{
    access::{Action, EntryStanding},
    ids::EntryId,
};

use super::{
    hold::Hold,
    lost::Lost,
    store::{self, Shown},
};
use crate::{
    App,
    features::devices,
    http::{fault::Fault, guard::Standing, visit::Visit},
};

/// How often something is sent, so that what stands between does not hang up.
const ALIVE: Duration = Duration::from_secs(15);
/// When a browser whose connection broke tries again.
const AGAIN: Duration = Duration::from_secs(2);
/// When to try again once the process has no room for another stream.
const FULL: Duration = Duration::from_secs(10);

/// One visitor's open stream.
struct Following {
    hold: Hold,
    entry: EntryId,
    shown: Shown,
    _place: OwnedSemaphorePermit,
}

/// Opens the stream.
pub(super) async fn events(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let place = app
        .playback
        .streams
        .clone()
        .try_acquire_owned()
        .map_err(|_| {
            Fault::new(StatusCode::SERVICE_UNAVAILABLE, "too_many_streams").retry_after(FULL)
        })?;
    let proof = devices::opens_events(&app, &visit, &headers)?;
    let right = (entry, Action::WatchEntryEvents);
    let look = move |tx: &usher_db::Tx| store::shown(tx, entry);
    let (mut hold, shown) = Hold::begin(&app, &visit, right, look).await?;
    hold.proved_for_good();
    let following = Following {
        hold,
        entry,
        shown,
        _place: place,
    };
    let alive = KeepAlive::new().interval(ALIVE);
    let mut response = Sse::new(following.stream())
        .keep_alive(alive)
        .into_response();
    let headers = response.headers_mut();
    // Proxies gather answers before they pass them on; these must not wait.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = proof {
        headers.append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

impl Following {
    fn stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        let hello = stream::iter([Ok(Event::default().retry(AGAIN).comment("watching"))]);
        hello.chain(stream::unfold(Some(self), |following| async {
            let mut following = following?;
            match following.next().await {
                Ok(what) => {
                    let event = Event::default().event("changed").data(what);
                    Some((Ok(event), Some(following)))
                }
                // The browser comes back and asks again.
                Err(Lost::Unsure) => None,
                Err(lost) => {
                    let event = Event::default().event("ended").data(lost.code());
                    Some((Ok(event), None))
                }
            }
        }))
    }

    /// Waits for the next change that this visitor sees.
    async fn next(&mut self) -> Result<&'static str, Lost> {
        loop {
            let (entry, before) = (self.entry, self.hold.facts());
            let now = self.hold.news(move |tx| store::shown(tx, entry)).await?;
            let was = std::mem::replace(&mut self.shown, now);
            if let Some(what) = change(&was, &self.shown, before, self.hold.facts()) {
                return Ok(what);
            }
        }
    }
}

fn change(
    was: &Shown,
    now: &Shown,
    before: EntryStanding,
    after: EntryStanding,
) -> Option<&'static str> {
    if was.media != now.media {
        Some("media")
    } else if before != after {
        Some("rights")
    } else if was.text != now.text {
        Some("text")
    } else {
        None
    }
}
