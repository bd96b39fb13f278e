use std::time::Duration;

use axum::http::StatusCode;
use usher_domain::config::LoginMail;

use super::{ADA, code, link, post, post_by, text, typed, wrong_for};

#[tokio::test]
async fn a_member_signs_in_by_the_code_they_were_mailed() {
    let post = post().await;
    let mut browser = post.hub.browser();
    assert!(
        browser
            .get("/sign-in")
            .await
            .text()
            .contains("Mail me a code")
    );
    let path = post.asks(&mut browser, "Ada@Uni.EDU").await;
    let page = browser.get(&path).await.text();
    assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("inputmode=numeric"));
    let letter = post.letter().await;
    assert_eq!(letter.to, [ADA]);
    let code = code(&letter);
    let wrong = browser.post(&path, &typed(wrong_for(&code))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("4 more times"), "{}", wrong.text());
    let none = browser.post(&path, &typed("1234")).await;
    assert!(none.text().contains("eight digits"));
    let spaced = format!(" {} - {} ", &code[..4], &code[4..]);
    let entered = browser.post(&path, &typed(&spaced)).await;
    assert_eq!(
        (entered.status, entered.location()),
        (StatusCode::SEE_OTHER, "/account")
    );
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    // Once is all.
    browser.post("/sign-out", &[]).await;
    let again = browser.post(&path, &typed(&code)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_code_is_worth_nothing_in_another_browser_or_after_ten_minutes() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let code = code(&post.letter().await);
    let mut thief = post.hub.browser();
    for answer in [
        thief.get(&path).await,
        thief.post(&path, &typed(&code)).await,
    ] {
        assert_eq!(answer.status, StatusCode::GONE);
        assert!(!answer.text().contains(ADA));
    }
    post.hub.clock.advance(Duration::from_mins(10));
    let late = browser.post(&path, &typed(&code)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("works no more"));
}

#[tokio::test]
async fn only_the_newest_mail_of_a_browser_counts() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let first = post.asks(&mut browser, ADA).await;
    let old = post.letter().await;
    let second = post.asks(&mut browser, ADA).await;
    let new = post.letter().await;
    assert_eq!(browser.get(&first).await.status, StatusCode::GONE);
    assert_eq!(
        browser.get(&link(&old, "/sign-in/link")).await.status,
        StatusCode::GONE
    );
    let entered = browser.post(&second, &typed(&code(&new))).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn t02_a_link_signs_in_by_one_button_and_scanners_by_none() {
    let post = post().await;
    let mut browser = post.hub.browser();
    post.asks(&mut browser, ADA).await;
    let link = link(&post.letter().await, "/sign-in/link");
    let before = crate::testing::dump::dump(&post.hub).await;
    // One that looks, one that presses whatever there is, one that types what it guesses.
    let mut scanner = post.hub.browser();
    for _ in 0..3 {
        let page = scanner.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains(ADA), "who it is for is not told");
        for form in [&[][..], &[("email", "")], &[("email", "guess@uni.edu")]] {
            let pressed = scanner.post(&link, form).await;
            assert_eq!(pressed.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    assert_eq!(crate::testing::dump::dump(&post.hub).await, before);
    // Elsewhere by the address, here by the button.
    let mut phone = post.hub.browser();
    let entered = phone.post(&link, &[("email", " ADA@uni.edu")]).await;
    assert_eq!(entered.location(), "/account", "{}", entered.text());
    let spent = browser.post(&link, &[]).await;
    assert_eq!(spent.status, StatusCode::GONE);
    post.asks(&mut browser, ADA).await;
    let again = super::link(&post.letter().await, "/sign-in/link");
    assert!(browser.get(&again).await.text().contains(ADA));
    assert_eq!(browser.post(&again, &[]).await.location(), "/account");
    println!("figure: t02 a sign-in link before 12 looks and presses of a scanner: 0 rows changed");
}

#[tokio::test]
async fn the_mail_carries_what_the_console_says() {
    for (method, has_code, has_link) in [
        (LoginMail::Code, true, false),
        (LoginMail::Link, false, true),
    ] {
        let post = post_by(method).await;
        let mut browser = post.hub.browser();
        let path = post.asks(&mut browser, ADA).await;
        let page = browser.get(&path).await.text();
        assert_eq!(page.contains("name=\"code\""), has_code);
        let letter = text(&post.letter().await);
        assert_eq!(letter.contains("Your code"), has_code, "{letter}");
        assert_eq!(letter.contains("/sign-in/link/"), has_link, "{letter}");
    }
}

#[tokio::test]
async fn nobody_is_let_in_who_may_not_come() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let letter = post.letter().await;
    let ada = post.ada;
    post.hub
        .write(move |tx| {
            let sql = "UPDATE accounts SET suspended_at = 1 WHERE id = $1";
            tx.execute(sql, usher_db::params![ada])
        })
        .await;
    let refused = browser.post(&path, &typed(&code(&letter))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        browser
            .post(&link(&letter, "/sign-in/link"), &[])
            .await
            .status,
        StatusCode::GONE
    );
    // Nor is a suspended member written to.
    post.asks(&mut browser, ADA).await;
    assert_eq!(post.goes().await.len(), 0);
}

#[tokio::test]
async fn where_it_is_off_or_no_mail_can_be_sent_it_is_not_offered() {
    let hub = crate::testing::Hub::new();
    let mut browser = hub.browser();
    assert!(
        !browser
            .get("/sign-in")
            .await
            .text()
            .contains("/sign-in/mail")
    );
    let asked = browser.post("/sign-in/mail", &[("email", ADA)]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let page = browser.get("/forgot-password").await.text();
    assert!(page.contains("Ask your administrator") && !page.contains("name=\"email\""));
}
