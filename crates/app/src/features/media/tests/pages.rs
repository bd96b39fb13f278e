//! `/media/{entry}` and the pages around it.

use std::time::Duration;

use axum::http::StatusCode;
use usher_domain::access::{AppRole, EntryRole};
use usher_domain::ids::EntryId;

use super::{name, ready, video};
use crate::testing::{Answer, Browser, Hub};

/// The value of a form field on a page.
fn value_of(answer: &Answer, field: &str) -> String {
    let text = answer.text();
    let after = text.split(&format!("name=\"{field}\" value=\"")).nth(1);
    let value = after.unwrap().split('"').next().unwrap();
    value.to_owned()
}

/// What the page says once, after the deed that led to it.
async fn said(browser: &mut Browser, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.location().to_owned();
    let text = browser.get(&path).await.text();
    let toast = text.split("data-flash>").nth(1).unwrap_or_default();
    assert!(
        !browser.get(&path).await.text().contains("data-flash>"),
        "said twice"
    );
    toast.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_media_page_has_a_player_that_needs_no_script() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "<b>שיעור</b> 3").await;
    ready(&hub, entry).await;
    let page = browser.get(&format!("/media/{entry}")).await;
    let text = page.text();
    assert_eq!(page.status, StatusCode::OK);
    assert!(text.contains(&format!(
        "<video controls playsinline preload=\"metadata\" src=\"/media/{entry}/file\""
    )));
    assert!(
        text.contains("<h1><bdi>&#60;b&#62;שיעור&#60;/b&#62; 3</bdi></h1>"),
        "{text}"
    );
    assert!(text.contains("<bdi>ada Member</bdi>") && text.contains("1:05"));
    assert!(text.contains("<template id=\"ended\">"));
    for path in ["publish", "edit", "collaborators", "delete"] {
        assert!(
            text.contains(&format!("href=\"/media/{entry}/{path}\"")),
            "{path}"
        );
    }
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self'") && !policy.contains("trusted-types"));
}

#[tokio::test]
async fn a_state_without_media_says_what_to_do() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let vera = hub.account("vera@uni.edu", AppRole::Viewer).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    name(&hub, entry, vera, EntryRole::CoViewer).await;
    let path = format!("/media/{entry}");
    let upload = format!("/upload?entry={entry}");
    assert!(browser.get(&path).await.text().contains(&upload));
    let text = hub.signed_in(vera).await.get(&path).await.text();
    assert!(text.contains("has not uploaded the file yet") && !text.contains(&upload));

    state(&hub, entry, "processing", None).await;
    let text = browser.get(&path).await.text();
    assert!(text.contains("<media-preparation") && text.contains("value=\"40\""));

    for (code, sentence) in [
        ("encrypted", "protected by a password"),
        (
            "something_new",
            "Something went wrong while it was being prepared",
        ),
    ] {
        state(&hub, entry, "failed", Some(code)).await;
        let text = browser.get(&path).await.text();
        assert!(text.contains(sentence) && text.contains(&upload), "{code}");
    }
}

async fn state(hub: &Hub, entry: EntryId, state: &'static str, failure: Option<&'static str>) {
    hub.write(move |tx| {
        tx.execute(
            "UPDATE entries SET state = $2, failure = $3, progress = 40 WHERE id = $1",
            usher_db::params![entry, state, failure],
        )
    })
    .await;
}

#[tokio::test]
async fn a_viewer_is_shown_no_menu() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    ready(&hub, entry).await;
    let path = format!("/media/{entry}");
    assert_eq!(hub.browser().get(&path).await.status, StatusCode::NOT_FOUND);
    let mut adas = hub.signed_in(ada).await;
    let unlisted = [("publish", "unlisted")];
    adas.post(&format!("{path}/publish"), &unlisted).await;
    let page = hub.browser().get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("/edit\"") && !page.text().contains("/leave"));
    assert_eq!(
        page.headers["x-robots-tag"], "noindex, nofollow",
        "unlisted is not to be found"
    );
    for path in ["edit", "publish", "collaborators", "delete", "captions"] {
        let answer = hub.browser().get(&format!("/media/{entry}/{path}")).await;
        assert!(answer.location().starts_with("/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_the_faults_beside_it() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/edit");
    let revision = value_of(&browser.get(&path).await, "revision");
    let long = "x".repeat(10_001);
    let typed = [
        ("title", " "),
        ("description", long.as_str()),
        ("tags", "a, b, <i>"),
        ("revision", revision.as_str()),
    ];
    let answer = browser.post(&path, &typed).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("at most 10000 characters") && text.contains("Write something here."));
    let summary = text.split("error-summary").nth(1).unwrap_or_default();
    assert!(
        summary.contains("\"#title\">Title: ")
            && summary.contains("\"#description\">Description: "),
        "each line names its field: {summary:.600}"
    );
    assert!(text.contains(&long) && text.contains("value=\"a, b, &#60;i&#62;\""));
    let typed = [("title", "x"), ("titel", "y")];
    let answer = browser.post(&path, &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_second_tab_does_not_undo_what_the_first_saved() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let path = format!("/media/{entry}/edit");
    let opened = value_of(&browser.get(&path).await, "revision");
    let form = |title: &'static str, revision: String| {
        let pairs = [("title", title), ("description", "d"), ("tags", "t")];
        let pairs = pairs.map(|(name, value)| (name, value.to_owned()));
        [pairs.to_vec(), vec![("revision", revision)]].concat()
    };
    let post = async |browser: &mut Browser, form: Vec<(&str, String)>| {
        let form: Vec<_> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        browser.post(&path, &form).await
    };
    let first = post(&mut browser, form("First", opened.clone())).await;
    assert_eq!(said(&mut browser, &first).await, "Saved.");
    let second = post(&mut browser, form("Second", opened)).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = second.text();
    assert!(text.contains("<dd dir=\"auto\">First</dd>") && text.contains("value=\"Second\""));
    assert!(
        !text.contains("<dt>Tags</dt>"),
        "what is equal is no conflict"
    );
    let again = post(&mut browser, form("Second", value_of(&second, "revision"))).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let page = browser.get(&format!("/media/{entry}")).await.text();
    assert!(page.contains("<bdi>Second</bdi>"));
}

#[tokio::test]
async fn galleries_are_offered_to_whoever_may_publish_there() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let root = hub.account("root@uni.edu", AppRole::Admin).await;
    for (account, may) in [(ada, false), (root, true)] {
        let mut browser = hub.signed_in(account).await;
        let entry = video(&mut browser, "Lecture").await;
        let path = format!("/media/{entry}/publish");
        let offered = browser
            .get(&path)
            .await
            .text()
            .contains("value=\"published\"");
        assert_eq!(offered, may);
        let answer = browser.post(&path, &[("publish", "published")]).await;
        assert_eq!(answer.status.is_redirection(), may);
        let answer = browser.post(&path, &[("publish", "everybody")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = browser.post(&path, &[]).await;
        assert!(answer.text().contains("Choose one of the choices."));
    }
}

#[tokio::test]
async fn the_trash_asks_first_and_gives_back() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    let (page, delete) = (format!("/media/{entry}"), format!("/media/{entry}/delete"));
    assert!(
        browser
            .get(&delete)
            .await
            .text()
            .contains("You can take it back for 30 days")
    );
    assert_eq!(
        browser.get(&page).await.status,
        StatusCode::OK,
        "a question deletes nothing"
    );
    let answer = browser.post(&delete, &[]).await;
    assert_eq!(answer.location(), "/my-media");
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&delete).await.location(), "/trash");
    let answer = browser.post(&format!("{page}/restore"), &[]).await;
    assert_eq!(said(&mut browser, &answer).await, "Taken out of the trash.");

    browser.post(&delete, &[]).await;
    hub.clock.advance(Duration::from_hours(31 * 24));
    let answer = hub
        .signed_in(ada)
        .await
        .post(&format!("{page}/restore"), &[])
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn inviting_is_offered_refused_with_the_reason_or_not_mentioned() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    name(&hub, entry, bob, EntryRole::CoViewer).await;
    let (page, invite) = (
        format!("/media/{entry}"),
        format!("href=\"/media/{entry}/invite\""),
    );
    let text = hub.signed_in(ada).await.get(&page).await.text();
    assert!(text.contains(&invite) && !text.contains("invited ·"));
    let text = hub.signed_in(bob).await.get(&page).await.text();
    assert!(!text.contains("Invite users"));
    hub.guest(entry, ada).await;
    let text = hub.signed_in(ada).await.get(&page).await.text();
    assert!(text.contains("1 invited · 1 in"));

    let off = "[invitetomedia]\nenabled = false\n";
    let (now, sealer) = (hub.now(), hub.app.sealer());
    let imported = hub
        .write(move |tx| crate::features::admin::import(tx, off, None, &sealer, now))
        .await;
    assert!(imported.is_ok());
    let app = &hub.app;
    app.settings.refresh(&app.parts.db).await.unwrap();
    let text = hub.signed_in(ada).await.get(&page).await.text();
    assert!(!text.contains(&invite));
    assert!(text.contains("Invitations are switched off on this site."));
}

#[tokio::test]
async fn a_guest_sees_this_page_and_the_way_out_only() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let entry = video(&mut hub.signed_in(ada).await, "Lecture").await;
    ready(&hub, entry).await;
    let (mut guest, _) = hub.guest(entry, ada).await;
    let page = format!("/media/{entry}");
    let text = guest.get(&page).await.text();
    assert!(text.contains(&format!("href=\"{page}/leave\"")));
    assert!(text.contains("You are here by an invitation"));
    for absent in [
        "/my-media",
        "/upload",
        "/collaborators",
        "/invite\"",
        "/edit\"",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    let other = video(&mut hub.signed_in(ada).await, "Another").await;
    assert_eq!(
        guest.get(&format!("/media/{other}")).await.status,
        StatusCode::NOT_FOUND
    );
}
