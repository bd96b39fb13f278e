//! T4: secrets and addresses leave no trace where they do not belong.

use std::time::Duration;

use axum::{body::Body, http::Method};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    super::scene::{ADA, DAY, Made, Scene, enter, look, send},
    dump::{dump, hex},
};
use crate::{
    http::cookies,
    testing::{Answer, Browser, Hub, Log, on_postgres},
};

const TYPO: &str = "canary.typo@example.org";

#[tokio::test]
async fn t04_secrets_and_addresses_leave_no_trace() {
    let log = Log::of_the_process();
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    let figures = recorder.handle();
    let _counting = metrics::set_default_local_recorder(&recorder);

    let scene = Scene::new().await;
    let (made, browsers) = journey(&scene).await;

    let log = log.text();
    let figures = figures.render();
    assert!(
        log.contains("/i/{token}") && figures.contains("/i/{token}"),
        "{figures}"
    );
    let secrets: Vec<String> = made
        .iter()
        .map(|made| made.token.clone())
        .chain(browsers.iter().flat_map(cookies_of))
        .collect();
    let (mut traces, mut looked_for) = (0, 0);
    for secret in &secrets {
        let shapes = shapes(secret);
        looked_for += shapes.len();
        for (place, text) in [("log", &log), ("figures", &figures)] {
            for shape in &shapes {
                traces += text.matches(shape.as_str()).count();
                assert!(!text.contains(shape.as_str()), "{shape} in the {place}");
            }
        }
        let rows = dump(&scene.hub).await;
        for row in &rows {
            for shape in &shapes {
                assert!(!row.contains(shape.as_str()), "{shape} in {row}");
            }
        }
        let raw = URL_SAFE_NO_PAD.decode(secret).unwrap();
        for (name, bytes) in files(&scene.hub) {
            let found = contains(&bytes, secret.as_bytes()) || contains(&bytes, &raw);
            assert!(!found, "a secret in {name}");
        }
    }
    for address in [ADA, TYPO, "grace@uni.edu", "ada%40example", "canary.typo"] {
        for text in [&log, &figures] {
            traces += text.matches(address).count();
            assert!(!text.contains(address), "{address}");
        }
        for row in dump(&scene.hub).await {
            assert!(
                !(row.starts_with("audit:") && row.contains(address)),
                "{row}"
            );
            assert!(
                !row.contains(TYPO),
                "what was typed wrongly is kept nowhere: {row}"
            );
        }
    }
    assert_eq!(traces, 0);
    println!(
        "figure: t04 {} secrets in {looked_for} shapes and 5 addresses: {traces} traces in a log of \
         {} lines, in figures, tables and files",
        secrets.len(),
        log.lines().count()
    );
}

/// Opens, mistypes, enters, comes back, leaves; is refused in every way at hand.
async fn journey(scene: &Scene) -> (Vec<Made>, Vec<Browser>) {
    let first = scene.invite().make().await;
    let expired = scene.invite().to("late@example.org").make().await;
    let mut ada = scene.hub.browser();
    for answer in [
        ada.get(&first.path).await,
        ada.get(&format!("{}/poster", first.path)).await,
        look(&mut ada, &first.path).await,
        ada.post(&first.path, &[("email", TYPO)]).await,
        enter(&mut ada, &first.path, TYPO).await,
        enter(&mut ada, &first.path, "").await,
        send(&mut ada, &first.path, &[("email", ADA), ("canary", ADA)]).await,
        send(&mut ada, &first.path, &[("email", ADA)]).await,
        look(&mut ada, &first.path).await,
    ] {
        is_kept_to_itself(&answer, &first);
    }
    let mut other = scene.hub.browser();
    for answer in [
        other.get(&first.path).await,
        enter(&mut other, &first.path, ADA).await,
        other.get(&format!("{}X", first.path)).await,
    ] {
        is_kept_to_itself(&answer, &first);
    }
    let garbled = [(
        "cookie",
        "__Host-usher-session=AAAA; __Host-usher-browser=AAAA",
    )];
    other
        .send(Method::GET, &first.path, &garbled, Body::empty())
        .await;
    let renewed = scene.renew(&first).await;
    other.get(&first.path).await;
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    is_kept_to_itself(&other.get(&expired.path).await, &expired);
    let bob = scene
        .hub
        .account("bob@uni.edu", usher_domain::access::AppRole::Viewer)
        .await;
    let mut bob = scene.hub.signed_in(bob).await;
    bob.get(&renewed.path).await;
    let browsers = vec![ada.clone(), other, bob];
    ada.post(&format!("{}/leave", scene.page()), &[]).await;
    (vec![first, expired, renewed], browsers)
}

/// No cache keeps the answer, no Referer and no search index tells it, and nothing but
/// the way in leads away from the address with the secret.
fn is_kept_to_itself(answer: &Answer, made: &Made) {
    let header = |name: &str| answer.headers[name].to_str().unwrap();
    assert_eq!(
        header("cache-control").replace("private, no-cache", "no-store"),
        "no-store"
    );
    let referrer = header("referrer-policy");
    assert!(
        ["no-referrer", "no-referrer, strict-origin"].contains(&referrer),
        "the origin at most: {referrer}"
    );
    if answer.headers.contains_key("x-robots-tag") {
        assert!(header("x-robots-tag").contains("noindex"));
    } else {
        // A fault of the frame: it tells nothing that could be indexed.
        assert!(!answer.status.is_success() && !answer.status.is_redirection());
    }
    assert!(!answer.location().contains(&made.token));
}

fn cookies_of(browser: &Browser) -> Vec<String> {
    [cookies::SESSION, cookies::BROWSER]
        .into_iter()
        .filter_map(|name| browser.cookie(name).map(str::to_owned))
        .collect()
}

/// The ways in which bytes are written out.
fn shapes(secret: &str) -> Vec<String> {
    let bytes = URL_SAFE_NO_PAD.decode(secret).unwrap();
    let hex = hex(&bytes);
    // The end of a session cookie is its secret; the beginning is its name.
    let tail = &hex[hex.len() - 64..];
    vec![
        secret.to_owned(),
        secret[secret.len() - 40..].to_owned(),
        tail.to_owned(),
        tail.to_uppercase(),
        format!("{bytes:?}"),
    ]
}

/// What lies in the data folder. (PostgreSQL's files are its server's; what it keeps in them is
/// looked at row by row.)
fn files(hub: &Hub) -> Vec<(String, Vec<u8>)> {
    let folder = hub.media_folder().parent().unwrap().to_owned();
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
        .collect();
    let database = files.iter().any(|(name, _)| name.ends_with("usher.db"));
    assert!(database || on_postgres());
    files
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
