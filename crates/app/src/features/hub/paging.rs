//! Lists in pages: by the last entry of the page before, never by counting.

use serde::Deserialize;
use usher_domain::{clock::Timestamp, ids::EntryId};

use crate::{
    App,
    features::media::{Card, Shelf, cards},
    http::fault::Fault,
};

/// The query of a list's address.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    /// Which of the page's lists.
    pub(super) tab: Option<String>,
    /// The last entry of the page before.
    before: Option<String>,
}

impl Paging {
    /// The page behind an entry.
    pub(super) fn before(before: Option<String>) -> Self {
        Self { tab: None, before }
    }

    /// Whether this is the first page.
    pub(super) fn is_first(&self) -> bool {
        self.before.is_none()
    }
}

/// One page of a list.
pub(super) struct Leaf {
    /// What is on it.
    pub(super) cards: Vec<Card>,
    /// What the next page begins after, if there is one.
    pub(super) next: Option<EntryId>,
}

impl Leaf {
    /// Reads `count` cards of `shelf`. An address that was tampered with is
    /// nothing's.
    pub(super) async fn read(
        app: &App,
        shelf: Shelf,
        paging: &Paging,
        count: u32,
    ) -> Result<Self, Fault> {
        let before = paging.before.as_ref().map(|id| id.parse()).transpose();
        let before: Option<EntryId> = before.map_err(|_| Fault::not_found())?;
        let now: Timestamp = app.now();
        let mut cards = (app.parts.db)
            .read(move |tx| cards(tx, shelf, before, count + 1, now))
            .await?;
        let more = cards.len() > count as usize;
        cards.truncate(count as usize);
        let next = cards.last().map(|card| card.id).filter(|_| more);
        Ok(Self { cards, next })
    }
}
