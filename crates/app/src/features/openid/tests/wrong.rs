//! Answers that are wrong, each in its own way.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::idp::{Key, unsigned};

/// How an answer differs from the right one.
pub(super) enum Wrong {
    /// This claim is so, or absent.
    Claim(&'static str, Value),
    /// The token's head is so.
    Head(Value),
    /// Whatever is made of a right token.
    Token(fn(&Key, &str) -> String),
    /// What the token endpoint says.
    Said(StatusCode, &'static str, &'static str),
    /// What the browser brings beside the state.
    Back(&'static str),
    /// The state it brings.
    State(&'static str),
}

fn hs(key: &[u8], head: &Value, claims: &str) -> String {
    let head = URL_SAFE_NO_PAD.encode(head.to_string());
    let text = format!("{head}.{claims}");
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    format!(
        "{text}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

fn parts(token: &str) -> [&str; 3] {
    let mut parts = token.split('.');
    [(); 3].map(|()| parts.next().unwrap())
}

fn claims_of(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts(token)[1]).unwrap()).unwrap()
}

/// Every one of them.
pub(super) fn wrongs() -> Vec<Wrong> {
    use Wrong::{Back, Claim, Head, Said, State, Token};
    let mut all = Vec::new();
    for value in [
        json!(null),
        json!(""),
        json!("https://evil.example"),
        json!("http://127.0.0.1"),
        json!(["http://127.0.0.1"]),
        json!(7),
    ] {
        all.push(Claim("iss", value));
    }
    for value in [
        json!(null),
        json!(""),
        json!("Hub"),
        json!("hub2"),
        json!([]),
        json!(["other"]),
        json!(["hub", "other"]),
        json!({ "hub": true }),
    ] {
        all.push(Claim("aud", value));
    }
    for value in [
        json!(null),
        json!(""),
        json!("x"),
        json!(0),
        json!([]),
        json!(true),
    ] {
        all.push(Claim("nonce", value));
    }
    for value in [
        json!(null),
        json!(0),
        json!(-1),
        json!("tomorrow"),
        json!(1_795_261_800),
    ] {
        all.push(Claim("exp", value));
    }
    for value in [
        json!(null),
        json!("now"),
        json!(1_795_263_000),
        json!(9_999_999_999_i64),
    ] {
        all.push(Claim("iat", value));
    }
    all.push(Claim("nbf", json!(1_795_263_000)));
    for value in [
        json!(null),
        json!(""),
        json!(7),
        json!("a\nb"),
        json!("x".repeat(600)),
    ] {
        all.push(Claim("sub", value));
    }
    for value in [json!("other"), json!(""), json!(["hub"])] {
        all.push(Claim("azp", value));
    }
    for head in [
        json!({ "alg": "none" }),
        json!({ "alg": "None", "kid": "first" }),
        json!({ "alg": "RS256", "kid": "first" }),
        json!({ "alg": "ES384", "kid": "first" }),
        json!({ "alg": "EdDSA", "kid": "first" }),
        json!({ "alg": "HS256", "kid": "first" }),
        json!({ "alg": "ES256", "kid": "unknown" }),
        json!({ "alg": "ES256", "kid": "first", "crit": ["exp"] }),
        json!({ "alg": "ES256", "kid": "first", "cty": "JWT" }),
        json!({ "alg": "ES256", "kid": "first", "typ": "at+jwt" }),
        json!({ "kid": "first" }),
        json!({ "alg": "RSA-OAEP", "enc": "A128GCM", "kid": "first" }),
    ] {
        all.push(Head(head));
    }
    let tokens: [fn(&Key, &str) -> String; 16] = [
        // No signature at all.
        |_, token| unsigned(&json!({ "alg": "none" }), &claims_of(token)) + ".",
        |_, token| unsigned(&json!({ "alg": "nOnE" }), &claims_of(token)),
        |_, token| format!("{}.{}.", parts(token)[0], parts(token)[1]),
        |_, token| format!("{}.{}", parts(token)[0], parts(token)[1]),
        // Signed with what everybody knows.
        |key, token| {
            let public = key.jwk().to_string();
            hs(
                public.as_bytes(),
                &json!({ "alg": "HS256", "kid": "first" }),
                parts(token)[1],
            )
        },
        |key, token| {
            let x = URL_SAFE_NO_PAD
                .decode(key.jwk()["x"].as_str().unwrap())
                .unwrap();
            hs(&x, &json!({ "alg": "HS256" }), parts(token)[1])
        },
        // Signed with what the hub and the provider share: any client of it has such a thing.
        |_, token| hs(b"s3cret", &json!({ "alg": "HS256" }), parts(token)[1]),
        |_, token| hs(b"", &json!({ "alg": "HS256" }), parts(token)[1]),
        // Signed by somebody else.
        |_, token| {
            Key::new("first").token(
                &json!({ "alg": "ES256", "kid": "first" }),
                &claims_of(token),
            )
        },
        |_, token| Key::new("x").token(&json!({ "alg": "ES256", "kid": "x" }), &claims_of(token)),
        |_, token| {
            let own = Key::new("own");
            own.token(
                &json!({ "alg": "ES256", "kid": "own", "jwk": own.jwk() }),
                &claims_of(token),
            )
        },
        // Changed after it was signed.
        |_, token| {
            let mut claims = claims_of(token);
            claims["sub"] = json!("root");
            let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
            format!("{}.{claims}.{}", parts(token)[0], parts(token)[2])
        },
        |_, token| {
            let mut signature = URL_SAFE_NO_PAD.decode(parts(token)[2]).unwrap();
            signature[40] ^= 1;
            format!(
                "{}.{}.{}",
                parts(token)[0],
                parts(token)[1],
                URL_SAFE_NO_PAD.encode(signature)
            )
        },
        |_, token| {
            let zero = URL_SAFE_NO_PAD.encode([0; 64]);
            format!("{}.{}.{zero}", parts(token)[0], parts(token)[1])
        },
        |_, token| format!("{token}.{}", parts(token)[2]),
        |_, _| "not.a.token".to_owned(),
    ];
    all.extend(tokens.map(Token));
    for (status, kind, body) in [
        (
            StatusCode::OK,
            "application/json",
            "{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
        ),
        (
            StatusCode::OK,
            "application/json",
            "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":null}",
        ),
        (StatusCode::OK, "application/json", "{}"),
        (StatusCode::OK, "application/json", "not json"),
        (StatusCode::OK, "text/html", "<p>signed in</p>"),
        (StatusCode::FOUND, "text/plain", ""),
        (
            StatusCode::BAD_REQUEST,
            "application/json",
            "{\"error\":\"invalid_grant\"}",
        ),
        (StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "oh"),
    ] {
        all.push(Said(status, kind, body));
    }
    for back in [
        "",
        "code=",
        "error=access_denied",
        "error=server_error&code=c",
        "code=c&iss=https://evil.example",
        "code=c&code=d",
        "id_token=x",
    ] {
        all.push(Back(back));
    }
    for state in ["", "x", "undefined"] {
        all.push(State(state));
    }
    all
}
