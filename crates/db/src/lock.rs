//! The words for locks that only PostgreSQL needs.

use std::{collections::HashMap, sync::OnceLock};

use parking_lot::Mutex;
use sha2::{Digest, Sha256};

/// Waits until nobody else has claimed the key.
pub(crate) const CLAIM: &str = "SELECT pg_advisory_xact_lock($1) AS claimed";

type Texts = Mutex<HashMap<(usize, usize, &'static str), &'static str>>;

/// `sql` with words behind it, made once per text: as many are kept as the program
/// has such statements.
pub(crate) fn text(sql: &'static str, words: &[&'static str]) -> &'static str {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    let last = words.last().copied().unwrap_or_default();
    let mut texts = TEXTS.get_or_init(Texts::default).lock();
    texts
        .entry((sql.as_ptr() as usize, sql.len(), last))
        .or_insert_with(|| format!("{sql} {}", words.join(" ")).leak())
}

/// The key under which a thing is claimed. Two things under one key only wait for
/// each other without need.
pub(crate) fn key(sort: &str, which: &[u8]) -> i64 {
    let digest = Sha256::new()
        .chain_update(sort)
        .chain_update([0])
        .chain_update(which)
        .finalize();
    digest
        .first_chunk()
        .map_or(0, |first| i64::from_be_bytes(*first))
}
