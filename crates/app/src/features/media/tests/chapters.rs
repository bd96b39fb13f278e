//! Chapters.

use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::{AppRole, EntryRole},
    media::{EntryKind, PublishStatus},
};

use super::{name, ready, video};
use crate::testing::Hub;

#[tokio::test]
async fn chapters_are_written_as_lines_and_lead_to_their_moments() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let (path, page) = (
        format!("/media/{entry}/chapters"),
        format!("/media/{entry}"),
    );
    let lines = "0:00 Welcome\r\n0:30 <Lexers> שלום\r\n";
    let saved = browser
        .post(&path, &[("chapters", lines), ("over", "")])
        .await;
    assert_eq!(saved.location(), page);
    let shown = browser.get(&page).await.text();
    assert!(shown.contains(&format!("href=\"{page}?t=30\" data-at=\"30\"")));
    assert!(shown.contains("<bdi>&#60;Lexers&#62; שלום</bdi>"));
    assert!(shown.contains(&format!(
        "<track kind=\"chapters\" src=\"{path}.vtt\" default>"
    )));
    let track = browser.get(&format!("{path}.vtt")).await;
    assert_eq!(
        track.text(),
        "WEBVTT\n\n00:00:00.000 --> 00:00:30.000\nWelcome\n\n\
         00:00:30.000 --> 00:01:05.000\n&lt;Lexers&gt; שלום\n"
    );
    // The form has them, and empties them.
    let form = browser.get(&path).await.text();
    assert!(form.contains("0:00 Welcome\n0:30 &#60;Lexers&#62;"));
    let over = "0:00 Welcome\r\n0:30 <Lexers> שלום\r\n";
    let saved = browser
        .post(&path, &[("chapters", " "), ("over", over)])
        .await;
    assert_eq!(saved.location(), page);
    assert!(
        !browser
            .get(&page)
            .await
            .text()
            .contains("kind=\"chapters\"")
    );
}

#[tokio::test]
async fn lines_that_are_wrong_are_named_and_nothing_typed_is_lost() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}/chapters");
    let typed = "Welcome\n0:10 One\n0:10 Two\n0:05 Three\n2:00 Beyond\n";
    let answer = browser.post(&path, &[("chapters", typed)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    for sentence in [
        "Line 1 should begin with a time",
        "Line 3 begins at the same time",
        "Line 4 begins earlier",
        "Line 5 begins after the film",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    assert!(text.contains(typed), "what was typed stays");
}

#[tokio::test]
async fn whoever_saves_over_anothers_chapters_is_told() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/chapters");
    browser
        .post(&path, &[("chapters", "0:00 Theirs"), ("over", "")])
        .await;
    let mine = [("chapters", "0:00 Mine"), ("over", "")];
    let answer = browser.post(&path, &mine).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(text.contains("0:00 Theirs") && text.contains("0:00 Mine"));
    let again = [("chapters", "0:00 Mine"), ("over", "0:00 Theirs\n")];
    assert_eq!(
        browser.post(&path, &again).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_descriptions_times_fill_the_form() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/chapters");
    assert!(!browser.get(&path).await.text().contains("from=description"));
    let change = json!({ "description": "Of compilers.\n00:00 Welcome\n1:00 - Lexers" });
    let api = format!("/api/v1/entries/{entry}");
    browser.json(Method::PATCH, &api, change).await;
    assert!(browser.get(&path).await.text().contains("from=description"));
    let filled = browser
        .get(&format!("{path}?from=description"))
        .await
        .text();
    assert!(filled.contains("0:00 Welcome\n1:00 Lexers\n"));
}

#[tokio::test]
async fn programs_set_chapters_too() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/api/v1/entries/{entry}/chapters");
    let two =
        json!({ "chapters": [{ "at": 0.0, "title": "Welcome" }, { "at": 12.5, "title": "Two" }] });
    let answer = browser.json(Method::PUT, &path, two.clone()).await;
    assert_eq!(
        (answer.status, answer.value()),
        (StatusCode::OK, two.clone())
    );
    for bad in [
        json!([{ "at": -1.0, "title": "x" }]),
        json!([{ "at": 1e300, "title": "x" }]),
        json!([{ "at": 65.0, "title": "x" }]),
        json!([{ "at": 1.0, "title": "x" }, { "at": 1.0, "title": "y" }]),
        json!([{ "at": 1.0, "title": " " }]),
    ] {
        let answer = browser
            .json(Method::PUT, &path, json!({ "chapters": bad }))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert_eq!(answer.value()["errors"][0]["field"], "chapters");
    }
    assert_eq!(browser.get(&path).await.value(), two);
}

#[tokio::test]
async fn chapters_are_the_editors_to_change_and_a_document_has_none() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    let path = format!("/media/{entry}/chapters");
    let mut bobs = hub.signed_in(bob).await;
    let one = [("chapters", "0:00 One")];
    assert_eq!(bobs.post(&path, &one).await.status, StatusCode::NOT_FOUND);
    name(&hub, entry, bob, EntryRole::CoPublisher).await;
    assert_eq!(bobs.post(&path, &one).await.status, StatusCode::FORBIDDEN);
    name(&hub, entry, bob, EntryRole::CoEditor).await;
    assert_eq!(bobs.post(&path, &one).await.status, StatusCode::SEE_OTHER);
    let (kind, publish) = (EntryKind::Document, PublishStatus::Private);
    let document = hub.entry(bob, kind, publish).await;
    let path = format!("/media/{document}/chapters");
    assert_eq!(bobs.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bobs.post(&path, &one).await.status, StatusCode::NOT_FOUND);
}
