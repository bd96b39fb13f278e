//! What people are told of what happens to their media: in the hub, and by mail if they wish.
//!
//! Nobody who enters waits for it: the audit says who came in, a follower reads it behind them
//! ([`follow`]) and writes one row for all who came to one entry since its owner last looked
//! (docs/adr/0034-owners-are-told-behind-the-entrance.md).

mod by_mail;
mod follow;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod way;

pub use by_mail::{NewsLine, StillNews, still, write_mail};
pub use follow::{Follower, follow};
pub use store::{forget, forget_of_entry, forget_of_person};
pub(in crate::features) use way::{Wished, wished};

use usher_domain::{ids::EntryId, notices::NoticeKind};

use crate::{http::routes::Routes, words::Words};

/// What happened, in a sentence: the last of so many people, and how many others.
pub fn said(words: &Words, kind: NoticeKind, who: &str, people: u32) -> String {
    let sentence = words.say(format!("notices-{kind}")).with("who", who);
    let sentence = sentence.num("others", people.saturating_sub(1));
    sentence.to_string()
}

/// Where somebody looks who was told of it: a path that opens nothing to anybody else.
pub fn leads_to(kind: NoticeKind, entry: EntryId) -> String {
    match kind {
        NoticeKind::Joined | NoticeKind::Moved => format!("/media/{entry}/invites"),
        NoticeKind::Asks => format!("/media/{entry}/invites?show=asks"),
        NoticeKind::Approved | NoticeKind::Rejected => format!("/media/{entry}/channels"),
    }
}

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    way::routes(pages::routes(routes))
}
