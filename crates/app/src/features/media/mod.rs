//! Entries: making, uploading, showing, editing, sharing, trashing.

mod standing;

pub use standing::{Asker, load as load_standing, standing};
