//! Who is signed in by what a provider says, and who gets an account.

use axum::http::StatusCode;
use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::access::AppRole;

use super::idp::{Idp, begin, import};
use crate::{
    http::cookies,
    testing::{Browser, Hub},
};

async fn started() -> (Hub, Idp) {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    (hub, idp)
}

fn is_signed_in(browser: &Browser) -> bool {
    browser.cookie(cookies::SESSION).is_some()
}

#[tokio::test]
async fn a_newcomer_gets_an_account_and_comes_back_to_it() {
    let (hub, idp) = started().await;
    let mut browser = hub.browser();
    let page = browser.get("/sign-in?next=/my-media").await.text();
    assert!(page.contains("Sign in with University"), "{page}");
    assert!(
        page.contains("href=\"/sign-in/with/idp?next=%2Fmy-media\""),
        "{page}"
    );
    let answer = idp.sign_in(&hub, &mut browser, json!({})).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/")
    );
    let account = browser.get("/account").await.text();
    for told in ["Ada Lovelace", "ada@uni.edu", "Verified", "University"] {
        assert!(account.contains(told), "{told}: {account}");
    }
    assert!(
        !account.contains("/account/password"),
        "there is no password to change"
    );
    // The address changes, the person does not.
    let mut again = hub.browser();
    idp.sign_in(
        &hub,
        &mut again,
        json!({ "email": "ada.king@other.example" }),
    )
    .await;
    assert!(again.get("/account").await.text().contains("ada@uni.edu"));
    let how = |tx: &Tx| -> Result<(String, i64), Error> {
        tx.query_one(
            "SELECT verified_how, (SELECT COUNT(*) FROM accounts) AS n FROM addresses",
            params![],
            |row| Ok((row.get("verified_how")?, row.get("n")?)),
        )
    };
    assert_eq!(hub.write(how).await, ("provider".to_owned(), 1));
}

#[tokio::test]
async fn the_way_leads_where_somebody_wanted_to_go_and_to_no_other_site() {
    let (hub, idp) = started().await;
    for (next, to) in [
        ("/my-media?page=2", "/my-media?page=2"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ] {
        let mut browser = hub.browser();
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let begun = begin(&mut browser, &format!("/sign-in/with/idp?next={next}")).await;
        idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
        let answer = browser.get(&begun.back("code=c")).await;
        assert_eq!(answer.location(), to);
    }
}

#[tokio::test]
async fn several_tabs_are_finished_in_any_order() {
    let (hub, idp) = started().await;
    let mut browser = hub.browser();
    let first = begin(&mut browser, "/sign-in/with/idp?next=/a").await;
    let second = begin(&mut browser, "/sign-in/with/idp?next=/b").await;
    for (begun, to) in [(second, "/b"), (first, "/a")] {
        idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
        assert_eq!(browser.get(&begun.back("code=c")).await.location(), to);
    }
}

#[tokio::test]
async fn nobody_gets_an_account_by_an_address_that_is_not_believed() {
    let (hub, idp) = started().await;
    for (claims, told) in [
        (
            json!({ "email_verified": false }),
            "does not say that your e-mail address is verified",
        ),
        (
            json!({ "email_verified": null }),
            "does not say that your e-mail address is verified",
        ),
        (
            json!({ "email": "ada@else.example" }),
            "does not vouch for addresses of your domain",
        ),
        (
            json!({ "email": "ada@sub.uni.edu" }),
            "does not vouch for addresses of your domain",
        ),
        (json!({ "email": "ada" }), "is no e-mail address"),
    ] {
        let mut browser = hub.browser();
        let answer = idp.sign_in(&hub, &mut browser, claims).await;
        assert_eq!(answer.location(), "/sign-in/connect");
        assert!(!is_signed_in(&browser));
        let page = browser.get("/sign-in/connect").await.text();
        assert!(page.contains(told), "{told}: {page}");
    }
    import(
        &hub,
        &format!(
            "[[auth.providers]]\nid = \"idp\"\nname = \"University\"\nissuer = \"{}\"\n\
         clientId = \"hub\"\ntrustedDomains = [\"uni.edu\"]\n",
            idp.issuer
        ),
    )
    .await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({})).await;
    let page = browser.get("/sign-in/connect").await.text();
    assert!(page.contains("does not make accounts"), "{page}");
}

#[tokio::test]
async fn silence_about_an_address_counts_where_the_administrator_says_so() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "unsaidIsVerified = true\n").await;
    let mut browser = hub.browser();
    idp.sign_in(&hub, &mut browser, json!({ "email_verified": false }))
        .await;
    assert!(!is_signed_in(&browser));
    idp.sign_in(&hub, &mut browser, json!({ "email_verified": null }))
        .await;
    assert!(is_signed_in(&browser));
}

#[tokio::test]
async fn who_is_suspended_stays_out() {
    let (hub, idp) = started().await;
    idp.sign_in(&hub, &mut hub.browser(), json!({})).await;
    hub.write(|tx| tx.execute("UPDATE accounts SET suspended_at = 1", params![]))
        .await;
    let mut browser = hub.browser();
    let answer = idp.sign_in(&hub, &mut browser, json!({})).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text().contains("Your account is suspended"));
    assert!(!is_signed_in(&browser));
}

#[tokio::test]
async fn what_is_switched_off_while_somebody_is_away_lets_nobody_in() {
    let (hub, idp) = started().await;
    let mut browser = hub.browser();
    let begun = begin(&mut browser, "/sign-in/with/idp").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    import(
        &hub,
        &format!(
            "[[auth.providers]]\nid = \"idp\"\nname = \"University\"\nenabled = false\n\
         issuer = \"{}\"\nclientId = \"hub\"\n",
            idp.issuer
        ),
    )
    .await;
    let answer = browser.get(&begun.back("code=c")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!is_signed_in(&browser));
    assert_eq!(
        browser.get("/sign-in/with/idp").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!browser.get("/sign-in").await.text().contains("University"));
}

#[tokio::test]
async fn a_provider_that_is_away_is_told_and_found_again() {
    let (hub, idp) = started().await;
    import(&hub, "[outgoing]\nPrivateAddresses = []\n").await;
    let mut browser = hub.browser();
    let answer = browser.get("/sign-in/with/idp").await;
    assert_eq!(answer.status, StatusCode::FAILED_DEPENDENCY);
    let page = answer.text();
    assert!(
        page.contains("University cannot be reached") && page.contains("Other ways to sign in")
    );
    assert_eq!(
        idp.asked("description"),
        0,
        "t19: what is not permitted is not asked"
    );
    import(
        &hub,
        &format!("[outgoing]\nPrivateAddresses = [\"{}\"]\n", idp.address()),
    )
    .await;
    hub.clock.advance(std::time::Duration::from_secs(6));
    idp.sign_in(&hub, &mut browser, json!({})).await;
    assert!(is_signed_in(&browser));
}

#[tokio::test]
async fn what_a_provider_says_is_shown_and_does_nothing() {
    let (hub, _idp) = started().await;
    let mut browser = hub.browser();
    let begun = begin(&mut browser, "/sign-in/with/idp").await;
    let back = begun
        .back("error=temporarily_unavailable&error_description=%3Cscript%3Ealert(1)%3C/script%3E");
    let answer = browser.get(&back).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let page = answer.text();
    assert!(
        page.contains("temporarily_unavailable: &#60;script&#62;"),
        "{page}"
    );
    // Nobody else's words are shown to somebody who has begun nothing.
    let page = hub
        .browser()
        .get("/sign-in/with/idp/back?error=x&error_description=Call+0900")
        .await;
    assert!(!page.text().contains("0900"));
}

#[tokio::test]
async fn methods_are_listed_and_a_password_that_is_switched_off_is_not_taken() {
    let (hub, idp) = started().await;
    let ada = hub.administrator("root@uni.edu").await;
    let mut admins = hub.signed_in(ada).await;
    let list = hub.browser().get("/api/v1/sign-in-methods").await.value();
    assert_eq!(list["methods"][0]["path"], "/sign-in/with/idp");
    assert_eq!(list["methods"][1]["kind"], "password");
    // The administrator connects the provider, so that a way in is left.
    let begun = begin(&mut admins, "/sign-in/with/idp?link=yes&next=/account").await;
    idp.gives(&idp.key.token(&idp.key.head(), &idp.claims(&hub, &begun)));
    admins.get(&begun.back("code=c")).await;
    admins.post("/sign-in/connect", &[("answer", "yes")]).await;
    import(&hub, "[auth]\npassword = false\n").await;
    let page = hub.browser().get("/sign-in").await.text();
    assert!(!page.contains("type=\"password\"") && page.contains("University"));
    let body = json!({ "email": "root@uni.edu", "password": "whatever it is" });
    let answer = hub
        .browser()
        .json(axum::http::Method::POST, "/api/v1/session", body)
        .await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::FORBIDDEN, "passwords_off")
    );
    let list = hub.browser().get("/api/v1/sign-in-methods").await.value();
    assert_eq!(list["methods"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn statements_of_a_sign_in_find_their_rows_by_an_index() {
    let (hub, idp) = started().await;
    hub.account("bob@uni.edu", AppRole::Viewer).await;
    hub.look_at_plans().await;
    idp.sign_in(&hub, &mut hub.browser(), json!({})).await;
    idp.sign_in(&hub, &mut hub.browser(), json!({})).await;
}
