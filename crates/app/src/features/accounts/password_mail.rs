//! The link to set a password by, mailed instead of shown.

use secrecy::ExposeSecret;
use usher_db::Tx;
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::AccountId,
    outbox::MailKind,
};

use super::{PasswordToken, addressee_of, give_password_link};
use crate::{
    App,
    features::mail::{self, Contents, LetterContents, NewMail, NotQueued},
    http::visit::Visit,
};

/// No language: a letter is written in the site's own then.
const SITES_OWN: &str = "";

/// Mails such links, each in the language of whoever gets it, else in the site's. Times are in the
/// zone of whoever sends them: nobody knows more of these people yet.
#[derive(Clone)]
pub struct PasswordMail {
    app: App,
    zone: String,
}

impl PasswordMail {
    /// Nothing, where no mail can be sent.
    pub fn new(app: &App, visit: &Visit) -> Option<Self> {
        app.settings.now().mails().then(|| Self {
            app: app.clone(),
            zone: visit.zone.clone(),
        })
    }

    /// Makes a link, by which the ones before work no more, and puts a mail with it into the
    /// outbox, to the main address; after the commit [`jobs::wake`](crate::features::jobs::wake).
    pub fn send(
        &self,
        tx: &Tx,
        to: AccountId,
        by: AccountId,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<(), NotQueued> {
        let Some(to) = addressee_of(tx, to)? else {
            return Ok(());
        };
        let token = PasswordToken::mint(entropy);
        let secret = token.mac(&self.app.parts.key);
        let ends = give_password_link(tx, to.account, &secret, now)?;
        let letter = LetterContents {
            first_name: to.first_name.clone(),
            last_name: to.last_name.clone(),
            path: token.path().expose_secret().to_owned(),
            code: None,
            title: String::new(),
            inviter: String::new(),
            ends: Some(ends.micros()),
            lang: to.reads(SITES_OWN),
            zone: self.zone.clone(),
        };
        let mail = NewMail {
            kind: MailKind::SetPassword,
            invite: None,
            secret: Some(secret),
            proof: None,
            by: Some(by),
            to: &to.email,
            name: &to.name(),
            contents: &Contents::Letter(letter),
        };
        mail::queue(tx, &mail, &self.app.sealer(), now, entropy).map(drop)
    }
}
