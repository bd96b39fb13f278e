//! What the module Player says of players and what stands around them.

use axum::http::StatusCode;
use usher_domain::{access::AppRole, config::Player, ids::EntryId};

use super::{ready, video};
use crate::testing::{Browser, Hub};

async fn say(hub: &Hub, change: impl Fn(&mut Player)) {
    hub.rules(&["player"], |site| change(&mut site.player))
        .await;
}

/// A hub with a film that everybody may open, its owner's browser, and the film.
async fn film() -> (Hub, Browser, EntryId) {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let film = video(&mut browser, "Lecture").await;
    ready(&hub, film).await;
    hub.write(move |tx| {
        let sql = "UPDATE entries SET publish = 'unlisted', ladder = 'cancelled' WHERE id = $1";
        tx.execute(sql, usher_db::params![film])
    })
    .await;
    (hub, browser, film)
}

#[tokio::test]
async fn players_offer_the_speeds_and_go_on_as_the_site_says() {
    let (hub, mut browser, film) = film().await;
    let path = format!("/media/{film}");
    for page in [path.clone(), format!("{path}/embed")] {
        let text = browser.get(&page).await.text();
        assert!(text.contains("data-rates=\"0.5 0.75 1 1.25 1.5 1.75 2\""));
        assert!(text.contains(" data-resumes"), "{page}");
    }
    assert!(browser.get(&path).await.text().contains("<kbd>&#60;</kbd>"));
    say(&hub, |player| {
        player.speeds = Vec::new();
        player.resume = false;
    })
    .await;
    let text = browser.get(&path).await.text();
    assert!(text.contains("data-rates=\"1\"") && !text.contains("data-resumes"));
    assert!(
        !text.contains("<kbd>&#60;</kbd>"),
        "a key that does nothing"
    );
}

#[tokio::test]
async fn captions_are_shown_from_the_beginning_where_the_site_lets_them() {
    let (hub, mut browser, film) = film().await;
    let path = format!("/media/{film}/captions");
    let captions = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n";
    super::captions::send(&mut browser, &path, "en", "", captions).await;
    hub.write(|tx| tx.execute("UPDATE captions SET standard = 1", &[]))
        .await;
    let shown = |text: &str| {
        let track = text.split("<track kind=\"captions\"").nth(1).unwrap();
        track.split('>').next().unwrap().contains(" default")
    };
    let page = format!("/media/{film}");
    let told = "is kept but not shown now";
    assert!(shown(&browser.get(&page).await.text()));
    assert!(!browser.get(&path).await.text().contains(told));
    say(&hub, |player| player.captions_on = false).await;
    assert!(!shown(&browser.get(&page).await.text()));
    let text = browser.get(&path).await.text();
    let (_, form) = text.split_once("<h2>Add captions</h2>").unwrap();
    assert!(form.contains(told), "the owner is told at the form");
    assert!(text.contains("Shown from the beginning"), "what was set");
    let refused = super::captions::send(&mut browser, &path, "xx", "", captions).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(told), "and when it is mended");
}

#[tokio::test]
async fn without_the_button_share_there_is_no_page_for_it_either() {
    let (hub, mut browser, film) = film().await;
    let (page, share) = (format!("/media/{film}"), format!("/media/{film}/share"));
    assert!(browser.get(&page).await.text().contains(&share));
    say(&hub, |player| player.share_button = false).await;
    assert!(!browser.get(&page).await.text().contains(&share));
    assert_eq!(browser.get(&share).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_frame_that_was_given_out_says_where_the_film_is_once_frames_are_off() {
    let (hub, mut browser, film) = film().await;
    let framing = |site: &mut usher_domain::config::SiteConfig| {
        let listed = [("FrameAncestors", "listed"), ("FrameHosts", "lms.uni.edu")];
        let listed = listed.map(|(name, value)| (name.to_owned(), vec![value.to_owned()]));
        let submitted = listed.into_iter().collect();
        *site = site.apply("security", &submitted).unwrap().unwrap();
    };
    hub.rules(&["security"], framing).await;
    let share = format!("/media/{film}/share");
    let embed = format!("/media/{film}/embed");
    assert!(browser.get(&share).await.text().contains("iframe"));
    assert!(hub.browser().get(&embed).await.text().contains("<video"));
    say(&hub, |player| player.embed_code = false).await;
    assert!(!browser.get(&share).await.text().contains("iframe"));
    let answer = hub.browser().get(&embed).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = answer.text();
    assert!(text.contains("This is not shown here") && !text.contains("<video"));
    assert!(text.contains(&format!("/media/{film}\" target=\"_blank\"")));
}

#[tokio::test]
async fn nobody_is_offered_qualities_that_the_site_does_not_make() {
    let (hub, mut browser, film) = film().await;
    let page = format!("/media/{film}");
    assert!(browser.get(&page).await.text().contains("value=\"make\""));
    say(&hub, |player| player.ladder = false).await;
    assert!(!browser.get(&page).await.text().contains("value=\"make\""));
    hub.fill(film, vec![7; 100], ("film.mp4", "video/mp4"))
        .await;
    let answer = browser
        .post(&format!("{page}/qualities"), &[("deed", "make")])
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("makes no further qualities"));
}
