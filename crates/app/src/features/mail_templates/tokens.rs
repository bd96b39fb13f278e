use usher_domain::{access::SessionRole, clock::Timestamp, mail::Tokens};

use crate::{http::time::in_zone, words::Words};

/// Who is invited by whom to what, as a mail tells it.
pub struct Invited<'a> {
    /// The invited person's first name.
    pub first_name: &'a str,
    /// Their last name.
    pub last_name: &'a str,
    /// Their address as it was written.
    pub email: &'a str,
    /// The link of this mail.
    pub url: &'a str,
    /// The entry's title.
    pub title: &'a str,
    /// When the session starts, if it is one.
    pub starts: Option<Timestamp>,
    /// When it ends.
    pub ends: Option<Timestamp>,
    /// The zone to write times in (an IANA name): the inviter's or the site's, since
    /// nobody knows the invitee's.
    pub zone: &'a str,
    /// As what.
    pub role: SessionRole,
    /// The full name of the person who invites.
    pub inviter: &'a str,
    /// When the link ends.
    pub expires: Timestamp,
    /// The inviter's own line.
    pub message: Option<&'a str>,
}

impl Invited<'_> {
    /// What the tokens stand for, in the language of `words`.
    pub fn tokens(&self, words: &Words) -> Tokens {
        let when = |at| in_zone(words, at, self.zone);
        Tokens {
            first_name: self.first_name.to_owned(),
            last_name: self.last_name.to_owned(),
            email: self.email.to_owned(),
            url: self.url.to_owned(),
            title: self.title.to_owned(),
            start: self.starts.map(when),
            end: self.ends.map(when),
            time_zone: self.zone.replace('_', " "),
            role: words.say(format!("invites-role-{}", self.role)).to_string(),
            inviter: self.inviter.to_owned(),
            expires: when(self.expires),
            hub: words.say("hub-name").to_string(),
            message: self.message.map(str::to_owned),
            code: None,
            news: Vec::new(),
        }
    }
}
