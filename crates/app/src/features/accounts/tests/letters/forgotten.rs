use std::time::Duration;

use axum::http::StatusCode;

use super::{super::with_password, link, post, text};

const BOB: &str = "bob@uni.edu";
const NEW: [(&str, &str); 2] = [
    ("password", "difference engine"),
    ("again", "difference engine"),
];

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_mail_and_signs_out_everywhere_else() {
    let post = post().await;
    with_password(&post.hub, BOB, "analytical engine").await;
    let old = [("email", BOB), ("password", "analytical engine")];
    let mut there = post.hub.browser();
    there.post("/sign-in", &old).await;
    assert_eq!(there.get("/account").await.status, StatusCode::OK);

    let mut here = post.hub.browser();
    let asked = here.post("/forgot-password", &[("email", BOB)]).await;
    let sent = here.get(asked.location()).await.text();
    assert!(sent.contains(BOB) && sent.contains("If "), "{sent}");
    let link = link(&post.letter().await, "/reset-password");
    // A scanner that opens it and presses its button changes nothing.
    let mut scanner = post.hub.browser();
    assert_eq!(scanner.get(&link).await.status, StatusCode::OK);
    let empty = scanner
        .post(&link, &[("password", ""), ("again", "")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = here.post(&link, &NEW).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.post(&link, &NEW).await.status, StatusCode::GONE);
    let mut again = post.hub.browser();
    assert_eq!(
        again.post("/sign-in", &old).await.status,
        StatusCode::UNAUTHORIZED
    );
    let notice = post.letter().await;
    assert_eq!(notice.to, [BOB]);
    assert!(text(&notice).contains("Your password was changed"));
}

#[tokio::test]
async fn a_password_that_is_changed_ends_what_was_mailed_before_and_is_told() {
    let post = post().await;
    with_password(&post.hub, BOB, "analytical engine").await;
    let mut here = post.hub.browser();
    here.post("/forgot-password", &[("email", BOB)]).await;
    let link = link(&post.letter().await, "/reset-password");
    let form = [("email", BOB), ("password", "analytical engine")];
    here.post("/sign-in", &form).await;
    let change = [("current", "analytical engine"), NEW[0], NEW[1]];
    let changed = here.post("/account/password", &change).await;
    assert_eq!(changed.location(), "/account", "{}", changed.text());
    assert!(text(&post.letter().await).contains("set anew just now"));
    assert_eq!(here.get(&link).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_link_to_set_a_password_ends_after_an_hour() {
    let post = post().await;
    let mut here = post.hub.browser();
    here.post("/forgot-password", &[("email", super::ADA)])
        .await;
    let link = link(&post.letter().await, "/reset-password");
    post.hub.clock.advance(Duration::from_mins(59));
    assert_eq!(here.get(&link).await.status, StatusCode::OK);
    post.hub.clock.advance(Duration::from_mins(1));
    assert_eq!(here.get(&link).await.status, StatusCode::GONE);
    assert_eq!(here.post(&link, &NEW).await.status, StatusCode::GONE);
}
