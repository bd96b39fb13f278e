//! What the modules Player and My-media say of what is made, and of how long it is kept.

use std::time::Duration;

use usher_db::params;
use usher_domain::{ids::EntryId, media::EntryKind};

use super::{Shop, shop};
use crate::features::{
    jobs::{Climb, Work, runner::step, work::Kind},
    ladders,
};

impl Shop {
    /// What a job of the entry is to work on.
    async fn payload(&self, entry: EntryId) -> String {
        self.hub
            .write(move |tx| {
                let sql = "SELECT payload FROM jobs WHERE entry_id = $1 AND kind = 'rung'";
                tx.query_one(sql, params![entry], |row| row.get("payload"))
            })
            .await
    }
}

#[tokio::test]
async fn a_site_without_ladders_makes_none_until_it_does() {
    let mut shop = shop().await;
    let off = |site: &mut usher_domain::config::SiteConfig| site.player.ladder = false;
    shop.hub.rules(&["player"], off).await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.process(entry, "film.mp4", &film).await;
    assert_eq!(shop.told::<Option<String>>(entry, "ladder").await, None);
    assert_eq!(shop.get(entry, "hls/master.m3u8").await.status, 404);
    assert!(shop.get(entry, "file").await.bytes == film, "it plays");
    let (now, app) = (shop.hub.now(), shop.hub.app.clone());
    let begin = |top| {
        let app = app.clone();
        shop.hub
            .write(move |tx| ladders::begin_one(tx, top, now, &*app.parts.entropy))
    };
    assert!(!begin(None).await);
    assert!(begin(Some(720)).await, "once it is switched on");
    assert!(shop.payload(entry).await.contains("\"highest\":720"));
}

#[tokio::test]
async fn how_high_a_ladder_reaches_is_decided_when_it_is_asked_for() {
    let mut shop = shop().await;
    shop.hub
        .rules(&["player"], |site| site.player.top_rendition = 480)
        .await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.upload(entry, "film.mp4", &film).await;
    assert!(step(&shop.hub.app, &[Kind::Look]).await.unwrap());
    shop.hub.rules(&["player"], |_| {}).await;
    assert!(shop.payload(entry).await.contains("\"highest\":480"));
}

#[tokio::test]
async fn no_rung_is_higher_than_the_plan_and_old_plans_mean_the_highest() {
    let mut shop = shop().await;
    let how = "-f lavfi -i testsrc2=s=640x360:r=10:d=2 -c:v libx264 -preset ultrafast \
               -pix_fmt yuv420p -movflags +faststart -f mp4";
    let (entry, film) = (
        shop.entry(EntryKind::Video).await,
        shop.make("wide.mp4", how),
    );
    shop.hub.fill(entry, film, ("wide.mp4", "video/mp4")).await;
    shop.enqueue(entry, |climb| {
        Work::Rung(Climb {
            highest: 240,
            ..climb
        })
    })
    .await;
    super::super::drain(&shop.hub.app).await.unwrap();
    let master = shop.get(entry, "hls/master.m3u8").await.text();
    assert_eq!(master.matches("RESOLUTION=").count(), 1, "{master}");
    assert!(master.contains("RESOLUTION=426x240"), "{master}");
    let id = "0192f0c0-0000-7000-8000-000000000001";
    let old = format!(
        r#"{{"original":"{id}","sound":"{id}","sheet":"{id}","wave":"{id}","rungs":["{id}","{id}","{id}","{id}","{id}"]}}"#
    );
    let Some(Work::Rung(climb)) = Work::parse("rung", &old) else {
        panic!("a plan of an older version is read");
    };
    assert_eq!(climb.highest, 1080);
}

#[tokio::test]
async fn the_trash_is_emptied_when_the_site_says() {
    let shop = shop().await;
    shop.hub
        .rules(&["mymedia"], |site| site.my_media.deleted_kept_days = 2)
        .await;
    let entry = shop.entry(EntryKind::Document).await;
    shop.trash(entry).await;
    let there = async |entry: EntryId| -> i64 {
        shop.hub
            .write(move |tx| {
                let sql = "SELECT COUNT(*) AS n FROM entries WHERE id = $1";
                tx.query_one(sql, params![entry], |row| row.get("n"))
            })
            .await
    };
    shop.hub.clock.advance(Duration::from_hours(47));
    shop.tidy_up().await;
    assert_eq!(there(entry).await, 1);
    shop.hub.clock.advance(Duration::from_hours(2));
    shop.tidy_up().await;
    assert_eq!(there(entry).await, 0);
}
