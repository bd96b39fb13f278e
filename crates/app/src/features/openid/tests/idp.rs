//! A provider that does what it is told: an HTTP server with keys, whose next answer a test writes.

use std::{collections::BTreeMap, sync::Arc};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::testing::{Answer, Browser, Hub};

/// A key pair with its name.
pub(super) struct Key {
    pub(super) kid: String,
    pair: EcdsaKeyPair,
}

impl Key {
    pub(super) fn new(kid: &str) -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        Self {
            kid: kid.to_owned(),
            pair: EcdsaKeyPair::generate(algorithm).unwrap(),
        }
    }

    /// Its public half, as a key set has it.
    pub(super) fn jwk(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid,
            "x": URL_SAFE_NO_PAD.encode(&point[1..33]), "y": URL_SAFE_NO_PAD.encode(&point[33..]),
        })
    }

    pub(super) fn sign(&self, text: &str) -> Vec<u8> {
        let signature = self.pair.sign(&SystemRandom::new(), text.as_bytes());
        signature.unwrap().as_ref().to_vec()
    }

    /// A token with this head and these claims.
    pub(super) fn token(&self, head: &Value, claims: &Value) -> String {
        let text = unsigned(head, claims);
        let signature = URL_SAFE_NO_PAD.encode(self.sign(&text));
        format!("{text}.{signature}")
    }

    pub(super) fn head(&self) -> Value {
        json!({ "alg": "ES256", "typ": "JWT", "kid": self.kid })
    }
}

/// Head and claims, not signed yet.
pub(super) fn unsigned(head: &Value, claims: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}", part(head), part(claims))
}

/// What the token endpoint answers next, whatever it is asked.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) status: StatusCode,
    pub(super) kind: &'static str,
    pub(super) body: String,
}

#[derive(Default)]
struct Inner {
    keys: Vec<Value>,
    said: Option<Said>,
    userinfo: Map<String, Value>,
    /// What it was asked with, last.
    form: BTreeMap<String, String>,
    authorization: String,
    asked: BTreeMap<&'static str, usize>,
    more: Map<String, Value>,
}

/// The provider.
#[derive(Clone)]
pub(super) struct Idp {
    pub(super) issuer: String,
    pub(super) key: Arc<Key>,
    inner: Arc<Mutex<Inner>>,
}

impl Idp {
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = Arc::new(Key::new("first"));
        let idp = Self {
            issuer,
            inner: Arc::new(Mutex::new(Inner {
                keys: vec![key.jwk()],
                ..Inner::default()
            })),
            key,
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(userinfo))
            .with_state(idp.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        idp
    }

    /// `127.0.0.1:PORT`
    pub(super) fn address(&self) -> &str {
        self.issuer.trim_start_matches("http://")
    }

    /// Only these keys are shown from now on.
    pub(super) fn show(&self, keys: &[&Key]) {
        self.inner.lock().keys = keys.iter().map(|key| key.jwk()).collect();
    }

    pub(super) fn says(&self, said: Said) {
        self.inner.lock().said = Some(said);
    }

    /// The token endpoint answers with this token.
    pub(super) fn gives(&self, token: &str) {
        self.says(Said {
            status: StatusCode::OK,
            kind: "application/json",
            body: json!({
                "access_token": "at", "token_type": "Bearer", "expires_in": 60, "id_token": token,
            })
            .to_string(),
        });
    }

    pub(super) fn tells(&self, userinfo: Value) {
        self.inner.lock().userinfo = userinfo.as_object().unwrap().clone();
    }

    /// What more its description says.
    pub(super) fn describes(&self, more: Value) {
        self.inner.lock().more = more.as_object().unwrap().clone();
    }

    /// How often it was asked at an endpoint.
    pub(super) fn asked(&self, endpoint: &'static str) -> usize {
        *self.inner.lock().asked.entry(endpoint).or_default()
    }

    /// What the token endpoint was asked with, last: the form, and `Authorization`.
    pub(super) fn was_asked_with(&self) -> (BTreeMap<String, String>, String) {
        let inner = self.inner.lock();
        (inner.form.clone(), inner.authorization.clone())
    }

    fn count(&self, endpoint: &'static str) {
        *self.inner.lock().asked.entry(endpoint).or_default() += 1;
    }

    /// The hub with this provider set up as `idp`; `more` are further lines of its table.
    pub(super) async fn set_up(&self, hub: &Hub, more: &str) {
        let text = format!(
            "[outgoing]\nPrivateAddresses = [\"{}\"]\n[[auth.providers]]\nid = \"idp\"\n\
             name = \"University\"\nissuer = \"{}\"\nclientId = \"hub\"\nsecret = \"s3cret\"\n\
             trustedDomains = [\"uni.edu\"]\nmayCreate = true\n{more}",
            self.address(),
            self.issuer,
        );
        import(hub, &text).await;
    }

    /// The claims of somebody who signed in just now, for this attempt.
    pub(super) fn claims(&self, hub: &Hub, begun: &Begun) -> Value {
        let now = hub.now().micros() / 1_000_000;
        json!({
            "iss": self.issuer, "aud": "hub", "sub": "ada-1", "nonce": begun.nonce,
            "iat": now, "exp": now + 300, "email": "ada@uni.edu", "email_verified": true,
            "given_name": "Ada", "family_name": "Lovelace",
        })
    }

    /// Signs somebody in whose claims are these beside the usual ones; `null` takes one away.
    pub(super) async fn sign_in(&self, hub: &Hub, browser: &mut Browser, claims: Value) -> Answer {
        let begun = begin(browser, "/sign-in/with/idp").await;
        let mut all = self.claims(hub, &begun);
        for (name, value) in claims.as_object().unwrap() {
            match value {
                Value::Null => drop(all.as_object_mut().unwrap().remove(name)),
                value => all[name] = value.clone(),
            }
        }
        self.gives(&self.key.token(&self.key.head(), &all));
        browser.get(&begun.back("code=c")).await
    }
}

/// Reads settings as a file brings them.
pub(super) async fn import(hub: &Hub, text: &str) {
    let (text, now, sealer) = (text.to_owned(), hub.now(), hub.app.sealer());
    let set = hub
        .write(move |tx| crate::features::admin::import(tx, &text, None, &sealer, now))
        .await;
    assert!(set.is_ok(), "{set:?}");
    hub.app.settings.refresh(&hub.app.parts.db).await.unwrap();
}

/// A sign-in that was begun: what the browser took along to the provider.
#[derive(Clone, Debug)]
pub(super) struct Begun {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) query: BTreeMap<String, String>,
}

impl Begun {
    /// The way back with this answer.
    pub(super) fn back(&self, answer: &str) -> String {
        format!("/sign-in/with/idp/back?state={}&{answer}", self.state)
    }
}

pub(super) async fn begin(browser: &mut Browser, path: &str) -> Begun {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let url = url::Url::parse(answer.location()).unwrap();
    let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
    Begun {
        state: query["state"].clone(),
        nonce: query["nonce"].clone(),
        query,
    }
}

/// What a challenge is to fit to.
pub(super) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

async fn describe(State(idp): State<Idp>) -> Json<Value> {
    idp.count("description");
    let at = |path: &str| format!("{}{path}", idp.issuer);
    let mut told = json!({
        "issuer": idp.issuer, "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"), "userinfo_endpoint": at("/me"), "jwks_uri": at("/keys"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        "scopes_supported": ["openid", "profile", "email"],
        "code_challenge_methods_supported": ["S256"],
    });
    let more = idp.inner.lock().more.clone();
    told.as_object_mut().unwrap().extend(more);
    Json(told)
}

async fn keys(State(idp): State<Idp>) -> Json<Value> {
    idp.count("keys");
    Json(json!({ "keys": idp.inner.lock().keys }))
}

async fn token(
    State(idp): State<Idp>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    idp.count("token");
    let mut inner = idp.inner.lock();
    inner.form = form;
    let authorization = headers.get(header::AUTHORIZATION);
    inner.authorization = authorization
        .map_or("", |value| value.to_str().unwrap())
        .to_owned();
    let said = inner.said.clone().unwrap();
    (said.status, [(header::CONTENT_TYPE, said.kind)], said.body).into_response()
}

async fn userinfo(State(idp): State<Idp>, headers: HeaderMap) -> Response {
    idp.count("userinfo");
    if headers
        .get(header::AUTHORIZATION)
        .is_none_or(|value| value != "Bearer at")
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Json(idp.inner.lock().userinfo.clone()).into_response()
}
