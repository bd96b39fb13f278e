//! What is said in a film, and where it begins.

use std::fmt::Write;

use axum::http::StatusCode;
use bytes::Bytes;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{CaptionId, EntryId},
};

use super::{ready, video};
use crate::testing::Hub;

/// A track of `count` cues, two seconds each.
fn cues(count: usize) -> String {
    (0..count).fold("WEBVTT\n".to_owned(), |mut text, n| {
        let at = |n: usize| format!("{:02}:{:02}:{:02}.000", n / 1800, n / 30 % 60, n % 30 * 2);
        write!(
            text,
            "\n{} --> {}\nSentence {n} &amp; <i>more</i>\n",
            at(n),
            at(n + 1)
        )
        .unwrap();
        text
    })
}

async fn captions(hub: &Hub, entry: EntryId, lang: &'static str, text: String) {
    let kind = ("en.vtt", "text/vtt");
    let blob = hub.blob(entry, "caption", Bytes::from(text), kind).await;
    let id = CaptionId::new(hub.now(), &*hub.app.parts.entropy);
    hub.write(move |tx| {
        tx.execute(
            "INSERT INTO captions (id, entry_id, lang, label, blob_id) VALUES ($1, $2, $3, $3, $4)",
            params![id, entry, lang, blob],
        )
    })
    .await;
}

#[tokio::test]
async fn a_transcript_can_be_read_and_its_lines_lead_to_their_moments() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let page = format!("/media/{entry}");
    assert!(!browser.get(&page).await.text().contains("transcript-panel"));
    let whole = format!("{page}/transcript");
    assert_eq!(browser.get(&whole).await.status, StatusCode::NOT_FOUND);
    captions(&hub, entry, "de", cues(2)).await;
    captions(&hub, entry, "en", cues(3)).await;
    let text = browser.get(&page).await.text();
    assert!(text.contains(&format!("href=\"{page}?t=4\" data-at=\"4\"")));
    assert!(text.contains("Sentence 2 &#38; more"));
    let german = browser.get(&format!("{page}?lang=de")).await.text();
    assert!(german.contains("Sentence 1") && !german.contains("Sentence 2"));
    let text = browser.get(&format!("{whole}?lang=de")).await.text();
    assert!(text.contains("<ol class=\"cues\" lang=\"de\" start=\"1\">"));
    assert_eq!(
        hub.browser().get(&whole).await.status,
        StatusCode::NOT_FOUND,
        "not for strangers"
    );
}

#[tokio::test]
async fn a_long_transcript_comes_in_pages() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "A day").await;
    ready(&hub, entry).await;
    captions(&hub, entry, "en", cues(10_000)).await;
    let page = format!("/media/{entry}");
    let text = browser.get(&page).await.text();
    assert_eq!(text.matches("class=\"cue-words\"").count(), 40);
    assert!(text.len() < 64 << 10, "{} bytes", text.len());
    let from = async |browser: &mut crate::testing::Browser, from: usize| {
        browser.get(&format!("{page}/transcript?from={from}")).await
    };
    let last = from(&mut browser, 9_500).await.text();
    assert!(last.contains("Sentence 9999 ") && last.contains("from=9000\" rel=\"prev\""));
    assert!(!last.contains("rel=\"next\""));
    assert_eq!(
        from(&mut browser, 10_000).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_address_says_where_the_film_begins() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let page = format!("/media/{entry}");
    for (t, start) in [
        ("90", Some("90")),
        ("1m30.5s", Some("90.5")),
        ("1:30", Some("90")),
        ("x", None),
    ] {
        let text = browser.get(&format!("{page}?t={t}")).await.text();
        let said = text.contains(&format!("data-start=\"{}\"", start.unwrap_or_default()));
        let plain = text.contains(&format!("/file#t={}\"", start.unwrap_or_default()));
        assert_eq!((said, plain), (start.is_some(), start.is_some()), "{t}");
    }
}
