//! Somebody who is suspended is out within a second, with everything they had open.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use usher_domain::media::{EntryKind, PublishStatus};

use super::{Office, office, page_of};
use crate::testing::{Browser, Opened};

async fn open(browser: &mut Browser, path: &str) -> Opened {
    let mut opened = browser.open(Method::GET, path, &[], Body::empty()).await;
    assert_eq!(opened.status, StatusCode::OK, "{path}");
    assert!(opened.next().await.unwrap().is_ok());
    opened
}

/// The rest of what comes, as text; `None` where it broke off.
async fn rest(mut opened: Opened) -> Option<String> {
    let mut text = String::new();
    while let Some(piece) = opened.next().await {
        text += &String::from_utf8_lossy(&piece.ok()?);
    }
    Some(text)
}

async fn suspend(office: &mut Office, form: &[(&str, &str)], who: &str) {
    let answer = office.browser.post(&format!("{who}/suspend"), form).await;
    assert_eq!(answer.location(), who);
}

#[tokio::test]
async fn an_open_film_and_an_open_page_end_within_a_second() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let film = (office.hub)
        .entry(ada, EntryKind::Video, PublishStatus::Private)
        .await;
    let bytes = vec![7; 1_000_000];
    office.hub.fill(film, bytes, ("a.mp4", "video/mp4")).await;
    let mut adas = office.hub.signed_in(ada).await;
    let playing = open(&mut adas, &format!("/media/{film}/file")).await;
    let told = open(&mut adas, &format!("/media/{film}/events")).await;
    suspend(&mut office, &[], &page_of(ada)).await;
    let told = tokio::time::timeout(Duration::from_secs(20), rest(told)).await;
    assert_eq!(told.unwrap().unwrap(), "event: ended\ndata: barred\n\n");
    assert_eq!(rest(playing).await, None, "the film breaks off");
    assert_eq!(adas.get("/my-media").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_is_let_in_again_signs_in_anew() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let mut adas = office.hub.signed_in(ada).await;
    let own = page_of(ada);
    suspend(&mut office, &[], &own).await;
    let answer = office
        .browser
        .post(&format!("{own}/password-link"), &[])
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = office.browser.post(&format!("{own}/unsuspend"), &[]).await;
    assert_eq!(answer.location(), own);
    assert_eq!(adas.get("/my-media").await.status, StatusCode::SEE_OTHER);
    let mut again = office.hub.signed_in(ada).await;
    assert_eq!(again.get("/my-media").await.status, StatusCode::OK);
}

#[tokio::test]
async fn invites_they_gave_out_go_on_unless_they_are_revoked_too() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let film = (office.hub)
        .entry(ada, EntryKind::Video, PublishStatus::Private)
        .await;
    let (mut guest, _) = office.hub.guest(film, ada).await;
    let path = format!("/media/{film}");
    let own = page_of(ada);
    let question = office.browser.get(&format!("{own}/suspend")).await.text();
    assert!(question.contains("Revoke the open invite they gave out"));
    suspend(&mut office, &[], &own).await;
    assert_eq!(guest.get(&path).await.status, StatusCode::OK);
    office.browser.post(&format!("{own}/unsuspend"), &[]).await;
    suspend(&mut office, &[("revoke_invites", "yes")], &own).await;
    assert_eq!(guest.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_may_do_any_of_this() {
    let office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let mut adas = office.hub.signed_in(ada).await;
    let path = format!("{}/suspend", page_of(office.siobhan));
    assert_eq!(adas.post(&path, &[]).await.status, StatusCode::FORBIDDEN);
    let mut nobody = office.hub.browser();
    assert!(
        nobody
            .post(&path, &[])
            .await
            .location()
            .starts_with("/sign-in")
    );
}
