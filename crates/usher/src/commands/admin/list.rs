//! Who is there.

use clap::Args;
use serde::Serialize;
use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::AccountId};

use crate::{failure::Outcome, screen::say, site::Opened};

/// How many accounts are read at a time.
const PAGE: i64 = 500;

/// List all accounts: address, name, role, whether they have the console, whether suspended.
#[derive(Debug, Args)]
pub(super) struct Listing {
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    email: String,
    name: String,
    role: String,
    site_admin: bool,
    suspended: bool,
}

impl Line {
    fn written(&self) -> String {
        let mut marks = Vec::new();
        if self.site_admin {
            marks.push("site administrator");
        }
        if self.suspended {
            marks.push("suspended");
        }
        let line = format!(
            "{:<32} {:<28} {:<18} {}",
            self.email,
            self.name,
            self.role,
            marks.join(", ")
        );
        line.trim_end().to_owned()
    }
}

/// `usher admin list-users`
pub(super) fn list(listing: &Listing, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    let db = open()?.db;
    let mut after = None;
    loop {
        let page = db.read_blocking(move |tx| page(tx, after))?;
        for (_, line) in &page {
            say(if listing.json {
                serde_json::json!(line).to_string()
            } else {
                line.written()
            });
        }
        match page.last() {
            Some((id, _)) => after = Some(*id),
            None => return Ok(()),
        }
    }
}

/// The accounts after one, in the order in which they were made.
fn page(tx: &Tx, after: Option<AccountId>) -> Result<Vec<(AccountId, Line)>, Error> {
    let after = after.map_or_else(String::new, |id| id.to_string());
    tx.query(
        "SELECT a.id, a.first_name, a.last_name, a.app_role, a.site_admin, a.suspended_at, d.written
         FROM accounts a JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE a.id > $1 ORDER BY a.id LIMIT $2",
        params![after, PAGE],
        |row| {
            let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
            let line = Line {
                email: row.get("written")?,
                name: format!("{first} {last}").trim().to_owned(),
                role: row.get("app_role")?,
                site_admin: row.get("site_admin")?,
                suspended: row.get::<Option<Timestamp>>("suspended_at")?.is_some(),
            };
            Ok((row.get("id")?, line))
        },
    )
}
