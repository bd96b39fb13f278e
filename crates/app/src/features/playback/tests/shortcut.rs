//! Pieces that are answered at the door.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, Method, header},
    response::Response,
};

use super::{Cinema, cinema};
use crate::{
    features::playback::shortcut,
    http::cookies,
    testing::{Answer, Browser},
};

/// What is asked of the film: a range and what else, and the answer's status.
const ASKED: [(&[(&str, &str)], u16); 8] = [
    (&[], 200),
    (&[("range", "bytes=0-0")], 206),
    (&[("range", "bytes=5-300000")], 206),
    (&[("range", "bytes=999000-")], 206),
    (&[("range", "bytes=-17")], 206),
    (&[("range", "bytes=2000000-")], 416),
    (&[("range", "bytes=0-9"), ("if-range", "\"other\"")], 200),
    (&[("if-none-match", "*")], 304),
];

/// A guest who has not asked for the film yet.
async fn guest(cinema: &Cinema) -> Browser {
    cinema.hub.guest(cinema.film, cinema.owner).await.0
}

/// The request as the browser would send it.
fn request(cinema: &Cinema, browser: &Browser, method: Method, heads: &[(&str, &str)]) -> Request {
    let session = browser.cookie(cookies::SESSION).unwrap_or_default();
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/media/{}/file", cinema.film))
        .header(header::HOST, "hub.uni.edu")
        .header(header::COOKIE, format!("{}={session}", cookies::SESSION));
    for (name, value) in heads {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// What the door answers.
fn at_the_door(cinema: &Cinema, browser: &Browser, heads: &[(&str, &str)]) -> Option<Response> {
    shortcut(
        &cinema.hub.app,
        &request(cinema, browser, Method::GET, heads),
    )
}

async fn send(cinema: &Cinema, browser: &mut Browser, heads: &[(&str, &str)]) -> Answer {
    let path = format!("/media/{}/file", cinema.film);
    browser.send(Method::GET, &path, heads, Body::empty()).await
}

/// Without the moment, and the length of nothing, which is said on the wire in any case.
fn lasting(mut heads: HeaderMap) -> HeaderMap {
    heads.remove(header::DATE);
    if heads.get(header::CONTENT_LENGTH).is_some_and(|n| n == "0") {
        heads.remove(header::CONTENT_LENGTH);
    }
    heads
}

#[tokio::test]
async fn what_the_door_answers_is_what_the_house_does() {
    let cinema = cinema().await;
    for (asked, status) in ASKED {
        // Each guest's first request goes through the house.
        let mut ada = guest(&cinema).await;
        assert!(at_the_door(&cinema, &ada, asked).is_none(), "{asked:?}");
        let house = send(&cinema, &mut ada, asked).await;
        assert!(at_the_door(&cinema, &ada, asked).is_some(), "{asked:?}");
        let door = send(&cinema, &mut ada, asked).await;
        assert_eq!(house.status, status, "{asked:?}");
        assert_eq!(door.status, status, "{asked:?}");
        assert!(door.bytes == house.bytes, "{asked:?}");
        assert_eq!(lasting(door.headers), lasting(house.headers), "{asked:?}");
    }
}

#[tokio::test]
async fn whatever_is_not_as_usual_goes_through_the_house() {
    let cinema = cinema().await;
    let mut ada = guest(&cinema).await;
    send(&cinema, &mut ada, &[]).await;
    assert!(at_the_door(&cinema, &ada, &[]).is_some());
    for unusual in [
        ("authorization", "Bearer x"),
        ("content-encoding", "gzip"),
        ("content-length", "3"),
        ("transfer-encoding", "chunked"),
        ("host", "evil.example"),
    ] {
        let answer = at_the_door(&cinema, &ada, &[unusual]);
        assert!(answer.is_none(), "{unusual:?}");
    }
    for method in [Method::HEAD, Method::POST, Method::OPTIONS] {
        let request = request(&cinema, &ada, method.clone(), &[]);
        assert!(shortcut(&cinema.hub.app, &request).is_none(), "{method}");
    }
    for path in ["/media/x/file", "/media//file", "/media", "/"] {
        let mut request = request(&cinema, &ada, Method::GET, &[]);
        *request.uri_mut() = path.parse().unwrap();
        assert!(shortcut(&cinema.hub.app, &request).is_none(), "{path}");
    }
}
