//! T17: whatever was uploaded, no byte route lets a browser run it.

use axum::{body::Body, http::Method};
use usher_db::params;
use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::CaptionId,
    media::{EntryKind, PublishStatus},
};

use super::cinema;

/// Files that would run if a browser believed them, and what the database might
/// wrongly call them.
const NASTY: [(&str, &str, &[u8]); 12] = [
    ("page.html", "text/html", b"<script>alert(1)</script>"),
    (
        "page.xhtml",
        "application/xhtml+xml",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    ),
    (
        "picture.svg",
        "image/svg+xml",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    ),
    ("code.js", "text/javascript", b"alert(1)"),
    ("code.mjs", "application/javascript", b"alert(1)"),
    (
        "style.css",
        "text/css",
        b"*{background:url(//evil.example)}",
    ),
    (
        "feed.xml",
        "text/xml",
        b"<?xml-stylesheet href='x.xsl'?><a/>",
    ),
    ("film.swf", "application/x-shockwave-flash", b"CWS"),
    ("mail.mht", "multipart/related", b"MIME-Version: 1.0"),
    ("plain.txt", "text/plain", b"<script>alert(1)</script>"),
    (
        "film.mp4",
        "video/mp4",
        b"<!doctype html><script>alert(1)</script>",
    ),
    (
        "paper.pdf",
        "application/pdf",
        b"%PDF-1.7 <script>alert(1)</script>",
    ),
];

#[tokio::test]
async fn t17_uploads_are_served_sandboxed_whatever_they_are() {
    let cinema = cinema().await;
    let (hub, mut answers) = (&cinema.hub, 0);
    let mut browser = hub.signed_in(cinema.owner).await;
    for (nth, (filename, content_type, bytes)) in NASTY.into_iter().enumerate() {
        let entry = hub
            .entry(cinema.owner, EntryKind::Document, PublishStatus::Private)
            .await;
        let blob = hub.fill(entry, bytes, (filename, content_type)).await;
        let caption = CaptionId::new(Timestamp::from_secs(1), &SeededEntropy::new(nth as u64));
        hub.write(move |tx| {
            tx.execute(
                "UPDATE entries SET poster_id = $2, poster_small_id = $2 WHERE id = $1",
                params![entry, blob],
            )?;
            tx.execute(
                "INSERT INTO captions (id, entry_id, lang, label, blob_id)
                 VALUES ($1, $2, 'en', 'English', $3)",
                params![caption, entry, blob],
            )
        })
        .await;
        for place in [
            "file".to_owned(),
            "download".to_owned(),
            "poster".to_owned(),
            "poster-small".to_owned(),
            format!("captions/{caption}"),
        ] {
            for range in ["", "bytes=0-3", "bytes=999999-"] {
                let path = format!("/media/{entry}/{place}");
                let answer = browser
                    .send(Method::GET, &path, &[("range", range)], Body::empty())
                    .await;
                let header = |name: &str| {
                    let value = answer.headers.get(name);
                    value.map_or("", |value| value.to_str().unwrap())
                };
                let case = format!("{filename} {place} {range}");
                assert_eq!(
                    header("content-security-policy"),
                    "default-src 'none'; sandbox; frame-ancestors 'none'",
                    "{case}"
                );
                assert_eq!(header("x-content-type-options"), "nosniff", "{case}");
                assert_eq!(
                    header("cross-origin-resource-policy"),
                    "same-origin",
                    "{case}"
                );
                assert!(
                    header("cache-control").starts_with("private, no-"),
                    "{case}"
                );
                let kind = header("content-type");
                let harmless = [
                    "",
                    "application/octet-stream",
                    "video/mp4",
                    "application/pdf",
                ];
                assert!(harmless.contains(&kind), "{case}: {kind}");
                let saved = header("content-disposition").starts_with("attachment");
                let plays = kind == "video/mp4" && place != "download";
                assert!(saved || plays || kind.is_empty(), "{case}");
                answers += 1;
            }
        }
    }
    println!(
        "figure: t17 {} files, {answers} answers, 0 may run",
        NASTY.len()
    );
}
