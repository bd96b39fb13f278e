use crate::names::named;

named! {
    /// What a template may name in braces: `{FIRSTNAME}`.
    pub enum Token {
        /// The invited person's first name.
        FirstName = "FIRSTNAME",
        /// Their last name.
        LastName = "LASTNAME",
        /// The address the mail goes to.
        Email = "EMAIL",
        /// The link. It opens the invite, so it stands alone and leaves no hub. A letter that
        /// carries a code may have none.
        Url = "URL",
        /// The link as a picture that a phone reads; in the HTML body only.
        QrCode = "QRCODE",
        /// The entry's title.
        Title = "TITLE",
        /// When a session starts, with its zone; absent for what has no start.
        Start = "START",
        /// When a session ends, with its zone; absent for what has no end.
        End = "END",
        /// The zone that times are written in.
        TimeZone = "TIMEZONE",
        /// What the person is invited as.
        Role = "ROLE",
        /// Who invites.
        Inviter = "INVITER",
        /// When the link ends, with its zone.
        Expires = "EXPIRES",
        /// The hub's name.
        Hub = "HUB",
        /// The inviter's own line; absent if nothing was written.
        Message = "MESSAGE",
        /// The code that is to be typed; absent where there is a link alone.
        Code = "CODE",
        /// What happened to somebody's media, each with a link; in the subject the first of it.
        News = "NEWS",
    }
}

impl Token {
    /// Whether there may be nothing to say. A paragraph or line that names such a token
    /// is left out where it is absent.
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Start | Self::End | Self::Message | Self::Code | Self::Url
        )
    }

    /// The token that somebody probably meant by `name`.
    pub(super) fn meant_by(name: &str) -> Option<Self> {
        let name: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        // A third of the letters may be wrong; beyond that a guess only misleads.
        let near = |token: Self| {
            let distance = strsim::osa_distance(&name, token.as_str());
            (distance * 3 <= name.len().max(3)).then_some((distance, token))
        };
        let nearest = Self::ALL.iter().filter_map(|token| near(*token)).min();
        nearest.map(|(_, token)| token)
    }
}

/// What the tokens stand for in one mail. Without `Debug`: the link opens an invite.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// `{FIRSTNAME}`
    pub first_name: String,
    /// `{LASTNAME}`
    pub last_name: String,
    /// `{EMAIL}`
    pub email: String,
    /// `{URL}`; the empty text where there is none.
    pub url: String,
    /// `{TITLE}`
    pub title: String,
    /// `{START}`
    pub start: Option<String>,
    /// `{END}`
    pub end: Option<String>,
    /// `{TIMEZONE}`
    pub time_zone: String,
    /// `{ROLE}`
    pub role: String,
    /// `{INVITER}`
    pub inviter: String,
    /// `{EXPIRES}`
    pub expires: String,
    /// `{HUB}`
    pub hub: String,
    /// `{MESSAGE}`; it may have several lines.
    pub message: Option<String>,
    /// `{CODE}`
    pub code: Option<String>,
    /// `{NEWS}`
    pub news: Vec<News>,
}

/// Something that is told of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What happened, a sentence.
    pub said: String,
    /// The entry's title.
    pub title: String,
    /// Where to look; it opens nothing to nobody.
    pub url: String,
}

impl Tokens {
    /// What a token stands for; the empty text for what is absent, for the QR code and for the
    /// news, which are no text.
    pub fn value(&self, token: Token) -> &str {
        match token {
            Token::FirstName => &self.first_name,
            Token::LastName => &self.last_name,
            Token::Email => &self.email,
            Token::Url => &self.url,
            Token::QrCode | Token::News => "",
            Token::Title => &self.title,
            Token::Start => self.start.as_deref().unwrap_or_default(),
            Token::End => self.end.as_deref().unwrap_or_default(),
            Token::TimeZone => &self.time_zone,
            Token::Role => &self.role,
            Token::Inviter => &self.inviter,
            Token::Expires => &self.expires,
            Token::Hub => &self.hub,
            Token::Message => self.message.as_deref().unwrap_or_default(),
            Token::Code => self.code.as_deref().unwrap_or_default(),
        }
    }

    /// Whether an optional token has nothing to say.
    pub(super) fn lacks(&self, token: Token) -> bool {
        token.is_optional() && self.value(token).trim().is_empty()
    }
}
