//! The trash.

use std::time::Duration;

use usher_db::{Tx, params};
use usher_domain::{
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};

use super::{Shop, shop};
use crate::features::jobs::{self, table};

impl Shop {
    pub(super) async fn trash(&self, entry: EntryId) {
        let now = self.hub.now();
        self.hub
            .write(move |tx| {
                let sql = "UPDATE entries SET trashed_at = $2 WHERE id = $1";
                tx.execute(sql, params![entry, now])
            })
            .await;
    }

    /// Everything that comes round comes round now.
    pub(super) async fn tidy_up(&self) {
        let (now, entropy) = (self.hub.now(), self.hub.app.parts.entropy.clone());
        self.hub
            .write(move |tx| table::begin(tx, now, &*entropy))
            .await;
        jobs::drain(&self.hub.app).await.unwrap();
    }

    /// In how many rows of which tables an entry is still named.
    async fn traces(&self, entry: EntryId) -> Vec<(&'static str, i64)> {
        let tables = [
            ("entries", "SELECT COUNT(*) AS n FROM entries WHERE id = $1"),
            (
                "blobs",
                "SELECT COUNT(*) AS n FROM blobs WHERE entry_id = $1",
            ),
            (
                "captions",
                "SELECT COUNT(*) AS n FROM captions WHERE entry_id = $1",
            ),
            (
                "words",
                "SELECT COUNT(*) AS n FROM entry_terms WHERE entry_id = $1",
            ),
            (
                "chapters",
                "SELECT COUNT(*) AS n FROM chapters WHERE entry_id = $1",
            ),
            (
                "uploads",
                "SELECT COUNT(*) AS n FROM uploads WHERE entry_id = $1",
            ),
            ("jobs", "SELECT COUNT(*) AS n FROM jobs WHERE entry_id = $1"),
            (
                "invites",
                "SELECT COUNT(*) AS n FROM invites WHERE entry_id = $1",
            ),
            (
                "grants",
                "SELECT COUNT(*) AS n FROM grants WHERE entry_id = $1",
            ),
            (
                "guest links",
                "SELECT COUNT(*) AS n FROM guest_links WHERE entry_id = $1",
            ),
            (
                "guests",
                "SELECT COUNT(*) AS n FROM guests WHERE entry_id = $1",
            ),
            (
                "attendance",
                "SELECT COUNT(*) AS n FROM attendance WHERE entry_id = $1",
            ),
            (
                "days",
                "SELECT COUNT(*) AS n FROM audience_days WHERE entry_id = $1",
            ),
            (
                "devices",
                "SELECT COUNT(*) AS n FROM audience_devices WHERE entry_id = $1",
            ),
            (
                "steps",
                "SELECT COUNT(*) AS n FROM audience_steps WHERE entry_id = $1",
            ),
            (
                "months",
                "SELECT COUNT(*) AS n FROM audience_months WHERE entry_id = $1",
            ),
            (
                "tags",
                "SELECT COUNT(*) AS n FROM entry_tags WHERE entry_id = $1",
            ),
            (
                "collaborators",
                "SELECT COUNT(*) AS n FROM collaborators WHERE entry_id = $1",
            ),
            (
                "removals",
                "SELECT COUNT(*) AS n FROM removals WHERE entry_id = $1",
            ),
        ];
        let count = move |tx: &Tx| {
            let mut found = Vec::new();
            for (table, sql) in tables {
                let n = tx.query_one(sql, params![entry], |row| row.get::<i64>("n"))?;
                if n > 0 {
                    found.push((table, n));
                }
            }
            Ok(found)
        };
        self.hub.write(count).await
    }
}

#[tokio::test]
async fn after_thirty_days_in_the_trash_nothing_of_an_entry_is_left() {
    let mut shop = shop().await;
    let (entry, kept) = (
        shop.entry(EntryKind::Video).await,
        shop.entry(EntryKind::Video).await,
    );
    let film = shop.film();
    shop.process(kept, "film.mp4", &film).await;
    shop.process(entry, "film.mp4", &film).await;
    // A second file that nobody has looked at yet, and one on its way.
    shop.upload(entry, "film.mp4", &film).await;
    shop.hub.guest(entry, shop.owner).await;
    let (_, invite) = shop.hub.guest(entry, shop.owner).await;
    let account = shop.owner;
    shop.hub
        .write(move |tx| {
            for sql in [
                "INSERT INTO entry_tags (entry_id, tag, position) VALUES ($1, 'compilers', 0)",
                "INSERT INTO chapters (entry_id, at_ms, title) VALUES ($1, 0, 'Welcome')",
                "INSERT INTO entry_terms (owner_id, term, entry_id, source)
                 SELECT owner_id, 'compilers', id, 'text' FROM entries WHERE id = $1",
                "INSERT INTO removals (entry_id, email, removed_at) VALUES ($1, 'eve@x.org', 1)",
                "INSERT INTO attendance (entry_id, person, sort, first_at, last_at)
                 VALUES ($1, 'p', 'guest', 1, 1)",
                "INSERT INTO audience_days (entry_id, day, source) VALUES ($1, 1, 'anyone')",
                "INSERT INTO audience_devices (entry_id, day, device) VALUES ($1, 1, 'phone')",
                "INSERT INTO audience_steps (entry_id, day) VALUES ($1, 1)",
                "INSERT INTO audience_months (month, entry_id) VALUES (1, $1)",
            ] {
                tx.execute(sql, params![entry])?;
            }
            tx.execute(
                "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
                 VALUES ($1, $2, 'copied', 1)",
                params![[7_u8; 32], invite],
            )?;
            tx.execute(
                "INSERT INTO guest_links (id, entry_id, maker_id, name, uses_allowed, created_at)
                 VALUES ('l', $1, $2, 'Open day', -1, 1)",
                params![entry, account],
            )?;
            tx.execute(
                "INSERT INTO guest_link_secrets (mac, link_id, created_at) VALUES ($1, 'l', 1)",
                params![[8_u8; 32]],
            )?;
            for guest in ["a", "b"] {
                tx.execute(
                    "INSERT INTO guests (id, link_id, entry_id, name, email, seat, ends_at, created_at)
                     VALUES ($1, 'l', $2, 'Ada', 'ada@example.org', $3, 2, 1)",
                    params![guest, entry, [9_u8; 32]],
                )?;
            }
            tx.execute(
                "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                 VALUES ($1, $2, 'account', 'co_viewer', 1)",
                params![entry, account],
            )
        })
        .await;
    shop.trash(entry).await;
    shop.trash(kept).await;
    shop.hub.clock.advance(Duration::from_hours(30 * 24 - 1));
    let restored = move |tx: &Tx| {
        let sql = "UPDATE entries SET trashed_at = NULL WHERE id = $1";
        tx.execute(sql, params![kept])
    };
    shop.hub.write(restored).await;
    shop.tidy_up().await;
    assert_eq!(shop.traces(entry).await[0], ("entries", 1), "a last hour");
    shop.hub.clock.advance(Duration::from_hours(1));
    shop.tidy_up().await;
    assert_eq!(shop.traces(entry).await, []);
    shop.hub.clock.advance(Duration::from_mins(5));
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.objects(), 6, "those of the restored entry");
    let mut browser = shop.hub.signed_in(shop.owner).await;
    let file = browser.get(&format!("/media/{kept}/file")).await;
    assert!(file.bytes == film);
}

#[tokio::test]
async fn an_entry_with_very_many_invites_goes_in_small_steps() {
    let shop = shop().await;
    let entry = shop
        .hub
        .entry(shop.owner, EntryKind::Video, PublishStatus::Private)
        .await;
    for _ in 0..250 {
        shop.hub.guest(entry, shop.owner).await;
    }
    shop.trash(entry).await;
    shop.hub.clock.advance(Duration::from_hours(30 * 24));
    shop.tidy_up().await;
    assert_eq!(shop.traces(entry).await, []);
}
