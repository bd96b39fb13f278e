//! What became of each row, as a file.

use axum::{
    extract::{Path, State},
    response::Response,
};
use futures_util::{StreamExt, stream};

use super::{super::deeds, batch_of};
use crate::{
    App,
    features::invites::store,
    http::{
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        visit::Visit,
    },
};

/// Every row with what became of it and what to do.
pub(super) async fn result(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let batch = deeds::find(&app, standing.entry, batch_of(&path)?).await?;
    let (id, parts) = (batch.id, batch.parts);
    let pages = stream::iter(0..parts).then(move |number| {
        let (app, visit) = (app.clone(), visit.clone());
        async move {
            let rows = (app.parts.db)
                .read(move |tx| store::part(tx, id, number))
                .await?;
            let rows = rows.unwrap_or_default();
            let row = |row: &super::super::Row| -> Row {
                vec![
                    row.at.to_string(),
                    row.who.clone(),
                    row.name(),
                    row.what.word().to_owned(),
                    row.sentence(&visit.words, &visit.zone),
                    row.invite.map_or_else(String::new, |id| id.to_string()),
                ]
            };
            Ok(rows.iter().map(row).collect())
        }
    });
    let head = ["line", "email", "name", "result", "detail", "invite"];
    Ok(csv::download("invites-result.csv", &head, pages))
}
