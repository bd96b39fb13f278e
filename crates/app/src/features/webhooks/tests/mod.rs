mod api;
mod console;
mod delivering;
mod receiver;
mod t04_traces;
mod t19_inside;
mod told;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};
use usher_domain::{
    access::AppRole,
    ids::EntryId,
    media::{EntryKind, PublishStatus},
    reach::PrivateAddresses,
    webhook::WebhookSecret,
};

use self::receiver::Receiver;
use super::Follower;
use crate::{
    features::jobs,
    testing::{Answer, Browser, Hub},
};

/// A hub with an administrator, Grace with a film, and a receiver that it may reach.
struct Scene {
    hub: Hub,
    admin: Browser,
    grace: Browser,
    film: EntryId,
    receiver: Receiver,
    follower: Follower,
}

const ALL: [&str; 3] = ["invite.created", "invite.joined", "invite.revoked"];

impl Scene {
    async fn new() -> Self {
        let hub = Hub::new();
        let receiver = Receiver::start().await;
        let permitted = receiver.address();
        hub.rules(&["outgoing"], |site| {
            site.outgoing.private_addresses = PrivateAddresses::parse(&permitted).unwrap();
        })
        .await;
        let admin = hub.administrator("root@uni.edu").await;
        let admin = hub.signed_in(admin).await;
        let owner = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
        let film = hub
            .entry(owner, EntryKind::Video, PublishStatus::Private)
            .await;
        hub.fill(
            film,
            &b"\0\0\0\x18ftypmp42 a film"[..],
            ("film.mp4", "video/mp4"),
        )
        .await;
        let grace = hub.signed_in(owner).await;
        let mut scene = Self {
            hub,
            admin,
            grace,
            film,
            receiver,
            follower: Follower::default(),
        };
        scene.follow().await;
        scene
    }

    /// Adds a webhook by the API; its id and its secret.
    async fn hook(&mut self, events: &[&str], with_people: bool) -> (String, WebhookSecret) {
        let url = self.receiver.url();
        let new = json!({ "url": url, "events": events, "with_people": with_people });
        let answer = self.admin.json(Method::POST, "/api/v1/webhooks", new).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let value = answer.value();
        let id = value["webhook"]["id"].as_str().unwrap().to_owned();
        let secret = value["secret"].as_str().unwrap().to_owned();
        (id, WebhookSecret::kept(secret))
    }

    /// Grace does something by the API.
    async fn does(&mut self, method: Method, path: &str, body: Value) -> Value {
        let answer = self.grace.json(method, path, body).await;
        assert!(answer.status.is_success(), "{}", answer.text());
        answer.value()
    }

    async fn invite(&mut self, email: &str) -> Value {
        let path = format!("/api/v1/entries/{}/invites", self.film);
        let person = json!({ "email": email, "first_name": "Ada", "last_name": "Lovelace", "role": "viewer" });
        self.does(Method::POST, &path, person).await
    }

    /// Makes deliveries of all that was done; how many. On PostgreSQL it may have to wait for other tests' transactions.
    async fn follow(&mut self) -> usize {
        let mut made = 0;
        loop {
            made += self.follower.pass(&self.hub.app).await.unwrap();
            let look = |tx: &usher_db::Tx| {
                let sql = "SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) AS n FROM audit";
                let last = tx.query_one(sql, &[], |row| row.get::<i64>("n"))?;
                Ok::<_, usher_db::Error>((last, super::store::told(tx)?))
            };
            let (last, told) = self.hub.app.parts.db.read(look).await.unwrap();
            if told.is_some_and(|told| told.max(self.follower.looked()) >= last) {
                return made;
            }
        }
    }

    /// Makes deliveries, and sends what is due.
    async fn send(&mut self) -> usize {
        let made = self.follow().await;
        jobs::drain(&self.hub.app).await.unwrap();
        made
    }

    async fn log(&mut self, hook: &str) -> Vec<Value> {
        let path = format!("/api/v1/webhooks/{hook}/deliveries");
        let answer = self.admin.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()["deliveries"].as_array().unwrap().clone()
    }

    async fn shown(&mut self, hook: &str) -> Value {
        self.admin
            .get(&format!("/api/v1/webhooks/{hook}"))
            .await
            .value()
    }

    async fn post(&mut self, path: &str) -> Answer {
        self.admin.json(Method::POST, path, json!({})).await
    }

    async fn delete(&mut self, path: &str) -> Answer {
        self.admin
            .send(Method::DELETE, path, &[], Body::empty())
            .await
    }
}
