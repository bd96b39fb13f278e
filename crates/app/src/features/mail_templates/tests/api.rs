use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::mail::LETTERS;

use crate::testing::Hub;

const ONE: &str = "/api/v1/mail-templates/medicine";

#[tokio::test]
async fn a_program_makes_reads_changes_and_deletes_a_template() {
    let hub = Hub::new();
    let admin = hub.administrator("admin@uni.edu").await;
    let mut browser = hub.signed_in(admin).await;
    let text = |html: &str| json!({ "subject": "Come", "html": html, "text": "{URL}" });
    let body =
        json!({ "version": 0, "languages": { "en": text("{URL}"), "de": text("<p>{URL}</p>") } });
    let made = browser.json(Method::PUT, ONE, body.clone()).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!(made.value()["version"], 1);
    assert_eq!(browser.get(ONE).await.value(), made.value());
    let again = browser.json(Method::PUT, ONE, body).await;
    assert_eq!(
        (again.status, again.code()),
        (StatusCode::CONFLICT, "mail_template_changed".into())
    );
    assert_eq!(again.value()["version"], "1");
    let wrong =
        json!({ "version": 1, "languages": { "en": text("no link"), "xx-": text("{URL}") } });
    let wrong = browser.json(Method::PUT, ONE, wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told: Vec<_> = wrong.value()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["field"].clone(), one["code"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            (json!("en.html"), json!("template_url_missing")),
            (json!("languages"), json!("not_a_language")),
        ]
    );
    let all = browser.get("/api/v1/mail-templates").await.value();
    let names: Vec<_> = all["templates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].clone())
        .collect();
    assert!(names.contains(&json!("invitation")) && names.contains(&json!("medicine")));
    assert_eq!(names.len(), 2 + LETTERS.len());
    let gone = format!("{ONE}?version=1");
    assert_eq!(
        browser.json(Method::DELETE, &gone, json!({})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(browser.get(ONE).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.json(Method::DELETE, &gone, json!({})).await.status,
        StatusCode::NOT_FOUND
    );
    let shipped = "/api/v1/mail-templates/invitation?version=0";
    assert_eq!(
        browser
            .json(Method::DELETE, shipped, json!({}))
            .await
            .status,
        StatusCode::NO_CONTENT,
        "as it ships already"
    );
}
