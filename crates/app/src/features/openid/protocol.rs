//! The conversation with a provider: the code flow with PKCE, by the `openidconnect` crate.

use std::{pin::Pin, time::Duration};

use axum::http::{HeaderValue, Request, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use openidconnect::{
    AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, JsonWebKeySet, LanguageTag,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm as Alg,
    },
};
use serde_json::{Map, Value};
use usher_domain::{clock::Timestamp, config::Provider};
use usher_outbound::Trouble;

use super::{
    attempt::Attempt,
    discovered::{self, Keys, Metadata},
    redirect_uri,
    trouble::NotSignedIn,
};
use crate::{App, features::admin};

/// How far the provider's clock may be from ours.
pub(super) const SKEW: Duration = Duration::from_mins(2);

/// Public-key signatures, and none that whoever knows a public key or a client's secret can make.
const ALGS: [Alg; 9] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPkcs1V15Sha384,
    Alg::RsaSsaPkcs1V15Sha512,
    Alg::RsaSsaPssSha256,
    Alg::RsaSsaPssSha384,
    Alg::RsaSsaPssSha512,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
];

/// What was verified: who it is, and everything the token says.
pub(super) struct Verified {
    pub(super) subject: String,
    pub(super) claims: Map<String, Value>,
    /// With what more can be asked for; where.
    pub(super) more: Option<(String, String)>,
}

/// How the library asks: by the hub's one guarded way out.
pub(super) struct Asking(App);

impl<'c> AsyncHttpClient<'c> for Asking {
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Trouble>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(ask(&self.0, request))
    }
}

pub(super) fn asking(app: &App) -> Asking {
    Asking(app.clone())
}

async fn ask(app: &App, request: HttpRequest) -> Result<HttpResponse, Trouble> {
    let site = app.settings.now();
    let permitted = &site.outgoing.private_addresses;
    app.outbound.send(request, permitted).await
}

macro_rules! client {
    ($app:expr, $provider:expr, $metadata:expr) => {{
        let (app, provider, metadata): (&App, &Provider, &Metadata) = ($app, $provider, $metadata);
        let uri = redirect_uri(app, provider.id.as_str());
        let uri = RedirectUrl::new(uri).map_err(|error| nonsense(&error))?;
        CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(provider.client_id.clone()),
            secret(app, provider).map(ClientSecret::new),
        )
        .set_redirect_uri(uri)
        .set_auth_type(auth_type(metadata))
    }};
}

/// Where the browser is sent.
pub(super) fn way_out(
    app: &App,
    provider: &Provider,
    metadata: &Metadata,
    attempt: &Attempt,
    lang: &str,
) -> Result<String, NotSignedIn> {
    let client = client!(app, provider, metadata);
    let (state, nonce) = (attempt.state(app), attempt.nonce(app));
    let verifier = PkceCodeVerifier::new(attempt.verifier(app));
    let scopes = provider.scopes.iter().filter(|scope| *scope != "openid");
    let (url, ..) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scopes(scopes.cloned().map(Scope::new))
        .add_ui_locale(LanguageTag::new(lang.to_owned()))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    // The browser is sent nowhere else than where a browser can be sent.
    match url.scheme() {
        "https" => Ok(url.into()),
        "http" if provider.issuer.starts_with("http://") => Ok(url.into()),
        _ => Err(NotSignedIn::Nonsense(
            "its address for browsers is not https".to_owned(),
        )),
    }
}

/// What the code is worth: asked of the provider, and verified.
pub(super) async fn redeem(
    app: &App,
    provider: &Provider,
    metadata: &Metadata,
    attempt: &Attempt,
    code: String,
) -> Result<Verified, NotSignedIn> {
    let client = client!(app, provider, metadata);
    let request = client
        .exchange_code(AuthorizationCode::new(code))
        .map_err(|error| nonsense(&error))?
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier(app)));
    let http = asking(app);
    let answer = request.request_async(&http).await;
    let answer = answer.map_err(|error| match error {
        RequestTokenError::ServerResponse(said) => NotSignedIn::Answered(
            said.error().as_ref().to_owned(),
            said.error_description().cloned().unwrap_or_default(),
        ),
        RequestTokenError::Request(trouble) => trouble.into(),
        // The values in it may be somebody's.
        RequestTokenError::Parse(error, _) => {
            NotSignedIn::Nonsense(format!("its answer does not fit at {}", error.path()))
        }
        RequestTokenError::Other(why) => NotSignedIn::Nonsense(why),
    })?;
    let token = answer
        .id_token()
        .ok_or_else(|| NotSignedIn::Nonsense("there is no ID token in its answer".to_owned()))?;
    let nonce = Nonce::new(attempt.nonce(app));
    let now = app.now();
    let subject = match verify(provider, metadata.jwks(), token, &nonce, now) {
        Err(Unverified::Key(_)) => {
            // The keys may have been changed since: asked for once.
            let http = asking(app);
            let keys = JsonWebKeySet::fetch_async(metadata.jwks_uri(), &http).await;
            let keys: Keys = keys.map_err(not_discovered)?;
            let subject = verify(provider, &keys, token, &nonce, now);
            discovered::learn(app, &provider.issuer, keys).await;
            subject
        }
        other => other,
    };
    let more = metadata.userinfo_endpoint().map(|url| {
        let token = answer.access_token().secret().clone();
        (url.as_str().to_owned(), token)
    });
    Ok(Verified {
        subject: subject?,
        claims: payload(token)?,
        more,
    })
}

/// Why a token is not believed.
enum Unverified {
    /// By none of the keys that are known.
    Key(String),
    /// For good.
    Other(NotSignedIn),
}

impl From<Unverified> for NotSignedIn {
    fn from(unverified: Unverified) -> Self {
        match unverified {
            Unverified::Key(why) => Self::NotBelieved(why),
            Unverified::Other(why) => why,
        }
    }
}

/// The subject of a token that is whole, ours, of this issuer, of this attempt and of this time.
fn verify(
    provider: &Provider,
    keys: &Keys,
    token: &CoreIdToken,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<String, Unverified> {
    let not = |why: String| Unverified::Other(NotSignedIn::NotBelieved(why));
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| not(error.to_string()))?;
    let (earliest, latest) = (moment(now.before(SKEW)), moment(now.after(SKEW)));
    let client = ClientId::new(provider.client_id.clone());
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys.clone())
        .set_allowed_algs(ALGS)
        .set_time_fn(move || earliest)
        .set_issue_time_verifier_fn(move |issued| {
            let is_past = issued <= latest;
            is_past
                .then_some(())
                .ok_or_else(|| "issued in the future".to_owned())
        });
    let claims = token.claims(&verifier, nonce).map_err(|error| {
        use SignatureVerificationError as S;
        match &error {
            ClaimsVerificationError::Expired(_) => {
                Unverified::Other(NotSignedIn::Clock(apart(token, now)))
            }
            ClaimsVerificationError::SignatureVerification(why) => match why {
                S::NoMatchingKey | S::AmbiguousKeyId(_) | S::CryptoError(_) | S::InvalidKey(_) => {
                    Unverified::Key(why.to_string())
                }
                why => not(why.to_string()),
            },
            error => not(error.to_string()),
        }
    })?;
    let party = claims.authorized_party();
    if party.is_some_and(|party| party.as_str() != provider.client_id) {
        return Err(not("the token was given to another client (azp)".to_owned()));
    }
    let plain = payload(token).map_err(Unverified::Other)?;
    let begins = plain.get("nbf").and_then(Value::as_f64);
    if begins.is_some_and(|begins| begins > seconds(now.after(SKEW))) {
        return Err(Unverified::Other(NotSignedIn::Clock(apart(token, now))));
    }
    let subject = claims.subject().as_str();
    let fits =
        !subject.is_empty() && subject.len() <= 500 && !subject.chars().any(char::is_control);
    if fits {
        Ok(subject.to_owned())
    } else {
        Err(not("the subject is empty or too long".to_owned()))
    }
}

/// Minutes between the provider's clock, as the token tells it, and ours: above nothing it is
/// ahead.
fn apart(token: &CoreIdToken, now: Timestamp) -> i64 {
    let issued = payload(token).ok();
    let issued = issued.and_then(|claims| claims.get("iat")?.as_f64());
    issued.map_or(0, |issued| ((issued - seconds(now)) / 60.0).round() as i64)
}

fn seconds(at: Timestamp) -> f64 {
    at.micros() as f64 / 1e6
}

fn moment(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.micros()).unwrap_or_default()
}

/// Everything that a token says. It means something only once the token was verified.
fn payload(token: &CoreIdToken) -> Result<Map<String, Value>, NotSignedIn> {
    let text = token.to_string();
    let middle = text.split('.').nth(1).unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD
        .decode(middle)
        .map_err(|error| nonsense(&error))?;
    serde_json::from_slice(&bytes)
        .map_err(|_| NotSignedIn::Nonsense("the token is no object".to_owned()))
}

/// What the provider says of the person beside the token.
pub(super) async fn more_of(
    app: &App,
    verified: &Verified,
) -> Result<Map<String, Value>, NotSignedIn> {
    let Some((url, token)) = &verified.more else {
        return Ok(Map::new());
    };
    let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
    let mut bearer =
        bearer.map_err(|_| NotSignedIn::Nonsense("a token of no token's form".into()))?;
    bearer.set_sensitive(true);
    let request = Request::get(url)
        .header(header::ACCEPT, "application/json")
        .header(header::AUTHORIZATION, bearer)
        .body(Vec::new())
        .map_err(|error| nonsense(&error))?;
    let answer = ask(app, request).await?;
    if !answer.status().is_success() {
        let why = format!(
            "it answered {} when asked about the person",
            answer.status()
        );
        return Err(NotSignedIn::Nonsense(why));
    }
    let told: Map<String, Value> = serde_json::from_slice(answer.body())
        .map_err(|_| NotSignedIn::Nonsense("what it told of the person is no object".to_owned()))?;
    if told.get("sub").and_then(Value::as_str) == Some(verified.subject.as_str()) {
        Ok(told)
    } else {
        let why = "what it told of the person is of somebody else (sub)";
        Err(NotSignedIn::NotBelieved(why.to_owned()))
    }
}

/// What went wrong with asking a provider for its description or its keys.
pub(super) fn not_discovered(error: DiscoveryError<Trouble>) -> NotSignedIn {
    match error {
        DiscoveryError::Request(trouble) => trouble.into(),
        DiscoveryError::Validation(why) => NotSignedIn::NotBelieved(why),
        DiscoveryError::Parse(error) => nonsense(&error),
        DiscoveryError::Response(_, _, why) => NotSignedIn::Nonsense(why),
        other => NotSignedIn::Nonsense(other.to_string()),
    }
}

fn nonsense(error: &dyn std::fmt::Display) -> NotSignedIn {
    NotSignedIn::Nonsense(error.to_string().chars().take(300).collect())
}

fn secret(app: &App, provider: &Provider) -> Option<String> {
    admin::reveal(&app.sealer(), provider.secret.sealed()?)
}

/// How the secret is shown: as the provider asks for it.
fn auth_type(metadata: &Metadata) -> AuthType {
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes = |method: CoreClientAuthMethod| methods.is_some_and(|all| all.contains(&method));
    let basic = takes(CoreClientAuthMethod::ClientSecretBasic);
    if takes(CoreClientAuthMethod::ClientSecretPost) && !basic {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}
