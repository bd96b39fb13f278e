//! What follows from changes to My-media and Player is said with what it touches.

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    clock::Timestamp,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{console, post_to};
use crate::testing::Hub;

async fn entry(hub: &Hub, owner: AccountId, kind: EntryKind) -> EntryId {
    hub.entry(owner, kind, PublishStatus::Private).await
}

async fn trashed(hub: &Hub, owner: AccountId, at: Timestamp) {
    let entry = entry(hub, owner, EntryKind::Video).await;
    hub.write(move |tx| {
        let sql = "UPDATE entries SET trashed_at = $2 WHERE id = $1";
        tx.execute(sql, params![entry, at])
    })
    .await;
}

async fn ada(hub: &Hub) -> AccountId {
    hub.account("ada@uni.edu", AppRole::PrivateOnly).await
}

#[tokio::test]
async fn a_fresh_site_is_asked_only_of_what_everybody_notices() {
    let (hub, mut browser) = console().await;
    let form = [
        ("DeletedKeptDays", "7"),
        ("MaxUploadSize", "500"),
        ("AllowedKinds", ""),
        ("AllowedKinds", "video"),
        ("PageSize", "50"),
    ];
    let answer = post_to(&hub, &mut browser, "mymedia", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let form = [("TopRendition", "720"), ("CaptionsOn", "false")];
    let answer = post_to(&hub, &mut browser, "player", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let form = [("Resume", "false"), ("EmbedCode", "false")];
    let text = post_to(&hub, &mut browser, "player", &form).await.text();
    assert!(text.contains("Films begin at the beginning for everybody"));
    assert!(text.contains("show a link to the media page"));
}

#[tokio::test]
async fn what_is_in_the_trash_is_counted_by_how_long_it_has_been_there() {
    let (hub, mut browser) = console().await;
    let ada = ada(&hub).await;
    for days in [1, 8, 9] {
        let at = hub.now().before(Duration::from_hours(24 * days));
        trashed(&hub, ada, at).await;
    }
    let form = [("DeletedKeptDays", "7")];
    let answer = post_to(&hub, &mut browser, "mymedia", &form).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = answer.text();
    assert!(text.contains("This cannot be undone") && text.contains("2 entries in the trash."));
    let form = [("DeletedKeptDays", "60")];
    let text = post_to(&hub, &mut browser, "mymedia", &form).await.text();
    assert!(text.contains("takes up room for as long") && text.contains("3 entries in the trash."));
    let form = [("DeletedKeptDays", "20")];
    let answer = post_to(&hub, &mut browser, "mymedia", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "nothing is that old");
}

#[tokio::test]
async fn narrower_uploads_say_what_has_begun_and_what_stays_empty() {
    let (hub, mut browser) = console().await;
    let ada = ada(&hub).await;
    let (film, _sound) = (
        entry(&hub, ada, EntryKind::Video).await,
        entry(&hub, ada, EntryKind::Audio).await,
    );
    let (now, app) = (hub.now(), hub.app.clone());
    hub.write(move |tx| {
        let entropy = &*app.parts.entropy;
        tx.execute("UPDATE entries SET state = 'empty'", &[])?;
        tx.execute(
            "INSERT INTO uploads (id, entry_id, account_id, blob_id, bytes, filename, created_at, expires_at)
             VALUES ($1, $2, $3, $4, 10, 'a.mp4', $5, $6)",
            params![
                usher_domain::ids::UploadId::new(now, entropy),
                film,
                ada,
                usher_domain::ids::BlobId::new(now, entropy),
                now,
                now.after(Duration::from_hours(1))
            ],
        )
    })
    .await;
    let form = [("MaxUploadSize", "500")];
    let text = post_to(&hub, &mut browser, "mymedia", &form).await.text();
    assert!(text.contains("1 upload that has begun."));
    let form = [("AllowedKinds", ""), ("AllowedKinds", "audio")];
    let text = post_to(&hub, &mut browser, "mymedia", &form).await.text();
    assert!(text.contains("1 entry without a file."), "the film");
    let form = [("AllowedKinds", "")];
    let answer = post_to(&hub, &mut browser, "mymedia", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Tick at least 1."));
}

#[tokio::test]
async fn what_was_made_of_films_is_counted() {
    let (hub, mut browser) = console().await;
    let ada = ada(&hub).await;
    let film = entry(&hub, ada, EntryKind::Video).await;
    hub.fill(film, vec![7; 100], ("film.mp4", "video/mp4"))
        .await;
    let (now, app) = (hub.now(), hub.app.clone());
    hub.write(move |tx| {
        let entropy = &*app.parts.entropy;
        let blob: usher_domain::ids::BlobId = tx.query_one(
            "SELECT id FROM blobs WHERE entry_id = $1",
            params![film],
            |row| row.get("id"),
        )?;
        tx.execute(
            "INSERT INTO renditions (blob_id, entry_id, sort, width, height)
             VALUES ($1, $2, 'rung', 1080, 1920)",
            params![blob, film],
        )?;
        tx.execute(
            "INSERT INTO captions (id, entry_id, lang, label, standard, blob_id)
             VALUES ($1, $2, 'en', 'English', 1, $3)",
            params![usher_domain::ids::CaptionId::new(now, entropy), film, blob],
        )?;
        tx.execute(
            "INSERT INTO jobs (id, kind, entry_id, payload, state, run_at, created_at)
             VALUES ('0192f0c0-0000-7000-8000-000000000001', 'rung', $1, '{}', 'waiting', $2, $2)",
            params![film, now],
        )
    })
    .await;
    for (field, value, counted) in [
        ("TopRendition", "720", "1 rendition taller than that."),
        ("CaptionsOn", "false", "1 track of captions."),
        ("Ladder", "false", "1 film in the making."),
    ] {
        let text = post_to(&hub, &mut browser, "player", &[(field, value)]).await;
        assert!(text.text().contains(counted), "{field}");
    }
    let form = [("Ladder", "false"), ("step", "confirmed")];
    post_to(&hub, &mut browser, "player", &form).await;
    let text = post_to(&hub, &mut browser, "player", &[("Ladder", "true")]).await;
    assert!(text.text().contains("1 film or recording without them."));
}
