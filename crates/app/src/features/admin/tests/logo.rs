//! The logo: sent, shown everywhere, described, taken away.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};

use super::console;
use crate::testing::{Answer, Browser};

const PATH: &str = "/admin/theming/logo";

/// A picture of 64 × 32 pixels, as its header says.
fn png() -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap();
        [&length.to_be_bytes()[..], name, data, &[0; 4]].concat()
    };
    let header = [0, 0, 0, 64, 0, 0, 0, 32, 8, 6, 0, 0, 0];
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", b"x"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

async fn send(browser: &mut Browser, file: &[u8], alt: &str) -> Answer {
    let mut body =
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
            .to_vec();
    body.extend_from_slice(file);
    let rest = "\r\n--x\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\n";
    body.extend_from_slice(format!("{rest}{alt}\r\n--x--\r\n").as_bytes());
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    browser
        .send(Method::POST, PATH, &kind, Body::from(body))
        .await
}

/// Where the page's logo lies.
fn shown(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("class=\"brand-logo\" src=\"")?;
    Some(rest.split('"').next()?.to_owned())
}

#[tokio::test]
async fn t17_a_logo_is_shown_everywhere_at_once_and_opens_nothing() {
    let (hub, mut browser) = console().await;
    let saved = send(&mut browser, &png(), "University of <b>Northfield</b>").await;
    assert_eq!(
        saved.location(),
        "/admin/config/tab/theming",
        "{}",
        saved.text()
    );
    let mut stranger = hub.browser();
    for path in ["/", "/sign-in", "/i/nothing"] {
        let page = stranger.get(path).await.text();
        let src = shown(&page).unwrap_or_else(|| panic!("{path}: {page}"));
        assert!(
            page.contains("alt=\"University of &#60;b&#62;"),
            "{path}: {page}"
        );
        assert!(page.contains("width=\"72\" height=\"36\""), "{path}");
        let picture = stranger.get(&src).await;
        assert_eq!(picture.bytes, png());
        assert_eq!(picture.headers["content-type"], "image/png");
        assert_eq!(picture.headers["x-content-type-options"], "nosniff");
        let policy = picture.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox"), "{policy}");
        let kept = picture.headers["cache-control"].to_str().unwrap();
        assert!(kept.contains("immutable"), "{kept}");
    }
    let other = stranger.get("/logo/00112233445566778899aabbccddeeff").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    let described = send(&mut browser, b"", "Northfield").await;
    assert_eq!(described.location(), "/admin/config/tab/theming");
    let page = stranger.get("/").await.text();
    assert!(page.contains("alt=\"Northfield\""), "{page}");
    let file = browser.get("/admin/backup/export").await.text();
    assert!(!file.contains("logo"), "{file}");

    browser.post("/admin/theming/logo/remove", &[]).await;
    assert_eq!(shown(&stranger.get("/").await.text()), None);
    let audit = browser.get("/admin/audit?deed=logo_changed").await.text();
    assert!(audit.contains("changed the logo"), "{audit}");
}

#[tokio::test]
async fn t17_what_is_no_logo_is_refused_beside_its_field_and_nothing_changes() {
    let (_hub, mut browser) = console().await;
    let mut page = png();
    page.extend(b"<script>alert(1)</script>");
    let long = "x".repeat(121);
    for (file, alt, sentence) in [
        (&b""[..], "", "Choose a file"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "",
            "SVG can carry scripts",
        ),
        (b"GIF89a", "", "Send PNG, JPEG or WebP"),
        (&page, "", "cut off or damaged"),
        (&vec![0; 100_001], "", "at most 100 kB"),
        (&vec![0; 900_000], "", "at most 100 kB"),
        (&png(), &long, "at most 120 characters"),
    ] {
        let refused = send(&mut browser, file, alt).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{sentence}"
        );
        assert!(
            refused.text().contains(sentence),
            "{sentence}: {}",
            refused.text()
        );
    }
    assert_eq!(shown(&browser.get("/").await.text()), None);
}
