//! The addresses under which an entry's bytes are served.

use std::{net::IpAddr, time::Duration};

use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, Method, StatusCode, request::Parts},
    response::Response,
};
use serde::Deserialize;
use url::Url;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::{CaptionId, EntryId},
};

use super::{
    answer::{self, ASKED_EACH_TIME, Asked, KEPT_NOWHERE, Label},
    disposition::Disposition,
    hand_over::handed_over,
    hold::Hold,
    kept::{self, Film},
    store::{self, Stored},
};
use crate::{
    App,
    http::{fault::Fault, guard::Standing, network, render::see_other, visit::Visit},
};

/// One request for an entry's bytes.
pub(super) struct Request {
    pub(super) app: App,
    pub(super) visit: Visit,
    pub(super) entry: EntryId,
    method: Method,
    headers: HeaderMap,
    /// Who is at the other end of the line.
    peer: Option<IpAddr>,
}

/// How what was found is offered.
pub(super) struct Terms {
    action: Action,
    cache: &'static str,
}

impl FromRequestParts<App> for Request {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let Standing { entry, .. } = Standing::from_request_parts(parts, app).await?;
        Ok(Self {
            app: app.clone(),
            visit: Visit::from_request_parts(parts, app).await?,
            entry,
            method: parts.method.clone(),
            headers: parts.headers.clone(),
            peer: network::peer(&parts.extensions),
        })
    }
}

impl Request {
    pub(super) async fn serve(
        &self,
        terms: Terms,
        find: impl Fn(&Tx) -> Result<Option<Stored>, Error> + Clone + Send + 'static,
    ) -> Result<Response, Fault> {
        let right = (self.entry, terms.action);
        let (hold, stored) = Hold::begin(&self.app, &self.visit, right, find).await?;
        let label = Label::of(&stored.ok_or_else(nothing)?, None);
        self.answer(terms.cache, hold, &label).await
    }

    /// A piece of a film; the next ones take the [shortcut](super::shortcut).
    pub(super) async fn piece(
        &self,
        hold: Hold,
        film: Film,
        label: Label,
    ) -> Result<Response, Fault> {
        // The secret of a session's cookie was not looked at where the address has let them in.
        if !self.visit.by_address {
            kept::keep(&self.app, &self.headers, &hold, film, &label);
        }
        let blob = self.app.parts.blobs.read(label.blob).await?;
        let asked = self.asked();
        let wanted = label.wanted(&asked, blob.len());
        let handed = handed_over(&self.app, self.peer, &asked, &label, &wanted, KEPT_NOWHERE);
        Ok(handed.unwrap_or_else(|| answer::answer(&asked, &label, KEPT_NOWHERE, &blob, hold)))
    }

    async fn answer(
        &self,
        cache: &'static str,
        hold: Hold,
        label: &Label,
    ) -> Result<Response, Fault> {
        let blob = self.app.parts.blobs.read(label.blob).await?;
        Ok(answer::answer(&self.asked(), label, cache, &blob, hold))
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            method: &self.method,
            headers: &self.headers,
        }
    }
}

pub(super) fn nothing() -> Fault {
    Fault::new(StatusCode::NOT_FOUND, "no_media")
}

/// What plays.
pub(super) async fn file(request: Request) -> Result<Response, Fault> {
    let right = (request.entry, Action::StreamEntry);
    let find = move |tx: &Tx| store::playable(tx, right.0);
    let (hold, film) = Hold::begin(&request.app, &request.visit, right, find).await?;
    let label = Label::of(&film.ok_or_else(nothing)?, None);
    let film = Film {
        entry: request.entry,
        rendition: None,
    };
    request.piece(hold, film, label).await
}

/// What was uploaded, as a file to keep.
pub(super) async fn download(request: Request) -> Result<Response, Fault> {
    let right = (request.entry, Action::DownloadEntry);
    let find = move |tx: &Tx| store::original(tx, right.0);
    let (hold, stored) = Hold::begin(&request.app, &request.visit, right, find).await?;
    let label = Label::of(&stored.ok_or_else(nothing)?, Some(Disposition::Attachment));
    if let Some(address) = in_bucket(&request.app, &label) {
        return Ok(see_other(address.as_str()));
    }
    request.answer(KEPT_NOWHERE, hold, &label).await
}

/// How long somebody who may save a file has to begin. What has begun goes on to its end.
const TO_BEGIN: Duration = Duration::from_mins(1);

/// Where the bucket itself sends the file from, if that is wanted (ADR 0059).
fn in_bucket(app: &App, label: &Label) -> Option<Url> {
    let bucket = app.parts.blobs.bucket()?;
    let address = || bucket.presigned(label.blob, label.said(), TO_BEGIN);
    app.parts.site.downloads_from_bucket.then(address)
}

/// The poster for the media page.
pub(super) async fn large(request: Request) -> Result<Response, Fault> {
    let entry = request.entry;
    request
        .serve(picture(Action::ViewEntry), move |tx| {
            store::poster(tx, entry)
        })
        .await
}

/// The poster for lists.
pub(super) async fn small(request: Request) -> Result<Response, Fault> {
    let entry = request.entry;
    request
        .serve(picture(Action::ViewEntry), move |tx| {
            store::poster_small(tx, entry)
        })
        .await
}

/// Which track a path names, whichever else it does.
#[derive(Deserialize)]
pub(super) struct Track {
    caption: String,
}

/// A caption track.
pub(super) async fn caption(
    Path(Track { caption }): Path<Track>,
    request: Request,
) -> Result<Response, Fault> {
    let caption: CaptionId = caption.parse().map_err(|_| Fault::not_found())?;
    let entry = request.entry;
    request
        .serve(picture(Action::StreamEntry), move |tx| {
            store::caption(tx, entry, caption)
        })
        .await
}

pub(super) fn picture(action: Action) -> Terms {
    Terms {
        action,
        cache: ASKED_EACH_TIME,
    }
}

/// Which poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A JPEG of at most 1280 pixels.
    Large,
    /// A WebP of at most 10 kB.
    Small,
}

/// An entry's poster for whoever has decided already that it may be shown: the
/// landing page shows one before any proof (invitations.md).
pub async fn poster(app: &App, entry: EntryId, size: Size) -> Result<Response, Fault> {
    let find = move |tx: &Tx| match size {
        Size::Large => store::poster(tx, entry),
        Size::Small => store::poster_small(tx, entry),
    };
    let stored = app.parts.db.read(find).await?.ok_or_else(nothing)?;
    let blob = app.parts.blobs.read(stored.blob).await?;
    let bytes = blob.slice(0..blob.len()).await?;
    Ok(answer::picture(&stored, bytes))
}
