//! Media entries: their kinds, states and publish statuses, and the trash.

mod chapters;
mod kind;
mod ladder;
mod start;
mod status;
mod trash;

pub use chapters::{Chapter, ChapterFault, ChapterTrouble, Chapters};
pub use kind::EntryKind;
pub use ladder::LadderState;
pub use start::StartAt;
pub use status::{EntryState, PublishStatus};
pub use trash::purged_from;
