use axum::http::StatusCode;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, GroupId},
};

use super::{PAGE, console, post, save, version};
use crate::{features::accounts::store, testing::Hub};

async fn group(hub: &Hub, name: &'static str) -> GroupId {
    let (app, now) = (hub.app.clone(), hub.now());
    hub.write(move |tx| store::create_group(tx, name, now, &*app.parts.entropy))
        .await
}

fn names(answer: &crate::testing::Answer) -> Vec<String> {
    let value = answer.value();
    let list = |kind: &str| value[kind].as_array().cloned().unwrap_or_default();
    let both = list("people").into_iter().chain(list("groups"));
    both.filter_map(|one| one["name"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn people_and_groups_are_found_by_name_address_and_id() {
    let (hub, mut browser) = console().await;
    let ada = hub.account("ada@uni.edu", AppRole::Viewer).await;
    let staff = group(&hub, "Faculty Staff").await;
    let found = [
        ("ada", "ada Member"),
        ("ADA%40uni", "ada Member"),
        ("staff", "Faculty Staff"),
        ("Faculty%20st", "Faculty Staff"),
        (&ada.to_string(), "ada Member"),
        (&format!("account:{ada}"), "ada Member"),
        (&staff.to_string(), "Faculty Staff"),
        (&format!("group:{staff}"), "Faculty Staff"),
    ];
    for (q, name) in found {
        let answer = browser.get(&format!("/admin/subjects?q={q}")).await;
        assert_eq!(names(&answer), [name], "{q}");
    }
    for q in [
        "",
        "%20",
        "zzz",
        "%25",
        "0192f0c0-0000-7000-8000-000000000001",
    ] {
        let answer = browser.get(&format!("/admin/subjects?q={q}")).await;
        assert_eq!(
            (answer.status, names(&answer).len()),
            (StatusCode::OK, 0),
            "{q}"
        );
    }
    assert_eq!(
        browser.get("/admin/subjects?x=1").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn members_may_be_hidden_from_each_other_but_not_from_the_console() {
    let (hub, mut browser) = console().await;
    hub.account("ada@uni.edu", AppRole::Viewer).await;
    save(&hub, &mut browser, &[("DirectorySearch", "off")]).await;
    let answer = browser.get("/admin/subjects?q=ada").await;
    assert_eq!(names(&answer), ["ada Member"]);
}

#[tokio::test]
async fn without_scripts_people_are_searched_ticked_saved_and_removed() {
    let (hub, mut browser) = console().await;
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let staff = group(&hub, "Advisers").await;
    let (ada, staff) = (format!("account:{ada}"), format!("group:{staff}"));

    let search = [
        ("AllowedUsersRoles", "specific"),
        ("LinkDuration", "not yet"),
        ("find:AllowedUsers", "ad"),
    ];
    let answer = post(&hub, &mut browser, &search).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::OK);
    for value in [&ada, &staff] {
        let tick = format!(r#"<input type="checkbox" name="AllowedUsers" value="{value}""#);
        assert!(text.contains(&tick), "{tick}");
    }
    assert!(text.contains(r#"value="specific" checked"#));
    assert!(text.contains(r#"value="not yet""#), "typed is kept");

    let ticked = [
        ("AllowedUsersRoles", "specific"),
        ("AllowedUsers", ""),
        ("AllowedUsers", &ada),
        ("AllowedUsers", &staff),
    ];
    save(&hub, &mut browser, &ticked).await;
    let config = hub.app.settings.now();
    assert_eq!(config.invite_to_media.allowed_users.count(), 2);

    let step = format!("remove {ada}");
    let mut removed = ticked.to_vec();
    removed.push(("step", &step));
    let text = post(&hub, &mut browser, &removed).await.text();
    assert!(text.contains("Advisers") && !text.contains("ada Member"));
    assert_eq!(version(&hub).await, 1, "removed in the form only");
}

#[tokio::test]
async fn a_search_that_finds_nobody_says_what_to_do() {
    let (hub, mut browser) = console().await;
    let form = [("find:AllowedUsers", "zzz"), ("step", "find")];
    let text = post(&hub, &mut browser, &form).await.text();
    assert!(text.contains("Nobody and no group is called “zzz”."));
}

#[tokio::test]
async fn ids_of_nobody_are_refused_and_those_who_left_can_stay_or_go() {
    let (hub, mut browser) = console().await;
    let nobody = AccountId::new(hub.now(), &*hub.app.parts.entropy);
    let nobody = format!("account:{nobody}");
    for value in [nobody.as_str(), "group:x", "ada@uni.edu", "robot:1"] {
        let answer = save(&hub, &mut browser, &[("AllowedUsers", value)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(
            answer.text().contains(r#"id="AllowedUsers-error""#),
            "{value}"
        );
    }
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let value = format!("account:{ada}");
    save(&hub, &mut browser, &[("AllowedUsers", &value)]).await;
    let now = hub.now();
    hub.write(move |tx| {
        tx.execute(
            "UPDATE accounts SET suspended_at = $2 WHERE id = $1",
            usher_db::params![ada, now],
        )
    })
    .await;
    let page = browser.get(PAGE).await;
    assert!(super::says(&hub, &page, "console-gone"));
    let form = [("AllowedUsers", value.as_str()), ("LinkDuration", "2880")];
    let answer = save(&hub, &mut browser, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(version(&hub).await, 2);
}

#[tokio::test]
async fn the_field_matters_by_the_choice_before_it() {
    let (_hub, mut browser) = console().await;
    let text = browser.get(PAGE).await.text();
    assert!(text.contains(r#"value="specific" data-opens"#));
    let dependent: Vec<_> = text.matches("data-dependent").collect();
    assert_eq!(dependent.len(), 1);
    let after = text.split("data-opens").nth(1).unwrap();
    let next = after.split("class=\"setting").nth(1).unwrap();
    assert!(next.starts_with("\" data-dependent"), "right after it");
}
