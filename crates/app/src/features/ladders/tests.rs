//! Playlists of long films, and what the database keeps of them.

use usher_domain::{
    clock::{SeededEntropy, Timestamp},
    ids::BlobId,
};
use usher_media_tools::Segment;

use super::{Parts, Rendition, Sort, master, media, playlist::Rates, previews};

fn rendition(sort: Sort) -> Rendition {
    Rendition {
        blob: BlobId::new(Timestamp::from_secs(1), &SeededEntropy::new(1)),
        sort,
        size: (160, 90),
        pace: 25_000,
        rates: Rates::default(),
        codecs: "mp4a.40.2".to_owned(),
    }
}

/// Eight hours of four-second segments, none as long as the one before it in bytes.
fn eight_hours() -> Parts {
    let list = (0..7200_u64).map(|n| Segment {
        micros: if n % 100 == 99 { 3_966_667 } else { 4_000_000 },
        bytes: 900_000 + n * 7 % 1000,
    });
    Parts::Segments {
        header: 1257,
        first: 87_733,
        list: list.collect(),
    }
}

#[test]
fn parts_survive_the_database_and_stay_small() {
    let pictures = Parts::Pictures {
        count: 144,
        columns: 12,
        every: 200_000_000,
    };
    for parts in [eight_hours(), pictures, Parts::Whole] {
        assert_eq!(Parts::read(&parts.to_string()), parts);
    }
    let length = eight_hours().to_string().len();
    assert!(length < 60_000, "{length} bytes for eight hours");
    for unknown in [
        "",
        "segments",
        "segments 1",
        "segments 1 2 x",
        "pictures 1",
        "of tomorrow",
    ] {
        assert_eq!(Parts::read(unknown), Parts::Whole, "{unknown}");
    }
}

#[test]
fn a_long_playlist_is_bounded_and_its_segments_follow_each_other() {
    let text = media(&rendition(Sort::Rung), &eight_hours()).unwrap();
    assert!(text.len() < 1 << 20, "{} bytes", text.len());
    assert_eq!(text.matches("#EXTINF").count(), 7200);
    assert!(text.contains("#EXT-X-TARGETDURATION:4\n"));
    assert!(text.contains("#EXT-X-BYTERANGE:900000@87733\n"));
    assert!(text.contains("#EXT-X-BYTERANGE:900007@987733\n"));
    assert_eq!(media(&rendition(Sort::Wave), &Parts::Whole), None);
}

#[test]
fn rates_are_those_of_whole_segments() {
    let parts = Parts::Segments {
        header: 1,
        first: 1,
        list: [(4_000_000, 500_000), (4_000_000, 250_000), (40_000, 60_000)]
            .map(|(micros, bytes)| Segment { micros, bytes })
            .into(),
    };
    assert_eq!(
        parts.rates(),
        Rates {
            most: 1_000_000,
            mean: 805_970
        }
    );
}

#[test]
fn there_is_no_list_of_nothing() {
    assert_eq!(master(&[]), None);
    assert_eq!(
        master(&[rendition(Sort::Wave), rendition(Sort::Sheet)]),
        None
    );
    let sound = master(&[rendition(Sort::Sound)]).unwrap();
    assert!(!sound.contains("RESOLUTION"), "{sound}");
}

#[test]
fn pictures_follow_each_other_in_rows() {
    let parts = Parts::Pictures {
        count: 14,
        columns: 12,
        every: 300_000_000,
    };
    let text = previews("/hls/previews.jpg", &rendition(Sort::Sheet), &parts).unwrap();
    let last = "01:05:00.000 --> 01:10:00.000\n/hls/previews.jpg#xywh=160,90,160,90\n";
    assert!(
        text.starts_with("WEBVTT\n") && text.ends_with(last),
        "{text}"
    );
}
