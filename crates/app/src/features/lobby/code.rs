//! `/i/{token}/code`: asking for a code that is mailed to the invited address, and entering by
//! it. One way for the lobby that wants a code, for moving the seat and for coming back in:
//! what follows from a right code is `redeem`'s to say.
//!
//! Nobody is told whether what was typed is the invited address
//! (docs/adr/0031-a-mailed-proof-is-asked-for-blindly.md).

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::ProofId,
    invite::{Admission, Ask, Entrance, Refusal, WayBack},
    proof::{Judgement, Purpose},
};

use super::{
    api,
    door::{Asked, Door, Filled},
    enter::{fresh_session, inside},
    hand_over, pages,
    store::{self, Answer, ByCode},
};
use crate::{
    App,
    features::proofs::{self, Proof, Request},
    http::{
        body::{Form, Params},
        fault::Fault,
        render::see_other,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const CODE: &str = "/i/{token}/code/{proof}";
    routes
        .post("/i/{token}/code", Action::RedeemInvite, ask)
        .get(CODE, Action::OpenInvite, show)
        .post(CODE, Action::RedeemInvite, enter)
}

/// Whether a mailed code leads on from here.
fn leads_on(answer: &Answer) -> bool {
    matches!(
        &answer.decision,
        Ok(Admission::Lobby(lobby)) if lobby.ask == Ask::Code
    ) || matches!(
        &answer.decision,
        Err(Refusal::OtherDevice {
            way: WayBack::Code,
            ..
        } | Refusal::UsedUp {
            way: WayBack::Code,
            ..
        })
    )
}

/// Asks for a code, from a page that says that one helps, or for another one.
async fn ask(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let mut door = Door::pressed(&app, &visit, &headers, &token, filled)?;
    let (knock, attempt) = (door.knock.clone(), door.enter());
    let found = app
        .parts
        .db
        .read(move |tx| store::decide(tx, &knock, &attempt))
        .await?;
    if let Some(answer) = &found {
        door.speak(answer);
    }
    match &found {
        Some(answer) if leads_on(answer) => mail(&door, answer).await,
        found => answered(&door, found.as_ref()),
    }
}

/// Writes down that a code is asked for, and leads to where it is typed. Who typed no
/// address, or asks too often, is told so where they are.
pub(super) async fn mail(door: &Door<'_>, answer: &Answer) -> Result<Response, Fault> {
    if door.visit.browser.is_none() {
        return refused(door, answer, Refusal::CookiesOff);
    }
    let Some(email) = door.address() else {
        let refusal = if door.typed.trim().is_empty() {
            Refusal::MissingEmail
        } else {
            Refusal::WrongEmail
        };
        return again(door, answer, &refusal);
    };
    if let Some(proof) = recent(door, answer).await? {
        return Ok(to_code(door, proof.id));
    }
    let request = Request {
        purpose: Purpose::Lobby,
        email,
        account: None,
        invite: Some(answer.invitation.invite.id),
        lang: Some(door.words.lang().to_owned()),
        next: String::new(),
    };
    match proofs::ask(door.app, door.visit, door.headers(), request).await {
        Ok((proof, cookie)) => {
            let mut response = to_code(door, proof);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(fault) => again(door, answer, &asked_too_often(fault)?),
    }
}

/// The refusal of who asks for more than the budgets allow; any other fault goes on.
pub(super) fn asked_too_often(fault: Fault) -> Result<Refusal, Fault> {
    if fault.details().status != StatusCode::TOO_MANY_REQUESTS {
        return Err(fault);
    }
    let retry_after = fault.details().retry_after.unwrap_or_default();
    Ok(Refusal::TooManyTries { retry_after })
}

/// The code that this browser has just asked for with the same address.
async fn recent(door: &Door<'_>, answer: &Answer) -> Result<Option<Proof>, Fault> {
    let Some(browser) = door.visit.browser else {
        return Ok(None);
    };
    let (invite, now) = (answer.invitation.invite.id, door.knock.now);
    let sealer = door.app.sealer();
    let read = move |tx: &Tx| proofs::asked_of_invite(tx, &sealer, browser, invite);
    let found = door.app.parts.db.read(read).await?;
    Ok(found.filter(|proof| {
        let same = proof.about.email() == door.address();
        same && proof.asked.takes_codes(now) && proof.asked.another_after(now).is_some()
    }))
}

/// On to where the code is typed.
fn to_code(door: &Door<'_>, proof: ProofId) -> Response {
    let path = format!("{}/code/{proof}{}", door.path(), door.choices());
    if door.visit.wants_json {
        return door.leave_with(api::code_asked(&path));
    }
    door.leave_with(see_other(&path))
}

/// The page where it was asked, with what is wrong beside the field.
fn again(door: &Door<'_>, answer: &Answer, refusal: &Refusal) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        api::problem(door, Some(answer), refusal)
    } else {
        pages::asked_again(door, answer, refusal)?
    };
    Ok(door.leave_with(response))
}

fn refused(door: &Door<'_>, answer: &Answer, refusal: Refusal) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        api::problem(door, Some(answer), &refusal)
    } else {
        pages::refused(door, answer, &refusal)?
    };
    Ok(door.leave_with(response))
}

fn answered(door: &Door<'_>, answer: Option<&Answer>) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        api::answer(door, answer)
    } else {
        pages::answer(door, answer)?
    };
    Ok(door.leave_with(response))
}

/// Shows where the code is typed, in the browser that asked for it. Nothing is written.
async fn show(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path((token, id)): Path<(String, String)>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let mut door = Door::opened(&app, &visit, &headers, &token, &asked);
    let (knock, attempt, sealer) = (door.knock.clone(), door.look(), app.sealer());
    let id = id.parse::<ProofId>().ok();
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        let found = store::decide(tx, &knock, &attempt)?;
        let proof = match id {
            Some(id) => proofs::reading(tx, &sealer, id, Purpose::Lobby)?,
            None => None,
        };
        Ok((found, proof))
    };
    let (found, proof) = app.parts.db.read(read).await?;
    let Some(answer) = found else {
        return answered(&door, None);
    };
    door.speak(&answer);
    let proof = proof.filter(|proof| is_for(&door, &answer, proof));
    match (&answer.decision, proof) {
        // In already: by this code, or otherwise.
        (Ok(Admission::Enter { .. }), _) => answered(&door, Some(&answer)),
        (_, Some(proof)) => coded(&door, &answer, &proof, None),
        (_, None) => Ok(door.leave_with(see_other(&format!("{}{}", door.path(), door.choices())))),
    }
}

fn is_for(door: &Door<'_>, answer: &Answer, proof: &Proof) -> bool {
    proof.invite == Some(answer.invitation.invite.id)
        && Some(proof.asked.browser) == door.visit.browser
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    code: String,
    #[serde(default)]
    guest: String,
    #[serde(default)]
    check_in: String,
    #[serde(default)]
    t: String,
    /// What the page's script shows of the browser's key.
    #[serde(default)]
    proof: String,
}

/// Enters by the code. A wrong one spends a try, whether there is a right one or not.
async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path((token, id)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    let asked = Asked {
        guest: sent.guest,
        check_in: sent.check_in,
        t: sent.t,
        ..Asked::default()
    };
    let filled = Filled::without_address(asked, sent.proof);
    let mut door = Door::pressed(&app, &visit, &headers, &token, filled)?;
    let id: ProofId = id.parse().map_err(|_| Fault::not_found())?;
    hand_over::within(&app, &visit)?;
    let (secret, fresh) = fresh_session(&door);
    let by = ByCode {
        proof: id,
        given: sent.code,
        browser: visit.browser,
        sealer: app.sealer(),
        key: app.parts.key.clone(),
        entrance: Entrance {
            as_guest: door.as_guest,
            ..Entrance::default()
        },
        check_in: door.check_in,
    };
    let knock = door.knock.clone();
    let done = app
        .parts
        .db
        .write_locking(move |tx| store::enter_by_code(tx, &knock, &by, &fresh))
        .await?;
    let Some((answer, deeds, judged)) = done else {
        return answered(&door, None);
    };
    app.parts.bus.ring(&deeds.rings);
    door.speak(&answer);
    match (judged, &answer.decision) {
        (
            Judgement::Right,
            Ok(Admission::Enter { .. } | Admission::Admit(_) | Admission::Upgrade(_)),
        ) => Ok(inside(&door, &answer, &deeds, &secret)),
        (Judgement::Right, _) => answered(&door, Some(&answer)),
        (judged, _) => {
            if judged != Judgement::NoCode {
                app.budgets.codes_network.failed(&visit.network_key());
            }
            let sealer = app.sealer();
            let read = move |tx: &Tx| proofs::reading(tx, &sealer, id, Purpose::Lobby);
            let proof = app.parts.db.read(read).await?;
            if let Some(proof) = proof.filter(|proof| is_for(&door, &answer, proof)) {
                coded(&door, &answer, &proof, Some(judged))
            } else {
                let link = format!("{}{}", door.path(), door.choices());
                Ok(door.leave_with(see_other(&link)))
            }
        }
    }
}

fn coded(
    door: &Door<'_>,
    answer: &Answer,
    proof: &Proof,
    judged: Option<Judgement>,
) -> Result<Response, Fault> {
    let response = if door.visit.wants_json {
        api::code(door, proof, judged)
    } else {
        pages::code(door, answer, proof, judged)?
    };
    Ok(door.leave_with(response))
}
