//! Files that are what they should be.

use std::fmt::Write;

use bytes::Bytes;
use usher_domain::{ids::BlobId, media::EntryKind};
use usher_media_tools::Tools;

use super::{TONE, kind_of, shop, shop_in};
use crate::testing::Hub;

#[tokio::test]
async fn a_film_that_browsers_play_is_ready_as_it_is() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.process(entry, "week 3.mp4", &film).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let file = shop.get(entry, "file").await;
    assert_eq!((file.status.as_u16(), kind_of(&file)), (200, "video/mp4"));
    assert!(file.bytes == film, "not one byte is changed");
    let poster = shop.get(entry, "poster").await;
    assert_eq!(kind_of(&poster), "image/jpeg");
    let small = shop.get(entry, "poster-small").await;
    assert_eq!(kind_of(&small), "image/webp");
    assert!(small.bytes.len() <= 10_000);
    let micros: i64 = shop.told(entry, "duration_us").await;
    assert!(micros.abs_diff(2_000_000) < 200_000, "{micros}");
    let size: (i64, i64) = (
        shop.told(entry, "width").await,
        shop.told(entry, "height").await,
    );
    assert_eq!(size, (320, 180));
    assert_eq!(shop.objects(), 6);
}

#[tokio::test]
async fn an_old_film_gets_a_rendition_and_keeps_its_original() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.old_film());
    shop.process(entry, "old.mkv", &film).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(shop.told::<i64>(entry, "progress").await, 100);
    let file = shop.get(entry, "file").await;
    assert_eq!(kind_of(&file), "video/mp4");
    assert_eq!(&file.bytes[4..8], b"ftyp");
    let original = shop.get(entry, "download").await;
    assert_eq!(kind_of(&original), "application/octet-stream");
    assert!(original.bytes == film);
    let name = original.headers["content-disposition"].to_str().unwrap();
    assert!(name.contains("filename=\"old.mkv\""), "{name}");
    assert_eq!(shop.get(entry, "poster").await.status, 200);
    assert_eq!(shop.objects(), 7);
}

#[tokio::test]
async fn sound_and_paper_are_media_too() {
    let mut shop = shop().await;
    let sound = shop.make("sound.mp3", &format!("{TONE} -f mp3"));
    let entry = shop.entry(EntryKind::Audio).await;
    shop.process(entry, "sound.mp3", &sound).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(kind_of(&shop.get(entry, "file").await), "audio/mpeg");
    assert_eq!(shop.get(entry, "poster").await.status, 200);

    let entry = shop.entry(EntryKind::Document).await;
    shop.process(entry, "paper.pdf", &paper()).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(shop.told::<i64>(entry, "pages").await, 1);
    assert_eq!(kind_of(&shop.get(entry, "file").await), "application/pdf");
    assert_eq!(shop.get(entry, "poster-small").await.status, 200);
}

#[tokio::test]
async fn a_quiz_takes_a_film_or_a_recording_and_nothing_else() {
    let mut shop = shop().await;
    let (film, sound) = (
        shop.film(),
        shop.make("sound.mp3", &format!("{TONE} -f mp3")),
    );
    for (name, bytes, mime) in [
        ("film.mp4", &film, "video/mp4"),
        ("sound.mp3", &sound, "audio/mpeg"),
    ] {
        let entry = shop.entry(EntryKind::Quiz).await;
        shop.process(entry, name, bytes).await;
        assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
        assert_eq!(kind_of(&shop.get(entry, "file").await), mime);
    }
    let entry = shop.entry(EntryKind::Quiz).await;
    shop.process(entry, "paper.pdf", &paper()).await;
    let refused = ("failed".to_owned(), Some("wrong_kind".to_owned()));
    assert_eq!(shop.state(entry).await, refused);
}

/// A PDF with one page that says hello.
pub(super) fn paper() -> Vec<u8> {
    let page = "BT /F1 24 Tf 72 720 Td (Hello) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \
         << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
    ];
    let (mut text, mut table) = (String::from("%PDF-1.4\n"), String::new());
    for (n, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", text.len()).unwrap();
        write!(text, "{n} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = text.len();
    write!(text, "xref\n0 5\n0000000000 65535 f \n{table}").unwrap();
    let trailer = "trailer\n<< /Size 5 /Root 1 0 R >>";
    write!(text, "{trailer}\nstartxref\n{start}\n%%EOF\n").unwrap();
    text.into_bytes()
}

#[tokio::test]
async fn a_new_file_replaces_the_old_one_and_everything_made_of_it() {
    let mut shop = shop().await;
    let entry = shop.entry(EntryKind::Video).await;
    let old = shop.old_film();
    shop.process(entry, "old.mkv", &old).await;
    let before: BlobId = shop.told(entry, "playable_id").await;
    let kind = ("en.vtt", "text/vtt; charset=utf-8");
    let captions = Bytes::from_static(b"WEBVTT\n");
    shop.hub.blob(entry, "caption", captions, kind).await;
    assert_eq!(shop.objects(), 8);
    let film = shop.film();
    shop.process(entry, "new.mp4", &film).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert!(shop.get(entry, "file").await.bytes == film);
    assert_ne!(shop.told::<BlobId>(entry, "playable_id").await, before);
    assert_eq!(
        shop.objects(),
        7,
        "film, two posters, three renditions, and the captions"
    );
}

#[tokio::test]
async fn without_programs_a_file_is_ready_as_it_is() {
    let nothing = Tools::find_in(std::ffi::OsStr::new(""));
    let mut shop = shop_in(Hub::with(|parts| parts.tools = nothing)).await;
    let film = shop.film();
    let entry = shop.entry(EntryKind::Video).await;
    shop.process(entry, "film.mp4", &film).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(kind_of(&shop.get(entry, "file").await), "video/mp4");
    assert_eq!(shop.get(entry, "poster").await.status, 404);
    let entry = shop.entry(EntryKind::Video).await;
    shop.process(entry, "film.mp4", b"<!doctype html>").await;
    let refused = ("failed".to_owned(), Some("not_media".to_owned()));
    assert_eq!(shop.state(entry).await, refused);
}

#[tokio::test]
async fn a_picture_is_shown_in_a_form_for_browsers_and_kept_as_it_was_sent() {
    let mut shop = shop().await;
    let photo = shop.make(
        "photo.tiff",
        "-f lavfi -i testsrc2=s=320x180 -frames:v 1 -f image2 -c:v tiff",
    );
    let entry = shop.entry(EntryKind::Image).await;
    shop.process(entry, "photo.tiff", &photo).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let file = shop.get(entry, "file").await;
    assert_eq!((file.status.as_u16(), kind_of(&file)), (200, "image/webp"));
    assert_eq!(shop.get(entry, "poster-small").await.status, 200);
    assert!(shop.get(entry, "download").await.bytes == photo);
    assert_eq!(shop.objects(), 4);
    let page = shop.browser.get(&format!("/media/{entry}")).await.text();
    assert!(
        page.contains(&format!("<img src=\"/media/{entry}/file\"")),
        "{page}"
    );
    // A film is none.
    let entry = shop.entry(EntryKind::Image).await;
    let film = shop.film();
    shop.process(entry, "photo.jpg", &film).await;
    let refused = ("failed".to_owned(), Some("wrong_kind".to_owned()));
    assert_eq!(shop.state(entry).await, refused);
}

/// A text in rich text format.
const LETTER: &[u8] = br"{\rtf1\ansi Hello}";

#[tokio::test]
async fn an_office_file_is_read_as_a_pdf_and_kept_as_it_was_sent() {
    let mut shop = shop().await;
    let entry = shop.entry(EntryKind::Document).await;
    shop.process(entry, "letter.rtf", LETTER).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(shop.told::<i64>(entry, "pages").await, 1);
    assert_eq!(kind_of(&shop.get(entry, "file").await), "application/pdf");
    assert_eq!(shop.get(entry, "poster").await.status, 200);
    let original = shop.get(entry, "download").await;
    assert_eq!(kind_of(&original), "application/rtf");
    assert!(original.bytes == LETTER);
    assert_eq!(shop.objects(), 4);
}

#[tokio::test]
async fn where_nothing_reads_office_files_they_are_there_to_be_downloaded() {
    let nothing = Tools::find_in(std::ffi::OsStr::new(""));
    let mut shop = shop_in(Hub::with(|parts| parts.tools = nothing)).await;
    let entry = shop.entry(EntryKind::Document).await;
    shop.process(entry, "letter.rtf", LETTER).await;
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let page = shop.browser.get(&format!("/media/{entry}")).await.text();
    let said = "This file cannot be shown here";
    assert!(page.contains(said), "{page}");
    assert!(shop.get(entry, "download").await.bytes == LETTER);
}
