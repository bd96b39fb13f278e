//! Entries, their media and their guests, put straight into the database: for
//! tests of features that find them there.

use std::time::Duration;

use bytes::Bytes;
use usher_db::params;
use usher_domain::{
    ids::{AccountId, BlobId, EntryId, InviteId},
    media::{EntryKind, PublishStatus},
};

use super::{Browser, Hub};
use crate::{
    features::accounts::{NewSession, SessionSecret, begin_session},
    http::cookies::BrowserKey,
};

impl Hub {
    /// An entry without media.
    pub(crate) async fn entry(
        &self,
        owner: AccountId,
        kind: EntryKind,
        publish: PublishStatus,
    ) -> EntryId {
        let (now, id) = (
            self.now(),
            EntryId::new(self.now(), &*self.app.parts.entropy),
        );
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO entries (id, kind, title, owner_id, publish, state, created_at, updated_at)
                 VALUES ($1, $2, 'Compilers, week 3', $3, $4, 'empty', $5, $5)",
                params![id, kind.as_str(), owner, publish.as_str(), now],
            )
        })
        .await;
        id
    }

    /// Gives an entry media that is ready: what plays is what was uploaded.
    pub(crate) async fn fill(
        &self,
        entry: EntryId,
        bytes: impl Into<Bytes>,
        (filename, content_type): (&'static str, &'static str),
    ) -> BlobId {
        let blob = self
            .blob(entry, "original", bytes.into(), (filename, content_type))
            .await;
        self.write(move |tx| {
            tx.execute(
                "UPDATE entries SET state = 'ready', original_id = $2, playable_id = $2 WHERE id = $1",
                params![entry, blob],
            )
        })
        .await;
        blob
    }

    /// A film of a hundred seconds.
    pub(crate) async fn film(&self, owner: AccountId, publish: PublishStatus) -> EntryId {
        let film = self.entry(owner, EntryKind::Video, publish).await;
        self.fill(film, vec![7; 1000], ("film.mp4", "video/mp4"))
            .await;
        self.write(move |tx| {
            let sql = "UPDATE entries SET duration_us = 100000000 WHERE id = $1";
            tx.execute(sql, params![film])
        })
        .await;
        film
    }

    /// A document of so many pages.
    pub(crate) async fn paper(
        &self,
        owner: AccountId,
        publish: PublishStatus,
        pages: u32,
    ) -> EntryId {
        let paper = self.entry(owner, EntryKind::Document, publish).await;
        self.fill(paper, vec![7; 1000], ("paper.pdf", "application/pdf"))
            .await;
        self.write(move |tx| {
            let sql = "UPDATE entries SET pages = $2 WHERE id = $1";
            tx.execute(sql, params![paper, i64::from(pages)])
        })
        .await;
        paper
    }

    /// An object of an entry.
    pub(crate) async fn blob(
        &self,
        entry: EntryId,
        purpose: &'static str,
        bytes: Bytes,
        (filename, content_type): (&'static str, &'static str),
    ) -> BlobId {
        let (now, parts) = (self.now(), &self.app.parts);
        let id = BlobId::new(now, &*parts.entropy);
        let sealed = parts.blobs.put(id, bytes).await.unwrap();
        let length = i64::try_from(sealed.bytes).unwrap();
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO blobs
                   (id, entry_id, purpose, bytes, sha256, content_type, filename, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                params![
                    id,
                    entry,
                    purpose,
                    length,
                    sealed.sha256.0,
                    content_type,
                    filename,
                    now
                ],
            )
        })
        .await;
        id
    }

    /// A member inside an entry by an invite.
    pub(crate) async fn grant_member(&self, entry: EntryId, member: AccountId, span: Duration) {
        let (now, until) = (self.now(), self.now().after(span));
        let invite = InviteId::new(now, &*self.app.parts.entropy);
        self.write(move |tx| {
            let email = format!("{invite}@example.org");
            tx.execute(
                "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                   last_name, role, surface, uses_allowed, uses_spent, expires_at, created_at)
                 SELECT $1, id, owner_id, $2, $2, 'Ada', 'Member', 'viewer', 'hub', 1, 1, $3, $4
                 FROM entries WHERE id = $5",
                params![invite, email, until, now, entry],
            )?;
            tx.execute(
                "INSERT INTO grants (invite_id, entry_id, account_id, role, proof, ends_at,
                   created_at, last_seen_at)
                 VALUES ($1, $2, $3, 'viewer', 'typed', $4, $5, $5)",
                params![invite, entry, member, until, now],
            )
        })
        .await;
    }

    /// A guest inside an entry for an hour: an invite, its grant and the browser.
    pub(crate) async fn guest(&self, entry: EntryId, inviter: AccountId) -> (Browser, InviteId) {
        let (now, parts) = (self.now(), &self.app.parts);
        let until = now.after(Duration::from_hours(1));
        let key = BrowserKey::draw(now, &*parts.entropy);
        let secret = SessionSecret::draw(now, &*parts.entropy);
        let invite = InviteId::new(now, &*parts.entropy);
        let session = NewSession {
            id: secret.id(),
            secret_mac: secret.mac(&parts.key),
            browser: key.mac(&parts.key),
            key: None,
            account: None,
            expires_at: until,
        };
        let seat = key.mac(&parts.key);
        self.write(move |tx| {
            let email = format!("{invite}@example.org");
            tx.execute(
                "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                   last_name, role, surface, uses_allowed, uses_spent, expires_at, created_at, seat)
                 VALUES ($1, $2, $3, $4, $4, 'Ada', 'Guest', 'viewer', 'hub', 1, 1, $5, $6, $7)",
                params![invite, entry, inviter, email, until, now, seat.as_bytes()],
            )?;
            tx.execute(
                "INSERT INTO grants (invite_id, entry_id, seat, role, proof, ends_at, created_at,
                   last_seen_at)
                 VALUES ($1, $2, $3, 'viewer', 'typed', $4, $5, $5)",
                params![invite, entry, seat.as_bytes(), until, now],
            )?;
            begin_session(tx, &session, now)
        })
        .await;
        let mut browser = self.browser();
        browser.keep(&key.cookie());
        browser.keep(&secret.cookie(now, until));
        (browser, invite)
    }
}
