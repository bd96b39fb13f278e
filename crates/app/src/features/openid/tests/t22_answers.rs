//! T22: no answer but the right one signs anybody in, and that one once, in the browser that asked.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use usher_db::{Error, Tx, params};

use super::{
    idp::{Begun, Idp, Key, Said, begin, challenge},
    wrong::{Wrong, wrongs},
};
use crate::{
    http::cookies,
    testing::{Browser, Hub},
};

/// The right answer, made wrong; the way back with it.
fn answer(hub: &Hub, idp: &Idp, begun: &Begun, wrong: &Wrong) -> String {
    let mut claims = idp.claims(hub, begun);
    let mut head = idp.key.head();
    match wrong {
        Wrong::Claim(name, Value::Null) => drop(claims.as_object_mut().unwrap().remove(*name)),
        Wrong::Claim(name, value) => claims[*name] = value.clone(),
        Wrong::Head(value) => head = value.clone(),
        _ => {}
    }
    let token = idp.key.token(&head, &claims);
    match wrong {
        Wrong::Token(made) => idp.gives(&made(&idp.key, &token)),
        Wrong::Said(status, kind, body) => idp.says(Said {
            status: *status,
            kind,
            body: (*body).to_owned(),
        }),
        _ => idp.gives(&token),
    }
    match wrong {
        Wrong::Back(back) => begun.back(back),
        Wrong::State(state) => format!("/sign-in/with/idp/back?code=c&state={state}"),
        _ => begun.back("code=c"),
    }
}

async fn rows(hub: &Hub) -> i64 {
    let count = |tx: &Tx| -> Result<i64, Error> {
        tx.query_one(
            "SELECT CAST((SELECT COUNT(*) FROM sessions) + (SELECT COUNT(*) FROM identities)
               + (SELECT COUNT(*) FROM accounts) AS BIGINT) AS n",
            params![],
            |row| row.get("n"),
        )
    };
    hub.write(count).await
}

fn is_signed_in(browser: &Browser) -> bool {
    browser.cookie(cookies::SESSION).is_some()
}

#[tokio::test]
async fn t22_no_mutated_answer_signs_anybody_in() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let (wrongs, before) = (wrongs(), rows(&hub).await);
    for (at, wrong) in wrongs.iter().enumerate() {
        let mut browser = hub.browser();
        let begun = begin(&mut browser, "/sign-in/with/idp").await;
        let back = answer(&hub, &idp, &begun, wrong);
        let told = browser.get(&back).await;
        assert!(!is_signed_in(&browser), "{at}: {}", told.text());
        assert!(told.status.is_client_error(), "{at}: {}", told.status);
        assert!(
            told.text().contains("<h1>"),
            "{at}: a page that says what to do"
        );
    }
    assert_eq!(rows(&hub).await, before, "nothing was written");
    // What is not mutated is accepted, so that the rest says something.
    let mut browser = hub.browser();
    let answer = idp.sign_in(&hub, &mut browser, json!({})).await;
    assert!(is_signed_in(&browser), "{}", answer.text());
    println!("figure: t22 {} mutated answers: 0 accepted", wrongs.len());
    assert!(wrongs.len() >= 60);
}

#[tokio::test]
async fn t22_the_same_answer_64_times_at_once_signs_in_once() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let mut browser = hub.browser();
    let begun = begin(&mut browser, "/sign-in/with/idp").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    let back = begun.back("code=c");
    let all = (0..64).map(|_| {
        let (mut browser, back) = (browser.clone(), back.clone());
        tokio::spawn(async move {
            browser.get(&back).await;
            is_signed_in(&browser)
        })
    });
    let mut signed_in = 0;
    for one in all.collect::<Vec<_>>() {
        signed_in += usize::from(one.await.unwrap());
    }
    assert_eq!(signed_in, 1);
    assert_eq!(
        idp.asked("token"),
        1,
        "the code is shown to the provider once"
    );
    let later = browser.get(&back).await;
    assert_eq!(later.status, StatusCode::BAD_REQUEST);
    println!("figure: t22 the same answer × 64 at once: {signed_in} signed in, 1 code redeemed");
}

#[tokio::test]
async fn t22_what_one_browser_began_no_other_finishes() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let mut begins = hub.browser();
    let begun = begin(&mut begins, "/sign-in/with/idp").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    // One that has begun nothing, and one that has begun something of its own.
    let (mut idle, mut busy) = (hub.browser(), hub.browser());
    begin(&mut busy, "/sign-in/with/idp").await;
    for other in [&mut idle, &mut busy] {
        let answer = other.get(&begun.back("code=c")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text().contains("Begin again in this browser"));
        assert!(!is_signed_in(other));
    }
    assert_eq!(idp.asked("token"), 0);
    begins.get(&begun.back("code=c")).await;
    assert!(is_signed_in(&begins));
    println!("figure: t22 finished in another browser: 2 of 2 refused");
}

#[tokio::test]
async fn a_sign_in_that_took_too_long_is_begun_again() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let mut browser = hub.browser();
    let begun = begin(&mut browser, "/sign-in/with/idp").await;
    hub.clock.advance(Duration::from_mins(21));
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    assert_eq!(
        browser.get(&begun.back("code=c")).await.status,
        StatusCode::BAD_REQUEST
    );
    assert!(!is_signed_in(&browser));
}

#[tokio::test]
async fn clocks_may_be_two_minutes_apart_and_no_more() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let now = hub.now().micros() / 1_000_000;
    for (issued, ends, accepted) in [
        (now + 110, now + 400, true),
        (now - 400, now - 110, true),
        (now + 600, now + 900, false),
        (now - 900, now - 600, false),
    ] {
        let mut browser = hub.browser();
        let times = json!({ "iat": issued, "exp": ends });
        let answer = idp.sign_in(&hub, &mut browser, times).await;
        assert_eq!(is_signed_in(&browser), accepted, "{issued} {ends}");
        let text = answer.text();
        let minutes = (issued - now).abs() / 60;
        assert_eq!(
            text.contains(&format!("{minutes} minutes apart")),
            !accepted,
            "{text}"
        );
    }
}

#[tokio::test]
async fn new_keys_are_asked_for_once() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    idp.sign_in(&hub, &mut hub.browser(), json!({})).await;
    assert_eq!(idp.asked("keys"), 1);
    let next = Key::new("second");
    idp.show(&[&next]);
    for (expected, asked) in [(true, 2), (true, 2)] {
        let mut browser = hub.browser();
        let begun = begin(&mut browser, "/sign-in/with/idp").await;
        idp.gives(&next.token(&next.head(), &idp.claims(&hub, &begun)));
        browser.get(&begun.back("code=c")).await;
        assert_eq!(is_signed_in(&browser), expected);
        assert_eq!(idp.asked("keys"), asked);
    }
    // What was signed with the old one is worth nothing any more.
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    assert!(!is_signed_in(&browser));
    assert_eq!(idp.asked("description"), 1);
}

#[tokio::test]
async fn the_code_is_redeemed_with_the_secret_and_the_proof_of_who_began() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "scopes = \"openid email groups\"\n").await;
    let mut browser = hub.browser();
    let begun = begin(&mut browser, "/sign-in/with/idp").await;
    let query = |name: &str| begun.query.get(name).map(String::as_str);
    assert_eq!(query("response_type"), Some("code"));
    assert_eq!(query("scope"), Some("openid email groups"));
    assert_eq!(query("code_challenge_method"), Some("S256"));
    let uri = "https://hub.uni.edu/sign-in/with/idp/back";
    assert_eq!(query("redirect_uri"), Some(uri));
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    browser.get(&begun.back("code=c")).await;
    let (form, authorization) = idp.was_asked_with();
    assert_eq!(
        Some(&*challenge(&form["code_verifier"])),
        query("code_challenge")
    );
    assert_eq!(
        (form["code"].as_str(), form["redirect_uri"].as_str()),
        ("c", uri)
    );
    assert_eq!(authorization, "Basic aHViOnMzY3JldA==");
}

#[tokio::test]
async fn a_provider_that_always_names_itself_has_to() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.describes(json!({ "authorization_response_iss_parameter_supported": true }));
    idp.set_up(&hub, "").await;
    for (answer, accepted) in [
        ("code=c".to_owned(), false),
        (format!("code=c&iss={}", idp.issuer), true),
    ] {
        let mut browser = hub.browser();
        let begun = begin(&mut browser, "/sign-in/with/idp").await;
        idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
        browser.get(&begun.back(&answer)).await;
        assert_eq!(is_signed_in(&browser), accepted, "{answer}");
    }
}

#[tokio::test]
async fn what_is_told_beside_the_token_is_of_the_same_person_or_nobody() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    let silent =
        json!({ "email": null, "email_verified": null, "given_name": null, "family_name": null });
    let told = |sub: &str| json!({ "sub": sub, "email": "ada@uni.edu", "email_verified": true, "name": "Ada Lovelace" });
    idp.tells(told("somebody-else"));
    let mut browser = hub.browser();
    let answer = idp.sign_in(&hub, &mut browser, silent.clone()).await;
    assert_eq!(answer.status, StatusCode::FAILED_DEPENDENCY);
    assert!(!is_signed_in(&browser));
    idp.tells(told("ada-1"));
    idp.sign_in(&hub, &mut browser, silent).await;
    assert!(is_signed_in(&browser));
    assert!(browser.get("/account").await.text().contains("Lovelace"));
}
