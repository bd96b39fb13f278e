mod lists;
mod resuming;
mod telling;

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{flush, store};
use crate::testing::{Answer, Browser, Hub};

/// A hub with Grace, who owns a film of a hundred seconds.
struct Theatre {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
}

async fn theatre() -> Theatre {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub.film(grace, PublishStatus::Private).await;
    Theatre { hub, grace, film }
}

impl Theatre {
    fn path(&self) -> String {
        format!("/media/{}/attendance", self.film)
    }

    async fn tell(&self, browser: &mut Browser, word: Value) -> Answer {
        browser.json(Method::POST, &self.path(), word).await
    }

    /// Some seconds later a page says that it was there all the time, and what was played.
    async fn later(&self, browser: &mut Browser, seconds: u64, watched: Value) {
        self.hub.clock.advance(Duration::from_secs(seconds));
        let word = json!({ "present": seconds * 1000, "watched": watched, "place": 0 });
        let answer = self.tell(browser, word).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
    }

    async fn written(&self) -> usize {
        flush(&self.hub.app).await.unwrap()
    }

    /// Everybody's, as the table says: sort, seconds here, spans, percent.
    async fn rows(&self) -> Vec<(String, i64, String, Option<i64>)> {
        let sql = "SELECT sort, present, watched, percent FROM attendance ORDER BY sort, person";
        self.hub
            .write(move |tx| {
                tx.query(sql, &[], |row| {
                    Ok((
                        row.get("sort")?,
                        row.get("present")?,
                        row.get("watched")?,
                        row.get("percent")?,
                    ))
                })
            })
            .await
    }

    async fn get(&self, path: &str) -> Value {
        let mut grace = self.hub.signed_in(self.grace).await;
        let answer = grace.get(path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    async fn keep(&self, yes: bool) {
        let rules = move |site: &mut usher_domain::config::SiteConfig| {
            site.privacy.attendance = yes;
        };
        self.hub.rules(&["privacy"], rules).await;
    }
}

#[tokio::test]
async fn who_was_here_is_found_by_indices() {
    let hub = Hub::new();
    for sql in store::STATEMENTS.iter().chain(&super::person::STATEMENTS) {
        assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
    }
}
