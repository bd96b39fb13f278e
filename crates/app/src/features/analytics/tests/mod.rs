mod counting;
mod forgetting;
mod quick;
mod reading;
mod seeing;
mod usage;

use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    config::SiteConfig,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{people, store, tally, usage as site};
use crate::{
    features::attendance::flush,
    testing::{Browser, Hub},
};

const PHONE: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Safari/604.1";
const COMPUTER: &str =
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0 Unmistakable/7";

/// A hub with Grace, who owns a film of a hundred seconds that whoever has its address may see.
struct Cinema {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
}

async fn cinema() -> Cinema {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub.film(grace, PublishStatus::Unlisted).await;
    Cinema { hub, grace, film }
}

fn on(mut browser: Browser, agent: &'static str) -> Browser {
    let agent = HeaderValue::from_static(agent);
    browser.headers.insert(header::USER_AGENT, agent);
    browser
}

impl Cinema {
    async fn member(&self, email: &str) -> (AccountId, Browser) {
        let account = self.hub.account(email, AppRole::Viewer).await;
        (account, self.hub.signed_in(account).await)
    }

    /// Presses *play*.
    async fn play(&self, browser: &mut Browser) {
        let path = format!("/media/{}/plays", self.film);
        assert_eq!(browser.post_nothing(&path).await.status, 204);
    }

    /// Says what was played, twenty seconds later.
    async fn watch(&self, browser: &mut Browser, watched: Value) {
        self.hub.clock.advance(Duration::from_secs(20));
        let word = json!({ "present": 20_000, "watched": watched, "place": 0 });
        let path = format!("/media/{}/attendance", self.film);
        let answer = browser.json(Method::POST, &path, word).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
    }

    async fn written(&self) {
        flush(&self.hub.app).await.unwrap();
    }

    async fn numbers(&self, period: &str) -> Value {
        self.api(&format!("?period={period}")).await
    }

    /// Who watched, as the owner's program sees it.
    async fn people(&self, query: &str) -> Value {
        self.api(&format!("/people{query}")).await
    }

    async fn api(&self, rest: &str) -> Value {
        let mut grace = self.hub.signed_in(self.grace).await;
        let path = format!("/api/v1/entries/{}/analytics{rest}", self.film);
        let answer = grace.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    async fn page(&self, rest: &str) -> String {
        let mut grace = self.hub.signed_in(self.grace).await;
        let path = format!("/media/{}/analytics{rest}", self.film);
        let answer = grace.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    async fn csv(&self, name: &str) -> String {
        let mut grace = self.hub.signed_in(self.grace).await;
        let path = format!("/media/{}/analytics/{name}", self.film);
        let answer = grace.get(&path).await;
        let kind = answer.headers["content-type"].to_str().unwrap();
        assert!(kind.starts_with("text/csv"), "{kind}");
        answer.text()
    }

    async fn keep(&self, yes: bool) {
        let rules = move |site: &mut SiteConfig| site.privacy.attendance = yes;
        self.hub.rules(&["privacy"], rules).await;
    }

    fn days(&self, days: u64) {
        self.hub.clock.advance(Duration::from_hours(24 * days));
    }
}

#[tokio::test]
async fn numbers_are_found_by_indices() {
    let hub = Hub::new();
    let all = store::STATEMENTS.iter().chain(&tally::STATEMENTS);
    for sql in all.chain(&site::STATEMENTS).chain([&people::STATEMENT]) {
        assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
    }
}
