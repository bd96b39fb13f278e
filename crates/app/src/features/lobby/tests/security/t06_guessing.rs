//! T6: whoever guesses links learns nothing, not even by the clock, and whoever
//! guesses addresses locks out nobody but themselves.

use std::time::{Duration, Instant};

use axum::http::{HeaderMap, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{clock::draw, invite::InviteToken};

use super::super::scene::{ADA, Made, Scene, enter, is, look, refusal};
use crate::testing::{Answer, Browser};

/// How far apart two means may lie, in their standard errors (TVLA's threshold).
const THRESHOLD: f64 = 4.5;

fn soak() -> bool {
    std::env::var_os("USHER_SOAK").is_some_and(|set| set == "1")
}

/// Ways to be wrong about a link: none may be told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// Nobody ever made it.
    Unknown,
    /// A living link with one bit changed.
    OneBitOff,
    /// A living link's first half with another second half.
    HalfRight,
    /// No token at all.
    Malformed,
}

impl Wrong {
    const OTHERS: [Self; 3] = [Self::OneBitOff, Self::HalfRight, Self::Malformed];

    fn path(self, scene: &Scene, made: &Made, number: usize) -> String {
        let entropy = &*scene.hub.app.parts.entropy;
        let fresh = InviteToken::mint(entropy).expose();
        let half = made.token.len() / 2;
        let token = match self {
            Self::Unknown => fresh,
            Self::OneBitOff => one_bit_off(&made.token, number),
            Self::HalfRight => format!("{}{}", &made.token[..half], &fresh[half..]),
            // As long as a token, so that it costs as much to read.
            Self::Malformed => format!("{}~", &fresh[1..]),
        };
        format!("/i/{token}")
    }
}

fn one_bit_off(token: &str, number: usize) -> String {
    let mut bytes = URL_SAFE_NO_PAD.decode(token).unwrap();
    let bit = number % (bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What a browser sees, except which link it asked for.
fn seen(answer: &Answer, path: &str) -> (StatusCode, HeaderMap, String) {
    (
        answer.status,
        answer.headers.clone(),
        answer.text().replace(path, "/i/…"),
    )
}

#[tokio::test]
async fn t06_unknown_links_and_wrong_ones_read_the_same() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let rounds = if soak() { 256 } else { 16 };
    let (mut pairs, mut different) = (0, 0);
    for number in 0..rounds {
        for wrong in Wrong::OTHERS {
            for post in [false, true] {
                let mut eve = scene.hub.browser();
                // So that the browser has a name already: a new one differs each time.
                eve.get("/sign-in").await;
                look(&mut eve, &made.path).await;
                let mut answers = Vec::new();
                for way in [Wrong::Unknown, wrong] {
                    let path = way.path(&scene, &made, number);
                    let answer = if post {
                        eve.post(&path, &[("email", ADA)]).await
                    } else {
                        eve.get(&path).await
                    };
                    answers.push(seen(&answer, &path));
                }
                pairs += 1;
                different += usize::from(answers[0] != answers[1]);
                assert_eq!(answers[0], answers[1], "{wrong:?}");
                assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
            }
        }
    }
    println!("figure: t06 {pairs} pairs of an unknown and a wrong link: {different} differ");
}

#[tokio::test]
async fn t06_time_does_not_tell_a_wrong_link_from_an_unknown_one() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let count = if soak() { 20_000 } else { 40 };
    let mut eve = scene.hub.browser();
    look(&mut eve, &made.path).await;
    for wrong in Wrong::OTHERS {
        let (mut unknown, mut other) = (Vec::new(), Vec::new());
        for number in 0..count {
            // Which comes first is drawn, so that what the first leaves behind favours neither.
            let first = draw::<1>(&*scene.hub.app.parts.entropy)[0] & 1 == 0;
            let paths = [Wrong::Unknown, wrong].map(|way| way.path(&scene, &made, number));
            for turn in [first, !first] {
                let took = timed(&mut eve, &paths[usize::from(turn)]).await;
                if turn { &mut other } else { &mut unknown }.push(took);
            }
        }
        let t = welch(&mut unknown, &mut other);
        println!(
            "figure: t06 {count} pairs unknown/{wrong:?}: |t| = {:.2}",
            t.abs()
        );
        // In the suite others run beside it, and forty pairs say nothing about time.
        assert!(!soak() || t.abs() < THRESHOLD, "{wrong:?}: {t}");
    }
}

#[allow(clippy::disallowed_methods, reason = "a figure is measured")]
async fn timed(browser: &mut Browser, path: &str) -> Duration {
    let begun = Instant::now();
    let answer = browser.get(path).await;
    let took = begun.elapsed();
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    took
}

/// Welch's t of two samples, without the slowest twentieth of both together: those
/// were interrupted, and tell about the machine.
fn welch(a: &mut Vec<Duration>, b: &mut Vec<Duration>) -> f64 {
    let mut all = [a.as_slice(), b.as_slice()].concat();
    all.sort_unstable();
    let most = all[all.len() * 95 / 100];
    let of = |sample: &mut Vec<Duration>| {
        sample.retain(|took| *took <= most);
        let count = sample.len() as f64;
        let mean = sample.iter().map(Duration::as_secs_f64).sum::<f64>() / count;
        let squares = sample
            .iter()
            .map(|took| (took.as_secs_f64() - mean).powi(2));
        (mean, squares.sum::<f64>() / (count - 1.0) / count)
    };
    let ((mean_a, error_a), (mean_b, error_b)) = (of(a), of(b));
    (mean_a - mean_b) / (error_a + error_b).sqrt()
}

#[tokio::test]
async fn t06_a_stranger_with_the_link_locks_out_nobody_but_themselves() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let guesses = if soak() { 5_000 } else { 100 };
    let mut taken = 0;
    for number in 0..guesses {
        // A new browser each time, from one of four networks.
        let network = [203, 0, 113, (number % 4) as u8];
        let mut eve = scene.hub.browser().in_network(network);
        look(&mut eve, &made.path).await;
        let typed = format!("guess-{number}@example.org");
        let answer = enter(&mut eve, &made.path, &typed).await;
        match refusal(&answer) {
            wrong if wrong == is(422, "wrong_email") => taken += 1,
            waits => assert_eq!(waits, is(429, "too_many_tries")),
        }
    }
    assert!(
        taken <= 4 * 61,
        "{taken}: sixty at once from each network, and no more"
    );
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    println!(
        "figure: t06 {guesses} guesses at the address from 4 networks: {taken} taken, the rightful \
         person enters"
    );
}

#[tokio::test]
async fn t06_who_guesses_locks_their_network_out_of_no_other_link() {
    let scene = Scene::new().await;
    let (leaked, other) = (
        scene.invite().make().await,
        scene.invite().to("joan@example.org").make().await,
    );
    // All in one network, as on a campus: guesses at one link, and at links that are none.
    for number in 0..200 {
        let mut eve = scene.hub.browser();
        look(&mut eve, &leaked.path).await;
        enter(&mut eve, &leaked.path, "eve@example.org").await;
        let path = Wrong::Unknown.path(&scene, &leaked, number);
        enter(&mut eve, &path, "eve@example.org").await;
    }
    let mut joan = scene.hub.browser();
    look(&mut joan, &other.path).await;
    assert_eq!(
        enter(&mut joan, &other.path, "joan@example.org")
            .await
            .status,
        303
    );
    println!("figure: t06 400 guesses in one network: its other guests enter");
}
