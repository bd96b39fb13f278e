//! Media entries: their kinds, states and publish statuses, and the trash.

mod kind;
mod ladder;
mod status;
mod trash;

pub use kind::EntryKind;
pub use ladder::LadderState;
pub use status::{EntryState, PublishStatus};
pub use trash::{TRASH_KEPT, purged_from};
