//! The page that says why nobody is signed in, and what to do.

use askama::Template;
use axum::response::Response;

use super::{trouble::NotSignedIn, way_in};
use crate::{
    App,
    http::{
        fault::Fault,
        page::{self, Page},
        render::{self, PageTemplate},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "openid/templates/failed.html")]
struct FailedPage {
    page: Page,
    heading: String,
    sentence: String,
    /// What the provider said, or the machine; empty if it is nobody's business.
    words: String,
    /// Where to try again; empty where that cannot help.
    again: String,
    again_label: String,
    others: String,
    /// Whether somebody is signed in, and so has nothing to choose from.
    is_member: bool,
}

impl PageTemplate for FailedPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

pub(super) fn page(
    app: &App,
    visit: &Visit,
    id: &str,
    next: &str,
    why: &NotSignedIn,
) -> Result<Response, Fault> {
    if why.is_of_the_provider() {
        let (kind, reason) = (why.as_str(), why.reason());
        tracing::warn!(
            provider = id,
            kind,
            reason,
            "a sign-in by a provider failed"
        );
    }
    let site = app.settings.now();
    let provider = site.auth.provider(id).filter(|provider| provider.enabled);
    let is_member = visit.member().is_ok();
    let name = provider.map_or("", |provider| provider.name.as_str());
    let say = |part: &str| {
        let key = format!("openid-{}-{part}", why.as_str());
        let message = visit.words.say(key).with("name", name);
        match why {
            NotSignedIn::Clock(minutes) => message
                .num("n", minutes.unsigned_abs())
                .with("way", if *minutes < 0 { "behind" } else { "ahead" }),
            _ => message,
        }
    };
    let helps = !matches!(why, NotSignedIn::Refused(_) | NotSignedIn::NoProvider);
    let template = FailedPage {
        heading: say("heading").to_string(),
        sentence: say("sentence").to_string(),
        words: match why {
            NotSignedIn::Answered(code, words) if words.is_empty() => code.clone(),
            NotSignedIn::Answered(code, words) => format!("{code}: {words}"),
            _ => String::new(),
        },
        again: match provider {
            Some(_) if helps && is_member => "/account".to_owned(),
            Some(_) if helps => way_in(id, next),
            _ => String::new(),
        },
        again_label: if is_member {
            visit.words.say("openid-to-account")
        } else {
            visit.words.say("openid-again").with("name", name)
        }
        .to_string(),
        others: page::sign_in(next),
        is_member,
        page: Page::new(app, visit, say("heading")).lobby(),
    };
    render::page(why.status(), &template)
}
