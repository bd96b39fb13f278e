//! Addresses for players that send no cookie.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderValue, Method, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use usher_bus::Topic;
use usher_db::params;
use usher_domain::{
    access::{TokenScope, TokenScopes},
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{
    Cinema, cinema,
    ladder::{revoke, rung},
};
use crate::{
    features::accounts::issue_token,
    testing::{Answer, BASE, Browser, Log, Opened},
};

/// Asks for addresses as the page does.
async fn ask(browser: &mut Browser, entry: EntryId) -> Answer {
    browser
        .post_nothing(&format!("/media/{entry}/address"))
        .await
}

/// The path of one of the addresses in `given`.
fn path(given: &Value) -> String {
    let address = given.as_str().unwrap();
    address.strip_prefix(BASE).unwrap().to_owned()
}

/// Where `browser` is told that the film is.
async fn film(cinema: &Cinema, browser: &mut Browser) -> String {
    path(&ask(browser, cinema.film).await.value()["file"])
}

/// What somebody without any cookie gets there.
async fn get(cinema: &Cinema, path: &str) -> Answer {
    cinema.hub.browser().get(path).await
}

async fn open(cinema: &Cinema, path: &str) -> Opened {
    let mut player = cinema.hub.browser();
    let mut film = player.open(Method::GET, path, &[], Body::empty()).await;
    assert_eq!(film.status, 200);
    assert!(film.next().await.unwrap().is_ok());
    film
}

async fn ends_well(film: &mut Opened) -> bool {
    while let Some(slice) = film.next().await {
        if slice.is_err() {
            return false;
        }
    }
    true
}

/// A program with a token of the account's.
async fn program(cinema: &Cinema, account: AccountId, scope: TokenScope) -> Browser {
    let app = cinema.hub.app.clone();
    let token = cinema.hub.write(move |tx| {
        let with = (&*app.parts.clock, &*app.parts.entropy, &app.parts.key);
        let scopes = TokenScopes::NONE.with(scope);
        issue_token(
            tx,
            account,
            "player",
            scopes,
            Duration::from_hours(24),
            with,
        )
    });
    let value = format!("Bearer {}", token.await.expose_secret());
    let mut program = cinema.hub.browser();
    let value = HeaderValue::try_from(value).unwrap();
    program.headers.insert(header::AUTHORIZATION, value);
    program
}

#[tokio::test]
async fn a_player_without_cookies_gets_what_the_browser_gets() {
    let cinema = cinema().await;
    cinema.caption(b"WEBVTT\n").await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let answer = ask(&mut ada, cinema.film).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    let given = answer.value();
    assert_eq!(given["ends_at"], "2026-11-21T12:05:00Z");
    assert_eq!(
        given["hls"],
        Value::Null,
        "there is nothing to choose among"
    );
    let caption = &given["captions"][0];
    assert_eq!(
        (&caption["lang"], &caption["label"]),
        (&json!("en"), &json!("English"))
    );
    let track = get(&cinema, &path(&caption["address"])).await;
    assert_eq!(
        (track.status.as_u16(), &*track.bytes),
        (200, &b"WEBVTT\n"[..])
    );

    let (plain, by) = (format!("/media/{}/file", cinema.film), path(&given["file"]));
    for range in [
        "",
        "bytes=0-9",
        "bytes=999000-",
        "bytes=-5",
        "bytes=9999999-",
    ] {
        let heads = [("range", range)];
        let house = ada.send(Method::GET, &plain, &heads, Body::empty()).await;
        let mut player = cinema.hub.browser();
        let mut there = player.send(Method::GET, &by, &heads, Body::empty()).await;
        assert_eq!(there.status, house.status, "{range}");
        assert!(there.bytes == house.bytes, "{range}");
        // A page of another site may play it as well.
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
        ] {
            assert_eq!(there.headers.remove(name).unwrap(), value);
        }
        there
            .headers
            .remove("access-control-expose-headers")
            .unwrap();
        let mut heads = house.headers;
        heads.remove("cross-origin-resource-policy");
        for heads in [&mut heads, &mut there.headers] {
            heads.remove("date");
            // The house says nothing of it where there is nothing; the door does.
            if heads
                .get("content-length")
                .is_some_and(|length| length == "0")
            {
                heads.remove("content-length");
            }
        }
        assert_eq!(there.headers, heads, "{range}");
    }
}

#[tokio::test]
async fn a_player_finds_all_of_a_ladder_from_its_master() {
    let cinema = cinema().await;
    let blob = rung(&cinema).await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let master = path(&ask(&mut grace, cinema.film).await.value()["hls"]);
    let list = get(&cinema, &master).await;
    assert_eq!(
        list.headers["content-type"],
        "application/vnd.apple.mpegurl"
    );
    let beside = |name: &str| {
        let (folder, _) = master.rsplit_once('/').unwrap();
        format!("{folder}/{name}")
    };
    let named = list.text().lines().last().unwrap().to_owned();
    assert_eq!(named, format!("{blob}.m3u8"));
    let segments = get(&cinema, &beside(&named)).await.text();
    let piece = segments
        .lines()
        .rfind(|line| !line.starts_with('#'))
        .unwrap();
    let mut player = cinema.hub.browser();
    let range = [("range", "bytes=1000-500999")];
    let piece = beside(piece);
    let answer = player
        .send(Method::GET, &piece, &range, Body::empty())
        .await;
    assert_eq!(answer.status, 206);
    assert!(answer.bytes == cinema.bytes[1000..501_000]);
    assert_eq!(get(&cinema, &beside("x.m3u8")).await.status, 404);
}

#[tokio::test]
async fn an_address_is_good_for_five_minutes_and_never_longer_than_the_right() {
    let cinema = cinema().await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let first = film(&cinema, &mut ada).await;
    let mut running = open(&cinema, &first).await;
    cinema.hub.clock.advance(Duration::from_secs(299));
    assert_eq!(get(&cinema, &first).await.status, 200);
    cinema.hub.clock.advance(Duration::from_secs(1));
    assert_eq!(get(&cinema, &first).await.status, 404);
    // What has begun goes on, as it does for a browser.
    assert!(ends_well(&mut running).await);
    // The guest's hour ends in two minutes.
    cinema.hub.clock.advance(Duration::from_mins(53));
    let given = ask(&mut ada, cinema.film).await.value();
    assert_eq!(given["ends_at"], "2026-11-21T13:00:00Z");
    let last = path(&given["file"]);
    let mut running = open(&cinema, &last).await;
    cinema.hub.clock.advance(Duration::from_mins(2));
    assert!(!ends_well(&mut running).await);
    assert_eq!(get(&cinema, &last).await.status, 404);
}

#[tokio::test]
async fn t06_an_address_with_anything_changed_opens_nothing() {
    let cinema = cinema().await;
    // Everybody may watch it, and still no forged address opens it.
    for publish in [PublishStatus::Private, PublishStatus::Unlisted] {
        let film = cinema.film;
        let sql = "UPDATE entries SET publish = $2 WHERE id = $1";
        (cinema.hub)
            .write(move |tx| tx.execute(sql, params![film, publish.as_str()]))
            .await;
        let mut grace = cinema.hub.signed_in(cinema.owner).await;
        let right = path(&ask(&mut grace, film).await.value()["file"]);
        assert_eq!(get(&cinema, &right).await.status, 200);
        let secret = right.split('/').nth(4).unwrap();
        let bytes = URL_SAFE_NO_PAD.decode(secret).unwrap();
        let mut tried = 0;
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            let wrong = right.replace(secret, &URL_SAFE_NO_PAD.encode(changed));
            // Cookies that would open it are no help.
            let answer = grace.get(&wrong).await;
            assert_eq!(answer.status, 404, "byte {at}");
            tried += 1;
        }
        let other = (cinema.hub)
            .entry(cinema.owner, EntryKind::Video, publish)
            .await;
        (cinema.hub)
            .fill(other, cinema.bytes.clone(), ("b.mp4", "video/mp4"))
            .await;
        let elsewhere = right.replace(&film.to_string(), &other.to_string());
        assert_eq!(grace.get(&elsewhere).await.status, 404, "another entry");
        println!("figure: t06 {tried} addresses with one bit changed ({publish}): 0 opened");
    }
}

#[tokio::test]
async fn t09_a_revoked_persons_player_ends_within_a_slice() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let (mut alan, _) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let (hers, his) = (
        film(&cinema, &mut ada).await,
        film(&cinema, &mut alan).await,
    );
    let (mut ended, mut goes_on) = (open(&cinema, &hers).await, open(&cinema, &his).await);
    revoke(&cinema, invite).await;
    assert!(ended.next().await.unwrap().is_err(), "not one slice more");
    assert!(ends_well(&mut goes_on).await);
    assert_eq!(get(&cinema, &hers).await.status, 404);
    assert_eq!(get(&cinema, &his).await.status, 200);
}

#[tokio::test]
async fn signing_out_ends_the_player_too() {
    let cinema = cinema().await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let address = film(&cinema, &mut grace).await;
    let mut running = open(&cinema, &address).await;
    grace.post("/sign-out", &[]).await;
    assert!(!ends_well(&mut running).await);
    // Signed in again they are somebody else to it.
    let mut again = cinema.hub.signed_in(cinema.owner).await;
    assert_eq!(again.get(&address).await.status, 404);
}

#[tokio::test]
async fn a_program_gives_addresses_out_for_as_long_as_its_token_is_one() {
    let cinema = cinema().await;
    let api = format!("/api/v1/entries/{}/address", cinema.film);
    let mut reader = program(&cinema, cinema.owner, TokenScope::Read).await;
    let given = reader.post_nothing(&api).await;
    assert_eq!(given.status, 200, "{}", given.text());
    let address = path(&given.value()["file"]);
    let mut running = open(&cinema, &address).await;
    let revoked = "UPDATE api_tokens SET revoked_at = created_at";
    let owner = cinema.owner;
    (cinema.hub)
        .write(move |tx| tx.execute(revoked, params![]))
        .await;
    (cinema.hub.app.parts.bus).ring(&[Topic::Account(owner)]);
    assert!(!ends_well(&mut running).await);
    assert_eq!(get(&cinema, &address).await.status, 404);
    assert_eq!(reader.post_nothing(&api).await.status, 401);
    // One that may not look has none to give.
    let mut writer = program(&cinema, cinema.owner, TokenScope::Media).await;
    assert_eq!(writer.post_nothing(&api).await.status, 403);
}

#[tokio::test]
async fn who_is_nobody_gives_what_everybody_may_have() {
    let cinema = cinema().await;
    let mut nobody = cinema.hub.browser();
    let asked = [("accept", "application/json")];
    let path = format!("/media/{}/address", cinema.film);
    let answer = nobody.send(Method::POST, &path, &asked, Body::empty());
    assert_eq!(answer.await.status, 404);
    let film_id = cinema.film;
    let set = |publish: &'static str| {
        let sql = "UPDATE entries SET publish = $2 WHERE id = $1";
        (cinema.hub).write(move |tx| tx.execute(sql, params![film_id, publish]))
    };
    set("unlisted").await;
    let address = film(&cinema, &mut nobody).await;
    assert_eq!(get(&cinema, &address).await.status, 200);
    set("private").await;
    assert_eq!(
        get(&cinema, &address).await.status,
        404,
        "no way to sign in"
    );
}

#[tokio::test]
async fn an_address_opens_the_media_and_nothing_else() {
    let cinema = cinema().await;
    let mut grace = cinema.hub.signed_in(cinema.owner).await;
    let address = film(&cinema, &mut grace).await;
    let (folder, _) = address.rsplit_once('/').unwrap();
    for place in [
        "download",
        "poster",
        "events",
        "plays",
        "address",
        "by/x/file",
        "",
    ] {
        let path = format!("{folder}/{place}");
        assert_eq!(get(&cinema, &path).await.status, 404, "{place}");
        let posted = cinema.hub.browser().post_nothing(&path).await;
        assert_eq!(posted.status, 404, "{place}");
    }
}

#[tokio::test]
async fn t04_an_address_is_in_no_log() {
    let log = Log::of_the_process();
    let cinema = cinema().await;
    rung(&cinema).await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.owner).await;
    let given = ask(&mut ada, cinema.film).await.value();
    let (file, master) = (path(&given["file"]), path(&given["hls"]));
    let mut running = open(&cinema, &file).await;
    get(&cinema, &master).await;
    get(&cinema, &format!("{file}/x")).await;
    revoke(&cinema, invite).await;
    assert!(!ends_well(&mut running).await);
    get(&cinema, &file).await;
    let secret = file.split('/').nth(4).unwrap();
    let log = log.text();
    assert!(log.contains("/media/{entry}/by/{address}/file"), "{log}");
    assert!(!log.contains(secret) && !log.contains(&secret[20..]));
    let rows = crate::testing::dump::dump(&cinema.hub).await;
    assert!(
        !rows.iter().any(|row| row.contains(secret)),
        "in the database"
    );
}
