//! T8: cookies that were copied to another machine, without the key that the
//! browser keeps.

use std::time::Duration;

use axum::{body::Body, http::Method};
use usher_domain::invite::{InviteToken, KeyShown};

use super::super::scene::{ADA, Made, Scene, is, look, refusal, send};
use crate::{
    features::devices::{self, PROOF_LIVES, Purpose, software_key::SoftwareKey},
    http::cookies,
    testing::{Answer, Browser, Opened},
};

/// Ada in her seat: her invite, her browser, and the key in it.
pub(super) struct Seated {
    pub(super) scene: Scene,
    pub(super) made: Made,
    pub(super) ada: Browser,
    pub(super) key: SoftwareKey,
}

/// Opens the link and sends the form as the page's script does.
pub(super) async fn enter(browser: &mut Browser, made: &Made, key: &SoftwareKey) -> Answer {
    let proof = key.proof(Purpose::Seat, &nonce(browser, made).await);
    send(browser, &made.path, &[("email", ADA), ("proof", &proof)]).await
}

/// The word that the link's page gives to be signed.
pub(super) async fn nonce(browser: &mut Browser, made: &Made) -> String {
    let page = look(browser, &made.path).await.value();
    page["nonce"].as_str().unwrap().to_owned()
}

impl Seated {
    pub(super) async fn new() -> Self {
        let scene = Scene::new().await;
        let film: Vec<u8> = (0..1_000_003_u32).map(|n| n.to_be_bytes()[3]).collect();
        let kind = ("week 3.mp4", "video/mp4");
        scene.hub.fill(scene.entry, film, kind).await;
        let until = scene.hub.now().after(Duration::from_hours(24));
        let made = scene.invite().uses(5).until(until).make().await;
        let (mut ada, key) = (scene.hub.browser(), SoftwareKey::new());
        assert_eq!(enter(&mut ada, &made, &key).await.status, 303);
        assert!(ada.cookie(cookies::PROOF).is_some());
        Self {
            scene,
            made,
            ada,
            key,
        }
    }

    /// Shows the key for the session, as the page does every few minutes.
    pub(super) async fn prove(&self, browser: &mut Browser) -> Answer {
        let asked = browser.get("/device-key").await.value();
        let proof = self
            .key
            .proof(Purpose::Session, asked["session"].as_str().unwrap());
        browser.post("/device-key", &[("proof", &proof)]).await
    }

    async fn events(&self, browser: &mut Browser, proof: &str) -> Opened {
        let path = format!("{}/events", self.scene.page());
        let headers = [("usher-proof", proof)];
        browser
            .open(Method::GET, &path, &headers, Body::empty())
            .await
    }

    pub(super) async fn film(&self, browser: &mut Browser, range: &str) -> Opened {
        let path = format!("{}/file", self.scene.page());
        let headers = [("range", range)];
        browser
            .open(Method::GET, &path, &headers, Body::empty())
            .await
    }

    fn run_out(&self) {
        self.scene.hub.clock.advance(PROOF_LIVES);
    }
}

async fn ends_well(film: &mut Opened) -> bool {
    while let Some(slice) = film.next().await {
        if slice.is_err() {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn t08_copied_cookies_are_told_of_nothing_and_are_out_within_ten_minutes() {
    let mut seated = Seated::new().await;
    let page = seated.scene.page();
    let mut thief = seated.ada.clone();
    let thiefs_key = SoftwareKey::new();

    // At once: no events, with no key, another one, or a proof for something else.
    let asked = thief.get("/device-key").await.value();
    let word = |purpose: &str| asked[purpose].as_str().unwrap().to_owned();
    let no_events = [
        String::new(),
        thiefs_key.proof(Purpose::Events, &word("events")),
        seated.key.proof(Purpose::Session, &word("session")),
        seated.key.proof(Purpose::Events, &word("session")),
    ];
    for proof in &no_events {
        let answer = seated.events(&mut thief, proof).await;
        assert_eq!(answer.status, 403, "{proof}");
    }
    let right = seated.key.proof(Purpose::Events, &word("events"));
    let mut ada = seated.ada.clone();
    let mut told = seated.events(&mut ada, &right).await;
    assert_eq!(told.status, 200);
    told.next().await.unwrap().unwrap();

    // Pages and media for as long as the last proof lasts.
    let mut stolen_film = seated.film(&mut thief, "bytes=0-").await;
    stolen_film.next().await.unwrap().unwrap();
    seated.run_out();
    assert!(PROOF_LIVES < Duration::from_mins(10));
    assert!(!ends_well(&mut stolen_film).await, "the running film");
    let html = [("accept", "text/html")];
    for path in [&page, &format!("{page}/file"), &format!("{page}/download")] {
        let answer = thief.send(Method::GET, path, &html, Body::empty()).await;
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.text().contains("data-prove"), "{path}");
    }
    let refused = thief.send(
        Method::GET,
        &page,
        &[("accept", "application/json")],
        Body::empty(),
    );
    assert_eq!(refusal(&refused.await), is(403, "device_key_needed"));
    let asked = thief.get("/device-key").await.value();
    let proof = thiefs_key.proof(Purpose::Session, asked["session"].as_str().unwrap());
    let proved = thief.post("/device-key", &[("proof", &proof)]).await;
    assert_eq!(proved.status, 403);
    // The lobby knows another browser in it.
    let pressed = send(&mut thief, &seated.made.path, &[("email", ADA)]).await;
    assert_eq!(refusal(&pressed), is(409, "other_device"));
    let pressed = enter(&mut thief, &seated.made, &thiefs_key).await;
    assert_eq!(refusal(&pressed), is(409, "other_device"));

    // The browser itself shows its key and goes on where it was.
    assert_eq!(ada.get(&page).await.status, 403);
    assert_eq!(seated.prove(&mut ada).await.status, 204);
    assert_eq!(ada.get(&page).await.status, 200);
    let mut rest = seated.film(&mut ada, "bytes=500000-").await;
    assert_eq!(rest.status, 206);
    assert!(ends_well(&mut rest).await);
    seated.run_out();
    seated.ada = ada;
    let mut back = seated.ada.clone();
    assert_eq!(
        enter(&mut back, &seated.made, &seated.key).await.status,
        303
    );
    assert_eq!(back.get(&page).await.status, 200);
    assert_eq!(seated.scene.uses_spent(&seated.made).await, 1);
    println!(
        "figure: t08 cookies without the key: 0 of {} event streams opened, 0 pages and 0 bytes after {} minutes",
        no_events.len(),
        PROOF_LIVES.as_secs() / 60
    );
}

#[tokio::test]
async fn t08_every_way_to_come_back_but_one_is_another_device() {
    let seated = Seated::new().await;
    let Seated {
        scene, made, key, ..
    } = &seated;
    let other = SoftwareKey::new();
    let elsewhere = scene.invite().to("b@example.org").make().await;
    let elsewhere = nonce(&mut seated.ada.clone(), &elsewhere).await;
    seated.run_out();
    let mut ada = seated.ada.clone();
    let for_session = ada.get("/device-key").await.value()["session"].clone();
    let old = nonce(&mut ada, made).await;
    scene.hub.clock.advance(Duration::from_mins(5));
    let fresh = nonce(&mut ada, made).await;
    let secret = &scene.hub.app.parts.key;
    let link = made.token.parse::<InviteToken>().unwrap().mac(secret);
    let other_browser = [[9; 32], *link.as_bytes()].concat();
    let strangers = devices::nonce(secret, Purpose::Seat, &other_browser, scene.hub.now());
    let forged = {
        let right = key.proof(Purpose::Seat, &fresh);
        let wrong = key.proof(Purpose::Seat, &old);
        let signature = wrong.rsplit('.').next().unwrap().to_owned();
        let (rest, _) = right.rsplit_once('.').unwrap();
        format!("{rest}.{signature}")
    };
    let table = [
        ("no key", String::new(), is(409, "other_device")),
        (
            "another key",
            other.proof(Purpose::Seat, &fresh),
            is(409, "other_device"),
        ),
        (
            "a signature of something else",
            forged,
            is(409, "other_device"),
        ),
        (
            "signed for another purpose",
            key.proof(Purpose::Session, &fresh),
            is(409, "other_device"),
        ),
        (
            "an old word",
            key.proof(Purpose::Seat, &old),
            is(409, "stale_proof"),
        ),
        (
            "a word for another purpose",
            key.proof(Purpose::Seat, for_session.as_str().unwrap()),
            is(409, "stale_proof"),
        ),
        (
            "another browser's word",
            key.proof(Purpose::Seat, &strangers),
            is(409, "stale_proof"),
        ),
        (
            "another link's word",
            key.proof(Purpose::Seat, &elsewhere),
            is(409, "stale_proof"),
        ),
        (
            "the key, now",
            key.proof(Purpose::Seat, &fresh),
            is(303, ""),
        ),
    ];
    for (how, proof, expected) in &table {
        let mut browser = ada.clone();
        let answer = send(
            &mut browser,
            &made.path,
            &[("email", ADA), ("proof", proof)],
        )
        .await;
        assert_eq!(refusal(&answer), *expected, "{how}");
    }
    // A page says so too, with what was typed and a new word to sign.
    let stale = key.proof(Purpose::Seat, &old);
    let form = [("email", ADA), ("proof", stale.as_str())];
    let page = ada.post(&made.path, &form).await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("once more") && page.text().contains(ADA));
    assert!(
        !page.text().contains("data-auto"),
        "nothing presses itself for ever"
    );
    assert_eq!(scene.uses_spent(made).await, 1);
    println!("figure: t08 {} ways to come back, 1 opens", table.len());
}

#[tokio::test]
async fn t08_what_no_browser_would_send_is_refused_plainly() {
    let seated = Seated::new().await;
    let mut ada = seated.ada.clone();
    ada.forget(cookies::PROOF);
    let nonce = nonce(&mut ada, &seated.made).await;
    let right = seated.key.proof(Purpose::Seat, &nonce);
    let parts: Vec<&str> = right.split('.').collect();
    let encode = |bytes: &[u8]| {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(bytes)
    };
    let with_key = |key: &[u8]| format!("{}.{}.{}", parts[0], encode(key), parts[2]);
    let point = seated.key.point();
    let mut off_the_curve = point.to_vec();
    off_the_curve[64] ^= 1;
    let mut compressed = point[..33].to_vec();
    compressed[0] = 2 + (point[64] & 1);
    let mut hybrid = point.to_vec();
    hybrid[0] = 6 + (point[64] & 1);
    let malformed = [
        ".".to_owned(),
        "..".to_owned(),
        "x".repeat(100_000),
        parts[..2].join("."),
        format!("{right}.{}", parts[2]),
        format!("{right}="),
        format!("{}.{}.{}", "é", parts[1], parts[2]),
        format!("{}.{}.{}", &parts[0][1..], parts[1], parts[2]),
        format!("{}.{}.{}", parts[0], parts[1], &parts[2][4..]),
        with_key(&[]),
        with_key(&[4; 65]),
        with_key(&[0; 65]),
        with_key(&[0]),
        with_key(&off_the_curve),
        with_key(&compressed),
        with_key(&hybrid),
        with_key(&point[1..]),
    ];
    let events = format!("{}/events", seated.scene.page());
    for proof in &malformed {
        let mut browser = ada.clone();
        let form = [("email", ADA), ("proof", proof.as_str())];
        let answer = send(&mut browser, &seated.made.path, &form).await;
        assert_eq!(refusal(&answer), is(400, "bad_device_key"), "{proof:.80}");
        let answer = browser.post("/device-key", &[("proof", proof)]).await;
        assert_eq!(answer.status, 400, "{proof:.80}");
        if proof.is_ascii() {
            let mut told = seated.ada.clone();
            let headers = [("usher-proof", proof.as_str())];
            let answer = told
                .send(Method::GET, &events, &headers, Body::empty())
                .await;
            assert_eq!(answer.status, 400, "{proof:.80}");
        }
    }
    println!(
        "figure: t08 {} malformed proofs, 0 accepted, 0 times 500",
        malformed.len()
    );
}

#[tokio::test]
async fn t08_sending_a_proof_again_opens_nothing_for_longer() {
    let seated = Seated::new().await;
    let mut ada = seated.ada.clone();
    let asked = ada.get("/device-key").await.value();
    let proof = seated
        .key
        .proof(Purpose::Session, asked["session"].as_str().unwrap());
    seated.scene.hub.clock.advance(Duration::from_mins(4));
    assert_eq!(
        ada.post("/device-key", &[("proof", &proof)]).await.status,
        204
    );
    seated.scene.hub.clock.advance(Duration::from_mins(5));
    assert_eq!(ada.get(&seated.scene.page()).await.status, 403);
    // Nor does another session's proof open this one, nor one of another seat.
    let other = Seated::new().await;
    let mut bob = other.ada.clone();
    other.run_out();
    assert_eq!(
        bob.post("/device-key", &[("proof", &proof)]).await.status,
        403
    );
    let mut borrowed = seated.ada.clone();
    let value = other.ada.cookie(cookies::PROOF).unwrap();
    borrowed.keep(&format!("{}={value}", cookies::PROOF).parse().unwrap());
    assert_eq!(borrowed.get(&seated.scene.page()).await.status, 403);
}

#[tokio::test]
async fn t08_a_guest_without_a_key_needs_no_proof() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(
        send(&mut ada, &made.path, &[("email", ADA)]).await.status,
        303
    );
    assert!(ada.cookie(cookies::PROOF).is_none());
    scene.hub.clock.advance(Duration::from_hours(20));
    let page = ada.get(&scene.page()).await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("data-key"));
    assert_eq!(look(&mut ada, &made.path).await.status, 303);
    let events = format!("{}/events", scene.page());
    let told = ada.open(Method::GET, &events, &[], Body::empty()).await;
    assert_eq!(told.status, 200);
    for mut browser in [ada, scene.hub.browser()] {
        let asked = browser.get("/device-key").await;
        assert_eq!(
            (asked.status.as_u16(), asked.value()),
            (200, serde_json::json!({}))
        );
        let sent = browser.post("/device-key", &[("proof", "x")]).await;
        assert_eq!(sent.status, 404);
    }
}

#[test]
fn t08_a_key_is_stored_as_a_keyed_hash() {
    let hub = crate::testing::Hub::new();
    let key = SoftwareKey::new();
    let nonce = devices::nonce(&hub.app.parts.key, Purpose::Seat, b"ada", hub.now());
    let proof = key.proof(Purpose::Seat, &nonce);
    let shown = devices::shown(&hub.app, Purpose::Seat, b"ada", &proof).unwrap();
    let stored = hub.app.parts.key.mac("device key", key.point());
    assert_eq!(
        (shown.key, shown.since),
        (KeyShown::Fresh(stored), hub.now())
    );
    let stale = devices::shown(&hub.app, Purpose::Seat, b"bob", &proof).unwrap();
    assert_eq!(stale.key, KeyShown::Stale(stored));
}
