//! Photographs and drawings.
#![allow(clippy::unwrap_used)] // in tests

mod support;

use support::{Shop, find, shop};
use usher_media_tools::{Found, Kind, MediaError};

/// The left half red, the right half blue.
const HALVES: &str = "-f lavfi -i color=red:s=100x100 -f lavfi -i color=blue:s=100x100 \
    -filter_complex [0:v][1:v]hstack,format=rgb24 -frames:v 1";

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes[8..].starts_with(b"WEBP")
}

/// The colours of the first and the last pixel.
fn corners(shop: &Shop, picture: &str) -> ([u8; 3], [u8; 3]) {
    let raw = shop.make(
        &format!("{picture}.rgb"),
        &format!("-i {picture} -f rawvideo -pix_fmt rgb24"),
    );
    let pixels = std::fs::read(raw).unwrap();
    let last = pixels.len() - 3;
    (
        pixels[..3].try_into().unwrap(),
        pixels[last..].try_into().unwrap(),
    )
}

fn is_red([r, g, b]: [u8; 3]) -> bool {
    r > 200 && g < 60 && b < 60
}

fn is_blue([r, g, b]: [u8; 3]) -> bool {
    b > 200 && r < 60 && g < 60
}

#[tokio::test]
async fn every_format_is_known_by_its_contents_and_shown_as_webp() {
    let shop = shop();
    let table = [
        ("png", "-f image2 -c:v png", "image/png"),
        (
            "jpg",
            "-f image2 -c:v mjpeg -pix_fmt yuvj420p",
            "image/jpeg",
        ),
        ("webp", "-f webp", "image/webp"),
        (
            "avif",
            "-c:v libaom-av1 -cpu-used 8 -still-picture 1 -pix_fmt yuv420p -f avif",
            "image/avif",
        ),
        ("tiff", "-f image2 -c:v tiff", "image/tiff"),
        ("bmp", "-f image2 -c:v bmp", "image/bmp"),
        ("gif", "-f gif", "image/gif"),
    ];
    for (name, how, mime) in table {
        let path = shop.make(&format!("{name}.upload"), &format!("{HALVES} {how}"));
        let found = shop.tools.inspect(&path).await.unwrap();
        assert_eq!(found.kind(), Kind::Image, "{name}");
        let Found::Image(image) = found else {
            panic!("{name}")
        };
        assert_eq!((image.mime, image.moves), (mime, false), "{name}");
        assert_eq!((image.width, image.height), (200, 100), "{name}");
        let out = shop.path(&format!("{name}.webp"));
        let shown = shop
            .tools
            .image_rendition(&path, &out, &image)
            .await
            .unwrap();
        assert_eq!((shown.width, shown.height), (200, 100), "{name}");
        assert!(is_webp(&std::fs::read(&out).unwrap()), "{name}");
        let (first, last) = corners(&shop, &format!("{name}.webp"));
        assert!(is_red(first) && is_blue(last), "{name}: {first:?} {last:?}");
        let poster = shop.tools.image_poster(&path, &image).await.unwrap();
        assert!(poster.starts_with(b"\xFF\xD8"), "{name}");
    }
}

/// A JPEG as a camera writes it that was held upright: the note says how it is to be turned.
fn photograph(shop: &Shop, orientation: u8) -> Vec<u8> {
    let plain = shop.make(
        "plain.jpg",
        &format!("{HALVES} -f image2 -c:v mjpeg -pix_fmt yuvj420p"),
    );
    let plain = std::fs::read(plain).unwrap();
    let mut note = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    note.extend(b"\x12\x01\x03\0\x01\0\0\0");
    note.extend([orientation, 0, 0, 0]);
    // Who took it: a text of four bytes stands in the entry itself.
    note.extend(b"\x3b\x01\x02\0\x04\0\0\0Ada\0\0\0\0\0");
    let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], b"\xFF\xE1", &length, &note, &plain[2..]].concat()
}

#[tokio::test]
async fn a_photograph_is_shown_upright_and_keeps_its_notes_to_itself() {
    let shop = shop();
    // By orientation (TIFF 6.0): whether it stands, and which colour is first.
    let table = [
        (1, false, true),
        (2, false, false),
        (3, false, false),
        (4, false, true),
        (5, true, true),
        (6, true, true),
        (7, true, false),
        (8, true, false),
    ];
    for (orientation, stands, red_first) in table {
        let photograph = photograph(&shop, orientation);
        find(&photograph, b"Ada");
        let path = shop.write("photograph.jpg", &photograph);
        let image = shop.tools.image(&path).await.unwrap();
        let size = if stands { (100, 200) } else { (200, 100) };
        assert_eq!((image.width, image.height), size, "{orientation}");
        let out = shop.path("shown.webp");
        let shown = shop
            .tools
            .image_rendition(&path, &out, &image)
            .await
            .unwrap();
        assert_eq!((shown.width, shown.height), size, "{orientation}");
        let (first, last) = corners(&shop, "shown.webp");
        let (red, blue) = if red_first {
            (first, last)
        } else {
            (last, first)
        };
        assert!(
            is_red(red) && is_blue(blue),
            "{orientation}: {first:?} {last:?}"
        );
        let bytes = std::fs::read(&out).unwrap();
        assert!(!bytes.windows(3).any(|it| it == b"Ada" || it == b"Exi"));
    }
}

#[tokio::test]
async fn a_large_picture_is_shown_in_a_size_for_screens() {
    let shop = shop();
    let path = shop.make(
        "large.png",
        "-f lavfi -i testsrc2=s=4000x3000 -frames:v 1 -f image2 -c:v png",
    );
    let image = shop.tools.image(&path).await.unwrap();
    assert_eq!((image.width, image.height), (4000, 3000));
    let out = shop.path("shown.webp");
    let shown = shop
        .tools
        .image_rendition(&path, &out, &image)
        .await
        .unwrap();
    assert_eq!((shown.width, shown.height), (2560, 1920));
}

#[tokio::test]
async fn a_picture_that_moves_is_known() {
    let shop = shop();
    let path = shop.make("moves.gif", "-f lavfi -i testsrc2=s=60x40:r=5:d=2 -f gif");
    assert!(shop.tools.image(&path).await.unwrap().moves);
}

#[tokio::test]
async fn what_cannot_be_shown_is_refused_plainly() {
    let shop = shop();
    let whole = shop.make(
        "whole.jpg",
        "-f lavfi -i testsrc2=s=640x480 -frames:v 1 -f image2 -c:v mjpeg -pix_fmt yuvj420p",
    );
    let whole = std::fs::read(whole).unwrap();
    let cut = shop.write("cut.jpg", &whole[..whole.len() / 2]);
    let image = shop.tools.image(&cut).await.unwrap();
    let out = shop.path("out.webp");
    let refused = shop.tools.image_rendition(&cut, &out, &image).await;
    assert_eq!(refused.unwrap_err().code(), "broken");
    assert!(!out.exists(), "nothing half-made");

    // A megapixel as a promise: 60,000 pixels on either side in a head of 57 bytes.
    let mut bomb = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0".to_vec();
    bomb.extend(b"\0\0\0\0\0\0\0\0IDAT\0\0\0\0");
    let bomb = shop.write("bomb.png", &bomb);
    let refused = shop.tools.inspect(&bomb).await.unwrap_err();
    assert!(
        matches!(refused, MediaError::TooBig | MediaError::Broken),
        "{refused}"
    );

    let heic = shop.write("phone.jpg", b"\0\0\0\x24ftypheic\0\0\0\0mif1heicmiaf");
    assert_eq!(shop.tools.inspect(&heic).await.unwrap_err().code(), "heic");
    let drawing = shop.write("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert_eq!(
        shop.tools.inspect(&drawing).await.unwrap_err().code(),
        "not_media"
    );
}
