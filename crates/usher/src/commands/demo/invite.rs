//! Inviting: new links for those who are waiting, and a past for the others.

use std::{sync::Arc, time::Duration};

use usher_app::{
    App,
    features::{
        invites::{self, Maker, Wanted},
        media,
    },
    http::fault::Fault,
};
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::{Timestamp, draw},
    config::SiteConfig,
    ids::{EntryId, InviteId},
    invite::{InviteToken, RequestedEnd, UsesAllowed},
};

use super::{
    announcement::Invite,
    fill::written,
    guests::{Guest, PAST, Past, READY, Story},
    ledger::{self, Ledger},
};
use crate::failure::{Failure, Outcome};

const DAY: Duration = Duration::from_hours(24);

/// Makes new links for everybody who is ready to come. Whom the site's rules
/// leave out now, or whose entry was deleted, is left out here too.
pub(super) async fn ready(app: &App, ledger: &Ledger) -> Outcome<Vec<Invite>> {
    let mut invites = Vec::new();
    for guest in READY {
        let Some(entry) = ledger.find(guest.entry) else {
            continue;
        };
        let token = InviteToken::mint(&*app.parts.entropy);
        let made = make(
            app,
            guest,
            entry,
            &token,
            app.settings.now(),
            app.now(),
            None,
        );
        match made.await? {
            Ok(_) => invites.push(Invite {
                url: app.link(&format!("/i/{}", token.expose())),
                email: guest.email.to_owned(),
                role: SessionRole::Viewer,
                entry,
            }),
            Err(fault) => left_out(guest, &fault)?,
        }
    }
    Ok(invites)
}

/// Makes the invitations with a past that are not there yet.
pub(super) async fn past(app: &App, ledger: &mut Ledger, now: Timestamp) -> Outcome {
    for past in PAST {
        let key = past.guest.key;
        let (None, Some(entry)) = (ledger.find::<InviteId>(key), ledger.find(past.guest.entry))
        else {
            continue;
        };
        let mut site = SiteConfig::default();
        site.invite_to_media.link_reusability =
            UsesAllowed::try_from(past.uses).unwrap_or(UsesAllowed::ONCE);
        let (token, made) = (
            InviteToken::mint(&*app.parts.entropy),
            now.before(past.story.age()),
        );
        let told = Some((past, now));
        match make(app, &past.guest, entry, &token, Arc::new(site), made, told).await? {
            Ok(id) => ledger.note(key, id),
            Err(fault) => left_out(&past.guest, &fault)?,
        }
    }
    Ok(())
}

/// A rule of the site is as it should be; trouble is not.
fn left_out(guest: &Guest, fault: &Fault) -> Outcome {
    let why = fault.details();
    if why.status.is_server_error() {
        return Err(Failure::runtime(format!(
            "{} could not be invited ({}).",
            guest.email, why.code
        )));
    }
    tracing::info!(guest = guest.email, code = why.code, "not invited");
    Ok(())
}

/// Invites somebody on behalf of whoever owns the entry now, and tells what
/// became of it.
async fn make(
    app: &App,
    guest: &'static Guest,
    entry: EntryId,
    token: &InviteToken,
    site: Arc<SiteConfig>,
    at: Timestamp,
    past: Option<(&'static Past, Timestamp)>,
) -> Outcome<Result<InviteId, Fault>> {
    let wanted = Wanted {
        email: written(guest.email)?,
        first_name: written(guest.first_name)?,
        last_name: written(guest.last_name)?,
        role: SessionRole::Viewer,
        end: RequestedEnd::Default,
        language: None,
        person: None,
    };
    let (secret, hub) = (token.mac(&app.parts.key), app.clone());
    let write = move |tx: &Tx| {
        let found = media::entry(tx, entry, at)?.filter(|entry| entry.trashed_at.is_none());
        let owner = found.ok_or_else(Fault::not_found)?.owner.id;
        let maker = Maker {
            account: owner,
            entry,
            site: site.clone(),
            now: at,
        };
        let entropy = &*hub.parts.entropy;
        let id = invites::invite(tx, &maker, &wanted, secret, entropy)?;
        if let Some((past, now)) = past {
            let browser = hub.parts.key.mac("browser", &draw::<32>(entropy));
            tell(tx, id, entry, past, browser.as_bytes(), now)?;
            ledger::write(tx, guest.key, id)?;
        }
        Ok(id)
    };
    Ok(app.parts.db.write(write).await)
}

/// Brings an invite to where its story has left it.
fn tell(
    tx: &Tx,
    id: InviteId,
    entry: EntryId,
    past: &Past,
    browser: &[u8],
    now: Timestamp,
) -> Result<(), Error> {
    let ago = |hours| now.before(Duration::from_hours(hours));
    match past.story {
        Story::Waiting { .. } | Story::Missed { .. } => Ok(()),
        Story::TakenBack { revoked, .. } => tx
            .execute(
                "UPDATE invites SET revoked_at = $2 WHERE id = $1",
                params![id, ago(revoked)],
            )
            .map(drop),
        Story::In {
            used, days_left, ..
        } => {
            spend(tx, id, browser, 1, ago(used))?;
            let until = now.after(DAY * u32::try_from(days_left).unwrap_or(1));
            grant(tx, id, entry, browser, (ago(used), until), None)
        }
        Story::Out { used, uses, .. } => {
            spend(tx, id, browser, uses, ago(used))?;
            let until = ago(used).after(DAY);
            grant(
                tx,
                id,
                entry,
                browser,
                (ago(used), until),
                Some(ago(used.saturating_sub(1))),
            )
        }
    }
}

fn spend(tx: &Tx, id: InviteId, browser: &[u8], uses: i64, at: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE invites SET uses_spent = $2, seat = $3, first_used_at = $4 WHERE id = $1",
        params![id, uses, browser, at],
    )
    .map(drop)
}

fn grant(
    tx: &Tx,
    id: InviteId,
    entry: EntryId,
    browser: &[u8],
    (from, until): (Timestamp, Timestamp),
    left: Option<Timestamp>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO grants (invite_id, entry_id, seat, role, proof, ends_at, created_at,
           last_seen_at, ended_at, ended_why)
         VALUES ($1, $2, $3, 'viewer', 'typed', $4, $5, $6, $7, $8)",
        params![
            id,
            entry,
            browser,
            until,
            from,
            left.unwrap_or(from),
            left,
            left.map(|_| "left")
        ],
    )
    .map(drop)
}
