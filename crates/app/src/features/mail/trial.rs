//! A mail that tries something out, while somebody waits for what comes of it.

use std::time::Duration;

use usher_domain::{config::EmailService, ids::MailId, mail::Rendered};
use usher_mail::{Limits, Outcome, Person, Step, Trouble};

use super::{letter::letter, service::Service};
use crate::{App, words::Words};

/// The longest that somebody is made to wait, from the first packet on.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is sent to see whether the service works.
pub fn of_service(app: &App, words: &Words) -> Rendered {
    let text = words
        .say("mail-trial-text")
        .with("hub", app.link(""))
        .to_string();
    Rendered {
        subject: words.say("mail-trial-subject").to_string(),
        html: format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;")),
        text,
        inline: Vec::new(),
    }
}

/// Sends a mail by the service as `module` sets it up, saved or not. `None`: nothing
/// is set up.
pub async fn try_out(
    app: &App,
    module: &EmailService,
    to: Person,
    mail: Rendered,
) -> Option<Outcome> {
    let service = Service::of(app, module)?;
    let id = MailId::new(app.now(), &*app.parts.entropy);
    let letter = letter(app, &service, to, mail, id);
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

/// What came of it, for whoever waited.
pub struct Answer {
    /// Whether the server took the mail.
    pub went_well: bool,
    /// What happened.
    pub sentence: String,
    /// The server's words, or the machine's; empty if there were none.
    pub words: String,
    /// What to look at.
    pub advice: String,
}

impl Answer {
    /// It was not sent, for this reason.
    pub fn unsent(words: &Words, key: &str) -> Self {
        Self {
            went_well: false,
            sentence: words.say(key).to_string(),
            words: String::new(),
            advice: String::new(),
        }
    }

    /// What the server of `module` said.
    pub fn new(app: &App, words: &Words, module: &EmailService, outcome: &Outcome) -> Self {
        let (sentence, said) = match outcome {
            Outcome::Accepted(reply) => ("mail-trial-accepted".to_owned(), reply.to_string()),
            Outcome::RefusedForGood(step, reply) => (
                format!("mail-trial-refused-{}", step.as_str()),
                reply.to_string(),
            ),
            Outcome::TryLater(step, trouble) => (
                format!("mail-trial-{}-{}", trouble.as_str(), step.as_str()),
                trouble.words(),
            ),
        };
        // Where a step has no sentence of its own, the trouble alone is told.
        let sentence = if app.words.knows(&sentence) {
            sentence
        } else {
            match outcome {
                Outcome::TryLater(_, trouble) => format!("mail-trial-{}", trouble.as_str()),
                _ => "mail-trial-refused".to_owned(),
            }
        };
        Self {
            went_well: matches!(outcome, Outcome::Accepted(_)),
            sentence: words
                .say(sentence)
                .with("host", &module.host)
                .with("port", module.port)
                .to_string(),
            words: said,
            advice: advice(outcome).map_or_else(String::new, |key| {
                words.say(format!("mail-check-{key}")).to_string()
            }),
        }
    }
}

/// The key of the sentence that says what to look at, after `mail-check-`.
fn advice(outcome: &Outcome) -> Option<&'static str> {
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
