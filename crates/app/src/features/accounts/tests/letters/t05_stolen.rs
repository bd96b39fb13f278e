//! T4 and T5 of security.md: codes and links stand in their letters and nowhere else, and nothing that
//! the database keeps opens anything.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use serde_json::json;

use super::{ADA, Post, code, link, post, typed};
use crate::testing::{
    BASE, Log,
    dump::{Stored, dump, values},
};

const STRANGER: &str = "canary.stranger@example.org";
const HOME: &str = "canary.ada@home.example";

impl Post {
    /// Ada asks for another address to be hers and opens the link that is mailed to it.
    async fn proves(&self, email: &str) -> String {
        let mut ada = self.hub.signed_in(self.ada).await;
        ada.post("/account/addresses/add", &[("email", email)])
            .await;
        let link = link(&self.letter().await, "/account/addresses/link");
        assert_eq!(ada.get(&link).await.status, StatusCode::OK);
        link
    }

    /// The link by which Ada sets a password, as an administrator is shown it.
    async fn shown_by_an_administrator(&self) -> String {
        let root = self.hub.administrator("root@uni.edu").await;
        let mut root = self.hub.signed_in(root).await;
        let path = format!("/api/v1/users/{}/password-link", self.ada);
        let shown = root.json(Method::POST, &path, json!({})).await.value();
        let link = shown["password_link"].as_str().unwrap();
        link.strip_prefix(BASE).unwrap().to_owned()
    }
}

#[tokio::test]
async fn t04_codes_links_and_addresses_of_strangers_leave_no_trace() {
    let log = Log::of_the_process();
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let waiting = dump(&post.hub).await;
    let letter = post.letter().await;
    let (code, sign_in) = (code(&letter), link(&letter, "/sign-in/link"));
    browser.get(&sign_in).await;
    browser.post(&path, &typed("00000000")).await;
    browser.post("/forgot-password", &[("email", ADA)]).await;
    let reset = link(&post.letter().await, "/reset-password");
    browser.get(&reset).await;
    let (proof, set) = (
        post.proves(HOME).await,
        post.shown_by_an_administrator().await,
    );
    browser.get(&set).await;
    let asked = post.asks(&mut post.hub.browser(), STRANGER).await;
    assert_eq!(post.goes().await.len(), 0);
    let secrets: Vec<String> = [&sign_in, &reset, &proof, &set]
        .map(|link| link.rsplit('/').next().unwrap().to_owned())
        .to_vec();
    let (log, rows) = (log.text(), dump(&post.hub).await);
    assert!(
        log.contains("/sign-in/link/{token}"),
        "the log was listened to"
    );
    let mut looked_for = 0;
    for row in rows.iter().chain(&waiting) {
        assert!(!row.contains(STRANGER), "{row}");
        // The code may stand in a random number by chance; as a text of its own it does not.
        assert!(!row.contains(&format!("'{code}'")) && !row.contains(&format!("\"{code}\"")));
    }
    for secret in &secrets {
        let raw = URL_SAFE_NO_PAD.decode(secret).unwrap();
        let hex = crate::testing::dump::hex(&raw);
        for shape in [secret.clone(), hex.clone(), hex.to_uppercase()] {
            assert!(!log.contains(&shape), "in the log");
            assert!(rows.iter().all(|row| !row.contains(&shape)), "in a table");
            looked_for += 1;
        }
    }
    for address in [ADA, HOME, STRANGER, code.as_str()] {
        assert!(!log.contains(address), "{address} in the log");
    }
    assert!(!asked.contains('@') && !path.contains('@'));
    println!(
        "figure: t04 4 links in {looked_for} shapes, a code and 3 addresses of letters: 0 traces in a log of {} \
         lines and {} rows",
        log.lines().count(),
        rows.len()
    );
}

#[tokio::test]
async fn t05_no_stored_value_replays_as_a_code_or_a_link() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let path = post.asks(&mut browser, ADA).await;
    let letter = post.letter().await;
    let mut ada = post.hub.signed_in(post.ada).await;
    ada.post("/account/addresses/add", &[("email", "ada@home.example")])
        .await;
    let mut forgetful = post.hub.browser();
    forgetful.post("/forgot-password", &[("email", ADA)]).await;
    let reset = post.goes().await;
    assert_eq!(reset.len(), 2);
    let (mut tried, mut opened) = (0, 0);
    for value in values(&post.hub).await {
        let texts = match value {
            Stored::Text(text) => vec![URL_SAFE_NO_PAD.encode(&text), text],
            Stored::Bytes(bytes) => vec![URL_SAFE_NO_PAD.encode(&bytes)],
        };
        for text in texts.iter().filter(|text| text.len() < 200) {
            let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            if escaped.is_empty() || matches!(text.as_str(), "." | "..") {
                continue;
            }
            let escaped = escaped.replace('+', "%20");
            for place in ["/sign-in/link", "/reset-password", "/set-password"] {
                let mut thief = post.hub.browser();
                let answer = thief.get(&format!("{place}/{escaped}")).await;
                opened += usize::from(answer.status != StatusCode::GONE);
                tried += 1;
            }
        }
    }
    assert_eq!(opened, 0);
    assert!(tried > 100, "{tried}");
    // The real ones do open, so the locks were tried.
    assert_eq!(
        browser.get(&link(&letter, "/sign-in/link")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        browser.post(&path, &typed(&code(&letter))).await.status,
        303
    );
    println!("figure: t05 stored values as codes' links in {tried} places: {opened} opened");
}
