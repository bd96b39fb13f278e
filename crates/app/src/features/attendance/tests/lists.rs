//! What the owner sees.

use super::*;

#[tokio::test]
async fn the_owner_sees_who_was_here_and_how_much_they_watched() {
    let theatre = theatre().await;
    let (mut ada, invite) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let (mut eve, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    theatre.hub.guest(theatre.film, theatre.grace).await;
    theatre.later(&mut ada, 90, json!([[0, 630]])).await;
    theatre.later(&mut eve, 60, json!([[0, 1000]])).await;
    theatre.written().await;

    let listed = theatre
        .get(&format!("/api/v1/entries/{}/invites", theatre.film))
        .await;
    let row = |id: &str| {
        let rows = listed["invites"].as_array().unwrap();
        rows.iter().find(|row| row["id"] == id).unwrap().clone()
    };
    let of_ada = row(&invite.to_string());
    assert_eq!(
        of_ada["attendance"],
        json!({ "first_at": "2026-11-21T12:01:30Z", "last_at": "2026-11-21T12:01:30Z",
                "present_seconds": 90, "watched_percent": 63 })
    );
    assert_eq!(of_ada["last_seen_at"], "2026-11-21T12:01:30Z");

    let mut grace = theatre.hub.signed_in(theatre.grace).await;
    let path = format!("/media/{}/invites?sort=watched", theatre.film);
    let page = grace.get(&path).await.text();
    assert!(page.contains("3 invited · "), "{page}");
    assert!(page.contains("1 watched it to the end · median watched 100"));
    let (all, some) = (page.find("100\u{a0}%"), page.find("63\u{a0}%"));
    assert!(all.is_some() && all < some, "who watched most comes first");
    assert!(page.contains("1\u{a0}min\u{a0}here"));

    let csv = grace
        .get(&format!("/media/{}/invites/export.csv", theatre.film))
        .await
        .text();
    assert!(
        csv.contains("\"first here\",\"seconds here\",\"percent watched\""),
        "{csv}"
    );
    assert!(
        csv.contains("\"2026-11-21T12:01:30Z\",\"90\",\"63\","),
        "{csv}"
    );
}

#[tokio::test]
async fn what_a_guest_did_is_the_members_who_signs_in_as_them() {
    let theatre = theatre().await;
    let (mut ada, invite) = theatre.hub.guest(theatre.film, theatre.grace).await;
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    theatre.written().await;
    let account = theatre.hub.account("ada@uni.edu", AppRole::Viewer).await;
    // Some is written when the seat becomes the account's, some is heard and written later.
    theatre.later(&mut ada, 20, json!([[200, 400]])).await;
    let film = theatre.film;
    theatre
        .hub
        .write(move |tx| {
            let sql = "UPDATE grants SET account_id = $2, seat = NULL WHERE invite_id = $1";
            tx.execute(sql, params![invite, account])?;
            super::super::carry(tx, film, invite, account)
        })
        .await;
    theatre.written().await;
    let kept = [("account".to_owned(), 40, "0-400".to_owned(), Some(40))];
    assert_eq!(theatre.rows().await, kept);
    let listed = theatre
        .get(&format!("/api/v1/entries/{}/invites", theatre.film))
        .await;
    assert_eq!(listed["invites"][0]["attendance"]["watched_percent"], 40);
}

#[tokio::test]
async fn a_member_who_goes_for_good_leaves_no_attendance() {
    let theatre = theatre().await;
    let member = theatre.hub.account("ada@uni.edu", AppRole::Viewer).await;
    theatre
        .hub
        .grant_member(theatre.film, member, Duration::from_hours(1))
        .await;
    let mut ada = theatre.hub.signed_in(member).await;
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    theatre.written().await;
    assert_eq!(theatre.rows().await.len(), 1);
    theatre
        .hub
        .write(move |tx| super::super::forget_of_account(tx, member))
        .await;
    assert!(theatre.rows().await.is_empty());
}
