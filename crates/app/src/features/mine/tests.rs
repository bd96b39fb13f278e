//! What a guest sees of their browser, and what is left once they had their data deleted.

use axum::http::Method;
use serde_json::{Value, json};
use usher_bus::Topic;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId, InviteId},
    media::{EntryKind, PublishStatus},
};

use crate::{
    http::cookies,
    testing::{Browser, Hub, tables},
};

const ADA: &str = "ada@example.org";

/// A hub with Grace, her browser, and two films.
struct House {
    hub: Hub,
    grace: Browser,
    films: [EntryId; 2],
}

async fn house() -> House {
    let hub = Hub::new();
    let owner: AccountId = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let mut films = Vec::new();
    for _ in 0..2 {
        let film = hub
            .entry(owner, EntryKind::Video, PublishStatus::Private)
            .await;
        hub.fill(film, vec![7; 1000], ("film.mp4", "video/mp4"))
            .await;
        films.push(film);
    }
    let grace = hub.signed_in(owner).await;
    House {
        hub,
        grace,
        films: films.try_into().unwrap(),
    }
}

impl House {
    /// Invites Ada to a film: the invite's id and the path of its link.
    async fn invite(&mut self, film: EntryId) -> (InviteId, String) {
        let path = format!("/api/v1/entries/{film}/invites");
        let ada =
            json!({ "email": ADA, "first_name": "Ada", "last_name": "Lovelace", "role": "viewer" });
        let answer = self.grace.json(Method::POST, &path, ada).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let value = answer.value();
        let id = value["invite"]["id"]
            .as_str()
            .or(value["id"].as_str())
            .unwrap();
        (id.parse().unwrap(), link(&value))
    }

    /// Makes a guest link to a film; its path.
    async fn guest_link(&mut self, film: EntryId) -> String {
        let path = format!("/api/v1/entries/{film}/guest-links");
        let answer = self
            .grace
            .json(Method::POST, &path, json!({ "name": "Open day" }))
            .await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        link(&answer.value())
    }

    /// What a page of a film answers.
    async fn sees(&self, browser: &mut Browser, film: EntryId) -> u16 {
        browser.get(&format!("/media/{film}")).await.status.as_u16()
    }

    /// Whether some text stands anywhere in the database.
    async fn knows(&self, text: &'static str) -> Vec<String> {
        self.hub
            .write(move |tx| {
                let mut found = Vec::new();
                for table in tables::tables(tx)? {
                    for column in tables::columns(tx, &table)? {
                        if column.kind != tables::Kind::Text {
                            continue;
                        }
                        let sql = tables::fixed(format!(
                            "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table} WHERE {} LIKE '%{text}%'",
                            column.name
                        ));
                        if tx.query_one(sql, &[], |row| row.get::<i64>("n"))? > 0 {
                            found.push(format!("{table}.{}", column.name));
                        }
                    }
                }
                Ok(found)
            })
            .await
    }
}

fn link(value: &Value) -> String {
    let url = value["url"].as_str().unwrap();
    url.strip_prefix("https://hub.uni.edu").unwrap().to_owned()
}

/// Enters by an invite.
async fn enter(browser: &mut Browser, path: &str) {
    browser.get(path).await;
    let answer = browser.post(path, &[("email", ADA)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// Enters by a guest link.
async fn come(browser: &mut Browser, path: &str) {
    browser.get(path).await;
    let answer = browser.post(path, &[("name", "Ada"), ("email", ADA)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[tokio::test]
async fn a_guest_sees_what_is_open_in_this_browser_and_how_to_give_it_back() {
    let mut house = house().await;
    let [one, other] = house.films;
    let (invite, path) = house.invite(one).await;
    let guest_link = house.guest_link(other).await;
    let mut ada = house.hub.browser();
    enter(&mut ada, &path).await;
    come(&mut ada, &guest_link).await;
    let media = ada.get(&format!("/media/{one}")).await.text();
    assert!(media.contains("href=\"/mine\""), "{media}");

    let page = ada.get("/mine").await;
    assert_eq!(page.status, 200);
    let page = page.text();
    for sight in [
        format!("href=\"/media/{one}\""),
        format!("action=\"/media/{one}/hand-over\""),
        format!("href=\"/media/{one}/leave\""),
        format!("href=\"/mine/forget?place=invite:{invite}\""),
        format!("href=\"/media/{other}/leave\""),
        "By a guest link of ".to_owned(),
        "as Viewer".to_owned(),
        "Delete all my data".to_owned(),
    ] {
        assert!(page.contains(&sight), "{sight} is missing: {page}");
    }
    assert!(!page.contains(&format!("/media/{other}/hand-over")));
    assert!(
        !page.contains(ADA),
        "what is known is not shown to whoever has the cookie"
    );

    // Other people have other pages.
    let nobody = house.hub.browser().get("/mine").await.text();
    assert!(
        nobody.contains("You are a guest of nothing here"),
        "{nobody}"
    );
    assert_eq!(house.grace.get("/mine").await.location(), "/invited");
}

#[tokio::test]
async fn deleting_ones_data_says_what_goes_first_and_leaves_nothing_of_one() {
    let mut house = house().await;
    let [film, _] = house.films;
    let (invite, path) = house.invite(film).await;
    let mut ada = house.hub.browser();
    enter(&mut ada, &path).await;
    assert!(!house.knows("ada@example").await.is_empty());

    let ask = format!("/mine/forget?place=invite:{invite}");
    let question = ada.get(&ask).await.text();
    for sight in [
        "Compilers, week 3",
        "deleted at once",
        "grace Member",
        "cannot be undone",
    ] {
        assert!(question.contains(sight), "{sight} is missing: {question}");
    }
    assert_eq!(house.sees(&mut ada, film).await, 200, "asking ends nothing");

    let mut watch = house.hub.app.parts.bus.watch(&[Topic::Invite(invite)]);
    let place = format!("invite:{invite}");
    let done = ada.post("/mine/forget", &[("place", &place)]).await;
    assert_eq!(
        (done.status.as_u16(), done.location()),
        (303, "/mine/forgotten")
    );
    assert!(watch.rang(), "what is open hears of it");
    assert_eq!(ada.cookie(cookies::SESSION), None);
    assert!(
        ada.get("/mine/forgotten")
            .await
            .text()
            .contains("Your data is deleted.")
    );
    assert_ne!(house.sees(&mut ada, film).await, 200);
    assert_eq!(house.knows("ada@example").await, [""; 0]);
    assert_eq!(house.knows("Lovelace").await, [""; 0]);

    // The link opens nothing any more, with no word of whose it was.
    ada.get(&path).await;
    let again = ada.post(&path, &[("email", ADA)]).await;
    assert_eq!(again.status, 404, "{}", again.text());
    // The owner sees that somebody was invited, without saying who, and may invite anew.
    let list = house
        .grace
        .get(&format!("/api/v1/entries/{film}/invites"))
        .await;
    let listed = list.value()["invites"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 1);
    assert!(
        !list.text().contains("Lovelace") && !list.text().contains(ADA),
        "{}",
        list.text()
    );
    let (anew, fresh) = house.invite(film).await;
    assert_ne!(anew, invite);
    let mut ada = house.hub.browser();
    enter(&mut ada, &fresh).await;
    assert_eq!(house.sees(&mut ada, film).await, 200);
}

#[tokio::test]
async fn at_one_place_or_at_all_of_them() {
    let mut house = house().await;
    let [one, other] = house.films;
    let (invite, path) = house.invite(one).await;
    let (_, second) = house.invite(other).await;
    let guest_link = house.guest_link(other).await;
    let mut ada = house.hub.browser();
    enter(&mut ada, &path).await;
    enter(&mut ada, &second).await;
    let place = format!("invite:{invite}");
    let done = ada.post("/mine/forget", &[("place", &place)]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/mine"));
    assert_ne!(house.sees(&mut ada, one).await, 200);
    assert_eq!(
        house.sees(&mut ada, other).await,
        200,
        "the other place stays"
    );

    let mut eve = house.hub.browser();
    come(&mut eve, &guest_link).await;
    assert!(ada.get("/mine/forget").await.text().contains("Compilers"));
    let done = ada.post("/mine/forget", &[]).await;
    assert_eq!(done.location(), "/mine/forgotten");
    assert_ne!(house.sees(&mut ada, other).await, 200);
    assert_eq!(
        house.sees(&mut eve, other).await,
        200,
        "of others nothing is forgotten"
    );
    eve.post("/mine/forget", &[]).await;
    assert_ne!(house.sees(&mut eve, other).await, 200);
    assert_eq!(house.knows("ada@example").await, [""; 0]);
}

#[tokio::test]
async fn nobody_has_the_data_of_another_deleted() {
    let mut house = house().await;
    let [one, other] = house.films;
    let (invite, path) = house.invite(one).await;
    let guest_link = house.guest_link(other).await;
    let mut ada = house.hub.browser();
    enter(&mut ada, &path).await;
    let mut eve = house.hub.browser();
    come(&mut eve, &guest_link).await;
    let place = format!("invite:{invite}");
    for browser in [&mut eve, &mut house.hub.browser()] {
        let answer = browser.post("/mine/forget", &[("place", &place)]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/mine"));
    }
    assert_eq!(house.sees(&mut ada, one).await, 200);
    for odd in ["x", "invite:", "invite:x", "guest:1", "account:1"] {
        let answer = ada.post("/mine/forget", &[("place", odd)]).await;
        assert_eq!(answer.status, 422, "{odd}");
    }
}

#[tokio::test]
async fn what_was_left_is_known_still_and_can_be_deleted() {
    let mut house = house().await;
    let [one, other] = house.films;
    let (_, path) = house.invite(one).await;
    let guest_link = house.guest_link(other).await;
    let mut ada = house.hub.browser();
    enter(&mut ada, &path).await;
    come(&mut ada, &guest_link).await;
    ada.post(&format!("/media/{one}/leave"), &[]).await;
    let page = ada.get("/mine").await.text();
    assert!(
        page.contains("Closed to you") && page.contains("is known of you still"),
        "{page}"
    );
    ada.post("/mine/forget", &[]).await;
    assert_eq!(house.knows("ada@example").await, [""; 0]);
    assert_eq!(house.knows("Lovelace").await, [""; 0]);
}
