//! Playlists: somebody's own lists of entries, in an order of theirs. A list gives no right to anything in it.

use crate::{
    access::{Action, Actor, Denial, may},
    ids::AccountId,
    names::named,
};

/// How many playlists somebody has, at most.
pub const MOST_PLAYLISTS: i64 = 200;
/// How many entries a playlist has, at most.
pub const MOST_LISTED: i64 = 100;

named! {
    /// What somebody does with a playlist.
    pub enum PlaylistUse {
        /// Look at it and play it.
        See = "see",
        /// Name it, share it, change what is in it, delete it.
        Change = "change",
    }
}

named! {
    /// Where an entry of a playlist goes.
    pub enum Step {
        /// One place towards the beginning.
        Up = "up",
        /// One place towards the end.
        Down = "down",
    }
}

/// Whether `actor` may do this with the playlist of `owner`. Others see one that is shared; nobody is told of one that
/// is not.
pub fn may_use(
    actor: &Actor,
    owner: AccountId,
    shared: bool,
    what: PlaylistUse,
) -> Result<(), Denial> {
    may(actor, Action::UsePlaylists, None)?;
    match what {
        _ if actor.account() == Some(owner) => Ok(()),
        PlaylistUse::See if shared => Ok(()),
        PlaylistUse::Change if shared => Err(Denial::NotAllowed),
        PlaylistUse::See | PlaylistUse::Change => Err(Denial::NotFound),
    }
}

/// With which neighbour the one at place `at` of `count` changes places; with none at the ends.
pub fn neighbour(at: usize, count: usize, step: Step) -> Option<usize> {
    let next = match step {
        Step::Up => at.checked_sub(1)?,
        Step::Down => at + 1,
    };
    (at < count && next < count).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{AppRole, TokenScopes},
        clock::{SeededEntropy, Timestamp},
    };

    #[test]
    fn the_owner_does_everything_and_others_see_what_is_shared() {
        use PlaylistUse::{Change, See};
        let entropy = SeededEntropy::new(1);
        let id = || AccountId::new(Timestamp::from_secs(1), &entropy);
        let (ann, bob) = (id(), id());
        let member = |account| Actor::Member {
            account,
            role: AppRole::Viewer,
            site_admin: true,
            scopes: TokenScopes::PERSON,
        };
        for (actor, shared, what, expected) in [
            (member(ann), false, See, Ok(())),
            (member(ann), false, Change, Ok(())),
            (member(bob), false, See, Err(Denial::NotFound)),
            (member(bob), false, Change, Err(Denial::NotFound)),
            (member(bob), true, See, Ok(())),
            (member(bob), true, Change, Err(Denial::NotAllowed)),
            (Actor::Guest, true, See, Err(Denial::SignIn)),
            (Actor::Anonymous, true, See, Err(Denial::SignIn)),
        ] {
            assert_eq!(
                may_use(&actor, ann, shared, what),
                expected,
                "{shared} {what}"
            );
        }
    }

    #[test]
    fn nothing_goes_beyond_the_ends() {
        use Step::{Down, Up};
        for (at, count, step, expected) in [
            (0, 3, Up, None),
            (0, 3, Down, Some(1)),
            (1, 3, Up, Some(0)),
            (2, 3, Down, None),
            (2, 3, Up, Some(1)),
            (0, 1, Down, None),
            (0, 0, Down, None),
            (5, 3, Up, None),
        ] {
            assert_eq!(
                neighbour(at, count, step),
                expected,
                "{at} of {count} {step}"
            );
        }
    }
}
