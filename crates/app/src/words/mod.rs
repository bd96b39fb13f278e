//! Every sentence a person reads, from Fluent catalogues in `locales/`.
//!
//! English is complete; another language falls back to it message by message.

mod message;
mod negotiate;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;
use usher_domain::config::{DateFormats, SiteConfig};

pub use message::Message;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// A text that lies beside the catalogues, such as `en/mail/invitation.txt`.
pub fn text(path: &str) -> Option<String> {
    let file = Files::get(path)?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// The languages that `locales/` has anything in.
pub fn languages() -> BTreeSet<String> {
    Files::iter()
        .filter_map(|path| path.split_once('/').map(|(lang, _)| lang.to_owned()))
        .collect()
}

type Bundle = FluentBundle<FluentResource>;

/// All languages' sentences; cheap to clone.
#[derive(Clone)]
pub struct Catalogue(Arc<Languages>);

struct Languages {
    /// By language, read at the first use: one takes some megabytes, and some milliseconds to read.
    bundles: BTreeMap<String, OnceLock<Bundle>>,
    offered: Vec<LanguageIdentifier>,
}

/// One reader's language: says what it is asked to say.
#[derive(Clone)]
pub struct Words {
    catalogue: Catalogue,
    lang: String,
    formats: DateFormats,
}

/// The language every sentence exists in.
pub const FALLBACK: &str = "en";

impl Catalogue {
    /// The catalogues built into the binary; each language is read when somebody first reads in it.
    pub fn load() -> Self {
        let catalogues = Files::iter().filter(|path| is_catalogue(path));
        let bundles: BTreeMap<String, OnceLock<Bundle>> = catalogues
            .filter_map(|path| Some((path.split_once('/')?.0.to_owned(), OnceLock::new())))
            .collect();
        let offered = bundles
            .keys()
            .filter_map(|lang| lang.parse().ok())
            .collect();
        Self(Arc::new(Languages { bundles, offered }))
    }

    /// A language's sentences, if there are any.
    fn bundle(&self, lang: &str) -> Option<&Bundle> {
        let bundle = self.0.bundles.get(lang)?;
        Some(bundle.get_or_init(|| read(lang)))
    }

    /// The words for a reader, of all languages that there are: `wanted` wins over what the
    /// browser accepts. What the site offers is for [`App::speak`](crate::App::speak) to know.
    pub fn words(&self, wanted: Option<&str>, accept_language: Option<&str>) -> Words {
        let lang = negotiate::choose(wanted, accept_language, &self.0.offered, FALLBACK);
        Words {
            catalogue: self.clone(),
            lang,
            formats: DateFormats::default(),
        }
    }

    /// The words for a reader, of the languages that the site offers: the first of `wanted`
    /// that is, else what the browser accepts, else the site's own. Dates are written as the
    /// site has them.
    pub(crate) fn of_site<'a>(
        &self,
        site: &SiteConfig,
        wanted: impl IntoIterator<Item = &'a str>,
        accept_language: Option<&str>,
    ) -> Words {
        let languages = &site.languages;
        let all = self.0.offered.iter();
        let offered: Vec<LanguageIdentifier> = all
            .filter(|lang| languages.offers(&lang.to_string()))
            .cloned()
            .collect();
        let default = languages.default_language();
        Words {
            catalogue: self.clone(),
            lang: negotiate::choose(wanted, accept_language, &offered, default),
            formats: site.time_and_date.formats,
        }
    }

    /// Whether English knows `key`; for tests.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle(FALLBACK)
            .is_some_and(|bundle| bundle.has_message(key))
    }
}

impl Words {
    /// The sentence `key`; give it values with [`Message::with`].
    pub fn say(&self, key: impl Into<String>) -> Message {
        Message::new(self.clone(), key.into())
    }

    /// Whether there is a sentence `key`.
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.knows(key)
    }

    /// How dates are written.
    pub const fn formats(&self) -> DateFormats {
        self.formats
    }

    /// The language's tag, for `<html lang>`.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// `rtl` for scripts that run from right to left, else `ltr`.
    pub fn dir(&self) -> &'static str {
        dir(&self.lang)
    }

    fn bundles(&self) -> impl Iterator<Item = &Bundle> {
        [self.lang.as_str(), FALLBACK]
            .into_iter()
            .filter_map(|lang| self.catalogue.bundle(lang))
    }
}

/// `rtl` for a language whose script runs from right to left, else `ltr`.
pub fn dir(lang: &str) -> &'static str {
    let rtl = ["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"];
    let base = lang.split('-').next().unwrap_or_default();
    if rtl.contains(&base) { "rtl" } else { "ltr" }
}

/// Whether a file is one of the catalogues; the others are the mails that ship.
fn is_catalogue(path: &str) -> bool {
    path.rsplit('.').next() == Some("ftl")
}

/// Reads a language's catalogues. A message that does not parse is reported to the log and
/// left out; a test keeps that from happening.
fn read(lang: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(lang.parse().into_iter().collect());
    // Names stand in <bdi> where direction matters; the marks would show up in titles and JSON.
    bundle.set_use_isolating(false);
    let of_lang = |path: &str| path.split_once('/').is_some_and(|(of, _)| of == lang);
    for path in Files::iter().filter(|path| of_lang(path) && is_catalogue(path)) {
        let text = text(&path).unwrap_or_default();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(rest, errors)| {
            tracing::error!(%lang, ?errors, "a catalogue has messages that do not parse");
            rest
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%lang, ?errors, "a catalogue repeats a message");
        }
    }
    bundle
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::{english_in, messages};
