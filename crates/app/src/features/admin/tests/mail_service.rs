//! Module `emailservice`: its secret, and trying it out.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_db::params;
use usher_domain::config::MailService;
use usher_test_smtp::{Manner, TestSmtp};

use super::{super::reveal, audited, console, says};
use crate::testing::{Answer, Browser, Hub};

const PAGE: &str = "/admin/config/tab/emailservice";
const API: &str = "/api/v1/config/emailservice";

async fn version(hub: &Hub) -> i64 {
    hub.write(|tx| {
        let sql = "SELECT version FROM config WHERE module = 'emailservice'";
        Ok(tx
            .query_opt(sql, params![], |row| row.get("version"))?
            .unwrap_or(0))
    })
    .await
}

async fn post(hub: &Hub, browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let version = version(hub).await.to_string();
    let mut form = vec![("version", version.as_str())];
    form.extend(fields);
    browser.post(PAGE, &form).await
}

fn password(hub: &Hub) -> Option<String> {
    let site = hub.app.settings.now();
    let sealed = site.email_service.password.clone();
    sealed.map(|sealed| reveal(&hub.app.sealer(), &sealed).unwrap())
}

const SERVER: &[(&str, &str)] = &[
    ("host", "smtp.uni.edu"),
    ("user", "hub"),
    ("fromAddress", "hub@uni.edu"),
];

/// Sets up a server and a password.
async fn set_up(hub: &Hub, browser: &mut Browser) {
    let form = [SERVER, &[("password", ""), ("password", "s3cret-word")]].concat();
    assert_eq!(
        post(hub, browser, &form).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_server_and_a_sender_make_a_mail_service() {
    let (hub, mut browser) = console().await;
    assert_eq!(hub.app.settings.now().mail, MailService::Absent);
    set_up(&hub, &mut browser).await;
    assert_eq!(hub.app.settings.now().mail, MailService::Configured);
    let asked = post(&hub, &mut browser, &[("host", "")]).await;
    let said = asked.text();
    assert!(said.contains("The hub sends no mail any more."), "{said}");
    assert!(said.contains("No mail is waiting."), "{said}");
    assert!(says(&hub, &asked, "console-effect-letters-stop"));
    assert_eq!(hub.app.settings.now().mail, MailService::Configured);
    let sure = [("host", ""), ("step", "confirmed")];
    post(&hub, &mut browser, &sure).await;
    assert_eq!(hub.app.settings.now().mail, MailService::Absent);
    let refused = post(
        &hub,
        &mut browser,
        &[("host", "smtp.uni.edu"), ("fromAddress", "")],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(says(&hub, &refused, "field-needed"));
}

#[tokio::test]
async fn a_secret_is_stored_sealed_and_shown_to_nobody() {
    let (hub, mut browser) = console().await;
    set_up(&hub, &mut browser).await;
    assert_eq!(password(&hub).as_deref(), Some("s3cret-word"));
    let page = browser.get(PAGE).await;
    assert!(says(&hub, &page, "console-secret-set") && !page.text().contains("sealed:1"));
    let api = browser.get(API).await;
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&api.bytes).unwrap()["fields"]["password"]["value"],
        json!(true)
    );
    let file = super::super::file::modules(&hub.app.settings.now());
    assert!(
        file.contains("smtp.uni.edu") && !file.contains("password = \""),
        "{file}"
    );
    let stored: Vec<String> = hub
        .write(|tx| {
            let sql = "SELECT value FROM config_versions
                       UNION ALL SELECT value FROM config UNION ALL SELECT detail FROM audit";
            tx.query(sql, params![], |row| row.get("value"))
        })
        .await;
    assert!(stored.len() >= 3);
    for text in stored.iter().chain([&page.text(), &api.text(), &file]) {
        assert!(!text.contains("s3cret-word"), "{text}");
    }
    let detail = audited(&hub).await.remove(0).2;
    let expected = json!({ "before": false, "after": true });
    assert_eq!(detail["changes"]["password"], expected);
}

#[tokio::test]
async fn a_secret_stays_until_it_is_written_anew_or_taken_away() {
    let (hub, mut browser) = console().await;
    set_up(&hub, &mut browser).await;
    post(&hub, &mut browser, &[("port", "465"), ("password", "")]).await;
    assert_eq!(password(&hub).as_deref(), Some("s3cret-word"));
    post(
        &hub,
        &mut browser,
        &[("password", "sealed:none but different")],
    )
    .await;
    assert_eq!(password(&hub).as_deref(), Some("sealed:none but different"));
    post(
        &hub,
        &mut browser,
        &[("password", ""), ("password", "sealed:none")],
    )
    .await;
    assert_eq!(password(&hub), None);
    for (value, expected) in [
        (json!("by the API"), Some("by the API")),
        (json!(null), None),
    ] {
        let version = version(&hub).await;
        let body = json!({ "version": version, "fields": { "password": value } });
        let answer = browser.json(Method::PUT, API, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(password(&hub).as_deref(), expected);
    }
}

#[tokio::test]
async fn a_form_that_comes_back_keeps_the_secret_that_was_typed() {
    let (hub, mut browser) = console().await;
    let form = [
        SERVER,
        &[("password", "s3cret-word"), ("replyTo", "nobody")],
    ]
    .concat();
    let refused = post(&hub, &mut browser, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(!text.contains("s3cret-word") && says(&hub, &refused, "console-secret-typed"));
    let kept = text.split("name=\"password\" value=\"").nth(1).unwrap();
    let kept = kept.split('"').next().unwrap().to_owned();
    let form = [SERVER, &[("password", kept.as_str()), ("password", "")]].concat();
    post(&hub, &mut browser, &form).await;
    assert_eq!(password(&hub).as_deref(), Some("s3cret-word"));
}

/// The form with a server of the test's own, unsaved, and a trial to Ada.
async fn tried(hub: &Hub, browser: &mut Browser, smtp: &TestSmtp) -> Answer {
    let port = smtp.port().to_string();
    let form = [
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("fromName", "The Hub"),
        ("fromAddress", "hub@uni.edu"),
        ("step", "try"),
        ("try:to", "ada@example.org"),
    ];
    post(hub, browser, &form).await
}

#[tokio::test]
async fn a_trial_shows_what_the_server_answered_and_saves_nothing() {
    let (hub, mut browser) = console().await;
    let smtp = TestSmtp::start(Manner::Well).await.unwrap();
    let answer = tried(&hub, &mut browser, &smtp).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("250 2.0.0 Ok: queued as 4XyZ"));
    let [taken] = smtp.taken().try_into().unwrap();
    assert_eq!(
        (taken.from.as_str(), taken.to),
        ("hub@uni.edu", vec!["ada@example.org".into()])
    );
    assert!(
        taken.message.contains("From: \"The Hub\" <hub@uni.edu>"),
        "{}",
        taken.message
    );
    assert_eq!(version(&hub).await, 0);
    for (manner, said, check) in [
        (
            Manner::Recipient("550 5.1.1 <b>who?"),
            "550 5.1.1 &#60;b&#62;who?",
            "recipient",
        ),
        (Manner::Greets("554 not you"), "554 not you", "greet"),
        (
            Manner::Tarpit,
            "127.0.0.1 lets the hub connect",
            "greet-silent",
        ),
        (Manner::Garbage, "does not speak SMTP", "nonsense"),
        (
            Manner::Resets,
            "The connection to 127.0.0.1 broke off",
            "greet",
        ),
    ] {
        smtp.behave(manner.clone());
        let answer = tried(&hub, &mut browser, &smtp).await;
        assert_eq!(answer.status, StatusCode::OK, "{manner:?}");
        assert!(
            answer.text().contains(said),
            "{manner:?}: {}",
            answer.text()
        );
        assert!(
            says(&hub, &answer, &format!("mail-check-{check}")),
            "{manner:?}"
        );
    }
}

#[tokio::test]
async fn a_trial_wants_an_address_and_a_server() {
    let (hub, mut browser) = console().await;
    let form = [("step", "try"), ("try:to", "nobody")];
    let answer = post(&hub, &mut browser, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(says(&hub, &answer, "field-not-an-address"));
    let form = [("step", "try"), ("try:to", "ada@example.org")];
    let answer = post(&hub, &mut browser, &form).await;
    assert!(says(&hub, &answer, "mail-trial-not-set-up"));
}
