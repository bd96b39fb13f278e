use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use usher_domain::access::AppRole;

use super::{PAGE, console, says};
use crate::testing::Hub;

const PATHS: [&str; 5] = [
    "/admin",
    PAGE,
    "/admin/subjects?q=ada",
    "/api/v1/config",
    "/api/v1/config/invitetomedia",
];

#[tokio::test]
async fn the_console_opens_on_its_first_module() {
    let (_hub, mut browser) = console().await;
    let answer = browser.get("/admin").await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, PAGE)
    );
    assert_eq!(browser.get(PAGE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_and_comes_back() {
    let hub = Hub::new();
    let answer = hub.browser().get(PAGE).await;
    assert_eq!(
        answer.location(),
        "/sign-in?next=%2Fadmin%2Fconfig%2Ftab%2Finvitetomedia"
    );
    let answer = hub.browser().get("/api/v1/config").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nobody_else_gets_in_whatever_their_role() {
    let hub = Hub::new();
    for role in AppRole::ALL {
        let account = hub.account(&format!("{role}@uni.edu"), *role).await;
        let mut browser = hub.signed_in(account).await;
        for path in PATHS {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
        }
        let answer = browser.get(PAGE).await;
        assert!(says(&hub, &answer, "fault-not-site-admin"));
        let answer = browser.post(PAGE, &[("version", "0")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_viewer_who_is_site_administrator_can_do_all_of_it() {
    let hub = Hub::new();
    let viewer = hub.account("viewer@uni.edu", AppRole::Viewer).await;
    hub.write(move |tx| crate::features::accounts::store::set_site_admin(tx, viewer, true))
        .await;
    let mut browser = hub.signed_in(viewer).await;
    for path in &PATHS[1..] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    let answer = super::save(&hub, &mut browser, &[("LinkDuration", "2000")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(hub.app.settings.now().invite_to_media.link_duration, 2000);
}

#[tokio::test]
async fn a_module_without_an_effect_is_as_unknown_as_one_that_never_was() {
    let (_hub, mut browser) = console().await;
    for module in ["meetingentry", "nothing", "Invitetomedia", "..%2F.."] {
        let answer = browser.get(&format!("/admin/config/tab/{module}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{module}");
        let answer = browser.get(&format!("/api/v1/config/{module}")).await;
        assert_eq!(answer.code(), "not_found", "{module}");
        let answer = browser
            .post(&format!("/admin/config/tab/{module}"), &[("version", "0")])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{module}");
    }
    let listed = browser.get(PAGE).await.text();
    assert!(listed.contains("/admin/config/tab/theming") && !listed.contains("meetingentry"));
}

#[tokio::test]
async fn a_right_that_was_taken_away_while_editing_saves_nothing() {
    let hub = Hub::new();
    let admin = hub.administrator("admin@uni.edu").await;
    let mut browser = hub.signed_in(admin).await;
    hub.write(move |tx| crate::features::accounts::store::set_site_admin(tx, admin, false))
        .await;
    let answer = super::save(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(super::version(&hub).await, 0);
}

#[tokio::test]
async fn t14_looking_changes_nothing_and_another_sites_form_is_refused() {
    let (hub, mut browser) = console().await;
    for query in [
        "?LinkDuration=60",
        "?step=confirmed&enabled=false&version=0",
    ] {
        browser.get(&format!("{PAGE}{query}")).await;
    }
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ];
    let body = Body::from("version=0&step=confirmed&enabled=false");
    let answer = browser.send(Method::POST, PAGE, &headers, body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(super::version(&hub).await, 0);
}
