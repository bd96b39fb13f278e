//! How an entry was watched: what is counted of whoever watches, and what the numbers say.
//!
//! People are counted from what attendance keeps of each ([`Tab`], [`Change`]): the numbers are sums of changes, with
//! nobody's name in them, so that they stay when a person is forgotten. A browser is known by its class only
//! ([`Device`]), which is counted and never kept beside a person.

mod day;
mod device;
mod figures;
mod steps;
mod tab;

pub use day::{Bar, Day, MOST_BARS, Period, bars};
pub use device::Device;
pub use figures::{Audience, average, minutes, percent};
pub use steps::{
    MOST_PAGES, NotSteps, STEPS, Steps, half_watch, steepest, steps_of, steps_watched,
};
pub use tab::{Change, News, Tab};
