//! Caption tracks.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use usher_domain::{
    access::{AppRole, EntryRole},
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};

use super::{name, ready, video};
use crate::testing::{Answer, Browser, Hub};

const GOOD: &str = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n";

pub(super) async fn send(
    browser: &mut Browser,
    path: &str,
    lang: &str,
    label: &str,
    file: &[u8],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("lang", lang), ("label", label)] {
        body.extend(
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    body.extend(
        b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../x.vtt\"\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    // In pieces, as they come over the wire.
    let pieces: Vec<Result<Vec<u8>, std::io::Error>> = body
        .chunks(16 << 10)
        .map(|piece| Ok(piece.to_vec()))
        .collect();
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    browser.send(Method::POST, path, &kind, body).await
}

#[tokio::test]
async fn captions_are_added_shown_and_deleted() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}/captions");
    assert_eq!(
        send(&mut browser, &path, "de", " ", GOOD.as_bytes())
            .await
            .location(),
        path
    );
    assert_eq!(
        send(&mut browser, &path, "he", "כתוביות <x>", GOOD.as_bytes())
            .await
            .location(),
        path
    );
    let page = browser.get(&format!("/media/{entry}")).await.text();
    assert!(
        page.contains("srclang=\"de\" label=\"Deutsch\"")
            && page.contains("label=\"כתוביות &#60;x&#62;\"")
    );
    let api = browser
        .get(&format!("/api/v1/entries/{entry}"))
        .await
        .value();
    let id = api["captions"][0]["id"].as_str().unwrap().to_owned();
    let delete = format!("{path}/{id}/delete");
    let question = browser.post(&delete, &[]).await;
    assert!(question.text().contains("Delete these captions?"));
    assert_eq!(
        browser
            .post(&delete, &[("confirmed", "yes")])
            .await
            .location(),
        path
    );
    assert_eq!(
        browser
            .post(&delete, &[("confirmed", "yes")])
            .await
            .location(),
        path,
        "pressed twice"
    );
    let api = browser
        .get(&format!("/api/v1/entries/{entry}"))
        .await
        .value();
    assert_eq!(api["captions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_file_that_is_no_caption_track_is_told_why() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/captions");
    send(&mut browser, &path, "fr", "", GOOD.as_bytes()).await;
    let large = vec![b'x'; (4 << 20) + 1];
    for (lang, file, sentence) in [
        ("de", &b""[..], "Choose a file."),
        ("de", b"PK\x03\x04\0\0\x08", "not text in any encoding"),
        ("de", b"Dear diary,\ntoday", "no line holds two times"),
        (
            "de",
            b"WEBVTT\n\n1 --> 2\nx",
            "Line 3 should hold two times",
        ),
        (
            "de",
            b"1\r\n00:00:02,000 --> 00:00:01,000\r\nx",
            "In line 2 the captions end before they begin",
        ),
        ("de", &large, "at most 4 MB"),
        ("tlh", GOOD.as_bytes(), "Choose one of the choices."),
        (
            "fr",
            GOOD.as_bytes(),
            "There are captions in this language already.",
        ),
    ] {
        let answer = send(&mut browser, &path, lang, "My name", file).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{sentence}"
        );
        let text = answer.text();
        assert!(text.contains(sentence), "{sentence}");
        assert!(
            text.contains("value=\"My name\""),
            "what was typed stays: {sentence}"
        );
    }
    let enormous = vec![b'x'; 17 << 20];
    let answer = send(&mut browser, &path, "de", "", &enormous).await;
    assert!(answer.text().contains("at most 4 MB"));
    let answer = browser.post(&path, &[("lang", "de")]).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn programs_add_and_delete_captions_as_people_do() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/api/v1/entries/{entry}/captions");
    let added = send(&mut browser, &path, "de", "", GOOD.as_bytes()).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let added = added.value();
    assert_eq!(added["label"], "Deutsch");
    assert_eq!(added["standard"], false);
    assert!(track(&mut browser, entry).await.contains("Hello"));
    for (lang, file, field, code) in [
        ("de", GOOD, "lang", "captions_taken"),
        ("tlh", GOOD, "lang", "unknown_choice"),
        ("fr", "Dear diary", "file", "captions_no_times"),
    ] {
        let answer = send(&mut browser, &path, lang, "", file.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let wrong = &answer.value()["errors"][0];
        assert_eq!(
            (&wrong["field"], &wrong["code"]),
            (&field.into(), &code.into())
        );
    }
    let one = format!("{path}/{}", added["id"].as_str().unwrap());
    let mut bobs = hub.signed_in(bob).await;
    let delete = async |browser: &mut Browser| {
        let answer = browser.send(Method::DELETE, &one, &[], Body::empty()).await;
        answer.status
    };
    assert_eq!(delete(&mut bobs).await, StatusCode::NOT_FOUND);
    assert_eq!(delete(&mut browser).await, StatusCode::NO_CONTENT);
    assert_eq!(delete(&mut browser).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn captions_are_the_editors_to_change() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    let path = format!("/media/{entry}/captions");
    let mut bobs = hub.signed_in(bob).await;
    let status =
        async |browser: &mut Browser| send(browser, &path, "de", "", GOOD.as_bytes()).await.status;
    assert_eq!(status(&mut bobs).await, StatusCode::NOT_FOUND);
    name(&hub, entry, bob, EntryRole::CoPublisher).await;
    assert_eq!(status(&mut bobs).await, StatusCode::FORBIDDEN);
    name(&hub, entry, bob, EntryRole::CoEditor).await;
    assert_eq!(status(&mut bobs).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_document_has_no_captions() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let (kind, publish) = (EntryKind::Document, PublishStatus::Private);
    let entry = hub.entry(ada, kind, publish).await;
    let path = format!("/media/{entry}/captions");
    let mut browser = hub.signed_in(ada).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let answer = send(&mut browser, &path, "de", "", GOOD.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let edit = browser.get(&format!("/media/{entry}/edit")).await.text();
    assert!(!edit.contains(&path));
}

/// The text of the entry's first track, as a player gets it.
async fn track(browser: &mut Browser, entry: EntryId) -> String {
    let api = browser.get(&format!("/api/v1/entries/{entry}")).await;
    let id = api.value()["captions"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/media/{entry}/captions/{id}");
    browser.get(&path).await.text()
}

#[tokio::test]
async fn a_file_is_read_by_what_it_holds_and_served_as_webvtt() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}/captions");
    // SubRip of an old Windows program, its cues out of order; the name says .vtt.
    let file = b"2\r\n00:00:03,5 --> 00:00:04,000\r\n<font color=red>sch\xf6ne F\xfc\xdfe\r\n\r\n\
        1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}Gr\xfc\xdfe aus K\xf6ln & <b>mehr";
    let sent = send(&mut browser, &path, "de", "", file).await;
    assert_eq!(sent.location(), path);
    assert_eq!(
        track(&mut browser, entry).await,
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nGrüße aus Köln &amp; <b>mehr</b>\n\n\
         00:00:03.500 --> 00:00:04.000\nschöne Füße\n"
    );
}

#[tokio::test]
async fn one_track_at_most_is_shown_from_the_beginning() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}/captions");
    for lang in ["de", "en"] {
        send(&mut browser, &path, lang, "", GOOD.as_bytes()).await;
    }
    let api = browser.get(&format!("/api/v1/entries/{entry}")).await;
    let ids: Vec<String> = (api.value()["captions"].as_array().unwrap().iter())
        .map(|track| track["id"].as_str().unwrap().to_owned())
        .collect();
    for (id, to, shown) in [
        (&ids[0], "yes", Some("de")),
        (&ids[1], "yes", Some("en")),
        (&ids[1], "yes", Some("en")),
        (&ids[1], "no", None),
    ] {
        let set = format!("{path}/{id}/standard");
        let answer = browser.post(&set, &[("standard", to)]).await;
        assert_eq!(answer.location(), path);
        let page = browser.get(&format!("/media/{entry}")).await.text();
        let tracks = page.split("<track kind=\"captions\"").skip(1);
        let standard = tracks.filter(|track| track.split('>').next().unwrap().contains(" default"));
        let langs: Vec<_> = standard
            .map(|track| track.split("srclang=\"").nth(1).unwrap()[..2].to_owned())
            .collect();
        assert_eq!(
            langs,
            shown.map(ToOwned::to_owned).into_iter().collect::<Vec<_>>()
        );
    }
    let other = video(&mut browser, "Another").await;
    let foreign = format!("/media/{other}/captions/{}/standard", ids[0]);
    let answer = browser.post(&foreign, &[("standard", "yes")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
