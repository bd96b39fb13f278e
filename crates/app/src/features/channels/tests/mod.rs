mod access;
mod api;
mod console;
mod people;
mod publishing;
mod races;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    channel::ChannelRole,
    ids::{AccountId, ChannelId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::store;
use crate::testing::{Answer, Browser, Hub};

/// A hub with Grace, who manages a channel that only its people see, and Cyd, who contributes a film to it.
struct Town {
    hub: Hub,
    grace: AccountId,
    cyd: AccountId,
    channel: ChannelId,
    film: EntryId,
}

async fn town() -> Town {
    town_with(json!({})).await
}

/// The same with another channel.
async fn town_with(change: Value) -> Town {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let cyd = hub.account("cyd@uni.edu", AppRole::PrivateOnly).await;
    let channel = make(&hub, grace, change).await;
    let film = film(&hub, cyd).await;
    let town = Town {
        hub,
        grace,
        cyd,
        channel,
        film,
    };
    town.be(cyd, Some(ChannelRole::Contributor)).await;
    town
}

/// Makes a channel by the API; its id.
async fn make(hub: &Hub, manager: AccountId, change: Value) -> ChannelId {
    let mut body = json!({ "name": "Compilers", "description": "What we watch" });
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    let mut browser = hub.signed_in(manager).await;
    let answer = browser.json(Method::POST, "/api/v1/channels", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.value()["id"].as_str().unwrap().parse().unwrap()
}

/// A private film that is ready.
async fn film(hub: &Hub, owner: AccountId) -> EntryId {
    let film = hub
        .entry(owner, EntryKind::Video, PublishStatus::Private)
        .await;
    hub.fill(film, vec![7; 1000], ("film.mp4", "video/mp4"))
        .await;
    film
}

impl Town {
    /// Somebody new on the hub.
    async fn somebody(&self, name: &str, role: AppRole) -> AccountId {
        self.hub.account(&format!("{name}@uni.edu"), role).await
    }

    /// Somebody new in the channel, and their browser.
    async fn person(&self, name: &str, role: ChannelRole) -> (AccountId, Browser) {
        let id = self.somebody(name, AppRole::PrivateOnly).await;
        self.be(id, Some(role)).await;
        (id, self.hub.signed_in(id).await)
    }

    /// Grace makes somebody something in the channel.
    async fn be(&self, person: AccountId, role: Option<ChannelRole>) {
        let answer = self.try_be(self.grace, person, role).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }

    async fn try_be(&self, by: AccountId, person: AccountId, role: Option<ChannelRole>) -> Answer {
        let path = format!("/api/v1/channels/{}/members/{person}", self.channel);
        let mut browser = self.hub.signed_in(by).await;
        match role {
            Some(role) => {
                let body = json!({ "role": role.as_str() });
                browser.json(Method::PUT, &path, body).await
            }
            None => browser.json(Method::DELETE, &path, json!({})).await,
        }
    }

    fn page(&self, rest: &str) -> String {
        format!("/channels/{}{rest}", self.channel)
    }

    fn placement(&self, channel: ChannelId) -> String {
        format!("/api/v1/entries/{}/channels/{channel}", self.film)
    }

    /// Cyd publishes the film in the channel; what came of it.
    async fn publish(&self) -> String {
        let mut cyd = self.hub.signed_in(self.cyd).await;
        let answer = cyd
            .json(Method::PUT, &self.placement(self.channel), json!({}))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.value()["state"].as_str().unwrap().to_owned()
    }

    /// A moderator decides on the film.
    async fn rule(&self, by: &mut Browser, deed: &str) -> Answer {
        let path = format!("/api/v1/channels/{}/queue", self.channel);
        let body = json!({ "entries": [self.film], "deed": deed, "reason": "Too long" });
        by.json(Method::POST, &path, body).await
    }

    /// Cyd's film is in the channel and shown.
    async fn shown(&self) {
        assert_eq!(self.publish().await, "waiting");
        let mut grace = self.hub.signed_in(self.grace).await;
        let answer = self.rule(&mut grace, "approve").await;
        assert_eq!(answer.value()["decided"], 1, "{}", answer.text());
    }

    /// What a browser is answered that asks for the film's page, and for its bytes.
    async fn watch(&self, browser: &mut Browser) -> (u16, u16) {
        let page = browser.get(&format!("/media/{}", self.film)).await;
        let bytes = browser.get(&format!("/media/{}/file", self.film)).await;
        (page.status.as_u16(), bytes.status.as_u16())
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await
    }

    /// How often a deed is in the audit.
    async fn audited(&self, deed: &'static str) -> i64 {
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE deed = $1";
        self.hub
            .write(move |tx| tx.query_one(sql, params![deed], |row| row.get("n")))
            .await
    }
}

#[tokio::test]
async fn what_belongs_to_channels_is_found_by_indices() {
    let hub = Hub::new();
    for sql in store::statements() {
        assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
    }
}
