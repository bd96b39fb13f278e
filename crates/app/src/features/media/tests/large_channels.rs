//! Channels in which more stands than is sorted in memory: every order is the database's.

use axum::http::StatusCode;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{ChannelId, EntryId},
    media::EntryKind,
};

use super::finding::{shelf, titles};
use crate::{
    features::media::{Among, Looked, Order, find},
    testing::Hub,
};

/// More stands in the channel than is looked at for one page, too.
const ENTRIES: usize = 2_700;
const WAITING: usize = 0;
const ELSEWHERE: usize = 1;

/// What entry `n` of [`shelf`] is called.
fn title(n: usize) -> String {
    let of = if n % 500 == 7 { "quaggas" } else { "compilers" };
    format!("Lecture {n} of {of}")
}

/// Whether entry `n` is shown in the channel: one is not ready, and one is in the trash.
fn is_shown(n: usize) -> bool {
    ![WAITING, ELSEWHERE].contains(&(n % 10)) && ![2, 3].contains(&n)
}

/// A hub with a channel for everybody; its entries, of which some wait, some stand elsewhere, and most are shown.
async fn channel() -> (Hub, ChannelId, Vec<EntryId>) {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let ids = shelf(&hub, ada, u32::try_from(ENTRIES).unwrap()).await;
    let entropy = hub.app.parts.entropy.clone();
    let (now, placed) = (hub.now(), ids.clone());
    let [channel, other] = [1, 2].map(|seconds| {
        ChannelId::new(
            now.after(std::time::Duration::from_secs(seconds)),
            &*entropy,
        )
    });
    hub.write(move |tx| {
        for id in [channel, other] {
            tx.execute(
                "INSERT INTO channels (id, kind, name, audience, contributors, moderated, created_at, changed_at)
                 VALUES ($1, 'channel', 'Compilers', 'everyone', 'contributors', 1, $2, $2)",
                params![id, now],
            )?;
        }
        for (n, entry) in placed.iter().enumerate() {
            let (place, state) = match n % 10 {
                WAITING => (channel, "waiting"),
                ELSEWHERE => (other, "approved"),
                _ => (channel, "approved"),
            };
            tx.put(
                "INSERT INTO channel_entries (channel_id, entry_id, state, asked_by, asked_at)
                 VALUES ($1, $2, $3, $4, $5)",
                params![place, *entry, state, ada, now],
            )?;
        }
        let unready = "UPDATE entries SET state = 'processing' WHERE id = $1";
        tx.execute(unready, params![placed[2]])?;
        let trashed = "UPDATE entries SET trashed_at = $2 WHERE id = $1";
        tx.execute(trashed, params![placed[3], now])
    })
    .await;
    (hub, channel, ids)
}

/// The numbers of the entries that are shown, in order.
fn in_order(order: Order) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..ENTRIES).filter(|n| is_shown(*n)).collect();
    match order {
        Order::Title => shown.sort_by_key(|n| title(*n).to_ascii_lowercase()),
        Order::Plays => shown.sort_by_key(|n| std::cmp::Reverse((n % 97, *n))),
        Order::Newest | Order::Updated => shown.reverse(),
    }
    shown
}

#[tokio::test]
async fn every_order_of_a_large_channel_shows_what_stands_there_once_page_by_page() {
    let (hub, channel, ids) = channel().await;
    for order in Order::ALL {
        let kind = Looked {
            kind: Some(EntryKind::Video),
            ..Looked::default()
        };
        for (looked, fits) in [
            (Looked::default(), ""),
            (kind, ""),
            (Looked::for_words("lect comp"), "compilers"),
            (Looked::for_words("quagga"), "quaggas"),
        ] {
            let looked = Looked { order, ..looked };
            let (mut before, mut seen) = (None, Vec::new());
            loop {
                let looked = looked.clone();
                let among = Among::Channel(channel);
                let read = move |tx: &usher_db::Tx| find(tx, among, &looked, before, 400);
                let page = hub.app.parts.db.read(read).await.unwrap();
                seen.extend(page.cards.iter().map(|card| card.id));
                before = page.next;
                if before.is_none() {
                    break;
                }
            }
            let expected = in_order(order).into_iter();
            let expected: Vec<EntryId> = expected
                .filter(|n| title(*n).contains(fits))
                .map(|n| ids[n])
                .collect();
            assert!(
                seen == expected,
                "{order:?} {fits:?}: {} of {}",
                seen.len(),
                expected.len()
            );
        }
    }
}

#[tokio::test]
async fn the_page_of_a_large_channel_goes_on_in_its_order() {
    let (hub, channel, ids) = channel().await;
    let mia = hub.account("mia@uni.edu", AppRole::PrivateOnly).await;
    let mut mia = hub.signed_in(mia).await;
    for order in Order::ALL {
        let expected = in_order(order);
        let name = order.as_str();
        let path = format!("/channels/{channel}?sort={name}");
        let mut page = async |path: &str| {
            let answer = mia.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            titles(&answer.text())
        };
        let said = |of: &[usize]| of.iter().map(|n| title(*n)).collect::<Vec<String>>();
        assert_eq!(page(&path).await, said(&expected[..24]), "{name}");
        let behind = |n: usize| format!("{path}&before={}", ids[n]);
        let second = page(&behind(expected[23])).await;
        assert_eq!(second, said(&expected[24..48]), "{name}");
        // What waits there, or stands elsewhere, has no place in an order that its own title gives away.
        if order != Order::Newest {
            for hidden in [1_350 + WAITING, 1_350 + ELSEWHERE] {
                let first = page(&behind(hidden)).await;
                assert_eq!(first, said(&expected[..24]), "{name} {hidden}");
            }
        }
    }
}
