//! Mails as the console lists them, and what can be done to one by hand.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{AccountId, EntryId, MailId},
    outbox::{MailState, Unwanted},
};
use usher_mail::Step;
use uuid::Uuid;

use super::store::{Mail, from_row};
use crate::{
    App,
    features::{
        audit,
        jobs::{self, Work},
    },
    words::Words,
};

/// A mail with what it is about.
pub struct Listed {
    /// The mail.
    pub mail: Mail,
    /// The entry that its invite is to, with its title.
    pub about: Option<(EntryId, String)>,
}

const ALL: &str = "SELECT m.id, m.kind, m.written, m.name, m.state, m.why, m.words, m.tries,
      COALESCE(m.ended_at, m.tried_at, m.queued_at) AS since, i.entry_id, e.title
    FROM mails m LEFT JOIN invites i ON i.id = m.invite_id LEFT JOIN entries e ON e.id = i.entry_id
    WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2";

const OF_STATE: &str = "SELECT m.id, m.kind, m.written, m.name, m.state, m.why, m.words, m.tries,
      COALESCE(m.ended_at, m.tried_at, m.queued_at) AS since, i.entry_id, e.title
    FROM mails m LEFT JOIN invites i ON i.id = m.invite_id LEFT JOIN entries e ON e.id = i.entry_id
    WHERE m.state = $3 AND m.id < $1 ORDER BY m.id DESC LIMIT $2";

/// At most `count` mails, in any state or in this one, the newest first, made before
/// `before`.
pub fn list(
    tx: &Tx,
    state: Option<MailState>,
    before: Option<MailId>,
    count: u32,
) -> Result<Vec<Listed>, Error> {
    let before = before.unwrap_or(MailId::from_uuid(Uuid::max()));
    match state {
        None => tx.query(ALL, params![before, count], listed),
        Some(state) => tx.query(OF_STATE, params![before, count, state.as_str()], listed),
    }
}

fn listed(row: &Row<'_>) -> Result<Listed, Error> {
    let entry = row.get::<Option<EntryId>>("entry_id")?;
    Ok(Listed {
        mail: from_row(row)?,
        about: entry.zip(row.get::<Option<String>>("title")?),
    })
}

/// What can be done to a mail by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Try at once, and be patient with it from the beginning.
    Retry,
    /// It is not to be sent.
    CallOff,
}

/// Does it; whether the mail still was in a state for it. After the commit
/// [`jobs::wake`].
pub fn act(
    tx: &Tx,
    id: MailId,
    deed: Deed,
    by: AccountId,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool, Error> {
    let lock = tx.lock("m", "SELECT m.state FROM mails m WHERE m.id = $1");
    let state = tx.query_opt(lock, params![id], |row| row.parse::<MailState>("state"))?;
    let Some(state) = state else {
        return Ok(false);
    };
    let name = match deed {
        Deed::CallOff if state == MailState::Queued => {
            tx.execute(
                "UPDATE mails SET state = 'cancelled', why = $2, ended_at = $3, sealed = NULL
                 WHERE id = $1",
                params![id, Unwanted::CalledOff.as_str(), now],
            )?;
            "mail_called_off"
        }
        Deed::Retry if state.may_be_retried() => {
            tx.execute(
                "UPDATE mails SET state = 'queued', queued_at = $2, ended_at = NULL WHERE id = $1",
                params![id, now],
            )?;
            // One job for a mail: two would send it twice.
            if state == MailState::Queued {
                jobs::hasten_one_mail(tx, id, now)?;
            } else {
                jobs::enqueue(tx, &Work::Mail(id), None, now, entropy)?;
            }
            "mail_retried"
        }
        Deed::CallOff | Deed::Retry => return Ok(false),
    };
    audit::note(tx, now, &audit::Deed::of(by, name).to(id))?;
    Ok(true)
}

/// Why a mail did not go out (yet), in the reader's words; empty if there is nothing to
/// say. The server's own words are apart.
pub fn why(app: &App, words: &Words, mail: &Mail) -> String {
    let Some(why) = mail.why.as_deref() else {
        return String::new();
    };
    let site = app.settings.now();
    let say = |key: String| {
        words
            .say(key)
            .with("host", &site.email_service.host)
            .with("port", site.email_service.port)
            .to_string()
    };
    let own = format!("mail-why-{}", why.replace('_', "-"));
    if app.words.knows(&own) {
        return say(own);
    }
    let step = Step::ALL
        .iter()
        .find(|step| why.ends_with(&format!("-{}", step.as_str())));
    let trouble = step.map_or(why, |step| &why[..why.len() - step.as_str().len() - 1]);
    let (whole, short) = match (mail.state, step) {
        (MailState::Refused, Some(step)) => (
            format!("mail-trial-refused-{}", step.as_str()),
            "mail-trial-refused".to_owned(),
        ),
        _ => (format!("mail-trial-{why}"), format!("mail-trial-{trouble}")),
    };
    if app.words.knows(&whole) {
        say(whole)
    } else {
        say(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_page_of_mails_reads_more_than_it_shows() {
        let hub = Hub::new();
        for sql in [ALL, OF_STATE] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }

    #[test]
    fn every_letter_of_the_hub_says_in_the_list_what_it_is_about() {
        let words = crate::words::Catalogue::load();
        for letter in usher_domain::mail::LETTERS {
            assert!(words.knows(&format!("mail-about-{letter}")), "{letter}");
            assert!(words.knows(&format!("mail-letter-{letter}")), "{letter}");
        }
    }

    #[test]
    fn every_way_of_not_being_wanted_has_a_sentence() {
        let words = crate::words::Catalogue::load();
        for why in Unwanted::ALL {
            let key = format!("mail-why-{}", why.as_str().replace('_', "-"));
            assert!(words.knows(&key), "{key}");
        }
    }
}
