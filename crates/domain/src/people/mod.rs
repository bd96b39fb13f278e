//! Who looks after people, and by which rules: administering somebody, what goes on with a leaver's media,
//! how a browser is described to its owner.

mod administer;
mod device;
mod hand_over;
pub mod import;
mod quota;

pub use administer::{AdminDeed, AdminRefusal, Administered, may_administer};
pub use device::{BrowserKind, Device, SystemKind};
pub use hand_over::{Receiver, ReceiverRefusal, may_receive};
pub use quota::{MEGABYTE, NoRoom, Quota};
