use axum::http::StatusCode;
use usher_domain::access::AppRole;

use super::{PAGE, console, post, save, says, version};
use crate::testing::Hub;

#[tokio::test]
async fn the_second_is_told_what_changed_and_by_whom_and_can_save_on_top() {
    let (hub, mut first) = console().await;
    let second = hub.administrator("grace@uni.edu").await;
    let mut second = hub.signed_in(second).await;
    let theirs = [("LinkDuration", "2880"), ("AccessDuration", "2880")];
    save(&hub, &mut second, &theirs).await;
    // Both pages were opened before anything was saved.
    let stale = [
        ("version", "0"),
        ("LinkDuration", "4320"),
        ("AccessDuration", "1440"),
        ("SeatRule", "follows"),
    ];
    let answer = first.post(PAGE, &stale).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(text.contains("grace Member saved this module while you were editing"));
    assert!(text.contains("grace Member has set this to 2880 minutes (48 hours) meanwhile."));
    assert!(
        text.contains(r#"name="LinkDuration" value="4320""#),
        "typed"
    );
    assert!(
        text.contains(r#"name="AccessDuration" value="2880""#),
        "left alone"
    );
    assert!(text.contains(r#"value="follows" checked"#), "chosen");
    assert!(text.contains(r#"name="version" value="1""#));
    assert_eq!(version(&hub).await, 1);

    let on_top = [
        ("version", "1"),
        ("step", "confirmed"),
        ("LinkDuration", "4320"),
        ("AccessDuration", "2880"),
        ("SeatRule", "follows"),
    ];
    assert_eq!(
        first.post(PAGE, &on_top).await.status,
        StatusCode::SEE_OTHER
    );
    let now = hub.app.settings.now();
    assert_eq!(now.invite_to_media.link_duration, 4320);
    assert_eq!(now.invite_to_media.access_duration, 2880);
}

#[tokio::test]
async fn each_change_is_put_down_to_whoever_made_it_last() {
    let (hub, mut ada) = console().await;
    let grace = hub.administrator("grace@uni.edu").await;
    let mut grace = hub.signed_in(grace).await;
    save(&hub, &mut grace, &[("LinkDuration", "2880")]).await;
    save(&hub, &mut grace, &[("AccessDuration", "60")]).await;
    hub.write({
        let (now, sealer) = (hub.now(), hub.app.sealer());
        move |tx| {
            super::super::import(
                tx,
                "[invitetomedia]\nAccessDuration = 90",
                None,
                &sealer,
                now,
            )
        }
    })
    .await
    .unwrap();
    let stale = [("version", "0"), ("SeatRule", "follows")];
    let text = ada.post(PAGE, &stale).await.text();
    assert!(text.contains("This module was saved from the command line while you were editing"));
    assert!(text.contains("Set by grace Member"));
    let by_the_last = "Set by somebody at the command line";
    assert!(!text.contains(by_the_last), "said in the heading");
}

#[tokio::test]
async fn a_change_that_was_taken_back_meanwhile_still_asks_for_a_look() {
    let (hub, mut browser) = console().await;
    save(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    save(&hub, &mut browser, &[("LinkDuration", "1440")]).await;
    let stale = [("version", "0"), ("SeatRule", "follows")];
    let answer = browser.post(PAGE, &stale).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(says(&hub, &answer, "console-conflict-next"));
}

#[tokio::test]
async fn a_version_that_never_was_keeps_what_was_typed() {
    let (_hub, mut browser) = console().await;
    let form = [("version", "17"), ("LinkDuration", "60")];
    let answer = browser.post(PAGE, &form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains(r#"name="LinkDuration" value="60""#));
}

#[tokio::test]
async fn of_many_who_save_at_once_one_wins_and_all_others_hear_of_it() {
    let hub = Hub::new();
    let mut tasks = Vec::new();
    for number in 0..16 {
        let admin = hub.administrator(&format!("a{number}@uni.edu")).await;
        let mut browser = hub.signed_in(admin).await;
        tasks.push(tokio::spawn(async move {
            let minutes = (2000 + number).to_string();
            let form = [
                ("version", "0"),
                ("step", "confirmed"),
                ("LinkDuration", &minutes),
            ];
            browser.post(PAGE, &form).await.status
        }));
    }
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    let count = |status| statuses.iter().filter(|one| **one == status).count();
    assert_eq!(
        (count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)),
        (1, 15)
    );
    assert_eq!(
        (version(&hub).await, super::audited(&hub).await.len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_person_named_meanwhile_is_not_lost_when_the_second_names_another() {
    let (hub, mut browser) = console().await;
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let eve = hub.account("eve@uni.edu", AppRole::PrivateOnly).await;
    let (ada, eve) = (format!("account:{ada}"), format!("account:{eve}"));
    save(&hub, &mut browser, &[("AllowedUsers", &ada)]).await;
    let stale = [
        ("version", "0"),
        ("AllowedUsers", ""),
        ("AllowedUsers", &eve),
    ];
    let text = browser.post(PAGE, &stale).await.text();
    assert!(text.contains("admin Member has set this to ada Member meanwhile."));
    assert!(text.contains(&format!(r#"name="AllowedUsers" value="{eve}""#)));
    let both = [("AllowedUsers", ada.as_str()), ("AllowedUsers", &eve)];
    post(&hub, &mut browser, &both).await;
    let module = &hub.app.settings.now().invite_to_media;
    assert_eq!(module.allowed_users.count(), 2);
}
