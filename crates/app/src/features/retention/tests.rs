mod forgetting;
mod sweeping;

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId, InviteId},
    media::{EntryKind, PublishStatus},
};

use super::{Guest, Why, forget, sweep};
use crate::testing::{Browser, Hub, dump};

const DAY: Duration = Duration::from_hours(24);

/// A hub with Grace and her film, which forgets guests after thirty days.
struct House {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
}

async fn house() -> House {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub.film(grace, PublishStatus::Private).await;
    let rules = |site: &mut usher_domain::config::SiteConfig| site.privacy.guest_data_days = 30;
    hub.rules(&["privacy"], rules).await;
    House { hub, grace, film }
}

impl House {
    /// Invites somebody to an entry, for a day; the id, and the path of the link.
    async fn invite(&self, entry: EntryId, email: &str) -> (InviteId, String) {
        let mut grace = self.hub.signed_in(self.grace).await;
        let person = json!({ "email": email, "first_name": "Ada", "last_name": "Lovelace", "role": "viewer" });
        let path = format!("/api/v1/entries/{entry}/invites");
        let made = grace.json(Method::POST, &path, person).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let made = made.value();
        let url = made["url"].as_str().unwrap();
        let path = url.strip_prefix("https://hub.uni.edu").unwrap().to_owned();
        (made["id"].as_str().unwrap().parse().unwrap(), path)
    }

    /// Comes in by it.
    async fn enter(&self, path: &str, email: &str) -> Browser {
        let mut browser = self.hub.browser();
        assert_eq!(browser.get(path).await.status, 200);
        let answer = browser.post(path, &[("email", email)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        browser
    }

    async fn attend(&self, browser: &mut Browser) {
        let path = format!("/media/{}/attendance", self.film);
        let word = json!({ "present": 20_000, "watched": [], "place": 0 });
        assert_eq!(browser.json(Method::POST, &path, word).await.status, 204);
        let app = &self.hub.app;
        crate::features::attendance::flush(app).await.unwrap();
    }

    async fn another_film(&self) -> EntryId {
        let kind = EntryKind::Video;
        let film = self.hub.entry(self.grace, kind, PublishStatus::Private);
        let film = film.await;
        let bytes = vec![8; 1000];
        self.hub.fill(film, bytes, ("film.mp4", "video/mp4")).await;
        film
    }

    fn days(&self, days: u32) {
        self.hub.clock.advance(DAY * days);
    }

    async fn sweep(&self) -> usize {
        sweep(&self.hub.app).await.unwrap()
    }

    async fn list(&self) -> Vec<Value> {
        let mut grace = self.hub.signed_in(self.grace).await;
        let path = format!("/api/v1/entries/{}/invites", self.film);
        let answer = grace.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()["invites"].as_array().unwrap().clone()
    }

    async fn states(&self) -> Vec<String> {
        let rows = self.list().await;
        let state = |row: &Value| row["state"].as_str().unwrap().to_owned();
        rows.iter().map(state).collect()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await
    }
}
