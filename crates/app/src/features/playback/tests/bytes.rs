//! Whole files and parts of them.

use axum::{body::Body, http::Method};
use usher_domain::{
    access::AppRole,
    media::{EntryKind, PublishStatus},
};

use super::{Cinema, cinema};
use crate::testing::Answer;

impl Cinema {
    async fn ask(&self, method: Method, headers: &[(&str, &str)]) -> Answer {
        let path = format!("/media/{}/file", self.film);
        let mut browser = self.hub.signed_in(self.owner).await;
        browser.send(method, &path, headers, Body::empty()).await
    }
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_film_comes_whole_with_what_a_player_needs_to_know() {
    let cinema = cinema().await;
    let answer = cinema.ask(Method::GET, &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.bytes == cinema.bytes, "{}", answer.bytes.len());
    assert_eq!(header(&answer, "content-length"), "1000003");
    assert_eq!(header(&answer, "content-type"), "video/mp4");
    assert_eq!(header(&answer, "accept-ranges"), "bytes");
    assert_eq!(header(&answer, "cache-control"), "private, no-store");
    assert!(header(&answer, "etag").starts_with('"'));
    assert!(header(&answer, "content-disposition").starts_with("inline; filename=\"week 3.mp4\""));
}

#[tokio::test]
async fn head_tells_the_same_without_the_bytes() {
    let cinema = cinema().await;
    let answer = cinema.ask(Method::HEAD, &[("range", "bytes=0-9")]).await;
    assert_eq!((answer.status.as_u16(), answer.bytes.len()), (200, 0));
    assert_eq!(header(&answer, "content-length"), "1000003");
    assert_eq!(header(&answer, "accept-ranges"), "bytes");
}

#[tokio::test]
async fn every_part_of_a_film_can_be_asked_for() {
    let cinema = cinema().await;
    let table = [
        ("bytes=0-0", 0..1),
        ("bytes=0-262143", 0..262_144),
        ("bytes=262143-262144", 262_143..262_145),
        ("bytes=1000-999999", 1000..1_000_000),
        ("bytes=1000000-", 1_000_000..1_000_003),
        ("bytes=-3", 1_000_000..1_000_003),
        ("bytes=999999-9999999", 999_999..1_000_003),
    ];
    for (asked, part) in table {
        let answer = cinema.ask(Method::GET, &[("range", asked)]).await;
        assert_eq!(answer.status, 206, "{asked}");
        assert!(answer.bytes == cinema.bytes[part.clone()], "{asked}");
        let told = format!("bytes {}-{}/1000003", part.start, part.end - 1);
        assert_eq!(header(&answer, "content-range"), told);
        assert_eq!(header(&answer, "content-length"), part.len().to_string());
    }
}

#[tokio::test]
async fn a_part_beyond_the_end_is_refused_with_the_length() {
    let cinema = cinema().await;
    let answer = cinema
        .ask(Method::GET, &[("range", "bytes=1000003-")])
        .await;
    assert_eq!(answer.status, 416);
    assert_eq!(header(&answer, "content-range"), "bytes */1000003");
    assert!(answer.bytes.is_empty());
}

#[tokio::test]
async fn an_odd_range_gives_the_whole_film() {
    let cinema = cinema().await;
    for odd in ["bytes=9-2", "bytes=0-1,3-4", "pages=1-2", "bytes=x-"] {
        let answer = cinema.ask(Method::GET, &[("range", odd)]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.bytes.len()),
            (200, 1_000_003),
            "{odd}"
        );
    }
}

#[tokio::test]
async fn a_player_that_has_it_is_told_so_and_one_that_had_another_gets_all() {
    let cinema = cinema().await;
    let first = cinema.ask(Method::GET, &[]).await;
    let etag = header(&first, "etag").to_owned();
    let again = cinema.ask(Method::GET, &[("if-none-match", &etag)]).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    assert_eq!(header(&again, "etag"), etag);
    let part = ("range", "bytes=0-9");
    let same = cinema.ask(Method::GET, &[part, ("if-range", &etag)]).await;
    assert_eq!((same.status.as_u16(), same.bytes.len()), (206, 10));
    let other = cinema
        .ask(Method::GET, &[part, ("if-range", "\"before\"")])
        .await;
    assert_eq!((other.status.as_u16(), other.bytes.len()), (200, 1_000_003));
}

#[tokio::test]
async fn the_original_is_saved_under_its_own_name() {
    let cinema = cinema().await;
    let path = format!("/media/{}/download", cinema.film);
    let answer = cinema.hub.signed_in(cinema.owner).await.get(&path).await;
    assert!(answer.bytes == cinema.bytes);
    assert_eq!(
        header(&answer, "content-disposition"),
        "attachment; filename=\"week 3.mp4\"; filename*=UTF-8''week%203.mp4"
    );
}

#[tokio::test]
async fn what_is_not_there_yet_says_so() {
    let cinema = cinema().await;
    let empty = cinema
        .hub
        .entry(cinema.owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut browser = cinema.hub.signed_in(cinema.owner).await;
    for place in ["file", "download", "poster", "poster-small"] {
        let accept = [("accept", "application/json")];
        let path = format!("/media/{empty}/{place}");
        let answer = browser
            .send(Method::GET, &path, &accept, Body::empty())
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (404, "no_media"),
            "{place}"
        );
    }
}

#[tokio::test]
async fn captions_belong_to_their_entry() {
    let cinema = cinema().await;
    let (hub, film) = (&cinema.hub, cinema.film);
    let other = hub
        .entry(cinema.owner, EntryKind::Video, PublishStatus::Published)
        .await;
    let vtt = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n";
    let caption = cinema.caption(vtt).await;
    let mut browser = hub.signed_in(cinema.owner).await;
    let answer = browser
        .get(&format!("/media/{film}/captions/{caption}"))
        .await;
    assert_eq!((answer.status.as_u16(), &answer.bytes[..]), (200, &vtt[..]));
    assert_eq!(header(&answer, "content-type"), "text/vtt; charset=utf-8");
    for path in [
        format!("/media/{other}/captions/{caption}"),
        format!("/media/{film}/captions/{other}"),
        format!("/media/{film}/captions/en"),
    ] {
        assert_eq!(browser.get(&path).await.status, 404, "{path}");
    }
    let mut stranger = hub
        .signed_in(hub.account("eve@uni.edu", AppRole::Admin).await)
        .await;
    let answer = stranger
        .get(&format!("/media/{film}/captions/{caption}"))
        .await;
    assert_eq!(answer.status, 404);
}
