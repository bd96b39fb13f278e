//! What is tidied up every hour and after every start.

use std::time::Duration;

use usher_media_tools::Program;

use super::{table, trouble::Trouble};
use crate::{
    App,
    features::{
        invites, ladders, lobby, mail, media, notices, proofs, retention, uploads, webhooks,
    },
    http::once,
};

/// How long the table remembers jobs that have ended.
const REMEMBERED: Duration = Duration::from_hours(30 * 24);

/// Uploads first: somebody may be waiting for them.
pub(super) async fn sweep(app: &App) -> Result<(), Trouble> {
    uploads::sweep(app)
        .await
        .map_err(|error| Trouble::Passing(error.to_string()))?;
    loop {
        let then = app.now().before(REMEMBERED);
        if app
            .parts
            .db
            .write(move |tx| table::forget(tx, then))
            .await?
            == 0
        {
            break;
        }
    }
    let now = app.now();
    while app.parts.db.write(move |tx| mail::forget(tx, now)).await? > 0 {}
    while app
        .parts
        .db
        .write(move |tx| proofs::forget(tx, now))
        .await?
        > 0
    {}
    let forget = move |tx: &usher_db::Tx| invites::forget_batches(tx, now);
    while app.parts.db.write(forget).await? > 0 {}
    let forget = move |tx: &usher_db::Tx| once::forget(tx, now);
    while app.parts.db.write(forget).await? > 0 {}
    let shown = move |tx: &usher_db::Tx| lobby::forget_hand_overs(tx, now);
    while app.parts.db.write(shown).await? > 0 {}
    let forget = move |tx: &usher_db::Tx| webhooks::forget(tx, now);
    while app.parts.db.write(forget).await? > 0 {}
    ladders_of_old_films(app).await?;
    retention::sweep(app).await?;
    let notices = move |tx: &usher_db::Tx| notices::forget(tx, now);
    while app.parts.db.write(notices).await? > 0 {}
    media::catch_up(app)
        .await
        .map_err(|fault| Trouble::Passing(format!("{fault:?}")))
}

/// Begins with the films that were there before there were ladders, where something can make them.
async fn ladders_of_old_films(app: &App) -> Result<(), Trouble> {
    let missing = app.parts.tools.missing();
    let needed = [Program::Ffmpeg, Program::Ffprobe];
    if missing.iter().any(|one| needed.contains(&one.program)) {
        return Ok(());
    }
    let (now, inner) = (app.now(), app.clone());
    let top = app.settings.now().player.ladder_top();
    let begin = move |tx: &usher_db::Tx| ladders::begin_one(tx, top, now, &*inner.parts.entropy);
    if app.parts.db.write(begin).await? {
        super::wake(app);
    }
    Ok(())
}
