//! Deny by default: every route names its action, and nothing behind it runs
//! before `domain::access` has allowed that action (roles.md; security.md T10).
//!
//! What a route changes is decided again inside its write transaction, on
//! facts loaded there; this check is what keeps a forgotten one harmless.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, Path, Request, State, rejection::PathRejection},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use usher_domain::{
    access::{self, Action, ChannelStanding, Denial, EntryStanding, Scope},
    ids::{ChannelId, EntryId, InviteId},
};

use super::{fault::Fault, visit::Visit};
use crate::{
    App,
    features::{
        channels, devices, invites,
        media::{self, Asker},
    },
};

/// What the guard of one route needs.
#[derive(Clone)]
pub(super) struct Guarded {
    pub(super) app: App,
    pub(super) action: Action,
}

/// The entry a route is about and how the visitor stands to it, as the guard
/// found them.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The entry.
    pub entry: EntryId,
    /// The visitor's relation to it.
    pub facts: EntryStanding,
}

impl<S: Send + Sync> FromRequestParts<S> for Standing {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::internal("a route about an entry whose action is not"))
    }
}

/// The channel a route is about and how the visitor stands to it, as the guard found them.
#[derive(Clone, Debug)]
pub struct InChannel {
    /// The channel, or the gallery.
    pub channel: ChannelId,
    /// The visitor's relation to it.
    pub facts: ChannelStanding,
}

impl<S: Send + Sync> FromRequestParts<S> for InChannel {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::internal("a route about a channel whose action is not"))
    }
}

/// What the guard found, for whoever handles the request.
enum Place {
    Nowhere,
    Entry(Standing),
    Channel(InChannel),
}

/// Lets the request through if its action is allowed.
pub(super) async fn guard(
    State(guarded): State<Guarded>,
    visit: Visit,
    path: Result<Path<HashMap<String, String>>, PathRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    // What is no text names nothing.
    let Ok(Path(path)) = path else {
        return Fault::not_found().into_response();
    };
    match allow(&guarded, &visit, &path).await {
        Ok(place) => {
            match place {
                Place::Nowhere => {}
                Place::Entry(standing) => {
                    request.extensions_mut().insert(standing);
                }
                Place::Channel(standing) => {
                    request.extensions_mut().insert(standing);
                }
            }
            next.run(request).await
        }
        Err(fault) => fault.into_response(),
    }
}

async fn allow(
    guarded: &Guarded,
    visit: &Visit,
    path: &HashMap<String, String>,
) -> Result<Place, Fault> {
    let Guarded { app, action } = guarded;
    if action.scope() == Scope::Channel {
        return in_channel(guarded, visit, path).await;
    }
    if action.scope() != Scope::Entry {
        return match access::may(&visit.actor, *action, None) {
            Ok(()) => Ok(Place::Nowhere),
            Err(Denial::NotAllowed) if action.scope() == Scope::Console => {
                Err(Fault::new(StatusCode::FORBIDDEN, "not_site_admin"))
            }
            Err(denial) => Err(denial.into()),
        };
    }
    let entry = entry_of(app, path).await?;
    let facts = media::standing(app, visit, entry)
        .await?
        .ok_or_else(Fault::not_found)?;
    match access::may(&visit.actor, *action, Some(&facts)) {
        // What the visitor's browser opens once it has shown its key.
        Err(_) if opens_with_a_proof(app, visit, entry, *action).await? => Err(devices::needed()),
        // An invite of an entry that everybody may see is still nobody's business.
        Err(Denial::NotAllowed) if path.contains_key("invite") && facts.roles.is_empty() => {
            Err(Fault::not_found())
        }
        Err(denial) => Err(denial.into()),
        Ok(()) => Ok(Place::Entry(Standing { entry, facts })),
    }
}

/// The same for what is about a channel. Whoever is not signed in is not told whether there is one.
async fn in_channel(
    Guarded { app, action }: &Guarded,
    visit: &Visit,
    path: &HashMap<String, String>,
) -> Result<Place, Fault> {
    let id = path.get("channel").and_then(|id| id.parse().ok());
    let facts = match id {
        Some(id) if visit.actor.account().is_some() => channels::standing(app, visit, id).await?,
        _ => None,
    };
    access::may_in_channel(&visit.actor, *action, facts.as_ref())?;
    let (channel, facts) = id.zip(facts).ok_or_else(Fault::not_found)?;
    Ok(Place::Channel(InChannel { channel, facts }))
}

/// Whether the action is allowed to a guest of whom only the proof of the seat's key
/// is missing.
async fn opens_with_a_proof(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    action: Action,
) -> Result<bool, Fault> {
    let Some(session) = &visit.unproved else {
        return Ok(false);
    };
    let asker = Asker::holding(Some(session));
    let facts = media::standing_of(app, asker, entry).await?;
    Ok(access::may(&asker.actor, action, facts.as_ref()).is_ok())
}

/// The entry that the path names, itself or by one of its invites.
async fn entry_of(app: &App, path: &HashMap<String, String>) -> Result<EntryId, Fault> {
    if let Some(entry) = path.get("entry") {
        return entry.parse().map_err(|_| Fault::not_found());
    }
    let invite: InviteId = path
        .get("invite")
        .and_then(|id| id.parse().ok())
        .ok_or_else(Fault::not_found)?;
    invites::entry_of(app, invite)
        .await?
        .ok_or_else(Fault::not_found)
}
