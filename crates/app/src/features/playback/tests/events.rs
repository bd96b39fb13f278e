//! The stream of events.

use std::time::Duration;

use axum::{body::Body, http::Method};
use usher_bus::Topic;
use usher_db::params;

use super::{Cinema, cinema};
use crate::testing::{Browser, Opened};

impl Cinema {
    async fn follow(&self, browser: &mut Browser) -> Opened {
        let path = format!("/media/{}/events", self.film);
        let mut events = browser.open(Method::GET, &path, &[], Body::empty()).await;
        assert_eq!(events.status, 200);
        assert!(said(&mut events).await.contains("retry: 2000"));
        events
    }
}

/// What comes next; the product has a second, a test machine may be slow.
async fn said(events: &mut Opened) -> String {
    let next = tokio::time::timeout(Duration::from_secs(20), events.next());
    match next.await.unwrap() {
        Some(bytes) => String::from_utf8(bytes.unwrap().to_vec()).unwrap(),
        None => "(the end)".to_owned(),
    }
}

#[tokio::test]
async fn a_revoked_person_is_told_why_and_the_stream_ends() {
    let cinema = cinema().await;
    for (why, code) in [
        ("revoked", "revoked"),
        ("removed", "barred"),
        ("left", "left"),
        ("moved", "moved"),
        ("signed_out", "signed_out"),
    ] {
        let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
        let mut events = cinema.follow(&mut ada).await;
        cinema
            .hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE grants SET ended_at = created_at, ended_why = $2 WHERE invite_id = $1",
                    params![invite, why],
                )
            })
            .await;
        cinema.hub.app.parts.bus.ring(&[Topic::Invite(invite)]);
        let expected = format!("event: ended\ndata: {code}\n\n");
        assert_eq!(said(&mut events).await, expected);
        assert_eq!(said(&mut events).await, "(the end)");
    }
}

#[tokio::test]
async fn a_grant_that_runs_out_is_noticed_without_a_ring() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let ends_at = cinema.hub.now().after(Duration::from_millis(50));
    cinema
        .hub
        .write(move |tx| {
            let sql = "UPDATE grants SET ends_at = $2 WHERE invite_id = $1";
            tx.execute(sql, params![invite, ends_at])
        })
        .await;
    let mut events = cinema.follow(&mut ada).await;
    cinema.hub.clock.advance(Duration::from_secs(1));
    assert_eq!(said(&mut events).await, "event: ended\ndata: ended\n\n");
}

#[tokio::test]
async fn a_change_is_told_once_and_by_its_kind() {
    let cinema = cinema().await;
    let film = cinema.film;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let mut events = cinema.follow(&mut grace).await;
    let table = [
        (
            "UPDATE entries SET state = 'processing' WHERE id = $1",
            "media",
        ),
        (
            "UPDATE entries SET title = 'Compilers, week 4' WHERE id = $1",
            "text",
        ),
        (
            "UPDATE entries SET publish = 'unlisted' WHERE id = $1",
            "rights",
        ),
    ];
    for (sql, kind) in table {
        // Progress and plays concern nobody; they come first and must stay unsaid.
        cinema
            .hub
            .write(move |tx| {
                let sql =
                    "UPDATE entries SET progress = progress + 1, plays = plays + 1 WHERE id = $1";
                tx.execute(sql, params![film])
            })
            .await;
        cinema.hub.app.parts.bus.ring(&[Topic::Entry(film)]);
        cinema
            .hub
            .write(move |tx| tx.execute(sql, params![film]))
            .await;
        cinema.hub.app.parts.bus.ring(&[Topic::Entry(film)]);
        let expected = format!("event: changed\ndata: {kind}\n\n");
        assert_eq!(said(&mut events).await, expected);
    }
}

#[tokio::test]
async fn a_deleted_entry_ends_for_its_owner_too() {
    let cinema = cinema().await;
    let film = cinema.film;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let mut events = cinema.follow(&mut grace).await;
    cinema
        .hub
        .write(move |tx| {
            let sql = "UPDATE entries SET trashed_at = created_at WHERE id = $1";
            tx.execute(sql, params![film])
        })
        .await;
    cinema.hub.app.parts.bus.ring(&[Topic::Entry(film)]);
    assert_eq!(
        said(&mut events).await,
        "event: ended\ndata: entry_gone\n\n"
    );
}

#[tokio::test]
async fn a_full_house_says_when_to_come_back_and_a_closed_stream_makes_room() {
    let cinema = cinema().await;
    let places = &cinema.hub.app.playback.streams;
    let others = places
        .clone()
        .try_acquire_many_owned(u32::try_from(super::super::STREAMS - 1).unwrap())
        .unwrap();
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let last = cinema.follow(&mut grace).await;
    let path = format!("/media/{}/events", cinema.film);
    let refused = grace.get(&path).await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.headers["retry-after"], "10");
    drop(last);
    assert_eq!(places.available_permits(), 1);
    drop(others);
}

#[tokio::test]
async fn a_stranger_is_told_nothing() {
    let cinema = cinema().await;
    let path = format!("/media/{}/events", cinema.film);
    let answer = cinema.hub.browser().get(&path).await;
    assert_eq!(answer.status, 404);
    assert_ne!(answer.headers["content-type"], "text/event-stream");
}
