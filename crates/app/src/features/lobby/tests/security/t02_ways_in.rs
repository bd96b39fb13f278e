//! T2 at every way in: what scans a page and presses its buttons gets nowhere, and the rightful person still does.

use axum::{body::Body, http::Method};
use serde_json::json;
use usher_domain::{access::AppRole, media::EntryKind};

use super::{
    super::{
        post::{Post, code},
        scene::{ADA, Made, Scene, enter, entry, look, send},
    },
    dump::dump,
};
use crate::{features::jobs, testing::Browser};

/// What a machine may type where an address, a code or a name is asked for.
const GUESSES: [&str; 5] = [
    "",
    "test@example.com",
    "grace@uni.edu",
    "12345678",
    "a•••@example.org",
];

/// What fetching and pressing came to.
#[derive(Default)]
struct Scanned {
    fetches: usize,
    presses: usize,
}

impl Scanned {
    /// Fetches it as the four kinds do that run no script of their own: nothing is written.
    async fn fetch(&mut self, scene: &Scene, path: &str) {
        let before = dump(&scene.hub).await;
        for agent in [
            "curl/8.14.1",
            "Slackbot-LinkExpanding 1.0",
            "HeadlessChrome/126.0.0.0",
            "",
        ] {
            let mut scanner = scene.hub.browser().in_network([203, 0, 113, 9]);
            for method in [Method::HEAD, Method::GET] {
                let headers = [("user-agent", agent), ("sec-purpose", "prefetch;prerender")];
                let answer = scanner.send(method, path, &headers, Body::empty()).await;
                assert!(!answer.status.is_server_error(), "{path}");
                self.fetches += 1;
            }
        }
        assert_eq!(dump(&scene.hub).await, before, "fetching {path} wrote");
    }

    /// Presses every button that is reached from there, with every guess in every field.
    async fn press(&mut self, scene: &Scene, path: &str) {
        for (number, guess) in GUESSES.into_iter().enumerate() {
            let number = u8::try_from(number + self.presses % 200).unwrap_or(255);
            let mut scanner = scene.hub.browser().in_network([198, 51, 100, number]);
            self.presses += press_everything(&mut scanner, path, guess).await;
        }
    }
}

/// Follows what leads on and sends every form on it, filled with `guess`.
async fn press_everything(browser: &mut Browser, path: &str, guess: &str) -> usize {
    let (mut presses, mut seen, mut waiting) = (0, Vec::new(), vec![path.to_owned()]);
    while let Some(next) = waiting.pop() {
        if seen.contains(&next) || seen.len() > 25 || next.starts_with("/sign-in") {
            continue;
        }
        seen.push(next.clone());
        let page = browser.get(&next).await;
        if page.status.is_redirection() {
            waiting.push(page.location().to_owned());
        }
        let text = page.text();
        for form in text.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let mut actions = attributes(form, "action");
            actions.extend(attributes(form, "formaction"));
            let fields: Vec<(String, String)> = (attributes(form, "name").into_iter())
                .map(|name| (name, guess.to_owned()))
                .collect();
            let fields: Vec<(&str, &str)> = (fields.iter())
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            for action in actions {
                let answer = browser.post(&action, &fields).await;
                assert!(!answer.status.is_server_error(), "{action} {fields:?}");
                if answer.status.is_redirection() {
                    waiting.push(answer.location().to_owned());
                }
                presses += 1;
            }
        }
    }
    presses
}

fn attributes(text: &str, name: &str) -> Vec<String> {
    text.split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| value.replace("&amp;", "&"))
        .filter(|value| name == "name" || value.starts_with('/'))
        .collect()
}

/// Uses, moves and grants of the invite, and whether somebody was heard.
async fn stands(scene: &Scene, made: &Made) -> (i64, i64, i64, i64) {
    let number = async |sql| scene.number(sql, made.id).await;
    (
        scene.uses_spent(made).await,
        number("SELECT moves AS n FROM invites WHERE id = $1").await,
        scene.grants(made).await,
        number("SELECT CAST(COUNT(asked_at) AS BIGINT) AS n FROM invites WHERE id = $1").await,
    )
}

#[tokio::test]
async fn t02_codes_moving_coming_back_and_asking_give_a_scanner_nothing() {
    let post = Post::wanting_codes().await;
    let scene = &post.scene;
    let made = scene.invite().make().await;
    let mut scanned = Scanned::default();

    // The lobby asks for a code, always.
    scanned.fetch(scene, &made.path).await;
    scanned.press(scene, &made.path).await;
    assert_eq!(post.goes().await.len(), 0, "no letter went out");
    assert_eq!(stands(scene, &made).await, (0, 0, 0, 0));
    let mut ada = scene.hub.browser();
    let form = post.asks(&mut ada, &made, ADA).await;
    let letter = post.code().await;
    scanned.fetch(scene, &form).await;
    let inside = ada.post(&form, &[("code", &letter)]).await;
    assert_eq!(inside.location(), scene.page(), "{}", inside.text());

    // The seat is taken: a code would move it.
    scanned.fetch(scene, &made.path).await;
    scanned.press(scene, &made.path).await;
    assert_eq!(post.goes().await.len(), 0);
    assert_eq!(stands(scene, &made).await, (1, 0, 1, 0));
    assert_eq!(ada.get(&scene.page()).await.status, 200);

    // Used up: a code would bring back.
    ada.post(&format!("{}/leave", scene.page()), &[]).await;
    scanned.press(scene, &made.path).await;
    assert_eq!(post.goes().await.len(), 0);
    assert_eq!(stands(scene, &made).await, (1, 0, 0, 0));
    let form = post.asks(&mut ada, &made, ADA).await;
    let [letter] = post.goes().await.try_into().unwrap();
    assert_eq!(
        ada.post(&form, &[("code", &code(&letter))]).await.status,
        303
    );

    // Ended: a new link would be asked for.
    let at = entry(&scene.hub, scene.grace, EntryKind::Video, "Late").await;
    let late = scene.invite().at(at).to("late@example.org");
    let late = late.until(scene.hub.now()).make().await;
    scanned.fetch(scene, &late.path).await;
    scanned.press(scene, &late.path).await;
    jobs::drain(&scene.hub.app).await.unwrap();
    assert_eq!(stands(scene, &late).await, (0, 0, 0, 0), "nobody is heard");
    println!(
        "figure: t02 codes, moving, coming back, asking: {} fetches with 0 rows changed, {} presses with \
         0 uses, 0 moves, 0 letters, nobody heard; the invitee still in",
        scanned.fetches, scanned.presses
    );
}

#[tokio::test]
async fn t02_what_a_device_shows_is_taken_by_nobody_who_does_not_know_the_address() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut laptop = scene.hub.browser();
    look(&mut laptop, &made.path).await;
    assert_eq!(enter(&mut laptop, &made.path, ADA).await.status, 303);
    let page = laptop
        .post_nothing(&format!("{}/hand-over", scene.page()))
        .await
        .text();
    let at = page.find("/o/").unwrap();
    let shown = page[at..at + 17].to_owned();
    let mut scanned = Scanned::default();
    scanned.fetch(&scene, &shown).await;
    scanned.press(&scene, &shown).await;
    assert_eq!(stands(&scene, &made).await, (1, 0, 1, 0));
    assert_eq!(laptop.get(&scene.page()).await.status, 200);
    let mut phone = scene.hub.browser();
    look(&mut phone, &shown).await;
    assert_eq!(enter(&mut phone, &shown, ADA).await.status, 303);
    println!(
        "figure: t02 a shown code: {} fetches with 0 rows changed, {} presses with 0 moves; the device still gets the seat",
        scanned.fetches, scanned.presses
    );
}

/// Whoever makes up a name and an address comes in by a guest link, as anybody does who has it: that is what it is for.
/// What does not fill in a form spends nothing.
#[tokio::test]
async fn t02_a_guest_link_is_not_used_by_what_only_presses() {
    let scene = Scene::new().await;
    let mut grace = scene.hub.signed_in(scene.grace).await;
    let path = format!("/api/v1/entries/{}/guest-links", scene.entry);
    let link = grace
        .json(
            Method::POST,
            &path,
            json!({ "name": "Open day", "uses": 1 }),
        )
        .await;
    assert_eq!(link.status, 201, "{}", link.text());
    let link = link.value()["url"].as_str().unwrap().to_owned();
    let link = link.strip_prefix("https://hub.uni.edu").unwrap().to_owned();
    let mut scanned = Scanned::default();
    scanned.fetch(&scene, &link).await;
    let before = dump(&scene.hub).await;
    for number in 0..12 {
        let mut scanner = scene.hub.browser().in_network([198, 51, 100, number]);
        scanned.presses += press_everything(&mut scanner, &link, "").await;
        send(&mut scanner, &link, &[]).await;
        scanned.presses += 1;
    }
    assert_eq!(dump(&scene.hub).await, before, "pressing wrote");
    let mut ada = scene.hub.browser();
    look(&mut ada, &link).await;
    let came = send(&mut ada, &link, &[("name", "Ada"), ("email", ADA)]).await;
    assert_eq!(
        came.status,
        303,
        "its one use is there still: {}",
        came.text()
    );
    println!(
        "figure: t02 a guest link: {} fetches and {} presses with 0 rows changed; its use is there still",
        scanned.fetches, scanned.presses
    );
}

#[tokio::test]
async fn t02_a_members_list_is_opened_by_its_member_alone_and_looking_writes_nothing() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(account).await;
    let own = format!("/invited/{}", made.id);
    let mut scanned = Scanned::default();
    for path in [
        "/invited",
        &own,
        &format!("{own}/ask"),
        "/api/v1/invited",
        "/mine",
        "/mine/forget",
    ] {
        scanned.fetch(&scene, path).await;
        scanned.press(&scene, path).await;
        // What looks ahead in Ada's own browser.
        let before = dump(&scene.hub).await;
        for method in [Method::HEAD, Method::GET] {
            let headers = [("sec-purpose", "prefetch;prerender")];
            ada.send(method, path, &headers, Body::empty()).await;
            scanned.fetches += 1;
        }
        assert_eq!(dump(&scene.hub).await, before, "looking at {path} wrote");
    }
    assert_eq!(stands(&scene, &made).await, (0, 0, 0, 0));
    assert_eq!(ada.post(&own, &[]).await.location(), scene.page());
    println!(
        "figure: t02 a member's list and a guest's page: {} fetches, {} presses, 0 rows changed; its member still in",
        scanned.fetches, scanned.presses
    );
}
