//! Rows by the index that narrows them most.
//!
//! There are few indices, since every redemption writes the audit (migration 0003). What an index does not
//! narrow is looked through, but only so far back for one page: the reader goes on from there.

use usher_db::{Error, Tx, params};

use super::{
    filter::{Filter, entry_of_guest},
    moments::{end_before, first_from},
    row::Row,
};

/// How many rows of an index are looked through for a page: that takes some 20 ms at most.
const LOOKED_THROUGH: i64 = 10_000;

/// A page of rows, newest first.
pub(in super::super) struct Leaf {
    pub(in super::super) rows: Vec<Row>,
    /// The row before which the next page begins, if there may be more.
    pub(in super::super) next: Option<i64>,
}

/// How rows are reached: in which statement, and by what.
struct Way {
    by: String,
    statements: Statements,
}

/// `$1` by what, `$2` before which row, `$3` from which row on.
struct Statements {
    /// `$4`: the row so many further back.
    further: &'static str,
    /// `$4` to `$9` the filter, `$10` how many.
    rows: &'static str,
}

macro_rules! statements {
    ($way:literal) => {
        Statements {
            further: concat!(
                "SELECT id FROM audit WHERE ", $way, " AND id < $2 AND id >= $3
                 ORDER BY id DESC LIMIT 1 OFFSET $4"
            ),
            rows: concat!(
                "SELECT t.id, t.at, t.actor, t.deed, t.entry_id, t.subject, t.detail, t.network, t.person,
                   a.first_name AS actor_first, a.last_name AS actor_last,
                   COALESCE(g.first_name, h.name) AS guest_first, g.last_name AS guest_last,
                   p.first_name AS person_first, p.last_name AS person_last,
                   i.first_name AS invited_first, i.last_name AS invited_last,
                   s.first_name AS subject_first, s.last_name AS subject_last,
                   e.title AS entry_title, COALESCE(r.name, k.name) AS group_name
                 FROM (SELECT id, at, actor, deed, entry_id, subject, detail, network, person
                       FROM audit WHERE ", $way, " AND id < $2 AND id >= $3
                         AND ($4 = '' OR actor = $4) AND ($5 = '' OR deed = $5)
                         AND ($6 = '' OR entry_id = $6) AND ($7 = '' OR person = $7)
                         AND at >= $8 AND at < $9
                       ORDER BY id DESC LIMIT $10) t
                 LEFT JOIN accounts a ON a.id = substr(t.actor, 9)
                 LEFT JOIN invites g ON g.id = substr(t.actor, 7)
                 LEFT JOIN guests h ON h.id = substr(t.actor, 7)
                 LEFT JOIN accounts p ON p.id = t.person
                 LEFT JOIN invites i ON i.id = t.subject
                 LEFT JOIN accounts s ON s.id = t.subject
                 LEFT JOIN entries e ON e.id = t.entry_id
                 LEFT JOIN groups r ON r.id = t.subject
                 LEFT JOIN guest_links k ON k.id = t.subject"
            ),
        }
    };
}

const BY_ENTRY: Statements = statements!("entry_id = $1");
const BY_PERSON: Statements = statements!("person = $1");
const BY_MEMBER: Statements = statements!("actor = $1 AND substr(actor, 1, 8) = 'account:'");
const BY_DEED: Statements = statements!("deed = $1 AND deed <> 'entered'");
const BY_NUMBER: Statements = statements!("$1 = ''");

/// What an index narrows most comes first.
fn way(tx: &Tx, filter: &Filter) -> Result<Way, Error> {
    let way = |by: &str, statements| Way {
        by: by.to_owned(),
        statements,
    };
    let guest = entry_of_guest(tx, &filter.actor)?;
    Ok(match filter {
        Filter { entry, .. } if !entry.is_empty() => way(entry, BY_ENTRY),
        Filter { person, .. } if !person.is_empty() => way(person, BY_PERSON),
        Filter { actor, .. } if actor.starts_with("account:") => way(actor, BY_MEMBER),
        _ if guest.is_some() => way(&guest.unwrap_or_default(), BY_ENTRY),
        Filter { deed, .. } if !deed.is_empty() && deed != "entered" => way(deed, BY_DEED),
        _ => way("", BY_NUMBER),
    })
}

/// The newest `most` rows that the filter finds, as far as one look goes.
pub(in super::super) fn leaf(tx: &Tx, filter: &Filter, most: usize) -> Result<Leaf, Error> {
    let Way { by, statements } = way(tx, filter)?;
    let first = first_from(tx, filter.from)?;
    let end = filter.before.min(end_before(tx, filter.until)?);
    let further = tx.query_opt(
        statements.further,
        params![by, end, first, LOOKED_THROUGH],
        |row| row.get::<i64>("id"),
    )?;
    let mut rows = tx.query(
        statements.rows,
        params![
            by,
            end,
            further.unwrap_or(first),
            filter.actor,
            filter.deed,
            filter.entry,
            filter.person,
            filter.from,
            filter.until,
            i64::try_from(most + 1).unwrap_or(i64::MAX)
        ],
        Row::of,
    )?;
    // The join may have put them in another order.
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    let is_full = rows.len() > most;
    rows.truncate(most);
    let next = match rows.last() {
        Some(last) if is_full => Some(last.id),
        _ => further,
    };
    Ok(Leaf { rows, next })
}

impl Leaf {
    /// A page without rows.
    pub(in super::super) fn empty() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
        }
    }
}
