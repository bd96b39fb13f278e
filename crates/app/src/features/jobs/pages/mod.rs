//! The tool *Jobs and mail*: what waits, what is being done, what went wrong.

mod mails;
mod media;

use usher_domain::clock::Timestamp;

use crate::{
    http::{
        routes::Routes,
        time::{in_zone, rfc3339},
    },
    words::Words,
};

/// How many rows a page shows.
const PAGE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    media::routes(mails::routes(routes))
}

/// A link over a list.
struct Chip {
    label: String,
    href: String,
    current: bool,
}

/// A moment as a page carries it: for programs, and in words.
struct Moment {
    at: String,
    words: String,
}

impl Moment {
    fn new(at: Timestamp, zone: &str) -> Self {
        Self {
            at: rfc3339(at),
            words: in_zone(at, zone),
        }
    }
}

/// The two halves of the tool.
fn halves(words: &Words, path: &str) -> Vec<Chip> {
    let half = |to: &str, key: &str| Chip {
        label: words.say(key).to_string(),
        href: to.to_owned(),
        current: to == path,
    };
    vec![
        half(mails::PATH, "jobs-mails"),
        half(media::PATH, "jobs-media"),
    ]
}

/// The chips that show one state, and the one that shows all.
fn states(words: &Words, path: &str, key: &str, names: &[&str], current: &str) -> Vec<Chip> {
    let all = std::iter::once("").chain(names.iter().copied());
    all.map(|name| Chip {
        label: words
            .say(match name {
                "" => "jobs-show-all".to_owned(),
                _ => format!("{key}-{name}"),
            })
            .to_string(),
        href: match name {
            "" => path.to_owned(),
            _ => format!("{path}?show={name}"),
        },
        current: name == current,
    })
    .collect()
}
