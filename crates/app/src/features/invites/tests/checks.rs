//! Who may invite whom: the six checks, in order, through HTTP.

use axum::http::StatusCode;
use serde_json::json;
use usher_db::params;
use usher_domain::{
    access::{AppRole, EntryRole},
    config::{AllowedUsersRoles, SiteConfig, Subjects},
    media::{EntryKind, PublishStatus},
};

use super::{House, ada, faults, house};

/// The status and code of inviting Ada, or the fault of a field.
async fn verdict(house: &mut House) -> (u16, String) {
    let answer = house.invite(ada()).await;
    let code = match faults(&answer).first() {
        Some(fault) => fault.clone(),
        None => answer.code(),
    };
    (answer.status.as_u16(), code)
}

fn is(verdict: (u16, String), status: u16, code: &str) {
    assert_eq!(verdict, (status, code.to_owned()));
}

#[tokio::test]
async fn the_first_check_that_fails_is_told() {
    let mut house = house().await;
    // Everything that could be wrong is; then one after the other is put right.
    let room = house
        .hub
        .entry(house.grace, EntryKind::Room, PublishStatus::Private)
        .await;
    let film = house.film;
    house.film = room;
    let mut site = SiteConfig::default();
    let module = &mut site.invite_to_media;
    module.enabled = false;
    module.allowed_users_roles = AllowedUsersRoles::UnmoderatedAdmin;
    module.restrict_new_user_domains = "example.org".parse().into_iter().collect();
    site.theming.mediapage = false;
    site.meeting_entry.enabled = false;
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 403, "disabled");

    site.invite_to_media.enabled = true;
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 403, "media_page_off");

    site.theming.mediapage = true;
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 403, "not_allowed_to_invite");

    site.invite_to_media.allowed_users_roles = AllowedUsersRoles::PrivateOnly;
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 403, "rooms_off");

    site.meeting_entry.enabled = true;
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 403, "chat_off");

    house.film = film;
    let mut speaker = ada();
    speaker["role"] = json!("speaker");
    let answer = house.invite(speaker).await;
    assert_eq!(faults(&answer), ["role:role_does_not_fit"]);
    is(verdict(&mut house).await, 422, "email:domain_restricted");

    site.invite_to_media.restrict_new_user_domains = Vec::new().into_iter().collect();
    house.rules(|rules| rules.clone_from(&site)).await;
    is(verdict(&mut house).await, 201, "");
}

#[tokio::test]
async fn whoever_has_no_part_in_the_entry_invites_nobody() {
    let mut house = house().await;
    let eve = house
        .hub
        .account("eve@uni.edu", AppRole::UnmoderatedAdmin)
        .await;
    let alan = house
        .hub
        .account("alan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(alan, EntryRole::CoViewer).await;
    let (guest, _) = house.hub.guest(house.film, house.grace).await;
    for (browser, status, code) in [
        (house.hub.signed_in(eve).await, 404, "not_found"),
        (house.hub.signed_in(alan).await, 403, "forbidden"),
        (house.hub.browser(), 404, "not_found"),
        (guest, 403, "forbidden"),
    ] {
        house.browser = browser;
        is(verdict(&mut house).await, status, code);
        let page = format!("/media/{}/invite", house.film);
        assert_eq!(house.browser.get(&page).await.status, status, "{code}");
    }
    assert_eq!(
        house
            .count("SELECT COUNT(*) AS n FROM invites WHERE email = 'ada@example.org'")
            .await,
        0
    );
}

#[tokio::test]
async fn the_administrator_can_name_who_invites_by_person_or_group() {
    let mut house = house().await;
    let (grace, now) = (house.grace, house.hub.now());
    let entropy = house.hub.app.parts.entropy.clone();
    let staff = house
        .hub
        .write(move |tx| {
            crate::features::accounts::store::create_group(tx, "Staff", now, &*entropy)
        })
        .await;
    let named = |subjects: Subjects| {
        move |site: &mut SiteConfig| {
            site.invite_to_media.allowed_users_roles = AllowedUsersRoles::Specific;
            site.invite_to_media.allowed_users = subjects.clone();
        }
    };
    house.rules(named(Subjects::default())).await;
    is(verdict(&mut house).await, 403, "not_allowed_to_invite");
    let person = Subjects {
        accounts: [grace].into(),
        ..Subjects::default()
    };
    house.rules(named(person)).await;
    is(verdict(&mut house).await, 201, "");
    let group = Subjects {
        groups: [staff].into(),
        ..Subjects::default()
    };
    house.rules(named(group)).await;
    is(verdict(&mut house).await, 403, "not_allowed_to_invite");
    house
        .hub
        .write(move |tx| crate::features::accounts::store::join_group(tx, staff, grace))
        .await;
    is(verdict(&mut house).await, 201, "");
}

#[tokio::test]
async fn oneself_the_owner_and_collaborators_need_no_invite() {
    let mut house = house().await;
    let alan = house
        .hub
        .account("alan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(alan, EntryRole::CoViewer).await;
    let joan = house
        .hub
        .account("joan@uni.edu", AppRole::PrivateOnly)
        .await;
    house.name(joan, EntryRole::CoEditor).await;
    for (who, email, code) in [
        (house.grace, "Grace@Uni.edu", "email:yourself"),
        (house.grace, "alan@uni.edu", "email:already_inside"),
        (joan, "grace@uni.edu", "email:already_inside"),
        (joan, "joan@uni.edu", "email:yourself"),
    ] {
        house.browser = house.hub.signed_in(who).await;
        let mut person = ada();
        person["email"] = json!(email);
        let answer = house.invite(person).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(faults(&answer), [code]);
    }
}

#[tokio::test]
async fn an_invite_is_tied_to_the_member_who_has_the_address() {
    let mut house = house().await;
    let alan = house.hub.account("alan@uni.edu", AppRole::Viewer).await;
    house.ada().await;
    let mut person = ada();
    person["email"] = json!("ALAN@uni.edu");
    assert_eq!(house.invite(person.clone()).await.status, 201);
    let tied = move |tx: &usher_db::Tx| {
        tx.query(
            "SELECT email FROM invites WHERE invitee_id = $1",
            params![alan],
            |row| row.get::<String>("email"),
        )
    };
    assert_eq!(house.hub.write(tied).await, ["alan@uni.edu"]);

    // An address that nobody vouched for is nobody's.
    house
        .hub
        .write(|tx| tx.execute("UPDATE addresses SET verified_how = NULL", &[]))
        .await;
    assert_eq!(house.invite(person).await.status, 201);
    assert_eq!(house.hub.write(tied).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_chosen_person_whose_address_is_somebody_elses_by_now_is_not_invited() {
    let mut house = house().await;
    let alan = house.hub.account("alan@uni.edu", AppRole::Viewer).await;
    let joan = house.hub.account("joan@uni.edu", AppRole::Viewer).await;
    let path = format!("/media/{}/invite", house.film);
    for (person, status) in [
        (joan.to_string(), 422),
        (alan.to_string(), 200),
        (String::new(), 200),
        ("nonsense".to_owned(), 200),
    ] {
        let form = [
            ("email", "alan@uni.edu"),
            ("first_name", "Alan"),
            ("last_name", "Turing"),
            ("role", "viewer"),
            ("person", person.as_str()),
        ];
        let page = house.browser.post(&path, &form).await;
        assert_eq!(page.status, status, "{person}");
        let told = page.text().contains("belongs to somebody else now");
        assert_eq!(told, status == 422);
    }
}

#[tokio::test]
async fn every_name_and_every_legal_address_is_welcome_and_shown_as_text() {
    let mut house = house().await;
    let people = [
        ("\"very.unusual.@.x\"@example.org", "陈", "欣怡"),
        ("o'hara+tag@sub.example.org", "ليلى", "حدّاد"),
        ("用户@例子.example", "Zoë", "Å"),
        ("#!$%&'*+-/=?^_`{}|~@example.org", "नमस्ते", "X Æ A-12"),
        (
            "a@b.example",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
        ),
        ("BÜCHER@Bücher.example", "{ $name }", "&amp; { end }"),
    ];
    for (email, first, last) in people {
        let person = json!({ "email": email, "first_name": first, "last_name": last,
                             "role": "viewer" });
        let answer = house.invite(person).await;
        assert_eq!(answer.status, 201, "{email}: {}", answer.text());
        assert_eq!(answer.value()["email"], email);
    }
    let listed = house.list().await;
    let names: Vec<_> = listed.iter().map(|one| one["last_name"].clone()).collect();
    let sent: Vec<_> = people.iter().rev().map(|one| json!(one.2)).collect();
    assert_eq!(names.len(), sent.len());
    assert!(sent.iter().all(|name| names.contains(name)));

    let path = format!("/media/{}/invites", house.film);
    let page = house.browser.get(&path).await.text();
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    assert!(page.contains("alert(1)") && page.contains("欣怡") && page.contains("حدّاد"));
    for invite in listed {
        for deed in ["renew", "end", "revoke", "reset-seat"] {
            let path = format!("/invites/{}/{deed}", invite["id"].as_str().unwrap());
            let page = house.browser.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            let text = page.text();
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"));
        }
        let path = format!("/invites/{}/renew", invite["id"].as_str().unwrap());
        let made = house.browser.post(&path, &[]).await.text();
        assert!(!made.contains("<script>alert") && !made.contains("<img src=x"));
    }
}
