//! What follows from changes to Categories, Channels and Moderation is said with what it touches.

use axum::http::StatusCode;
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{ChannelId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::{console, post_to};
use crate::testing::Hub;

/// Makes a shelf, with one entry in each of some states.
async fn shelf(hub: &Hub, kind: &'static str, moderated: bool, states: &'static [&'static str]) {
    let owner = hub
        .account(&format!("{kind}{moderated}@uni.edu"), AppRole::Admin)
        .await;
    let (now, app) = (hub.now(), hub.app.clone());
    let channel = ChannelId::new(now, &*app.parts.entropy);
    hub.write(move |tx| {
        tx.execute(
            "INSERT INTO channels (id, kind, name, audience, contributors, moderated, created_at, changed_at)
             VALUES ($1, $2, 'Shelf', 'everyone', 'everyone', $3, $4, $4)",
            params![channel, kind, moderated, now],
        )
    })
    .await;
    for state in states {
        let entry: EntryId = hub
            .entry(owner, EntryKind::Video, PublishStatus::Private)
            .await;
        hub.write(move |tx| {
            tx.execute(
                "INSERT INTO channel_entries (channel_id, entry_id, state, asked_by, asked_at)
                 VALUES ($1, $2, $3, $4, $5)",
                params![channel, entry, *state, owner, now],
            )
        })
        .await;
    }
}

#[tokio::test]
async fn a_site_without_channels_saves_simply() {
    let (hub, mut browser) = console().await;
    for (module, field, value) in [
        ("categories", "contributors", "unmoderated_admin"),
        ("channels", "creators", "administrators"),
        ("moderation", "moderated", "false"),
    ] {
        let answer = post_to(&hub, &mut browser, module, &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{module}");
    }
}

#[tokio::test]
async fn what_stands_and_waits_is_counted_before_it_is_saved() {
    let (hub, mut browser) = console().await;
    shelf(&hub, "gallery", true, &["approved", "waiting", "rejected"]).await;
    shelf(&hub, "channel", true, &["approved", "waiting", "waiting"]).await;
    shelf(&hub, "channel", false, &["approved"]).await;
    for (module, field, value, said, counted) in [
        (
            "categories",
            "contributors",
            "unmoderated_admin",
            "Fewer people publish to galleries",
            "2 entries that stand or wait in galleries.",
        ),
        (
            "channels",
            "creators",
            "administrators",
            "Channels that were made go on",
            "2 channels.",
        ),
        (
            "moderation",
            "moderated",
            "false",
            "What waits goes on waiting",
            "3 entries that wait.",
        ),
    ] {
        let answer = post_to(&hub, &mut browser, module, &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{module}");
        let text = answer.text();
        assert!(text.contains(said) && text.contains(counted), "{module}");
        let form = [(field, value), ("step", "confirmed")];
        let saved = post_to(&hub, &mut browser, module, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{module}");
    }
    // And back: more people may, and what is shown at once goes on.
    let form = [("contributors", "private_only")];
    let answer = post_to(&hub, &mut browser, "categories", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let form = [("moderated", "true")];
    let text = post_to(&hub, &mut browser, "moderation", &form)
        .await
        .text();
    assert!(text.contains("1 channel or gallery without moderation."));
}

#[tokio::test]
async fn whoever_moderates_galleries_no_longer_leaves_what_waits_to_others() {
    let (hub, mut browser) = console().await;
    shelf(&hub, "gallery", true, &["waiting"]).await;
    shelf(&hub, "channel", true, &["waiting"]).await;
    let form = [("galleryModerators", "unmoderated_admins")];
    let more = post_to(&hub, &mut browser, "moderation", &form).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER);
    let form = [("galleryModerators", "administrators")];
    let text = post_to(&hub, &mut browser, "moderation", &form)
        .await
        .text();
    assert!(text.contains("1 entry that waits in a gallery."));
}
