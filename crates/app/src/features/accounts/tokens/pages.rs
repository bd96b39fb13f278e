//! One's own API tokens.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use secrecy::ExposeSecret;
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::{Action, TokenScope},
    ids::ApiTokenId,
    text::PersonName,
};

use super::{
    LONGEST_DAYS,
    list::{Wanted, Whose, make, revoke},
    store,
    view::{TokenView, scope_said},
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        page::Page,
        render::{PageTemplate, field_sentence, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const PATH: &str = "/account/tokens";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Action::ManageOwnTokens, show)
        .post(PATH, Action::ManageOwnTokens, create)
        .post(
            "/account/tokens/{api_token}/revoke",
            Action::ManageOwnTokens,
            end,
        )
}

#[derive(Template)]
#[template(path = "accounts/templates/tokens.html")]
struct TokensPage {
    page: Page,
    tokens: Vec<TokenView>,
    scopes: Vec<ScopeView>,
    filled: Filled,
    /// (field, sentence).
    problems: Vec<(String, String)>,
    /// A token that was made just now: shown here, and never again.
    made: Option<String>,
    longest: u32,
}

struct ScopeView {
    name: &'static str,
    label: String,
    help: String,
    checked: bool,
}

/// What stands in the form.
struct Filled {
    name: String,
    days: String,
}

impl TokensPage {
    fn problem(&self, field: &str) -> &str {
        let mut problems = self.problems.iter();
        problems
            .find(|(name, _)| name == field)
            .map_or("", |(_, sentence)| sentence)
    }
}

impl PageTemplate for TokensPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What the form sends.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewToken {
    #[serde(default)]
    name: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    scope: Vec<String>,
}

impl Default for NewToken {
    fn default() -> Self {
        Self {
            name: String::new(),
            days: "90".to_owned(),
            scope: vec![TokenScope::Read.as_str().to_owned()],
        }
    }
}

impl NewToken {
    fn wanted(&self, visit: &Visit) -> Result<Wanted, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let name = self.name.parse::<PersonName>();
        if let Err(error) = &name {
            faults.push(FieldFault::text("name", *error));
        }
        let days = self.days.trim().parse::<u32>().ok();
        let days = days.filter(|days| (1..=LONGEST_DAYS).contains(days));
        if days.is_none() {
            let fault = FieldFault::new("days", "out_of_range");
            faults.push(fault.with("min", 1).with("max", LONGEST_DAYS));
        }
        let scopes: Option<Vec<TokenScope>> = (self.scope.iter())
            .map(|name| name.parse().ok().filter(|scope| is_offered(visit, *scope)))
            .collect();
        let scopes = scopes.filter(|scopes| !scopes.is_empty());
        if scopes.is_none() {
            faults.push(FieldFault::new("scope", "no_scope"));
        }
        match (name, days, scopes) {
            (Ok(name), Some(days), Some(scopes)) => Ok(Wanted {
                name,
                days,
                scopes: scopes.into_iter().collect(),
            }),
            _ => Err(faults),
        }
    }
}

/// What the owner may not do, their token is not made for.
fn is_offered(visit: &Visit, scope: TokenScope) -> bool {
    let site_admin = visit.member().is_ok_and(|member| member.site_admin);
    site_admin || !scope.is_for_site_admins()
}

/// `GET /account/tokens`
async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    render(&app, &visit, &NewToken::default(), &[], None).await
}

/// `POST /account/tokens`: the answer is the page with the token.
async fn create(
    State(app): State<App>,
    visit: Visit,
    Form(new): Form<NewToken>,
) -> Result<Response, Fault> {
    let wanted = match new.wanted(&visit) {
        Ok(wanted) => wanted,
        Err(faults) => return render(&app, &visit, &new, &faults, None).await,
    };
    match make(&app, &visit, wanted).await {
        Ok(token) => {
            let token = token.expose_secret().to_owned();
            render(&app, &visit, &NewToken::default(), &[], Some(token)).await
        }
        Err(fault) if fault.details().fields.is_empty() => Err(fault),
        Err(fault) => render(&app, &visit, &new, &fault.details().fields, None).await,
    }
}

/// `POST /account/tokens/{api_token}/revoke`
async fn end(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let id: ApiTokenId = token.parse().map_err(|_| Fault::not_found())?;
    revoke(&app, &visit, id, Whose::Own).await?;
    Ok(see_other_saying(PATH, "said-token-revoked"))
}

async fn render(
    app: &App,
    visit: &Visit,
    new: &NewToken,
    faults: &[FieldFault],
    made: Option<String>,
) -> Result<Response, Fault> {
    let (account, now, words) = (visit.member()?.id, app.now(), &visit.words);
    let read = (app.parts.db).read(move |tx: &Tx| store::of_account(tx, account));
    let tokens = read.await?;
    let offered = TokenScope::ALL.iter().copied();
    let scopes = offered
        .filter(|scope| is_offered(visit, *scope))
        .map(|scope| ScopeView {
            name: scope.as_str(),
            label: scope_said(words, scope),
            help: words.say(format!("tokens-scope-{scope}-help")).to_string(),
            checked: new.scope.iter().any(|name| name == scope.as_str()),
        });
    let template = TokensPage {
        page: Page::new(app, visit, words.say("tokens-title")).island("islands/copy-field.js"),
        tokens: (tokens.iter())
            .map(|token| TokenView::new(visit, token, now))
            .collect(),
        scopes: scopes.collect(),
        filled: Filled {
            name: new.name.clone(),
            days: new.days.clone(),
        },
        problems: (faults.iter())
            .map(|fault| (fault.field.clone(), field_sentence(words, fault)))
            .collect(),
        made,
        longest: LONGEST_DAYS,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}
