//! A right that goes while bytes flow takes the bytes with it.

use std::time::Duration;

use axum::{body::Body, http::Method};
use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId, InviteId},
    media::{EntryKind, PublishStatus},
};

use super::{Cinema, cinema};
use crate::testing::{Browser, Opened};

impl Cinema {
    /// Opens the film and takes its first slice.
    async fn watching(&self, browser: &mut Browser) -> Opened {
        let path = format!("/media/{}/file", self.film);
        let mut film = browser.open(Method::GET, &path, &[], Body::empty()).await;
        assert_eq!(film.status, 200);
        let first = film.next().await.unwrap().unwrap();
        assert!(first.len() < self.bytes.len() / 2, "{}", first.len());
        film
    }

    /// Does something to the database and rings.
    async fn deed(
        &self,
        deed: impl FnMut(&Tx) -> Result<u64, Error> + Send + 'static,
        rung: &[Topic],
    ) {
        assert_eq!(self.hub.write(deed).await, 1);
        self.hub.app.parts.bus.ring(rung);
    }
}

/// Whether a stream goes on to its end.
async fn ends_well(film: &mut Opened) -> bool {
    while let Some(slice) = film.next().await {
        if slice.is_err() {
            return false;
        }
    }
    true
}

fn revoke(invite: InviteId) -> impl FnMut(&Tx) -> Result<u64, Error> + Send + 'static {
    move |tx| {
        tx.execute(
            "UPDATE grants SET ended_at = created_at, ended_why = 'revoked' WHERE invite_id = $1",
            params![invite],
        )
    }
}

#[tokio::test]
async fn t09_a_revoked_persons_stream_ends_and_everybody_elses_goes_on() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let (mut alan, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let mut films = [
        cinema.watching(&mut ada).await,
        cinema.watching(&mut alan).await,
        cinema.watching(&mut grace).await,
    ];
    cinema
        .deed(
            revoke(invite),
            &[Topic::Invite(invite), Topic::Entry(cinema.film)],
        )
        .await;
    let next = films[0].next().await.unwrap();
    assert!(next.is_err(), "not one slice more");
    assert!(ends_well(&mut films[1]).await);
    assert!(ends_well(&mut films[2]).await);
    let path = format!("/media/{}/file", cinema.film);
    assert_eq!(ada.get(&path).await.status, 404);
    println!("figure: t09 1 of 3 streams revoked, 0 slices after it, 2 whole films");
}

#[tokio::test]
async fn the_bell_of_the_invite_alone_is_enough() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut film = cinema.watching(&mut ada).await;
    cinema.deed(revoke(invite), &[Topic::Invite(invite)]).await;
    assert!(!ends_well(&mut film).await);
}

#[tokio::test]
async fn a_grant_that_comes_to_its_end_takes_the_stream_along() {
    let cinema = cinema().await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut film = cinema.watching(&mut ada).await;
    cinema.hub.clock.advance(Duration::from_mins(59));
    assert!(film.next().await.unwrap().is_ok(), "not yet over");
    cinema.hub.clock.advance(Duration::from_mins(1));
    assert!(!ends_well(&mut film).await);
}

#[tokio::test]
async fn a_change_that_nobody_rang_for_is_found_within_half_a_minute() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut film = cinema.watching(&mut ada).await;
    cinema.deed(revoke(invite), &[]).await;
    assert!(film.next().await.unwrap().is_ok(), "nobody rang");
    cinema.hub.clock.advance(Duration::from_secs(30));
    assert!(!ends_well(&mut film).await);
}

#[tokio::test]
async fn a_ring_without_a_reason_harms_nobody() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut film = cinema.watching(&mut ada).await;
    let bus = &cinema.hub.app.parts.bus;
    bus.ring(&[Topic::Entry(cinema.film), Topic::Invite(invite)]);
    assert!(ends_well(&mut film).await);
}

type Deed = Box<dyn FnMut(&Tx) -> Result<u64, Error> + Send>;

/// Everything that takes a colleague's right to a private film away, and whom it rings.
fn farewells(film: EntryId, colleague: AccountId) -> Vec<(&'static str, Deed, Topic)> {
    vec![
        (
            "named no more",
            Box::new(move |tx| {
                let sql = "DELETE FROM collaborators WHERE entry_id = $1 AND subject = $2";
                tx.execute(sql, params![film, colleague])
            }),
            Topic::Entry(film),
        ),
        (
            "trashed",
            Box::new(move |tx| {
                let sql = "UPDATE entries SET trashed_at = created_at WHERE id = $1";
                tx.execute(sql, params![film])
            }),
            Topic::Entry(film),
        ),
        (
            "suspended",
            Box::new(move |tx| {
                let sql = "UPDATE accounts SET suspended_at = created_at WHERE id = $1";
                tx.execute(sql, params![colleague])
            }),
            Topic::Account(colleague),
        ),
    ]
}

#[tokio::test]
async fn whatever_takes_the_right_away_ends_the_stream() {
    for nth in 0..3 {
        let cinema = cinema().await;
        let film = cinema.film;
        let alan = cinema.hub.account("alan@uni.edu", AppRole::Viewer).await;
        cinema
            .hub
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                     VALUES ($1, $2, 'account', 'co_viewer', 1)",
                    params![film, alan],
                )
            })
            .await;
        let mut browser = cinema.hub.signed_in(alan).await;
        let mut watching = cinema.watching(&mut browser).await;
        let (what, deed, topic) = farewells(film, alan).remove(nth);
        cinema.deed(deed, &[topic]).await;
        assert!(!ends_well(&mut watching).await, "{what}");
    }
}

#[tokio::test]
async fn signing_out_ends_what_plays_in_that_browser() {
    let cinema = cinema().await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let mut elsewhere = cinema.hub.signed_in(cinema.owner).await;
    let mut here = cinema.watching(&mut grace).await;
    let mut there = cinema.watching(&mut elsewhere).await;
    grace.post("/sign-out", &[]).await;
    assert!(!ends_well(&mut here).await);
    assert!(ends_well(&mut there).await);
}

#[tokio::test]
async fn what_is_published_no_more_ends_for_strangers() {
    let cinema = cinema().await;
    let open = cinema
        .hub
        .entry(cinema.owner, EntryKind::Video, PublishStatus::Unlisted)
        .await;
    cinema
        .hub
        .fill(open, cinema.bytes.clone(), ("a.mp4", "video/mp4"))
        .await;
    let path = format!("/media/{open}/file");
    let mut stranger = cinema.hub.browser();
    let mut film = stranger.open(Method::GET, &path, &[], Body::empty()).await;
    assert!(film.next().await.unwrap().is_ok());
    let withdraw = move |tx: &Tx| {
        let sql = "UPDATE entries SET publish = 'private' WHERE id = $1";
        tx.execute(sql, params![open])
    };
    cinema.deed(withdraw, &[Topic::Entry(open)]).await;
    assert!(!ends_well(&mut film).await);
    assert_eq!(stranger.get(&path).await.status, 404);
}
