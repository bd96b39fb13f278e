//! T1: however many press at once, a guest link lets in as many as it has uses.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use tokio::task::JoinSet;

use super::{House, enter, house};
use crate::testing::Browser;

const PARALLEL: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Race {
    Nothing,
    End,
    Delete,
    Renew,
    Expiry,
}

async fn round(house: &mut House, uses: Option<i64>, race: Race) -> (usize, usize) {
    let mut wish = json!({ "name": "Contested", "days": 1 });
    if let Some(uses) = uses {
        wish["uses"] = json!(uses);
    }
    let (id, path) = house.link(wish).await;
    let before = house.guests_counted().await;
    let mut presses = JoinSet::new();
    let path: Arc<str> = path.into();
    for number in 0..PARALLEL {
        let mut browser: Browser = house.hub.browser();
        browser.get(&path).await;
        let path = path.clone();
        presses.spawn(async move {
            for _ in 0..number * 8 {
                tokio::task::yield_now().await;
            }
            let status = enter(&mut browser, &path, "Ada", "ada@example.org")
                .await
                .status;
            usize::from(status == 303)
        });
    }
    for _ in 0..64 {
        tokio::task::yield_now().await;
    }
    match race {
        Race::Nothing => {}
        Race::End => drop(house.end_all().await),
        Race::Delete => drop(house.delete(&id, "").await),
        Race::Renew => drop(house.renew(&id).await),
        Race::Expiry => {
            house.hub.clock.advance(Duration::from_hours(25));
            // The owner's own session would end after some rounds of it.
            house.browser = house.hub.signed_in(house.grace).await;
        }
    }
    let admitted: usize = presses.join_all().await.into_iter().sum();
    let link = house
        .links()
        .await
        .into_iter()
        .find(|link| link["id"] == *id);
    if let Some(link) = link {
        assert_eq!(link["came"], admitted, "{uses:?} {race:?}");
        if race != Race::Renew {
            assert_eq!(link["uses_spent"], admitted, "{uses:?} {race:?}");
        }
    }
    assert_eq!(house.guests_counted().await - before, admitted);
    if race == Race::End {
        assert_eq!(house.inside().await, 0, "nobody slips in behind it");
        house.switch(true).await;
    }
    house.delete(&id, "?end_guests=true").await;
    let most = uses.map_or(PARALLEL, |uses| usize::try_from(uses).unwrap());
    if race == Race::Nothing {
        assert_eq!(admitted, most);
    }
    (admitted, admitted.saturating_sub(most))
}

impl House {
    async fn guests_counted(&self) -> usize {
        self.counted("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM guests")
            .await
    }

    async fn inside(&self) -> usize {
        let now = self.hub.now();
        let count = move |tx: &usher_db::Tx| {
            tx.query_one(
                "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM guests WHERE ended_at IS NULL AND ends_at > $1",
                usher_db::params![now],
                |row| row.get::<i64>("n"),
            )
        };
        usize::try_from(self.hub.write(count).await).unwrap()
    }

    async fn counted(&self, sql: &'static str) -> usize {
        let count: i64 = self
            .hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await;
        usize::try_from(count).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t01_a_guest_link_lets_in_as_many_as_it_has_uses_and_not_one_more() {
    let mut house = house().await;
    let rounds = if std::env::var_os("USHER_SOAK").is_some() {
        20
    } else {
        1
    };
    let (mut links, mut admitted, mut oversold) = (0, 0, 0);
    for _ in 0..rounds {
        for uses in [Some(1), Some(5), None] {
            for race in [
                Race::Nothing,
                Race::End,
                Race::Delete,
                Race::Renew,
                Race::Expiry,
            ] {
                let (came, over) = round(&mut house, uses, race).await;
                links += 1;
                admitted += came;
                oversold += over;
            }
        }
    }
    assert_eq!(oversold, 0);
    println!(
        "figure: t01 {links} guest links × {PARALLEL} parallel POSTs: {admitted} admitted, {oversold} oversold"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t01_one_browser_that_presses_many_times_at_once_is_one_guest() {
    let mut house = house().await;
    let (_, path) = house.link(json!({ "name": "Course", "uses": 5 })).await;
    let mut ada = house.hub.browser();
    ada.get(&path).await;
    let mut presses = JoinSet::new();
    let path: Arc<str> = path.into();
    for _ in 0..PARALLEL {
        let (mut ada, path) = (ada.clone(), path.clone());
        presses.spawn(async move {
            enter(&mut ada, &path, "Ada", "ada@example.org")
                .await
                .status
        });
    }
    assert!(presses.join_all().await.iter().all(|status| *status == 303));
    assert_eq!(house.links().await[0]["uses_spent"], 1);
    assert_eq!(house.guests_counted().await, 1);
}
