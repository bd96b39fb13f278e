//! Entries: making, uploading, showing, editing, sharing, trashing.

mod standing;

pub use standing::{Asker, Held, load as load_standing, load_held, standing};
