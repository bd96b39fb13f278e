//! Addresses that are secrets, and the proxy that must not write them down.

use std::{collections::BTreeSet, path::Path};

use crate::{http, testing::Hub};

/// The addresses that docs/OPERATING.md keeps out of a proxy's log.
fn kept_out() -> BTreeSet<String> {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/OPERATING.md");
    let manual = std::fs::read_to_string(manual).unwrap();
    let (_, list) = manual.split_once("    ~^/(").expect("the list");
    let (list, _) = list.split_once(")/ 0;").expect("its end");
    list.split('|').map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn t04_the_manual_keeps_every_address_that_is_a_secret_out_of_a_proxys_log() {
    let hub = Hub::new();
    let secret = |path: &&'static str| {
        let names = ["/{token}", "/{code}", "/{address}"];
        let before = names.iter().find_map(|name| path.split_once(name))?.0;
        Some(before.trim_start_matches('/').replace("{entry}", "[^/]+"))
    };
    let routes = http::list(&hub.app);
    let expected: BTreeSet<String> = (routes.iter().map(|route| &route.path))
        .filter_map(secret)
        .collect();
    println!("t04: {} kinds of addresses are secrets", expected.len());
    assert_eq!(kept_out(), expected);
}
