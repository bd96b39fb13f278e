//! A mail's turn: is it still wanted, and what does the server say?

use std::time::Duration;

use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::MailId,
    mail::MailTemplate,
    outbox::{MailState, PROBE, Unwanted, pause},
};
use usher_mail::{Outcome, Step, Trouble};

use super::{
    contents::Contents,
    fate::Fate,
    letter::{Waiting, compose, waiting},
    service::Service,
    store,
};
use crate::{
    App,
    features::{
        mail_templates::{self, INVITATION},
        notices,
    },
};

/// What came of a turn. It is to be written down ([`Turn::note`]) together with the end
/// of the job.
#[derive(Clone, Debug)]
pub struct Turn {
    mail: MailId,
    fate: Fate,
    waited: Duration,
}

/// What the job of a mail does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the mail has ended.
    Ends,
    /// It tries again after this pause.
    After(Duration, Because),
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Something about the mail service.
    OfTheService,
    /// Something about this mail.
    OfThisMail,
}

/// Sends a mail, if it still waits and is still wanted. `None`: it does not wait any
/// more. The bell of nobody is rung, nothing is written.
pub async fn turn(app: &App, mail: MailId) -> Result<Option<Turn>, Error> {
    let found = app.parts.db.read(move |tx| waiting(tx, mail)).await?;
    let Some(mut waiting) = found else {
        return Ok(None);
    };
    let fate = match wanted(app, &mut waiting).await? {
        Ok(contents) => send(app, &waiting, &contents).await,
        Err(why) => Fate::Unwanted(why),
    };
    let waited = app.now().since(waiting.queued_at);
    let fate = match fate {
        Fate::Tried(outcome @ Outcome::TryLater(..)) if pause(waited).is_none() => {
            Fate::GivenUp(outcome)
        }
        fate => fate,
    };
    Ok(Some(Turn { mail, fate, waited }))
}

/// What it says, with what is still true of it, or why it is not sent.
async fn wanted(app: &App, waiting: &mut Waiting) -> Result<Result<Contents, Unwanted>, Error> {
    let contents = match unwanted(app, waiting) {
        Ok(contents) => contents,
        Err(why) => return Ok(Err(why)),
    };
    if let (Contents::News { lines }, Some(reader)) = (&contents, waiting.by) {
        let lines = lines.clone();
        let still = move |tx: &Tx| notices::still(tx, reader, &lines);
        match app.parts.db.read(still).await? {
            Ok(news) => waiting.news = Some(news),
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(contents))
}

/// What it says, or why it is not sent.
fn unwanted(app: &App, waiting: &Waiting) -> Result<Contents, Unwanted> {
    if waiting.has_invite {
        let invite = waiting.invite.as_ref().ok_or(Unwanted::Gone)?;
        if let Some(why) = invite.facts.unwanted(app.now()) {
            return Err(why);
        }
    }
    if let Some(why) = waiting.proof.and_then(|proof| proof.unwanted(app.now())) {
        return Err(why);
    }
    let sealed = waiting.sealed.as_deref().unwrap_or_default();
    Contents::open(&app.sealer(), waiting.id, sealed).ok_or(Unwanted::Unreadable)
}

async fn send(app: &App, waiting: &Waiting, contents: &Contents) -> Fate {
    let site = app.settings.now();
    let Some(service) = Service::of(app, &site.email_service) else {
        return Fate::NoService;
    };
    let chosen = &site.invite_to_media.invite_email_template;
    let (name, shipped) = match waiting.kind.template() {
        Some(name) => (name, name),
        None => (chosen.as_str(), INVITATION),
    };
    let template = match template(app, name, shipped).await {
        Ok(Some(template)) => template,
        // It waits for somebody to choose one, as it would for a server.
        Ok(None) => return Fate::NoService,
        Err(error) => {
            tracing::warn!(%error, "a mail's template could not be read");
            return Fate::NoService;
        }
    };
    match compose(app, &service, waiting, contents, &template) {
        Ok(letter) => {
            Fate::Tried(usher_mail::send(&service.server, &letter, &app.parts.mail).await)
        }
        Err(why) => {
            tracing::error!(mail = %waiting.id, why, "a mail cannot be written");
            let trouble = Trouble::Unable(why);
            Fate::GivenUp(Outcome::TryLater(Step::Content, trouble))
        }
    }
}

/// The template of this name. One that is gone falls back to the one that ships.
async fn template(app: &App, name: &str, ships: &str) -> Result<Option<MailTemplate>, Error> {
    if name.is_empty() {
        return Ok(None);
    }
    let chosen = name.to_owned();
    let read = move |tx: &Tx| mail_templates::load(tx, &chosen);
    let found = app.parts.db.read(read).await?;
    Ok(found.or_else(|| mail_templates::shipped(ships)))
}

impl Turn {
    /// Writes down what became of the mail, in the transaction that ends its job or puts
    /// it back. Whoever showed that the mail service is there lets the others go on.
    pub fn note(&self, tx: &Tx, now: Timestamp) -> Result<Next, Error> {
        let was_first = store::is_first_in_line(tx, self.mail)?;
        store::note(tx, self.mail, &self.fate, now)?;
        let ends = self.fate.state() != MailState::Queued;
        // The first in line also was the one who asked whether the service is back.
        if self.fate.shows_the_service() || (ends && was_first) {
            store::hasten(tx, now)?;
        }
        if ends {
            return Ok(Next::Ends);
        }
        // Waiting for a service to be set up is no failure, however long it takes.
        let pause = pause(self.waited).unwrap_or(Duration::from_hours(24));
        if !self.fate.is_of_the_service() {
            return Ok(Next::After(pause, Because::OfThisMail));
        }
        // One of all that wait finds out whether the service is back.
        let pause = if was_first { pause.min(PROBE) } else { pause };
        Ok(Next::After(pause, Because::OfTheService))
    }

    /// A word for the log: no address, no words of a server.
    pub fn word(&self) -> String {
        self.fate.why().unwrap_or_else(|| "sent".to_owned())
    }
}
