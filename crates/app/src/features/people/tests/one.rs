//! Adding somebody, and one person's page.

use axum::http::StatusCode;

use super::{office, page_of};

/// The link that a page shows.
fn link(text: &str) -> String {
    let at = text.find("https://hub.uni.edu/set-password/").unwrap();
    let link = &text[at + "https://hub.uni.edu".len()..];
    link[..link.find('"').unwrap()].to_owned()
}

const ADA: [(&str, &str); 4] = [
    ("email", "Ada@uni.edu"),
    ("first_name", "Ada"),
    ("last_name", ""),
    ("role", "admin"),
];

#[tokio::test]
async fn somebody_is_added_sets_a_password_by_the_link_once_and_is_in() {
    let mut office = office().await;
    let answer = office.browser.post("/admin/users/new", &ADA).await;
    assert_eq!(answer.status, StatusCode::OK);
    let link = link(&answer.text());
    let mut adas = office.hub.browser();
    let page = adas.get(&link).await;
    assert!(page.text().contains("Ada@uni.edu"));
    let short = [("password", "short"), ("again", "short")];
    let answer = adas.post(&link, &short).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("at least 10 characters"));
    let differ = [
        ("password", "analytical engine"),
        ("again", "analytic engine"),
    ];
    assert!(
        adas.post(&link, &differ)
            .await
            .text()
            .contains("not the same")
    );
    let set = [
        ("password", "analytical engine"),
        ("again", "analytical engine"),
    ];
    assert_eq!(adas.post(&link, &set).await.location(), "/");
    assert_eq!(adas.get("/my-media").await.status, StatusCode::OK);
    for answer in [adas.get(&link).await, adas.post(&link, &set).await] {
        assert_eq!(answer.status, StatusCode::GONE, "spent");
    }
    let form = [("email", "ada@uni.edu"), ("password", "analytical engine")];
    let again = office.hub.browser().post("/sign-in", &form).await;
    assert_eq!(again.location(), "/");
}

#[tokio::test]
async fn a_link_ends_after_a_week_and_with_the_next_one() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let make = format!("{}/password-link", page_of(ada));
    let first = link(&office.browser.post(&make, &[]).await.text());
    let second = link(&office.browser.post(&make, &[]).await.text());
    let mut adas = office.hub.browser();
    assert_eq!(adas.get(&first).await.status, StatusCode::GONE);
    assert_eq!(adas.get(&second).await.status, StatusCode::OK);
    office
        .hub
        .clock
        .advance(std::time::Duration::from_hours(7 * 24));
    assert_eq!(adas.get(&second).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_does_not_fit_is_said_beside_its_field_and_nothing_is_added() {
    let mut office = office().await;
    office.member("ada@uni.edu").await;
    for (field, value, sentence) in [
        ("email", "ada", "not an e-mail address"),
        ("email", "ADA@UNI.EDU", "Somebody has this address already"),
        ("first_name", " ", "Write something here"),
        ("role", "king", "Choose one of the choices"),
    ] {
        let mut form = ADA.to_vec();
        form[0].1 = "new@uni.edu";
        form.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value;
        let answer = office.browser.post("/admin/users/new", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text().contains(sentence), "{field}={value}");
    }
    let text = office.browser.get("/admin/users").await.text();
    assert_eq!(text.matches("<th scope=\"row\">").count(), 2);
}

#[tokio::test]
async fn names_and_role_are_changed_and_found_by_the_new_name() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let form = [
        ("first_name", "Augusta"),
        ("last_name", "King"),
        ("role", "viewer"),
    ];
    let answer = office.browser.post(&page_of(ada), &form).await;
    assert_eq!(answer.location(), page_of(ada));
    let text = office
        .browser
        .get("/admin/users?q=king&role=viewer")
        .await
        .text();
    assert!(text.contains("Augusta King"));
    let mut adas = office.hub.signed_in(ada).await;
    assert_eq!(adas.get("/my-media").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn addresses_are_added_made_main_and_removed() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    office.member("bob@uni.edu").await;
    let at = |deed: &str| format!("{}/addresses/{deed}", page_of(ada));
    for (deed, email, sentence) in [
        ("add", "nonsense", "not an e-mail address"),
        ("add", "bob@uni.edu", "Somebody has this address already"),
        ("remove", "ada@uni.edu", "This is the main address"),
        ("main", "bob@uni.edu", "not one of their addresses"),
    ] {
        let answer = office.browser.post(&at(deed), &[("email", email)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
        assert!(answer.text().contains(sentence), "{deed} {email}");
    }
    for (deed, email) in [
        ("add", "countess@example.org"),
        ("main", "countess@example.org"),
        ("remove", "ada@uni.edu"),
    ] {
        let answer = office.browser.post(&at(deed), &[("email", email)]).await;
        assert_eq!(answer.location(), page_of(ada), "{deed}");
    }
    let text = office.browser.get("/admin/users?q=countess").await.text();
    assert!(text.contains("countess@example.org"));
    assert!(!text.contains("ada@uni.edu"));
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_of_one_browser_and_of_all() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let mut browsers = [
        office.hub.signed_in(ada).await,
        office.hub.signed_in(ada).await,
        office.hub.signed_in(ada).await,
    ];
    let text = office.browser.get(&page_of(ada)).await.text();
    let at = text.find("name=\"end\" value=\"").unwrap() + 18;
    let one = text[at..at + 36].to_owned();
    let sessions = format!("{}/sessions", page_of(ada));
    office.browser.post(&sessions, &[("end", &one)]).await;
    let mut inside = 0;
    for browser in &mut browsers {
        inside += usize::from(browser.get("/my-media").await.status == StatusCode::OK);
    }
    assert_eq!(inside, 2);
    office.browser.post(&sessions, &[("end", "all")]).await;
    for browser in &mut browsers {
        assert_eq!(browser.get("/my-media").await.status, StatusCode::SEE_OTHER);
    }
}
