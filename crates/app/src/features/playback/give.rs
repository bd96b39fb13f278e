//! `POST /media/{entry}/address`, `POST /api/v1/entries/{entry}/address`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use usher_db::{Error, Tx};
use usher_domain::{clock::Timestamp, ids::EntryId};

use super::address::{Holder, LIVES, address};
use crate::{
    App,
    features::{
        ladders,
        media::{self, Asker},
    },
    http::{body::json, fault::Fault, guard::Standing, time::rfc3339, visit::Visit},
};

/// Addresses for a player that sends no cookie. Each is a secret.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = MediaAddresses)]
pub(in crate::features) struct AddressesView {
    /// What plays, or the document or picture as it is shown; `null` while there is none.
    file: Option<String>,
    /// The playlist of an HLS player, which leads to all else; `null` if there are no renditions to choose among.
    hls: Option<String>,
    captions: Vec<CaptionAddress>,
    /// Until when they are good: five minutes from now, or sooner if the right to the entry ends. Whoever plays on asks
    /// for new ones before.
    ends_at: String,
}

/// Where a caption track is.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = CaptionAddress)]
pub(in crate::features) struct CaptionAddress {
    /// A BCP 47 tag.
    lang: String,
    label: String,
    address: String,
}

/// Gives out addresses of an entry's media for a player that sends neither cookies nor tokens.
///
/// They let in whoever has them as the session or token that asked for them, for what it may at that moment: they are of no
/// use once it has ended or the entry is no longer shared with it.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/address", operation_id = "give_media_address", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = AddressesView), (status = 403, description = "forbidden, device_key_needed"),
              (status = 404, description = "not_found")))]
pub(in crate::features) async fn give(
    State(app): State<App>,
    visit: Visit,
    Standing { entry: id, .. }: Standing,
) -> Result<Response, Fault> {
    let (now, asker) = (app.now(), Asker::of(&visit));
    let read = move |tx: &Tx| -> Result<_, Error> {
        let held = media::load_held(tx, asker, id, now)?;
        let has_ladder = ladders::shown(tx, id)?.plays;
        Ok((held, media::entry(tx, id, now)?, has_ladder))
    };
    let (held, entry, has_ladder) = app.parts.db.read(read).await?;
    let (held, entry) = held.zip(entry).ok_or_else(Fault::not_found)?;
    let session = visit.session.as_ref();
    let session_ends = session.map_or(Timestamp::MAX, |session| session.expires_at);
    let ends = (now.after(LIVES))
        .min(held.until)
        .min(session_ends)
        .min(visit.proved_until);
    let secret = address(&app.parts.key, Holder::of(session), id, ends);
    let at = |name: &str| place(&app, id, &secret, name);
    let view = AddressesView {
        file: entry.playable.map(|_| at("file")),
        hls: has_ladder.then(|| at("hls/master.m3u8")),
        captions: entry
            .captions
            .into_iter()
            .map(|track| CaptionAddress {
                address: at(&format!("captions/{}", track.id)),
                lang: track.lang,
                label: track.label,
            })
            .collect(),
        ends_at: rfc3339(ends),
    };
    Ok(json(StatusCode::OK, view))
}

fn place(app: &App, entry: EntryId, secret: &str, name: &str) -> String {
    app.link(&format!("/media/{entry}/by/{secret}/{name}"))
}
