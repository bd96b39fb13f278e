//! One's own account.

use axum::http::StatusCode;
use usher_domain::access::AppRole;

use super::with_password;
use crate::testing::{Browser, Hub};

async fn sign_in(hub: &Hub, password: &str) -> Browser {
    let mut browser = hub.browser();
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
    (browser.headers).insert("user-agent", agent.parse().unwrap());
    let form = [("email", "ada@uni.edu"), ("password", password)];
    assert_eq!(browser.post("/sign-in", &form).await.location(), "/");
    browser
}

#[tokio::test]
async fn a_member_sees_their_browsers_and_signs_out_of_the_others() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut here = sign_in(&hub, "analytical engine").await;
    let mut there = sign_in(&hub, "analytical engine").await;
    let text = here.get("/account").await.text();
    assert_eq!(
        text.matches("<th scope=\"row\">Firefox on Linux").count(),
        2
    );
    assert_eq!(text.matches(">This one<").count(), 1);
    here.post("/account/sessions", &[("end", "others")]).await;
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    let answer = here.post("/account/sessions", &[("end", "all")]).await;
    assert_eq!(answer.location(), "/sign-in");
    assert_eq!(here.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut adas = sign_in(&hub, "analytical engine").await;
    let text = adas.get("/account").await.text();
    let at = text.find("name=\"end\" value=\"").unwrap() + 18;
    let bob = hub
        .account("bob@uni.edu", usher_domain::access::AppRole::Viewer)
        .await;
    let mut bobs = hub.signed_in(bob).await;
    let answer = bobs
        .post("/account/sessions", &[("end", &text[at..at + 36])])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(adas.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_takes_the_old_one_and_signs_out_elsewhere() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut here = sign_in(&hub, "analytical engine").await;
    let mut there = sign_in(&hub, "analytical engine").await;
    let change = |current, password| {
        [
            ("current", current),
            ("password", password),
            ("again", password),
        ]
    };
    let answer = here
        .post("/account/password", &change("guess", "difference engine"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("This is not your password"));
    let new = change("analytical engine", "difference engine");
    assert_eq!(
        here.post("/account/password", &new).await.location(),
        "/account"
    );
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    sign_in(&hub, "difference engine").await;
}

#[tokio::test]
async fn guessing_the_current_password_has_a_budget_too() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut here = sign_in(&hub, "analytical engine").await;
    let guess = [("current", "guess"), ("password", "x"), ("again", "x")];
    for _ in 0..11 {
        let answer = here.post("/account/password", &guess).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = here.post("/account/password", &guess).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn names_are_changed_and_a_browser_is_seen_again_later() {
    let hub = Hub::new();
    with_password(&hub, "ada@uni.edu", "analytical engine").await;
    let mut here = sign_in(&hub, "analytical engine").await;
    let names = [("first_name", "Augusta"), ("last_name", "")];
    assert_eq!(
        here.post("/account/names", &names).await.location(),
        "/account"
    );
    let nameless = [("first_name", " "), ("last_name", "King")];
    let answer = here.post("/account/names", &nameless).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("value=\"King\""));
    hub.clock.advance(std::time::Duration::from_hours(1));
    let text = here.get("/account").await.text();
    assert!(text.contains("Augusta"));
    // It is written beside the request, so one of the next pages says so.
    let mut later = false;
    for _ in 0..200 {
        later = (here.get("/account").await.text()).contains("2026-11-21T13:00:00Z");
        if later {
            break;
        }
    }
    assert!(later, "an hour later");
}

#[tokio::test]
async fn a_member_reads_the_hub_in_their_language_wherever_they_sign_in() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut desk = hub.signed_in(ada).await;
    let switch = [("lang", "de"), ("return", "/account")];
    let chosen = desk.post("/preferences/language", &switch).await;
    assert_eq!(chosen.location(), "/account");
    let mut phone = hub.signed_in(ada).await;
    let page = phone.get("/account").await.text();
    assert!(
        page.contains("<html lang=\"de\"") && page.contains("Mein Konto"),
        "{page}"
    );
    let mut api = hub.signed_in(ada).await;
    let fault = api.get("/api/v1/entries/none").await.value();
    assert!(
        fault["title"].as_str().unwrap().contains("nichts"),
        "{fault}"
    );
}
