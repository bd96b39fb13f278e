mod letters;
mod own;
mod t06_guessing;

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::access::AppRole;

use super::{Password, store};
use crate::testing::Hub;

async fn with_password(hub: &Hub, email: &str, password: &str) {
    let account = hub.account(email, AppRole::PrivateOnly).await;
    let hash = Password::typed(password.to_owned())
        .hash(&*hub.app.parts.entropy)
        .unwrap();
    hub.write(move |tx| store::set_password(tx, account, Some(&hash)))
        .await;
}

#[tokio::test]
async fn a_member_signs_in_and_out() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut browser = hub.browser();
    let form = [
        ("email", "Ada@Uni.EDU"),
        ("password", "analytical engine"),
        ("next", "/people?q=x"),
    ];
    let answer = browser.post("/sign-in", &form).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/people?q=x")
    );
    assert_eq!(browser.get("/people?q=x").await.status, StatusCode::OK);
    browser.post("/sign-out", &[]).await;
    let answer = browser.get("/people?q=x").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fpeople%3Fq%3Dx");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_read_the_same() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut answers = Vec::new();
    for email in ["ada@uni.edu", "eve@uni.edu"] {
        let body = json!({ "email": email, "password": "guess" });
        let answer = hub
            .browser()
            .json(Method::POST, "/api/v1/session", body)
            .await;
        answers.push((answer.status, answer.text()));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn guessing_passwords_has_a_budget_and_says_when_to_try_again() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut browser = hub.browser();
    let wrong = [("email", "ada@uni.edu"), ("password", "guess")];
    for _ in 0..11 {
        assert_eq!(
            browser.post("/sign-in", &wrong).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let answer = browser.post("/sign-in", &wrong).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn the_way_back_after_signing_in_stays_on_this_hub() {
    for next in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:1",
        "/\r\nx",
    ] {
        assert_eq!(super::pages::local(next), "/", "{next}");
    }
    assert_eq!(super::pages::local("/media/1?t=2"), "/media/1?t=2");
}

#[tokio::test]
async fn people_are_found_from_the_third_character() {
    let hub = Hub::new();
    let ada = hub
        .account("ada.lovelace@uni.edu", AppRole::PrivateOnly)
        .await;
    hub.account("grace@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(ada).await;
    let found = |answer: crate::testing::Answer| answer.value()["people"].as_array().unwrap().len();
    assert_eq!(found(browser.get("/api/v1/people?q=ad").await), 0);
    assert_eq!(found(browser.get("/api/v1/people?q=LOVE").await), 1);
    assert_eq!(found(browser.get("/api/v1/people?q=mem").await), 2);
    assert_eq!(found(browser.get("/api/v1/people?q=%25%25%25").await), 0);
}

#[tokio::test]
async fn groups_are_found_where_they_are_asked_for() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let (now, app) = (hub.now(), hub.app.clone());
    let group = hub
        .write(move |tx| store::create_group(tx, "Compilers 2026", now, &*app.parts.entropy))
        .await;
    let mut browser = hub.signed_in(ada).await;
    let expected = json!([{ "id": group.to_string(), "name": "Compilers 2026" }]);
    for (q, groups) in [("COMP", &expected), ("202", &expected), ("co", &json!([]))] {
        let found = browser.get(&format!("/people?groups=yes&q={q}")).await;
        assert_eq!(&found.value()["groups"], groups, "{q}");
    }
    let found = browser.get("/people?q=comp").await.value();
    assert!(found.get("groups").is_none());
}

#[tokio::test]
async fn a_wrong_token_is_told_so() {
    let hub = Hub::new();
    let headers = [("authorization", "Bearer usher_nonsense")];
    let answer = hub
        .browser()
        .send(
            Method::GET,
            "/api/v1/people?q=abc",
            &headers,
            axum::body::Body::empty(),
        )
        .await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::UNAUTHORIZED, "bad_token")
    );
}

#[tokio::test]
async fn a_session_lasts_as_long_as_the_console_says() {
    let hub = Hub::new();
    let text = "[login]\nSessionLength = 60\n";
    let (now, sealer) = (hub.now(), hub.app.sealer());
    let set = hub
        .write(move |tx| crate::features::admin::import(tx, text, None, &sealer, now))
        .await;
    assert!(set.is_ok());
    hub.app.settings.refresh(&hub.app.parts.db).await.unwrap();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut browser = hub.browser();
    let form = [("email", "ada@uni.edu"), ("password", "analytical engine")];
    browser.post("/sign-in", &form).await;
    hub.clock.advance(std::time::Duration::from_mins(59));
    assert_eq!(browser.get("/people?q=x").await.status, StatusCode::OK);
    hub.clock.advance(std::time::Duration::from_mins(1));
    assert_eq!(
        browser.get("/people?q=x").await.status,
        StatusCode::SEE_OTHER
    );
}
