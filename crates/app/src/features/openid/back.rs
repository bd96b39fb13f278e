//! `GET /sign-in/with/{provider}/back`: back from the provider, with its answer.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    config::Provider,
    sign_in::{Follows, Purpose},
};

use super::{
    attempt::{self, Attempt},
    claims,
    conclude::{Assertion, conclude},
    discovered, failed, link,
    pending::{self, Pending},
    protocol, start, store,
    trouble::NotSignedIn,
};
use crate::{
    App,
    features::accounts::begin_if,
    http::{
        body::Params,
        fault::Fault,
        render::{see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/sign-in/with/{provider}/back", Action::SignIn, finish)
}

/// What a provider sends: a code, or why there is none.
#[derive(Default, Deserialize)]
struct Sent {
    #[serde(default)]
    state: String,
    code: Option<String>,
    /// Who answers (RFC 9207).
    iss: Option<String>,
    error: Option<String>,
    #[serde(default)]
    error_description: String,
}

async fn finish(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    sent: Result<Params<Sent>, Fault>,
) -> Result<Response, Fault> {
    let Params(sent) = sent.unwrap_or(Params(Sent::default()));
    let held = attempt::held(&app, &headers);
    let Some(attempt) = attempt::find(&app, &held, &id, &sent.state) else {
        return failed::page(&app, &visit, &id, "/", &NotSignedIn::NotBegunHere);
    };
    let spent = attempt::without(&app, held, &attempt);
    let mut response = match asserted(&app, &visit, &attempt, sent).await? {
        Ok(assertion) => follow(&app, &visit, &headers, &attempt, assertion).await?,
        Err(why) => failed::page(&app, &visit, &id, &attempt.next, &why)?,
    };
    response.headers_mut().append(header::SET_COOKIE, spent);
    Ok(response)
}

/// Spends the attempt, then asks the provider what its answer is worth.
async fn asserted(
    app: &App,
    visit: &Visit,
    attempt: &Attempt,
    sent: Sent,
) -> Result<Result<Assertion, NotSignedIn>, Fault> {
    let (mark, until, now) = (attempt.mark(app), attempt.ends(), app.now());
    let spend = move |tx: &usher_db::Tx| store::spend(tx, mark, until, now);
    if !app.parts.db.write(spend).await? {
        return Ok(Err(NotSignedIn::NotBegunHere));
    }
    let purpose = match (attempt.link, visit.member()) {
        (None, _) => Purpose::SignIn,
        (Some(account), Ok(member)) if member.id == account => Purpose::Link(account),
        // Somebody else is signed in by now, or nobody.
        (Some(_), _) => return Ok(Err(NotSignedIn::NotBegunHere)),
    };
    Ok(ask(app, attempt, sent, purpose).await)
}

async fn ask(
    app: &App,
    attempt: &Attempt,
    sent: Sent,
    purpose: Purpose,
) -> Result<Assertion, NotSignedIn> {
    let provider = start::offered(app, &attempt.provider)?;
    if let Some(error) = &sent.error {
        return Err(answered(error, &sent.error_description));
    }
    let metadata = discovered::of(app, &provider.issuer).await?;
    let named = metadata
        .additional_metadata()
        .authorization_response_iss_parameter_supported;
    check_issuer(&provider, sent.iss.as_deref(), named)?;
    let code = sent
        .code
        .filter(|code| !code.is_empty() && code.len() <= 4096);
    let code = code.ok_or_else(|| NotSignedIn::Nonsense("there is no code in it".to_owned()))?;
    let verified = protocol::redeem(app, &provider, &metadata, attempt, code).await?;
    let claims = claims::gather(app, &provider, &verified).await?;
    Ok(Assertion {
        provider,
        subject: verified.subject,
        claims,
        purpose,
    })
}

/// No answer of one provider is taken for another's.
fn check_issuer(
    provider: &Provider,
    named: Option<&str>,
    always_named: bool,
) -> Result<(), NotSignedIn> {
    match named {
        Some(issuer) if issuer == provider.issuer => Ok(()),
        None if !always_named => Ok(()),
        _ => Err(NotSignedIn::NotBelieved(
            "the answer names another issuer, or none (iss)".to_owned(),
        )),
    }
}

/// An error that the provider sent along with the person.
fn answered(code: &str, words: &str) -> NotSignedIn {
    match code {
        "access_denied" | "interaction_required" | "login_required" | "consent_required" => {
            NotSignedIn::Cancelled
        }
        code => NotSignedIn::Answered(plain(code, 60), plain(words, 300)),
    }
}

/// What a stranger wrote, to be shown in a line of its own.
fn plain(text: &str, max: usize) -> String {
    let plain = text.chars().filter(|c| !c.is_control());
    plain.take(max).collect()
}

async fn follow(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    attempt: &Attempt,
    assertion: Assertion,
) -> Result<Response, Fault> {
    let (now, entropy, decided) = (app.now(), app.parts.entropy.clone(), assertion.clone());
    let decide = move |tx: &usher_db::Tx| conclude(tx, &decided, now, &*entropy);
    let follows = match begin_if(app, visit, headers, decide).await? {
        Ok(signed_in) => return Ok(signed_in.answer(see_other(&attempt.next))),
        Err(follows) => follows,
    };
    let (why, account) = match follows {
        Follows::OfferAfterProof(why) => (Some(why), None),
        Follows::OfferLink(account) => (None, Some(account)),
        Follows::LinkedAlready => {
            return Ok(see_other_saying(
                &attempt.next,
                "said-identity-linked-already",
            ));
        }
        Follows::Refused(refusal) => {
            let id = &attempt.provider;
            return failed::page(app, visit, id, &attempt.next, &refusal.into());
        }
        // Decided above.
        Follows::SignIn(_) | Follows::Create(_) => {
            return Err(Fault::internal("a sign-in that was decided and not done"));
        }
    };
    let pending = Pending {
        provider: assertion.provider.id.to_string(),
        issuer: assertion.provider.issuer,
        subject: assertion.subject,
        shown: assertion.claims.shown(),
        next: attempt.next.clone(),
        why,
        account,
        at: now.micros(),
    };
    let mut response = see_other(link::PATH);
    let cookie = pending::cookie(app, &pending);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
