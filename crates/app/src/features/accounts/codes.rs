//! What every page does alike on which a mailed code is typed.

use axum::http::StatusCode;
use usher_domain::proof::Judgement;

use crate::{
    App,
    http::{fault::Fault, visit::Visit},
    words::Words,
};

/// Refuses a network that has typed too many wrong ones.
pub(super) fn within(app: &App, visit: &Visit) -> Result<(), Fault> {
    let waits = app.budgets.codes_network.waits(&visit.network_key());
    waits.map_or(Ok(()), |until| {
        let fault = Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries");
        Err(fault.retry_after(until.since(app.now())))
    })
}

/// Counts a wrong one against the network.
pub(super) fn count(app: &App, visit: &Visit, refused: Judgement) {
    if matches!(refused, Judgement::Wrong { .. } | Judgement::Dead) {
        app.budgets.codes_network.failed(&visit.network_key());
    }
}

/// What is said beside the field.
pub(super) fn refusal(words: &Words, refused: Judgement) -> String {
    match refused {
        Judgement::Right => String::new(),
        Judgement::NoCode => words.say("mailcode-no-code").to_string(),
        Judgement::Wrong { left: 0 } | Judgement::Dead => words.say("mailcode-dead").to_string(),
        Judgement::Wrong { left } => words.say("mailcode-wrong").num("n", left).to_string(),
    }
}

/// The status of a page with that.
pub(super) fn status(refused: Option<Judgement>) -> StatusCode {
    match refused {
        None | Some(Judgement::Right) => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
