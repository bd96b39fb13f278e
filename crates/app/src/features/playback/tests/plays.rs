//! The count of plays.

use std::time::Duration;

use usher_db::params;
use usher_domain::media::{EntryKind, PublishStatus};

use super::{Cinema, cinema};

impl Cinema {
    async fn plays(&self) -> i64 {
        let film = self.film;
        self.hub
            .write(move |tx| {
                tx.query_one(
                    "SELECT plays FROM entries WHERE id = $1",
                    params![film],
                    |row| row.get("plays"),
                )
            })
            .await
    }

    async fn unlist(&self) {
        let film = self.film;
        self.hub
            .write(move |tx| {
                let sql = "UPDATE entries SET publish = 'unlisted' WHERE id = $1";
                tx.execute(sql, params![film])
            })
            .await;
    }
}

#[tokio::test]
async fn a_browser_counts_once_in_half_an_hour() {
    let cinema = cinema().await;
    let path = format!("/media/{}/plays", cinema.film);
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    for _ in 0..3 {
        assert_eq!(grace.post(&path, &[]).await.status, 204);
    }
    assert_eq!(cinema.plays().await, 1);
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    ada.post(&path, &[]).await;
    assert_eq!(cinema.plays().await, 2);
    cinema.hub.clock.advance(Duration::from_mins(30));
    grace.post(&path, &[]).await;
    assert_eq!(cinema.plays().await, 3);
}

#[tokio::test]
async fn a_browser_without_a_name_gets_one_and_counts_once_too() {
    let cinema = cinema().await;
    cinema.unlist().await;
    let path = format!("/media/{}/plays", cinema.film);
    let mut stranger = cinema.hub.browser();
    for _ in 0..3 {
        stranger.post(&path, &[]).await;
    }
    assert_eq!(cinema.plays().await, 1);
    let mut neighbour = cinema.hub.browser();
    neighbour.post(&path, &[]).await;
    assert_eq!(cinema.plays().await, 2);
}

#[tokio::test]
async fn a_script_without_cookies_cannot_count_for_ever() {
    let cinema = cinema().await;
    cinema.unlist().await;
    let path = format!("/media/{}/plays", cinema.film);
    for _ in 0..80 {
        cinema.hub.browser().post(&path, &[]).await;
    }
    assert_eq!(cinema.plays().await, 60);
}

#[tokio::test]
async fn nothing_to_play_is_nothing_to_count() {
    let cinema = cinema().await;
    let empty = cinema
        .hub
        .entry(cinema.owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let answer = grace.post(&format!("/media/{empty}/plays"), &[]).await;
    assert_eq!(answer.status, 204);
    let counted: i64 = cinema
        .hub
        .write(move |tx| {
            let sql = "SELECT plays FROM entries WHERE id = $1";
            tx.query_one(sql, params![empty], |row| row.get("plays"))
        })
        .await;
    assert_eq!(counted, 0);
}
