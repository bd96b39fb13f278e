//! `POST /api/v1/entries`, `GET|PATCH|DELETE /api/v1/entries/{entry}`,
//! `POST /api/v1/entries/{entry}/restore`

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::{self, Action, EntryStanding},
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};

use super::EntryView;
use crate::{
    App,
    features::{
        accounts,
        media::{
            Asker, Details, NewEntry, Tags, check_kind, create_entry, deeds, entry, is_uploaded,
            load_standing,
            store::{self, Edit},
        },
    },
    http::{
        body::{JsonBody, json},
        fault::{Fault, FieldFault},
        guard::Standing,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/api/v1/entries", Action::CreateEntry, create)
        .get("/api/v1/entries/{entry}", Action::ViewEntry, show)
        // Each field asks for its own right; whoever sees the entry gets to ask.
        .patch("/api/v1/entries/{entry}", Action::ViewEntry, change)
        .delete("/api/v1/entries/{entry}", Action::TrashEntry, delete)
        .post(
            "/api/v1/entries/{entry}/restore",
            Action::RestoreEntry,
            restore,
        )
}

/// An entry to be made. Its media is uploaded afterwards.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct EntryToMake {
    /// `video`, `audio`, `document` or `quiz`, which takes a video or an audio file.
    kind: String,
    /// 1 to 200 characters.
    title: String,
    /// At most 10,000 characters.
    #[serde(default)]
    description: String,
    /// At most 20, each of at most 50 characters and without a comma.
    #[serde(default)]
    tags: Vec<String>,
}

impl EntryToMake {
    fn parse(self) -> Result<(EntryKind, Details), Fault> {
        let kind = match self.kind.parse() {
            Ok(kind) if is_uploaded(kind) => Ok(kind),
            Ok(_) => Err(FieldFault::new("kind", "kind_not_made_here")),
            Err(_) => Err(FieldFault::new("kind", "unknown_choice")),
        };
        let tags = Tags::parse(self.tags.iter().map(String::as_str));
        match (kind, Details::parse(&self.title, &self.description, tags)) {
            (Ok(kind), Ok(details)) => Ok((kind, details)),
            (kind, details) => {
                let faults = kind.err().into_iter();
                let faults = faults.chain(details.err().into_iter().flatten());
                Err(Fault::fields(faults.collect()))
            }
        }
    }
}

/// Makes an entry: private, without media yet.
#[utoipa::path(post, path = "/api/v1/entries", tag = "entries", request_body = EntryToMake,
    responses((status = 201, body = EntryView, description = "Location names the new entry"),
              (status = 422, description = "invalid: kind, title, description or tags; kind_not_allowed: the site takes no files of it")))]
pub(in crate::features) async fn create(
    State(app): State<App>,
    visit: Visit,
    JsonBody(new): JsonBody<EntryToMake>,
) -> Result<Response, Fault> {
    let owner = visit.member()?.id;
    let (kind, details) = new.parse()?;
    check_kind(&app.settings.now(), kind)?;
    let new = NewEntry {
        kind,
        details,
        owner,
    };
    let (now, entropy) = (app.now(), app.parts.entropy.clone());
    let write = move |tx: &Tx| -> Result<EntryId, Fault> {
        let member = accounts::store::by_id(tx, owner)?.ok_or_else(Fault::sign_in)?;
        access::may(&member.actor(), Action::CreateEntry, None)?;
        Ok(create_entry(tx, &new, now, &*entropy)?)
    };
    let id = app.parts.db.write(write).await?;
    let mut response = json(StatusCode::CREATED, view(&app, &visit, id).await?);
    let location = format!("/api/v1/entries/{id}");
    let location = HeaderValue::from_str(&location).map_err(Fault::internal)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Shows an entry, and what the caller may do with it.
#[utoipa::path(get, path = "/api/v1/entries/{entry}", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = EntryView),
              (status = 404, description = "not_found: not there, or not shared with the caller")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
) -> Result<Response, Fault> {
    Ok(json(
        StatusCode::OK,
        view(&app, &visit, standing.entry).await?,
    ))
}

/// What is to change of an entry; what is absent stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct EntryChange {
    /// 1 to 200 characters.
    title: Option<String>,
    /// At most 10,000 characters.
    description: Option<String>,
    /// All tags: at most 20, each of at most 50 characters and without a comma.
    tags: Option<Vec<String>>,
    /// `private`, `unlisted` or `published`.
    publish: Option<String>,
}

impl EntryChange {
    fn parse(self) -> Result<(Option<Edit>, Option<PublishStatus>), Fault> {
        let mut faults = Vec::new();
        let title = self.title.map(|text| text.parse()).transpose();
        let title = title.map_err(|error| faults.push(FieldFault::text("title", error)));
        let description = self.description.map(|text| text.parse()).transpose();
        let description =
            description.map_err(|error| faults.push(FieldFault::text("description", error)));
        let tags = self
            .tags
            .map(|tags| Tags::parse(tags.iter().map(String::as_str)));
        let tags = tags
            .transpose()
            .map_err(|error| faults.push(error.fault("tags")));
        let publish = self.publish.map(|text| text.parse()).transpose();
        let publish =
            publish.map_err(|_| faults.push(FieldFault::new("publish", "unknown_choice")));
        let (Ok(title), Ok(description), Ok(tags), Ok(publish)) =
            (title, description, tags, publish)
        else {
            return Err(Fault::fields(faults));
        };
        let edits = title.is_some() || description.is_some() || tags.is_some();
        let edit = edits.then_some(Edit {
            title,
            description,
            tags,
            over: None,
        });
        Ok((edit, publish))
    }
}

/// Changes title, description, tags or publish status: all of it or nothing.
#[utoipa::path(patch, path = "/api/v1/entries/{entry}", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    request_body = EntryChange,
    responses((status = 200, body = EntryView),
              (status = 403, description = "forbidden: not everything of it is the caller's to change"),
              (status = 404, description = "not_found"),
              (status = 422, description = "invalid: title, description, tags or publish")))]
pub(in crate::features) async fn change(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    JsonBody(change): JsonBody<EntryChange>,
) -> Result<Response, Fault> {
    let (edit, publish) = change.parse()?;
    let (asker, now, entry) = (Asker::of(&visit), app.now(), standing.entry);
    app.parts
        .db
        .write(move |tx: &Tx| -> Result<(), Fault> {
            if let Some(edit) = &edit {
                store::edit(tx, asker, entry, edit, now)?;
            }
            if let Some(publish) = publish {
                store::set_status(tx, asker, entry, publish, now)?;
            }
            Ok(())
        })
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(json(StatusCode::OK, view(&app, &visit, entry).await?))
}

/// Puts an entry into the trash, where it can be restored for as long as the module My-media says: 30 days unless it was changed.
#[utoipa::path(delete, path = "/api/v1/entries/{entry}", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 204, description = "in the trash"),
              (status = 403, description = "forbidden"), (status = 404, description = "not_found")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
) -> Result<Response, Fault> {
    deeds::trash(&app, &visit, standing.entry).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Takes an entry out of the trash.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/restore", tag = "entries",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = EntryView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found: also once the trash no longer keeps it")))]
pub(in crate::features) async fn restore(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
) -> Result<Response, Fault> {
    deeds::restore(&app, &visit, standing.entry).await?;
    let view = view(&app, &visit, standing.entry).await?;
    Ok(json(StatusCode::OK, view))
}

/// The entry as it is now, read together with what the caller may do.
async fn view(app: &App, visit: &Visit, id: EntryId) -> Result<EntryView, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let found: Option<(EntryStanding, _)> = app
        .parts
        .db
        .read(move |tx| -> Result<_, usher_db::Error> {
            Ok(load_standing(tx, asker, id, now)?.zip(entry(tx, id, now)?))
        })
        .await?;
    let (standing, entry) = found.ok_or_else(Fault::not_found)?;
    Ok(EntryView::new(app, &visit.actor, standing, entry))
}
