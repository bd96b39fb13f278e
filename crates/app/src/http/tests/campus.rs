//! One hub with everybody and everything on it: every kind of person in every
//! relation to entries in every state.

use std::{collections::BTreeMap, time::Duration};

use axum::{
    Router,
    http::{HeaderName, Method, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_db::params;
use usher_domain::{
    access::{AppRole, EntryRole},
    clock::draw,
    ids::{AccountId, BatchId, CaptionId, EntryId, GuestLinkId, InviteId, PlaylistId, UploadId},
    invite::{HandOverCode, InviteToken},
    media::EntryKind,
    picture::Picture,
};

use super::{
    ask::Ask,
    cast::{Case, Rank, Relation, State, Who},
    seated::Seated,
    site_things::SiteThings,
};
use crate::{
    features::admin::{self, LogoBy, put_logo},
    testing::{Browser, Hub},
};

/// One that is set up and that nobody may ask: its address is no public one.
const PROVIDER: &str = "[[auth.providers]]\nid = \"uni\"\nname = \"University\"\n\
    issuer = \"https://127.0.0.1:1\"\nclientId = \"hub\"\n";

/// The smallest picture that can be a logo.
const LOGO: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\0\0\0\0\
    \0\0\0\x01IDATx\0\0\0\0\0\0\0\0IEND\0\0\0\0";

/// An entry with everything a route may name of it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) id: EntryId,
    /// Occurs nowhere else: who may not see the entry must not read it.
    pub(super) title: String,
    pub(super) caption: CaptionId,
    pub(super) invite: InviteId,
    /// Something that was done to many of its invites.
    pub(super) batch: BatchId,
    /// Of the link that carries the invite.
    pub(super) token: String,
    /// What the browser in the seat of another invite shows.
    pub(super) shown: String,
    /// A guest link, and what it carries.
    pub(super) guest_link: GuestLinkId,
    pub(super) guest_token: String,
}

/// The hub, who is on it, and what.
pub(super) struct Campus {
    pub(super) hub: Hub,
    pub(super) router: Router,
    pub(super) accounts: BTreeMap<Rank, AccountId>,
    /// Co-viewer of every entry, and otherwise nobody.
    pub(super) friend: AccountId,
    pub(super) things: SiteThings,
    browsers: BTreeMap<Rank, Browser>,
    guests: BTreeMap<State, Browser>,
    guest_elsewhere: Browser,
    /// Of everybody who may upload, to the private entry of their own.
    uploads: BTreeMap<Rank, UploadId>,
    playlists: BTreeMap<Rank, PlaylistId>,
    /// Owned by the member of that rank.
    owned: BTreeMap<(Rank, State), Place>,
    /// Where every member stands in that relation, and somebody else is the owner.
    shared: BTreeMap<(Relation, State), Place>,
}

impl Campus {
    pub(super) async fn new() -> Self {
        let hub = Hub::new();
        hub.look_at_plans().await;
        let (now, sealer) = (hub.now(), hub.app.sealer());
        let set = move |tx: &usher_db::Tx| admin::import(tx, PROVIDER, None, &sealer, now);
        assert!(hub.write(set).await.is_ok());
        hub.app.settings.refresh(&hub.app.parts.db).await.unwrap();
        let dean = hub.account("dean@uni.edu", AppRole::PrivateOnly).await;
        let friend = hub.account("friend@uni.edu", AppRole::Viewer).await;
        let now = hub.now();
        let things = SiteThings::on(&hub, dean).await;
        let by = LogoBy { account: dean, now };
        let picture = Picture::read(LOGO).unwrap();
        hub.write(move |tx| put_logo(tx, picture, LOGO, "Film club", by))
            .await;
        let app = &hub.app;
        app.settings.refresh(&app.parts.db).await.unwrap();
        let elsewhere = hub
            .entry(dean, EntryKind::Video, State::Private.publish())
            .await;
        let mut campus = Self {
            router: hub.router(),
            guest_elsewhere: hub.guest(elsewhere, dean).await.0,
            hub,
            friend,
            things,
            accounts: BTreeMap::new(),
            browsers: BTreeMap::new(),
            guests: BTreeMap::new(),
            uploads: BTreeMap::new(),
            playlists: BTreeMap::new(),
            owned: BTreeMap::new(),
            shared: BTreeMap::new(),
        };
        for rank in Rank::ALL {
            campus.enrol(rank).await;
        }
        for state in State::ALL {
            for rank in Rank::ALL {
                let place = campus.place(campus.accounts[&rank], state).await;
                campus.owned.insert((rank, state), place);
            }
            for relation in Relation::ALL {
                let place = campus.place(dean, state).await;
                campus.relate(relation, &place, dean).await;
                if relation == Relation::None {
                    let (browser, _) = campus.hub.guest(place.id, dean).await;
                    campus.guests.insert(state, browser);
                }
                campus.shared.insert((relation, state), place);
            }
        }
        for rank in [Rank::PrivateOnly, Rank::Admin, Rank::UnmoderatedAdmin] {
            let upload = campus.begin_upload(rank).await;
            campus.uploads.insert(rank, upload);
        }
        campus
    }

    /// What a case is about.
    pub(super) fn stage(&self, case: Case) -> &Place {
        match (case.who, case.relation) {
            (Who::Member(rank), Relation::As(EntryRole::Owner)) => &self.owned[&(rank, case.state)],
            (_, relation) => &self.shared[&(relation, case.state)],
        }
    }

    /// The browser of whoever asks.
    pub(super) fn browser(&self, case: Case) -> Browser {
        match case.who {
            Who::Anonymous => self.hub.browser(),
            Who::Guest => self.guests[&case.state].clone(),
            Who::GuestElsewhere => self.guest_elsewhere.clone(),
            Who::Member(rank) => self.browsers[&rank].clone(),
        }
    }

    /// The account of whoever asks, or of somebody.
    pub(super) fn account(&self, case: Case) -> AccountId {
        match case.who {
            Who::Member(rank) => self.accounts[&rank],
            Who::Anonymous | Who::Guest | Who::GuestElsewhere => self.accounts[&Rank::Viewer],
        }
    }

    /// An upload of whoever asks, or of somebody.
    pub(super) fn upload(&self, case: Case) -> UploadId {
        match case.who {
            Who::Member(rank) if self.uploads.contains_key(&rank) => self.uploads[&rank],
            _ => self.uploads[&Rank::Admin],
        }
    }

    /// A playlist of whoever asks, or of somebody.
    pub(super) fn playlist(&self, case: Case) -> PlaylistId {
        match case.who {
            Who::Member(rank) => self.playlists[&rank],
            Who::Anonymous | Who::Guest | Who::GuestElsewhere => self.playlists[&Rank::Viewer],
        }
    }

    async fn enrol(&mut self, rank: Rank) {
        let email = format!("{rank:?}@uni.edu").to_lowercase();
        let account = self.hub.account(&email, rank.role()).await;
        let browser = self.hub.signed_in(account).await;
        let (site_admin, now, group) = (
            rank == Rank::SiteAdministrator,
            self.hub.now(),
            self.things.group,
        );
        let suspended_at = (rank == Rank::Suspended).then_some(now);
        let list = PlaylistId::new(now, &*self.hub.app.parts.entropy);
        let things = self.things;
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE accounts SET site_admin = $2, suspended_at = $3 WHERE id = $1",
                    params![account, site_admin, suspended_at],
                )?;
                things.give(tx, (account, rank), list, now)?;
                tx.execute(
                    "INSERT INTO group_members (account_id, group_id) VALUES ($1, $2)",
                    params![account, group],
                )
            })
            .await;
        self.playlists.insert(rank, list);
        self.accounts.insert(rank, account);
        self.browsers.insert(rank, browser);
    }

    /// An entry with media, a poster, a caption track, an invite and its link.
    async fn place(&mut self, owner: AccountId, state: State) -> Place {
        let hub = &self.hub;
        let id = hub.entry(owner, EntryKind::Video, state.publish()).await;
        hub.fill(
            id,
            &b"\0\0\0\x18ftypmp42 a film"[..],
            ("film.mp4", "video/mp4"),
        )
        .await;
        let poster = hub
            .blob(
                id,
                "poster",
                (&b"\xff\xd8\xff"[..]).into(),
                ("p.jpg", "image/jpeg"),
            )
            .await;
        let track = (&b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"[..]).into();
        let track = hub
            .blob(id, "caption", track, ("en.vtt", "text/vtt; charset=utf-8"))
            .await;
        let (now, entropy) = (hub.now(), &*hub.app.parts.entropy);
        let place = Place {
            id,
            title: format!("Lecture «{}»", self.owned.len() + self.shared.len()),
            caption: CaptionId::new(now, entropy),
            invite: InviteId::new(now, entropy),
            batch: BatchId::new(now, entropy),
            token: String::new(),
            shown: String::new(),
            guest_link: GuestLinkId::new(now, entropy),
            guest_token: String::new(),
        };
        let shown = HandOverCode::mint(entropy);
        let seated = Seated {
            invite: InviteId::new(now, entropy),
            seat: draw(entropy),
            shown: shown.mac(&hub.app.parts.key),
        };
        let (token, guest_token) = (InviteToken::mint(entropy), InviteToken::mint(entropy));
        let (mac, written) = (token.mac(&hub.app.parts.key), place.clone());
        let guest_mac = guest_token.mac_of_guest_link(&hub.app.parts.key);
        let friend = self.friend;
        let until = now.after(Duration::from_hours(24));
        hub.write(move |tx| {
            tx.execute(
                "UPDATE entries SET title = $2, poster_id = $3, poster_small_id = $3 WHERE id = $1",
                params![id, &written.title, poster],
            )?;
            tx.execute(
                "INSERT INTO renditions (blob_id, entry_id, sort, width, height, pace, most_bits, mean_bits, codecs)
                 VALUES ($1, $2, 'rung', 640, 360, 25000, 800000, 600000, 'avc1.64001e,mp4a.40.2')",
                params![poster, id],
            )?;
            tx.execute(
                "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                 VALUES ($1, $2, 'account', 'co_viewer', $3)",
                params![id, friend, now],
            )?;
            tx.execute(
                "INSERT INTO captions (id, entry_id, lang, label, blob_id)
                 VALUES ($1, $2, 'en', 'English', $3)",
                params![written.caption, id, track],
            )?;
            tx.execute(
                "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                   last_name, role, surface, uses_allowed, expires_at, created_at)
                 VALUES ($1, $2, $3, 'ada@example.org', 'Ada@example.org', 'Ada', 'Guest',
                   'viewer', 'hub', -1, $4, $5)",
                params![written.invite, id, owner, until, now],
            )?;
            tx.execute(
                "INSERT INTO invite_batches (id, entry_id, account_id, task, content, state, people,
                   parts, counts, created_at)
                 VALUES ($1, $2, $3, '{\"deed\":\"revoke\"}', '', 'done', 0, 0, '{}', $4)",
                params![written.batch, id, owner, now],
            )?;
            tx.execute(
                "INSERT INTO guest_links (id, entry_id, maker_id, name, uses_allowed, created_at)
                 VALUES ($1, $2, $3, 'Open day', -1, $4)",
                params![written.guest_link, id, owner, now],
            )?;
            tx.execute(
                "INSERT INTO guest_link_secrets (mac, link_id, created_at) VALUES ($1, $2, $3)",
                params![guest_mac.as_bytes(), written.guest_link, now],
            )?;
            tx.execute(
                "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
                 VALUES ($1, $2, 'copied', $3)",
                params![mac.as_bytes(), written.invite, now],
            )?;
            seated.write(tx, (id, owner), (now, until))
        })
        .await;
        if state == State::Trashed {
            self.trash(id).await;
        }
        Place {
            token: token.expose(),
            shown: shown.expose(),
            guest_token: guest_token.expose(),
            ..place
        }
    }

    async fn begin_upload(&self, rank: Rank) -> UploadId {
        let entry = self.owned[&(rank, State::Private)].id.to_string();
        let metadata = format!("filename Zi5tcDQ=,entry {}", STANDARD.encode(entry));
        let reply = Ask::new(&Method::POST, "/api/v1/uploads")
            .from(&self.browsers[&rank])
            .with((HeaderName::from_static("upload-length"), "100"))
            .with((HeaderName::from_static("upload-metadata"), metadata))
            .send(&self.router)
            .await;
        let place = reply.header(header::LOCATION);
        place
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap()
    }

    async fn trash(&self, entry: EntryId) {
        let now = self.hub.now();
        self.hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE entries SET trashed_at = $2 WHERE id = $1",
                    params![entry, now],
                )
            })
            .await;
    }

    /// Lets every member stand in `relation` to the entry.
    async fn relate(&self, relation: Relation, place: &Place, dean: AccountId) {
        let (entry, now) = (place.id, self.hub.now());
        let until = now.after(Duration::from_hours(24));
        let name = |subject: String, kind: &'static str, role: EntryRole| {
            self.hub.write(move |tx| {
                tx.execute(
                    "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                     VALUES ($1, $2, $3, $4, $5)",
                    params![entry, &subject, kind, role.as_str(), now],
                )
            })
        };
        match relation {
            Relation::None | Relation::As(EntryRole::Owner) => {}
            Relation::As(role) => {
                for account in self.accounts.values() {
                    name(account.to_string(), "account", role).await;
                }
            }
            Relation::ThroughGroup => {
                name(self.things.group.to_string(), "group", EntryRole::CoEditor).await;
            }
            Relation::Invited => {
                for (rank, account) in &self.accounts {
                    let invite = InviteId::new(now, &*self.hub.app.parts.entropy);
                    let (account, email) = (*account, format!("{rank:?}@uni.edu").to_lowercase());
                    self.hub
                        .write(move |tx| {
                            tx.execute(
                                "INSERT INTO invites (id, entry_id, inviter_id, invitee_id, email,
                                   email_written, first_name, last_name, role, surface,
                                   uses_allowed, uses_spent, expires_at, created_at)
                                 VALUES ($1, $2, $3, $4, $5, $5, 'Ada', 'Member', 'viewer', 'hub',
                                   1, 1, $6, $7)",
                                params![invite, entry, dean, account, &email, until, now],
                            )?;
                            tx.execute(
                                "INSERT INTO grants (invite_id, entry_id, account_id, role, proof,
                                   ends_at, created_at, last_seen_at)
                                 VALUES ($1, $2, $3, 'viewer', 'verified', $4, $5, $5)",
                                params![invite, entry, account, until, now],
                            )
                        })
                        .await;
                }
            }
        }
    }
}
