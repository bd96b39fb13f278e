use tokio_util::sync::CancellationToken;
use usher_bus::Topic;

use super::super::{follow, import};
use crate::testing::Hub;

/// Another process's change: nobody rings for it here.
async fn elsewhere(hub: &Hub, text: &'static str) {
    let (now, sealer) = (hub.now(), hub.app.sealer());
    let saved = hub
        .write(move |tx| import(tx, text, None, &sealer, now))
        .await;
    assert!(!saved.unwrap().is_empty());
}

#[tokio::test]
async fn what_another_process_saved_is_noticed_and_rung_for() {
    let hub = Hub::new();
    let mut rings = hub.app.parts.bus.watch(&[Topic::Config]);
    let stop = CancellationToken::new();
    let following = tokio::spawn(follow(hub.app.clone(), stop.clone()));
    elsewhere(&hub, "[invitetomedia]\nLinkDuration = 60").await;
    rings.wait().await;
    assert_eq!(hub.app.settings.now().invite_to_media.link_duration, 60);
    stop.cancel();
    following.await.unwrap();
}

#[tokio::test]
async fn a_ring_is_enough_to_look_again() {
    let hub = Hub::new();
    let stop = CancellationToken::new();
    let following = tokio::spawn(follow(hub.app.clone(), stop.clone()));
    elsewhere(&hub, "[theming]\nmediapage = false").await;
    hub.app.parts.bus.ring(&[Topic::Config]);
    while hub.app.settings.now().theming.mediapage {
        tokio::task::yield_now().await;
    }
    stop.cancel();
    following.await.unwrap();
}

#[tokio::test]
async fn a_change_of_one_module_is_noticed_when_another_was_saved_more_often() {
    let hub = Hub::new();
    elsewhere(&hub, "[invitetomedia]\nLinkDuration = 60").await;
    elsewhere(&hub, "[invitetomedia]\nLinkDuration = 90").await;
    let settings = &hub.app.settings;
    assert_eq!(settings.refresh(&hub.app.parts.db).await, Ok(true));
    elsewhere(&hub, "[theming]\nmediapage = false").await;
    assert_eq!(settings.refresh(&hub.app.parts.db).await, Ok(true));
    assert!(!settings.now().theming.mediapage);
    assert_eq!(settings.refresh(&hub.app.parts.db).await, Ok(false));
}
