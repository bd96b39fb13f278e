//! `/channels/new` and `/channels/{channel}/edit`: what a channel is called, who sees it, who puts entries there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{
    access::Action,
    channel::{Audience, ChannelKind, Contributors, may_make_channel},
};

use super::{
    super::{deeds, wanted::Typed},
    desk::Desk,
    path,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        guard::InChannel,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let (new, edit) = ("/channels/new", "/channels/{channel}/edit");
    routes
        .get(new, Action::MakeChannel, blank)
        .post(new, Action::MakeChannel, make)
        .get(edit, Action::ManageChannel, show)
        .post(edit, Action::ManageChannel, save)
}

#[derive(Template)]
#[template(path = "channels/templates/new.html")]
struct NewPage {
    page: Page,
    form: Fields,
}

impl PageTemplate for NewPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Template)]
#[template(path = "channels/templates/edit.html")]
struct EditPage {
    page: Page,
    desk: Desk,
    form: Fields,
}

impl PageTemplate for EditPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A choice with its label and help.
type Choice = (String, String, String);

/// The fields of both pages.
struct Fields {
    gallery: bool,
    typed: Typed,
    audiences: Vec<Choice>,
    contributors: Vec<Choice>,
    errors: Errors,
}

impl Fields {
    fn new(visit: &Visit, kind: ChannelKind, typed: Typed, faults: &[FieldFault]) -> Self {
        let choices = |kind: &str, names: Vec<&'static str>| -> Vec<Choice> {
            let choice = |name: &'static str| {
                let say = |key: String| visit.words.say(key).to_string();
                (
                    name.to_owned(),
                    say(format!("channels-{kind}-{name}")),
                    say(format!("channels-{kind}-{name}-help")),
                )
            };
            names.into_iter().map(choice).collect()
        };
        let audiences = Audience::ALL.iter().rev().map(|one| one.as_str());
        let contributors = Contributors::ALL.iter().rev().map(|one| one.as_str());
        Self {
            gallery: kind == ChannelKind::Gallery,
            audiences: choices("audience", audiences.collect()),
            contributors: choices("contributors", contributors.collect()),
            errors: Errors::new(&visit.words, faults),
            typed,
        }
    }
}

fn new(app: &App, visit: &Visit, typed: Typed, faults: &[FieldFault]) -> NewPage {
    NewPage {
        page: Page::new(app, visit, visit.words.say("channels-new")),
        form: Fields::new(visit, ChannelKind::Channel, typed, faults),
    }
}

fn edit(app: &App, visit: &Visit, desk: Desk, (typed, faults): (Typed, &[FieldFault])) -> EditPage {
    EditPage {
        page: Page::new(app, visit, &desk.channel.name).island("islands/dialog-form.js"),
        form: Fields::new(visit, desk.channel.kind, typed, faults),
        desk,
    }
}

async fn blank(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let site = app.settings.now();
    may_make_channel(&visit.actor, site.channels.creators)?;
    let typed = Typed::fresh(site.moderation.moderated);
    page(StatusCode::OK, &new(&app, &visit, typed, &[]))
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    match typed.parse(ChannelKind::Channel) {
        Ok(wanted) => {
            let id = deeds::make(&app, &visit, ChannelKind::Channel, wanted).await?;
            Ok(see_other_saying(&path(id, ""), "said-channel-made"))
        }
        Err(faults) => {
            let template = new(&app, &visit, typed, &faults);
            page(StatusCode::UNPROCESSABLE_ENTITY, &template)
        }
    }
}

async fn show(State(app): State<App>, visit: Visit, place: InChannel) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, &place).await?;
    let typed = Typed::of(&desk.channel);
    let template = edit(&app, &visit, desk, (typed, &[]));
    page(StatusCode::OK, &template)
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    match typed.parse(place.facts.kind) {
        Ok(wanted) => {
            deeds::change(&app, &visit, place.channel, wanted).await?;
            Ok(see_other_saying(
                &path(place.channel, ""),
                "said-channel-changed",
            ))
        }
        Err(faults) => {
            let desk = Desk::of(&app, &visit, &place).await?;
            let template = edit(&app, &visit, desk, (typed, &faults));
            page(StatusCode::UNPROCESSABLE_ENTITY, &template)
        }
    }
}
