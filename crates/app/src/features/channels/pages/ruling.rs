//! What a moderator's form says: some entries, what is decided, and why.

use serde::Deserialize;
use usher_domain::{ids::EntryId, text::Reason};

use super::super::store::Ruling;
use crate::http::fault::FieldFault;

/// How many entries are decided on at once.
pub(in super::super) const MOST: usize = 200;

/// A moderator's form as it was sent. What is picked is an entry, or a channel and an entry: `channel:entry`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct Sent {
    /// What is picked.
    pub(in super::super) entry: Vec<String>,
    /// `approve` or `reject`, for what is picked.
    pub(in super::super) deed: String,
    /// The one that is approved by its own button, whatever is picked.
    pub(in super::super) approve: Option<String>,
    /// Why it is rejected.
    pub(in super::super) reason: String,
    /// Which list it was sent from.
    pub(in super::super) show: String,
}

/// What a form comes to.
pub(in super::super) struct Ruled<T> {
    pub(in super::super) picked: Vec<T>,
    pub(in super::super) ruling: Ruling,
}

impl Sent {
    /// What is decided on what, or what is wrong with the form; `read` reads what is picked.
    pub(in super::super) fn parse<T>(
        &self,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Ruled<T>, Vec<FieldFault>> {
        let unknown = |field: &str| vec![FieldFault::new(field, "unknown_choice")];
        let (picked, ruling): (&[String], Ruling) = match &self.approve {
            Some(one) => (std::slice::from_ref(one), Ruling::Approve),
            None if self.entry.is_empty() => {
                return Err(vec![FieldFault::new("entry", "none_picked")]);
            }
            None => match self.deed.as_str() {
                "approve" => (&self.entry, Ruling::Approve),
                "reject" => match Reason::parse(&self.reason) {
                    Ok(reason) => (&self.entry, Ruling::Reject(reason)),
                    Err(error) => return Err(vec![FieldFault::text("reason", error)]),
                },
                _ => return Err(unknown("deed")),
            },
        };
        if picked.len() > MOST {
            return Err(vec![
                FieldFault::new("entry", "too_many_picked").with("max", MOST),
            ]);
        }
        let picked: Option<Vec<T>> = picked.iter().map(|text| read(text)).collect();
        Ok(Ruled {
            picked: picked.ok_or_else(|| unknown("entry"))?,
            ruling,
        })
    }

    /// Whether this one was picked.
    pub(in super::super) fn has(&self, one: &str) -> bool {
        self.entry.iter().any(|picked| picked == one)
    }
}

/// One of a channel's entries.
pub(super) fn entry(text: &str) -> Option<EntryId> {
    text.parse().ok()
}

/// What to say of a ruling that was done.
pub(in super::super) const fn said(ruling: &Ruling) -> &'static str {
    match ruling {
        Ruling::Approve => "said-placements-approved",
        Ruling::Reject(_) => "said-placements-rejected",
    }
}
