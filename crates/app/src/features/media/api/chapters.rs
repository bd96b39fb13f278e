//! `GET|PUT /api/v1/entries/{entry}/chapters`

use std::time::Duration;

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_domain::access::Action;

use crate::{
    App,
    features::media::{
        deeds,
        store::{self, SetChapters, Wanted},
    },
    http::{
        body::{JsonBody, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/chapters";
    routes
        .get(path, Action::ViewEntry, list)
        .put(path, Action::EditEntry, set)
}

/// The chapters of an entry, in the order of the film.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Chapters)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ChaptersView {
    /// At most 200.
    chapters: Vec<ChapterView>,
}

/// A chapter: it lasts until the next one begins.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Chapter)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct ChapterView {
    /// When it begins, in seconds.
    at: f64,
    /// 1 to 200 characters.
    title: String,
}

/// Lists the chapters of an entry.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/chapters", operation_id = "list_chapters", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = ChaptersView), (status = 404, description = "not_found")))]
pub(in crate::features) async fn list(
    State(app): State<App>,
    standing: Standing,
) -> Result<Response, Fault> {
    Ok(json(StatusCode::OK, view(&app, &standing).await?))
}

/// Gives an entry exactly these chapters.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/chapters", operation_id = "set_chapters", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = ChaptersView,
    responses((status = 200, body = ChaptersView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: also for what has no chapters, such as a document"),
              (status = 422, description = "invalid: chapters, each with the number of the one that is wrong")))]
pub(in crate::features) async fn set(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    JsonBody(body): JsonBody<ChaptersView>,
) -> Result<Response, Fault> {
    let list = body.chapters.into_iter().map(|chapter| {
        let at = Duration::try_from_secs_f64(chapter.at).ok();
        let at = at.ok_or_else(|| Fault::field("chapters", "not_a_time"))?;
        // Kept by the millisecond.
        let at = Duration::from_millis(u64::try_from(at.as_millis()).unwrap_or(u64::MAX));
        Ok((at, chapter.title))
    });
    let wanted = Wanted::List(list.collect::<Result<_, Fault>>()?);
    match deeds::set_chapters(&app, &visit, standing.entry, (wanted, None)).await? {
        SetChapters::Saved | SetChapters::Stale(_) => {
            Ok(json(StatusCode::OK, view(&app, &standing).await?))
        }
    }
}

async fn view(app: &App, standing: &Standing) -> Result<ChaptersView, Fault> {
    let entry = standing.entry;
    let chapters = (app.parts.db)
        .read(move |tx| store::chapters(tx, entry))
        .await?;
    let chapters = chapters.iter().map(|chapter| ChapterView {
        at: chapter.at.as_secs_f64(),
        title: chapter.title.to_string(),
    });
    Ok(ChaptersView {
        chapters: chapters.collect(),
    })
}
