//! The console over HTTP.

mod access;
mod api;
mod backup;
mod conflict;
mod consequences;
mod file;
mod follow;
mod logo;
mod mail_service;
mod media;
mod saving;
mod shelves;
mod subjects;
mod values;

use std::time::Duration;

use usher_db::params;
use usher_domain::{
    access::AppRole,
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
};

use crate::testing::{Answer, Browser, Hub};

const PAGE: &str = "/admin/config/tab/invitetomedia";

/// A hub with a site administrator, and their browser.
async fn console() -> (Hub, Browser) {
    let hub = Hub::new();
    let admin = hub.administrator("admin@uni.edu").await;
    let browser = hub.signed_in(admin).await;
    (hub, browser)
}

/// Posts fields on the version that is saved now, as a page does.
async fn post(hub: &Hub, browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let version = version(hub).await.to_string();
    let mut form = vec![("version", version.as_str())];
    form.extend(fields);
    browser.post(PAGE, &form).await
}

/// The same on another module's page.
async fn post_to(
    hub: &Hub,
    browser: &mut Browser,
    module: &'static str,
    fields: &[(&str, &str)],
) -> Answer {
    let version: i64 = hub
        .write(move |tx| {
            let sql = "SELECT version FROM config WHERE module = $1";
            let found = tx.query_opt(sql, params![module], |row| row.get("version"))?;
            Ok(found.unwrap_or(0))
        })
        .await;
    let version = version.to_string();
    let mut form = vec![("version", version.as_str())];
    form.extend(fields);
    let path = format!("/admin/config/tab/{module}");
    browser.post(&path, &form).await
}

/// Saves, whatever follows from it.
async fn save(hub: &Hub, browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let mut form = vec![("step", "confirmed")];
    form.extend(fields);
    post(hub, browser, &form).await
}

/// How often the module was saved.
async fn version(hub: &Hub) -> i64 {
    hub.write(|tx| {
        let found = tx.query_opt(
            "SELECT version FROM config WHERE module = $1",
            params!["invitetomedia"],
            |row| row.get("version"),
        )?;
        Ok(found.unwrap_or(0))
    })
    .await
}

/// Who did what to what: every audit row of the console, with its detail.
async fn audited(hub: &Hub) -> Vec<(String, String, serde_json::Value)> {
    hub.write(|tx| {
        tx.query(
            "SELECT actor, subject, detail FROM audit WHERE deed = 'config_saved' ORDER BY id",
            params![],
            |row| {
                let detail = row.get::<String>("detail")?;
                Ok((
                    row.get("actor")?,
                    row.get("subject")?,
                    serde_json::from_str(&detail).unwrap(),
                ))
            },
        )
    })
    .await
}

/// An invite to an entry of its own, ending in a day.
async fn invite(hub: &Hub, email: &str, inviter: AccountId) -> InviteId {
    let (app, now, email) = (hub.app.clone(), hub.now(), email.to_owned());
    let ends = now.after(Duration::from_hours(24));
    hub.write(move |tx| {
        let entropy = &*app.parts.entropy;
        let (entry, invite) = (EntryId::new(now, entropy), InviteId::new(now, entropy));
        tx.execute(
            "INSERT INTO entries (id, kind, title, owner_id, publish, state, created_at, updated_at)
             VALUES ($1, 'video', 'A lecture', $2, 'private', 'ready', $3, $3)",
            params![entry, inviter, now],
        )?;
        tx.execute(
            "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
               last_name, role, surface, uses_allowed, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $4, 'A', 'B', 'viewer', 'hub', 1, $5, $6)",
            params![invite, entry, inviter, email, ends, now],
        )?;
        Ok(invite)
    })
    .await
}

/// An account of this role, for an invite to be made by.
async fn owner(hub: &Hub) -> AccountId {
    hub.account("owner@uni.edu", AppRole::PrivateOnly).await
}

/// Whether the page's text has the sentence of `key`, as it is without values.
fn says(hub: &Hub, answer: &Answer, key: &str) -> bool {
    let sentence = hub.app.words.words(None, None).say(key).to_string();
    answer.text().contains(&escaped(&sentence))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
}

fn later(hub: &Hub, hours: u64) -> Timestamp {
    hub.now().after(Duration::from_hours(hours))
}
