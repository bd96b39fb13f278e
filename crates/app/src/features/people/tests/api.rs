//! Users by the API.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::config::EmailService;

use super::office;

#[tokio::test]
async fn a_program_adds_finds_changes_and_suspends_people() {
    let mut office = office().await;
    let new = json!({ "email": "ada@uni.edu", "first_name": "Ada", "role": "viewer" });
    let added = office
        .browser
        .json(Method::POST, "/api/v1/users", new.clone())
        .await;
    assert_eq!(added.status, StatusCode::CREATED);
    let value = added.value();
    let link = value["password_link"].as_str().unwrap();
    assert!(link.starts_with("https://hub.uni.edu/set-password/"));
    let again = office
        .browser
        .json(Method::POST, "/api/v1/users", new)
        .await;
    assert_eq!(again.value()["errors"][0]["code"], "address_taken");
    let one = format!("/api/v1/users/{}", value["user"]["id"].as_str().unwrap());
    let role = json!({ "role": "admin" });
    let changed = office.browser.json(Method::PATCH, &one, role).await.value();
    assert_eq!(
        (&changed["role"], &changed["first_name"]),
        (&json!("admin"), &json!("Ada"))
    );
    let suspend = format!("{one}/suspend");
    let suspended = office
        .browser
        .json(Method::POST, &suspend, json!({}))
        .await
        .value();
    assert_eq!(suspended["suspended_at"], "2026-11-21T12:00:00Z");
    let found = office
        .browser
        .get("/api/v1/users?show=suspended&q=ada")
        .await
        .value();
    assert_eq!(found["users"].as_array().unwrap().len(), 1);
    let own = format!("/api/v1/users/{}/suspend", office.siobhan);
    let refused = office.browser.json(Method::POST, &own, json!({})).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::CONFLICT, "last_administrator")
    );
    let wrong = office.browser.get("/api/v1/users?role=king").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_program_has_the_link_for_a_password_shown_or_mailed() {
    let mut office = office().await;
    let new = |email: &str| json!({ "email": email, "first_name": "Ada", "role": "viewer", "mail_link": true });
    let refused = office
        .browser
        .json(Method::POST, "/api/v1/users", new("ada@uni.edu"))
        .await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::CONFLICT, "no_mail_service")
    );
    office
        .hub
        .rules(&["emailservice"], |site| {
            site.email_service = EmailService {
                host: "mail.uni.edu".to_owned(),
                from_name: "Media Hub".to_owned(),
                from_address: "hub@uni.edu".to_owned(),
                ..EmailService::default()
            };
        })
        .await;
    let added = office
        .browser
        .json(Method::POST, "/api/v1/users", new("ada@uni.edu"))
        .await;
    let value = added.value();
    assert_eq!(
        added.status,
        StatusCode::CREATED,
        "nothing was added before"
    );
    assert!(value.get("password_link").is_none(), "only the mail has it");
    let waiting = |tx: &usher_db::Tx| {
        tx.query_one(
            "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM mails WHERE state = 'queued'",
            usher_db::params![],
            |row| row.get::<i64>("n"),
        )
    };
    assert_eq!(office.hub.write(waiting).await, 1);

    let path = format!(
        "/api/v1/users/{}/password-link",
        value["user"]["id"].as_str().unwrap()
    );
    let shown = office.browser.json(Method::POST, &path, json!({})).await;
    assert_eq!(shown.status, StatusCode::CREATED);
    let shown = shown.value();
    let link = shown["password_link"].as_str().unwrap();
    let page = link.strip_prefix("https://hub.uni.edu").unwrap();
    let mut ada = office.hub.browser();
    assert_eq!(ada.get(page).await.status, StatusCode::OK);
    let mail = json!({ "mail": true });
    let mailed = office.browser.json(Method::POST, &path, mail).await;
    assert_eq!(mailed.status, StatusCode::NO_CONTENT);
    let before = ada.get(page).await.status;
    assert_eq!(before, StatusCode::GONE, "the one before works no more");
    let nobody = path.replace(value["user"]["id"].as_str().unwrap(), "x");
    let answer = office.browser.json(Method::POST, &nobody, json!({})).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_program_sets_what_somebody_may_store() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let one = format!("/api/v1/users/{ada}");
    let mut set = async |quota| {
        let change = json!({ "quota_mb": quota });
        office.browser.json(Method::PATCH, &one, change).await
    };
    for quota in [json!(3), json!(-1), json!(0)] {
        assert_eq!(set(quota.clone()).await.value()["quota_mb"], quota);
    }
    for wrong in [json!(-2), json!(100_000_001)] {
        assert_eq!(set(wrong).await.value()["errors"][0]["code"], "not_a_quota");
    }
    assert!(set(json!(null)).await.value()["quota_mb"].is_null());
    let other = json!({ "role": "admin" });
    set(json!(7)).await;
    let kept = office.browser.json(Method::PATCH, &one, other).await;
    assert_eq!(kept.value()["quota_mb"], 7);
}
