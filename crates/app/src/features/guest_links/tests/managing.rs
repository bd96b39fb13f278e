use serde_json::json;
use usher_domain::{
    access::{AppRole, EntryRole},
    config::{AllowedUsersRoles, SiteConfig},
};

use super::{enter, house};
use crate::{features::media, testing::Browser};

/// The form again as it stands on the page.
async fn key(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await.text();
    let (_, rest) = page.split_once("name=\"key\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn shown(page: &str) -> String {
    let (_, rest) = page.split_once("https://hub.uni.edu/g/").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_owner_makes_a_link_sees_it_once_and_who_came() {
    let mut house = house().await;
    let (page, new) = (house.page("/guests"), house.page("/guests/new"));
    let media = house.browser.get(&house.page("")).await.text();
    assert!(
        media.contains("Manage guest access"),
        "in the menu of the page"
    );
    assert!(
        house
            .browser
            .get(&page)
            .await
            .text()
            .contains("No guest links yet")
    );
    let key = key(&mut house.browser, &new).await;
    let form = [
        ("name", "=Open day"),
        ("uses", "30"),
        ("days", "7"),
        ("key", &key),
    ];
    let made = house.browser.post(&new, &form).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let token = shown(&made.text());
    let again = house.browser.post(&new, &form).await.text();
    assert_eq!(shown(&again), token, "a reload shows the same link");
    let path = format!("/g/{token}");
    let mut ada = house.hub.browser();
    ada.get(&path).await;
    enter(&mut ada, &path, "=Ada", "ada@example.org").await;

    let list = house.browser.get(&page).await.text();
    for said in [
        "=Open day",
        "1 of 30",
        "ada@example.org",
        "1 guest is in now",
    ] {
        assert!(list.contains(said), "{said}: {list}");
    }
    assert!(!list.contains(&token), "the link is shown once");
    let export = house.browser.get(&house.page("/guests/export.csv")).await;
    assert_eq!(export.status, 200);
    let export = export.text();
    assert!(
        export.contains("\"'=Ada\",\"ada@example.org\",\"'=Open day\""),
        "{export}"
    );
}

#[tokio::test]
async fn the_numbers_of_the_form_are_checked_beside_their_fields() {
    let mut house = house().await;
    let limit = |site: &mut SiteConfig| {
        site.invite_to_media.guest_link_days = std::num::NonZeroU32::new(7);
        site.invite_to_media.guest_link_uses = 30.try_into().unwrap();
    };
    house.hub.rules(&["invitetomedia"], limit).await;
    let new = house.page("/guests/new");
    for (name, uses, days, said) in [
        ("", "", "", "Write something here."),
        ("A", "many", "", "Write a whole number"),
        ("A", "0", "", "Choose a number from 1"),
        ("A", "31", "", "The administrator allows at most 30."),
        ("A", "30", "8", "The administrator allows at most 7."),
    ] {
        let form = [("name", name), ("uses", uses), ("days", days)];
        let answer = house.browser.post(&new, &form).await;
        assert_eq!(answer.status, 422, "{form:?}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    let (_, path) = house.link(json!({ "name": "As much as there is" })).await;
    assert!(path.starts_with("/g/"));
    let link = &house.links().await[0];
    assert_eq!(link["uses_allowed"], 30);
    assert_eq!(link["ends_at"], "2026-11-28T12:00:00Z");
}

#[tokio::test]
async fn a_fourth_link_is_refused_until_one_is_deleted() {
    let mut house = house().await;
    let (first, _) = house.open_link().await;
    for _ in 0..2 {
        house.open_link().await;
    }
    let answer = house.ask(json!({ "name": "Fourth" })).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (409, "too_many_guest_links".to_owned())
    );
    house.delete(&first, "").await;
    house.open_link().await;
}

#[tokio::test]
async fn whoever_may_not_invite_hands_out_no_guest_link_and_may_still_take_away() {
    let mut house = house().await;
    house.open_link().await;
    let editor = house.hub.account("ed@uni.edu", AppRole::PrivateOnly).await;
    let (now, film) = (house.hub.now(), house.film);
    let subject = media::Subject::Account(editor);
    house
        .hub
        .write(move |tx| media::add_collaborator(tx, film, subject, EntryRole::CoEditor, now))
        .await;
    let mut ed = house.hub.signed_in(editor).await;
    let new = house.page("/guests/new");
    assert_eq!(ed.get(&new).await.status, 200);
    for (code, change) in [
        (
            "no_guest_links",
            (|site| site.invite_to_media.guest_links = false) as fn(&mut SiteConfig),
        ),
        ("not_allowed_to_invite", |site| {
            site.invite_to_media.allowed_users_roles = AllowedUsersRoles::Admin;
        }),
        ("owners_invite", |site| {
            site.media_collaboration.who_invites = usher_domain::config::WhoInvites::Owners;
        }),
        ("disabled", |site| site.invite_to_media.enabled = false),
    ] {
        house
            .hub
            .rules(&["invitetomedia", "mediacollaboration"], change)
            .await;
        assert_eq!(ed.get(&new).await.status, 403, "{code}");
        let path = house.api("guest-links");
        let answer = ed
            .json(axum::http::Method::POST, &path, json!({ "name": "A" }))
            .await;
        assert_eq!((answer.status.as_u16(), &*answer.code()), (403, code));
        let access = house.page("/guests/access");
        assert_eq!(ed.post(&access, &[("on", "no")]).await.status, 303);
        assert_eq!(
            ed.post(&access, &[("on", "yes")]).await.status,
            403,
            "{code}"
        );
        assert_eq!(ed.get(&house.page("/guests")).await.status, 200);
        assert_eq!(ed.post(&house.page("/guests/end"), &[]).await.status, 303);
    }
    let stranger = house.hub.account("eve@uni.edu", AppRole::PrivateOnly).await;
    let mut eve = house.hub.signed_in(stranger).await;
    assert_eq!(eve.get(&house.page("/guests")).await.status, 404);
}

#[tokio::test]
async fn each_deed_is_asked_first_and_stands_in_the_audit_without_names() {
    let mut house = house().await;
    let (link, path) = house.open_link().await;
    house.guest(&path).await;
    let one = |deed: &str| format!("/guests/{link}/{deed}");
    for (page, said) in [
        (one("renew"), "lets nobody in any more"),
        (one("delete"), "that is final"),
        ("/guests/end".to_owned(), "within a second"),
    ] {
        let page = house.page(&page);
        let asked = house.browser.get(&page).await;
        assert!(asked.text().contains(said), "{}", asked.text());
    }
    let renew = house.page(&one("renew"));
    let key = key(&mut house.browser, &renew).await;
    let made = house.browser.post(&renew, &[("key", &key)]).await.text();
    assert_eq!(
        shown(&house.browser.post(&renew, &[("key", &key)]).await.text()),
        shown(&made)
    );
    assert_eq!(
        house
            .browser
            .post(&house.page("/guests/end"), &[])
            .await
            .status,
        303
    );
    let delete = house.page(&one("delete"));
    assert_eq!(
        house
            .browser
            .post(&delete, &[("end_guests", "yes")])
            .await
            .status,
        303
    );
    let rows = house
        .hub
        .write(|tx| {
            tx.query(
                "SELECT deed || ' ' || detail AS line FROM audit WHERE deed LIKE 'guest%' ORDER BY id",
                &[],
                |row| row.get::<String>("line"),
            )
        })
        .await;
    let deeds: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.split(' ').next())
        .collect();
    assert_eq!(
        deeds,
        [
            "guest_link_made",
            "guest_came",
            "guest_link_renewed",
            "guest_access_changed",
            "guests_ended",
            "guest_link_deleted"
        ]
    );
    assert!(!rows.iter().any(|row| row.contains("ada@")), "{rows:?}");
}

#[tokio::test]
async fn the_audit_says_the_guests_name_and_the_links() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    house.guest(&path).await;
    let admin = house.hub.administrator("root@uni.edu").await;
    let mut admin = house.hub.signed_in(admin).await;
    let page = admin.get("/admin/audit?deed=guest_came").await.text();
    assert!(
        page.contains("Ada (guest)") && page.contains("Open day"),
        "{page}"
    );
    assert!(page.contains(&house.page("/guests")), "{page}");
}
