//! Finding entries: lists in several orders, narrowed by what they are and by the words in them.
//!
//! Nothing here reads more than it must: a rare word is read to its end, and everything that
//! has it is sorted; where every word is common, the list is walked in its order until a page
//! is full, or [`LOOKED_AT`] entries were looked at (docs/adr/0051). A channel in another order
//! than the newest first is sorted by the database (docs/adr/0055).

mod catch_up;
mod list;
mod places;
mod statements;
mod terms;

use usher_db::{Param, ToParam};
use usher_domain::{
    finding::sought,
    ids::{AccountId, ChannelId},
    media::{EntryKind, EntryState, PublishStatus},
};

pub(super) use catch_up::words_of;
pub use catch_up::{catch_up, spoken_in};
pub use list::{Found, find};
pub use places::{Placed, places};
pub use terms::{drop_terms, moved};
pub(super) use terms::{write_spoken, write_written};

use super::Card;

/// How many entries are looked at for one page, at most.
const LOOKED_AT: u32 = 2000;

/// Where somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// What everybody may see.
    Gallery,
    /// What the account owns.
    Mine(AccountId),
    /// What stands in a channel or gallery.
    Channel(ChannelId),
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// By title.
    Title,
    /// The most played first.
    Plays,
    /// The last changed first.
    Updated,
}

impl Order {
    /// Every order, as addresses name them.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Title, Self::Plays, Self::Updated];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Title => "title",
            Self::Plays => "plays",
            Self::Updated => "updated",
        }
    }

    /// The order of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.as_str() == name)
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    pub(in crate::features::media) words: Vec<String>,
    /// Only of this kind.
    pub kind: Option<EntryKind>,
    /// Only in this state.
    pub state: Option<EntryState>,
    /// Only with this publish status.
    pub publish: Option<PublishStatus>,
    /// Only what stands there; of one's own.
    pub place: Option<Placed>,
    /// In which order.
    pub order: Order,
}

impl Looked {
    /// For entries in which each word of `text` begins one.
    pub fn for_words(text: &str) -> Self {
        Self {
            words: sought(text),
            ..Self::default()
        }
    }

    /// Whether anything is left out.
    pub fn is_narrowed(&self) -> bool {
        !self.words.is_empty()
            || self.kind.is_some()
            || self.state.is_some()
            || self.publish.is_some()
            || self.place.is_some()
    }

    /// The last parameter of a statement that asks for a place.
    fn channel(&self) -> Option<Param<'_>> {
        match &self.place {
            Some(Placed::In(channel)) => Some(channel.to_param()),
            Some(Placed::Nowhere) | None => None,
        }
    }

    fn fits(&self, card: &Card) -> bool {
        self.kind.is_none_or(|kind| kind == card.kind)
            && self.state.is_none_or(|state| state == card.state)
            && self.publish.is_none_or(|publish| publish == card.publish)
    }
}
