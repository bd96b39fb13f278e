//! `POST /admin/config/tab/auth/providers/order`: one up, or one down.

use axum::{extract::State, response::Response};
use usher_domain::{access::Action, config::Provider};

use super::{Saved, Step, held, module_path, save, spec};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        render::{see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const ORDER: &str = "/admin/config/tab/auth/providers/order";
    routes.post(ORDER, Action::UseConsole, act)
}

/// The button stands in the module's form, whose other fields say nothing here.
async fn act(
    State(app): State<App>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let wish = pairs.iter().find(|(name, _)| name == "move");
    let (way, id) = wish
        .and_then(|(_, value)| value.split_once(' '))
        .ok_or_else(|| Fault::field("move", "unknown_choice"))?;
    let held = held(&app).await?;
    let mut list: Vec<_> = held
        .config
        .auth
        .providers
        .iter()
        .map(Provider::written)
        .collect();
    let at = list.iter().position(|one| one.id == id);
    let other = match (way, at) {
        ("up", Some(at)) => at.checked_sub(1),
        ("down", Some(at)) if at + 1 < list.len() => Some(at + 1),
        _ => None,
    };
    let to = format!("{}#providers", module_path(spec()?));
    let (Some(at), Some(other)) = (at, other) else {
        return Ok(see_other(&to));
    };
    list.swap(at, other);
    let new = (list, held.version);
    match save(&app, &visit, new, Step::Confirmed, "said-console-saved").await? {
        Saved::Done(response) => Ok(response),
        // Whoever was quicker is seen at once.
        Saved::Stale | Saved::Refused(_) => {
            Ok(see_other_saying(&to, "said-console-moved-meanwhile"))
        }
    }
}
