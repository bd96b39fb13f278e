//! What people are told of what happens to their media: who, and how.

use std::time::Duration;

use crate::{clock::Timestamp, ids::AccountId, names::named};

named! {
    /// What is told.
    pub enum NoticeKind {
        /// Somebody who was invited came in for the first time.
        Joined = "joined",
        /// Somebody who was invited moved to another browser.
        Moved = "moved",
        /// Somebody who was invited asks for a new link.
        Asks = "asks",
        /// An entry was taken into a channel or gallery where it had waited.
        Approved = "approved",
        /// It was not, or was taken out.
        Rejected = "rejected",
    }
}

named! {
    /// How somebody wants to be told.
    pub enum NoticeWay {
        /// In the hub.
        Hub = "hub",
        /// By mail.
        Mail = "mail",
        /// Both.
        Both = "both",
        /// Not at all.
        Off = "off",
    }
}

impl NoticeWay {
    /// What it comes to where the hub sends mail, or does not: nobody goes untold for that.
    pub const fn reached(self, mails: bool) -> Self {
        match self {
            Self::Mail | Self::Both if !mails => Self::Hub,
            way => way,
        }
    }

    /// Whether it is told in the hub.
    pub const fn in_hub(self) -> bool {
        matches!(self, Self::Hub | Self::Both)
    }

    /// Whether it is told by mail.
    pub const fn by_mail(self) -> bool {
        matches!(self, Self::Mail | Self::Both)
    }
}

/// For how long news are gathered before a mail tells of them: who is invited to a lecture comes
/// within minutes of its beginning.
pub const GATHERED: Duration = Duration::from_mins(10);

/// How long after a mail the next one to the same person is written, at the earliest.
pub const MAIL_PAUSE: Duration = Duration::from_hours(1);

/// Of how many entries and kinds a mail tells at most; the others stand in the next.
pub const MOST_IN_A_MAIL: u32 = 20;

/// When a mail of what is new now is written, the last one having been written then.
pub fn next_mail(now: Timestamp, last: Option<Timestamp>) -> Timestamp {
    let gathered = now.after(GATHERED);
    last.map_or(gathered, |last| gathered.max(last.after(MAIL_PAUSE)))
}

/// How many notices somebody has; older ones make room.
pub const MOST_NOTICES: u32 = 100;

/// How long a notice is kept.
pub const NOTICES_KEPT: Duration = Duration::from_hours(90 * 24);

/// Who is told of what an invited person did: that they came in or ask for a new link, who
/// invited them and who owns the entry, each once; that they moved, who invited them alone. Of what a moderator decided
/// is told who put the entry there, in the inviter's place, and who owns it. Nobody is told of themselves.
pub fn told(
    kind: NoticeKind,
    (inviter, owner): (AccountId, AccountId),
    by: Option<AccountId>,
) -> impl Iterator<Item = AccountId> {
    let owner = match kind {
        NoticeKind::Joined | NoticeKind::Asks | NoticeKind::Approved | NoticeKind::Rejected => {
            (owner != inviter).then_some(owner)
        }
        NoticeKind::Moved => None,
    };
    let both = std::iter::once(inviter).chain(owner);
    both.filter(move |told| Some(*told) != by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SeededEntropy, Timestamp};

    #[test]
    fn a_way_reaches_somebody_whether_the_hub_mails_or_not() {
        use NoticeWay::{Both, Hub, Mail, Off};
        for (way, mails, hub, mail) in [
            (Hub, true, true, false),
            (Mail, true, false, true),
            (Both, true, true, true),
            (Off, true, false, false),
            (Hub, false, true, false),
            (Mail, false, true, false),
            (Both, false, true, false),
            (Off, false, false, false),
        ] {
            let way = way.reached(mails);
            assert_eq!((way.in_hub(), way.by_mail()), (hub, mail), "{way} {mails}");
        }
    }

    #[test]
    fn news_are_gathered_and_mails_are_an_hour_apart() {
        let now = Timestamp::from_secs(1_800_000_000);
        let ago = |minutes| Some(now.before(Duration::from_mins(minutes)));
        for (last, minutes) in [
            (None, 10),
            (ago(0), 60),
            (ago(20), 40),
            (ago(50), 10),
            (ago(59), 10),
            (ago(1_000), 10),
        ] {
            let due = now.after(Duration::from_mins(minutes));
            assert_eq!(next_mail(now, last), due, "{last:?}");
        }
    }

    #[test]
    fn inviter_and_owner_are_told_once_and_nobody_of_themselves() {
        let entropy = SeededEntropy::new(1);
        let id = || AccountId::new(Timestamp::from_secs(1), &entropy);
        let (ann, bob, cy) = (id(), id(), id());
        for (inviter, owner, joined, expected) in [
            (ann, ann, None, vec![ann]),
            (ann, bob, None, vec![ann, bob]),
            (ann, bob, Some(cy), vec![ann, bob]),
            (ann, bob, Some(bob), vec![ann]),
            (ann, ann, Some(ann), vec![]),
        ] {
            let told_of = |kind| told(kind, (inviter, owner), joined).collect::<Vec<_>>();
            assert_eq!(told_of(NoticeKind::Joined), expected);
            let of_moving = (Some(inviter) != joined).then_some(inviter);
            assert_eq!(told_of(NoticeKind::Moved), Vec::from_iter(of_moving));
        }
    }
}
