//! What the API says of many invites.

use serde::Serialize;

use crate::features::invites::many::{Counts, Row, What};

/// What becomes, or became, of one person.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = BatchRow)]
pub(in crate::features) struct RowView {
    /// Which of the list, the first being 1; 0 where there was no list.
    pub(super) number: u64,
    pub(super) email: String,
    pub(super) name: String,
    /// `open` (not done yet), `new`, `changed`, `mailed`, `kept`, `over` (kept, and its link has ended), `done` or
    /// `wrong`.
    pub(super) result: &'static str,
    /// Which fields change.
    pub(super) changes: Vec<&'static str>,
    /// Which field is wrong.
    pub(super) field: Option<&'static str>,
    /// What is wrong with it.
    pub(super) code: Option<&'static str>,
    /// Whether a link goes out by mail.
    pub(super) mail: bool,
    /// The invite, if there is one.
    pub(super) invite: Option<String>,
}

impl RowView {
    pub(super) fn new(row: &Row) -> Self {
        let (field, code) = match &row.what {
            What::Wrong(column, fault) => (Some(column.as_str()), Some(fault.as_str())),
            _ => (None, None),
        };
        let changes = match &row.what {
            What::Changed(columns) => columns.iter().map(|column| column.as_str()).collect(),
            _ => Vec::new(),
        };
        Self {
            number: row.at,
            email: row.who.clone(),
            name: row.name(),
            result: row.what.word(),
            changes,
            field,
            code,
            mail: row.mail,
            invite: row.invite.map(|id| id.to_string()),
        }
    }
}

/// How many came to what.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = BatchCounts)]
pub(in crate::features) struct CountsView {
    pub(super) new: u64,
    pub(super) changed: u64,
    pub(super) kept: u64,
    pub(super) done: u64,
    pub(super) wrong: u64,
    pub(super) mails: u64,
}

impl From<Counts> for CountsView {
    fn from(counts: Counts) -> Self {
        Self {
            new: counts.new,
            changed: counts.changed,
            kept: counts.kept,
            done: counts.done,
            wrong: counts.wrong,
            mails: counts.mails,
        }
    }
}

/// What would become of a list; nothing was written.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = DryRun)]
pub(in crate::features) struct DryRunView {
    pub(super) counts: CountsView,
    pub(super) rows: Vec<RowView>,
}

/// Many invites that something is done to.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Batch)]
pub(in crate::features) struct BatchView {
    pub(super) id: String,
    /// `invite`, `resend`, `end`, `role`, `reset-seat` or `revoke`.
    pub(super) deed: &'static str,
    /// `looked`, `working` or `done`.
    pub(super) state: &'static str,
    pub(super) people: u64,
    pub(super) counts: CountsView,
    /// When it goes on, while it waits until more may be mailed; RFC 3339.
    pub(super) waits_until: Option<String>,
    /// A hundred of the rows.
    pub(super) rows: Vec<RowView>,
    /// Give it as `part` to get the next rows; absent on the last.
    pub(super) next: Option<u64>,
}
