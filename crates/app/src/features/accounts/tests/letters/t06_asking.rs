//! T6 and T13 of security.md: asking and guessing teach nothing, five tries are five however they come, and nobody
//! is buried in mail.

use std::time::Instant;

use axum::http::StatusCode;
use usher_domain::{access::AppRole, outbox::TO_ONE_ADDRESS};

use super::{ADA, code, post, typed, wrong_for};
use crate::testing::{Answer, Browser};

fn seen(answer: &Answer, email: &str, path: &str) -> (StatusCode, String, Vec<String>) {
    let id = path.rsplit('/').next().unwrap_or_default();
    let plain = |text: String| text.replace(email, "…").replace(id, "…");
    let names = answer.headers.keys().map(ToString::to_string).collect();
    let location = plain(answer.location().to_owned());
    (answer.status, plain(answer.text()) + &location, names)
}

#[tokio::test]
async fn t06_asking_and_guessing_read_the_same_whoever_has_the_address() {
    let post = post().await;
    let suspended = post.hub.account("sue@uni.edu", AppRole::Viewer).await;
    post.hub
        .write(move |tx| {
            let sql = "UPDATE accounts SET suspended_at = 1 WHERE id = $1";
            tx.execute(sql, usher_db::params![suspended])
        })
        .await;
    let mut told = Vec::new();
    for email in [ADA, "eve@uni.edu", "sue@uni.edu"] {
        let mut browser = post.hub.browser();
        let mut answers = Vec::new();
        for path in ["/forgot-password", "/sign-in/mail"] {
            let asked = browser.post(path, &[("email", email)]).await;
            let to = asked.location().to_owned();
            answers.push(seen(&asked, email, &to));
            post.goes().await;
            answers.push(seen(&browser.get(&to).await, email, &to));
            if path == "/sign-in/mail" {
                for _ in 0..7 {
                    let guess = browser.post(&to, &typed("00000001")).await;
                    answers.push(seen(&guess, email, &to));
                }
            }
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    println!(
        "figure: t06 {} answers about an account, nobody and a suspended one: 0 differ",
        told[0].len()
    );
}

#[allow(clippy::disallowed_methods, reason = "it measures the wall")]
#[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
#[tokio::test]
async fn t06_asking_takes_as_long_for_nobody_as_for_somebody() {
    let post = post().await;
    let (mut some, mut none) = (Vec::new(), Vec::new());
    let pairs = if std::env::var_os("USHER_SOAK").is_some() {
        10_000
    } else {
        60
    };
    for nth in 0..pairs {
        let network = u8::try_from(nth % 250).unwrap();
        // Nobody is to wait for a budget here.
        post.hub.clock.advance(std::time::Duration::from_hours(1));
        let mut both = [(ADA, &mut some), ("eve@uni.edu", &mut none)];
        // The second of two is warm from the first.
        if nth % 2 == 1 {
            both.reverse();
        }
        for (email, times) in both {
            let mut browser = post.hub.browser().in_network([10, 0, network, 1]);
            let began = Instant::now();
            let asked = browser.post("/sign-in/mail", &[("email", email)]).await;
            times.push(began.elapsed().as_secs_f64());
            assert_eq!(asked.status, StatusCode::SEE_OTHER);
        }
    }
    let t = welch(&some, &none);
    println!(
        "figure: t06 {pairs} paired requests for a mail: |t| = {:.2}",
        t.abs()
    );
    // The same statements run; at the small size a busy machine has its say.
    if pairs > 1_000 {
        assert!(t.abs() < 4.5, "{t}");
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn welch(a: &[f64], b: &[f64]) -> f64 {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    let var = |of: &[f64]| {
        let mean = mean(of);
        of.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (of.len() - 1) as f64
    };
    (mean(a) - mean(b)) / (var(a) / a.len() as f64 + var(b) / b.len() as f64).sqrt()
}

#[tokio::test]
async fn t06_tries_at_once_spend_together_and_never_six() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let code = code(&post.letter().await);
    let guess = async |mut browser: Browser| {
        let answer = browser.post(&path, &typed(wrong_for(&code))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let guesses = (0..24).map(|_| guess(browser.clone()));
    futures_util::future::join_all(guesses).await;
    let tries = post.number("SELECT tries AS n FROM proofs").await;
    assert_eq!(tries, 5);
    let late = browser.post(&path, &typed(&code)).await;
    assert_eq!(
        late.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the right one comes too late"
    );
    println!("figure: t06 24 wrong codes at once: {tries} tries spent, the code is dead");
}

#[tokio::test]
async fn t06_the_right_code_twice_at_once_lets_in_once() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let code = code(&post.letter().await);
    let enter = async |mut browser: Browser| browser.post(&path, &typed(&code)).await.status;
    let all = (0..12).map(|_| enter(browser.clone()));
    let statuses = futures_util::future::join_all(all).await;
    let entered = statuses
        .iter()
        .filter(|one| **one == StatusCode::SEE_OTHER)
        .count();
    assert_eq!(entered, 1);
    let sessions = post.number("SELECT COUNT(*) AS n FROM sessions").await;
    assert_eq!(sessions, 1);
    println!("figure: t06 the right code 12 times at once: {entered} let in, {sessions} session");
}

#[tokio::test]
async fn t13_nobody_is_buried_in_letters() {
    let post = post().await;
    let mut came = 0;
    for nth in 0..40_u8 {
        // From everywhere, so that no network's budget helps.
        let mut browser = post.hub.browser().in_network([203, 0, nth, 9]);
        post.asks(&mut browser, ADA).await;
        came += post.goes().await.len();
    }
    assert_eq!(came, TO_ONE_ADDRESS as usize);
    // It keeps no other kind from her.
    let mut browser = post.hub.browser();
    browser.post("/forgot-password", &[("email", ADA)]).await;
    assert_eq!(post.goes().await.len(), 1);
    // From one network it stops sooner.
    let mut asked = 0;
    for _ in 0..30 {
        let mut browser = post.hub.browser().in_network([198, 51, 100, 7]);
        let answer = browser
            .post("/sign-in/mail", &[("email", "eve@uni.edu")])
            .await;
        asked += usize::from(answer.status == StatusCode::SEE_OTHER);
    }
    assert_eq!(asked, 6, "five, and the one that spends the budget");
    println!(
        "figure: t13 40 asked for from 40 networks: {came} mailed; 30 from one: {asked} taken"
    );
}
