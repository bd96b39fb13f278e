//! A delivery's turn: it is sent, and the answer says what becomes of it.

use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use usher_db::{Error, Tx};
use usher_domain::ids::WebhookId;
use usher_domain::{
    clock::Timestamp,
    text::one_line,
    webhook::{AnswerKind, DeliveryState, Verdict, WebhookSecret, disables, sign},
};

use super::store::{self, Delivery, Hook, Tried, Why};
use crate::{App, features::audit};

/// For what the secret of a webhook is sealed.
pub(super) const PURPOSE: &str = "webhook";

/// How much of an answer is kept.
const KEPT: usize = 300;

/// What came of a turn, to be written down ([`Turn::note`]) together with the job's.
#[derive(Clone, Debug)]
pub struct Turn {
    hook: Hook,
    delivery: Delivery,
    tried: Tried,
    verdict: Verdict,
}

/// What the line does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The next one has its turn.
    GoesOn,
    /// Nothing waits any more, or nothing is to be sent.
    Ends,
    /// The same one has its turn again after this pause.
    After(Duration),
}

/// What came back, or what stood in the way.
struct Answer {
    kind: AnswerKind,
    trouble: Option<&'static str>,
    words: String,
}

/// Sends what waits for longest. `None`: nothing does, or the webhook is off or gone. Nothing is written.
pub async fn turn(app: &App, webhook: WebhookId) -> Result<Option<Turn>, Error> {
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(hook) = store::load(tx, webhook)?.filter(|hook| hook.disabled.is_none()) else {
            return Ok(None);
        };
        let Some(delivery) = store::first(tx, webhook)? else {
            return Ok(None);
        };
        let sealed = store::sealed(tx, webhook)?.unwrap_or_default();
        Ok(Some((hook, delivery, sealed)))
    };
    let Some((hook, delivery, sealed)) = app.parts.db.read(read).await? else {
        return Ok(None);
    };
    let answer = send(app, &hook, &delivery, &sealed).await;
    let waited = app.now().since(delivery.queued_at);
    let verdict = Verdict::of(answer.kind, waited);
    tracing::info!(webhook = %hook.id, delivery = %delivery.id, ?verdict, trouble = answer.trouble,
        "a webhook had its turn");
    let tried = Tried {
        state: match verdict {
            Verdict::Taken => DeliveryState::Delivered,
            Verdict::Later(_) => DeliveryState::Waiting,
            Verdict::Unwanted | Verdict::GivenUp => DeliveryState::Failed,
        },
        status: match answer.kind {
            AnswerKind::Status(status) => Some(status),
            AnswerKind::Nothing => None,
        },
        trouble: answer.trouble,
        answer: answer.words,
    };
    Ok(Some(Turn {
        hook,
        delivery,
        tried,
        verdict,
    }))
}

async fn send(app: &App, hook: &Hook, delivery: &Delivery, sealed: &[u8]) -> Answer {
    let nothing = |trouble, words: String| Answer {
        kind: AnswerKind::Nothing,
        trouble: Some(trouble),
        words: one_line(&words, KEPT),
    };
    let opened = app.sealer().open(PURPOSE, &hook.id.to_string(), sealed);
    let Some(secret) = opened.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return nothing("no-secret", String::new());
    };
    let signature = sign(&WebhookSecret::kept(secret), app.now(), &delivery.body);
    let request = Request::post(&hook.url)
        .header(header::CONTENT_TYPE, "application/json")
        .header("usher-event", &delivery.event)
        .header("usher-delivery", delivery.id.to_string())
        .header("usher-signature", signature)
        .body(delivery.body.clone().into_bytes());
    let request = match request {
        Ok(request) => request,
        Err(error) => return nothing("no-address", error.to_string()),
    };
    let site = app.settings.now();
    match app
        .outbound
        .send(request, &site.outgoing.private_addresses)
        .await
    {
        Ok(answer) => Answer {
            kind: AnswerKind::Status(answer.status().as_u16()),
            trouble: (answer.status() == StatusCode::GONE).then_some("gone"),
            words: one_line(&String::from_utf8_lossy(answer.body()), KEPT),
        },
        Err(trouble) => nothing(trouble.as_str(), trouble.to_string()),
    }
}

impl Turn {
    /// Writes down what came of it, in the transaction that ends the job or lets it go on. A receiver that has taken
    /// nothing for days is switched off.
    pub fn note(&self, tx: &Tx, now: Timestamp) -> Result<Next, Error> {
        let hook = self.hook.id;
        if !store::note(tx, self.delivery.id, &self.tried, now)? {
            // Somebody deleted the webhook meanwhile.
            return Ok(Next::GoesOn);
        }
        if self.verdict == Verdict::Taken {
            store::succeeds(tx, hook)?;
            return Ok(Next::GoesOn);
        }
        let since = store::fails(tx, hook, now)?;
        if disables(since, now) {
            store::disable(tx, hook, Why::Failing, now)?;
            let deed = audit::Deed::of_system("webhook_disabled").to(hook);
            audit::note(tx, now, &deed)?;
            return Ok(Next::Ends);
        }
        Ok(match self.verdict {
            Verdict::Later(pause) => Next::After(pause),
            Verdict::Taken | Verdict::Unwanted | Verdict::GivenUp => Next::GoesOn,
        })
    }
}
