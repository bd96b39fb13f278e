//! Ladders of films that play already.

use usher_db::params;
use usher_domain::{
    ids::{BlobId, EntryId},
    media::EntryKind,
};
use usher_media_tools::Tools;

use super::{PICTURE, Shop, TONE, kind_of, shop, shop_in};
use crate::{
    features::{
        jobs::{Climb, Work, runner::step, table, work::Kind},
        ladders,
    },
    testing::Hub,
};

/// A film with two rungs.
const WIDE: &str = "-f lavfi -i testsrc2=s=640x360:r=10:d=6";
const H264: &str = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart";

impl Shop {
    fn wide_film(&self) -> Vec<u8> {
        self.make("wide.mp4", &format!("{WIDE} {TONE} {H264} -f mp4"))
    }

    async fn ladder(&self, entry: EntryId) -> (Option<String>, Option<String>) {
        (
            self.told(entry, "ladder").await,
            self.told(entry, "ladder_failure").await,
        )
    }

    /// The objects of an entry's renditions, by size.
    async fn renditions(&self, entry: EntryId) -> Vec<(ladders::Sort, (u32, u32), BlobId)> {
        let all = self.hub.write(move |tx| ladders::of_entry(tx, entry)).await;
        all.into_iter()
            .map(|one| (one.sort, one.size, one.blob))
            .collect()
    }

    async fn text(&mut self, entry: EntryId, name: &str) -> String {
        let answer = self.get(entry, &format!("hls/{name}")).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        answer.text()
    }

    /// Asks for what is not made yet, in one job, as if a process had died before.
    pub(super) async fn enqueue(
        &self,
        entry: EntryId,
        work: impl Fn(Climb) -> Work + Send + Sync + 'static,
    ) {
        let (now, app) = (self.hub.now(), self.hub.app.clone());
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE entries SET ladder = 'making' WHERE id = $1",
                    params![entry],
                )?;
                let original = tx.query_one(
                    "SELECT original_id FROM entries WHERE id = $1",
                    params![entry],
                    |row| row.get::<BlobId>("original_id"),
                )?;
                let entropy = &*app.parts.entropy;
                let work = work(Climb::draw(original, 1080, now, entropy));
                table::enqueue(tx, &work, Some(entry), now, entropy)
            })
            .await;
    }
}

fn made() -> (Option<String>, Option<String>) {
    (Some("made".to_owned()), None)
}

#[tokio::test]
async fn a_film_plays_first_and_has_its_ladder_later() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.wide_film());
    shop.upload(entry, "week 3.mp4", &film).await;
    assert!(step(&shop.hub.app, &[Kind::Look]).await.unwrap());
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(shop.ladder(entry).await.0.as_deref(), Some("making"));
    assert_eq!(shop.get(entry, "hls/master.m3u8").await.status, 404);
    assert!(shop.get(entry, "file").await.bytes == film);

    assert!(step(&shop.hub.app, &[Kind::Rung]).await.unwrap());
    let master = shop.text(entry, "master.m3u8").await;
    assert_eq!(master.matches("RESOLUTION").count(), 1, "{master}");
    assert!(master.contains("RESOLUTION=640x360"), "{master}");
    assert_eq!(shop.ladder(entry).await.0.as_deref(), Some("making"));

    assert!(step(&shop.hub.app, &[Kind::Ladder]).await.unwrap());
    assert_eq!(shop.ladder(entry).await, made());
    let master = shop.text(entry, "master.m3u8").await;
    let sizes: Vec<_> = master
        .lines()
        .filter_map(|line| line.split("RESOLUTION=").nth(1))
        .collect();
    assert_eq!(
        sizes,
        ["426x240,FRAME-RATE=10.000", "640x360,FRAME-RATE=10.000"]
    );
    assert_eq!(
        master.matches("CODECS=\"mp4a.40.2\"").count(),
        1,
        "the sound alone"
    );
    assert!(
        !step(&shop.hub.app, &[Kind::Rung, Kind::Ladder])
            .await
            .unwrap()
    );
    assert!(
        shop.get(entry, "file").await.bytes == film,
        "what played plays"
    );
}

#[tokio::test]
async fn every_segment_lies_where_the_playlist_says() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.wide_film());
    shop.process(entry, "film.mp4", &film).await;
    let master = shop.text(entry, "master.m3u8").await;
    let lists: Vec<_> = master
        .lines()
        .filter(|line| line.strip_suffix(".m3u8").is_some())
        .collect();
    assert_eq!(lists.len(), 3);
    for list in lists {
        let answer = shop.get(entry, &format!("hls/{list}")).await;
        assert_eq!(kind_of(&answer), ladders::PLAYLIST);
        assert_eq!(answer.headers["cache-control"], "private, no-store");
        let text = answer.text();
        let file = list.replace(".m3u8", ".mp4");
        let whole = shop.get(entry, &format!("hls/{file}")).await.bytes;
        let header = format!("#EXT-X-MAP:URI=\"{file}\",BYTERANGE=\"");
        let header = text.split(&header).nth(1).unwrap();
        let length: usize = header.split('@').next().unwrap().parse().unwrap();
        assert_eq!(&whole[4..8], b"ftyp");
        let mut next = 0;
        for line in text
            .lines()
            .filter_map(|line| line.strip_prefix("#EXT-X-BYTERANGE:"))
        {
            let (bytes, at) = line.split_once('@').unwrap();
            let (bytes, at): (usize, usize) = (bytes.parse().unwrap(), at.parse().unwrap());
            assert!(at >= length && (next == 0 || at == next), "{text}");
            assert_eq!(&whole[at + 4..at + 8], b"moof");
            next = at + bytes;
        }
        assert!(next > 0 && next <= whole.len());
        assert!(text.ends_with("#EXT-X-ENDLIST\n"));
    }
    let previews = shop.text(entry, "previews.vtt").await;
    assert_eq!(previews.matches("-->").count(), 6, "one a second");
    assert!(previews.contains(&format!(
        "/media/{entry}/hls/previews.jpg#xywh=160,0,160,90"
    )));
    let sheet = shop.get(entry, "hls/previews.jpg").await;
    assert_eq!(kind_of(&sheet), "image/jpeg");
    assert!(sheet.bytes.starts_with(b"\xFF\xD8"));
    assert_eq!(shop.objects(), 3 + 2 + 1 + 1);
}

#[tokio::test]
async fn a_finished_rung_is_not_made_again_after_a_restart() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.wide_film());
    shop.process(entry, "film.mp4", &film).await;
    let before = shop.renditions(entry).await;
    for work in [Work::Rung, Work::Ladder] {
        shop.enqueue(entry, work).await;
        super::super::drain(&shop.hub.app).await.unwrap();
        assert_eq!(shop.renditions(entry).await, before);
        assert_eq!(shop.ladder(entry).await, made());
    }
    let lost = before[before.len() - 2].2;
    shop.hub
        .write(move |tx| tx.execute("DELETE FROM renditions WHERE blob_id = $1", params![lost]))
        .await;
    shop.enqueue(entry, Work::Rung).await;
    super::super::drain(&shop.hub.app).await.unwrap();
    let after = shop.renditions(entry).await;
    assert_eq!(after.len(), before.len());
    let kept = before.iter().filter(|one| after.contains(one)).count();
    assert_eq!(kept, before.len() - 1, "{before:?} and {after:?}");
}

#[tokio::test]
async fn whoever_may_edit_calls_it_off_and_asks_again() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.wide_film());
    shop.upload(entry, "film.mp4", &film).await;
    assert!(step(&shop.hub.app, &[Kind::Look]).await.unwrap());
    assert!(step(&shop.hub.app, &[Kind::Rung]).await.unwrap());
    let page = shop.browser.get(&format!("/media/{entry}")).await.text();
    assert!(page.contains("More qualities are being made"), "{page}");

    let path = format!("/media/{entry}/qualities");
    let answer = shop.browser.post(&path, &[("deed", "cancel")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(shop.ladder(entry).await.0.as_deref(), Some("cancelled"));
    assert!(
        !step(&shop.hub.app, &[Kind::Ladder]).await.unwrap(),
        "the job is gone"
    );
    let master = shop.text(entry, "master.m3u8").await;
    assert_eq!(
        master.matches("RESOLUTION").count(),
        1,
        "what is there plays"
    );
    let (guest, _) = shop.hub.guest(entry, shop.owner).await;
    let mut guest = guest;
    assert_eq!(guest.post(&path, &[("deed", "make")]).await.status, 403);
    let page = guest.get(&format!("/media/{entry}")).await.text();
    assert!(!page.contains("qualities"), "nobody else is told");

    let answer = shop.browser.post(&path, &[("deed", "make")]).await;
    assert_eq!(answer.status, 303);
    let first = shop.renditions(entry).await;
    super::super::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.ladder(entry).await, made());
    let all = shop.renditions(entry).await;
    assert!(
        first.iter().all(|one| all.contains(one)),
        "{first:?} and {all:?}"
    );
    assert_eq!(all.len(), first.len() + 1);
}

#[tokio::test]
async fn another_file_takes_the_ladder_along() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.wide_film());
    shop.process(entry, "film.mp4", &film).await;
    let before = shop.renditions(entry).await;
    // While the new one is on its way the old one plays on, in all its sizes.
    shop.upload(entry, "new.mp4", &shop.film()).await;
    assert_eq!(shop.renditions(entry).await, before);
    super::super::drain(&shop.hub.app).await.unwrap();
    let after = shop.renditions(entry).await;
    assert!(!after.is_empty());
    assert!(
        after
            .iter()
            .all(|(_, _, blob)| before.iter().all(|(.., old)| old != blob))
    );
    assert_eq!(shop.ladder(entry).await, made());
    assert_eq!(
        shop.objects(),
        3 + after.len(),
        "nothing of the old is left"
    );
    let gone = format!("hls/{}.m3u8", before[0].2);
    assert_eq!(shop.get(entry, &gone).await.status, 404);
}

#[tokio::test]
async fn what_was_there_before_gets_its_ladder_one_by_one() {
    let mut shop = shop().await;
    let film = shop.film();
    let mut entries = Vec::new();
    for _ in 0..2 {
        let entry = shop.entry(EntryKind::Video).await;
        shop.hub
            .fill(entry, film.clone(), ("old.mp4", "video/mp4"))
            .await;
        entries.push(entry);
    }
    let paper = shop.entry(EntryKind::Document).await;
    shop.hub
        .fill(paper, &b"%PDF-1.4"[..], ("p.pdf", "application/pdf"))
        .await;
    let (now, app) = (shop.hub.now(), shop.hub.app.clone());
    let begin =
        move |tx: &usher_db::Tx| ladders::begin_one(tx, Some(1080), now, &*app.parts.entropy);
    assert!(shop.hub.write(begin.clone()).await);
    assert!(!shop.hub.write(begin).await, "one is in line");
    super::super::drain(&shop.hub.app).await.unwrap();
    for entry in entries {
        assert_eq!(shop.ladder(entry).await, made());
        assert!(
            shop.text(entry, "master.m3u8")
                .await
                .contains("RESOLUTION=320x180")
        );
    }
    assert_eq!(shop.ladder(paper).await, (None, None));
}

#[tokio::test]
async fn a_film_that_cannot_be_read_plays_as_it_is_with_a_word_for_its_owner() {
    let mut shop = shop().await;
    let mut film = shop.make(
        "film.mp4",
        &format!(
            "{PICTURE} -c:v libx264 -preset ultrafast -pix_fmt yuv420p -movflags +faststart -f mp4"
        ),
    );
    let mdat = film.windows(4).position(|four| four == b"mdat").unwrap();
    film[mdat + 4..].fill(0xFF);
    let entry = shop.entry(EntryKind::Video).await;
    shop.hub.fill(entry, film, ("film.mp4", "video/mp4")).await;
    shop.enqueue(entry, Work::Rung).await;
    super::super::drain(&shop.hub.app).await.unwrap();
    let failed = (Some("failed".to_owned()), Some("broken".to_owned()));
    assert_eq!(shop.ladder(entry).await, failed);
    assert_eq!(shop.state(entry).await.0, "ready");
    assert_eq!(shop.objects(), 1, "nothing half-made");
    let page = shop.browser.get(&format!("/media/{entry}")).await.text();
    assert!(page.contains("the file is damaged"), "{page}");
    assert!(!page.contains("data-hls"));
}

#[tokio::test]
async fn a_sound_has_its_waveform_and_a_heavy_one_a_lighter_sister() {
    let mut shop = shop().await;
    let light = shop.make("light.mp3", &format!("{TONE} -b:a 96k -f mp3"));
    let heavy = shop.make("heavy.wav", &format!("{TONE} -ar 44100 -f wav"));
    for (name, sound, sisters) in [("light.mp3", light, 0), ("heavy.wav", heavy, 1)] {
        let entry = shop.entry(EntryKind::Audio).await;
        shop.process(entry, name, &sound).await;
        assert_eq!(shop.ladder(entry).await, made(), "{name}");
        let wave = shop.get(entry, "hls/waveform.json").await;
        assert_eq!(kind_of(&wave), "application/json");
        let peaks: Vec<u8> = serde_json::from_slice(&wave.bytes).unwrap();
        assert!((800..1600).contains(&peaks.len()), "{}", peaks.len());
        assert!(peaks.iter().any(|peak| *peak > 10));
        let sounds = shop.renditions(entry).await.into_iter();
        let sounds = sounds.filter(|(sort, ..)| *sort == ladders::Sort::Sound);
        assert_eq!(sounds.count(), sisters, "{name}");
        let master = shop.get(entry, "hls/master.m3u8").await;
        assert_eq!(master.status.as_u16(), if sisters == 0 { 404 } else { 200 });
    }
}

#[tokio::test]
async fn without_programs_there_is_no_ladder_until_there_are() {
    let nothing = Tools::find_in(std::ffi::OsStr::new(""));
    let mut shop = shop_in(Hub::with(|parts| parts.tools = nothing)).await;
    let film = shop.film();
    let entry = shop.entry(EntryKind::Video).await;
    shop.process(entry, "film.mp4", &film).await;
    assert_eq!(shop.ladder(entry).await, (None, None));
    shop.enqueue(entry, Work::Rung).await;
    super::super::drain(&shop.hub.app).await.unwrap();
    assert_eq!(
        shop.ladder(entry).await,
        (None, None),
        "asked for again later"
    );
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
}
