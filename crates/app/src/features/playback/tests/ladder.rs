//! Renditions that players choose among are held as films are.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, header},
};
use usher_bus::Topic;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{BlobId, EntryId, InviteId},
    media::{EntryKind, PublishStatus},
};

use super::{Cinema, cinema};
use crate::{features::playback::shortcut, http::cookies, testing::Browser};

/// The film's one rung: the same bytes.
pub(super) async fn rung(cinema: &Cinema) -> BlobId {
    let (film, bytes) = (cinema.film, cinema.bytes.clone());
    let kind = ("540p.mp4", "video/mp4");
    let blob = cinema.hub.blob(film, "rendition", bytes.into(), kind).await;
    let insert = "INSERT INTO renditions
        (blob_id, entry_id, sort, width, height, pace, most_bits, mean_bits, codecs, parts)
        VALUES ($1, $2, 'rung', 960, 540, 25000, 900000, 800000, 'avc1.64001f,mp4a.40.2',
          'segments 1000 1000 4000000:500000 499003')";
    cinema
        .hub
        .write(move |tx| tx.execute(insert, params![blob, film]))
        .await;
    blob
}

fn path(film: EntryId, name: &str) -> String {
    format!("/media/{film}/hls/{name}")
}

pub(super) async fn revoke(cinema: &Cinema, invite: InviteId) {
    let sql = "UPDATE grants SET ended_at = created_at, ended_why = 'revoked' WHERE invite_id = $1";
    let rows = cinema
        .hub
        .write(move |tx| tx.execute(sql, params![invite]))
        .await;
    assert_eq!(rows, 1);
    let topics = [Topic::Invite(invite), Topic::Entry(cinema.film)];
    cinema.hub.app.parts.bus.ring(&topics);
}

#[tokio::test]
async fn whoever_may_watch_may_choose_and_nobody_else() {
    let cinema = cinema().await;
    let blob = rung(&cinema).await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let mut nobody = cinema.hub.browser();
    let names = [
        "master.m3u8".to_owned(),
        format!("{blob}.m3u8"),
        format!("{blob}.mp4"),
    ];
    for name in &names {
        let path = path(cinema.film, name);
        assert_eq!(ada.get(&path).await.status, 200, "{name}");
        assert_ne!(nobody.get(&path).await.status, 200, "{name}");
    }
    let master = ada.get(&path(cinema.film, "master.m3u8")).await.text();
    assert_eq!(
        master,
        format!(
            "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n\
             #EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=800000,\
             CODECS=\"avc1.64001f,mp4a.40.2\",RESOLUTION=960x540,FRAME-RATE=25.000\n{blob}.m3u8\n"
        )
    );
    let list = ada.get(&path(cinema.film, &names[1])).await.text();
    let expected = format!(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MAP:URI=\"{blob}.mp4\",BYTERANGE=\"1000@0\"\n\
         #EXTINF:4.000000,\n#EXT-X-BYTERANGE:500000@1000\n{blob}.mp4\n\
         #EXTINF:4.000000,\n#EXT-X-BYTERANGE:499003@501000\n{blob}.mp4\n#EXT-X-ENDLIST\n"
    );
    assert_eq!(list, expected);
    revoke(&cinema, invite).await;
    for name in &names {
        assert_eq!(
            ada.get(&path(cinema.film, name)).await.status,
            404,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_rendition_is_found_below_its_own_entry_alone() {
    let cinema = cinema().await;
    let blob = rung(&cinema).await;
    let other = cinema
        .hub
        .entry(cinema.owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let original = cinema
        .hub
        .blob(other, "original", cinema.bytes.clone().into(), ("a", "b"))
        .await;
    for (entry, blob) in [(other, blob), (cinema.film, original)] {
        for kind in ["mp4", "m3u8"] {
            let path = path(entry, &format!("{blob}.{kind}"));
            assert_eq!(grace.get(&path).await.status, 404, "{path}");
        }
    }
    for name in ["previews.vtt", "previews.jpg", "waveform.json", "x.mp4"] {
        assert_eq!(
            grace.get(&path(cinema.film, name)).await.status,
            404,
            "{name}"
        );
    }
    let stranger = cinema
        .hub
        .account("mallory@uni.edu", AppRole::PrivateOnly)
        .await;
    let mut mallory = cinema.hub.signed_in(stranger).await;
    let path = path(cinema.film, &format!("{blob}.mp4"));
    assert_eq!(mallory.get(&path).await.status, 404);
}

/// Whether the door answers a request for a piece.
fn at_the_door(cinema: &Cinema, browser: &Browser, path: &str) -> bool {
    let session = browser.cookie(cookies::SESSION).unwrap_or_default();
    let request = Request::builder()
        .uri(path)
        .header(header::HOST, "hub.uni.edu")
        .header(header::COOKIE, format!("{}={session}", cookies::SESSION))
        .body(Body::empty())
        .unwrap();
    shortcut(&cinema.hub.app, &request).is_some()
}

#[tokio::test]
async fn its_pieces_take_the_shortcut_and_are_the_houses() {
    let cinema = cinema().await;
    let blob = rung(&cinema).await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let piece = path(cinema.film, &format!("{blob}.mp4"));
    let range = [("range", "bytes=1000-500999")];
    assert!(!at_the_door(&cinema, &ada, &piece));
    let house = ada.send(Method::GET, &piece, &range, Body::empty()).await;
    assert_eq!(house.status, 206);
    assert!(at_the_door(&cinema, &ada, &piece));
    // The right to one is kept for that one.
    let film = format!("/media/{}/file", cinema.film);
    assert!(!at_the_door(&cinema, &ada, &film));
    let door = ada.send(Method::GET, &piece, &range, Body::empty()).await;
    assert_eq!(door.status, 206);
    assert!(door.bytes == house.bytes && door.bytes == cinema.bytes[1000..501_000]);
    assert_eq!(
        door.headers.get("content-range"),
        house.headers.get("content-range")
    );
    assert_eq!(door.headers["cache-control"], "private, no-store");
}

#[tokio::test]
async fn t09_a_revoked_persons_rendition_ends_within_a_slice() {
    let cinema = cinema().await;
    let blob = rung(&cinema).await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let piece = path(cinema.film, &format!("{blob}.mp4"));
    // Once through the house and once at the door.
    for _ in 0..2 {
        let mut film = ada.open(Method::GET, &piece, &[], Body::empty()).await;
        assert!(film.next().await.unwrap().is_ok());
        drop(film);
    }
    let mut film = ada.open(Method::GET, &piece, &[], Body::empty()).await;
    assert!(film.next().await.unwrap().is_ok());
    revoke(&cinema, invite).await;
    assert!(film.next().await.unwrap().is_err(), "not one slice more");
    assert!(!at_the_door(&cinema, &ada, &piece));
}
