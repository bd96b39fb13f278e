//! The tool *Mail templates*.

mod conflict;
mod edit;
mod language;
mod list;
mod preview;
mod remove;
mod trial;

use usher_db::Error;
use usher_domain::mail::TemplateName;

use super::store::{self, Held};
use crate::{
    App,
    http::{
        fault::Fault,
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// Its name in the console's list.
const TOOL: &str = "mail-templates";
const LIST: &str = "/admin/mail-templates";

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = edit::routes(list::routes(routes));
    trial::routes(remove::routes(language::routes(preview::routes(routes))))
}

fn path(name: &TemplateName) -> String {
    format!("{LIST}/{name}")
}

fn path_in(name: &TemplateName, lang: &str) -> String {
    format!("{LIST}/{name}?lang={lang}")
}

/// The template that a path names; there is none under a name that is none.
async fn found(app: &App, name: &str) -> Result<(TemplateName, Held), Fault> {
    let name: TemplateName = name.parse().map_err(|_| Fault::not_found())?;
    let asked = name.clone();
    let read = move |tx: &usher_db::Tx| -> Result<Held, Error> { store::held(tx, &asked) };
    let held = app.parts.db.read(read).await?;
    if held.template.is_none() {
        return Err(Fault::not_found());
    }
    Ok((name, held))
}

/// When one of the hub's own letters is sent; nothing of a template for invitations.
fn about(words: &Words, name: &TemplateName) -> Option<String> {
    let key = format!("mail-letter-{name}");
    words.has(&key).then(|| words.say(key).to_string())
}

/// Who saved when, in words.
struct SavedView {
    sentence: String,
    at: String,
    at_words: String,
}

impl SavedView {
    /// `key` is the sentence with the saver's name; the command line has the key with
    /// `-unnamed`.
    fn new(visit: &Visit, saving: &store::Saving, key: &str) -> Self {
        let words = &visit.words;
        let sentence = match &saving.by {
            Some(name) => words.say(key).with("name", name),
            None => words.say(format!("{key}-unnamed")),
        };
        Self {
            sentence: sentence.to_string(),
            at: rfc3339(saving.at),
            at_words: in_zone(&visit.words, saving.at, &visit.zone),
        }
    }
}
