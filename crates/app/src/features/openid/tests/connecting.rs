//! An account that is there already: connected after proof, never merged by an address.

use axum::http::StatusCode;
use serde_json::json;
use usher_db::params;
use usher_domain::access::AppRole;

use super::idp::{Idp, begin};
use crate::{
    features::accounts::{Password, store},
    http::cookies,
    testing::{Browser, Hub},
};

async fn started() -> (Hub, Idp) {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    (hub, idp)
}

async fn with_password(hub: &Hub, email: &str) {
    let account = hub.account(email, AppRole::PrivateOnly).await;
    let hash = Password::typed("analytical engine".to_owned());
    let hash = hash.hash(&*hub.app.parts.entropy).unwrap();
    hub.write(move |tx| store::set_password(tx, account, Some(&hash)))
        .await;
}

async fn password(browser: &mut Browser, email: &str) -> String {
    let form = [
        ("email", email),
        ("password", "analytical engine"),
        ("next", "/sign-in/connect"),
    ];
    browser.post("/sign-in", &form).await.location().to_owned()
}

#[tokio::test]
async fn an_address_alone_opens_no_account_and_its_owner_connects_it() {
    let (hub, idp) = started().await;
    with_password(&hub, "ada@uni.edu").await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    assert!(browser.cookie(cookies::SESSION).is_none());
    let page = browser.get("/sign-in/connect").await.text();
    assert!(
        page.contains("There is an account with this address here already"),
        "{page}"
    );
    assert!(page.contains("/sign-in?next=%2Fsign-in%2Fconnect"));
    // Who is not signed in yet connects nothing.
    let early = browser.post("/sign-in/connect", &[("answer", "yes")]).await;
    assert_eq!(early.status, StatusCode::SEE_OTHER);
    assert!(early.location().starts_with("/sign-in"));
    idp.sign_in(&hub, &mut browser, json!({})).await;
    assert_eq!(
        password(&mut browser, "ada@uni.edu").await,
        "/sign-in/connect"
    );
    let page = browser.get("/sign-in/connect").await.text();
    assert!(
        page.contains("Connect it with ada@uni.edu at University?"),
        "{page}"
    );
    browser.post("/sign-in/connect", &[("answer", "yes")]).await;
    // From now on it is a way in.
    let mut other = hub.browser();
    idp.sign_in(&hub, &mut other, json!({})).await;
    assert!(other.get("/account").await.text().contains("ada@uni.edu"));
    let account = other.get("/account").await.text();
    assert!(!account.contains("link=yes"), "it is connected already");
    // And the page is done with.
    assert_eq!(
        browser.get("/sign-in/connect").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn who_says_no_connects_nothing() {
    let (hub, idp) = started().await;
    with_password(&hub, "ada@uni.edu").await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    let answer = browser.post("/sign-in/connect", &[("answer", "no")]).await;
    assert_eq!(answer.location(), "/sign-in");
    password(&mut browser, "ada@uni.edu").await;
    assert_eq!(
        browser.get("/sign-in/connect").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn what_is_connected_with_one_account_is_not_connected_with_another() {
    let (hub, idp) = started().await;
    idp.sign_in(&hub, &mut hub.browser(), json!({})).await;
    let bob = hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut bobs = hub.signed_in(bob).await;
    let begun = begin(&mut bobs, "/sign-in/with/idp?link=yes").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    let answer = bobs.get(&begun.back("code=c")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().contains("belongs to another account"));
}

#[tokio::test]
async fn what_was_begun_for_one_account_is_not_finished_for_another() {
    let (hub, idp) = started().await;
    let ada = hub.account("ada@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(ada).await;
    let begun = begin(&mut browser, "/sign-in/with/idp?link=yes").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    browser.post("/sign-out", &[]).await;
    let answer = browser.get(&begun.back("code=c")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(browser.cookie(cookies::IDENTITY).is_none());
}

#[tokio::test]
async fn the_last_way_in_stays_connected() {
    let (hub, idp) = started().await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    let id = |text: &str| {
        let at = text.find("name=\"unlink\" value=\"").unwrap() + 21;
        text[at..at + 36].to_owned()
    };
    let one = id(&browser.get("/account").await.text());
    browser
        .post("/account/identities", &[("unlink", &one)])
        .await;
    let page = browser.get("/account").await.text();
    assert!(
        page.contains("This is the only way in which you can sign in"),
        "{page}"
    );
    // With another one beside it either can go.
    let begun = begin(&mut browser, "/sign-in/with/idp?link=yes&next=/account").await;
    let mut claims = idp.claims(&hub, &begun);
    claims["sub"] = json!("ada-2");
    idp.gives(&idp.key.token(&idp.key.head(), &claims));
    browser.get(&begun.back("code=c")).await;
    let answer = browser.post("/sign-in/connect", &[("answer", "yes")]).await;
    assert_eq!(answer.location(), "/account");
    browser
        .post("/account/identities", &[("unlink", &one)])
        .await;
    let page = browser.get("/account").await.text();
    assert_eq!(page.matches("name=\"unlink\"").count(), 1);
    assert!(!page.contains(&one));
}

#[tokio::test]
async fn nobody_disconnects_what_is_somebody_elses() {
    let (hub, idp) = started().await;
    let mut adas = hub.browser();
    idp.sign_in(&hub, &mut adas, json!({})).await;
    let text = adas.get("/account").await.text();
    let at = text.find("name=\"unlink\" value=\"").unwrap() + 21;
    let bob = hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut bobs = hub.signed_in(bob).await;
    bobs.post("/account/identities", &[("unlink", &text[at..at + 36])])
        .await;
    assert!(
        adas.get("/account")
            .await
            .text()
            .contains("name=\"unlink\"")
    );
}

#[tokio::test]
async fn who_is_removed_leaves_no_identity() {
    let (hub, idp) = started().await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    let forgotten = hub
        .write(|tx| {
            let id = tx.query_one("SELECT id FROM accounts", params![], |row| row.get("id"))?;
            crate::features::openid::forget(tx, id)?;
            tx.query_one("SELECT COUNT(*) AS n FROM identities", params![], |row| {
                row.get::<i64>("n")
            })
        })
        .await;
    assert_eq!(forgotten, 0);
}
