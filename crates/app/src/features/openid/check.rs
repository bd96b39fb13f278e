//! Asking a provider now, for whoever sets it up: what it says of itself, or why not.

use openidconnect::core::CoreClientAuthMethod;
use usher_domain::config::Provider;
use usher_outbound::Trouble;

use super::{discovered, trouble::NotSignedIn};
use crate::{App, words::Words};

/// What came of it.
pub struct Checked {
    /// Whether people could sign in by it.
    pub went_well: bool,
    /// That, in a sentence.
    pub sentence: String,
    /// What it says of itself: label and value.
    pub facts: Vec<(String, String)>,
    /// What to look at: sentences.
    pub notes: Vec<String>,
    /// The machine's words, where something went wrong.
    pub words: String,
}

/// Asks it, whatever is remembered of it.
pub async fn check(app: &App, words: &Words, provider: &Provider) -> Checked {
    match discovered::discover(app, &provider.issuer).await {
        Ok(metadata) => described(words, provider, &metadata),
        Err(why) => failed(words, provider, &why),
    }
}

fn described(words: &Words, provider: &Provider, metadata: &discovered::Metadata) -> Checked {
    let say = |key: &str| words.say(key).to_string();
    let keys = metadata.jwks().keys().len();
    let mut notes = Vec::new();
    let mut went_well = true;
    if metadata.token_endpoint().is_none() {
        went_well = false;
        notes.push(say("openid-check-no-token-endpoint"));
    }
    if keys == 0 {
        went_well = false;
        notes.push(say("openid-check-no-keys"));
    }
    let more = metadata.additional_metadata();
    let pkce = more.code_challenge_methods_supported.as_ref();
    if pkce.is_some_and(|all| !all.iter().any(|one| one == "S256")) {
        notes.push(say("openid-check-no-pkce"));
    }
    let methods = metadata.token_endpoint_auth_methods_supported();
    let open = methods.is_some_and(|all| all.contains(&CoreClientAuthMethod::None));
    if provider.secret.sealed().is_none() && !open {
        notes.push(say("openid-check-no-secret"));
    }
    let scopes: Vec<&str> = (metadata.scopes_supported().into_iter().flatten())
        .map(|scope| scope.as_str())
        .collect();
    let missing: Vec<&str> = (provider.scopes.iter().map(String::as_str))
        .filter(|scope| !scopes.is_empty() && !scopes.contains(scope))
        .collect();
    if !missing.is_empty() {
        let note = words
            .say("openid-check-scopes")
            .with("scopes", missing.join(", "));
        notes.push(note.to_string());
    }
    if provider.trusted_domains.is_empty() {
        notes.push(say("openid-check-no-domains"));
    }
    let fact = |key: &str, value: String| (say(&format!("openid-fact-{key}")), value);
    let endpoint = metadata.token_endpoint().map(|url| url.as_str().to_owned());
    Checked {
        went_well,
        sentence: say(if went_well {
            "openid-check-good"
        } else {
            "openid-check-lacking"
        }),
        facts: vec![
            fact("issuer", metadata.issuer().as_str().to_owned()),
            fact(
                "authorization",
                metadata.authorization_endpoint().as_str().to_owned(),
            ),
            fact("token", endpoint.unwrap_or_default()),
            fact("keys", keys.to_string()),
            fact("scopes", scopes.join(" ")),
        ],
        notes,
        words: String::new(),
    }
}

fn failed(words: &Words, provider: &Provider, why: &NotSignedIn) -> Checked {
    let key = match why {
        NotSignedIn::Unreachable(trouble) => trouble.as_str(),
        NotSignedIn::NotBelieved(_) => "other-issuer",
        _ => "nonsense",
    };
    let message = words.say(format!("openid-check-{key}"));
    let message = match why {
        NotSignedIn::Unreachable(Trouble::NotPermitted(address) | Trouble::InTheClear(address)) => {
            message.with("address", address)
        }
        _ => message,
    };
    Checked {
        went_well: false,
        sentence: message.with("host", super::host_of(provider)).to_string(),
        facts: Vec::new(),
        notes: Vec::new(),
        words: why.reason(),
    }
}
