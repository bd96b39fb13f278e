//! Setting providers up in the console.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::idp::{Idp, import};
use crate::{
    features::{accounts::store, admin},
    testing::{Browser, Hub},
};

const TAB: &str = "/admin/config/tab/auth";
const NEW: &str = "/admin/config/tab/auth/providers/new";
const ONE: &str = "/admin/config/tab/auth/providers/uni";

async fn console(hub: &Hub) -> Browser {
    let root = hub.administrator("root@uni.edu").await;
    // Somebody who could come back.
    hub.write(move |tx| store::set_password(tx, root, Some("$argon2id$")))
        .await;
    hub.signed_in(root).await
}

fn form<'a>(
    version: &'a str,
    issuer: &'a str,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("version", version),
        ("id", "uni"),
        ("name", "University"),
        ("enabled", "true"),
        ("issuer", issuer),
        ("clientId", "hub"),
        ("scopes", "openid email"),
        ("trustedDomains", "uni.edu\r\n*.uni.edu"),
        ("role", "private_only"),
        ("roleClaim", ""),
        ("roles", ""),
        ("groupClaim", ""),
        ("groups", ""),
    ];
    for &(name, value) in more {
        form.retain(|(own, _)| *own != name);
        form.push((name, value));
    }
    form
}

#[tokio::test]
async fn a_provider_is_made_checked_ordered_and_removed() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    let mut admin = console(&hub).await;
    let typed = form("0", &idp.issuer, &[("secret", "s3cret"), ("step", "check")]);
    let page = admin.post(NEW, &typed).await.text();
    assert!(page.contains("is not a public address"), "{page}");
    import(
        &hub,
        &format!("[outgoing]\nPrivateAddresses = [\"{}\"]\n", idp.address()),
    )
    .await;
    let page = admin.post(NEW, &typed).await.text();
    assert!(
        page.contains("The provider answers, and people can sign in with it"),
        "{page}"
    );
    assert!(page.contains(&format!("{}/token", idp.issuer)));
    assert!(
        page.contains("University") && !page.contains("s3cret"),
        "what is typed stays, sealed"
    );
    assert!(
        page.matches("data-dirty").count() >= 2,
        "none of it is saved"
    );
    let made = admin
        .post(NEW, &form("0", &idp.issuer, &[("secret", "s3cret")]))
        .await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, TAB));
    let page = admin.get(ONE).await.text();
    assert!(
        page.contains("https://hub.uni.edu/sign-in/with/uni/back"),
        "{page}"
    );
    assert!(page.contains("It is not shown again"));
    assert!(
        hub.browser()
            .get("/sign-in")
            .await
            .text()
            .contains("Sign in with University")
    );
    let other = form("1", "https://b.example", &[("id", "b"), ("name", "B")]);
    assert_eq!(admin.post(NEW, &other).await.status, StatusCode::SEE_OTHER);
    let order = |page: String| page.find("Sign in with B") < page.find("Sign in with University");
    assert!(!order(hub.browser().get("/sign-in").await.text()));
    admin
        .post(
            &format!("{TAB}/providers/order"),
            &[("move", "up b"), ("password", "false")],
        )
        .await;
    assert!(order(hub.browser().get("/sign-in").await.text()));
    let page = admin.get(&format!("{ONE}/remove")).await.text();
    assert!(page.contains("Remove University?"), "{page}");
    let gone = admin
        .post(&format!("{ONE}/remove"), &[("version", "3")])
        .await;
    assert_eq!(gone.location(), TAB);
    assert_eq!(admin.get(ONE).await.status, StatusCode::NOT_FOUND);
    assert!(
        !hub.browser()
            .get("/sign-in")
            .await
            .text()
            .contains("University")
    );
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
    let hub = Hub::new();
    let mut admin = console(&hub).await;
    let wrong = form(
        "0",
        "idp.uni.edu",
        &[
            ("id", "Uni"),
            ("roles", "staff = admin"),
            ("roleClaim", "r"),
        ],
    );
    let answer = admin.post(NEW, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for told in [
        "This is no issuer",
        "Write small letters",
        "is no line of a mapping",
        "value=\"idp.uni.edu\"",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    admin.post(NEW, &form("0", "https://a.example", &[])).await;
    let answer = admin
        .post(NEW, &form("1", "https://b.example", &[("name", "B")]))
        .await;
    assert!(
        answer
            .text()
            .contains("There is a provider of this name already")
    );
    let answer = admin
        .post(NEW, &form("1", "https://b.example", &[("id", "b")]))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_second_of_two_administrators_is_told_and_loses_nothing() {
    let hub = Hub::new();
    let mut admin = console(&hub).await;
    admin.post(NEW, &form("0", "https://a.example", &[])).await;
    admin
        .post(ONE, &form("1", "https://a.example", &[("name", "First")]))
        .await;
    let answer = admin
        .post(ONE, &form("1", "https://a.example", &[("name", "Second")]))
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.text();
    assert!(
        page.contains("saved this module while you were editing"),
        "{page}"
    );
    assert!(page.contains("value=\"Second\"") && page.contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn a_way_that_closes_is_told_before_and_the_last_of_an_administrator_stays() {
    let hub = Hub::new();
    let mut admin = console(&hub).await;
    admin.post(NEW, &form("0", "https://a.example", &[])).await;
    let off = admin
        .post(
            ONE,
            &form("1", "https://a.example", &[("enabled", "false")]),
        )
        .await;
    assert_eq!(off.status, StatusCode::OK);
    let page = off.text();
    assert!(
        page.contains("Nobody signs in by University any more"),
        "{page}"
    );
    // Nobody has used it yet: without passwords no administrator would get in.
    let answer = admin
        .post(TAB, &[("version", "1"), ("password", "false")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .text()
            .contains("no site administrator could sign in")
    );
    let body = json!({ "version": 1, "fields": { "password": false } });
    let answer = admin.json(Method::PUT, "/api/v1/config/auth", body).await;
    assert_eq!(answer.value()["errors"][0]["code"], "nobody_gets_in");
}

#[tokio::test]
async fn a_file_carries_providers_and_leaves_their_secrets_out() {
    let hub = Hub::new();
    let mut admin = console(&hub).await;
    let rules = [
        ("secret", "s3cret"),
        ("groupClaim", "groups"),
        ("groups", "cn=\"x\",ou=y => A\r\nb => B"),
    ];
    admin
        .post(NEW, &form("0", "https://a.example", &rules))
        .await;
    let text = hub.write(admin::export).await;
    assert!(text.contains("[[auth.providers]]\nid = \"uni\""), "{text}");
    assert!(!text.contains("secret"), "{text}");
    let provider = || {
        hub.app
            .settings
            .now()
            .auth
            .provider("uni")
            .cloned()
            .unwrap()
    };
    let before = provider();
    import(&hub, &text).await;
    assert_eq!(provider(), before, "the secret stays");
    import(&hub, &text.replace("University", "College")).await;
    assert_eq!(provider().name, "College");
    let fresh = Hub::new();
    import(&fresh, &text).await;
    assert!(
        fresh
            .app
            .settings
            .now()
            .auth
            .provider("uni")
            .unwrap()
            .secret
            .sealed()
            .is_none()
    );
    // The API tells the same, and takes it back.
    let told = admin.get("/api/v1/config/auth").await.value();
    let providers = &told["fields"]["providers"]["value"];
    assert_eq!(providers[0]["secret"], json!(true));
    let body = json!({ "version": told["version"], "fields": { "providers": providers } });
    let answer = admin.json(Method::PUT, "/api/v1/config/auth", body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(provider().secret.sealed().is_some());
    let odd = json!({ "version": told["version"], "fields": { "providers": [{ "id": "x", "colour": 1 }] } });
    let answer = admin.json(Method::PUT, "/api/v1/config/auth", odd).await;
    assert_eq!(answer.value()["errors"][0]["code"], "in_provider");
}

#[tokio::test]
async fn a_secret_is_read_nowhere() {
    let hub = Hub::new();
    let mut admin = console(&hub).await;
    admin
        .post(
            NEW,
            &form("0", "https://a.example", &[("secret", "canary-7281")]),
        )
        .await;
    let mut texts = vec![hub.write(admin::export).await];
    for path in [
        TAB,
        ONE,
        "/api/v1/config/auth",
        "/admin/audit",
        "/sign-in",
        "/api/v1/audit",
    ] {
        texts.push(admin.get(path).await.text());
    }
    texts.push(
        hub.write(|tx| {
            let all = tx.query("SELECT value FROM config_versions", &[], |row| {
                row.get::<String>("value")
            })?;
            Ok(all.join(" "))
        })
        .await,
    );
    assert!(texts.iter().all(|text| !text.contains("canary-7281")));
}
