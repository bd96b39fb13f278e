//! T2: whatever fetches a link and presses its buttons spends nothing.

use axum::{body::Body, http::Method};

use super::{
    super::scene::{ADA, Scene, enter, look},
    dump::dump,
};
use crate::testing::Browser;

/// As mail scanners, chat previews and crawlers present themselves.
const SCANNERS: [&str; 12] = [
    "",
    "curl/8.14.1",
    "Mozilla/5.0 (compatible; BingPreview/1.0b)",
    "Mozilla/5.0 (compatible; Googlebot/2.1)",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks",
    "Barracuda Sentinel (EE)",
    "Mozilla/5.0 (X11; Linux x64) HeadlessChrome/126.0.0.0 Safari/537.36",
    "python-requests/2.32",
];

/// What a machine may type into a field for an address.
const GUESSES: [&str; 6] = [
    "",
    "test@example.com",
    "grace@uni.edu",
    "admin@hub.uni.edu",
    "a•••@example.org",
    "ada@example.com",
];

#[tokio::test]
async fn t02_what_scans_a_link_changes_no_row_and_the_invitee_still_gets_in() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let before = dump(&scene.hub).await;
    let (mut fetched, mut pressed) = (0, 0);

    for agent in SCANNERS {
        let mut scanner = scene.hub.browser().in_network([203, 0, 113, 9]);
        for method in [Method::HEAD, Method::GET, Method::GET] {
            for path in [made.path.clone(), format!("{}/poster", made.path)] {
                let headers = [("user-agent", agent), ("sec-purpose", "prefetch;prerender")];
                let answer = scanner
                    .send(method.clone(), &path, &headers, Body::empty())
                    .await;
                assert!(matches!(answer.status.as_u16(), 200 | 404), "{path}");
                fetched += 1;
            }
        }
    }
    assert_eq!(dump(&scene.hub).await, before, "GET and HEAD write nothing");

    for (number, guess) in GUESSES.into_iter().enumerate() {
        let number = u8::try_from(number).unwrap();
        let mut scanner = scene.hub.browser().in_network([203, 0, 113, number]);
        pressed += press_everything(&mut scanner, &made.path, guess).await;
    }
    assert_eq!(
        dump(&scene.hub).await,
        before,
        "pressing every button wrote nothing"
    );

    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    println!(
        "figure: t02 {fetched} fetches, {pressed} presses: 0 uses spent, 0 rows changed, \
         invitee still in"
    );
}

/// Follows every link of a page and of the pages behind them, and sends every form,
/// with `guess` wherever something can be typed.
async fn press_everything(browser: &mut Browser, path: &str, guess: &str) -> usize {
    let (mut presses, mut seen, mut waiting) = (0, Vec::new(), vec![path.to_owned()]);
    while let Some(next) = waiting.pop() {
        if seen.contains(&next) || seen.len() > 40 {
            continue;
        }
        seen.push(next.clone());
        let page = browser.get(&next).await;
        let text = page.text();
        if page.status.is_redirection() {
            waiting.push(page.location().to_owned());
        }
        waiting.extend(attributes(&text, "href"));
        for form in text.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let action = attributes(form, "action").into_iter().next().unwrap();
            let names = attributes(form, "name");
            for chosen in [&names[..], &[]] {
                let fields: Vec<(&str, &str)> =
                    chosen.iter().map(|name| (name.as_str(), guess)).collect();
                let answer = browser.post(&action, &fields).await;
                assert!(!answer.status.is_success(), "{action} {fields:?}");
                presses += 1;
            }
        }
    }
    assert!(presses > 0, "there was nothing to press");
    presses
}

fn attributes(text: &str, name: &str) -> Vec<String> {
    text.split(&format!("{name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| {
            value
                .split('#')
                .next()
                .unwrap_or_default()
                .replace("&amp;", "&")
        })
        .filter(|value| name == "name" || value.starts_with('/'))
        .collect()
}
