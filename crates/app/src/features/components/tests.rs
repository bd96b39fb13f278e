use axum::http::StatusCode;

use super::canned::PEOPLE;
use crate::testing::Hub;

const PAGES: &[&str] = &[
    "/dev/components",
    "/dev/components/stage",
    "/dev/components/form",
    "/dev/components/front",
    "/dev/components/front/landing",
    "/dev/components/front/listening",
    "/dev/components/front/reading",
    "/dev/components/front/wrong-address",
    "/dev/components/front/verified",
    "/dev/components/front/countdown",
    "/dev/components/front/waiting",
    "/dev/components/front/expired",
    "/dev/components/front/wrong-account",
];

#[tokio::test]
async fn every_page_shows_itself_to_anybody_and_lacks_no_sentence() {
    let hub = Hub::new();
    for path in PAGES {
        for look in ["", "?dir=rtl"] {
            let answer = hub.browser().get(&format!("{path}{look}")).await;
            let text = answer.text();
            assert_eq!(answer.status, StatusCode::OK, "{path}{look}");
            assert_eq!(text.contains(r#"dir="rtl""#), !look.is_empty(), "{path}");
            assert!(!text.contains(">components-"), "{path} lacks a sentence");
        }
    }
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_beside_its_errors() {
    let hub = Hub::new();
    let mut browser = hub.browser();
    let typed = [
        ("email", "ada"),
        ("first_name", "Ada <b>"),
        ("role", "moderator"),
    ];
    let answer = browser.post("/dev/components/form", &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(text.contains(r#"value="Ada &#60;b&#62;""#), "{text}");
    assert_eq!(text.matches("field-error").count(), 2);

    let right = [("email", "ada@example.org"), ("last_name", "Lovelace")];
    let answer = browser.post("/dev/components/form", &right).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("copy-field"));
}

#[tokio::test]
async fn people_are_found_by_name_in_any_script() {
    let hub = Hub::new();
    for person in PEOPLE {
        let beginning: String = person.last.chars().take(3).collect();
        let query: String = form_urlencoded::byte_serialize(beginning.as_bytes()).collect();
        let answer = hub
            .browser()
            .get(&format!("/dev/components/people?q={query}"))
            .await;
        let found = answer.value();
        let ids: Vec<_> = found["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert!(ids.contains(&person.id), "{beginning} finds {ids:?}");
    }
}
