//! Files that are not what they say, are not whole, or are meant to hurt.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::path::Path;

use support::{PICTURE, TONE, find, shop};
use usher_media_tools::{MediaError, Rung, Tools};

/// The code with which a file of any kind is refused.
async fn refusal(tools: &Tools, path: &Path) -> &'static str {
    match tools.inspect(path).await {
        Ok(found) => panic!("{}: {found:?}", path.display()),
        Err(error) => error.code(),
    }
}

#[tokio::test]
async fn names_convince_nobody() {
    let shop = shop();
    let page = b"<!doctype html><script>alert(1)</script>".repeat(100);
    let table: [(&str, &[u8], &str); 9] = [
        (
            "text.mp4",
            b"Dear diary, this is not a film.\n",
            "not_media",
        ),
        ("page.mp3", &page, "not_media"),
        ("page.pdf", b"<html>%PDF-1.4", "not_media"),
        (
            "drawing.mp4",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            "not_media",
        ),
        ("archive.mp4", b"PK\x03\x04\x14\0\0\0\x08\0", "not_media"),
        (
            "playlist.mp4",
            b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
            "not_media",
        ),
        (
            "concat.mp4",
            b"ffconcat version 1.0\nfile /etc/passwd\n",
            "not_media",
        ),
        ("nothing.mp4", b"", "empty"),
        ("noise.mp4", &noise(100_000), "not_media"),
    ];
    for (name, contents, code) in table {
        assert_eq!(
            refusal(&shop.tools, &shop.write(name, contents)).await,
            code,
            "{name}"
        );
    }
    let picture = shop.make("picture.png", "-f lavfi -i color=s=64x64 -frames:v 1");
    assert_eq!(
        shop.tools.probe(&picture).await.unwrap_err().code(),
        "not_media"
    );
}

/// Bytes without a pattern, none of them a signature.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[tokio::test]
async fn a_pdf_called_a_film_is_still_a_pdf() {
    let shop = shop();
    let pdf = shop.pdf("lecture.mp4");
    assert_eq!(
        shop.tools.inspect(&pdf).await.unwrap().kind().as_str(),
        "document"
    );
    let refused = shop.tools.probe(&pdf).await.unwrap_err();
    assert_eq!(refused.code(), "not_media");
    let film = shop.film("paper.pdf");
    assert_eq!(
        shop.tools.document(&film).await.unwrap_err().code(),
        "not_media"
    );
}

#[tokio::test]
async fn a_page_with_sound_hidden_behind_it_is_refused() {
    let shop = shop();
    let song = std::fs::read(shop.make(
        "song",
        &format!("{TONE} -f mp3 -id3v2_version 0 -write_xing 0"),
    ))
    .unwrap();
    for disguise in [
        "<html><script>alert(1)</script>",
        "\u{1}\u{2}\u{3}binary at first<script>alert(1)</script>",
    ] {
        let mut both = disguise.repeat(20).into_bytes();
        both.extend_from_slice(&song);
        assert_eq!(
            refusal(&shop.tools, &shop.write("both.mp3", &both)).await,
            "not_media"
        );
    }
}

#[tokio::test]
async fn a_film_cut_short_anywhere_is_told_to_be_broken() {
    let shop = shop();
    let early = std::fs::read(shop.film("early")).unwrap();
    let late = shop.make(
        "late",
        &format!("{PICTURE} -c:v libx264 -pix_fmt yuv420p -f mp4"),
    );
    let late = std::fs::read(late).unwrap();
    for whole in [early, late] {
        for share in [5, 30, 60, 95] {
            let cut = shop.write("cut", &whole[..whole.len() * share / 100]);
            assert_eq!(refusal(&shop.tools, &cut).await, "broken", "{share} %");
        }
    }
}

#[tokio::test]
async fn a_broken_pdf_and_a_locked_one_are_told_apart() {
    let shop = shop();
    let whole = std::fs::read(shop.pdf("whole.pdf")).unwrap();
    let cut = shop.write("cut.pdf", &whole[..60]);
    assert_eq!(refusal(&shop.tools, &cut).await, "broken");
    // Standard security handler, revision 2, with keys that no password fits.
    let locked = String::from_utf8(whole).unwrap().replace(
        "trailer\n<<",
        &format!(
            "trailer\n<< /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>",
            "5a".repeat(32)
        ),
    );
    let locked = shop.write("locked.pdf", locked.as_bytes());
    assert_eq!(refusal(&shop.tools, &locked).await, "encrypted");
    assert_eq!(
        shop.tools
            .document_poster(&locked)
            .await
            .unwrap_err()
            .code(),
        "encrypted"
    );
}

#[tokio::test]
async fn a_tiny_file_with_enormous_frames_is_too_big() {
    let shop = shop();
    let blank = "-f rawvideo -pix_fmt monob -s 16000x16000 -i /dev/zero -frames:v 1 -c:v png";
    let bomb = shop.make("bomb", &format!("{blank} -movflags +faststart -f mov"));
    assert!(std::fs::metadata(&bomb).unwrap().len() < 200_000);
    assert_eq!(refusal(&shop.tools, &bomb).await, "too_big");

    // The container says small and the frame is not: no decoder makes room for it.
    let mut bytes = std::fs::read(&bomb).unwrap();
    let entry = find(&bytes, b"png ") + 28;
    bytes[entry..entry + 4].copy_from_slice(&[0, 64, 0, 64]);
    let liar = shop.write("liar", &bytes);
    match shop.tools.probe(&liar).await {
        Err(error) => assert!(
            matches!(error, MediaError::TooBig | MediaError::Broken),
            "{error}"
        ),
        Ok(probe) => {
            let refused = shop.tools.poster(&liar, &probe).await.unwrap_err();
            assert!(
                matches!(refused, MediaError::TooBig | MediaError::Broken),
                "{refused}"
            );
        }
    }
}

#[tokio::test]
async fn subtitles_alone_are_neither_picture_nor_sound() {
    let shop = shop();
    shop.write("words.srt", b"1\n00:00:00,000 --> 00:00:01,000\nHello\n");
    let words = shop.make("words.mkv", "-i words.srt -c:s srt -f matroska");
    assert_eq!(refusal(&shop.tools, &words).await, "no_picture_or_sound");
}

#[tokio::test]
async fn nothing_of_the_work_is_left_and_no_child_survives() {
    let shop = shop();
    let scratch = tempfile::tempdir().unwrap();
    let tools = shop.tools.clone().with_scratch(scratch.path().to_owned());
    let long = shop.make(
        "long",
        "-f lavfi -i testsrc2=s=1280x720:r=25:d=60 -c:v mpeg4 -f avi",
    );
    let probe = tools.probe(&long).await.unwrap();
    let out = shop.path("out.mp4");
    let (started, start) = tokio::sync::oneshot::channel();
    let mut started = Some(started);
    let work = tools.rendition(&long, &out, (&probe, Rung::HIGHEST), |_| {
        if let Some(started) = started.take() {
            started.send(()).unwrap();
        }
    });
    tokio::select! {
        done = work => panic!("too fast to be interrupted: {done:?}"),
        began = start => began.unwrap(),
    }
    assert_eq!(scratch.path().read_dir().unwrap().count(), 0);
    while is_running(&format!("file:{}", out.display())) {
        tokio::task::yield_now().await;
    }
    // Had it lived to its end, this would be a whole film.
    assert!(tools.probe(&out).await.is_err());
}

/// Whether a process that is not already dead has `argument`. The runtime reaps
/// a dead child in its own time.
fn is_running(argument: &str) -> bool {
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .any(|process| {
            let read = |name| std::fs::read(process.path().join(name)).unwrap_or_default();
            let line = read("cmdline");
            line.split(|byte| *byte == 0)
                .any(|a| a == argument.as_bytes())
                && !String::from_utf8_lossy(&read("stat")).contains(") Z ")
        })
}
