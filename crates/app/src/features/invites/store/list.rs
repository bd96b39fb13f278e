//! The invites of an entry as its owner looks for them: narrowed down, searched, sorted by the database.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, InviteId},
    invite::InviteState,
};

use super::{
    Invite,
    invite::{from_row, invite_columns},
};

/// Which invites are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Filter {
    /// One of [`SHOWN`], or the name of a state; empty for all.
    pub(in super::super) show: String,
    /// What name or address hold; empty for anything.
    pub(in super::super) q: String,
}

/// What the list can be narrowed down to, beside each state by itself: who can come in or is in; who asks for a new link; who never came;
/// who is in; whose mail was refused; whose link has ended, is used up or was left; who was sent away.
const SHOWN: [&str; 7] = [
    "open", "asks", "waiting", "joined", "refused", "over", "revoked",
];

impl Filter {
    /// Whether the list can be narrowed down to this.
    pub(in super::super) fn knows(show: &str) -> bool {
        show.is_empty() || SHOWN.contains(&show) || show.parse::<InviteState>().is_ok()
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// By last name, then first name.
    Name,
    /// By the end of the link.
    Ends,
    /// Who was seen last, first.
    Seen,
    /// Who watched most, first.
    Watched,
}

impl Sort {
    pub(in super::super) const ALL: [Self; 5] = [
        Self::Newest,
        Self::Name,
        Self::Ends,
        Self::Seen,
        Self::Watched,
    ];

    pub(in super::super) const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
            Self::Ends => "ends",
            Self::Seen => "seen",
            Self::Watched => "watched",
        }
    }

    pub(in super::super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Place {
    /// Only what was made before this one.
    pub(in super::super) before: Option<InviteId>,
    /// So many are passed over.
    pub(in super::super) skip: u32,
}

/// A page of an entry's invites.
#[derive(Debug)]
pub(in super::super) struct Listed {
    pub(in super::super) invites: Vec<Invite>,
    /// Whether there are more behind them.
    pub(in super::super) more: bool,
}

/// The states of `domain::invite::InviteState`, and what an owner looks for, as a condition: the page is picked and
/// sorted where the rows are. A test holds it against `InviteState::of`.
macro_rules! meant {
    () => {
        " WHERE i.entry_id = $1
          AND ($5 = '' OR i.email LIKE $5 ESCAPE '!' OR lower(i.first_name || ' ' || i.last_name) LIKE $5 ESCAPE '!'
               OR i.first_name || ' ' || i.last_name LIKE $6 ESCAPE '!')
          AND CASE $4
              WHEN '' THEN 1
              WHEN 'revoked' THEN CASE WHEN i.revoked_at IS NOT NULL AND i.forgotten_at IS NULL THEN 1 ELSE 0 END
              WHEN 'forgotten' THEN CASE WHEN i.forgotten_at IS NOT NULL THEN 1 ELSE 0 END
              ELSE CASE
                WHEN i.revoked_at IS NOT NULL THEN 0
                WHEN $4 = 'asks' THEN CASE WHEN i.asked_at IS NOT NULL THEN 1 ELSE 0 END
                WHEN $4 = 'waiting' THEN CASE WHEN g.invite_id IS NULL THEN 1 ELSE 0 END
                WHEN $4 = 'refused' THEN CASE WHEN
                  (SELECT m.state FROM mails m WHERE m.invite_id = i.id ORDER BY m.id DESC LIMIT 1)
                  IN ('refused', 'failed') THEN 1 ELSE 0 END
                WHEN g.ended_at IS NULL AND (g.ends_at > $2 OR g.after_session_us IS NOT NULL)
                  THEN CASE WHEN $4 IN ('open', 'joined') THEN 1 ELSE 0 END
                WHEN i.expires_at <= $2 THEN CASE WHEN $4 IN ('over', 'expired') THEN 1 ELSE 0 END
                WHEN i.uses_allowed >= 0 AND i.uses_spent >= i.uses_allowed AND i.seat_reset = 0
                  THEN CASE WHEN $4 IN ('over', 'used_up') THEN 1 ELSE 0 END
                WHEN i.uses_spent > 0 THEN CASE WHEN $4 IN ('open', 'over', 'left') THEN 1 ELSE 0 END
                ELSE CASE WHEN $4 IN ('open', 'pending') THEN 1 ELSE 0 END
              END
            END = 1"
    };
}

macro_rules! page {
    ($order:literal) => {
        concat!(
            "SELECT ",
            invite_columns!(),
            meant!(),
            " AND i.id < $3 ORDER BY ",
            $order,
            " LIMIT $7 OFFSET $8"
        )
    };
}

const NEWEST: &str = page!("i.id DESC");
const BY_NAME: &str = page!("lower(i.last_name), lower(i.first_name), i.id");
const BY_END: &str = page!("i.expires_at, i.id");
const BY_SEEN: &str = page!(
    "CASE WHEN t.last_at > g.last_seen_at THEN t.last_at ELSE COALESCE(g.last_seen_at, 0) END DESC, i.id DESC"
);
const BY_WATCHED: &str =
    page!("COALESCE(t.percent, -1) DESC, COALESCE(t.present, -1) DESC, i.id DESC");

const IDS: &str = concat!(
    "SELECT i.id, i.email_written, i.first_name, i.last_name
     FROM invites i LEFT JOIN grants g ON g.invite_id = i.id",
    meant!(),
    " AND i.id > $3 ORDER BY i.id LIMIT $7"
);

/// What is looked for, as a pattern. SQLite's LIKE does not mind the case of ASCII alone, so that a name with other
/// letters is also looked for as it begins a word.
fn patterns(q: &str) -> (String, String) {
    let escaped = |text: &str| -> String {
        let mut pattern = String::from("%");
        for c in text.chars().take(100) {
            if matches!(c, '%' | '_' | '!') {
                pattern.push('!');
            }
            pattern.push(c);
        }
        pattern + "%"
    };
    let q = q.trim();
    if q.is_empty() {
        return (String::new(), String::new());
    }
    let capital = |word: &str| -> String {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
        first.unwrap_or_default() + chars.as_str()
    };
    let lower = q.to_lowercase();
    let words: Vec<String> = lower.split(' ').map(capital).collect();
    (escaped(&lower), escaped(&words.join(" ")))
}

/// At most `count` of the invites that are meant.
pub(in super::super) fn list(
    tx: &Tx,
    entry: EntryId,
    filter: &Filter,
    (sort, from): (Sort, Place),
    count: u32,
    now: Timestamp,
) -> Result<Listed, Error> {
    let sql = match sort {
        Sort::Newest => NEWEST,
        Sort::Name => BY_NAME,
        Sort::Ends => BY_END,
        Sort::Seen => BY_SEEN,
        Sort::Watched => BY_WATCHED,
    };
    let before = from
        .before
        .unwrap_or(InviteId::from_uuid(uuid::Uuid::max()));
    let (low, high) = patterns(&filter.q);
    let one_more = count.saturating_add(1);
    let mut invites = tx.query(
        sql,
        params![
            entry,
            now,
            before,
            &filter.show,
            &low,
            &high,
            one_more,
            from.skip
        ],
        from_row,
    )?;
    let more = invites.len() > count as usize;
    invites.truncate(count as usize);
    Ok(Listed { invites, more })
}

/// An invite and whose it is.
#[derive(Clone, Debug)]
pub(in super::super) struct Whose {
    pub(in super::super) id: InviteId,
    pub(in super::super) email: String,
    pub(in super::super) name: String,
}

/// Those that are meant behind `after`, in the order in which they were made.
pub(in super::super) fn ids(
    tx: &Tx,
    entry: EntryId,
    filter: &Filter,
    (after, count): (Option<InviteId>, u32),
    now: Timestamp,
) -> Result<Vec<Whose>, Error> {
    let (low, high) = patterns(&filter.q);
    let after = after.unwrap_or(InviteId::from_uuid(uuid::Uuid::nil()));
    tx.query(
        IDS,
        params![entry, now, after, &filter.show, &low, &high, count],
        |row| {
            let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
            Ok(Whose {
                id: row.get("id")?,
                email: row.get("email_written")?,
                name: format!("{first} {last}"),
            })
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_page_reads_more_than_the_invites_of_one_entry() {
        let hub = Hub::new();
        for sql in [NEWEST, BY_NAME, BY_END, BY_SEEN, BY_WATCHED, IDS] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }

    #[test]
    fn what_is_looked_for_is_no_pattern_of_its_own() {
        assert_eq!(patterns(" "), (String::new(), String::new()));
        let (low, high) = patterns("50%_ödön!");
        assert_eq!((&*low, &*high), ("%50!%!_ödön!!%", "%50!%!_ödön!!%"));
        assert_eq!(patterns("ödön k").1, "%Ödön K%");
        assert_eq!(InviteState::ALL.len(), 7);
    }
}
