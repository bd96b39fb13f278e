//! Where a reader goes on who chooses another language on the page of a refusal.

use axum::http::StatusCode;

use crate::testing::{Answer, Hub};

/// Where the page's choice of languages leads.
fn back(answer: &Answer) -> String {
    let text = answer.text();
    let (_, rest) = text
        .split_once("name=\"return\" value=\"")
        .unwrap_or_else(|| panic!("no choice: {text}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_refused_is_read_where_it_was_sent_if_a_page_is_there_and_else_at_home() {
    let hub = Hub::new();
    let mut browser = hub.browser();
    for (path, place) in [
        ("/sign-in", "/sign-in"),
        ("/sign-in/mail/none", "/sign-in/mail/none"),
        ("/preferences/language", "/"),
        ("/sign-in/mail", "/"),
        ("/nowhere", "/"),
    ] {
        let refused = browser.post(path, &[("unknown", "")]).await;
        assert!(refused.status.is_client_error(), "{path}");
        let back = back(&refused);
        assert_eq!(back, place, "{path}");
        let there = browser.get(&back).await.status;
        assert_ne!(there, StatusCode::NOT_FOUND, "{path}");
        assert_ne!(there, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    let lost = browser.get("/nowhere").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert_eq!(back(&lost), "/nowhere");
}
