//! Ladders of real files, also of odd ones.
#![allow(clippy::unwrap_used, clippy::panic)] // in tests, also outside of #[test]

mod support;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use support::{PICTURE, Shop, TONE, shop};
use usher_media_tools::{Made, MediaError, Order, Probe, Rung, Sheet};

/// The whole ladder of a file, with the sound and the sheet.
async fn ladder(shop: &Shop, film: &Path) -> (Probe, Order, Made) {
    let probe = shop.tools.probe(film).await.unwrap();
    let out = |name: String| shop.path(&name);
    let rungs = probe.rungs(Rung::HIGHEST).into_iter();
    let order = Order {
        rungs: rungs
            .map(|r| (r, out(format!("rung-{}", r.shorter()))))
            .collect(),
        sound: Some(out("sound".to_owned())),
        sheet: Sheet::of(&probe).map(|sheet| (sheet, out("sheet".to_owned()))),
    };
    let made = shop
        .tools
        .rungs(film, &order, &probe, |_| {})
        .await
        .unwrap();
    (probe, order, made)
}

/// What ffprobe says of `stream` of a file, a line for each packet or frame.
fn told(file: &Path, stream: &str, entries: &str) -> Vec<String> {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", stream, "-of", "csv=p=0"])
        .args(["-show_entries", entries])
        .arg(file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text
        .lines()
        .map(|line| line.trim_end_matches(',').to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The moments of the keyframes of a rung, in milliseconds.
fn keyframes(file: &Path) -> Vec<i64> {
    let packets = told(file, "v", "packet=pts_time,flags");
    let keys = packets.iter().filter(|packet| packet.contains(",K"));
    keys.map(|packet| millis(packet.split(',').next().unwrap()))
        .collect()
}

fn millis(seconds: &str) -> i64 {
    (seconds.parse::<f64>().unwrap() * 1000.0).round() as i64
}

fn first(file: &Path, stream: &str) -> i64 {
    millis(&told(file, stream, "packet=pts_time")[0])
}

#[tokio::test]
async fn rungs_begin_together_and_can_be_changed_at_every_keyframe() {
    let shop = shop();
    let film = shop.make(
        "film",
        "-f lavfi -i testsrc2=s=1280x720:r=60:d=9 -f lavfi -i sine=440:d=9 -c:v libx264 -preset \
         ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart -f mp4",
    );
    let (_, order, made) = ladder(&shop, &film).await;
    let rungs: Vec<PathBuf> = order.rungs.iter().map(|(_, out)| out.clone()).collect();
    assert_eq!(rungs.len(), 4);
    let keys: Vec<_> = rungs.iter().map(|rung| keyframes(rung)).collect();
    assert_eq!(keys[0].len(), 3, "every four seconds: {:?}", keys[0]);
    for (rung, keys_of) in rungs.iter().zip(&keys) {
        let apart = keys_of.iter().zip(&keys[0]).map(|(a, b)| (a - b).abs());
        assert!(apart.max() <= Some(1), "{keys:?}");
        // The sound is not before the picture by more than what an encoder begins with.
        let (picture, sound) = (first(rung, "v:0"), first(rung, "a:0"));
        assert!(
            (0..=25).contains(&(picture - sound)),
            "{picture} and {sound}"
        );
    }
    assert_eq!(told(&rungs[3], "v:0", "stream=r_frame_rate"), ["60/1"]);
    assert_eq!(told(&rungs[2], "v:0", "stream=r_frame_rate"), ["30/1"]);
    for (segments, out) in made.rungs.iter().zip(&rungs) {
        let played: u64 = segments.list.iter().map(|segment| segment.micros).sum();
        assert!(played.abs_diff(9_000_000) < 60_000, "{played}");
        let bytes: u64 = segments.list.iter().map(|segment| segment.bytes).sum();
        assert!(segments.first + bytes <= std::fs::metadata(out).unwrap().len());
        let file = std::fs::read(out).unwrap();
        let mut at = segments.first as usize;
        for segment in &segments.list {
            assert_eq!(&file[at + 4..at + 8], b"moof");
            at += segment.bytes as usize;
        }
        let codecs = &segments.codecs;
        assert!(
            codecs.starts_with("avc1.6400") && codecs.ends_with(",mp4a.40.2"),
            "{codecs}"
        );
    }
    assert_eq!(made.sound.unwrap().codecs, "mp4a.40.2");
    let (sheet, picture) = order.sheet.unwrap();
    assert_eq!((sheet.count, sheet.every), (9, 1_000_000));
    let size = told(&picture, "v:0", "stream=width,height");
    assert_eq!(
        size,
        [format!("{},{}", sheet.columns * sheet.width, sheet.height)]
    );
}

#[tokio::test]
async fn odd_files_get_their_ladder_too() {
    let shop = shop();
    shop.film("lying.mp4");
    let x264 = "-c:v libx264 -preset ultrafast";
    // What it is, how it is made, how the top comes out, and whether there is sound.
    let table = [
        (
            "rotated",
            "-i lying.mp4 -c copy -metadata:s:v rotate=90 -f mp4".to_owned(),
            "180,320",
            true,
        ),
        (
            "silent",
            format!("{PICTURE} {x264} -pix_fmt yuv420p -f mp4"),
            "320,180",
            false,
        ),
        (
            "odd in size",
            format!(
                "-f lavfi -i testsrc2=s=333x251:r=25:d=3 {TONE} {x264} -pix_fmt yuv444p -f matroska"
            ),
            "332,250",
            true,
        ),
        (
            "with pixels that are no squares",
            format!(
                "-f lavfi -i testsrc2=s=360x288:r=25:d=3 -vf setsar=16/11 {x264} -pix_fmt yuv420p -f matroska"
            ),
            "524,288",
            false,
        ),
        (
            "with frames that come as they like",
            format!(
                "-f lavfi -i testsrc2=s=320x180:r=60:d=4 -vf select='lt(mod(n\\,20)\\,7)' -vsync vfr \
                 {x264} -pix_fmt yuv420p -f matroska"
            ),
            "320,180",
            false,
        ),
        (
            "of HDR",
            format!(
                "{PICTURE} -c:v libx265 -x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc \
                 -preset ultrafast -pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084 \
                 -colorspace bt2020nc -f matroska"
            ),
            "320,180",
            false,
        ),
        (
            "with a sound that begins late",
            format!("{PICTURE} -itsoffset 1 {TONE} {x264} -pix_fmt yuv420p -c:a aac -f matroska"),
            "320,180",
            true,
        ),
        (
            "with six channels",
            format!(
                "{PICTURE} -f lavfi -i anullsrc=cl=5.1:d=3 -shortest {x264} -pix_fmt yuv420p -c:a ac3 -f matroska"
            ),
            "320,180",
            true,
        ),
    ];
    for (what, how, size, sounds) in table {
        let film = shop.make("film", &how);
        let (_, order, made) = ladder(&shop, &film).await;
        let (_, top) = order.rungs.last().unwrap();
        assert_eq!(told(top, "v:0", "stream=width,height"), [size], "{what}");
        assert_eq!(told(top, "v:0", "stream=pix_fmt"), ["yuv420p"], "{what}");
        assert_eq!(
            told(top, "a:0", "stream=codec_name").len(),
            usize::from(sounds),
            "{what}"
        );
        assert_eq!(made.sound.is_some(), sounds, "{what}");
        if sounds {
            let (picture, sound) = (first(top, "v:0"), first(top, "a:0"));
            assert!(
                (0..=25).contains(&(picture - sound)),
                "{what}: {picture} and {sound}"
            );
        }
        assert!(order.sheet.unwrap().1.is_file(), "{what}");
    }
}

#[tokio::test]
async fn a_sound_is_made_for_listening_and_drawn() {
    let shop = shop();
    let sound = shop.make(
        "sound",
        "-f lavfi -i aevalsrc=sin(440*t)*t/5:d=5:s=44100 -f wav",
    );
    let probe = shop.tools.probe(&sound).await.unwrap();
    let order = Order {
        sound: Some(shop.path("out")),
        ..Order::default()
    };
    let made = shop
        .tools
        .rungs(&sound, &order, &probe, |_| {})
        .await
        .unwrap();
    assert_eq!(made.sound.unwrap().list.len(), 2);
    let peaks = shop.tools.peaks(&sound, &probe).await.unwrap();
    assert!((800..1600).contains(&peaks.len()), "{}", peaks.len());
    let (quiet, loud) = (peaks[10], peaks[peaks.len() - 10]);
    assert!(quiet < 10 && loud > 200, "{quiet} and {loud}");
}

#[tokio::test]
async fn what_breaks_off_gets_a_ladder_of_what_is_there_or_a_word() {
    let shop = shop();
    let film = shop.make(
        "film",
        &format!("{PICTURE} {TONE} -c:v libx264 -preset ultrafast -g 5 -pix_fmt yuv420p -c:a aac -f matroska"),
    );
    let whole = std::fs::read(&film).unwrap();
    let cut = shop.write("cut", &whole[..whole.len() * 2 / 3]);
    let (_, _, made) = ladder(&shop, &cut).await;
    let played: u64 = made.rungs[0]
        .list
        .iter()
        .map(|segment| segment.micros)
        .sum();
    assert!((500_000..3_000_000).contains(&played), "{played}");

    let mut holes = whole.clone();
    let (from, to) = (holes.len() / 3, holes.len() - 50);
    holes[from..to].fill(0);
    let holes = shop.write("holes", &holes);
    let probe = shop.tools.probe(&holes).await.unwrap();
    let rung = probe.first_rung(Rung::HIGHEST).unwrap();
    let order = Order {
        rungs: vec![(rung, shop.path("out"))],
        ..Order::default()
    };
    match shop.tools.rungs(&holes, &order, &probe, |_| {}).await {
        Ok(made) => assert!(!made.rungs[0].list.is_empty()),
        Err(error) => assert!(matches!(error, MediaError::Broken), "{error:?}"),
    }
}

#[tokio::test]
async fn progress_grows_to_the_end() {
    let shop = shop();
    let film = shop.film("film");
    let probe = shop.tools.probe(&film).await.unwrap();
    let order = Order {
        rungs: vec![(probe.first_rung(Rung::HIGHEST).unwrap(), shop.path("out"))],
        ..Order::default()
    };
    let mut heard = Vec::new();
    shop.tools
        .rungs(&film, &order, &probe, |done| heard.push(done))
        .await
        .unwrap();
    assert!(
        heard.is_sorted() && heard.last() == Some(&1000),
        "{heard:?}"
    );
}
