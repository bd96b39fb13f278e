//! T4: mailed codes and what a device shows leave no trace where they do not belong.

use super::{
    super::{
        post::Post,
        scene::{ADA, look},
    },
    dump::dump,
};
use crate::testing::Log;

#[tokio::test]
async fn t04_codes_and_what_a_device_shows_leave_no_trace() {
    let log = Log::of_the_process();
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut laptop = post.scene.hub.browser();
    let typing = post.asks(&mut laptop, &made, ADA).await;
    let rows_before = dump(&post.scene.hub).await;
    let code = post.code().await;
    let waiting = dump(&post.scene.hub).await;
    let inside = laptop.post(&typing, &[("code", &code)]).await;
    assert_eq!(inside.location(), post.scene.page());
    let shown = laptop
        .post_nothing(&format!("{}/hand-over", post.scene.page()))
        .await
        .text();
    let at = shown.find("/o/").unwrap() + 3;
    let shown = shown[at..at + 14].to_owned();
    let mut phone = post.scene.hub.browser();
    look(&mut phone, &format!("/o/{shown}")).await;
    let inside = phone.post(&format!("/o/{shown}"), &[("email", ADA)]).await;
    assert_eq!(inside.location(), post.scene.page());

    let rows = dump(&post.scene.hub).await;
    let log = log.text();
    assert!(log.contains("/o/{code}") && log.contains("/code/{proof}"));
    let places = [
        ("before", rows_before.join("\n")),
        ("while it waits", waiting.join("\n")),
        ("afterwards", rows.join("\n")),
        ("the log", log),
    ];
    let plain = shown.replace('-', "");
    for secret in [&code, &shown, &plain] {
        for (place, text) in &places {
            assert!(!text.contains(secret.as_str()), "{secret} {place}");
        }
    }
    println!("figure: t04 a mailed code and a shown one in 3 dumps and the log: 0 traces");
}
