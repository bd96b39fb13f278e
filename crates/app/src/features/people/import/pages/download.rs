use axum::{
    extract::{Path, State},
    response::Response,
};
use futures_util::stream;
use secrecy::{ExposeSecret, SecretString};
use usher_db::Tx;
use usher_domain::{access::Action, invite::Mac};

use super::{
    super::{lookup, report::What, store},
    import_of,
};
use crate::{
    App,
    features::{
        accounts::{PasswordToken, give_password_link, store as accounts},
        audit,
        people::deeds::{self, Order},
    },
    http::{
        csv::{self, Row},
        fault::Fault,
        time::rfc3339,
        visit::Visit,
    },
};

/// How many links are made in one transaction.
const AT_ONCE: usize = 100;

/// Every row with what became of it and what to do.
pub(super) async fn report(
    State(app): State<App>,
    visit: Visit,
    Path(import): Path<String>,
) -> Result<Response, Fault> {
    let id = import_of(&import)?;
    let found = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    let found = found.ok_or_else(Fault::not_found)?;
    let rows: Vec<Row> = (found.report.lines.into_iter())
        .map(|line| {
            let sentence = line.what.sentence(&visit.words);
            let what = line.what.word().to_owned();
            vec![line.at.to_string(), line.address, what, sentence]
        })
        .collect();
    let head = ["line", "email", "result", "detail"];
    Ok(csv::download(
        "import-report.csv",
        &head,
        stream::iter([Ok(rows)]),
    ))
}

/// A link to set a password for everybody who was added by this import and has none yet: in this one answer.
pub(super) async fn links(
    State(app): State<App>,
    visit: Visit,
    Path(import): Path<String>,
) -> Result<Response, Fault> {
    let id = import_of(&import)?;
    let found = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    let found = found.ok_or_else(Fault::not_found)?;
    let added: Vec<String> = (found.report.lines.into_iter())
        .filter(|line| found.done_at.is_some() && line.what == What::New)
        .map(|line| line.address)
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    for some in added.chunks(AT_ONCE) {
        let minted: Vec<(String, SecretString, Mac)> = (some.iter())
            .map(|address| {
                let token = PasswordToken::mint(&*app.parts.entropy);
                (address.clone(), token.path(), token.mac(&app.parts.key))
            })
            .collect();
        let asked: Vec<(String, Mac)> = (minted.iter())
            .map(|(address, _, mac)| (address.clone(), *mac))
            .collect();
        let give = move |tx: &Tx, order: Order| {
            asked
                .iter()
                .map(|(address, mac)| give(tx, order, address, mac))
                .collect()
        };
        let given: Vec<Option<(String, String)>> =
            deeds::act(&app, &visit, Action::ManagePeople, give).await?;
        for ((address, path, _), given) in minted.into_iter().zip(given) {
            if let Some((name, ends)) = given {
                rows.push(vec![address, name, app.link(path.expose_secret()), ends]);
            }
        }
    }
    let head = ["email", "name", "link", "works_until"];
    Ok(csv::download(
        "password-links.csv",
        &head,
        stream::iter([Ok(rows)]),
    ))
}

/// A link for whoever has the address, unless they have a password or are kept out: their name, and its end.
fn give(
    tx: &Tx,
    order: Order,
    address: &str,
    mac: &Mac,
) -> Result<Option<(String, String)>, Fault> {
    let Ok(email) = address.parse() else {
        return Ok(None);
    };
    let Some(there) = lookup::present(tx, &email)? else {
        return Ok(None);
    };
    let open = accounts::by_email(tx, &email)?;
    if !open.is_some_and(|(_, hash, suspended)| hash.is_none() && !suspended) {
        return Ok(None);
    }
    let ends = give_password_link(tx, there.id, mac, order.now)?;
    let deed = order.deed("password_link_made").to(there.id);
    audit::note(tx, order.now, &deed)?;
    let name = format!("{} {}", there.known.first_name, there.known.last_name);
    Ok(Some((name.trim().to_owned(), rfc3339(ends))))
}
