//! T18: a body that unpacks to a thousand times its size is not unpacked.

use axum::http::{StatusCode, header};

use super::{address, ask::Ask, campus::Campus, cast::Case};
use crate::http;

/// A MiB of zeros as gzip, written by hand: stored head, one block of matches.
const BOMB: [u8; 24] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x63, 0x60, 0xa0, 0x3d, 0, 0, 0xff, 0xff, 0, 0, 0x10, 0, 0,
    0,
];

#[tokio::test]
async fn t18_packed_bodies_are_refused_everywhere_and_never_unpacked() {
    let campus = Campus::new().await;
    let case = Case::all()[0];
    let mut asked = 0;
    for route in http::list(&campus.hub.app) {
        for coding in [
            "gzip",
            "deflate",
            "br",
            "zstd",
            "gzip, gzip, gzip",
            "identity, gzip",
        ] {
            let ask = Ask::new(&route.method, address::of(&campus, &route, case))
                .from(&campus.browser(case))
                .with((header::ACCEPT, "application/json"))
                .with((header::CONTENT_TYPE, "application/json"))
                .with((header::CONTENT_ENCODING, coding))
                .body(BOMB);
            let mut reply = ask.send(&campus.router).await;
            let (method, path) = (&route.method, route.path);
            assert_eq!(
                reply.status,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{method} {path} {coding}"
            );
            assert_eq!(reply.header(header::ACCEPT_ENCODING), "identity");
            if *method != "HEAD" {
                assert_eq!(reply.value().await["code"], "encoded_body");
            }
            asked += 1;
        }
    }
    println!("figure: t18 {asked} packed bodies: 0 unpacked");
}
