//! `/media/{entry}/guests/end`: *End for everyone*, after saying what it does.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::access::Action;

use super::{
    super::{deeds, refused::Refused},
    desk::Desk,
};
use crate::{
    App,
    http::{
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/guests/end";
    routes
        .get(path, Action::ManageInvites, ask)
        .post(path, Action::ManageInvites, end)
}

/// A deed that is said before it is done.
#[derive(Template)]
#[template(path = "guest_links/templates/ask.html")]
pub(super) struct AskPage {
    page: Page,
    heading: Sentence,
    text: String,
    pub(super) refused: String,
    action: String,
    pub(super) key: String,
    /// Whether those inside may be put out with it.
    pub(super) offers_end: bool,
    label: String,
    pub(super) kind: &'static str,
    back: String,
}

impl PageTemplate for AskPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl AskPage {
    /// The question `heading`, explained by `guests-<deed>-what` and answered by the button `guests-<deed>`.
    pub(super) fn new(
        app: &App,
        visit: &Visit,
        desk: &Desk,
        (heading, action, deed): (Sentence, String, &str),
    ) -> Self {
        let words = &visit.words;
        Self {
            page: Page::new(app, visit, heading.text()).island("islands/copy-field.js"),
            heading,
            text: words.say(format!("guests-{deed}-what")).to_string(),
            refused: String::new(),
            action,
            key: String::new(),
            offers_end: false,
            label: words.say(format!("guests-{deed}")).to_string(),
            kind: "primary",
            back: desk.path(),
        }
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, entry).await?;
    let heading = Sentence::new(visit.words.say("guests-end-title"));
    let action = format!("{}/end", desk.path());
    let mut ask = AskPage::new(&app, &visit, &desk, (heading, action, "end"));
    ask.kind = "danger";
    page(StatusCode::OK, &ask)
}

async fn end(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let ended = deeds::end_all(&app, &visit, entry).await;
    ended.map_err(Refused::fault)?;
    let back = format!("/media/{entry}/guests");
    Ok(see_other_saying(&back, "said-guests-ended"))
}
