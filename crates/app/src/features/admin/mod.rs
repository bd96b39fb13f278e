//! The console: the site's rules, read by everybody through one snapshot.

mod settings;

pub use settings::{Settings, load as load_settings};
