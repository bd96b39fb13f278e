//! What can be said behind `usher invite`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use usher_app::features::invites::terminal::Choices;
use usher_domain::{
    email::Email,
    ids::{EntryId, InviteId},
};

use crate::args::Where;

/// Invite people to an entry, and look after their invites.
///
/// The rules are the same as on the pages: it is done in the name of the entry's owner, or of whom --as names. Mails
/// are sent by the server that is running, or by the next one.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(super) place: Where,
    /// In whose name: an address of a member who may invite to the entry [default: its owner]
    #[arg(long = "as", value_name = "ADDRESS", global = true)]
    pub(super) by: Option<Email>,
    /// Print JSON, one object per line
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) deed: Deed,
}

#[derive(Debug, Subcommand)]
pub(super) enum Deed {
    /// Invite one person; prints the link, this once
    Create {
        /// The entry's id, as in the address of its page
        entry: EntryId,
        /// The person's address
        email: String,
        #[arg(long, value_name = "NAME")]
        first_name: String,
        #[arg(long, value_name = "NAME")]
        last_name: String,
        #[command(flatten)]
        terms: Terms,
    },
    /// List the invites of an entry, newest first
    List {
        /// The entry's id
        entry: EntryId,
        #[command(flatten)]
        which: Which,
    },
    /// Make everything about an invite anew; prints the new link, this once
    Renew {
        /// The invite's id
        invite: InviteId,
        /// When the link ends, such as 2026-12-24T15:00:00Z [default: as the site says]
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Language of the invitation, such as de [default: as it is]
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<String>,
    },
    /// Mail new links; the links that were mailed before are dead
    Resend {
        /// The invites' ids
        #[arg(required = true)]
        invites: Vec<InviteId>,
    },
    /// Revoke invites, for good
    Revoke {
        /// The invites' ids
        #[arg(required = true)]
        invites: Vec<InviteId>,
    },
    /// Invite everybody in a list or a table; again it changes and adds, and mails nobody twice
    Import {
        /// The entry's id
        entry: EntryId,
        /// The file; - for standard input
        file: PathBuf,
        #[command(flatten)]
        terms: Terms,
        /// Also invite people whose invite was revoked
        #[arg(long)]
        revoked_too: bool,
        /// Only say what would become of each
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the invites of an entry as CSV, to be changed and imported again
    Export {
        /// The entry's id
        entry: EntryId,
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Debug, Args)]
pub(super) struct Terms {
    /// viewer; for live sessions and rooms also speaker or moderator
    #[arg(long, value_name = "ROLE", default_value = "viewer")]
    pub(super) role: String,
    /// When links end, such as 2026-12-24T15:00:00Z [default: as the site says]
    #[arg(long, value_name = "TIME")]
    pub(super) until: Option<String>,
    /// Language of the invitation, such as de [default: the site's own, and as it is for invites that are there]
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<String>,
    /// Send links by mail
    #[arg(long)]
    pub(super) mail: bool,
}

#[derive(Debug, Args)]
pub(super) struct Which {
    /// open, waiting, joined, refused, over, revoked, or a single state such as expired
    #[arg(long, value_name = "STATE", default_value = "")]
    pub(super) state: String,
    /// Whose name or address hold this
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) search: String,
}

impl Terms {
    /// As the deed takes them.
    pub(super) fn chosen(self, revoked_too: bool) -> Choices {
        Choices {
            role: self.role,
            until: self.until,
            language: self.language,
            mail: self.mail,
            revoked_too,
        }
    }
}
