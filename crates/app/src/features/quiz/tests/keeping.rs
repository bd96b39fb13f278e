//! Whose answers they are, and how they go.

use usher_domain::ids::InviteId;

use super::*;
use crate::{
    features::retention::{Guest, Why, forget},
    testing::dump,
};

async fn revoke(school: &School, invite: InviteId) {
    let now = school.hub.now();
    school
        .hub
        .write(move |tx| {
            let sql = "UPDATE grants SET ended_at = $2, ended_why = 'revoked' WHERE invite_id = $1";
            tx.execute(sql, params![invite, now])
        })
        .await;
}

#[tokio::test]
async fn whoever_is_put_out_in_the_middle_answers_no_more_and_what_they_answered_is_kept() {
    let school = school().await;
    let (mut ada, invite) = school.hub.guest(school.film, school.grace).await;
    let standing = school.start(&mut ada).await;
    school
        .answer(
            &mut ada,
            (&standing, 5),
            json!({ "text": "Before the end" }),
        )
        .await;
    let page = ada.get(&school.page("")).await.text();
    assert!(
        page.contains("The answers you have given are kept."),
        "said when the page ends: {page}"
    );
    revoke(&school, invite).await;
    let answer = school
        .answer(&mut ada, (&standing, 5), json!({ "text": "After the end" }))
        .await;
    assert_eq!(answer.status, 404);
    assert_eq!(school.submit(&mut ada, &standing).await.status, 404);
    let results = school.results().await;
    let attempt = results["people"][0]["attempts"][0]["id"].as_str().unwrap();
    let mut grace = school.hub.signed_in(school.grace).await;
    let page = grace
        .get(&school.page(&format!("/quiz/results/attempt?id={attempt}")))
        .await
        .text();
    assert!(
        page.contains("Before the end") && !page.contains("After the end"),
        "{page}"
    );
}

#[tokio::test]
async fn a_guest_who_is_forgotten_leaves_no_answer_behind() {
    let school = school().await;
    let (mut ada, invite) = school.hub.guest(school.film, school.grace).await;
    let standing = school.start(&mut ada).await;
    school
        .answer(
            &mut ada,
            (&standing, 5),
            json!({ "text": "My secret thought" }),
        )
        .await;
    let mut ben = school.ada().await;
    school.attempt_from_start_to_end(&mut ben, true).await;
    let everything = dump::dump(&school.hub).await.join("\n");
    assert!(everything.contains("My secret thought"));
    let now = school.hub.now();
    school
        .hub
        .write(move |tx| forget(tx, Guest::Invited(invite), Why::Asked, now))
        .await;
    let everything = dump::dump(&school.hub).await.join("\n");
    assert!(!everything.contains("My secret thought"));
    let results = school.results().await;
    assert_eq!(
        results["people"].as_array().unwrap().len(),
        1,
        "others' answers stay"
    );
}

#[tokio::test]
async fn a_member_who_is_removed_leaves_no_answer_behind() {
    let school = school().await;
    let ben = school.hub.account("ben@uni.edu", AppRole::Viewer).await;
    school
        .hub
        .grant_member(school.film, ben, std::time::Duration::from_hours(1))
        .await;
    let mut browser = school.hub.signed_in(ben).await;
    school.attempt_from_start_to_end(&mut browser, true).await;
    let results = school.results().await;
    let person = &results["people"][0];
    assert_eq!(
        (&person["name"], &person["email"], &person["guest"]),
        (&json!("ben Member"), &json!("ben@uni.edu"), &json!(false))
    );
    school
        .hub
        .write(move |tx| super::super::forget_of_account(tx, ben))
        .await;
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_attempts",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers",
    ] {
        assert_eq!(school.count(sql).await, 0);
    }
}

#[tokio::test]
async fn what_a_guest_answered_is_the_members_they_become() {
    let school = school_with(json!({ "attempts": 3 })).await;
    let ben = school.hub.account("ben@uni.edu", AppRole::Viewer).await;
    school
        .hub
        .grant_member(school.film, ben, std::time::Duration::from_hours(1))
        .await;
    let mut member = school.hub.signed_in(ben).await;
    school.attempt_from_start_to_end(&mut member, false).await;
    let (mut guest, invite) = school.hub.guest(school.film, school.grace).await;
    school.attempt_from_start_to_end(&mut guest, true).await;
    let standing = school.start(&mut guest).await;
    school
        .answer(&mut guest, (&standing, 5), json!({ "text": "Half" }))
        .await;
    let film = school.film;
    school
        .hub
        .write(move |tx| super::super::carry(tx, film, invite, ben))
        .await;
    let standing = member.get(&school.api("/attempt")).await.value();
    assert_eq!(standing["attempts_left"], 0);
    assert_eq!(standing["attempt"]["number"], 3);
    assert_eq!(standing["attempt"]["questions"][4]["written"], "Half");
    assert_eq!(standing["counts"]["reached"], 6.0, "the best of both");
    assert_eq!(
        school.results().await["people"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_purged_quiz_leaves_nothing() {
    let school = school().await;
    let mut ada = school.ada().await;
    school.attempt_from_start_to_end(&mut ada, true).await;
    school.start(&mut ada).await;
    let film = school.film;
    for expected in [1, 1, 0] {
        let gone = school
            .hub
            .write(move |tx| super::super::purge(tx, film, 1))
            .await;
        assert_eq!(gone, expected);
    }
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_attempts",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_versions",
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quizzes",
    ] {
        assert_eq!(school.count(sql).await, 0, "{sql}");
    }
}

#[tokio::test]
async fn who_submits_is_in_the_audit_and_no_answer_is() {
    let school = school().await;
    let (mut ada, invite) = school.hub.guest(school.film, school.grace).await;
    school.attempt_from_start_to_end(&mut ada, true).await;
    let rows = school
        .hub
        .write(|tx| {
            let sql = "SELECT actor, detail FROM audit WHERE deed = 'quiz_submitted'";
            tx.query(sql, &[], |row| {
                Ok((row.get::<String>("actor")?, row.get::<String>("detail")?))
            })
        })
        .await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].0, format!("guest:{invite}"));
    assert!(
        rows[0].1.contains("\"reached\":600") && !rows[0].1.contains("Because"),
        "{}",
        rows[0].1
    );
}
