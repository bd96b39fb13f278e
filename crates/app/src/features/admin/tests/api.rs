use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{audited, console, save, version};
use crate::testing::{Answer, Browser};

const MODULE: &str = "/api/v1/config/invitetomedia";

async fn put(browser: &mut Browser, version: i64, fields: Value) -> Answer {
    let body = json!({ "version": version, "fields": fields });
    browser.json(Method::PUT, MODULE, body).await
}

#[tokio::test]
async fn a_program_reads_every_module_with_values_defaults_and_bounds() {
    let (hub, mut browser) = console().await;
    save(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    let value = browser.get("/api/v1/config").await.value();
    let modules = value["modules"].as_array().unwrap();
    let names: Vec<_> = modules.iter().map(|one| one["module"].clone()).collect();
    assert_eq!(
        names,
        [
            "invitetomedia",
            "mediacollaboration",
            "categories",
            "channels",
            "moderation",
            "mymedia",
            "player",
            "theming",
            "navigation",
            "languages",
            "timeanddate",
            "emailservice",
            "emaillogin",
            "auth",
            "login",
            "security",
            "users",
            "privacy",
            "outgoing"
        ]
    );
    assert_eq!(modules[0]["version"], 1);
    assert_eq!(modules[0]["saved_at"], "2026-11-21T12:00:00Z");
    assert_eq!(
        modules[0]["fields"]["LinkDuration"],
        json!({ "kind": "number", "value": 60, "default": 1440, "min": 1, "max": 525_600,
                "unit": "minutes" })
    );
    assert_eq!(modules[0]["fields"]["LinkReusability"]["or"], -1);
    assert_eq!(
        modules[0]["fields"]["SeatRule"]["options"],
        json!(["strict", "follows"])
    );
    assert_eq!(
        modules[7],
        browser.get("/api/v1/config/theming").await.value()
    );
}

#[tokio::test]
async fn a_program_sets_fields_and_gets_the_module_back() {
    let (hub, mut browser) = console().await;
    let fields = json!({ "enabled": false, "LinkDuration": 30, "SeatRule": "follows",
        "RestrictNewUserDomains": ["Uni.edu", "*.uni.edu"] });
    let answer = put(&mut browser, 0, fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    let value = answer.value();
    assert_eq!(value["version"], 1);
    assert_eq!(value["fields"]["enabled"]["value"], false);
    assert_eq!(
        value["fields"]["RestrictNewUserDomains"]["value"],
        json!(["uni.edu", "*.uni.edu"])
    );
    assert_eq!(value["fields"]["AccessDuration"]["value"], 1440);
    assert_eq!(hub.app.settings.now().invite_to_media.link_duration, 30);
    assert_eq!(audited(&hub).await.len(), 1);
}

#[tokio::test]
async fn a_stale_version_is_told_the_present_one() {
    let (hub, mut browser) = console().await;
    save(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    let answer = put(&mut browser, 0, json!({ "LinkDuration": 90 })).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::CONFLICT, "config_changed")
    );
    assert_eq!(answer.value()["version"], "1");
    assert_eq!(hub.app.settings.now().invite_to_media.link_duration, 60);
}

#[tokio::test]
async fn every_wrong_field_is_named_in_one_answer() {
    let (hub, mut browser) = console().await;
    let fields = json!({ "enabled": "yes", "LinkDuration": 1e9, "LinkReusability": 0,
        "SeatRule": "loose", "RestrictNewUserDomains": ["https://uni.edu"], "Teleport": 1,
        "AllowedUsers": "account:1", "AccessDuration": 60 });
    let answer = put(&mut browser, 0, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let errors = answer.value()["errors"].as_array().unwrap().clone();
    let mut codes: Vec<_> = errors
        .iter()
        .map(|error| {
            let text = |key: &str| error[key].as_str().unwrap().to_owned();
            format!("{} {}", text("field"), text("code"))
        })
        .collect();
    codes.sort();
    assert_eq!(
        codes,
        [
            "AllowedUsers not_a_subject",
            "LinkDuration out_of_bounds",
            "LinkReusability out_of_bounds",
            "RestrictNewUserDomains not_a_domain",
            "SeatRule not_an_option",
            "Teleport unknown_field",
            "enabled not_yes_or_no",
        ]
    );
    assert_eq!(version(&hub).await, 0);
    let answer = put(
        &mut browser,
        0,
        json!({ "LinkDuration": 61, "MaxLinkDuration": 60 }),
    )
    .await;
    assert_eq!(answer.value()["errors"][0]["code"], "beyond_maximum");
}

#[tokio::test]
async fn a_body_of_another_shape_is_told_what_is_missing() {
    let (_hub, mut browser) = console().await;
    for (body, field) in [
        (json!({ "fields": {} }), "version"),
        (json!({ "version": 0 }), "fields"),
        (json!({ "version": 0, "fields": {}, "x": 1 }), "x"),
        (json!({ "version": "0", "fields": {} }), "version"),
    ] {
        let answer = browser.json(Method::PUT, MODULE, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(answer.value()["errors"][0]["field"], field);
    }
}
