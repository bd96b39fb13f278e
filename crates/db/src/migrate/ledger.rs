//! Comparing what is applied with what the program carries.

use super::{MigrateError, Migration};

/// The table of what is applied, in the dialect of migrations.
pub(super) const LEDGER: &str = "CREATE TABLE schema_migrations (
    version BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);";

/// One row of it: number, name, digest.
pub(super) type Applied = (i64, String, String);

/// What is not applied yet. Refuses what the program does not know, or knows in
/// another form.
pub(super) fn missing(
    applied: &[Applied],
    migrations: &'static [Migration],
) -> Result<&'static [Migration], MigrateError> {
    for (migration, number) in migrations.iter().zip(1..) {
        if migration.version() != Some(number) {
            return Err(MigrateError::Numbering(migration.name().to_owned()));
        }
    }
    for (index, (version, name, digest)) in applied.iter().enumerate() {
        if *version != index as i64 + 1 {
            return Err(MigrateError::Gap(name.clone()));
        }
        match migrations.get(index) {
            None => {
                return Err(MigrateError::Newer {
                    applied: name.clone(),
                    known: migrations.len(),
                });
            }
            Some(ours) if ours.digest() != *digest => {
                return Err(MigrateError::Changed(name.clone()));
            }
            Some(_) => {}
        }
    }
    Ok(migrations.get(applied.len()..).unwrap_or_default())
}
