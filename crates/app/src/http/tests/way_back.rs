//! Where somebody goes on who was refused: in another language, or once they have signed in.

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
async fn what_is_refused_is_read_where_it_was_sent_or_at_the_nearest_page_above() {
    let hub = Hub::new();
    let mut browser = hub.browser();
    for (path, place) in [
        ("/sign-in", "/sign-in"),
        ("/sign-in/mail/none", "/sign-in/mail/none"),
        ("/preferences/language", "/"),
        ("/sign-in/mail", "/sign-in"),
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

#[tokio::test]
async fn whoever_signs_in_again_comes_to_a_page_and_not_to_where_a_form_was_sent() {
    let hub = Hub::new();
    let hook = "/admin/webhooks/01a20978-7fb6-7e4c-ab9c-2dac6fbb2458";
    for (path, next) in [
        ("/account/sessions".to_owned(), "%2Faccount"),
        (format!("{hook}/test"), &*hook.replace('/', "%2F")),
        (
            format!("{hook}/delete"),
            &*format!("{}%2Fdelete", hook.replace('/', "%2F")),
        ),
    ] {
        let refused = hub.browser().post(&path, &[]).await;
        assert_eq!(
            refused.location(),
            format!("/sign-in?next={next}"),
            "{path}"
        );
    }
}
