//! What a page says, and what is kept of it.

use super::*;

#[tokio::test]
async fn a_guest_who_comes_back_and_opens_a_second_tab_is_one_person() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let mut tab = ada.clone();
    theatre.later(&mut ada, 0, json!([])).await;
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    // The second tab was there for the same twenty seconds, and watched the same.
    theatre.later(&mut tab, 0, json!([])).await;
    let word = json!({ "present": 20_000, "watched": [[100, 200]] });
    assert_eq!(theatre.tell(&mut tab, word).await.status, 204);
    assert_eq!(theatre.written().await, 1);
    let kept = [("invite".to_owned(), 20, "0-200".to_owned(), Some(20))];
    assert_eq!(theatre.rows().await, kept);
    // Gone for an hour, and back.
    theatre.hub.clock.advance(Duration::from_mins(30));
    theatre.later(&mut ada, 0, json!([])).await;
    theatre
        .later(&mut ada, 20, json!([[0, 200], [430, 860]]))
        .await;
    theatre.written().await;
    let kept = [(
        "invite".to_owned(),
        40,
        "0-200,430-860".to_owned(),
        Some(63),
    )];
    assert_eq!(theatre.rows().await, kept);
}

#[tokio::test]
async fn nothing_is_believed_further_than_it_can_be_true() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let word =
        json!({ "present": u64::MAX, "watched": [[0, u64::MAX], [50, 20]], "place": u64::MAX });
    assert_eq!(theatre.tell(&mut ada, word).await.status, 204);
    theatre.written().await;
    let rows = theatre.rows().await;
    assert_eq!(rows[0].1, 120, "a word reaches two minutes back");
    assert_eq!((&*rows[0].2, rows[0].3), ("0-1000", Some(100)));

    let spans: Vec<[u64; 2]> = (0..101).map(|n| [n * 20, n * 20 + 5]).collect();
    let answer = theatre
        .tell(&mut ada, json!({ "present": 0, "watched": spans }))
        .await;
    assert_eq!(answer.status, 422);
    for word in [
        json!({ "present": -1 }),
        json!({ "present": "long" }),
        json!({ "present": 1, "who": "eve" }),
        json!({ "present": 1, "watched": [[1, 2, 3]] }),
        json!([]),
    ] {
        let answer = theatre.tell(&mut ada, word.clone()).await;
        let refused = [400, 422].contains(&answer.status.as_u16());
        assert!(refused, "{word}: {}", answer.status);
    }
    let large = json!({ "present": 1, "place": 1, "watched": [], "who": "x".repeat(9000) });
    assert_eq!(theatre.tell(&mut ada, large).await.status, 413);
}

#[tokio::test]
async fn a_session_that_says_too_much_is_not_heard_for_a_minute() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let word = json!({ "present": 0 });
    for _ in 0..60 {
        assert_eq!(theatre.tell(&mut ada, word.clone()).await.status, 204);
    }
    let answer = theatre.tell(&mut ada, word.clone()).await;
    assert_eq!(answer.status, 429);
    assert!(answer.headers.contains_key("retry-after"));
    theatre.hub.clock.advance(Duration::from_mins(1));
    assert_eq!(theatre.tell(&mut ada, word).await.status, 204);
}

#[tokio::test]
async fn whoever_is_out_is_told_no_and_nobody_unknown_is_kept() {
    let theatre = theatre().await;
    let (mut ada, invite) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let now = theatre.hub.now();
    theatre
        .hub
        .write(move |tx| {
            let sql = "UPDATE grants SET ended_at = $2, ended_why = 'revoked' WHERE invite_id = $1";
            tx.execute(sql, params![invite, now])
        })
        .await;
    let word = json!({ "present": 1000 });
    assert_eq!(theatre.tell(&mut ada, word.clone()).await.status, 404);
    let mut stranger = theatre.hub.browser();
    assert_eq!(theatre.tell(&mut stranger, word.clone()).await.status, 404);
    let film = theatre.film;
    theatre
        .hub
        .write(move |tx| {
            let sql = "UPDATE entries SET publish = 'unlisted' WHERE id = $1";
            tx.execute(sql, params![film])
        })
        .await;
    assert_eq!(theatre.tell(&mut stranger, word).await.status, 204);
    assert_eq!(theatre.written().await, 0);
}

#[tokio::test]
async fn a_hub_that_keeps_no_attendance_writes_nothing_and_says_nothing() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let page = format!("/media/{}", theatre.film);
    let shown = ada.get(&page).await.text();
    assert!(shown.contains("grace Member sees when you were here and how much you watched"));
    assert!(shown.contains("attendance-word"));
    theatre.keep(false).await;
    let shown = ada.get(&page).await.text();
    assert!(!shown.contains("when you were here") && !shown.contains("attendance-word"));
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    assert_eq!(theatre.written().await, 0);
    assert!(theatre.rows().await.is_empty());
}

#[tokio::test]
async fn of_a_document_the_pages_are_kept_that_were_open() {
    let mut theatre = theatre().await;
    let (private, grace) = (PublishStatus::Private, theatre.grace);
    theatre.film = theatre.hub.paper(grace, private, 8).await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, grace).await;
    let mut tab = ada.clone();
    theatre.later(&mut ada, 20, json!([[0, 1]])).await;
    theatre.written().await;
    theatre.later(&mut ada, 20, json!([[0, 1], [4, 5]])).await;
    theatre.later(&mut tab, 0, json!([[4, 6], [8, 900]])).await;
    theatre.written().await;
    let kept = [("invite".to_owned(), 40, "0-1,4-6".to_owned(), Some(37))];
    assert_eq!(theatre.rows().await, kept);
    let listed = theatre
        .get(&format!("/api/v1/entries/{}/invites", theatre.film))
        .await;
    assert_eq!(listed["invites"][0]["attendance"]["watched_percent"], 37);
    let mut grace = theatre.hub.signed_in(theatre.grace).await;
    let path = format!("/media/{}/invites", theatre.film);
    let page = grace.get(&path).await.text();
    assert!(
        page.contains("0 read it to the end · median read 37"),
        "{page}"
    );
    let shown = ada.get(&format!("/media/{}", theatre.film)).await.text();
    assert!(shown.contains("grace Member sees when you were here and how much you read"));
    assert!(!shown.contains("data-goes-on"), "no film goes on");
}

#[tokio::test]
async fn of_a_document_without_known_pages_only_who_was_there_is_kept() {
    let theatre = theatre().await;
    let paper = theatre
        .hub
        .entry(theatre.grace, EntryKind::Document, PublishStatus::Private)
        .await;
    let (mut ada, _) = theatre.hub.guest(paper, theatre.grace).await;
    let path = format!("/media/{paper}/attendance");
    let word = json!({ "present": 20_000, "watched": [[0, 100]], "place": 10 });
    assert_eq!(ada.json(Method::POST, &path, word).await.status, 204);
    theatre.written().await;
    let kept = [("invite".to_owned(), 20, String::new(), None)];
    assert_eq!(theatre.rows().await, kept);
}

#[tokio::test]
async fn what_a_killed_process_had_written_is_there_and_the_rest_is_told_again() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    theatre.written().await;
    theatre.later(&mut ada, 20, json!([[0, 400]])).await;
    let again = theatre.hub.restarted();
    let mut ada = ada.at(&again);
    again.clock.advance(Duration::from_secs(20));
    let word = json!({ "present": 60_000, "watched": [[0, 600]], "place": 600 });
    assert_eq!(theatre.tell(&mut ada, word).await.status, 204);
    flush(&again.app).await.unwrap();
    let kept = [("invite".to_owned(), 60, "0-600".to_owned(), Some(60))];
    assert_eq!(theatre.rows().await, kept);
}

#[tokio::test]
async fn two_servers_that_heard_of_one_person_write_one_row() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let other = theatre.hub.restarted();
    let mut tab = ada.clone().at(&other);
    theatre.later(&mut ada, 20, json!([[0, 200]])).await;
    let word = json!({ "present": 15_000, "watched": [[150, 350]], "place": 350 });
    assert_eq!(theatre.tell(&mut tab, word).await.status, 204);
    let (one, two) = tokio::join!(flush(&theatre.hub.app), flush(&other.app));
    assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
    let kept = [("invite".to_owned(), 20, "0-350".to_owned(), Some(35))];
    assert_eq!(theatre.rows().await, kept);
}
