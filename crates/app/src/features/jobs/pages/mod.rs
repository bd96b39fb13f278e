//! The tool *Jobs and mail*: what waits, what is being done, what went wrong.

mod mails;
mod media;

use std::str::FromStr;

use serde::Deserialize;

use crate::{
    http::{fault::Fault, routes::Routes},
    words::Words,
};

/// How many rows a page shows.
const PAGE: u32 = 50;

/// What stands around the rows of either half.
struct List {
    about: String,
    halves: Vec<Chip>,
    states: Vec<Chip>,
    path: &'static str,
    first: bool,
    filtered: bool,
    /// Where the rows after these are; empty if there are none.
    next: String,
}

/// A half of the tool: where it is, and how its sentences and those of its states begin.
struct Half {
    path: &'static str,
    about: &'static str,
    state: &'static str,
}

/// What the address of a half asks for.
#[derive(Deserialize)]
struct Asked {
    /// One state only.
    #[serde(default)]
    show: String,
    /// Older than this one.
    before: Option<String>,
}

impl Asked {
    fn before<T: FromStr>(&self) -> Result<Option<T>, Fault> {
        let before = self.before.as_deref().map(str::parse::<T>);
        before.transpose().map_err(|_| Fault::not_found())
    }

    /// What stands around a page of rows, of which `last` is the last if there are more.
    fn list(self, words: &Words, half: &Half, names: &[&str], last: Option<String>) -> List {
        let next = last.map(|id| format!("{}?show={}&before={id}", half.path, self.show));
        List {
            about: words.say(half.about).to_string(),
            halves: halves(words, half.path),
            states: states(words, half.path, half.state, names, &self.show),
            path: half.path,
            first: self.before.is_none(),
            filtered: !self.show.is_empty(),
            next: next.unwrap_or_default(),
        }
    }
}

/// Takes off what was read to see whether there is more: the last row's, if there is.
fn cut<T>(rows: &mut Vec<T>, id: impl Fn(&T) -> String) -> Option<String> {
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    rows.last().filter(|_| more).map(id)
}

pub(super) fn routes(routes: Routes) -> Routes {
    media::routes(mails::routes(routes))
}

/// A link over a list.
struct Chip {
    label: String,
    href: String,
    current: bool,
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
