use super::token::Token;

/// What a template is for. It follows from its name: the hub's own letters have names that are
/// kept for them, and any other template is one for invitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It invites somebody to an entry.
    Invitation,
    /// It carries a code, a link or both, by which somebody proves that they read it.
    Code,
    /// It carries a code by which an invited person comes in, and no link: the page that it is for is open.
    Entrance,
    /// It carries a link by which a password is set.
    Link,
    /// It says that something has happened, and where to look.
    Notice,
    /// It says what happened to somebody's media.
    News,
}

/// The names of the hub's own letters.
pub const LETTERS: [&str; 9] = [
    "sign-in",
    "prove-address",
    "reset-password",
    "set-password",
    "password-changed",
    "address-added",
    "address-taken",
    "media-news",
    "invite-code",
];

impl Usage {
    /// What the template of this name is for.
    pub fn of(name: &str) -> Self {
        match name {
            "sign-in" | "prove-address" => Self::Code,
            "invite-code" => Self::Entrance,
            "reset-password" | "set-password" => Self::Link,
            "password-changed" | "address-added" | "address-taken" => Self::Notice,
            "media-news" => Self::News,
            _ => Self::Invitation,
        }
    }

    /// Whether a token means something in it.
    pub fn knows(self, token: Token) -> bool {
        use Token as T;
        match token {
            T::FirstName | T::LastName | T::Email | T::Hub => true,
            T::Url => self != Self::Entrance,
            T::Code => matches!(self, Self::Code | Self::Entrance),
            T::News => self == Self::News,
            T::Expires | T::TimeZone => !matches!(self, Self::Notice | Self::News),
            T::Title | T::Inviter => matches!(self, Self::Invitation | Self::Entrance),
            T::QrCode | T::Start | T::End | T::Role | T::Message => self == Self::Invitation,
        }
    }

    /// The tokens that mean something in it.
    pub fn tokens(self) -> impl Iterator<Item = Token> {
        let all = Token::ALL.iter().copied();
        all.filter(move |token| self.knows(*token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::MailKind;

    #[test]
    fn every_letter_of_the_hub_has_a_name_of_its_own_that_is_kept_for_it() {
        let named: Vec<_> = MailKind::ALL
            .iter()
            .filter_map(|kind| kind.template())
            .collect();
        assert_eq!(named.len(), LETTERS.len());
        for name in named {
            assert!(LETTERS.contains(&name), "{name}");
            assert_ne!(Usage::of(name), Usage::Invitation, "{name}");
            assert!(name.parse::<crate::mail::TemplateName>().is_ok());
        }
        assert_eq!(Usage::of("invitation"), Usage::Invitation);
    }
}
