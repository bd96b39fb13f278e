//! The product's migrations, in order. To add one: write
//! `migrations/NNNN_name.sql` at the root of the repository, with the next
//! number, and add its name here. A file that has been released is never changed
//! again; what it did is changed by the next file. It only adds, so that the version before
//! runs on while it is applied (several servers on one database are upgraded one by one):
//! what is to go, goes a version later, when nothing names it any more.

use crate::Migration;

macro_rules! migrations {
    ($($file:literal),* $(,)?) => {
        &[$(Migration::new(
            $file,
            include_str!(concat!("../../../migrations/", $file, ".sql")),
        )),*]
    };
}

/// Every migration of the product, for [`Db::migrate`](crate::Db::migrate).
pub const MIGRATIONS: &[Migration] = migrations![
    "0001_hub",
    "0002_seat_key",
    "0003_audit_chain",
    "0004_mail_templates",
    "0005_token_scopes",
    "0006_people",
    "0007_mails",
    "0008_proofs",
    "0009_identities",
    "0010_invite_batches",
    "0011_idempotency",
    "0012_notices",
    "0013_languages",
    "0014_site_pictures",
    "0015_notice_mails",
    "0016_asking",
    "0017_hand_overs",
    "0018_guest_links",
    "0019_webhooks",
    "0020_attendance",
    "0021_own_places",
    "0022_renditions",
    "0023_words",
    "0024_quizzes",
    "0025_analytics",
    "0026_channels",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What the version before could not live with, in a statement of its own. An index is
    /// named by no statement: another may take its place.
    fn takes_away(statement: &str) -> bool {
        let statement = statement.to_uppercase().replace("DROP INDEX ", "");
        let says = |words: &str| statement.contains(words);
        says("DROP ")
            || says("RENAME ")
            || says("ALTER COLUMN ")
            || says("ADD CONSTRAINT ")
            || (says("ADD COLUMN ") && says("NOT NULL") && !says("DEFAULT "))
    }

    #[test]
    fn a_migration_only_adds_so_that_the_version_before_runs_on() {
        for migration in MIGRATIONS {
            let lines = migration.sql().lines();
            let text: Vec<_> = lines
                .filter(|line| !line.trim_start().starts_with("--"))
                .collect();
            for statement in text.join("\n").split(';') {
                assert!(!takes_away(statement), "{}: {statement}", migration.name());
            }
        }
        for bad in [
            "DROP TABLE invites",
            "ALTER TABLE invites RENAME COLUMN email TO address",
            "ALTER TABLE invites ADD COLUMN note TEXT NOT NULL",
        ] {
            assert!(takes_away(bad), "{bad}");
        }
        let good = "ALTER TABLE invites ADD COLUMN n BIGINT NOT NULL DEFAULT 0";
        assert!(!takes_away(good));
    }
}
