//! What stands on top of every landing page, for invites and guest links.

use usher_domain::{access::SessionRole, media::EntryKind};

use super::Sentence;
use crate::words::Words;

/// What stands on every landing page before a proof: no media, no participants.
pub(in crate::features) struct Invited {
    pub(in crate::features) poster: String,
    pub(in crate::features) kind_icon: &'static str,
    pub(in crate::features) kind: String,
    pub(in crate::features) is_document: bool,
    pub(in crate::features) sentence: Sentence,
    pub(in crate::features) title: String,
    pub(in crate::features) role: String,
}

/// What the landing page tells of an invite.
pub(in crate::features) struct Seen<'a> {
    pub(in crate::features) kind: EntryKind,
    pub(in crate::features) title: &'a str,
    pub(in crate::features) poster: String,
    pub(in crate::features) inviter: &'a str,
    pub(in crate::features) role: Option<SessionRole>,
}

/// The same in words.
pub(in crate::features) fn invited(words: &Words, seen: &Seen<'_>) -> Invited {
    let Seen { kind, role, .. } = seen;
    let say = |what: &str, which: &dyn std::fmt::Display| {
        words.say(format!("lobby-{what}-{which}").replace('_', "-"))
    };
    Invited {
        poster: seen.poster.clone(),
        kind_icon: icon(*kind),
        kind: say("kind", kind).to_string(),
        is_document: *kind == EntryKind::Document,
        sentence: Sentence::new(say("invites", kind)).name("inviter", seen.inviter),
        title: seen.title.to_owned(),
        role: role.map_or_else(String::new, |role| say("role", &role).to_string()),
    }
}

/// The icon of a kind of entry.
const fn icon(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Video | EntryKind::Quiz => "video",
        EntryKind::Audio => "audio",
        EntryKind::Document => "document",
        EntryKind::Image => "image",
        EntryKind::Webcast | EntryKind::Simulive | EntryKind::DiyLive => "live",
        EntryKind::Room => "people",
    }
}
