//! `/account/addresses/…`: one's own addresses. One more is proved by a code or a link that is
//! mailed to it. Nobody is told that it is somebody else's; whoever has it is.

mod link;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use serde_json::json;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    clock::Timestamp,
    email::Email,
    ids::{AccountId, ProofId},
    proof::{Judgement, OwnAddress, Purpose, may_remove},
};

use super::{
    PATH,
    view::{self, Draft},
};
use crate::{
    App,
    features::{
        accounts::{
            Address, add_address, addressee_of, addresses,
            by_mail::{keeping, over},
            codes, make_main as set_main,
            notice::Notice,
            one_of, remove_address, room_beside, store, vouch,
        },
        audit, openid,
        proofs::{self, Proof, Request},
    },
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::mendable,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    const CODE: &str = "/account/addresses/{proof}";
    let action = Action::UseOwnAccount;
    link::routes(routes)
        .post("/account/addresses/add", action, add)
        .post("/account/addresses/main", action, make_main)
        .post("/account/addresses/remove", action, remove)
        .get(CODE, action, show)
        .post(CODE, action, prove)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    email: String,
}

async fn again(
    app: &App,
    visit: &Visit,
    address: String,
    faults: Vec<FieldFault>,
) -> Result<Response, Fault> {
    let draft = Draft {
        address,
        faults,
        ..Draft::default()
    };
    view::show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await
}

/// Asks for a mail to the new address. The answer is the same whosever it is, save one's own.
async fn add(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Form(One { email }): Form<One>,
) -> Result<Response, Fault> {
    let id = visit.member()?.id;
    if !app.settings.now().mails() {
        return Err(Fault::new(StatusCode::CONFLICT, "no_mail_service"));
    }
    let Ok(parsed) = email.parse::<Email>() else {
        let fault = FieldFault::new("email", "not_an_address");
        return again(&app, &visit, email, vec![fault]).await;
    };
    let own = app.parts.db.read(move |tx| addresses(tx, id)).await?;
    let there = own.iter().find(|one| one.email == parsed.as_str());
    if there.is_some_and(|one| one.verified_how.is_some()) {
        let fault = FieldFault::new("email", "address_is_yours");
        return again(&app, &visit, email, vec![fault]).await;
    }
    if there.is_none()
        && let Err(fault) = room_beside(own.len())
    {
        return again(&app, &visit, email, mendable(fault)?).await;
    }
    let request = Request {
        purpose: Purpose::Address,
        email: parsed,
        account: Some(id),
        invite: None,
        lang: None,
        next: String::new(),
    };
    match proofs::ask(&app, &visit, &headers, request).await {
        Ok((proof, cookie)) => Ok(keeping(
            see_other(&format!("/account/addresses/{proof}")),
            cookie,
        )),
        Err(fault) if fault.details().status == StatusCode::TOO_MANY_REQUESTS => {
            let fault = FieldFault::new("email", "too_many_mails");
            again(&app, &visit, email, vec![fault]).await
        }
        Err(fault) => Err(fault),
    }
}

#[derive(Template)]
#[template(path = "accounts/templates/address_code.html")]
struct CodePage {
    page: Page,
    action: String,
    lead: Sentence,
    open: bool,
    error: String,
    email: String,
}

impl PageTemplate for CodePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The proof that this member asked for in this browser.
async fn asked(app: &App, visit: &Visit, id: &str) -> Result<Proof, Fault> {
    let (id, account) = (
        id.parse::<ProofId>().map_err(|_| over())?,
        visit.member()?.id,
    );
    let sealer = app.sealer();
    let read = move |tx: &Tx| proofs::reading(tx, &sealer, id, Purpose::Address);
    let found = app.parts.db.read(read).await?;
    found
        .filter(|proof| {
            Some(proof.asked.browser) == visit.browser && proof.account == Some(account)
        })
        .ok_or_else(over)
}

fn form(
    app: &App,
    visit: &Visit,
    proof: &Proof,
    refused: Option<Judgement>,
) -> Result<Response, Fault> {
    let words = &visit.words;
    let template = CodePage {
        page: Page::new(app, visit, words.say("addresscode-title")),
        action: format!("/account/addresses/{}", proof.id),
        lead: Sentence::new(words.say("addresscode-lead")).name("email", &proof.about.email),
        open: proof.asked.takes_codes(app.now()) && refused != Some(Judgement::Dead),
        error: refused.map_or_else(String::new, |refused| codes::refusal(words, refused)),
        email: proof.about.email.clone(),
    };
    page(codes::status(refused), &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let proof = asked(&app, &visit, &id).await?;
    if proof.asked.spent {
        return Ok(see_other(PATH));
    }
    form(&app, &visit, &proof, None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    code: String,
}

async fn prove(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(Typed { code }): Form<Typed>,
) -> Result<Response, Fault> {
    let proof = asked(&app, &visit, &id).await?;
    codes::within(&app, &visit)?;
    let (account, now, id) = (visit.member()?.id, app.now(), proof.id);
    let (browser, sealer, key) = (visit.browser, app.sealer(), app.parts.key.clone());
    let adding = Adding::new(&app, &visit);
    let prove = move |tx: &Tx| -> Result<Result<(), Judgement>, Fault> {
        let found = proofs::by_id(tx, &sealer, id, Purpose::Address)?;
        let Some(proof) = found.filter(|proof| proof.account == Some(account)) else {
            return Ok(Err(Judgement::Dead));
        };
        let uuid = id.uuid();
        match (proof.asked).judge(&code, uuid.as_bytes(), browser, &key, now) {
            Judgement::Right => adding.add(tx, &proof, account, now).map(Ok),
            wrong @ Judgement::Wrong { .. } => {
                proofs::miss(tx, id)?;
                Ok(Err(wrong))
            }
            other => Ok(Err(other)),
        }
    };
    match app.parts.db.write(prove).await? {
        Ok(()) => Ok(added(&app, account)),
        Err(refused) => {
            codes::count(&app, &visit, refused);
            form(&app, &visit, &proof, Some(refused))
        }
    }
}

fn added(app: &App, account: AccountId) -> Response {
    app.parts.bus.ring(&[Topic::Account(account), Topic::Jobs]);
    see_other_saying(PATH, "said-address-added")
}

/// What adding an address takes beside the proof.
struct Adding {
    notice: Option<Notice>,
    app: App,
    from: std::net::IpAddr,
}

impl Adding {
    fn new(app: &App, visit: &Visit) -> Self {
        Self {
            notice: Notice::address_added(app, visit),
            app: app.clone(),
            from: visit.address,
        }
    }

    /// Spends the proof and adds its address; or says that it is somebody's by now.
    fn add(&self, tx: &Tx, proof: &Proof, id: AccountId, now: Timestamp) -> Result<(), Fault> {
        let email = proof.about.email().ok_or_else(over)?;
        // Not for whoever was suspended a moment ago.
        addressee_of(tx, id)?.ok_or_else(Fault::sign_in)?;
        let own = addresses(tx, id)?;
        let deed = match store::by_email(tx, &email)? {
            Some((member, ..)) if member.id != id => return Err(over()),
            Some(_) => {
                vouch(tx, email.as_str(), "mail", now)?;
                "own_address_verified"
            }
            None => {
                room_beside(own.len())?;
                add_address(tx, id, &email, "mail", now)?;
                store::index(tx, id)?;
                "own_address_added"
            }
        };
        proofs::spend(tx, proof.id, now)?;
        if let Some(notice) = &self.notice {
            notice.queue(tx, id, now, &*self.app.parts.entropy)?;
        }
        let deed = audit::Deed::of(id, deed).to(id).from(self.from);
        Ok(audit::note(tx, now, &deed)?)
    }
}

async fn make_main(
    State(app): State<App>,
    visit: Visit,
    Form(One { email }): Form<One>,
) -> Result<Response, Fault> {
    let (id, now) = (visit.member()?.id, app.now());
    let main = move |tx: &Tx, email: &Email| -> Result<&'static str, Fault> {
        let all = addresses(tx, id)?;
        let one = one_of(&all, email)?;
        if one.verified_how.is_none() {
            return Err(Fault::field("email", "address_unproved"));
        }
        set_main(tx, id, &one.email)?;
        Ok("own_address_made_main")
    };
    change(&app, &visit, (id, now), email, main).await
}

async fn remove(
    State(app): State<App>,
    visit: Visit,
    Form(One { email }): Form<One>,
) -> Result<Response, Fault> {
    let (id, now, site) = (visit.member()?.id, app.now(), app.settings.now());
    let remove = move |tx: &Tx, email: &Email| -> Result<&'static str, Fault> {
        let all = addresses(tx, id)?;
        let one = one_of(&all, email)?;
        let others: Vec<OwnAddress> = (all.iter())
            .filter(|other| other.email != one.email)
            .map(Address::own)
            .collect();
        let ways = openid::ways_in(tx, &site, id)?;
        may_remove(one.own(), &others, ways.without_mail())
            .map_err(|stays| Fault::field("email", stays.code()))?;
        remove_address(tx, &one.email)?;
        store::index(tx, id)?;
        Ok("own_address_removed")
    };
    change(&app, &visit, (id, now), email, remove).await
}

async fn change(
    app: &App,
    visit: &Visit,
    (id, now): (AccountId, Timestamp),
    email: String,
    mut deed: impl FnMut(&Tx, &Email) -> Result<&'static str, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let Ok(parsed) = email.parse::<Email>() else {
        let fault = FieldFault::new("email", "not_an_address");
        return again(app, visit, email, vec![fault]).await;
    };
    let from = visit.address;
    let act = move |tx: &Tx| -> Result<(), Fault> {
        addressee_of(tx, id)?.ok_or_else(Fault::sign_in)?;
        let name = deed(tx, &parsed)?;
        let deed = audit::Deed::of(id, name).to(id).from(from);
        Ok(audit::note(tx, now, &deed.with(json!({})))?)
    };
    match app.parts.db.write(act).await {
        Ok(()) => {
            app.parts.bus.ring(&[Topic::Account(id)]);
            Ok(see_other_saying(PATH, "said-addresses-saved"))
        }
        Err(fault) => {
            let faults = mendable(fault)?;
            again(app, visit, String::new(), faults).await
        }
    }
}
