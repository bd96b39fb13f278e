//! Mail that waits to be sent: how long, how often, to whom how much, and whether it is
//! still wanted when its turn comes.

use std::time::Duration;

use crate::{clock::Timestamp, names::named};

named! {
    /// What became of a mail.
    pub enum MailState {
        /// It waits, or is being sent.
        Queued = "queued",
        /// The mail server has it.
        Sent = "sent",
        /// The mail server will never take it.
        Refused = "refused",
        /// It was no longer wanted when its turn came, or somebody called it off.
        Cancelled = "cancelled",
        /// Nobody took it for days.
        Failed = "failed",
    }
}

named! {
    /// What a mail is for.
    pub enum MailKind {
        /// It carries the link of an invite.
        Invite = "invite",
        /// It carries a code or a link to sign in by.
        SignIn = "sign_in",
        /// It carries a code and a link that prove an address.
        ProveAddress = "prove_address",
        /// It says that an address which somebody wanted to add is somebody's already.
        AddressTaken = "address_taken",
        /// It carries a link to set another password by, which the person asked for.
        ResetPassword = "reset_password",
        /// It carries a link to set a password by, which an administrator made.
        SetPassword = "set_password",
        /// It says that the password was changed.
        PasswordChanged = "password_changed",
        /// It says that there is one more address.
        AddressAdded = "address_added",
        /// It says what happened to somebody's media.
        MediaNews = "media_news",
        /// It carries a code by which an invited person comes in.
        InviteCode = "invite_code",
    }
}

impl MailKind {
    /// The template it is written by; an invitation's is chosen in the console.
    pub const fn template(self) -> Option<&'static str> {
        Some(match self {
            Self::Invite => return None,
            Self::SignIn => "sign-in",
            Self::ProveAddress => "prove-address",
            Self::AddressTaken => "address-taken",
            Self::ResetPassword => "reset-password",
            Self::SetPassword => "set-password",
            Self::PasswordChanged => "password-changed",
            Self::AddressAdded => "address-added",
            Self::MediaNews => "media-news",
            Self::InviteCode => "invite-code",
        })
    }
}

named! {
    /// Why a mail is not sent any more.
    pub enum Unwanted {
        /// Somebody called it off.
        CalledOff = "called_off",
        /// Its invite was revoked.
        Revoked = "revoked",
        /// Its link was replaced by a newer one.
        Replaced = "replaced",
        /// Its link has ended.
        Ended = "ended",
        /// The entry, or the invite itself, is gone.
        Gone = "gone",
        /// The person was removed from the entry.
        Removed = "removed",
        /// What it carries was used already.
        Used = "used",
        /// The hub was restored from a backup meanwhile, and nobody knows what was sent.
        Restored = "restored",
        /// It cannot be read: it was sealed under another key file.
        Unreadable = "unreadable",
        /// The person is suspended or gone.
        Suspended = "suspended",
        /// The person does not want to be told by mail any more.
        NotWished = "not_wished",
    }
}

impl MailState {
    /// Whether sending it may be tried again by hand.
    pub const fn may_be_retried(self) -> bool {
        matches!(self, Self::Queued | Self::Refused | Self::Failed)
    }
}

/// The invite of a mail, as it is when the mail's turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InviteOfMail {
    /// Whether it was revoked.
    pub revoked: bool,
    /// Whether the link in the mail still is the newest of its kind.
    pub replaced: bool,
    /// When its link ends.
    pub ends: Timestamp,
    /// Whether its entry is deleted.
    pub entry_gone: bool,
    /// Whether the person was removed from the entry.
    pub removed: bool,
}

impl InviteOfMail {
    /// Why its mail is not to be sent any more; nothing, if it is.
    pub fn unwanted(&self, now: Timestamp) -> Option<Unwanted> {
        [
            (self.revoked, Unwanted::Revoked),
            (self.entry_gone, Unwanted::Gone),
            (self.removed, Unwanted::Removed),
            (self.replaced, Unwanted::Replaced),
            (now >= self.ends, Unwanted::Ended),
        ]
        .into_iter()
        .find_map(|(holds, why)| holds.then_some(why))
    }
}

/// The proof that a mail carries a code or a link for, as it is when the mail's turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofOfMail {
    /// Whether it is there no more: a newer one was asked for.
    pub gone: bool,
    /// Whether it was used.
    pub spent: bool,
    /// When it ends.
    pub ends: Timestamp,
}

impl ProofOfMail {
    /// Why its mail is not to be sent any more; nothing, if it is.
    pub fn unwanted(&self, now: Timestamp) -> Option<Unwanted> {
        if self.gone {
            Some(Unwanted::Replaced)
        } else if self.spent {
            Some(Unwanted::Used)
        } else {
            (now >= self.ends).then_some(Unwanted::Ended)
        }
    }
}

/// How long a mail is tried for.
pub const PATIENCE: Duration = Duration::from_hours(5 * 24);

const SHORTEST: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_hours(24);

/// The pause of the one mail that finds out whether the mail service is back.
pub const PROBE: Duration = Duration::from_secs(20);

/// The pause before the next try of a mail that has waited for so long: as long again,
/// from a quarter of a minute up to a day. `None`: it is given up.
pub fn pause(waited: Duration) -> Option<Duration> {
    (waited < PATIENCE).then(|| waited.clamp(SHORTEST, LONGEST))
}

/// How many mails of one kind an address gets within an hour, whoever sends them. Of one kind: who
/// has codes mailed to a stranger keeps neither invitations nor warnings from them.
pub const TO_ONE_ADDRESS: u32 = 10;

/// How many mails of one kind a member causes within an hour.
pub const BY_ONE_MEMBER: u32 = 500;

/// Too much mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuchMail {
    /// To this address.
    ToAddress,
    /// By this member.
    ByMember,
}

impl TooMuchMail {
    /// Its name in the API and in message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToAddress => "too_much_mail_to_address",
            Self::ByMember => "too_much_mail",
        }
    }
}

/// Whether one more of this kind may be sent, after so many in the hour before.
pub const fn may_send(kind: MailKind, to_address: u32, by_member: u32) -> Result<(), TooMuchMail> {
    if to_address >= TO_ONE_ADDRESS {
        return Err(TooMuchMail::ToAddress);
    }
    // An administrator adds a whole university in an afternoon.
    let counts = !matches!(kind, MailKind::SetPassword);
    if counts && by_member >= BY_ONE_MEMBER {
        return Err(TooMuchMail::ByMember);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn wanted() -> InviteOfMail {
        InviteOfMail {
            revoked: false,
            replaced: false,
            ends: NOW.after(Duration::from_secs(1)),
            entry_gone: false,
            removed: false,
        }
    }

    #[test]
    fn a_mail_is_unwanted_as_soon_as_its_link_opens_nothing() {
        assert_eq!(wanted().unwanted(NOW), None);
        for why in [
            Unwanted::Revoked,
            Unwanted::Gone,
            Unwanted::Removed,
            Unwanted::Replaced,
            Unwanted::Ended,
        ] {
            let invite = InviteOfMail {
                revoked: why == Unwanted::Revoked,
                replaced: why == Unwanted::Replaced,
                ends: if why == Unwanted::Ended {
                    NOW
                } else {
                    wanted().ends
                },
                entry_gone: why == Unwanted::Gone,
                removed: why == Unwanted::Removed,
            };
            assert_eq!(invite.unwanted(NOW), Some(why));
        }
    }

    #[test]
    fn pauses_grow_with_the_wait_up_to_a_day_and_end_after_five() {
        let secs = |secs| Duration::from_secs(secs);
        assert_eq!(pause(secs(0)), Some(secs(15)));
        assert_eq!(pause(secs(600)), Some(secs(600)));
        assert_eq!(pause(Duration::from_hours(90)), Some(LONGEST));
        assert_eq!(pause(PATIENCE), None);
    }

    #[test]
    fn t13_limits_hold_per_address_and_per_member() {
        for kind in MailKind::ALL.iter().copied() {
            let sent = |to, by| may_send(kind, to, by);
            assert_eq!(sent(TO_ONE_ADDRESS - 1, BY_ONE_MEMBER - 1), Ok(()));
            assert_eq!(sent(TO_ONE_ADDRESS, 0), Err(TooMuchMail::ToAddress));
            let many = match kind {
                MailKind::SetPassword => Ok(()),
                _ => Err(TooMuchMail::ByMember),
            };
            assert_eq!(sent(0, BY_ONE_MEMBER), many, "{kind}");
        }
    }

    #[test]
    fn a_letter_is_unwanted_once_its_code_opens_nothing() {
        let open = ProofOfMail {
            gone: false,
            spent: false,
            ends: NOW.after(Duration::from_secs(1)),
        };
        assert_eq!(open.unwanted(NOW), None);
        for (proof, why) in [
            (ProofOfMail { gone: true, ..open }, Unwanted::Replaced),
            (
                ProofOfMail {
                    spent: true,
                    ..open
                },
                Unwanted::Used,
            ),
            (ProofOfMail { ends: NOW, ..open }, Unwanted::Ended),
        ] {
            assert_eq!(proof.unwanted(NOW), Some(why));
        }
    }
}
