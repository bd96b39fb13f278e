//! The dialog and the confirmation, as pages.

use axum::http::{HeaderValue, StatusCode};
use serde_json::json;
use usher_domain::access::{AppRole, EntryRole};

use super::{House, ada, delete, house, one, secret};
use crate::testing::{Answer, BASE};

/// The form as the page shows it: its hidden key and no more.
pub(super) async fn key(house: &mut House) -> String {
    let path = format!("/media/{}/invite", house.film);
    let page = house.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    between(&page.text(), "name=\"key\" value=\"", "\"")
}

/// The form for Ada, with a key.
pub(super) fn filled(key: &str) -> Vec<(&str, &str)> {
    vec![
        ("key", key),
        ("person", ""),
        ("email", "ada@example.org"),
        ("first_name", "Ada"),
        ("last_name", "Lovelace"),
        ("role", "viewer"),
        ("valid_until", ""),
    ]
}

pub(super) async fn send(house: &mut House, form: &[(&str, &str)]) -> Answer {
    let path = format!("/media/{}/invite", house.film);
    house.browser.post(&path, form).await
}

pub(super) fn between(text: &str, before: &str, after: &str) -> String {
    let start = text.find(before).expect(before) + before.len();
    let rest = &text[start..];
    rest[..rest.find(after).unwrap()].to_owned()
}

/// The token of the link that a confirmation shows.
pub(super) fn shown(page: &Answer) -> String {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    between(&page.text(), &format!("value=\"{BASE}/i/"), "\"")
}

#[tokio::test]
async fn the_form_answers_with_the_link_its_end_and_a_qr_code() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let page = send(&mut house, &filled(&key)).await;
    let token = shown(&page);
    let text = page.text();
    assert!(text.contains(
        "<bdi>Ada</bdi> can open this until <time datetime=\"2026-11-22T12:00:00Z\" \
         data-style=\"full\">Sun 22 Nov 2026, 12:00 UTC</time>. The link works in one browser."
    ));
    assert!(text.contains("<svg class=\"qr\" role=\"img\" aria-label=\"The link for Ada Lovelace"));
    assert!(text.contains("data-dialog-page"));
    assert_eq!(secret(&house.hub, &token).await, "living");
    assert_eq!(page.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn the_same_form_again_shows_the_same_link_and_changes_nothing() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let first = shown(&send(&mut house, &filled(&key)).await);
    house.hub.clock.advance(std::time::Duration::from_mins(5));
    let again = shown(&send(&mut house, &filled(&key)).await);
    assert_eq!(first, again);
    assert_eq!(secret(&house.hub, &first).await, "living");
    assert_eq!(house.list().await[0]["renewed_at"], json!(null));
    assert_eq!(house.list().await[0]["expires_at"], "2026-11-22T12:00:00Z");
    assert_eq!(
        house
            .count("SELECT COUNT(*) AS n FROM invite_secrets")
            .await,
        1
    );
    assert_eq!(house.count("SELECT COUNT(*) AS n FROM audit").await, 1);
}

#[tokio::test]
async fn the_form_changed_after_going_back_is_another() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let first = shown(&send(&mut house, &filled(&key)).await);
    let mut later = filled(&key);
    later[6].1 = "2026-12-01T10:00";
    let second = shown(&send(&mut house, &later).await);
    assert_ne!(first, second);
    assert_eq!(secret(&house.hub, &first).await, "replaced");
    assert_eq!(house.list().await[0]["expires_at"], "2026-12-01T10:00:00Z");
    let mut other = filled(&key);
    other[2].1 = "alan@example.org";
    shown(&send(&mut house, &other).await);
    assert_eq!(house.list().await.len(), 2);
    assert_eq!(secret(&house.hub, &second).await, "living");
}

#[tokio::test]
async fn times_are_asked_for_shown_and_read_in_the_readers_own_zone() {
    let mut house = house().await;
    house
        .browser
        .keep(&HeaderValue::from_static("usher-zone=Asia/Kolkata"));
    let page = house
        .browser
        .get(&format!("/media/{}/invite", house.film))
        .await;
    let text = page.text();
    assert!(text.contains("until Sun 22 Nov 2026, 17:30 IST. Times here are Asia/Kolkata time."));
    assert!(text.contains("min=\"2026-11-21T17:30\""));
    let key = between(&text, "name=\"key\" value=\"", "\"");
    let mut form = filled(&key);
    form[6].1 = "2026-12-01T10:00";
    form.push(("zone", "Asia/Kolkata"));
    // Who has travelled since means the zone that the page named.
    house
        .browser
        .keep(&HeaderValue::from_static("usher-zone=America/Lima"));
    shown(&send(&mut house, &form).await);
    assert_eq!(house.list().await[0]["expires_at"], "2026-12-01T04:30:00Z");
}

#[tokio::test]
async fn a_zone_that_does_not_exist_is_the_sites() {
    let mut house = house().await;
    house
        .browser
        .keep(&HeaderValue::from_static("usher-zone=Moon/Tranquility"));
    let key = key(&mut house).await;
    let mut form = filled(&key);
    form[6].1 = "2026-12-01T10:00";
    form.push(("zone", "../../etc/passwd"));
    shown(&send(&mut house, &form).await);
    assert_eq!(house.list().await[0]["expires_at"], "2026-12-01T10:00:00Z");
}

#[tokio::test]
async fn a_form_that_made_a_link_which_is_dead_by_now_does_not_revive_it() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let first = shown(&send(&mut house, &filled(&key)).await);
    house.ada().await;
    let page = send(&mut house, &filled(&key)).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("has been replaced or revoked since"));
    assert_eq!(secret(&house.hub, &first).await, "replaced");

    let invite = house.list().await[0].clone();
    delete(&mut house.browser, &one(&invite)).await;
    let page = send(&mut house, &filled(&key)).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(house.list().await.len(), 1, "no half-made invite");

    // The form that comes back has a key of its own, so that it can be sent.
    let fresh = between(&page.text(), "name=\"key\" value=\"", "\"");
    shown(&send(&mut house, &filled(&fresh)).await);
    assert_eq!(house.list().await.len(), 2);
}

#[tokio::test]
async fn two_people_with_the_same_form_do_not_share_a_link() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let first = shown(&send(&mut house, &filled(&key)).await);
    let alan = house
        .hub
        .account("alan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(alan, EntryRole::CoOwner).await;
    house.browser = house.hub.signed_in(alan).await;
    let second = shown(&send(&mut house, &filled(&key)).await);
    assert_ne!(first, second);
}

#[tokio::test]
async fn what_was_typed_is_kept_with_the_error_beside_its_field() {
    let mut house = house().await;
    let key = key(&mut house).await;
    let mut form = filled(&key);
    form[2].1 = "ada at example";
    form[3].1 = "<script>alert(1)</script>";
    form[4].1 = "";
    form[6].1 = "2020-01-01T00:00";
    let page = send(&mut house, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = page.text();
    assert!(text.contains("value=\"ada at example\""));
    assert!(!text.contains("<script>alert"), "escaped");
    assert!(text.contains("alert(1)"));
    assert!(text.contains("id=\"email-error\"") && text.contains("id=\"last_name-error\""));
    assert!(!text.contains("id=\"first_name-error\""));
    assert_eq!(house.list().await.len(), 0);
}

#[tokio::test]
async fn an_end_is_read_in_the_sites_zone() {
    let mut house = house().await;
    let key = key(&mut house).await;
    for (typed, code) in [
        ("2026-11-21T12:00", Some("This is over already.")),
        (
            "2027-11-21T12:01",
            Some("The latest is Sun 21 Nov 2027, 12:00 UTC."),
        ),
        ("31.12.2026", Some("This is not a date and time.")),
        ("2027-11-21T12:00", None),
    ] {
        let mut form = filled(&key);
        form[6].1 = typed;
        let page = send(&mut house, &form).await;
        match code {
            Some(sentence) => {
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(page.text().contains(sentence), "{typed}");
            }
            None => drop(shown(&page)),
        }
    }
}

#[tokio::test]
async fn the_person_of_a_revoked_invite_is_filled_in_to_be_invited_again() {
    let mut house = house().await;
    let made = house.ada().await;
    delete(&mut house.browser, &one(&made)).await;
    let id = made["id"].as_str().unwrap();
    let path = format!("/media/{}/invite?again={id}", house.film);
    let text = house.browser.get(&path).await.text();
    assert!(text.contains("value=\"ada@example.org\"") && text.contains("value=\"Lovelace\""));
    let elsewhere = house
        .hub
        .entry(
            house.grace,
            usher_domain::media::EntryKind::Audio,
            usher_domain::media::PublishStatus::Private,
        )
        .await;
    let path = format!("/media/{elsewhere}/invite?again={id}");
    let text = house.browser.get(&path).await.text();
    assert!(!text.contains("ada@example.org"), "it is another entry's");
}

#[tokio::test]
async fn who_may_not_invite_is_told_why_instead_of_shown_a_form() {
    let mut house = house().await;
    house
        .rules(|site| site.invite_to_media.enabled = false)
        .await;
    let path = format!("/media/{}/invite", house.film);
    let page = house.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("Invitations are switched off"));
    assert!(!page.text().contains("name=\"email\""));
    let page = send(&mut house, &filled("k")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("value=\"ada@example.org\""), "kept");
    let made = ada();
    let answer = house.invite(made).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (403, "disabled")
    );
}
