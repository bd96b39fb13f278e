//! `POST /media/{entry}/attendance`: the page says that somebody is here.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    analytics::Device,
    attendance::{Extent, MOST_SPANS, Spans, Word, resume_at},
    ids::EntryId,
};

use super::{
    gather::{Deaf, Seen},
    person::{extent, person},
    store,
};
use crate::{
    App,
    features::media::Asker,
    http::{
        body::SmallJson,
        fault::{Fault, FieldFault},
        guard::Standing,
        time,
        visit::{Visit, default_zone},
    },
};

/// When to try again what is not heard now.
const LATER: Duration = Duration::from_secs(20);

/// What a page says. Nothing in it is believed further than it can be true.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    /// How long somebody was here since the word before, in milliseconds.
    present: u64,
    /// What was played, in tenths of a second, or which pages of a document were open (`[0, 2]` are the first two); also
    /// what was said before.
    #[serde(default)]
    watched: Vec<(u64, u64)>,
    /// Where the film stands, in tenths of a second.
    place: Option<u64>,
}

/// Hears it. Whoever is not known, and a hub that keeps no attendance, hear nothing and say so by the same answer.
pub(super) async fn tell(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    headers: HeaderMap,
    SmallJson(said): SmallJson<Said>,
) -> Result<StatusCode, Fault> {
    let heard = Ok(StatusCode::NO_CONTENT);
    let Some(session) = &visit.session else {
        return heard;
    };
    if !app.settings.now().privacy.attendance {
        return heard;
    }
    if said.watched.len() > MOST_SPANS {
        let fault = FieldFault::new("watched", "out_of_range");
        let fault = fault.with("min", 0).with("max", MOST_SPANS);
        return Err(Fault::fields(vec![fault]));
    }
    let now = app.now();
    if !app.attendance.listens(session.id, now) {
        return Err(deaf(Deaf::TooOften));
    }
    let mut watched = Spans::default();
    for (from, to) in said.watched {
        watched.add(from, to);
    }
    let word = Word {
        present: Duration::from_millis(said.present),
        watched,
        place: said.place,
    };
    let asker = Asker::of(&visit);
    let look = move |tx: &Tx| -> Result<_, Error> {
        Ok((person(tx, asker, entry, now)?, extent(tx, entry)?))
    };
    let (who, extent) = app.parts.db.read(look).await?;
    if let Some(who) = who {
        let seen = seen(&app, &headers);
        let kept = app.attendance.hear((entry, who), &word, extent, seen);
        kept.map_err(deaf)?;
    }
    heard
}

/// Now, on which day of the site's zone, and on what sort of device: the browser's words for itself go no further.
fn seen(app: &App, headers: &HeaderMap) -> Seen {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let now = app.now();
    Seen {
        now,
        day: time::day(now, &default_zone(app)),
        device: Device::of(
            text(header::USER_AGENT.as_str()),
            text("sec-ch-ua-mobile"),
            text("usher-touch"),
        ),
    }
}

/// Keeps that somebody began to play: of whoever is known beside what they watch, of others as a number. Whoever finds
/// no room is not counted by day.
pub async fn played(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    headers: &HeaderMap,
) -> Result<(), Error> {
    if !app.settings.now().privacy.attendance {
        return Ok(());
    }
    let seen = seen(app, headers);
    // A program is nobody who watches.
    let by_token = (visit.session.as_ref()).is_some_and(|session| session.by_token);
    let asker = Asker::of(visit);
    let look = move |tx: &Tx| -> Result<_, Error> {
        let who = if by_token {
            None
        } else {
            person(tx, asker, entry, seen.now)?
        };
        Ok((who, extent(tx, entry)?))
    };
    let (who, extent) = app.parts.db.read(look).await?;
    let kept = match who {
        Some(who) => app.attendance.played((entry, who), extent, seen),
        None => app.attendance.played_by_a_stranger(entry, seen),
    };
    if kept.is_err() {
        tracing::debug!("a play was counted without its day: there is no room");
    }
    Ok(())
}

fn deaf(why: Deaf) -> Fault {
    let fault = match why {
        Deaf::TooOften => Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_often"),
        Deaf::Full => Fault::new(StatusCode::SERVICE_UNAVAILABLE, "busy"),
    };
    fault.retry_after(LATER)
}

/// Where the film goes on for whoever asks; nothing if it begins at the beginning.
pub async fn goes_on_at(
    app: &App,
    asker: Asker,
    entry: EntryId,
) -> Result<Option<Duration>, Error> {
    if !app.settings.now().privacy.attendance {
        return Ok(None);
    }
    let now = app.now();
    let look = move |tx: &Tx| -> Result<_, Error> {
        let Some(who) = person(tx, asker, entry, now)? else {
            return Ok(None);
        };
        let stopped = store::stopped_at(tx, entry, who)?;
        Ok(Some((who, stopped, extent(tx, entry)?)))
    };
    let Some((who, stopped, extent)) = app.parts.db.read(look).await? else {
        return Ok(None);
    };
    // What was said last may not be written yet.
    let stopped = app.attendance.stopped_at(&(entry, who)).or(stopped);
    Ok(stopped
        .zip(extent.and_then(Extent::length))
        .and_then(|(place, length)| resume_at(place, length)))
}
