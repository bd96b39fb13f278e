use crate::access::{Action, Actor, Denial, may};

use super::ChannelCreators;

/// Whether `actor` may make a channel on a site where `creators` do.
pub fn may_make_channel(actor: &Actor, creators: ChannelCreators) -> Result<(), Denial> {
    may(actor, Action::MakeChannel, None)?;
    match (creators, actor) {
        (ChannelCreators::Uploaders, _)
        | (
            ChannelCreators::Administrators,
            Actor::Member {
                site_admin: true, ..
            },
        ) => Ok(()),
        (ChannelCreators::Administrators, _) => Err(Denial::NotAllowed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{AppRole, TokenScopes},
        clock::{SeededEntropy, Timestamp},
        ids::AccountId,
    };

    #[test]
    fn who_may_upload_makes_channels_or_only_administrators_who_may() {
        use ChannelCreators::{Administrators, Uploaders};
        let no = Err(Denial::NotAllowed);
        for (creators, role, site_admin, expected) in [
            (Uploaders, AppRole::Viewer, false, no),
            (Uploaders, AppRole::PrivateOnly, false, Ok(())),
            (Uploaders, AppRole::Viewer, true, no),
            (Administrators, AppRole::UnmoderatedAdmin, false, no),
            (Administrators, AppRole::PrivateOnly, true, Ok(())),
            (Administrators, AppRole::Viewer, true, no),
        ] {
            let actor = Actor::Member {
                account: AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1)),
                role,
                site_admin,
                scopes: TokenScopes::PERSON,
            };
            assert_eq!(
                may_make_channel(&actor, creators),
                expected,
                "{creators} {role} {site_admin}"
            );
        }
        for nobody in [Actor::Anonymous, Actor::Guest] {
            assert_eq!(may_make_channel(&nobody, Uploaders), Err(Denial::SignIn));
        }
    }
}
