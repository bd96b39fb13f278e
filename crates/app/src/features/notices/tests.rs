//! Who is told of what, as it is seen in a browser.

mod by_mail;

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::{Tx, params};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId, InviteId},
    invite::InviteToken,
    media::{EntryKind, PublishStatus},
};

use super::Follower;
use crate::{
    App,
    testing::{Browser, Hub},
};

/// A hub with Grace, who owns a film, and the follower that tells her.
struct Scene {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
    follower: Follower,
}

impl Follower {
    /// Looks until all that is there is told; how many were. On PostgreSQL it may have to wait
    /// for other tests' transactions.
    pub(crate) async fn catch_up(&mut self, app: &App) -> usize {
        let mut told = 0;
        loop {
            told += self.pass(app).await.unwrap();
            let sql = "SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) AS n FROM audit";
            let read = move |tx: &Tx| {
                let last = tx.query_one(sql, &[], |row| row.get::<i64>("n"))?;
                Ok::<_, usher_db::Error>((last, super::store::told(tx)?))
            };
            let (last, place) = app.parts.db.read(read).await.unwrap();
            if place.is_some_and(|place| place.max(self.looked()) >= last) {
                return told;
            }
        }
    }
}

impl Scene {
    async fn new() -> Self {
        let hub = Hub::new();
        let grace = hub.account("grace@uni.edu", AppRole::Admin).await;
        let film = (hub.entry(grace, EntryKind::Video, PublishStatus::Private)).await;
        let mut scene = Self {
            hub,
            grace,
            film,
            follower: Follower::default(),
        };
        scene.catch_up().await;
        scene
    }

    /// Somebody comes in by an invite of their own; the browser, and what it sent.
    async fn join(&self, inviter: AccountId) -> (Browser, String, String) {
        let (now, film, parts) = (self.hub.now(), self.film, &self.hub.app.parts);
        let (id, token) = (
            InviteId::new(now, &*parts.entropy),
            InviteToken::mint(&*parts.entropy),
        );
        let (mac, email) = (token.mac(&parts.key), format!("{id}@example.org"));
        let (to, until) = (email.clone(), now.after(Duration::from_hours(1)));
        let make = move |tx: &Tx| {
            tx.execute(
                "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                   last_name, role, surface, uses_allowed, expires_at, created_at)
                 VALUES ($1, $2, $3, $4, $4, 'Ada', 'Lovelace', 'viewer', 'hub', 1, $5, $6)",
                params![id, film, inviter, to, until, now],
            )?;
            tx.execute(
                "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
                 VALUES ($1, $2, 'copied', $3)",
                params![mac.as_bytes(), id, now],
            )?;
            tx.execute(
                "UPDATE entries SET state = 'ready' WHERE id = $1",
                params![film],
            )
        };
        self.hub.write(make).await;
        let (mut browser, path) = (self.hub.browser(), format!("/i/{}", token.expose()));
        browser.get(&path).await;
        let entered = browser.post(&path, &[("email", &email)]).await;
        assert_eq!(entered.location(), format!("/media/{film}"));
        (browser, path, email)
    }

    async fn catch_up(&mut self) -> usize {
        self.follower.catch_up(&self.hub.app).await
    }

    async fn rows(&self) -> i64 {
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM notices";
        let count = |tx: &Tx| tx.query_one(sql, &[], |row| row.get::<i64>("n"));
        self.hub.app.parts.db.read(count).await.unwrap()
    }
}

#[tokio::test]
async fn an_owner_is_told_once_of_all_who_came_since_they_looked() {
    let mut scene = Scene::new().await;
    let mut grace = scene.hub.signed_in(scene.grace).await;
    assert!(grace.get("/notices").await.text().contains("Nothing new"));
    for _ in 0..3 {
        scene.join(scene.grace).await;
    }
    assert_eq!(scene.catch_up().await, 1);
    assert_eq!(scene.catch_up().await, 0, "nobody is told twice");
    assert_eq!(scene.rows().await, 1);
    let page = grace.get("/notices").await.text();
    assert!(
        page.contains("and 2 other people came in for the first time"),
        "{page}"
    );
    assert!(page.contains("Notices, 1 unread"), "{page}");
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_owned();
    let opened = grace.post("/notices/open", &[("id", &id)]).await;
    assert_eq!(opened.location(), format!("/media/{}/invites", scene.film));
    let page = grace.get("/notices").await.text();
    assert!(!page.contains("unread"), "{page}");

    scene.join(scene.grace).await;
    scene.catch_up().await;
    assert_eq!(scene.rows().await, 2, "what was read is not added to");
    let eve = scene.hub.account("eve@uni.edu", AppRole::Admin).await;
    let mut eve = scene.hub.signed_in(eve).await;
    let foreign = eve.post("/notices/open", &[("id", &id)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(!eve.get("/notices").await.text().contains("came in"));
}

#[tokio::test]
async fn inviter_and_owner_are_told_unless_they_would_not_be() {
    let mut scene = Scene::new().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    scene.join(bob).await;
    assert_eq!(scene.catch_up().await, 2, "Bob, who invited, and Grace");
    let mut browser = scene.hub.signed_in(bob).await;
    let odd = browser
        .post("/account/notices", &[("joined", "loudly")])
        .await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let off = browser.post("/account/notices", &[("joined", "off")]).await;
    assert_eq!(off.location(), "/account");
    let page = browser.get("/account").await.text();
    assert!(page.contains("value=\"off\" required checked"), "{page}");
    scene.join(bob).await;
    assert_eq!(scene.catch_up().await, 1, "Grace alone");
    let read = browser
        .post("/notices/read", &[("seen", "2026-11-21T12:00:00Z")])
        .await;
    assert_eq!(read.location(), "/notices");
    let page = browser.get("/notices").await.text();
    assert!(!page.contains("unread"), "{page}");
}

#[tokio::test]
async fn coming_back_is_no_news_and_a_second_server_tells_nobody_again() {
    let mut scene = Scene::new().await;
    let (mut guest, path, email) = scene.join(scene.grace).await;
    let mut second = Follower::default();
    second.pass(&scene.hub.app).await.unwrap();
    assert_eq!(scene.catch_up().await, 1);
    assert_eq!(second.pass(&scene.hub.app).await.unwrap(), 0);
    guest.post(&path, &[("email", &email)]).await;
    let film = format!("/media/{}", scene.film);
    assert_eq!(guest.get(&film).await.status, StatusCode::OK);
    // As the audit says it of somebody who comes once more, on another day.
    let again = |tx: &Tx| {
        tx.execute(
            "INSERT INTO audit (at, actor, deed, subject, detail)
             SELECT at + 1, actor, deed, subject, detail FROM audit WHERE deed = 'entered'",
            &[],
        )
    };
    scene.hub.write(again).await;
    assert_eq!(scene.catch_up().await, 0);
    let mut restarted = Follower::default();
    restarted.pass(&scene.hub.app).await.unwrap();
    assert_eq!(restarted.pass(&scene.hub.app).await.unwrap(), 0);
    assert_eq!(scene.rows().await, 1);
}

#[tokio::test]
async fn what_another_server_left_untold_is_told() {
    let mut scene = Scene::new().await;
    let app = scene.hub.app.clone();
    let last = async || {
        let sql = "SELECT MAX(id) AS n FROM audit";
        let read = move |tx: &Tx| tx.query_one(sql, &[], |row| row.get::<i64>("n"));
        app.parts.db.read(read).await.unwrap()
    };
    let told = app.parts.db.read(super::store::told).await.unwrap();
    let (before, looked) = (told.unwrap(), scene.follower.looked());
    scene.join(scene.grace).await;
    let first = last().await;
    scene.join(scene.grace).await;
    let both = last().await;
    let find = move |tx: &Tx| super::follow::find(tx, looked, both);
    let found = app.parts.db.read(find).await.unwrap().unwrap();
    // Meanwhile another server, which knew of the first alone, has told of that.
    let other = move |tx: &Tx| super::store::go_on(tx, before, first);
    assert!(scene.hub.write(other).await);
    assert_eq!(scene.follower.take(&app, found).await.unwrap(), None);
    assert_eq!(scene.catch_up().await, 1);
}

#[tokio::test]
async fn an_idle_hub_writes_nothing_and_old_notices_are_forgotten() {
    let mut scene = Scene::new().await;
    scene.join(scene.grace).await;
    scene.catch_up().await;
    let now = scene.hub.now();
    let later = now.after(usher_domain::notices::NOTICES_KEPT);
    let forgotten = move |tx: &Tx| super::forget(tx, later);
    assert_eq!(scene.hub.write(forgotten).await, 0, "to the last moment");
    let later = later.after(Duration::from_secs(1));
    let forgotten = move |tx: &Tx| super::forget(tx, later);
    assert_eq!(scene.hub.write(forgotten).await, 1);
    assert_eq!(scene.catch_up().await, 0);
}
