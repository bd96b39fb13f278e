//! `POST /api/v1/entries/{entry}/captions`, `DELETE …/{caption}`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use usher_domain::{access::Action, ids::CaptionId};

use super::views::CaptionsView;
use crate::{
    App,
    features::media::{Entry, captions, sent_captions::SentCaptions},
    http::{body::json, fault::Fault, guard::Standing, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/captions";
    routes.post(path, Action::EditEntry, add).delete(
        "/api/v1/entries/{entry}/captions/{caption}",
        Action::EditEntry,
        delete,
    )
}

/// What is sent, as the fields of a form.
#[derive(utoipa::ToSchema)]
#[schema(as = NewCaptions)]
#[allow(dead_code, reason = "it describes what `SentCaptions` reads")]
pub(in crate::features) struct NewCaptionsForm {
    /// A language that the hub knows: a BCP 47 tag such as `de`. An entry has one track of each.
    lang: String,
    /// What the track is called; the language's own name unless given. Up to 200 characters.
    label: Option<String>,
    /// `yes`: shown from the beginning, instead of any other.
    standard: Option<String>,
    /// `WebVTT` or `SubRip`, in whatever encoding, of at most 4 MiB.
    #[schema(content_media_type = "application/octet-stream")]
    file: String,
}

/// Adds a caption track.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/captions", operation_id = "add_captions", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body(content = NewCaptionsForm, content_type = "multipart/form-data"),
    responses((status = 201, body = CaptionsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: also for what does not play, such as a document"),
              (status = 415, description = "wrong_content_type"),
              (status = 422, description = "invalid: lang (`captions_taken`: there is one already), label, file")))]
pub(in crate::features) async fn add(
    State(app): State<App>,
    visit: Visit,
    Standing { entry: id, .. }: Standing,
    sent: SentCaptions,
) -> Result<Response, Fault> {
    let added = captions::attach(&app, &visit, id, &sent).await?;
    let mut tracks = Entry::load(&app, id).await?.captions.into_iter();
    let track = tracks.find(|track| track.id == added);
    let view = track.map(CaptionsView::of).ok_or_else(Fault::not_found)?;
    Ok(json(StatusCode::CREATED, view))
}

/// Deletes a caption track.
#[utoipa::path(delete, path = "/api/v1/entries/{entry}/captions/{caption}", operation_id = "delete_captions",
    tag = "entries",
    params(("entry" = String, Path, description = "The entry's id"),
           ("caption" = String, Path, description = "The track's id")),
    responses((status = 204), (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, caption)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let caption: CaptionId = caption.parse().map_err(|_| Fault::not_found())?;
    if captions::detach(&app, &visit, entry, caption).await? {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Fault::not_found())
    }
}
