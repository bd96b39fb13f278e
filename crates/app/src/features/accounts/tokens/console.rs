//! The tool *API tokens*: everybody's.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, ids::ApiTokenId};

use super::{
    list::{Whose, revoke},
    store,
    view::TokenView,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// How many tokens a page has.
const ROWS: usize = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/admin/tokens", Action::UseConsole, show).post(
        "/admin/tokens/{api_token}/revoke",
        Action::UseConsole,
        end,
    )
}

#[derive(Template)]
#[template(path = "accounts/templates/all_tokens.html")]
struct AllTokensPage {
    page: Page,
    nav: Nav,
    tokens: Vec<TokenView>,
    next: Option<String>,
    first: bool,
}

impl PageTemplate for AllTokensPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    before: Option<String>,
}

/// `GET /admin/tokens`
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(Query { before }): Params<Query>,
) -> Result<Response, Fault> {
    let before = before.map(|id| id.parse::<ApiTokenId>()).transpose();
    let before = before.map_err(|_| Fault::not_found())?;
    let most = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut tokens = (app.parts.db)
        .read(move |tx| store::all(tx, before, most))
        .await?;
    let more = tokens.len() > ROWS;
    tokens.truncate(ROWS);
    let (now, words) = (app.now(), &visit.words);
    let template = AllTokensPage {
        page: Page::new(&app, &visit, words.say("tokens-title")).island("islands/console-form.js"),
        nav: Nav::tool(words, "tokens"),
        next: (tokens.last().filter(|_| more)).map(|token| token.id.to_string()),
        first: before.is_none(),
        tokens: (tokens.iter())
            .map(|token| TokenView::new(&visit, token, now))
            .collect(),
    };
    page(StatusCode::OK, &template)
}

/// `POST /admin/tokens/{api_token}/revoke`
async fn end(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let id: ApiTokenId = token.parse().map_err(|_| Fault::not_found())?;
    revoke(&app, &visit, id, Whose::Anybodys).await?;
    Ok(see_other_saying("/admin/tokens", "said-token-revoked"))
}
