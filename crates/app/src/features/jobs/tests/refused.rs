//! Files that are not what they should be.

use usher_domain::media::EntryKind;

use super::{PICTURE, TONE, files::paper, shop};

#[tokio::test]
async fn t17_what_is_not_media_never_gets_an_address() {
    let mut shop = shop().await;
    let film = shop.film();
    let cut = &film[..film.len() / 2];
    let silent_page = b"%PDF-1.7\n<script>alert(1)</script>";
    let table: [(&str, EntryKind, &[u8], &str); 14] = [
        (
            "page.mp4",
            EntryKind::Video,
            b"<!doctype html><script>alert(1)</script>",
            "not_media",
        ),
        (
            "page.pdf",
            EntryKind::Document,
            b"<html><body onload=alert(1)>",
            "not_media",
        ),
        (
            "picture.mp4",
            EntryKind::Video,
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "not_media",
        ),
        (
            "picture.mp3",
            EntryKind::Audio,
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
            "broken",
        ),
        ("code.mp3", EntryKind::Audio, b"alert(1)//", "not_media"),
        (
            "archive.mp4",
            EntryKind::Video,
            b"PK\x03\x04\x14\0\0\0word/document.xml",
            "not_media",
        ),
        (
            "program.mp4",
            EntryKind::Video,
            b"\x7FELF\x02\x01\x01\0\0\0\0\0",
            "not_media",
        ),
        (
            "list.mp4",
            EntryKind::Video,
            b"#EXTM3U\nfile:///etc/passwd\n",
            "not_media",
        ),
        (
            "list.mp3",
            EntryKind::Audio,
            b"ffconcat version 1.0\nfile /etc/passwd\n",
            "not_media",
        ),
        ("paper.pdf", EntryKind::Document, silent_page, "broken"),
        ("cut.mp4", EntryKind::Video, cut, "broken"),
        ("film.pdf", EntryKind::Document, &film, "wrong_kind"),
        ("film.mp3", EntryKind::Audio, &film, "wrong_kind"),
        ("paper.mp4", EntryKind::Video, &paper(), "wrong_kind"),
    ];
    let words = shop.hub.app.words.words(None, None);
    for (name, kind, bytes, code) in table {
        let entry = shop.entry(kind).await;
        shop.process(entry, name, bytes).await;
        let refused = ("failed".to_owned(), Some(code.to_owned()));
        assert_eq!(shop.state(entry).await, refused, "{name}");
        for place in ["file", "download", "poster", "poster-small"] {
            assert_eq!(shop.get(entry, place).await.status, 404, "{name} {place}");
        }
        let key = format!("failure-{}", code.replace('_', "-"));
        let sentence = words.say(key.clone()).to_string();
        assert!(sentence.ends_with('.') && sentence != key, "{sentence}");
    }
    assert_eq!(shop.objects(), 0, "nothing of them is kept");
    println!("figure: t17 {} uploads, 0 served", table.len());
}

#[tokio::test]
async fn sound_is_no_film_and_a_film_without_sound_is() {
    let mut shop = shop().await;
    let sound = shop.make("sound.m4a", &format!("{TONE} -c:a aac -f ipod"));
    let entry = shop.entry(EntryKind::Video).await;
    shop.process(entry, "sound.mp4", &sound).await;
    let refused = ("failed".to_owned(), Some("wrong_kind".to_owned()));
    assert_eq!(shop.state(entry).await, refused);
    let how = format!("{PICTURE} -c:v libvpx -b:v 100k -deadline realtime -f webm");
    let silent = shop.make("silent.webm", &how);
    shop.process(entry, "silent.webm", &silent).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
}

#[tokio::test]
async fn a_bad_new_file_leaves_the_old_one_playing() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.process(entry, "film.mp4", &film).await;
    shop.process(entry, "film.mp4", b"<html>").await;
    let told = ("ready".to_owned(), Some("not_media".to_owned()));
    assert_eq!(shop.state(entry).await, told);
    assert!(shop.get(entry, "file").await.bytes == film);
    assert_eq!(shop.get(entry, "poster").await.status, 200);
    assert_eq!(shop.objects(), 6);
    shop.process(entry, "film.mp4", &film).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
}

#[tokio::test]
async fn every_reason_has_its_sentence() {
    let shop = shop().await;
    let words = shop.hub.app.words.words(None, None);
    for code in [
        "not-media",
        "heic",
        "wrong-kind",
        "broken",
        "empty",
        "no-picture-or-sound",
        "too-long",
        "too-big",
        "encrypted",
        "timed-out",
        "trouble",
    ] {
        let sentence = words.say(format!("failure-{code}")).to_string();
        assert!(sentence.ends_with('.'), "{code}: {sentence}");
    }
}
