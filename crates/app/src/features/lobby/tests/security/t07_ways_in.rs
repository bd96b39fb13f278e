//! T7 at the ways in that are no link with an address typed behind it: codes, moving, coming back, asking, guest
//! links, a member's list. Whoever is somebody else gets nowhere, however alike their address looks.

use axum::http::Method;
use serde_json::json;
use usher_domain::{access::AppRole, media::EntryKind};

use super::{
    super::{
        post::Post,
        scene::{Made, Scene, enter, entry, look, send},
    },
    t07_identity::{PEOPLE, spellings},
};
use crate::{
    features::jobs,
    testing::{Browser, share},
};

/// What came of all the pairs.
#[derive(Default)]
struct Pairs {
    count: u32,
    falsely: Vec<String>,
    kept_out: Vec<String>,
}

impl Pairs {
    /// One more browser, in a network of its own: so many tries have a budget.
    fn browser(&mut self, scene: &Scene) -> Browser {
        self.count += 1;
        let [_, a, b, c] = self.count.to_be_bytes();
        scene.hub.browser().in_network([10 + a, b, c, 1])
    }

    fn judge(&mut self, (invited, tried): (&str, &str), got: bool, rightly: bool) {
        match (got, rightly) {
            (true, false) => self.falsely.push(format!("{invited} as {tried}")),
            (false, true) => self.kept_out.push(format!("{invited} as {tried}")),
            _ => {}
        }
    }

    fn end(self, what: &str) {
        let (falsely, kept_out) = (self.falsely, self.kept_out);
        assert!(falsely.is_empty(), "let in or listed: {falsely:?}");
        assert!(kept_out.is_empty(), "kept out: {kept_out:?}");
        println!(
            "figure: t07 {} pairs {what}: 0 falsely, 0 kept out",
            self.count
        );
    }
}

/// Somebody's number, and a spelling of their address.
type Spelt = (usize, &'static str);

/// An address as it may be, to which no mail is sent.
const UNMAILED: &str = "\"ada@example.org\"@evil.example";

/// Every person with every other, and each spelling with its own.
fn pairs() -> Vec<(Spelt, Spelt)> {
    let all = spellings();
    let first = |person: usize| PEOPLE[person][0];
    let of_all = |(person, one): (usize, &'static str)| {
        let others = PEOPLE.iter().enumerate();
        let others = others.map(move |(other, names)| ((person, one), (other, names[0])));
        let own = PEOPLE[person]
            .iter()
            .map(move |own| ((person, one), (person, *own)));
        others.chain(own).collect::<Vec<_>>()
    };
    let each = all
        .into_iter()
        .filter(|(person, one)| *one == first(*person));
    share(each.flat_map(of_all), 0)
}

async fn invited(scene: &Scene, email: &str) -> Made {
    let at = entry(&scene.hub, scene.grace, EntryKind::Video, "A film").await;
    scene.invite().at(at).to(email).make().await
}

/// Somebody in the seat who typed the address.
async fn seated(scene: &Scene, pairs: &mut Pairs, made: &Made, email: &str) -> Browser {
    let mut browser = pairs.browser(scene);
    pairs.count -= 1;
    look(&mut browser, &made.path).await;
    assert_eq!(
        enter(&mut browser, &made.path, email).await.status,
        303,
        "{email}"
    );
    browser
}

#[tokio::test]
async fn t07_a_code_in_the_lobby_goes_to_the_invited_address_alone() {
    let post = Post::wanting_codes().await;
    let mut all = Pairs::default();
    for ((person, one), (other, typed)) in pairs() {
        let made = invited(&post.scene, one).await;
        let mut browser = all.browser(&post.scene);
        let form = post.asks(&mut browser, &made, typed).await;
        let letters = post.goes().await;
        let mailed = person == other && one != UNMAILED;
        all.judge((one, typed), !letters.is_empty(), mailed);
        // Where no mail went, no code is right.
        let answer = browser.post(&form, &[("code", "12345678")]).await;
        assert_ne!(answer.status, 303, "{one} as {typed}");
        assert_eq!(post.scene.grants(&made).await, 0);
    }
    all.end("of whoever asks for a code in the lobby");
}

#[tokio::test]
async fn t07_a_seat_moves_by_a_code_to_the_invited_person_alone() {
    let post = Post::new().await;
    let mut all = Pairs::default();
    for ((person, one), (other, typed)) in pairs() {
        let made = invited(&post.scene, one).await;
        seated(&post.scene, &mut all, &made, one).await;
        let mut browser = all.browser(&post.scene);
        post.asks(&mut browser, &made, typed).await;
        let letters = post.goes().await;
        let mailed = person == other && one != UNMAILED;
        all.judge((one, typed), !letters.is_empty(), mailed);
        assert_eq!(post.moves(&made).await, 0, "asking moves nothing");
    }
    all.end("of whoever wants a seat moved, or back, by a code");
}

#[tokio::test]
async fn t07_what_a_device_shows_takes_the_address_too() {
    let scene = Scene::new().await;
    let mut all = Pairs::default();
    for ((person, one), (other, typed)) in pairs() {
        let at = entry(&scene.hub, scene.grace, EntryKind::Video, "A film").await;
        let made = scene.invite().at(at).to(one).make().await;
        let mut laptop = seated(&scene, &mut all, &made, one).await;
        let shown = laptop
            .post_nothing(&format!("/media/{at}/hand-over"))
            .await
            .text();
        let from = shown.find("/o/").unwrap();
        let code = shown[from..from + 17].to_owned();
        let mut phone = all.browser(&scene);
        look(&mut phone, &code).await;
        enter(&mut phone, &code, typed).await;
        let inside = phone.get(&format!("/media/{at}")).await.status == 200;
        all.judge((one, typed), inside, person == other);
    }
    all.end("of whoever reads a code off a screen");
}

#[tokio::test]
async fn t07_only_the_invited_person_is_heard_asking_for_a_new_link() {
    let post = Post::new().await;
    let scene = &post.scene;
    let mut all = Pairs::default();
    for ((person, one), (other, typed)) in pairs() {
        let made = invited(scene, one).await;
        scene
            .change("UPDATE invites SET expires_at = 1 WHERE id = $1", made.id)
            .await;
        let mut browser = all.browser(scene);
        look(&mut browser, &made.path).await;
        let asked = send(
            &mut browser,
            &format!("{}/ask", made.path),
            &[("email", typed)],
        )
        .await;
        assert_eq!(asked.status, 202, "the same is said to everybody");
        jobs::drain(&scene.hub.app).await.unwrap();
        let sql = "SELECT CAST(COUNT(asked_at) AS BIGINT) AS n FROM invites WHERE id = $1";
        let heard = scene.number(sql, made.id).await == 1;
        all.judge((one, typed), heard, person == other);
    }
    all.end("of whoever asks for a new link");
}

#[tokio::test]
async fn t07_a_list_holds_what_its_member_is_invited_to_and_opens_nothing_else() {
    let scene = Scene::new().await;
    let mut all = Pairs::default();
    let mut made = Vec::new();
    for (person, one) in spellings() {
        made.push((person, one, invited(&scene, one).await));
    }
    for (member, names) in PEOPLE.iter().enumerate() {
        let account = scene.hub.account(names[0], AppRole::Viewer).await;
        let mut browser = scene.hub.signed_in(account).await;
        let list = browser.get("/api/v1/invited?limit=200").await.value();
        let listed = list["invited"].as_array().unwrap().clone();
        for (person, one, invite) in &made {
            all.count += 1;
            let id = json!(invite.id.to_string());
            let stands = listed.iter().any(|line| line["id"] == id);
            all.judge((one, names[0]), stands, *person == member);
            // Whatever the list shows, its id is tried.
            send(
                &mut browser,
                &format!("/invited/{}", invite.id),
                &[("email", one)],
            )
            .await;
            let entered = scene.grants(invite).await == 1;
            assert_eq!(entered, *person <= member, "{one} as {}", names[0]);
        }
    }
    all.end("of member and invite in a list");
}

#[tokio::test]
async fn t07_what_a_guest_says_at_a_guest_link_opens_no_invite() {
    let scene = Scene::new().await;
    let mut all = Pairs::default();
    let mut grace = scene.hub.signed_in(scene.grace).await;
    let path = format!("/api/v1/entries/{}/guest-links", scene.entry);
    let link = grace
        .json(Method::POST, &path, json!({ "name": "Open day" }))
        .await;
    assert_eq!(link.status, 201, "{}", link.text());
    let link = link.value()["url"].as_str().unwrap().to_owned();
    let link = link.strip_prefix("https://hub.uni.edu").unwrap().to_owned();
    for (_, one) in spellings() {
        let made = invited(&scene, one).await;
        let mut browser = all.browser(&scene);
        look(&mut browser, &link).await;
        let came = send(&mut browser, &link, &[("name", "Ada"), ("email", one)]).await;
        assert_eq!(came.status, 303, "{one}: {}", came.text());
        // The same address, said there: the invite asks for it all the same.
        let view = look(&mut browser, &made.path).await.value();
        assert_eq!(view["state"], "lobby", "{one}");
        send(&mut browser, &made.path, &[]).await;
        all.judge((one, one), scene.grants(&made).await == 1, false);
    }
    all.end("of what was said at a guest link and an invite");
}
