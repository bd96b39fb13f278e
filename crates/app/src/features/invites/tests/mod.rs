mod acts;
mod api;
mod api_reach;
mod checks;
mod desk;
mod languages;
mod mailed;
mod many;
mod many_again;
mod many_links;
mod pages;
mod r01_killed_inviting;
mod r07_mail_down;
mod races;
mod t03_links;
mod t11_stories;
mod t12_domains;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::{AppRole, EntryRole},
    config::SiteConfig,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use crate::{
    features::media,
    testing::{Answer, Browser, Hub},
};

/// A hub with Grace, her private video, and her browser.
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
    let browser = hub.signed_in(grace).await;
    House {
        hub,
        grace,
        film,
        browser,
    }
}

fn ada() -> Value {
    json!({ "email": "ada@example.org", "first_name": "Ada", "last_name": "Lovelace",
            "role": "viewer" })
}

impl House {
    fn path(&self) -> String {
        format!("/api/v1/entries/{}/invites", self.film)
    }

    /// Invites by the API.
    async fn invite(&mut self, person: Value) -> Answer {
        let path = self.path();
        self.browser.json(Method::POST, &path, person).await
    }

    /// Invites Ada by the API; the answer.
    async fn ada(&mut self) -> Value {
        let answer = self.invite(ada()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.value()
    }

    /// Lists by the API.
    async fn list(&mut self) -> Vec<Value> {
        let path = self.path();
        let answer = self.browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.value()["invites"].as_array().unwrap().clone()
    }

    /// Changes the site's rules as the console does.
    async fn rules(&self, change: impl Fn(&mut SiteConfig)) {
        let mut config = SiteConfig::default();
        change(&mut config);
        for module in ["invitetomedia", "theming", "meetingentry", "emailservice"] {
            let written = serde_json::to_string(&config.written(module).unwrap()).unwrap();
            self.hub
                .write(move |tx| {
                    tx.execute(
                        "INSERT INTO config (module, value, version, updated_at)
                         VALUES ($1, $2, 1, 1)
                         ON CONFLICT (module) DO UPDATE
                         SET value = excluded.value, version = config.version + 1",
                        params![module, written],
                    )
                })
                .await;
        }
        let app = &self.hub.app;
        app.settings.refresh(&app.parts.db).await.unwrap();
    }

    /// Gives an account a role in the film.
    async fn name(&self, account: AccountId, role: EntryRole) {
        let (now, film) = (self.hub.now(), self.film);
        let subject = media::Subject::Account(account);
        self.hub
            .write(move |tx| media::add_collaborator(tx, film, subject, role, now))
            .await;
    }

    /// One number from the database.
    async fn count(&self, sql: &'static str) -> i64 {
        self.hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await
    }
}

async fn delete(browser: &mut Browser, path: &str) -> Answer {
    browser.send(Method::DELETE, path, &[], Body::empty()).await
}

/// `field:code` of each fault.
fn faults(answer: &Answer) -> Vec<String> {
    let value = answer.value();
    let errors = value["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    errors
        .iter()
        .map(|e| format!("{}:{}", text(&e["field"]), text(&e["code"])))
        .collect()
}

fn one(invite: &Value) -> String {
    format!("/api/v1/invites/{}", invite["id"].as_str().unwrap())
}

/// The token in a link.
fn token(made: &Value) -> String {
    let url = made["url"].as_str().unwrap();
    url.rsplit('/').next().unwrap().to_owned()
}

/// How the database knows the secret of a link: `living`, `replaced` or `unknown`.
async fn secret(hub: &Hub, token: &str) -> &'static str {
    let parsed: usher_domain::invite::InviteToken = token.parse().unwrap();
    let mac = parsed.mac(&hub.app.parts.key);
    let found = hub
        .write(move |tx| {
            tx.query_opt(
                "SELECT replaced_at FROM invite_secrets WHERE mac = $1",
                params![mac.as_bytes()],
                |row| row.get::<Option<i64>>("replaced_at"),
            )
        })
        .await;
    match found {
        None => "unknown",
        Some(None) => "living",
        Some(Some(_)) => "replaced",
    }
}
