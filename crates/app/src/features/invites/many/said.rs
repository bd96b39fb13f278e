//! What becomes of a row, in words.

use usher_domain::{email::Email, invite::many::Column};

use super::{Row, What};
use crate::{http::time::in_zone, words::Words};

impl What {
    /// How it stands, in a word for people.
    pub(super) fn label(&self, words: &Words) -> String {
        words.say(format!("many-what-{}", self.word())).to_string()
    }

    /// The colour of its badge.
    pub(super) const fn tone(&self) -> &'static str {
        match self {
            Self::New | Self::Done => "good",
            Self::Changed(_) | Self::Mailed => "accent",
            Self::Wrong(..) => "danger",
            Self::Over => "warn",
            Self::Kept | Self::Open => "",
        }
    }
}

impl Row {
    /// What changes, or what is wrong and what to do.
    pub(in super::super) fn sentence(&self, words: &Words, zone: &str) -> String {
        let column = |column: &Column| {
            let key = format!("many-column-{}", column.as_str().replace('_', "-"));
            words.say(key).to_string()
        };
        let mut parts = Vec::new();
        match &self.what {
            What::Changed(columns) => {
                let names: Vec<_> = columns.iter().map(column).collect();
                parts.push(
                    words
                        .say("many-changes")
                        .with("columns", names.join(", "))
                        .to_string(),
                );
            }
            What::Over => parts.push(words.say("many-over").to_string()),
            What::Wrong(at, fault) => {
                let key = format!("many-fault-{}", fault.as_str().replace('_', "-"));
                let domain = self
                    .who
                    .parse::<Email>()
                    .map(|email| email.domain().shown());
                let latest = self.latest.map(|at| in_zone(words, at, zone));
                let sentence = (words.say(key))
                    .with("column", column(at))
                    .with("domain", domain.unwrap_or_default())
                    .with("latest", latest.unwrap_or_default())
                    .with("languages", &self.languages);
                parts.push(sentence.to_string());
            }
            What::Open | What::New | What::Mailed | What::Kept | What::Done => {}
        }
        if self.mail {
            let key = if self.done {
                "many-mailed"
            } else {
                "many-will-mail"
            };
            parts.push(words.say(key).to_string());
        }
        parts.join(" ")
    }

    /// The person's name as the row says it.
    pub(in super::super) fn name(&self) -> String {
        let Some(wish) = &self.wish else {
            return self.named.clone();
        };
        let names = [&wish.first_name, &wish.last_name].into_iter().flatten();
        names.map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}
