//! A card of the media grid, ready to be shown.

use usher_domain::{
    ids::EntryId,
    media::{EntryKind, EntryState, PublishStatus},
};

use crate::{
    features::media::{Card, clock, icon_of},
    http::{
        page::Page,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// What a card shows beside picture and title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::features) enum Detail {
    /// Whose it is: for what others made.
    Owner,
    /// Who may open it: for one's own.
    Status,
}

/// One card.
pub(in crate::features) struct CardView {
    pub(in crate::features) id: EntryId,
    pub(in crate::features) title: String,
    pub(in crate::features) icon: &'static str,
    pub(in crate::features) is_document: bool,
    pub(in crate::features) has_poster: bool,
    /// Length or number of pages.
    pub(in crate::features) note: String,
    /// Empty where it is the reader.
    pub(in crate::features) owner: String,
    pub(in crate::features) made: (String, String),
    /// How often one's own was played; empty for others'.
    pub(in crate::features) plays: String,
    /// `(label, tone)`
    pub(in crate::features) badges: Vec<(String, &'static str)>,
}

impl CardView {
    pub(in crate::features) fn new(visit: &Visit, page: &Page, card: Card, detail: Detail) -> Self {
        let state = state_badge(page, &card);
        let publish = (detail == Detail::Status).then(|| publish_badge(page, card.publish));
        let role = card.role.filter(|_| detail == Detail::Owner).map(|role| {
            let key = format!("role-{}", role.as_str().replace('_', "-"));
            (page.t(&key).to_string(), "")
        });
        let note = match (card.state, card.duration, card.pages) {
            (EntryState::Ready, Some(span), _) => clock(span),
            (EntryState::Ready, None, Some(n)) => page.msg("media-pages").num("n", n).to_string(),
            _ => String::new(),
        };
        let plays = match card.kind {
            EntryKind::Document | EntryKind::Image => "media-reads",
            _ => "media-plays",
        };
        let is_own = detail == Detail::Status && card.state == EntryState::Ready;
        Self {
            plays: if is_own {
                page.msg(plays).num("n", card.plays).to_string()
            } else {
                String::new()
            },
            id: card.id,
            title: card.title,
            icon: icon_of(card.kind),
            is_document: card.kind == EntryKind::Document,
            has_poster: card.has_poster && card.state == EntryState::Ready,
            note,
            owner: match detail {
                Detail::Owner => card.owner.name,
                Detail::Status => String::new(),
            },
            made: (
                rfc3339(card.created_at),
                in_zone(&visit.words, card.created_at, &visit.zone),
            ),
            badges: [state, publish, role].into_iter().flatten().collect(),
        }
    }
}

fn state_badge(page: &Page, card: &Card) -> Option<(String, &'static str)> {
    let (key, tone) = match card.state {
        EntryState::Ready => return None,
        EntryState::Empty => ("state-empty", "warn"),
        EntryState::Processing => ("state-processing", "accent"),
        EntryState::Failed => ("state-failed", "danger"),
    };
    Some((page.t(key).to_string(), tone))
}

fn publish_badge(page: &Page, publish: PublishStatus) -> (String, &'static str) {
    let tone = match publish {
        PublishStatus::Private => "",
        PublishStatus::Unlisted => "accent",
        PublishStatus::Published => "good",
    };
    (page.t(&format!("publish-{publish}")).to_string(), tone)
}
