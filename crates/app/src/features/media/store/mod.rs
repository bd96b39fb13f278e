//! Entries in the database: load facts, let `domain::access` decide, apply.

mod blobs;
mod captions;
mod chapters;
mod collaborators;
mod create;
mod decide;
mod edit;
mod lists;
mod load;
mod publish;
mod sharing;
mod trash;

pub use blobs::{NewBlob, Purpose, add_blob};
pub use captions::{NewCaptions, add_captions};
pub(super) use captions::{attach_captions, detach_captions, set_standard_captions};
pub(super) use chapters::{SetChapters, Wanted, chapters, set_chapters};
pub(super) use collaborators::find_subject;
pub use collaborators::{Collaborator, Subject, add_collaborator, collaborators};
pub use create::{NewEntry, create_entry};
pub use decide::decide;
pub(super) use edit::{Edit, Edited, add_tag, edit};
pub use lists::{Shelf, cards};
pub use load::{card, entry};
pub(super) use load::{card_columns, is_gone, row_of_card};
pub(super) use publish::set_status;
pub(super) use sharing::{Change, change_owner, change_roles};
pub(super) use trash::{restore, trash};
