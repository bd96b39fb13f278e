//! What is told by mail: gathered for some minutes, so that whoever has three hundred guests gets one mail that
//! counts them, and written when it is due, of what is still to be told then
//! (docs/adr/0038-one-mail-tells-of-many.md).

use std::time::Duration;

use serde::{Deserialize, Serialize};
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{AccountId, EntryId},
    notices::{MAIL_PAUSE, MOST_IN_A_MAIL, NoticeKind, next_mail},
    outbox::{MailKind, Unwanted},
};

use super::store::{self, News};
use crate::{
    App,
    features::{
        accounts::{self, Addressee},
        jobs::{self, Work},
        mail::{self, Contents, NewMail, NotQueued},
    },
};

/// After how long a mail that never came to be written is waited for no longer.
const LOST: Duration = Duration::from_hours(24);

const ADD: &str = "INSERT INTO notice_news (account_id, kind, entry_id, who, people, at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (account_id, kind, entry_id)
    DO UPDATE SET who = excluded.who, at = excluded.at, people = notice_news.people + excluded.people";
const NEWS: &str = "SELECT n.kind, n.entry_id, n.who, n.people FROM notice_news n
    WHERE n.account_id = $1 ORDER BY n.at DESC LIMIT $2";
const DUE: &str = "SELECT m.due_at, m.written_at FROM notice_mails m WHERE m.account_id = $1";

/// News of one kind about one entry, as a mail carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsLine {
    /// What is told.
    pub kind: NoticeKind,
    /// Of which entry.
    pub entry: EntryId,
    /// The last of the people.
    pub who: String,
    /// How many people.
    pub people: u32,
}

/// What of a mail is still to be told, and to whom.
pub struct StillNews {
    /// Whoever reads it.
    pub to: Addressee,
    /// The news, each with the entry's title.
    pub lines: Vec<(NewsLine, String)>,
}

/// Adds what is new, in the transaction that notes it as told; a mail of it is due in some minutes, unless one waits.
pub(super) fn add(
    tx: &Tx,
    (account, kind, entry): (AccountId, NoticeKind, EntryId),
    news: &News,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let (people, at) = (news.people, news.at);
    tx.execute(
        ADD,
        params![account, kind.as_str(), entry, news.who, people, at],
    )?;
    let lock = tx.lock("m", DUE);
    let found = tx.query_opt(lock, params![account], |row| {
        Ok((row.get("due_at")?, row.get("written_at")?))
    })?;
    let (due, written): (Option<Timestamp>, Option<Timestamp>) = found.unwrap_or_default();
    if due.is_some_and(|due| due.after(LOST) > now) {
        return Ok(());
    }
    let due = next_mail(now, written);
    wait(tx, account, due, now, entropy)
}

/// Lets the next mail be written at `due`.
fn wait(
    tx: &Tx,
    account: AccountId,
    due: Timestamp,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_mails (account_id, due_at) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET due_at = excluded.due_at",
        params![account, due],
    )?;
    jobs::enqueue_for(tx, &Work::News(account), (now, due), entropy)
}

/// Writes the mail of what somebody was not told yet and still wants to be told, into the outbox. What does not fit
/// stands in the next one.
pub fn write_mail(tx: &Tx, app: &App, account: AccountId, now: Timestamp) -> Result<(), Error> {
    let lines = tx.query(NEWS, params![account, MOST_IN_A_MAIL + 1], line)?;
    let (some, more) = match lines.get(..MOST_IN_A_MAIL as usize) {
        Some(some) => (some.to_vec(), lines.len() > some.len()),
        None => (lines, false),
    };
    let entropy = &*app.parts.entropy;
    let told = match still(tx, account, &some)? {
        Ok(StillNews { to, lines }) => {
            let lines = lines.into_iter().map(|(line, _)| line).collect();
            let mail = NewMail {
                kind: MailKind::MediaNews,
                invite: None,
                secret: None,
                proof: None,
                by: Some(account),
                to: &to.email,
                name: &to.name(),
                contents: &Contents::News { lines },
            };
            match mail::queue(tx, &mail, &app.sealer(), now, entropy) {
                Ok(_) => true,
                Err(NotQueued::TooMuch(why)) => {
                    tracing::info!(why = why.code(), "news were held back");
                    return wait(tx, account, now.after(MAIL_PAUSE), now, entropy);
                }
                Err(NotQueued::Error(error)) => return Err(error),
            }
        }
        Err(_) => false,
    };
    for line in &some {
        tx.execute(
            "DELETE FROM notice_news WHERE account_id = $1 AND kind = $2 AND entry_id = $3",
            params![account, line.kind.as_str(), line.entry],
        )?;
    }
    tx.execute(
        "UPDATE notice_mails SET due_at = NULL, written_at = CASE WHEN $2 = 1 THEN $3 ELSE written_at END
         WHERE account_id = $1",
        params![account, told, now],
    )?;
    if more {
        let due = if told { now.after(MAIL_PAUSE) } else { now };
        wait(tx, account, due, now, entropy)?;
    }
    Ok(())
}

/// What of these is still to be told: nothing to whoever is suspended, nothing of a kind that is not wished by mail any
/// more, nothing of an entry that is gone.
pub fn still(
    tx: &Tx,
    account: AccountId,
    lines: &[NewsLine],
) -> Result<Result<StillNews, Unwanted>, Error> {
    let Some(to) = accounts::addressee_of(tx, account)? else {
        return Ok(Err(Unwanted::Suspended));
    };
    let ways = store::ways(tx, account)?;
    let mailed = |kind| ways.get(&kind).is_some_and(|way| way.by_mail());
    let wished: Vec<_> = lines.iter().filter(|line| mailed(line.kind)).collect();
    if wished.is_empty() {
        return Ok(Err(Unwanted::NotWished));
    }
    let mut told = Vec::new();
    for line in wished {
        let title = tx.query_opt(
            "SELECT title FROM entries WHERE id = $1 AND trashed_at IS NULL",
            params![line.entry],
            |row| row.get::<String>("title"),
        )?;
        told.extend(title.map(|title| (line.clone(), title)));
    }
    Ok(if told.is_empty() {
        Err(Unwanted::Gone)
    } else {
        Ok(StillNews { to, lines: told })
    })
}

fn line(row: &Row<'_>) -> Result<NewsLine, Error> {
    Ok(NewsLine {
        kind: row.parse("kind")?,
        entry: row.get("entry_id")?,
        who: row.get("who")?,
        people: row.get("people")?,
    })
}

/// Forgets what was to be told of an entry.
pub(super) fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM notice_news WHERE entry_id = $1",
        params![entry],
    )
    .map(drop)
}

/// Forgets what somebody was to be told, and how.
pub(super) fn forget_of_person(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM notice_news WHERE account_id = $1",
        "DELETE FROM notice_mails WHERE account_id = $1",
        "DELETE FROM notice_ways WHERE account_id = $1",
    ] {
        tx.execute(sql, params![account])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn news_are_gathered_and_written_by_indices() {
        let hub = Hub::new();
        for sql in [ADD, NEWS, DUE] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
