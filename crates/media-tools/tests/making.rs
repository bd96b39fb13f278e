//! Posters and renditions.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use support::{PICTURE, TONE, shop};
use usher_media_tools::{Fits, Kind, Rung};

/// Width and height of a JPEG, from its frame header.
fn jpeg_size(jpeg: &[u8]) -> (u16, u16) {
    let at = (2..jpeg.len())
        .find(|at| jpeg[*at] == 0xFF && matches!(jpeg[at + 1], 0xC0..=0xC2))
        .unwrap();
    let number = |at: usize| u16::from_be_bytes([jpeg[at], jpeg[at + 1]]);
    (number(at + 7), number(at + 5))
}

#[tokio::test]
async fn a_poster_is_1280_wide_and_its_small_sister_fits_the_landing_page() {
    let shop = shop();
    // Noise: what compresses worst.
    let noisy = "-f lavfi -i nullsrc=s=1920x1080:r=10:d=2,geq=random(1)*255:128:128 -c:v libx264 -preset ultrafast -f mp4";
    let film = shop.make("film", noisy);
    let probe = shop.tools.probe(&film).await.unwrap();
    let large = shop.tools.poster(&film, &probe).await.unwrap();
    assert_eq!(jpeg_size(&large), (1280, 720));
    let small = shop.tools.poster_small(&large).await.unwrap();
    assert!(small.len() <= 10_000, "{}", small.len());
    assert_eq!((&small[..4], &small[8..12]), (&b"RIFF"[..], &b"WEBP"[..]));
}

#[tokio::test]
async fn a_poster_of_an_upright_film_is_upright() {
    let shop = shop();
    shop.film("lying.mp4");
    let upright = shop.make(
        "upright.mp4",
        "-i lying.mp4 -c copy -metadata:s:v rotate=90",
    );
    let probe = shop.tools.probe(&upright).await.unwrap();
    let poster = shop.tools.poster(&upright, &probe).await.unwrap();
    assert_eq!(jpeg_size(&poster), (180, 320));
}

#[tokio::test]
async fn sound_has_its_cover_or_its_wave_for_a_poster() {
    let shop = shop();
    let plain = shop.make("plain", &format!("{TONE} -f mp3"));
    let probe = shop.tools.probe(&plain).await.unwrap();
    let wave = shop.tools.poster(&plain, &probe).await.unwrap();
    assert_eq!(jpeg_size(&wave), (1280, 720));

    shop.make(
        "cover.png",
        "-f lavfi -i color=c=teal:s=300x300 -frames:v 1",
    );
    let how = format!(
        "{TONE} -i cover.png -map 0:a -map 1:v -c:v copy -disposition:v attached_pic -f mp3"
    );
    let covered = shop.make("covered", &how);
    let probe = shop.tools.probe(&covered).await.unwrap();
    let cover = shop.tools.poster(&covered, &probe).await.unwrap();
    assert_eq!(jpeg_size(&cover), (300, 300));
}

#[tokio::test]
async fn a_poster_of_a_paper_is_its_first_page() {
    let shop = shop();
    let poster = shop
        .tools
        .document_poster(&shop.pdf("paper"))
        .await
        .unwrap();
    assert_eq!(jpeg_size(&poster), (905, 1280));
    assert!(shop.tools.poster_small(&poster).await.unwrap().len() <= 10_000);
}

#[tokio::test]
async fn an_old_film_becomes_one_that_browsers_play() {
    let shop = shop();
    // Odd sides, a changing frame rate, three channels of sound.
    let how = "-f lavfi -i testsrc2=s=321x181:r=25:d=3,setpts='PTS+0.02*random(0)/TB' -f lavfi -i aevalsrc=sin(440*t)|sin(220*t)|0:d=3:c=2.1 -fps_mode vfr -c:v mjpeg -c:a pcm_s16le -f matroska";
    let old = shop.make("old", how);
    let probe = shop.tools.probe(&old).await.unwrap();
    assert_eq!(probe.fits, Fits::Transcode);
    let (out, mut told) = (shop.path("out"), Vec::new());
    let made = shop
        .tools
        .rendition(&old, &out, (&probe, Rung::HIGHEST), |n| told.push(n))
        .await
        .unwrap();
    assert_eq!(
        (made.probe.fits, made.probe.mime, made.remuxed),
        (Fits::Web, "video/mp4", false)
    );
    assert_eq!(made.probe.width % 2 + made.probe.height % 2, 0);
    assert!(made.probe.has_audio());
    assert!(told.is_sorted() && told.last() == Some(&1000), "{told:?}");
    let drift = made
        .probe
        .duration
        .unwrap()
        .abs_diff(probe.duration.unwrap());
    assert!(drift < 200_000, "{drift} µs");
}

#[tokio::test]
async fn an_old_film_is_made_no_taller_than_it_is_asked_to() {
    let shop = shop();
    for (size, expected) in [("640x360", (426, 240)), ("360x640", (240, 426))] {
        let how = format!("-f lavfi -i testsrc2=s={size}:r=25:d=1 -c:v mjpeg -f matroska");
        let old = shop.make("old", &how);
        let probe = shop.tools.probe(&old).await.unwrap();
        let (asked, out) = ((&probe, 240), shop.path("out"));
        let made = shop.tools.rendition(&old, &out, asked, |_| ());
        let made = made.await.unwrap().probe;
        assert_eq!((made.width, made.height), expected, "{size}");
    }
}

#[tokio::test]
async fn right_streams_in_a_wrong_container_are_copied() {
    let shop = shop();
    let h264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    let vp8 = "-c:v libvpx -b:v 200k -deadline realtime";
    let table = [
        (
            format!("{PICTURE} {TONE} {h264} -c:a aac -f mp4"),
            "video/mp4",
        ),
        (
            format!("{PICTURE} {TONE} {h264} -c:a aac -f mpegts"),
            "video/mp4",
        ),
        (
            format!("{PICTURE} {TONE} {vp8} -c:a libopus -live 1 -f webm"),
            "video/webm",
        ),
        (format!("{TONE} -c:a aac -f mp4"), "audio/mp4"),
    ];
    for (how, mime) in table {
        let film = shop.make("film", &how);
        let probe = shop.tools.probe(&film).await.unwrap();
        assert_eq!(probe.fits, Fits::Remux, "{how}");
        let made = shop
            .tools
            .rendition(&film, &shop.path("out"), (&probe, Rung::HIGHEST), |_| ())
            .await
            .unwrap();
        assert!(made.remuxed, "{how}");
        assert_eq!(
            (made.probe.mime, made.probe.fits),
            (mime, Fits::Web),
            "{how}"
        );
        assert!(made.probe.duration.is_some());
    }
}

#[tokio::test]
async fn sound_that_browsers_do_not_play_becomes_m4a() {
    let shop = shop();
    let aiff = shop.make("sound", &format!("{TONE} -f aiff"));
    let probe = shop.tools.probe(&aiff).await.unwrap();
    let made = shop
        .tools
        .rendition(&aiff, &shop.path("out"), (&probe, Rung::HIGHEST), |_| ())
        .await
        .unwrap();
    assert_eq!(
        (made.probe.kind, made.probe.mime),
        (Kind::Audio, "audio/mp4")
    );
    assert_eq!(made.probe.fits, Fits::Web);
}
