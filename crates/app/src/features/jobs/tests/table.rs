//! The job table: leases, pauses, and jobs that nobody finishes.

use std::time::Duration;

use usher_db::params;
use usher_domain::{ids::EntryId, media::EntryKind};

use super::{Shop, shop};
use crate::features::jobs::{
    self,
    table::{self, LEASE, Lease},
    trouble::TRIES,
    work::Kind,
};

impl Shop {
    /// A worker takes the next job, and is never heard of again.
    async fn worker_dies(&self, kinds: &'static [Kind]) -> Option<Lease> {
        let now = self.hub.now();
        self.hub.write(move |tx| table::lease(tx, kinds, now)).await
    }

    async fn job(&self, entry: EntryId) -> (String, i64, Option<String>) {
        let sql =
            "SELECT state, attempts, last_error FROM jobs WHERE entry_id = $1 AND kind = 'look'";
        self.hub
            .write(move |tx| {
                tx.query_one(sql, params![entry], |row| {
                    Ok((
                        row.get("state")?,
                        row.get("attempts")?,
                        row.get("last_error")?,
                    ))
                })
            })
            .await
    }
}

#[tokio::test]
async fn a_worker_that_dies_half_way_is_followed_by_another() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.old_film());
    shop.upload(entry, "old.mkv", &film).await;
    let dead = shop.worker_dies(&[Kind::Look]).await.unwrap();
    assert_eq!(jobs::drain(&shop.hub.app).await, Ok(0), "it is leased");
    shop.hub.clock.advance(LEASE);
    // The second worker looks, and dies while rendering: half a file is left.
    let looking = &[Kind::Look];
    let second = shop.worker_dies(looking).await.unwrap();
    assert_eq!((second.id, second.attempts), (dead.id, 2));
    shop.hub.clock.advance(LEASE);
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    let now = shop.hub.now();
    for lease in [dead, second] {
        let late = move |tx: &usher_db::Tx| {
            let renewed = table::renew(tx, &lease, now)?;
            Ok((renewed, table::finish(tx, &lease, now)?))
        };
        assert_eq!(shop.hub.write(late).await, (false, false));
    }
}

#[tokio::test]
async fn what_a_killed_worker_left_behind_is_overwritten() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.old_film());
    shop.upload(entry, "old.mkv", &film).await;
    let payload: String = shop
        .hub
        .write(move |tx| {
            let sql = "SELECT payload FROM jobs WHERE entry_id = $1";
            tx.query_one(sql, params![entry], |row| row.get("payload"))
        })
        .await;
    let plan: jobs::Plan = serde_json::from_str(&payload).unwrap();
    for blob in [plan.poster, plan.poster_small, plan.rendition] {
        let half = bytes::Bytes::from_static(b"half a file");
        shop.hub.app.parts.blobs.put(blob, half).await.unwrap();
    }
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(&shop.get(entry, "file").await.bytes[4..8], b"ftyp");
    assert_eq!(&shop.get(entry, "poster").await.bytes[..2], b"\xFF\xD8");
}

#[tokio::test]
async fn trouble_with_the_machine_is_waited_for_and_told_in_the_end() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.upload(entry, "film.mp4", &film).await;
    // The disk with the file is not mounted.
    let (here, gone) = (
        shop.hub.media_folder().join("blobs"),
        shop.path("unmounted"),
    );
    std::fs::rename(&here, &gone).unwrap();
    std::fs::create_dir(&here).unwrap();
    assert_eq!(jobs::drain(&shop.hub.app).await, Ok(1));
    let (state, attempts, error) = shop.job(entry).await;
    assert_eq!((state.as_str(), attempts), ("waiting", 1));
    assert!(error.is_some());
    assert_eq!(
        jobs::drain(&shop.hub.app).await,
        Ok(0),
        "not before its pause"
    );
    shop.hub.clock.advance(Duration::from_secs(15));
    std::fs::remove_dir(&here).unwrap();
    std::fs::rename(&gone, &here).unwrap();
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    assert_eq!(shop.job(entry).await, ("done".to_owned(), 2, None));

    let entry = shop.entry(EntryKind::Video).await;
    shop.upload(entry, "film.mp4", &film).await;
    std::fs::rename(&here, &gone).unwrap();
    std::fs::create_dir(&here).unwrap();
    for _ in 0..TRIES {
        assert_eq!(jobs::drain(&shop.hub.app).await, Ok(1));
        shop.hub.clock.advance(Duration::from_hours(1));
    }
    assert_eq!(jobs::drain(&shop.hub.app).await, Ok(0));
    let told = ("failed".to_owned(), Some("trouble".to_owned()));
    assert_eq!(shop.state(entry).await, told);
    assert_eq!(shop.job(entry).await.0, "failed");
    assert!(gone.read_dir().unwrap().count() > 0, "the file is kept");
}

#[tokio::test]
async fn a_job_that_kills_every_worker_is_given_up() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.upload(entry, "film.mp4", &film).await;
    for _ in 0..TRIES {
        shop.worker_dies(&[Kind::Look]).await.unwrap();
        shop.hub.clock.advance(LEASE);
    }
    assert_eq!(jobs::drain(&shop.hub.app).await, Ok(1));
    let told = ("failed".to_owned(), Some("trouble".to_owned()));
    assert_eq!(shop.state(entry).await, told);
}

#[tokio::test]
async fn work_of_another_version_is_put_aside() {
    let shop = shop().await;
    let entry = shop.entry(EntryKind::Video).await;
    shop.hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO jobs (id, kind, entry_id, payload, state, run_at, created_at)
                 VALUES ('0', 'look', $1, '{\"future\": true}', 'waiting', 1, 1)",
                params![entry],
            )
        })
        .await;
    // The id is none of ours either: the row cannot even be read.
    assert!(jobs::drain(&shop.hub.app).await.is_err());
    shop.hub
        .write(move |tx| {
            tx.execute(
                "UPDATE jobs SET id = '01234567-0000-7000-8000-000000000000'",
                params![],
            )
        })
        .await;
    assert_eq!(jobs::drain(&shop.hub.app).await, Ok(1));
    assert_eq!(shop.job(entry).await.0, "failed");
}

#[tokio::test]
async fn what_comes_round_again_has_one_row_each() {
    let shop = shop().await;
    let app = shop.hub.app.clone();
    let (now, entropy) = (shop.hub.now(), app.parts.entropy.clone());
    for _ in 0..2 {
        let entropy = entropy.clone();
        shop.hub
            .write(move |tx| table::begin(tx, now, &*entropy))
            .await;
    }
    assert_eq!(jobs::drain(&app).await, Ok(2));
    assert_eq!(jobs::drain(&app).await, Ok(0));
    shop.hub.clock.advance(Duration::from_hours(1));
    assert_eq!(jobs::drain(&app).await, Ok(2));
    let now = shop.hub.now();
    shop.hub
        .write(move |tx| table::begin(tx, now, &*entropy))
        .await;
    assert_eq!(
        jobs::drain(&app).await,
        Ok(2),
        "after a start they come at once"
    );
}

#[tokio::test]
async fn ended_jobs_are_forgotten_after_a_month() {
    let mut shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.process(entry, "film.mp4", &film).await;
    let count = "SELECT COUNT(*) AS n FROM jobs WHERE entry_id = $1";
    let counted = async |shop: &Shop| -> i64 {
        let count =
            move |tx: &usher_db::Tx| tx.query_one(count, params![entry], |row| row.get("n"));
        shop.hub.write(count).await
    };
    assert_eq!(counted(&shop).await, 2, "the look and the ladder");
    let entropy = shop.hub.app.parts.entropy.clone();
    shop.hub.clock.advance(Duration::from_hours(31 * 24));
    let now = shop.hub.now();
    shop.hub
        .write(move |tx| table::begin(tx, now, &*entropy))
        .await;
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(counted(&shop).await, 0);
}

#[tokio::test]
async fn looking_for_work_never_reads_the_whole_table() {
    let shop = shop().await;
    for sql in [
        "SELECT j.id FROM jobs j WHERE j.kind = $1 AND j.state IN ('waiting', 'running')
         AND j.run_at <= $2 ORDER BY j.run_at LIMIT 1",
        "SELECT id FROM jobs WHERE entry_id = $1 AND kind IN ('look', 'render')
         AND state IN ('waiting', 'running')",
        "SELECT id FROM jobs WHERE entry_id = $1 AND kind IN ('rung', 'ladder')
         AND state IN ('waiting', 'running')",
        "SELECT id FROM jobs WHERE finished_at < $1 ORDER BY finished_at LIMIT 500",
        "SELECT id FROM entries WHERE trashed_at IS NOT NULL AND trashed_at <= $1
         ORDER BY trashed_at LIMIT 1",
        "SELECT id FROM uploads WHERE expires_at <= $1 ORDER BY expires_at LIMIT 100",
        "SELECT id FROM uploads WHERE account_id = $1 AND finished_at IS NULL AND expires_at > $2
         ORDER BY id DESC LIMIT 100",
    ] {
        assert_eq!(shop.hub.flaws(sql).await, [""; 0]);
    }
}
