//! `/media/{entry}/invites/export.csv`: the list as a file, which can be sent back as a list of people.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{EntryId, InviteId},
};

use super::super::store::{self, Filter, Invite, Place, Sort};
use crate::{
    App,
    features::mail::{self, Mail},
    http::{
        body::Params,
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
    },
};

/// How many are read at once.
const AT_ONCE: u32 = 500;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(
        "/media/{entry}/invites/export.csv",
        Action::SeeInvites,
        export,
    )
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    show: String,
    #[serde(default)]
    q: String,
}

const HEAD: [&str; 18] = [
    "email",
    "first name",
    "last name",
    "role",
    "valid until",
    "language",
    "state",
    "made",
    "renewed",
    "mail state",
    "mail server said",
    "joined",
    "last seen",
    "first here",
    "seconds here",
    "percent watched",
    "revoked",
    "invite",
];

async fn export(
    State(app): State<App>,
    standing: Standing,
    Params(Query { show, q }): Params<Query>,
) -> Result<Response, Fault> {
    let (entry, filter) = (standing.entry, Filter { show, q });
    let pages = csv::pages(None, move |before| {
        page(app.clone(), entry, filter.clone(), before)
    });
    Ok(csv::download("invites.csv", &HEAD, pages))
}

/// Some rows, and where those behind them begin.
async fn page(
    app: App,
    entry: EntryId,
    filter: Filter,
    before: Option<InviteId>,
) -> Result<(Vec<Row>, Option<Option<InviteId>>), Fault> {
    let now = app.now();
    let read = move |tx: &Tx| {
        let place = (Sort::Newest, Place { before, skip: 0 });
        let listed = store::list(tx, entry, &filter, place, AT_ONCE, now)?;
        let ids: Vec<InviteId> = listed.invites.iter().map(|invite| invite.id).collect();
        let mails = mail::latest_of_invites(tx, &ids)?;
        Ok::<_, usher_db::Error>((listed, mails))
    };
    let (listed, mails) = app.parts.db.read(read).await?;
    // Whoever is not known any more is nobody to be invited from a list.
    let known = (listed.invites.iter()).filter(|invite| invite.forgotten_at.is_none());
    let rows = known
        .map(|invite| {
            let state = invite.state(now).as_str();
            row(invite, mails.get(&invite.id), state)
        })
        .collect();
    let last = listed.invites.last().map(|invite| invite.id);
    Ok((rows, last.filter(|_| listed.more).map(Some)))
}

fn row(invite: &Invite, mail: Option<&Mail>, state: &str) -> Row {
    let moment = |at: Option<_>| at.map_or_else(String::new, rfc3339);
    let (grant, attended) = (invite.grant.as_ref(), invite.attended);
    let percent = attended.and_then(|attended| attended.percent);
    vec![
        invite.email.written().to_owned(),
        invite.first_name.clone(),
        invite.last_name.clone(),
        invite.role.to_string(),
        rfc3339(invite.link_ends()),
        (invite.language).map_or_else(String::new, |language| language.to_string()),
        state.to_owned(),
        rfc3339(invite.created_at),
        moment(invite.renewed_at),
        mail.map_or_else(String::new, |mail| mail.state.to_string()),
        mail.map_or_else(String::new, |mail| mail.words.clone()),
        moment(grant.map(|grant| grant.since)),
        moment(invite.seen_at()),
        moment(attended.map(|attended| attended.first_at)),
        attended.map_or_else(String::new, |attended| {
            attended.present.as_secs().to_string()
        }),
        percent.map_or_else(String::new, |percent| percent.to_string()),
        moment(invite.revoked_at),
        invite.id.to_string(),
    ]
}
