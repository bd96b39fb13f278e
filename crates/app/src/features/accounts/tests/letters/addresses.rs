use axum::http::StatusCode;
use usher_domain::access::AppRole;

use super::{ADA, code, link, post, text, typed};

const HOME: &str = "ada@home.example";

#[tokio::test]
async fn a_member_adds_an_address_by_the_code_mailed_to_it() {
    let post = post().await;
    let mut ada = post.hub.signed_in(post.ada).await;
    let asked = ada.post("/account/addresses/add", &[("email", HOME)]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let path = asked.location().to_owned();
    assert!(ada.get(&path).await.text().contains(HOME));
    let letter = post.letter().await;
    assert_eq!(letter.to, [HOME]);
    let added = ada.post(&path, &typed(&code(&letter))).await;
    assert_eq!(added.location(), "/account", "{}", added.text());
    let page = ada.get("/account").await.text();
    assert!(page.contains(HOME) && page.contains("by mail"), "{page}");
    let notice = post.letter().await;
    assert_eq!(notice.to, [ADA], "told where they are written to");
    assert!(text(&notice).contains("one more address"));

    // It lets her in from now on, and can be her main one.
    let main = ada
        .post("/account/addresses/main", &[("email", HOME)])
        .await;
    assert_eq!(main.location(), "/account");
    let gone = ada
        .post("/account/addresses/remove", &[("email", ADA)])
        .await;
    assert_eq!(gone.location(), "/account", "{}", gone.text());
    let last = ada
        .post("/account/addresses/remove", &[("email", HOME)])
        .await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.text().contains("only address"));
    let mut other = post.hub.browser();
    post.asks(&mut other, HOME).await;
    assert_eq!(post.letter().await.to, [HOME]);
    let audit = "SELECT COUNT(*) AS n FROM audit WHERE deed LIKE 'own_address_%'";
    assert_eq!(post.number(audit).await, 3);
}

#[tokio::test]
async fn a_mailed_link_adds_it_for_the_member_who_asked_alone() {
    let post = post().await;
    let bob = post.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut ada = post.hub.signed_in(post.ada).await;
    ada.post("/account/addresses/add", &[("email", HOME)]).await;
    let link = link(&post.letter().await, "/account/addresses/link");
    let (mut scanner, mut bob) = (post.hub.browser(), post.hub.signed_in(bob).await);
    for browser in [&mut scanner, &mut bob] {
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains(HOME));
        let pressed = browser.post(&link, &[]).await;
        assert_ne!(pressed.location(), "/account");
    }
    // On her phone, too: it is she who is signed in.
    let mut phone = post.hub.signed_in(post.ada).await;
    assert!(phone.get(&link).await.text().contains(HOME));
    assert_eq!(phone.post(&link, &[]).await.location(), "/account");
    assert_eq!(phone.post(&link, &[]).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn t06_nobody_is_told_that_an_address_is_somebody_elses_but_whoever_has_it() {
    let post = post().await;
    post.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut pages = Vec::new();
    for email in ["bob@uni.edu", "eve@uni.edu"] {
        let mut ada = post.hub.signed_in(post.ada).await;
        let asked = ada
            .post("/account/addresses/add", &[("email", email)])
            .await;
        let path = asked.location().to_owned();
        let letter = post.letter().await;
        assert_eq!(letter.to, [email]);
        let taken = text(&letter).contains("in use already");
        assert_eq!(taken, email == "bob@uni.edu");
        let wrong = ada.post(&path, &typed("00000000")).await;
        let shown = [ada.get(&path).await.text(), wrong.text()];
        let id = path.rsplit('/').next().unwrap();
        pages.push(shown.map(|page| page.replace(email, "…").replace(id, "…")));
    }
    assert_eq!(pages[0], pages[1]);
    println!("figure: t06 adding somebody's address or nobody's: 0 pages differ");
}

#[tokio::test]
async fn the_only_way_in_stays() {
    let post = post().await;
    let ada = post.ada;
    // Her main address came from a provider that does not vouch for it.
    post.hub
        .write(move |tx| {
            let sql = "UPDATE addresses SET verified_how = NULL WHERE account_id = $1";
            tx.execute(sql, usher_db::params![ada])
        })
        .await;
    let mut browser = post.hub.signed_in(ada).await;
    let asked = browser
        .post("/account/addresses/add", &[("email", HOME)])
        .await;
    let path = asked.location().to_owned();
    let code = code(&post.letter().await);
    browser.post(&path, &typed(&code)).await;
    let removed = browser
        .post("/account/addresses/remove", &[("email", HOME)])
        .await;
    assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(removed.text().contains("could not sign in any more"));
    let main = browser
        .post("/account/addresses/main", &[("email", ADA)])
        .await;
    assert_eq!(main.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Proving her own is no secret.
    let again = browser
        .post("/account/addresses/add", &[("email", HOME)])
        .await;
    assert!(again.text().contains("yours already"));
}

#[tokio::test]
async fn a_password_is_another_way_in_only_where_passwords_are_taken() {
    let post = post().await;
    let ada = post.ada;
    post.hub
        .write(move |tx| {
            let sql = "UPDATE accounts SET password_hash = 'x' WHERE id = $1";
            tx.execute(sql, usher_db::params![ada])
        })
        .await;
    let mut browser = post.hub.signed_in(ada).await;
    for (taken, forms) in [(false, 0), (true, 1)] {
        post.hub
            .rules(&["auth"], |site| site.auth.password = taken)
            .await;
        let page = browser.get("/account").await.text();
        let form = "action=\"/account/password\"";
        assert_eq!(page.matches(form).count(), forms, "{taken}");
        assert!(!page.contains("/forgot-password"), "{taken}");
    }
    let asked = browser
        .post("/account/addresses/add", &[("email", HOME)])
        .await;
    let path = asked.location().to_owned();
    let code = code(&post.letter().await);
    browser.post(&path, &typed(&code)).await;
    browser
        .post("/account/addresses/main", &[("email", HOME)])
        .await;
    post.hub
        .write(move |tx| {
            let sql = "UPDATE addresses SET verified_how = NULL WHERE account_id = $1 AND main = 1";
            tx.execute(sql, usher_db::params![ada])
        })
        .await;
    for (taken, status) in [
        (false, StatusCode::UNPROCESSABLE_ENTITY),
        (true, StatusCode::SEE_OTHER),
    ] {
        post.hub
            .rules(&["auth"], |site| site.auth.password = taken)
            .await;
        let removed = browser
            .post("/account/addresses/remove", &[("email", ADA)])
            .await;
        assert_eq!(removed.status, status, "{taken}");
    }
}
