//! Forgetting those whose time is over, some at a time.

use std::time::Duration;

use usher_bus::Topic;
use usher_db::{Error, Tx};
use usher_domain::clock::Timestamp;

use super::{
    forget::{Guest, Why, forget},
    store::{self, Part},
};
use crate::App;

/// How many are forgotten in one transaction: others wait for the write lane too.
const AT_ONCE: usize = 20;

/// Forgets every guest of whom nothing has lived for as long as the console says, and where members were; how many. Each part is a transaction:
/// whoever is cut off goes on with the next sweep.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let kept = app.settings.now().privacy.guests_kept();
    let db = &app.parts.db;
    let (mut forgotten, mut after) = (0, None);
    loop {
        let now = app.now();
        let look = move |tx: &Tx| store::invites(tx, after, kept, now);
        let Part { over, last } = db.read(look).await?;
        let over: Vec<Guest> = over.into_iter().map(Guest::Invited).collect();
        forgotten += forget_all(app, &over, kept, now).await?;
        after = last;
        if after.is_none() {
            break;
        }
    }
    let mut after = None;
    loop {
        let now = app.now();
        let look = move |tx: &Tx| store::guests(tx, after, kept, now);
        let Part { over, last } = db.read(look).await?;
        let over: Vec<Guest> = over.into_iter().map(Guest::ByLink).collect();
        forgotten += forget_all(app, &over, kept, now).await?;
        after = last;
        if after.is_none() {
            break;
        }
    }
    Ok(forgotten + forget_members(app, kept).await?)
}

/// Forgets where members were who stand in no list of an entry: as long after they were there last. What was counted
/// of them stays, as of guests.
async fn forget_members(app: &App, kept: Duration) -> Result<usize, Error> {
    let db = &app.parts.db;
    let (mut forgotten, mut after) = (0, None);
    loop {
        let now = app.now();
        let look = move |tx: &Tx| store::members(tx, after, kept, now);
        let members = db.read(look).await?;
        for part in members.chunks(AT_ONCE) {
            let part = part.to_vec();
            let write = move |tx: &Tx| -> Result<usize, Error> {
                let mut count = 0;
                for member in &part {
                    count += usize::from(store::forget_member(tx, *member, kept, now)?);
                }
                Ok(count)
            };
            forgotten += db.write(write).await?;
        }
        after = members.last().copied();
        if after.is_none() {
            return Ok(forgotten);
        }
    }
}

async fn forget_all(
    app: &App,
    guests: &[Guest],
    kept: Duration,
    now: Timestamp,
) -> Result<usize, Error> {
    let mut forgotten = 0;
    for part in guests.chunks(AT_ONCE) {
        let part = part.to_vec();
        let write = move |tx: &Tx| -> Result<(usize, Vec<Topic>), Error> {
            let (mut count, mut rings) = (0, Vec::new());
            for guest in &part {
                // Somebody may have invited them again meanwhile.
                let over = match guest {
                    Guest::Invited(invite) => store::invite_is_over(tx, *invite, kept, now)?,
                    Guest::ByLink(guest) => store::guest_is_over(tx, *guest, kept, now)?,
                };
                if !over {
                    continue;
                }
                if let Some(topics) = forget(tx, *guest, Why::Time, now)? {
                    count += 1;
                    rings.extend(topics);
                }
            }
            Ok((count, rings))
        };
        let (count, rings) = app.parts.db.write(write).await?;
        app.parts.bus.ring(&rings);
        forgotten += count;
    }
    Ok(forgotten)
}
