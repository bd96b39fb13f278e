//! Sharing, and the player for other pages.

use axum::http::StatusCode;
use usher_domain::{
    access::AppRole,
    config::{SiteConfig, Submitted},
    ids::EntryId,
    media::{EntryKind, PublishStatus},
};

use super::{ready, video};
use crate::testing::Hub;

async fn let_frame(hub: &Hub) {
    let fields = [("FrameAncestors", "listed"), ("FrameHosts", "lms.uni.edu")];
    let submitted: Submitted = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
        .collect();
    let change = |site: &mut SiteConfig| {
        *site = site.apply("security", &submitted).unwrap().unwrap();
    };
    hub.rules(&["security"], change).await;
}

async fn publish(hub: &Hub, entry: EntryId, publish: PublishStatus) {
    hub.write(move |tx| {
        tx.execute(
            "UPDATE entries SET publish = $2 WHERE id = $1",
            usher_db::params![entry, publish.as_str()],
        )
    })
    .await;
}

#[tokio::test]
async fn whoever_may_watch_may_share_the_link_and_its_moment() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}/share");
    let text = browser.get(&path).await.text();
    assert!(text.contains("This is private") && text.contains(&format!("/media/{entry}\"")));
    let text = browser.get(&format!("{path}?t=1:30")).await.text();
    assert!(text.contains(&format!("/media/{entry}?t=90\"")));
    let text = browser.get(&format!("{path}?t=soon")).await.text();
    assert!(text.contains("Write a time of the film") && text.contains("value=\"soon\""));
    assert_eq!(hub.browser().get(&path).await.status, StatusCode::NOT_FOUND);
    publish(&hub, entry, PublishStatus::Unlisted).await;
    let text = hub.browser().get(&path).await.text();
    assert!(text.contains("Everybody who has the link"));
    assert!(!text.contains("/invite\""), "a stranger lets nobody in");
}

#[tokio::test]
async fn a_frame_is_offered_where_others_may_show_it() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "A \"good\" <film>").await;
    ready(&hub, entry).await;
    publish(&hub, entry, PublishStatus::Unlisted).await;
    let path = format!("/media/{entry}/share");
    assert!(
        !browser.get(&path).await.text().contains("iframe"),
        "nobody may frame anything"
    );
    let_frame(&hub).await;
    let text = browser.get(&format!("{path}?t=90")).await.text();
    assert!(text.contains(&format!("/media/{entry}/embed?t=90")));
    assert!(text.contains("title=&#34;A &#38;quot;good&#38;quot; &#38;lt;film&#62;&#34;"));
    publish(&hub, entry, PublishStatus::Private).await;
    assert!(!browser.get(&path).await.text().contains("iframe"));
}

#[tokio::test]
async fn the_player_for_other_pages_is_guarded_like_the_media_page() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let_frame(&hub).await;
    let path = format!("/media/{entry}/embed");
    assert_eq!(hub.browser().get(&path).await.status, StatusCode::NOT_FOUND);
    publish(&hub, entry, PublishStatus::Unlisted).await;
    let answer = hub.browser().get(&format!("{path}?t=5")).await;
    let policy = answer.headers["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("frame-ancestors https://lms.uni.edu"),
        "{policy}"
    );
    let text = answer.text();
    assert!(text.contains("<video") && text.contains("data-start=\"5\""));
    assert!(!text.contains("<header class") && !text.contains("/sign-in"));
    let (kind, publish) = (EntryKind::Webcast, PublishStatus::Published);
    let session = hub.entry(ada, kind, publish).await;
    let path = format!("/media/{session}/embed");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}
