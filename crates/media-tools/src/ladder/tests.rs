use super::*;
use crate::Fits;

fn film(width: u32, height: u32, frames: u32, seconds: u32) -> Probe {
    Probe {
        kind: Kind::Video,
        mime: "video/mp4",
        container: "mov".to_owned(),
        duration: Some(60_000_000),
        width,
        height,
        rotation: 0,
        video_codec: Some("h264".to_owned()),
        audio_codec: None,
        fits: Fits::Web,
        pace: Pace::new(frames, seconds),
        steady: true,
        hdr: false,
        video_stream: Some(0),
        audio_stream: None,
        cover_stream: None,
        channels: 0,
        to_webm: false,
    }
}

fn sizes(probe: &Probe) -> Vec<(u32, u32)> {
    probe
        .rungs(Rung::HIGHEST)
        .iter()
        .map(|r| (r.width, r.height))
        .collect()
}

/// Pixels across and down.
type Size = (u32, u32);

#[test]
fn rungs_go_up_to_the_source_and_never_beyond() {
    let table: [(Size, &[Size]); 9] = [
        (
            (1920, 1080),
            &[
                (426, 240),
                (640, 360),
                (960, 540),
                (1280, 720),
                (1920, 1080),
            ],
        ),
        (
            (3840, 2160),
            &[
                (426, 240),
                (640, 360),
                (960, 540),
                (1280, 720),
                (1920, 1080),
            ],
        ),
        // Held upright: the shorter side counts.
        (
            (720, 1280),
            &[(240, 426), (360, 640), (540, 960), (720, 1280)],
        ),
        ((640, 480), &[(320, 240), (480, 360), (640, 480)]),
        // Too near to 540 for both.
        ((720, 576), &[(300, 240), (450, 360), (720, 576)]),
        ((320, 180), &[(320, 180)]),
        ((321, 181), &[(320, 180)]),
        ((2, 2), &[(2, 2)]),
        (
            (2560, 1080),
            &[
                (568, 240),
                (854, 360),
                (1280, 540),
                (1706, 720),
                (2560, 1080),
            ],
        ),
    ];
    for ((width, height), expected) in table {
        let sizes = sizes(&film(width, height, 25, 1));
        assert_eq!(sizes, expected, "{width} × {height}");
        let fit = |(w, h): &(u32, u32)| *w <= width && *h <= height && w % 2 == 0 && h % 2 == 0;
        assert!(sizes.iter().all(fit), "{width} × {height}: {sizes:?}");
    }
}

#[test]
fn only_the_top_is_faster_than_thirty_and_keyframes_fall_together() {
    let table = [
        // frames, seconds, the top's, the others', from keyframe to keyframe
        ((60, 1), 60.0, 30.0, (240, 120)),
        ((50, 1), 50.0, 25.0, (200, 100)),
        ((25, 1), 25.0, 25.0, (100, 100)),
        ((30_000, 1001), 29.97, 29.97, (120, 120)),
        ((60_000, 1001), 59.94, 29.97, (240, 120)),
        ((120, 1), 60.0, 30.0, (240, 120)),
        ((240, 1), 60.0, 30.0, (240, 120)),
        ((1, 1), 10.0, 10.0, (40, 40)),
    ];
    for ((frames, seconds), top, others, groups) in table {
        let rungs = film(1920, 1080, frames, seconds).rungs(Rung::HIGHEST);
        let (low, high) = (rungs[0], rungs[4]);
        let near = |pace: Pace, rate: f64| (pace.per_second() - rate).abs() < 0.01;
        assert!(near(high.pace, top), "{frames}/{seconds}: {high:?}");
        assert!(near(low.pace, others), "{frames}/{seconds}: {low:?}");
        assert_eq!((high.group, low.group), groups, "{frames}/{seconds}");
    }
}

#[test]
fn frames_that_come_as_they_like_are_shown_at_a_usual_pace() {
    for ((frames, seconds), expected) in [
        ((122, 10), 12.0),
        ((13, 1), 15.0),
        ((29, 1), 30.0),
        ((90_000, 1), 60.0),
        ((1, 100), 10.0),
    ] {
        let probe = Probe {
            steady: false,
            ..film(640, 360, frames, seconds)
        };
        let rungs = probe.rungs(Rung::HIGHEST);
        let shown = rungs.last().unwrap().pace.per_second();
        assert!(
            (shown - expected).abs() < 0.01,
            "{frames}/{seconds}: {shown}"
        );
    }
    let unknown = Probe {
        pace: None,
        ..film(640, 360, 1, 1)
    };
    assert_eq!(
        unknown.rungs(Rung::HIGHEST)[0].pace,
        Pace::new(25, 1).unwrap()
    );
}

#[test]
fn what_can_be_watched_soon_is_made_first() {
    let first = |width, height| {
        film(width, height, 25, 1)
            .first_rung(Rung::HIGHEST)
            .unwrap()
            .shorter()
    };
    assert_eq!(first(1920, 1080), 540);
    assert_eq!(first(640, 480), 480);
    assert_eq!(first(854, 576), 360, "before the source");
    assert_eq!(first(200, 100), 100);
    assert_eq!(first(1080, 1920), 540);
}

#[test]
fn a_ladder_reaches_no_higher_than_it_is_asked_to() {
    let sizes = |highest| {
        let rungs = film(1920, 1080, 60, 1).rungs(highest);
        let sizes = rungs.iter().map(|rung| (rung.width, rung.height));
        sizes.collect::<Vec<_>>()
    };
    assert_eq!(sizes(480), [(426, 240), (640, 360), (854, 480)]);
    assert_eq!(sizes(720).last(), Some(&(1280, 720)));
    assert_eq!(sizes(9999), sizes(Rung::HIGHEST));
    let film = film(1920, 1080, 60, 1);
    assert_eq!(film.first_rung(480).unwrap().shorter(), 480);
    let top = *film.rungs(720).last().unwrap();
    assert!(top.pace.per_second() > 30.5, "the highest keeps the pace");
}

#[test]
fn only_heavy_sounds_are_made_anew() {
    let sound = Probe {
        kind: Kind::Audio,
        ..film(0, 0, 1, 1)
    };
    assert_eq!(sound.rungs(Rung::HIGHEST), []);
    assert!(!sound.is_heavy(60 * 128_000 / 8));
    assert!(sound.is_heavy(60 * 1_411_000 / 8));
    let unknown = Probe {
        duration: None,
        ..sound
    };
    assert!(
        unknown.is_heavy(1_000_000),
        "nobody knows: better once more"
    );
}
