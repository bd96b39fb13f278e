use crate::names::named;

named! {
    /// What a site administrator does to somebody. Whether they are one at all is
    /// [`access`](crate::access)'s to say.
    pub enum AdminDeed {
        /// Names, addresses, groups, application role, quota, a way to set a password, ending sessions.
        Edit = "edit",
        /// Gives the right to the console.
        GiveConsole = "give_console",
        /// Takes the right to the console.
        TakeConsole = "take_console",
        /// Keeps the person out until further notice.
        Suspend = "suspend",
        /// Lets a suspended person in again.
        Unsuspend = "unsuspend",
        /// Takes the person away for good.
        Remove = "remove",
    }
}

/// What the decision rests on, loaded in the transaction that acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Administered {
    /// Whether it is whoever does it.
    pub oneself: bool,
    /// Whether the console is theirs.
    pub site_admin: bool,
    /// Whether they are suspended.
    pub suspended: bool,
    /// Whether somebody else has the console and is not suspended.
    pub others_administer: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminRefusal {
    /// Nobody would be left to administer the site.
    LastAdministrator,
    /// Nobody locks themself out: another administrator can.
    Oneself,
}

impl AdminRefusal {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LastAdministrator => "last_administrator",
            Self::Oneself => "not_yourself",
        }
    }
}

/// Whether a site administrator may do this to somebody. Every administrator may look after everybody,
/// other administrators too, as long as one is left who can sign in.
pub const fn may_administer(deed: AdminDeed, facts: Administered) -> Result<(), AdminRefusal> {
    let administers = facts.site_admin && !facts.suspended;
    let takes_console = matches!(
        deed,
        AdminDeed::TakeConsole | AdminDeed::Suspend | AdminDeed::Remove
    );
    let locks_out = matches!(deed, AdminDeed::Suspend | AdminDeed::Remove);
    if takes_console && administers && !facts.others_administer {
        Err(AdminRefusal::LastAdministrator)
    } else if locks_out && facts.oneself {
        Err(AdminRefusal::Oneself)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [bool; 2] = [false, true];

    fn every_case() -> impl Iterator<Item = Administered> {
        BOTH.into_iter().flat_map(|oneself| {
            BOTH.into_iter().flat_map(move |site_admin| {
                BOTH.into_iter().flat_map(move |suspended| {
                    BOTH.into_iter().map(move |others_administer| Administered {
                        oneself,
                        site_admin,
                        suspended,
                        others_administer,
                    })
                })
            })
        })
    }

    #[test]
    fn the_last_administrator_keeps_the_console_whatever_is_asked() {
        let last = every_case()
            .filter(|facts| facts.site_admin && !facts.suspended && !facts.others_administer);
        for facts in last {
            for deed in [
                AdminDeed::TakeConsole,
                AdminDeed::Suspend,
                AdminDeed::Remove,
            ] {
                assert_eq!(
                    may_administer(deed, facts),
                    Err(AdminRefusal::LastAdministrator),
                    "{deed}"
                );
            }
        }
    }

    #[test]
    fn a_suspended_administrator_is_not_the_last_one() {
        let facts = Administered {
            oneself: false,
            site_admin: true,
            suspended: true,
            others_administer: true,
        };
        for deed in AdminDeed::ALL {
            assert_eq!(may_administer(*deed, facts), Ok(()), "{deed}");
        }
    }

    #[test]
    fn nobody_suspends_or_removes_themself() {
        for facts in every_case().filter(|facts| facts.oneself && facts.others_administer) {
            for deed in AdminDeed::ALL {
                let locks_out = matches!(deed, AdminDeed::Suspend | AdminDeed::Remove);
                let expected = if locks_out {
                    Err(AdminRefusal::Oneself)
                } else {
                    Ok(())
                };
                assert_eq!(may_administer(*deed, facts), expected, "{deed}");
            }
        }
    }

    #[test]
    fn what_locks_nobody_out_is_always_done() {
        for facts in every_case() {
            for deed in [
                AdminDeed::Edit,
                AdminDeed::GiveConsole,
                AdminDeed::Unsuspend,
            ] {
                assert_eq!(may_administer(deed, facts), Ok(()), "{deed}");
            }
        }
    }
}
