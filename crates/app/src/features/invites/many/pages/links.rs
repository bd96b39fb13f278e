//! Links for everybody whom a batch invited: made now, and told in this one answer.

use axum::{
    extract::{Path, State},
    response::Response,
};
use futures_util::{StreamExt, stream};
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::InviteId,
    invite::{InviteToken, many::RowFault, may_invite},
};

use super::{
    super::{What, deeds},
    batch_of,
};
use crate::{
    App,
    features::invites::{
        Refused,
        store::{self, Batch, Ground, Hand, Invite},
    },
    http::{
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        time::rfc3339,
        visit::Visit,
    },
    words::Words,
};

/// Makes a link for each, a part in one transaction, while the file is written. Whoever takes them again gets
/// others, and those before are dead.
pub(super) async fn take(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let batch = deeds::find(&app, standing.entry, batch_of(&path)?).await?;
    let hand = deeds::hand(&app, &visit, Some(batch.id))?;
    let words = visit.words.clone();
    let pages = stream::iter(0..batch.parts).then(move |number| {
        let (app, batch, hand) = (app.clone(), batch.clone(), hand.clone());
        let words = words.clone();
        async move { part(&app, &batch, hand, number, &words).await }
    });
    let head = [
        "email",
        "first_name",
        "last_name",
        "link",
        "works_until",
        "detail",
    ];
    Ok(csv::download("invite-links.csv", &head, pages))
}

/// A link for one of them, or why there is none.
type Made = (InviteToken, Result<Invite, RowFault>, String);

async fn part(
    app: &App,
    batch: &Batch,
    hand: Hand,
    number: u64,
    words: &Words,
) -> Result<Vec<Row>, Fault> {
    let id = batch.id;
    let rows = app
        .parts
        .db
        .read(move |tx| store::part(tx, id, number))
        .await?;
    let made_by_it = |row: super::super::Row| {
        let new = row.done && row.what == What::New;
        row.invite.filter(|_| new).map(|invite| (invite, row.who))
    };
    let new: Vec<(InviteId, String)> = rows
        .unwrap_or_default()
        .into_iter()
        .filter_map(made_by_it)
        .collect();
    let entry = batch.entry;
    let make = move |tx: &Tx| -> Result<Vec<Made>, Fault> {
        let refused = |refused: Refused| refused.fault(&[], "UTC");
        let ground = Ground::load(tx, hand.by, entry, &hand.site)?.ok_or_else(Fault::not_found)?;
        ground.allows(Action::ManageInvites)?;
        may_invite(&hand.site, &ground.inviter, &ground.invitable)
            .map_err(|why| refused(why.into()))?;
        let mut made = Vec::with_capacity(new.len());
        for (invite, who) in &new {
            let token = InviteToken::mint(&*hand.entropy);
            let link = store::link_row(tx, &hand, &ground, *invite, &token).map_err(refused)?;
            made.push((token, link, who.clone()));
        }
        Ok(made)
    };
    let made = app.parts.db.write(make).await?;
    let row = |(token, link, who): Made| match link {
        Ok(invite) => vec![
            invite.email.written().to_owned(),
            invite.first_name.clone(),
            invite.last_name.clone(),
            app.link(&format!("/i/{}", token.expose())),
            rfc3339(invite.link_ends()),
            String::new(),
        ],
        Err(fault) => {
            let key = format!("many-fault-{}", fault.as_str().replace('_', "-"));
            let none = String::new;
            vec![
                who,
                none(),
                none(),
                none(),
                none(),
                words.say(key).to_string(),
            ]
        }
    };
    Ok(made.into_iter().map(row).collect())
}
