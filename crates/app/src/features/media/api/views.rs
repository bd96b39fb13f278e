//! What the API says of entries.

use serde::Serialize;
use usher_domain::access::{self, Action, Actor, EntryRole, EntryStanding, Scope};

use crate::{
    App,
    features::media::{CaptionTrack, Card, Collaborator, Entry, Owner, Subject},
    http::time::rfc3339,
};

/// One entry.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Entry)]
pub(in crate::features) struct EntryView {
    id: String,
    /// `video`, `audio`, `document` …
    kind: &'static str,
    title: String,
    description: String,
    tags: Vec<String>,
    owner: OwnerView,
    /// `private`, `unlisted` or `published`.
    publish: &'static str,
    /// `empty`, `processing`, `ready` or `failed`.
    state: &'static str,
    /// Why it failed: a stable code.
    failure: Option<String>,
    /// How much of the preparation is done, in percent.
    progress: u8,
    /// How far the renditions are among which players choose.
    qualities: QualitiesView,
    /// How long the preparation, or the making of qualities, takes still, in seconds; absent while nobody can tell.
    seconds_left: Option<u32>,
    /// Seconds.
    duration: Option<f64>,
    /// Pixels.
    width: Option<u32>,
    /// Pixels.
    height: Option<u32>,
    pages: Option<u32>,
    plays: u32,
    captions: Vec<CaptionsView>,
    /// RFC 3339, like every moment.
    created_at: String,
    updated_at: String,
    /// The media page.
    url: String,
    /// What the caller may do with it: names of actions.
    may: Vec<&'static str>,
}

/// How far the renditions of an entry are among which players choose.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Qualities)]
pub(in crate::features) struct QualitiesView {
    /// `making`, `made`, `failed` or `cancelled`; absent where none are asked for.
    state: Option<&'static str>,
    /// How much is done, in percent.
    progress: u8,
    /// Why they failed, or what is waited for: a stable code.
    failure: Option<String>,
}

/// An entry's owner.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Owner)]
pub(in crate::features) struct OwnerView {
    id: String,
    name: String,
}

/// A caption track.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Captions)]
pub(in crate::features) struct CaptionsView {
    id: String,
    /// A BCP 47 tag.
    lang: String,
    label: String,
    /// Whether they are shown from the beginning.
    standard: bool,
}

impl CaptionsView {
    pub(super) fn of(track: CaptionTrack) -> Self {
        Self {
            id: track.id.to_string(),
            lang: track.lang,
            label: track.label,
            standard: track.standard,
        }
    }
}

/// An entry in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct EntryItem {
    id: String,
    /// `video`, `audio`, `document` …
    kind: &'static str,
    title: String,
    owner: OwnerView,
    /// `private`, `unlisted` or `published`.
    publish: &'static str,
    /// `empty`, `processing`, `ready` or `failed`.
    state: &'static str,
    /// Seconds.
    duration: Option<f64>,
    pages: Option<u32>,
    plays: u32,
    /// RFC 3339.
    created_at: String,
    updated_at: String,
    /// The media page.
    url: String,
}

/// A page of a list of entries.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Entries)]
pub(in crate::features) struct EntriesView {
    pub(super) entries: Vec<EntryItem>,
    /// Give it as `before` to get the next page; absent on the last one.
    pub(super) next: Option<String>,
}

/// Somebody who works on an entry beside its owner.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Collaborator)]
pub(in crate::features) struct CollaboratorView {
    /// `account:ID` or `group:ID`.
    subject: String,
    name: String,
    email: Option<String>,
    /// `co_owner`, `co_editor`, `co_publisher`, `co_viewer`.
    roles: Vec<&'static str>,
}

/// The people of an entry.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Collaborators)]
pub(in crate::features) struct CollaboratorsView {
    pub(super) owner: OwnerView,
    pub(super) collaborators: Vec<CollaboratorView>,
}

impl EntryView {
    /// The entry as `actor` may see it.
    pub(super) fn new(app: &App, actor: &Actor, standing: EntryStanding, entry: Entry) -> Self {
        Self {
            url: app.link(&format!("/media/{}", entry.id)),
            id: entry.id.to_string(),
            kind: entry.kind.as_str(),
            title: entry.title,
            description: entry.description,
            tags: entry.tags,
            owner: OwnerView::from(entry.owner),
            publish: entry.publish.as_str(),
            state: entry.state.as_str(),
            failure: entry.failure,
            progress: entry.progress,
            qualities: QualitiesView {
                state: entry
                    .ladder
                    .state
                    .map(usher_domain::media::LadderState::as_str),
                progress: entry.ladder.percent,
                failure: entry.ladder.failure,
            },
            seconds_left: entry.seconds_left,
            duration: entry.duration.map(|span| span.as_secs_f64()),
            width: entry.size.map(|size| size.0),
            height: entry.size.map(|size| size.1),
            pages: entry.pages,
            plays: entry.plays,
            captions: (entry.captions.into_iter()).map(CaptionsView::of).collect(),
            created_at: rfc3339(entry.created_at),
            updated_at: rfc3339(entry.updated_at),
            may: rights(actor, standing),
        }
    }
}

/// Everything about one entry that `actor` may do.
fn rights(actor: &Actor, standing: EntryStanding) -> Vec<&'static str> {
    Action::ALL
        .iter()
        .filter(|action| action.scope() == Scope::Entry)
        .filter(|action| access::may(actor, **action, Some(&standing)).is_ok())
        .map(|action| action.as_str())
        .collect()
}

impl EntryItem {
    pub(super) fn new(app: &App, card: Card) -> Self {
        Self {
            url: app.link(&format!("/media/{}", card.id)),
            id: card.id.to_string(),
            kind: card.kind.as_str(),
            title: card.title,
            owner: OwnerView::from(card.owner),
            publish: card.publish.as_str(),
            state: card.state.as_str(),
            duration: card.duration.map(|span| span.as_secs_f64()),
            pages: card.pages,
            plays: card.plays,
            created_at: rfc3339(card.created_at),
            updated_at: rfc3339(card.updated_at),
        }
    }
}

impl From<Owner> for OwnerView {
    fn from(owner: Owner) -> Self {
        Self {
            id: owner.id.to_string(),
            name: owner.name,
        }
    }
}

impl From<Collaborator> for CollaboratorView {
    fn from(one: Collaborator) -> Self {
        Self {
            subject: one.subject.to_string(),
            name: one.name,
            email: one.email,
            roles: one.roles.iter().map(EntryRole::as_str).collect(),
        }
    }
}

impl CollaboratorView {
    /// Whether it is `subject`.
    pub(super) fn is(&self, subject: Subject) -> bool {
        self.subject == subject.to_string()
    }
}
