//! Pieces of a film that are authorised by a look a moment ago.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_bus::Topic;
use usher_db::{Tx, params};
use usher_domain::ids::EntryId;

use super::{Cinema, cinema};
use crate::{http::cookies, testing::Browser};

/// Takes the grants of everybody away behind the bus's back.
async fn take_away(cinema: &Cinema, film: EntryId) {
    let deed = move |tx: &Tx| {
        tx.execute(
            "UPDATE grants SET ended_at = created_at, ended_why = 'revoked' WHERE entry_id = $1",
            params![film],
        )
    };
    assert_eq!(cinema.hub.write(deed).await, 1);
}

async fn status(browser: &mut Browser, film: EntryId) -> u16 {
    let path = format!("/media/{film}/file");
    browser.get(&path).await.status.as_u16()
}

#[tokio::test]
async fn a_look_stands_for_a_second_and_no_longer() {
    let cinema = cinema().await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    assert_eq!(status(&mut ada, cinema.film).await, 200);
    take_away(&cinema, cinema.film).await;
    cinema.hub.clock.advance(Duration::from_millis(999));
    assert_eq!(status(&mut ada, cinema.film).await, 200, "nobody rang");
    cinema.hub.clock.advance(Duration::from_millis(1));
    assert_eq!(status(&mut ada, cinema.film).await, 404);
}

#[tokio::test]
async fn a_bell_ends_it_at_once_for_whoever_it_is_about() {
    for nth in 0..3 {
        let cinema = cinema().await;
        let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
        assert_eq!(status(&mut ada, cinema.film).await, 200);
        take_away(&cinema, cinema.film).await;
        let (_, session) = seen(&cinema, &ada);
        let topics = [
            Topic::Entry(cinema.film),
            Topic::Invite(invite),
            Topic::Session(session),
        ];
        cinema.hub.app.parts.bus.ring(&topics[nth..=nth]);
        assert_eq!(status(&mut ada, cinema.film).await, 404, "{nth}");
    }
}

#[tokio::test]
async fn a_bell_about_nothing_costs_a_look_and_no_more() {
    let cinema = cinema().await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    for _ in 0..3 {
        assert_eq!(status(&mut ada, cinema.film).await, 200);
        cinema.hub.app.parts.bus.ring(&[Topic::Entry(cinema.film)]);
    }
}

#[tokio::test]
async fn another_secret_with_the_same_session_gets_nothing() {
    let cinema = cinema().await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    assert_eq!(status(&mut ada, cinema.film).await, 200);
    let (mut bytes, _) = seen(&cinema, &ada);
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    let forged = format!("{}={}", cookies::SESSION, URL_SAFE_NO_PAD.encode(bytes));
    ada.keep(&forged.parse().unwrap());
    assert_eq!(status(&mut ada, cinema.film).await, 404);
}

#[tokio::test]
async fn it_is_for_the_film_that_was_looked_at() {
    let cinema = cinema().await;
    let other = cinema
        .hub
        .entry(
            cinema.owner,
            usher_domain::media::EntryKind::Video,
            usher_domain::media::PublishStatus::Private,
        )
        .await;
    let film = ("a.mp4", "video/mp4");
    cinema.hub.fill(other, cinema.bytes.clone(), film).await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    assert_eq!(status(&mut ada, cinema.film).await, 200);
    assert_eq!(status(&mut ada, other).await, 404);
}

/// The bytes of the session's cookie, and its id.
fn seen(cinema: &Cinema, browser: &Browser) -> (Vec<u8>, usher_domain::ids::SessionId) {
    let value = browser.cookie(cookies::SESSION).unwrap();
    let mut headers = axum::http::HeaderMap::new();
    let line = format!("{}={value}", cookies::SESSION);
    headers.insert(axum::http::header::COOKIE, line.parse().unwrap());
    let shown = crate::features::accounts::shown(&cinema.hub.app, &headers);
    (URL_SAFE_NO_PAD.decode(value).unwrap(), shown.unwrap().0)
}
