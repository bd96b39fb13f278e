//! The rules as last read: one snapshot that every request shares.

/// The snapshot.
#[derive(Debug, Default)]
pub struct Settings {}
