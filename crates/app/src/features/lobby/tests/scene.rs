//! A video by Grace, and invites to it.
#![allow(
    dead_code,
    reason = "a toolbox: not every tool is in use at every moment"
)]

use std::time::Duration;

use axum::{body::Body, http::Method};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    clock::Timestamp,
    email::Email,
    ids::{AccountId, EntryId, InviteId},
    invite::InviteToken,
    media::EntryKind,
};

use crate::testing::{Answer, Browser, Hub};

pub(super) const DAY: Duration = Duration::from_hours(24);
pub(super) const ADA: &str = "ada@example.org";

/// A hub with Grace, who owns a video that is ready.
pub(super) struct Scene {
    pub(super) hub: Hub,
    pub(super) grace: AccountId,
    pub(super) entry: EntryId,
}

/// An invite in the database and the secret that only its link knows.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) id: InviteId,
    pub(super) token: String,
    pub(super) path: String,
}

/// An invite before it is made: Ada's, as a viewer, one use, for a day.
pub(super) struct Draft<'a> {
    scene: &'a Scene,
    entry: EntryId,
    email: &'a str,
    invitee: Option<AccountId>,
    inviter: AccountId,
    role: &'static str,
    uses: i64,
    expires_at: Timestamp,
    lang: Option<&'static str>,
}

impl Scene {
    pub(super) async fn new() -> Self {
        Self::of(EntryKind::Video, "Compilers, week 3").await
    }

    pub(super) async fn of(kind: EntryKind, title: &'static str) -> Self {
        let hub = Hub::new();
        let grace = hub.account("grace@uni.edu", AppRole::Admin).await;
        let entry = entry(&hub, grace, kind, title).await;
        Self { hub, grace, entry }
    }

    pub(super) fn invite(&self) -> Draft<'_> {
        Draft {
            scene: self,
            entry: self.entry,
            email: ADA,
            invitee: None,
            inviter: self.grace,
            role: "viewer",
            uses: 1,
            expires_at: self.hub.now().after(DAY),
            lang: None,
        }
    }

    /// Where somebody who is in is sent.
    pub(super) fn page(&self) -> String {
        format!("/media/{}", self.entry)
    }

    /// Runs one statement about the entry, the invite or whatever has one id.
    pub(super) async fn change(&self, sql: &'static str, id: impl ToString) {
        let id = id.to_string();
        let changed = self.hub.write(move |tx| tx.execute(sql, params![id])).await;
        assert_eq!(changed, 1, "{sql}");
    }

    /// One number about the invite.
    pub(super) async fn number(&self, sql: &'static str, id: InviteId) -> i64 {
        let read = move |tx: &usher_db::Tx| tx.query_one(sql, params![id], |row| row.get("n"));
        self.hub.app.parts.db.read(read).await.unwrap()
    }

    pub(super) async fn uses_spent(&self, made: &Made) -> i64 {
        self.number("SELECT uses_spent AS n FROM invites WHERE id = $1", made.id)
            .await
    }

    /// Whether somebody holds the invite's grant now.
    pub(super) async fn grants(&self, made: &Made) -> i64 {
        self.number(
            "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
             WHERE invite_id = $1 AND ended_at IS NULL",
            made.id,
        )
        .await
    }

    /// Takes the invite back, as its owner does: its grant ends.
    pub(super) async fn revoke(&self, made: &Made) {
        let (id, now) = (made.id, self.hub.now());
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE invites SET revoked_at = $2 WHERE id = $1",
                    params![id, now],
                )?;
                tx.execute(
                    "UPDATE grants SET ended_at = $2, ended_why = 'revoked'
                     WHERE invite_id = $1 AND ended_at IS NULL",
                    params![id, now],
                )
            })
            .await;
    }

    /// Renews the invite, as inviting the same address again does; the old secret dies.
    pub(super) async fn renew(&self, made: &Made) -> Made {
        let (id, now, until) = (made.id, self.hub.now(), self.hub.now().after(DAY));
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE invite_secrets SET replaced_at = $2 WHERE invite_id = $1",
                    params![id, now],
                )?;
                tx.execute(
                    "UPDATE invites SET uses_spent = 0, seat = NULL, seat_reset = 0, moves = 0,
                            expires_at = $3, renewed_at = $2
                     WHERE id = $1",
                    params![id, now, until],
                )
            })
            .await;
        self.secret(id, "copied").await
    }

    /// Frees the seat, as its owner does: the guest in it is out, and the next sits down.
    pub(super) async fn free_seat(&self, made: &Made) {
        let (id, now) = (made.id, self.hub.now());
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE invites SET seat = NULL, seat_key = NULL, seat_reset = 1, moves = 0
                     WHERE id = $1",
                    params![id],
                )?;
                tx.execute(
                    "UPDATE grants SET ended_at = $2, ended_why = 'moved'
                     WHERE invite_id = $1 AND ended_at IS NULL AND seat IS NOT NULL",
                    params![id, now],
                )
            })
            .await;
    }

    /// Another secret of an invite.
    pub(super) async fn secret(&self, invite: InviteId, kind: &'static str) -> Made {
        let parts = &self.hub.app.parts;
        let token = InviteToken::mint(&*parts.entropy);
        let (mac, now) = (token.mac(&parts.key), self.hub.now());
        self.hub
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
                     VALUES ($1, $2, $3, $4)",
                    params![mac.as_bytes(), invite, kind, now],
                )
            })
            .await;
        Made {
            id: invite,
            path: format!("/i/{}", token.expose()),
            token: token.expose(),
        }
    }

    /// Gives an account one more address.
    pub(super) async fn address(
        &self,
        account: AccountId,
        email: &str,
        verified: Option<&'static str>,
    ) {
        let (email, now) = (Email::parse(email).unwrap(), self.hub.now());
        self.hub
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO addresses
                       (email, account_id, written, main, verified_how, verified_at)
                     VALUES ($1, $2, $3, 0, $4, $5)",
                    params![email.as_str(), account, email.written(), verified, now],
                )
            })
            .await;
    }

    /// Sets a rule of the site.
    pub(super) async fn rule(&self, field: &'static str, value: &'static str) {
        let value = serde_json::json!({ field: [value] }).to_string();
        let now = self.hub.now();
        self.hub
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO config (module, value, version, updated_at)
                     VALUES ('invitetomedia', $1, 1, $2)
                     ON CONFLICT (module) DO UPDATE
                     SET value = excluded.value, version = config.version + 1",
                    params![value, now],
                )
            })
            .await;
        let app = &self.hub.app;
        app.settings.refresh(&app.parts.db).await.unwrap();
    }
}

/// Makes an entry whose media is ready.
pub(super) async fn entry(
    hub: &Hub,
    owner: AccountId,
    kind: EntryKind,
    title: &'static str,
) -> EntryId {
    let now = hub.now();
    let id = EntryId::new(now, &*hub.app.parts.entropy);
    hub.write(move |tx| {
        tx.execute(
            "INSERT INTO entries
               (id, kind, title, owner_id, publish, state, created_at, updated_at)
             VALUES ($1, $2, $3, $4, 'private', 'ready', $5, $5)",
            params![id, kind.as_str(), title, owner, now],
        )
    })
    .await;
    id
}

impl<'a> Draft<'a> {
    /// To another entry than the scene's.
    pub(super) fn at(self, entry: EntryId) -> Self {
        Self { entry, ..self }
    }

    pub(super) fn to(self, email: &'a str) -> Self {
        Self { email, ..self }
    }

    pub(super) fn chosen(self, invitee: AccountId) -> Self {
        Self {
            invitee: Some(invitee),
            ..self
        }
    }

    pub(super) fn by(self, inviter: AccountId) -> Self {
        Self { inviter, ..self }
    }

    pub(super) fn role(self, role: &'static str) -> Self {
        Self { role, ..self }
    }

    pub(super) fn uses(self, uses: i64) -> Self {
        Self { uses, ..self }
    }

    pub(super) fn until(self, expires_at: Timestamp) -> Self {
        Self { expires_at, ..self }
    }

    pub(super) fn in_language(self, lang: &'static str) -> Self {
        Self {
            lang: Some(lang),
            ..self
        }
    }

    pub(super) async fn make(self) -> Made {
        let scene = self.scene;
        let (now, entry) = (scene.hub.now(), self.entry);
        let id = InviteId::new(now, &*scene.hub.app.parts.entropy);
        let email = Email::parse(self.email).unwrap();
        let Self {
            invitee,
            inviter,
            role,
            uses,
            expires_at,
            lang,
            ..
        } = self;
        scene
            .hub
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO invites
                       (id, entry_id, inviter_id, invitee_id, email, email_written, first_name,
                        last_name, lang, role, surface, uses_allowed, expires_at, created_at)
                     VALUES ($1, $2, $3, $4, $5, $6, 'Ada', 'Lovelace', $7, $8, 'hub', $9, $10, $11)",
                    params![
                        id,
                        entry,
                        inviter,
                        invitee,
                        email.as_str(),
                        email.written(),
                        lang,
                        role,
                        uses,
                        expires_at,
                        now
                    ],
                )
            })
            .await;
        scene.secret(id, "copied").await
    }
}

/// Opens a link as a program does.
pub(super) async fn look(browser: &mut Browser, path: &str) -> Answer {
    let accept = [("accept", "application/json")];
    browser
        .send(Method::GET, path, &accept, Body::empty())
        .await
}

/// Sends the lobby's form as a program does.
pub(super) async fn enter(browser: &mut Browser, path: &str, email: &str) -> Answer {
    send(browser, path, &[("email", email)]).await
}

/// Sends any form as a program does.
pub(super) async fn send(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    browser
        .send(Method::POST, path, &headers, Body::from(body))
        .await
}

/// Status and code of a refusal in JSON.
pub(super) fn refusal(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.code())
}

/// What a refusal should be.
pub(super) fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
