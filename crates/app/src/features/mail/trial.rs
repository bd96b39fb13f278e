//! A letter that tries the mail service out, while somebody waits for what comes of it.

use std::time::Duration;

use usher_domain::{config::EmailService, email::Email, ids::MailId};
use usher_mail::{Letter, Limits, Outcome, Person, Step, Trouble};

use super::service::{Service, host};
use crate::{App, words::Words};

/// The longest that somebody is made to wait, from the first packet on.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends a letter by the service as `module` sets it up, saved or not. `None`: nothing
/// is set up.
pub async fn try_out(
    app: &App,
    words: &Words,
    module: &EmailService,
    to: Email,
) -> Option<Outcome> {
    let service = Service::of(app, module)?;
    let text = words
        .say("mail-trial-text")
        .with("hub", app.link(""))
        .to_string();
    let letter = Letter {
        from: service.from,
        reply_to: service.reply_to,
        to: Person {
            name: String::new(),
            email: to,
        },
        subject: words.say("mail-trial-subject").to_string(),
        html: format!("<p>{}</p>", askama_escape(&text)),
        text,
        inline: Vec::new(),
        id: MailId::new(app.now(), &*app.parts.entropy).to_string(),
        host: host(app),
        at: app.now(),
    };
    let limits = &app.parts.mail;
    let limits = Limits {
        whole: limits.whole.min(PATIENCE),
        ..*limits
    };
    Some(match letter.compose() {
        Ok(composed) => usher_mail::send(&service.server, &composed, &limits).await,
        Err(error) => Outcome::TryLater(Step::Recipient, Trouble::Unable(error.to_string())),
    })
}

fn askama_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The key of the sentence that says what to look at, after `mail-check-`.
pub fn advice(outcome: &Outcome) -> Option<&'static str> {
    let (step, trouble) = match outcome {
        Outcome::Accepted(_) => return None,
        Outcome::RefusedForGood(step, _) => (*step, None),
        Outcome::TryLater(step, trouble) => (*step, Some(trouble)),
    };
    Some(match (step, trouble) {
        (_, Some(Trouble::Nonsense)) => "nonsense",
        (Step::Connect, Some(Trouble::Silent)) => "connect-silent",
        (Step::Connect, _) => "connect",
        (Step::Greet, Some(Trouble::Silent)) => "greet-silent",
        (_, Some(Trouble::Silent)) => "silent",
        (Step::Secure, _) => "secure",
        (Step::Greet, _) => "greet",
        (Step::SignIn, _) => "sign-in",
        (Step::Sender, _) => "sender",
        (Step::Recipient, _) => "recipient",
        (Step::Content, _) => "content",
    })
}
