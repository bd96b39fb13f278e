//! The table of session roles.

use super::{Action, Actor, AppRole, EntryRole, EntryStanding, SessionRole};

/// What the hosts of a session allow its viewers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionSwitches {
    /// A room rather than a live session.
    pub room: bool,
    /// Viewers may see the list of participants.
    pub participants_shown: bool,
    /// Viewers may ask to come onto the stage.
    pub stage_on_request: bool,
}

/// What somebody is in a session. A host's rights come from the entry, the others'
/// from a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SessionSeat {
    /// Not known by name: watches and no more.
    Onlooker,
    /// A viewer.
    Viewer,
    /// A speaker.
    Speaker,
    /// A moderator.
    Moderator,
    /// The entry's owner, co-owner or co-editor.
    Host,
}

impl From<SessionRole> for SessionSeat {
    fn from(role: SessionRole) -> Self {
        match role {
            SessionRole::Viewer => Self::Viewer,
            SessionRole::Speaker => Self::Speaker,
            SessionRole::Moderator => Self::Moderator,
        }
    }
}

/// What the actor is in a session that they may view: the highest of what their
/// entry roles, their grant and the publish status give.
pub fn session_seat(actor: &Actor, standing: &EntryStanding) -> SessionSeat {
    let hosts = [EntryRole::Owner, EntryRole::CoOwner, EntryRole::CoEditor];
    let granted = standing.grant.map(SessionSeat::from);
    match actor {
        Actor::Anonymous => SessionSeat::Onlooker,
        Actor::Guest => granted.unwrap_or(SessionSeat::Onlooker),
        Actor::Member { role, .. } => {
            // The application role caps the entry role: a viewer hosts nothing.
            let hosting = *role >= AppRole::PrivateOnly
                && hosts.iter().any(|host| standing.roles.contains(*host));
            if hosting {
                SessionSeat::Host
            } else {
                granted.unwrap_or(SessionSeat::Viewer)
            }
        }
    }
}

/// Whether `seat` may do `action` in a session. Actions of other scopes are refused.
pub(super) const fn seat_may(seat: SessionSeat, action: Action, switches: SessionSwitches) -> bool {
    use Action as A;
    use SessionSeat::{Host, Moderator, Onlooker, Speaker, Viewer};
    match action {
        A::WatchSession => true,
        A::Chat | A::AskQuestion | A::AnswerInteraction | A::RaiseHand => !matches!(seat, Onlooker),
        A::AnswerQuestion | A::UseBackchannel | A::TakeStage => {
            matches!(seat, Speaker | Moderator | Host)
        }
        A::ModerateChat | A::ModerateQuestions | A::Announce | A::ManageParticipants => {
            matches!(seat, Moderator | Host)
        }
        A::StartInteraction => match seat {
            Speaker => switches.room,
            Moderator | Host => true,
            Onlooker | Viewer => false,
        },
        A::SeeParticipants => match seat {
            Viewer => switches.participants_shown,
            Speaker | Moderator | Host => true,
            Onlooker => false,
        },
        A::AskForStage => match seat {
            Viewer => switches.room && switches.stage_on_request,
            Speaker | Moderator | Host => true,
            Onlooker => false,
        },
        A::RunSession => match seat {
            Moderator => switches.room,
            Host => true,
            Onlooker | Viewer | Speaker => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Scope;

    #[test]
    fn a_seat_gives_nothing_outside_of_the_session() {
        let switches = SessionSwitches {
            room: true,
            participants_shown: true,
            stage_on_request: true,
        };
        for action in Action::ALL {
            let allowed = seat_may(SessionSeat::Host, *action, switches);
            assert_eq!(allowed, action.scope() == Scope::Session, "{action}");
        }
    }
}
