//! Landing page and lobby weigh at most 30 kB with everything they load.

use axum::{body::Body, http::Method};

use super::scene::Scene;
use crate::testing::{Answer, Browser};

/// What a landing page may weigh, compressed, in bytes (performance.md).
const BUDGET: usize = 30_000;
/// What the poster takes of that at most: the media tools make none larger.
const POSTER: usize = 10_000;

async fn compressed(browser: &mut Browser, path: &str) -> Answer {
    let as_browsers_do = [("accept-encoding", "gzip, deflate, br")];
    browser
        .send(Method::GET, path, &as_browsers_do, Body::empty())
        .await
}

/// What the page names in `attribute="…"`.
fn named<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    page.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|address| address.split('#').next().unwrap_or(address))
        .filter(|address| address.starts_with("/assets/"))
        .collect()
}

#[tokio::test]
async fn a_landing_page_with_all_it_loads_weighs_at_most_30_kb() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    let plain = ada.get(&made.path).await.text();
    let page = compressed(&mut ada, &made.path).await;
    assert!(page.headers.contains_key("content-encoding"));

    let mut loads = named(&plain, "href");
    loads.extend(named(&plain, "src"));
    loads.sort_unstable();
    loads.dedup();
    assert!(
        loads.len() >= 4,
        "style sheet, script, icons, tab icon: {loads:?}"
    );
    if !plain.contains("/assets/styles/lobby-") {
        println!("figure: the web part is not built here, so only the page was weighed");
        assert!(page.bytes.len() < 4_000, "{}", page.bytes.len());
        return;
    }
    let mut weight = page.bytes.len() + POSTER;
    println!("figure: weight page {}", page.bytes.len());
    for path in loads {
        let answer = compressed(&mut ada, path).await;
        assert_eq!(answer.status, 200, "{path}");
        println!("figure: weight {} {path}", answer.bytes.len());
        let text = ada.get(path).await.text();
        let imports = text.contains("import\"./") || text.contains("from\"./");
        assert!(!imports, "{path} loads more, which has to be weighed too");
        weight += answer.bytes.len();
    }
    println!("figure: weight {weight} of {BUDGET} bytes with the largest poster");
    assert!(weight <= BUDGET, "{weight}");
}
