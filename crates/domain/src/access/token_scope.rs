use crate::names::named;

use super::Action;

named! {
    /// What an API token is for. A token does what its scopes name and its owner may, no more.
    pub enum TokenScope {
        /// See what the owner sees.
        Read = "read",
        /// Make, send, change, share and delete media.
        Media = "media",
        /// Invite people, and manage their invites.
        Invite = "invite",
        /// Use the console.
        Console = "console",
        /// Look after people and groups, administrators among them.
        People = "people",
        /// Read the audit.
        Audit = "audit",
    }
}

impl TokenScope {
    /// Whether only a site administrator's token can use it.
    pub const fn is_for_site_admins(self) -> bool {
        matches!(self, Self::Console | Self::People | Self::Audit)
    }
}

/// The scopes of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenScopes(u8);

impl TokenScopes {
    /// No token at all: a person at a browser, whom no scope narrows.
    pub const PERSON: Self = Self(u8::MAX);
    /// A token that may do nothing but what everybody may.
    pub const NONE: Self = Self(0);

    /// These and `scope`.
    pub const fn with(self, scope: TokenScope) -> Self {
        Self(self.0 | 1 << scope as u8)
    }

    /// Whether `scope` is among them.
    pub const fn has(self, scope: TokenScope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    /// The scopes in their order.
    pub fn iter(self) -> impl Iterator<Item = TokenScope> {
        let all = TokenScope::ALL.iter().copied();
        all.filter(move |scope| self.has(*scope))
    }

    /// Whether they cover what `action` takes.
    pub fn cover(self, action: Action) -> bool {
        if self == Self::PERSON {
            return true;
        }
        match scope_for(action) {
            Takes::Nothing => true,
            Takes::One(scope) => self.has(scope),
            Takes::Person => false,
        }
    }
}

impl FromIterator<TokenScope> for TokenScopes {
    fn from_iter<I: IntoIterator<Item = TokenScope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::NONE, Self::with)
    }
}

/// What an action takes of a token.
enum Takes {
    /// Everybody may.
    Nothing,
    One(TokenScope),
    /// No token does: a person at a browser.
    Person,
}

#[allow(clippy::match_same_arms, reason = "an arm for each sort of action")]
fn scope_for(action: Action) -> Takes {
    use Action as A;
    match action {
        A::SeeHealth | A::SeeMetrics | A::UseAssets | A::SeeHub | A::SeeApiDescription => {
            Takes::Nothing
        }
        // They are about the browser that asks, and change nothing where there is none.
        A::SignIn
        | A::SetPasswordByLink
        | A::SignOut
        | A::SetPreferences
        | A::OpenInvite
        | A::RedeemInvite
        | A::UseGuestPage => Takes::Nothing,
        // A token that makes tokens, or sets the password, would never end.
        A::ManageOwnTokens | A::UseOwnAccount => Takes::Person,
        // A program is nowhere; and pressing an invitation's button is a person's.
        A::TellAttendance | A::EnterInvitedToMe => Takes::Person,
        A::SeeMyMedia
        | A::SearchPeople
        | A::SeeTrash
        | A::SeeInvitedToMe
        | A::ViewEntry
        | A::StreamEntry
        | A::WatchEntryEvents
        | A::CountPlay
        | A::DownloadEntry
        | A::SeeQuizResults
        | A::SeeAnalytics
        | A::SeeCollaborators
        | A::SeeInvites
        | A::SeeChannels
        | A::ViewChannel => Takes::One(TokenScope::Read),
        A::CreateEntry
        | A::UploadMedia
        | A::EditEntry
        | A::SetPublishStatus
        | A::ManageCollaborators
        | A::ChangeOwner
        | A::TrashEntry
        | A::RestoreEntry
        | A::LeaveEntry
        | A::HandOverSeat
        | A::TakeQuiz
        | A::MakeChannel
        | A::UsePlaylists
        | A::LeaveChannel
        | A::ContributeToChannel
        | A::ModerateChannel
        | A::ManageChannel => Takes::One(TokenScope::Media),
        A::InviteUsers | A::ManageInvites | A::PreviewAsInvitee => Takes::One(TokenScope::Invite),
        A::UseConsole | A::ManageGalleries | A::ModerateSite => Takes::One(TokenScope::Console),
        // Whoever changes people makes administrators: a program that keeps the configuration need not.
        A::ManagePeople | A::ManageGroups => Takes::One(TokenScope::People),
        A::SeeAudit => Takes::One(TokenScope::Audit),
        A::WatchSession
        | A::Chat
        | A::ModerateChat
        | A::AskQuestion
        | A::AnswerQuestion
        | A::ModerateQuestions
        | A::AnswerInteraction
        | A::StartInteraction
        | A::UseBackchannel
        | A::Announce
        | A::SeeParticipants
        | A::ManageParticipants
        | A::RaiseHand
        | A::AskForStage
        | A::TakeStage
        | A::RunSession => Takes::Person,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn t10_every_scope_against_every_action() {
        let mut table = format!("{:<24}", "");
        for scope in TokenScope::ALL {
            let _ = write!(table, "| {:<8}", scope.as_str());
        }
        for action in Action::ALL {
            let _ = write!(table, "\n{:<24}", action.as_str());
            for scope in TokenScope::ALL {
                let covers = TokenScopes::NONE.with(*scope).cover(*action);
                let _ = write!(table, "| {:<8}", if covers { "y" } else { "-" });
            }
        }
        let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_person_is_narrowed_by_nothing_and_a_bare_token_does_what_everybody_may() {
        for action in Action::ALL {
            assert!(TokenScopes::PERSON.cover(*action));
            let covers = TokenScopes::NONE.cover(*action);
            assert_eq!(
                covers,
                matches!(scope_for(*action), Takes::Nothing),
                "{action}"
            );
        }
        let all: TokenScopes = TokenScope::ALL.iter().copied().collect();
        assert!(!all.cover(Action::ManageOwnTokens));
        assert_eq!(all.iter().count(), TokenScope::ALL.len());
        for scope in TokenScope::ALL {
            assert_eq!(all.with(*scope), all, "{scope} twice is once");
        }
    }

    #[test]
    fn what_only_site_administrators_do_only_their_tokens_can_be_for() {
        use TokenScope as T;
        let theirs = TokenScope::ALL.iter().filter(|it| it.is_for_site_admins());
        assert_eq!(
            theirs.collect::<Vec<_>>(),
            [&T::Console, &T::People, &T::Audit]
        );
    }
}
