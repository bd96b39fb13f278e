//! T6: guessing passwords teaches nothing and locks out nobody else.

use axum::http::StatusCode;

use super::with_password;
use crate::testing::{Answer, Hub};

const ADA: &str = "ada@uni.edu";
const RIGHT: &str = "analytical engine";

fn form<'a>(email: &'a str, password: &'a str) -> [(&'static str, &'a str); 2] {
    [("email", email), ("password", password)]
}

#[tokio::test]
async fn t06_nobody_learns_who_has_an_account() {
    let hub = Hub::new();
    with_password(&hub, ADA, RIGHT).await;
    hub.account("ida@uni.edu", usher_domain::access::AppRole::Viewer)
        .await;
    let seen = |answer: &Answer, email: &str| {
        let text = answer.text().replace(email, "…");
        (answer.status, answer.headers.clone(), text)
    };
    let mut answers = Vec::new();
    for email in [ADA, "eve@uni.edu", "ida@uni.edu"] {
        let mut eve = hub.browser();
        let answer = eve.post("/sign-in", &form(email, "a wrong guess")).await;
        answers.push(seen(&answer, email));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    println!("figure: t06 wrong password, no password and no account: 0 differ");
}

#[tokio::test]
async fn t06_guessing_elsewhere_does_not_keep_the_rightful_person_from_signing_in() {
    let hub = Hub::new();
    with_password(&hub, ADA, RIGHT).await;
    let mut taken = 0;
    for _ in 0..30 {
        let mut eve = hub.browser().in_network([203, 0, 113, 9]);
        let answer = eve.post("/sign-in", &form(ADA, "a wrong guess")).await;
        taken += usize::from(answer.status == StatusCode::UNAUTHORIZED);
    }
    assert_eq!(taken, 11, "ten at once, and the one that spends the budget");
    let answer = hub.browser().post("/sign-in", &form(ADA, RIGHT)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    println!("figure: t06 30 guesses at a password: {taken} taken, the rightful person signs in");
}
