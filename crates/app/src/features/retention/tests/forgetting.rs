//! What is left of somebody who is forgotten.

use super::*;

async fn forgotten(house: &House, guest: Guest, why: Why) -> bool {
    let now = house.hub.now();
    house
        .hub
        .write(move |tx| forget(tx, guest, why, now))
        .await
        .is_some()
}

#[tokio::test]
async fn a_guest_who_asks_is_out_and_unknown_at_once() {
    let house = house().await;
    let (invite, path) = house.invite(house.film, "ada@example.org").await;
    let mut ada = house.enter(&path, "ada@example.org").await;
    house.attend(&mut ada).await;
    assert!(forgotten(&house, Guest::Invited(invite), Why::Asked).await);
    assert!(
        !forgotten(&house, Guest::Invited(invite), Why::Asked).await,
        "once"
    );
    let page = format!("/media/{}", house.film);
    assert_eq!(ada.get(&page).await.status, 404);
    // A word that was on its way is not written.
    assert_eq!(
        ada.json(
            Method::POST,
            &format!("{page}/attendance"),
            json!({ "present": 1 })
        )
        .await
        .status,
        404
    );
    assert_eq!(
        house.hub.browser().get(&path).await.status,
        404,
        "the link leads nowhere"
    );
    let rows = house.list().await;
    assert_eq!(rows.len(), 1, "counts hold");
    let row = &rows[0];
    assert_eq!(
        (&row["email"], &row["first_name"], &row["state"]),
        (&json!(""), &json!(""), &json!("forgotten"))
    );
    assert_eq!(row["attendance"], Value::Null);
    assert!(
        row["joined_at"].is_string(),
        "that somebody came is no secret"
    );
    let everything = dump::dump(&house.hub).await.join("\n").to_lowercase();
    assert!(!everything.contains("lovelace") && !everything.contains("ada@example.org"));
}

#[tokio::test]
async fn words_on_their_way_when_somebody_is_forgotten_are_not_written() {
    let house = house().await;
    let (invite, path) = house.invite(house.film, "ada@example.org").await;
    let mut ada = house.enter(&path, "ada@example.org").await;
    let told = format!("/media/{}/attendance", house.film);
    assert_eq!(
        ada.json(Method::POST, &told, json!({ "present": 1000 }))
            .await
            .status,
        204
    );
    forgotten(&house, Guest::Invited(invite), Why::Asked).await;
    crate::features::attendance::flush(&house.hub.app)
        .await
        .unwrap();
    let rows = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM attendance";
    assert_eq!(house.count(rows).await, 0);
}

#[tokio::test]
async fn the_owner_sees_a_row_without_a_name_and_can_invite_the_address_again() {
    let house = house().await;
    let (invite, path) = house.invite(house.film, "ada@example.org").await;
    house.enter(&path, "ada@example.org").await;
    forgotten(&house, Guest::Invited(invite), Why::Time).await;
    let mut grace = house.hub.signed_in(house.grace).await;
    let list = format!("/media/{}/invites", house.film);
    let page = grace.get(&list).await.text();
    assert!(
        page.contains("Data removed") && page.contains("A guest, no longer known"),
        "{page}"
    );
    assert!(page.contains("1 invited · 1 joined"), "{page}");
    assert!(!page.contains("forgotten.invalid") && !page.contains(&format!("again={invite}")));
    let csv = grace.get(&format!("{list}/export.csv")).await.text();
    assert_eq!(
        csv.lines().count(),
        1,
        "nobody to be invited from a list: {csv}"
    );
    let again = format!("/media/{}/invite?again={invite}", house.film);
    assert!(!grace.get(&again).await.text().contains("forgotten.invalid"));
    for deed in ["renew", "resend", "end", "role", "reset-seat"] {
        let answer = grace.post(&format!("/invites/{invite}/{deed}"), &[]).await;
        assert!(answer.status.is_client_error(), "{deed}: {}", answer.status);
    }
    house.days(1);
    house.invite(house.film, "ada@example.org").await;
    assert_eq!(house.states().await, ["pending", "forgotten"]);
}

#[tokio::test]
async fn others_are_no_longer_told_the_name() {
    let house = house().await;
    let (invite, _) = house.invite(house.film, "ada@example.org").await;
    let (film, grace) = (house.film, house.grace);
    house
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO notices (id, account_id, kind, entry_id, who, people, at)
                 VALUES ('01900000-0000-7000-8000-000000000001', $1, 'joined', $2, 'Ada Lovelace', 3, 1)",
                params![grace, film],
            )?;
            tx.execute(
                "INSERT INTO notice_news (account_id, kind, entry_id, who, people, at)
                 VALUES ($1, 'joined', $2, 'Ada Lovelace', 1, 1)",
                params![grace, film],
            )
        })
        .await;
    forgotten(&house, Guest::Invited(invite), Why::Time).await;
    let named = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
        (SELECT who FROM notices UNION ALL SELECT who FROM notice_news) AS told WHERE who <> '—'";
    assert_eq!(house.count(named).await, 0);
    let mut grace = house.hub.signed_in(house.grace).await;
    assert_eq!(grace.get("/notices").await.status, 200);
}

#[tokio::test]
async fn a_guest_by_a_guest_link_is_gone_and_still_counted() {
    let house = house().await;
    let mut grace = house.hub.signed_in(house.grace).await;
    let links = format!("/api/v1/entries/{}/guest-links", house.film);
    let made = grace
        .json(Method::POST, &links, json!({ "name": "Open day" }))
        .await;
    let url = made.value()["url"].as_str().unwrap().to_owned();
    let path = url.strip_prefix("https://hub.uni.edu").unwrap();
    let mut eve = house.hub.browser();
    eve.get(path).await;
    let answer = eve
        .post(path, &[("name", "Eve"), ("email", "eve@example.org")])
        .await;
    assert_eq!(answer.status, 303);
    house.attend(&mut eve).await;
    let guests = format!("/api/v1/entries/{}/guests", house.film);
    let listed = grace.get(&guests).await.value();
    let guest = &listed["guests"][0];
    assert_eq!(guest["attendance"]["present_seconds"], 20);
    let id = guest["id"].as_str().unwrap().parse().unwrap();
    assert!(forgotten(&house, Guest::ByLink(id), Why::Asked).await);
    assert!(!forgotten(&house, Guest::ByLink(id), Why::Asked).await);
    assert_eq!(eve.get(&format!("/media/{}", house.film)).await.status, 404);
    assert_eq!(grace.get(&guests).await.value()["guests"], json!([]));
    assert_eq!(grace.get(&links).await.value()["guest_links"][0]["came"], 1);
    let everything = dump::dump(&house.hub).await.join("\n").to_lowercase();
    assert!(!everything.contains("eve@example.org"));
}
