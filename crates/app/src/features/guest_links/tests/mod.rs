mod api;
mod entering;
mod going;
mod managing;
mod t01_double_spend;
mod t04_traces;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use crate::testing::{Answer, Browser, Hub};

/// A hub with Grace, her private video that is ready, and her browser.
struct House {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
    browser: Browser,
}

async fn house() -> House {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub
        .entry(grace, EntryKind::Video, PublishStatus::Private)
        .await;
    let bytes: Vec<u8> = vec![7; 1_000_003];
    hub.fill(film, bytes, ("film.mp4", "video/mp4")).await;
    let browser = hub.signed_in(grace).await;
    House {
        hub,
        grace,
        film,
        browser,
    }
}

impl House {
    fn api(&self, rest: &str) -> String {
        format!("/api/v1/entries/{}/{rest}", self.film)
    }

    fn page(&self, rest: &str) -> String {
        format!("/media/{}{rest}", self.film)
    }

    /// Asks the API to make a link.
    async fn ask(&mut self, link: Value) -> Answer {
        let path = self.api("guest-links");
        self.browser.json(Method::POST, &path, link).await
    }

    /// Makes a link by the API; its id and its path.
    async fn link(&mut self, link: Value) -> (String, String) {
        let answer = self.ask(link).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        made(&answer.value())
    }

    /// Any number of people, until it is switched off.
    async fn open_link(&mut self) -> (String, String) {
        self.link(json!({ "name": "Open day" })).await
    }

    async fn switch(&mut self, on: bool) {
        let path = self.api("guest-access");
        let answer = self
            .browser
            .json(Method::PUT, &path, json!({ "on": on }))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    async fn end_all(&mut self) -> u64 {
        let path = self.api("guest-access/end");
        let answer = self.browser.json(Method::POST, &path, json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()["ended"].as_u64().unwrap()
    }

    async fn renew(&mut self, link: &str) -> (String, String) {
        let path = self.api(&format!("guest-links/{link}/renew"));
        let answer = self.browser.json(Method::POST, &path, json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        made(&answer.value())
    }

    async fn delete(&mut self, link: &str, query: &str) -> Answer {
        let path = self.api(&format!("guest-links/{link}{query}"));
        self.browser
            .send(Method::DELETE, &path, &[], Body::empty())
            .await
    }

    async fn guests(&mut self) -> Vec<Value> {
        let path = self.api("guests");
        let answer = self.browser.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()["guests"].as_array().unwrap().clone()
    }

    async fn links(&mut self) -> Vec<Value> {
        let path = self.api("guest-links");
        let answer = self.browser.get(&path).await;
        answer.value()["guest_links"].as_array().unwrap().clone()
    }

    /// Somebody who came by the link.
    async fn guest(&self, path: &str) -> Browser {
        let mut ada = self.hub.browser();
        assert_eq!(ada.get(path).await.status, 200);
        let answer = enter(&mut ada, path, "Ada", "ada@example.org").await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.location(), self.page(""));
        ada
    }

    /// What the page of the film answers.
    async fn sees(&self, browser: &mut Browser) -> u16 {
        browser.get(&self.page("")).await.status.as_u16()
    }
}

/// Id and path of a link that was made.
fn made(value: &Value) -> (String, String) {
    let url = value["url"].as_str().unwrap();
    let path = url.strip_prefix("https://hub.uni.edu").unwrap();
    assert!(path.starts_with("/g/"), "{path}");
    let id = value["guest_link"]["id"].as_str().unwrap();
    (id.to_owned(), path.to_owned())
}

/// Sends the form as a page does.
async fn enter(browser: &mut Browser, path: &str, name: &str, email: &str) -> Answer {
    browser
        .post(path, &[("name", name), ("email", email)])
        .await
}

/// Opens a link as a program does: status and code or state.
async fn look(browser: &mut Browser, path: &str) -> (u16, String) {
    let accept = [("accept", "application/json")];
    let answer = browser
        .send(Method::GET, path, &accept, Body::empty())
        .await;
    let value = answer.value();
    let said = value["code"].as_str().or(value["state"].as_str());
    (answer.status.as_u16(), said.unwrap_or_default().to_owned())
}

fn is(status: u16, said: &str) -> (u16, String) {
    (status, said.to_owned())
}
