use crate::access::AppRole;

/// Somebody to whom another's media and invites are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Whether it is the same person.
    pub oneself: bool,
    /// What they may do on the site.
    pub role: AppRole,
    /// Whether they are suspended.
    pub suspended: bool,
}

/// Why they cannot take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiverRefusal {
    /// It is theirs already.
    SamePerson,
    /// They cannot sign in.
    Suspended,
    /// Their role gives them no media of their own.
    CannotOwn,
}

impl ReceiverRefusal {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SamePerson => "same_person",
            Self::Suspended => "receiver_suspended",
            Self::CannotOwn => "cannot_own",
        }
    }
}

/// Whether somebody may take over a leaver's media. Every invite goes with its entry: from then on the
/// entry's owner is who gave it out.
pub fn may_receive(receiver: Receiver) -> Result<(), ReceiverRefusal> {
    if receiver.oneself {
        Err(ReceiverRefusal::SamePerson)
    } else if receiver.suspended {
        Err(ReceiverRefusal::Suspended)
    } else if receiver.role < AppRole::PrivateOnly {
        Err(ReceiverRefusal::CannotOwn)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_own_media_and_sign_in_can_take_it_over() {
        for role in AppRole::ALL {
            let fit = Receiver {
                oneself: false,
                role: *role,
                suspended: false,
            };
            let expected = match role {
                AppRole::Viewer => Err(ReceiverRefusal::CannotOwn),
                _ => Ok(()),
            };
            assert_eq!(may_receive(fit), expected, "{role}");
            let suspended = Receiver {
                suspended: true,
                ..fit
            };
            assert_eq!(may_receive(suspended), Err(ReceiverRefusal::Suspended));
            let same = Receiver {
                oneself: true,
                ..fit
            };
            assert_eq!(may_receive(same), Err(ReceiverRefusal::SamePerson));
        }
    }
}
