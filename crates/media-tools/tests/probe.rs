//! What good files are found to be.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use support::{PICTURE, TONE, shop};
use usher_media_tools::{Fits, Found, Kind, MediaError, Tools};

#[tokio::test]
async fn a_plain_film_plays_as_it_is() {
    let shop = shop();
    let probe = shop.tools.probe(&shop.film("film")).await.unwrap();
    assert_eq!((probe.kind, probe.fits), (Kind::Video, Fits::Web));
    assert_eq!((probe.width, probe.height, probe.rotation), (320, 180, 0));
    assert_eq!(probe.mime, "video/mp4");
    assert_eq!(probe.video_codec.as_deref(), Some("h264"));
    assert_eq!(probe.audio_codec.as_deref(), Some("aac"));
    let seconds = probe.duration.unwrap() as f64 / 1e6;
    assert!((2.9..3.2).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn what_fits_the_web_is_decided_by_streams_and_container() {
    let shop = shop();
    let h264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    let table = [
        (
            "late index",
            format!("{PICTURE} {h264} -f mp4"),
            "video/mp4",
            Fits::Remux,
        ),
        (
            "mov",
            format!("{PICTURE} {h264} -movflags +faststart -f mov"),
            "video/mp4",
            Fits::Web,
        ),
        (
            "mkv",
            format!("{PICTURE} {TONE} {h264} -c:a aac -f matroska"),
            "application/octet-stream",
            Fits::Remux,
        ),
        (
            "webm",
            format!(
                "{PICTURE} {TONE} -c:v libvpx -b:v 200k -deadline realtime -c:a libopus -f webm"
            ),
            "video/webm",
            Fits::Web,
        ),
        (
            "vp8 in mkv",
            format!("{PICTURE} -c:v libvpx -b:v 200k -deadline realtime -f matroska"),
            "application/octet-stream",
            Fits::Remux,
        ),
        (
            "live webm",
            format!("{PICTURE} -c:v libvpx -b:v 200k -deadline realtime -live 1 -f webm"),
            "video/webm",
            Fits::Remux,
        ),
        (
            "4:4:4",
            format!("{PICTURE} -c:v libx264 -pix_fmt yuv444p -movflags +faststart -f mp4"),
            "video/mp4",
            Fits::Transcode,
        ),
        (
            "mpeg4",
            format!("{PICTURE} {TONE} -c:v mpeg4 -c:a mp3 -f avi"),
            "application/octet-stream",
            Fits::Transcode,
        ),
        (
            "ts",
            format!("{PICTURE} {TONE} {h264} -c:a aac -f mpegts"),
            "application/octet-stream",
            Fits::Remux,
        ),
        ("mp3", format!("{TONE} -f mp3"), "audio/mpeg", Fits::Web),
        (
            "m4a",
            format!("{TONE} -c:a aac -movflags +faststart -f ipod"),
            "audio/mp4",
            Fits::Web,
        ),
        (
            "adts",
            format!("{TONE} -c:a aac -f adts"),
            "audio/aac",
            Fits::Web,
        ),
        (
            "ogg",
            format!("{TONE} -c:a libopus -f ogg"),
            "audio/ogg",
            Fits::Web,
        ),
        ("wav", format!("{TONE} -f wav"), "audio/wav", Fits::Web),
        ("flac", format!("{TONE} -f flac"), "audio/flac", Fits::Web),
        (
            "aiff",
            format!("{TONE} -f aiff"),
            "application/octet-stream",
            Fits::Transcode,
        ),
    ];
    for (name, how, mime, fits) in table {
        let probe = shop.tools.probe(&shop.make("made", &how)).await.unwrap();
        assert_eq!((probe.mime, probe.fits), (mime, fits), "{name}: {probe:?}");
    }
}

#[tokio::test]
async fn a_phone_held_upright_makes_an_upright_film() {
    let shop = shop();
    shop.film("lying.mp4");
    let upright = shop.make(
        "upright.mp4",
        "-i lying.mp4 -c copy -metadata:s:v rotate=270 -movflags +faststart",
    );
    let probe = shop.tools.probe(&upright).await.unwrap();
    assert_eq!((probe.width, probe.height), (180, 320));
    assert_eq!(probe.rotation % 180, 90);
    assert_eq!(probe.fits, Fits::Web);
}

#[tokio::test]
async fn a_song_with_a_cover_is_sound_and_not_a_film() {
    let shop = shop();
    shop.make(
        "cover.png",
        "-f lavfi -i color=c=teal:s=300x300 -frames:v 1",
    );
    let how = format!(
        "{TONE} -i cover.png -map 0:a -map 1:v -c:v copy -disposition:v attached_pic -id3v2_version 3 -f mp3"
    );
    let probe = shop.tools.probe(&shop.make("song", &how)).await.unwrap();
    assert_eq!((probe.kind, probe.fits), (Kind::Audio, Fits::Web));
    assert_eq!((probe.width, probe.video_codec), (0, None));
}

#[tokio::test]
async fn a_pdf_tells_its_pages_and_title() {
    let shop = shop();
    let pdf = shop.pdf("paper");
    let document = shop.tools.document(&pdf).await.unwrap();
    assert_eq!(document.pages, 1);
    assert_eq!(document.title.as_deref(), Some("A small greeting"));
    let found = shop.tools.inspect(&pdf).await.unwrap();
    assert_eq!(found, Found::Document(document));
    let refused = found.must_be(Kind::Video);
    assert!(matches!(
        refused,
        Err(MediaError::WrongKind {
            expected: Kind::Video,
            found: Kind::Document
        })
    ));
}

#[tokio::test]
async fn without_the_programs_the_answer_names_the_package() {
    let shop = shop();
    let film = shop.film("film");
    let none = Tools::find_in(shop.folder.path().as_os_str());
    let refused = none.probe(&film).await.unwrap_err();
    assert_eq!(refused.code(), "tool_missing");
    assert!(
        refused.to_string().contains("Debian package ffmpeg"),
        "{refused}"
    );
    assert!(!refused.is_final());
}

#[tokio::test]
async fn the_demo_s_own_media_play_as_they_are() {
    let shop = shop();
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    for (name, kind) in [("lecture.mp4", Kind::Video), ("interview.m4a", Kind::Audio)] {
        let probe = shop.tools.probe(&demo.join(name)).await.unwrap();
        assert_eq!((probe.kind, probe.fits), (kind, Fits::Web), "{name}");
    }
    let handbook = demo.join("handbook.pdf");
    let document = shop.tools.document(&handbook).await.unwrap();
    assert_eq!(document.pages, 15);
    assert_eq!(
        document.title.as_deref(),
        Some("Field handbook for guest speakers")
    );
    for name in ["lecture", "interview", "handbook"] {
        let small = demo.join(format!("{name}.poster.webp"));
        assert!(std::fs::metadata(small).unwrap().len() <= 10_000, "{name}");
    }
}
