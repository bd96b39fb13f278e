//! Letters that say what was done to an account, so that its owner notices what they did not do.

use usher_db::{Error, Tx};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::AccountId,
    outbox::MailKind,
};

use super::addressee_of;
use crate::{
    App,
    features::mail::{self, Contents, LetterContents, NewMail, NotQueued},
    http::visit::Visit,
    sealed::Sealer,
};

/// A notice on its way: where it leads, and how whoever did it reads: mostly its reader.
#[derive(Clone)]
pub(super) struct Notice {
    kind: MailKind,
    path: &'static str,
    lang: String,
    zone: String,
    sealer: Sealer,
}

impl Notice {
    /// The password was set anew. Nothing is written where no mail can be sent.
    pub(super) fn password_changed(app: &App, visit: &Visit) -> Option<Self> {
        Self::new(app, visit, MailKind::PasswordChanged, "/forgot-password")
    }

    /// There is one more address.
    pub(super) fn address_added(app: &App, visit: &Visit) -> Option<Self> {
        Self::new(app, visit, MailKind::AddressAdded, "/account")
    }

    fn new(app: &App, visit: &Visit, kind: MailKind, path: &'static str) -> Option<Self> {
        app.settings.now().mails().then(|| Self {
            kind,
            path,
            lang: visit.words.lang().to_owned(),
            zone: visit.zone.clone(),
            sealer: app.sealer(),
        })
    }

    /// Puts it into the outbox, to the member's main address; after the commit
    /// [`jobs::wake`](crate::features::jobs::wake).
    pub(super) fn queue(
        &self,
        tx: &Tx,
        account: AccountId,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<(), Error> {
        let Some(to) = addressee_of(tx, account)? else {
            return Ok(());
        };
        let letter = LetterContents {
            first_name: to.first_name.clone(),
            last_name: to.last_name.clone(),
            path: self.path.to_owned(),
            code: None,
            title: String::new(),
            inviter: String::new(),
            ends: None,
            lang: to.reads(&self.lang),
            zone: self.zone.clone(),
        };
        let mail = NewMail {
            kind: self.kind,
            invite: None,
            secret: None,
            proof: None,
            by: None,
            to: &to.email,
            name: &to.name(),
            contents: &Contents::Letter(letter),
        };
        match mail::queue(tx, &mail, &self.sealer, now, entropy) {
            // Ten of them in an hour have been noticed.
            Ok(_) | Err(NotQueued::TooMuch(_)) => Ok(()),
            Err(NotQueued::Error(error)) => Err(error),
        }
    }
}
