//! The console's module Security: each field changes what the site does, at once.

use axum::http::StatusCode;
use usher_domain::config::{SiteConfig, Submitted};

use crate::testing::Hub;

/// The hub with these fields of the module.
async fn set(hub: &Hub, fields: &[(&str, &str)]) {
    let submitted: Submitted = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
        .collect();
    let change = |site: &mut SiteConfig| {
        *site = site.apply("security", &submitted).unwrap().unwrap();
    };
    hub.rules(&["security"], change).await;
}

/// How many wrong passwords are looked at before somebody has to wait.
async fn looked_at(hub: &Hub, email: &str) -> usize {
    let mut browser = hub.browser();
    let form = [("email", email), ("password", "a wrong guess")];
    for tries in 0..200 {
        let answer = browser.post("/sign-in", &form).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return tries;
        }
    }
    200
}

#[tokio::test]
async fn t06_what_guessing_is_put_up_with_follows_the_console_at_once() {
    let hub = Hub::new();
    // One more than allowed at once: that one spends the budget.
    assert_eq!(looked_at(&hub, "ada@uni.edu").await, 11);
    set(&hub, &[("PasswordTries", "3")]).await;
    assert_eq!(looked_at(&hub, "ada@uni.edu").await, 4, "counted anew");
    set(&hub, &[("PasswordTries", "12")]).await;
    let freer = looked_at(&hub, "ada@uni.edu").await;
    assert_eq!(freer, 13);
    // Another server follows by its own reading.
    let other = hub.restarted();
    assert_eq!(looked_at(&other, "eve@uni.edu").await, 11);
    other
        .app
        .settings
        .refresh(&other.app.parts.db)
        .await
        .unwrap();
    assert_eq!(looked_at(&other, "eve@uni.edu").await, 13);
    println!(
        "figure: t06 tries at a password by the console's 10, 3 and 12: 11, 4 and {freer} looked at"
    );
}

#[tokio::test]
async fn media_pages_are_framed_by_the_listed_hosts_and_no_other_page_is() {
    let hub = Hub::new();
    let policy = async |path: &str| {
        let answer = hub.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert!(
        policy("/dev/components/stage")
            .await
            .contains("frame-ancestors 'none'")
    );
    let listed = [
        ("FrameAncestors", "listed"),
        ("FrameHosts", "lms.uni.edu *.example.org"),
    ];
    set(&hub, &listed).await;
    let media = policy("/dev/components/stage").await;
    assert!(
        media.ends_with("frame-ancestors https://lms.uni.edu https://*.example.org"),
        "{media}"
    );
    for path in ["/sign-in", "/", "/forgot-password"] {
        assert!(
            policy(path).await.contains("frame-ancestors 'none'"),
            "{path}"
        );
    }
}
