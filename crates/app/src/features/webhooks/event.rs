//! What follows for other programs from what was done: ids and states, never a secret or a link.

use serde_json::{Map, Value, json};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::{DeliveryId, EntryId, InviteId},
    webhook::WebhookEvent,
};

use crate::{
    App,
    features::{
        audit::Done,
        guest_links,
        invites::{self, Told},
    },
    http::time::rfc3339,
};

/// Something that happened, before anybody is told.
#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) event: WebhookEvent,
    pub(super) at: Timestamp,
    /// The deed's number; of what no deed brought about, the moment.
    pub(super) number: i64,
    facts: Map<String, Value>,
    /// Name and address, for those who are told of people; and the invite or guest whose they are.
    person: Option<Value>,
    pub(super) about: Option<String>,
}

impl Happened {
    fn new(event: WebhookEvent, at: Timestamp, number: i64) -> Self {
        Self {
            event,
            at,
            number,
            facts: Map::new(),
            person: None,
            about: None,
        }
    }

    /// Somebody tries out whether it works.
    pub(super) fn test(now: Timestamp) -> Self {
        Self::new(WebhookEvent::Test, now, now.micros())
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        if !value.is_null() {
            self.facts.insert(name.to_owned(), value);
        }
        self
    }

    fn on(self, entry: Option<EntryId>) -> Self {
        self.with(
            "entry",
            json!(entry.map(|id| json!({ "id": id.to_string() }))),
        )
    }

    /// What is sent: the same bytes at every try.
    pub(super) fn body(&self, app: &App, id: DeliveryId, with_people: bool) -> String {
        let mut body = json!({
            "id": id.to_string(),
            "event": self.event.as_str(),
            "at": rfc3339(self.at),
            "number": self.number,
            "hub": app.parts.site.base_url.as_str().trim_end_matches('/'),
        });
        for (name, value) in &self.facts {
            body[name.as_str()] = value.clone();
        }
        if let (true, Some(person)) = (with_people, &self.person) {
            body["person"] = person.clone();
        }
        body.to_string()
    }
}

/// What follows from a deed, in its order.
pub(super) fn of_deed(tx: &Tx, done: &Done, now: Timestamp) -> Result<Vec<Happened>, Error> {
    use WebhookEvent as E;
    let event = match done.deed.as_str() {
        "invited" => E::InviteCreated,
        "invite_mail_sent" => E::InviteMailed,
        "invite_mail_refused" => E::InviteRefused,
        "invite_renewed" | "link_made" => E::InviteRenewed,
        "invite_end_changed" | "invite_role_changed" | "seat_reset" => E::InviteChanged,
        "invite_revoked" => E::InviteRevoked,
        "entered" | "upgraded" => E::GrantStarted,
        "left" => E::GrantEnded,
        "guest_link_made" => E::GuestLinkCreated,
        "guest_link_renewed" => E::GuestLinkRenewed,
        "guest_link_deleted" => E::GuestLinkDeleted,
        "guest_access_changed" => E::GuestAccessChanged,
        "guest_came" => E::GuestCame,
        "guest_left" => E::GuestLeft,
        "guests_ended" => E::GuestsEnded,
        "quiz_submitted" => return Ok(vec![of_quiz(tx, done)?]),
        _ => return Ok(Vec::new()),
    };
    if done.deed.starts_with("guest") {
        return Ok(vec![of_guests(tx, done, event)?]);
    }
    let invite = done
        .subject
        .as_deref()
        .and_then(|id| id.parse::<InviteId>().ok());
    let Some(invite) = invite else {
        return Ok(Vec::new());
    };
    of_invite(tx, done, (event, invite), now)
}

fn of_invite(
    tx: &Tx,
    done: &Done,
    (event, id): (WebhookEvent, InviteId),
    now: Timestamp,
) -> Result<Vec<Happened>, Error> {
    let told = invites::told(tx, id, now)?;
    let happened = |event| {
        let happened = Happened::new(event, done.at, done.id).on(done.entry);
        about(happened, id, told.as_ref()).with("by", by(done))
    };
    let mut all = Vec::new();
    let is_first = told.as_ref().and_then(|told| told.first_used_at) == Some(done.at);
    if done.deed == "entered" && is_first {
        all.push(happened(WebhookEvent::InviteJoined));
    }
    all.push(happened(event));
    // What was done may have ended a grant: then it was at that very moment.
    let ended = told.as_ref().and_then(|told| told.grant_ended_at) == Some(done.at);
    if ended && event != WebhookEvent::GrantEnded {
        let why = match event {
            WebhookEvent::InviteRevoked => "revoked",
            _ => "moved",
        };
        all.push(happened(WebhookEvent::GrantEnded).with("why", json!(why)));
    } else if event == WebhookEvent::GrantEnded {
        all = vec![happened(event).with("why", json!("left"))];
    }
    Ok(all)
}

/// The end of a link, which nobody brought about.
pub(super) fn of_expiry(
    tx: &Tx,
    (invite, at): (InviteId, Timestamp),
    now: Timestamp,
) -> Result<Happened, Error> {
    let told = invites::told(tx, invite, now)?;
    let entry = told.as_ref().map(|told| told.entry);
    let happened = Happened::new(WebhookEvent::InviteExpired, at, at.micros()).on(entry);
    Ok(about(happened, invite, told.as_ref()))
}

fn about(happened: Happened, id: InviteId, told: Option<&Told>) -> Happened {
    let Some(told) = told else {
        return happened.with("invite", json!({ "id": id.to_string() }));
    };
    let mut happened = happened.with(
        "invite",
        json!({
            "id": id.to_string(),
            "state": told.state.as_str(),
            "role": told.role.as_str(),
            "expires_at": rfc3339(told.expires_at),
            "uses": { "allowed": i64::from(told.uses.allowed), "spent": told.uses.spent },
        }),
    );
    happened.about = Some(id.to_string());
    let (email, first, last) = &told.person;
    happened.person = Some(json!({ "email": email, "first_name": first, "last_name": last }));
    happened
}

fn of_guests(tx: &Tx, done: &Done, event: WebhookEvent) -> Result<Happened, Error> {
    let detail: Value = serde_json::from_str(&done.detail).unwrap_or_default();
    let mut happened = Happened::new(event, done.at, done.id)
        .on(done.entry)
        .with("by", by(done));
    if let Some(link) = &done.subject {
        happened = happened.with("guest_link", json!({ "id": link }));
    }
    if let Some(guest) = done.guest.as_deref().and_then(|id| id.parse().ok()) {
        happened = happened.with("guest", json!({ "id": done.guest }));
        happened.about.clone_from(&done.guest);
        let said = guest_links::said(tx, guest)?;
        happened.person =
            said.map(|(name, email)| json!({ "name": name, "email": email, "verified": false }));
    }
    for name in ["on", "guests", "uses", "ends_at"] {
        happened = happened.with(name, detail[name].clone());
    }
    Ok(happened)
}

/// An attempt at a quiz: whose it is, of a guest by what they hold, and what it came to.
fn of_quiz(tx: &Tx, done: &Done) -> Result<Happened, Error> {
    let detail: Value = serde_json::from_str(&done.detail).unwrap_or_default();
    let points = |name: &str| detail[name].as_f64().map(|hundredths| hundredths / 100.0);
    let attempt = json!({
        "id": done.subject,
        "number": detail["number"],
        "points": points("reached"),
        "possible": points("possible"),
        "unread": detail["unread"],
    });
    let mut happened = Happened::new(WebhookEvent::QuizSubmitted, done.at, done.id)
        .on(done.entry)
        .with("by", by(done))
        .with("attempt", attempt);
    let Some(guest) = &done.guest else {
        return Ok(happened);
    };
    happened.about = Some(guest.clone());
    if let Some(id) = guest.parse().ok()
        && let Some(told) = invites::told(tx, id, done.at)?
    {
        let (email, first, last) = &told.person;
        happened.person = Some(json!({ "email": email, "first_name": first, "last_name": last }));
    } else if let Some(id) = guest.parse().ok()
        && let Some((name, email)) = guest_links::said(tx, id)?
    {
        happened.person = Some(json!({ "name": name, "email": email, "verified": false }));
    }
    Ok(happened)
}

/// Who did it: never by name.
fn by(done: &Done) -> Value {
    match (&done.by, &done.guest) {
        (Some(account), _) => json!({ "account": account.to_string() }),
        (None, Some(_)) => json!("guest"),
        (None, None) => json!("hub"),
    }
}
