//! API tokens over HTTP.

use std::time::Duration;

use axum::http::{HeaderValue, Method, StatusCode, header};
use serde_json::json;
use usher_domain::{
    access::{AppRole, TokenScope},
    ids::AccountId,
};

use crate::testing::{Answer, Browser, Hub};

const PATH: &str = "/account/tokens";

async fn member(hub: &Hub) -> (AccountId, Browser) {
    let ann = hub.account("ann@uni.edu", AppRole::PrivateOnly).await;
    (ann, hub.signed_in(ann).await)
}

async fn make(browser: &mut Browser, scopes: &[&str], days: &str) -> Answer {
    let mut form = vec![("name", "ci"), ("days", days)];
    form.extend(scopes.iter().map(|scope| ("scope", *scope)));
    browser.post(PATH, &form).await
}

/// The token that the answer shows.
fn shown(answer: &Answer) -> String {
    let text = answer.text();
    let start = text.find("usher_").unwrap();
    text[start..].split('"').next().unwrap().to_owned()
}

fn program(hub: &Hub, token: &str) -> Browser {
    let mut program = hub.browser();
    let value = HeaderValue::try_from(format!("Bearer {token}")).unwrap();
    program.headers.insert(header::AUTHORIZATION, value);
    program
}

async fn may_create(program: &mut Browser) -> StatusCode {
    let body = json!({ "title": "A lecture", "kind": "video" });
    program
        .json(Method::POST, "/api/v1/entries", body)
        .await
        .status
}

#[tokio::test]
async fn a_token_is_shown_once_and_does_what_it_is_for() {
    let hub = Hub::new();
    let (_, mut ann) = member(&hub).await;
    let made = make(&mut ann, &["read"], "7").await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let token = shown(&made);
    let page = ann.get(PATH).await.text();
    assert!(!page.contains(&token), "not a second time");
    assert!(page.contains("ci") && page.contains("Never"), "{page}");

    let mut reader = program(&hub, &token);
    assert_eq!(reader.get("/api/v1/entries").await.status, StatusCode::OK);
    assert_eq!(may_create(&mut reader).await, StatusCode::FORBIDDEN);
    assert!(!ann.get(PATH).await.text().contains("Never"), "it was used");

    let token = shown(&make(&mut ann, &["media"], "7").await);
    let mut writer = program(&hub, &token);
    assert_eq!(may_create(&mut writer).await, StatusCode::CREATED);
    let listed = writer.get("/api/v1/entries").await;
    assert_eq!(listed.status, StatusCode::FORBIDDEN, "{}", listed.text());
}

#[tokio::test]
async fn no_token_makes_or_ends_tokens() {
    let hub = Hub::new();
    let (_, mut ann) = member(&hub).await;
    let token = shown(&make(&mut ann, &["read", "media", "invite"], "7").await);
    let mut it = program(&hub, &token);
    assert_eq!(it.get(PATH).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        make(&mut it, &["read"], "7").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_token_never_exceeds_its_owner() {
    let hub = Hub::new();
    let (ann, mut browser) = member(&hub).await;
    for scope in TokenScope::ALL
        .iter()
        .filter(|scope| scope.is_for_site_admins())
    {
        let refused = make(&mut browser, &["read", scope.as_str()], "7").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{scope}");
    }
    let set = |site_admin| {
        move |tx: &usher_db::Tx| {
            crate::features::accounts::store::set_site_admin(tx, ann, site_admin)
        }
    };
    hub.write(set(true)).await;
    let token = shown(&make(&mut browser, &["audit"], "7").await);
    let mut it = program(&hub, &token);
    assert_eq!(it.get("/api/v1/audit").await.status, StatusCode::OK);
    assert_eq!(it.get("/api/v1/config").await.status, StatusCode::FORBIDDEN);
    hub.write(set(false)).await;
    assert_eq!(it.get("/api/v1/audit").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_for_the_configuration_makes_no_administrators() {
    let hub = Hub::new();
    let root = hub.administrator("root@uni.edu").await;
    let ann = hub.account("ann@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(root).await;
    let one = format!("/api/v1/users/{ann}");
    let promote = json!({ "site_admin": true });
    for (scope, other) in [("console", "people"), ("people", "console")] {
        let token = shown(&make(&mut browser, &[scope], "7").await);
        let mut it = program(&hub, &token);
        let promoted = it.json(Method::PATCH, &one, promote.clone()).await;
        let config = it.get("/api/v1/config").await;
        let groups = it.get("/api/v1/groups").await;
        let (people, settings) = match scope {
            "people" => (StatusCode::OK, StatusCode::FORBIDDEN),
            _ => (StatusCode::FORBIDDEN, StatusCode::OK),
        };
        assert_eq!(promoted.status, people, "{scope}, not {other}");
        assert_eq!(groups.status, people, "{scope}, not {other}");
        assert_eq!(config.status, settings, "{scope}, not {other}");
    }
}

#[tokio::test]
async fn a_token_ends_by_itself_and_at_once_when_revoked() {
    let hub = Hub::new();
    let (_, mut ann) = member(&hub).await;
    let token = shown(&make(&mut ann, &["read"], "7").await);
    let mut it = program(&hub, &token);
    assert_eq!(it.get("/api/v1/entries").await.status, StatusCode::OK);
    let page = ann.get(PATH).await.text();
    let (_, rest) = page.split_once("action=\"/account/tokens/").unwrap();
    let id = rest.split('/').next().unwrap().to_owned();

    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut bob = hub.signed_in(bob).await;
    bob.post(&format!("{PATH}/{id}/revoke"), &[]).await;
    assert_eq!(
        it.get("/api/v1/entries").await.status,
        StatusCode::OK,
        "not bob's to end"
    );

    let ended = ann.post(&format!("{PATH}/{id}/revoke"), &[]).await;
    assert_eq!(ended.location(), PATH);
    assert_eq!(
        it.get("/api/v1/entries").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(ann.get(PATH).await.text().contains("Revoked"));

    let token = shown(&make(&mut ann, &["read"], "7").await);
    hub.clock.advance(Duration::from_hours(7 * 24));
    let answer = program(&hub, &token).get("/api/v1/entries").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_administrator_sees_everybodys_and_ends_them() {
    let hub = Hub::new();
    let (_, mut ann) = member(&hub).await;
    let token = shown(&make(&mut ann, &["read"], "7").await);
    let root = hub.administrator("root@uni.edu").await;
    let mut root = hub.signed_in(root).await;
    let page = root.get("/admin/tokens").await.text();
    assert!(page.contains("ann Member"), "{page}");
    let (_, rest) = page.split_once("action=\"/admin/tokens/").unwrap();
    let id = rest.split('/').next().unwrap().to_owned();
    root.post(&format!("/admin/tokens/{id}/revoke"), &[]).await;
    let answer = program(&hub, &token).get("/api/v1/entries").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let audit = root.get("/admin/audit?person=ann@uni.edu").await.text();
    assert!(audit.contains("revoked an API token"), "{audit}");
    assert_eq!(ann.get("/admin/tokens").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_does_not_fit_is_said_beside_its_field() {
    let hub = Hub::new();
    let (_, mut ann) = member(&hub).await;
    for (scopes, days) in [
        (&[][..], "7"),
        (&["read"], "0"),
        (&["read"], "367"),
        (&["all"], "x"),
    ] {
        let refused = make(&mut ann, scopes, days).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{scopes:?} {days}"
        );
        assert!(
            refused.text().contains("value=\"ci\""),
            "what was typed stays"
        );
    }
    for _ in 0..50 {
        let made = make(&mut ann, &["read"], "7").await;
        assert_eq!(made.status, StatusCode::OK);
    }
    let refused = make(&mut ann, &["read"], "7").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
