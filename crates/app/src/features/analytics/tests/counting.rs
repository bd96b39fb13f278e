//! What is counted.

use super::*;

#[tokio::test]
async fn part_of_a_film_on_a_phone_and_all_of_it_on_a_computer() {
    let cinema = cinema().await;
    let (ada, _) = cinema.hub.guest(cinema.film, cinema.grace).await;
    let mut ada = on(ada, PHONE);
    let (_, member) = cinema.member("eve@uni.edu").await;
    let mut eve = on(member, COMPUTER);
    cinema.play(&mut ada).await;
    cinema.watch(&mut ada, json!([[0, 300]])).await;
    // A word that says nothing new says nothing of where it was watched either.
    let mut leaving = on(ada.clone(), COMPUTER);
    cinema.watch(&mut leaving, json!([])).await;
    cinema.play(&mut eve).await;
    cinema.watch(&mut eve, json!([[0, 400]])).await;
    // Told again, in a second tab, and to the end.
    cinema.watch(&mut eve, json!([[0, 1000]])).await;
    cinema.written().await;
    cinema.watch(&mut ada, json!([[200, 300]])).await;
    cinema.written().await;

    let numbers = cinema.numbers("30").await;
    assert_eq!(
        (&numbers["plays"], &numbers["plays_ever"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(numbers["people"], 2);
    assert_eq!(numbers["watched_seconds"], 130);
    assert_eq!(numbers["average_percent"], 65);
    assert_eq!(
        numbers["days"],
        json!([{ "day": "2026-11-21", "plays": 2, "watched_seconds": 130 }])
    );
    let devices = json!([
        { "device": "desktop", "plays": 1, "watched_seconds": 100 },
        { "device": "phone", "plays": 1, "watched_seconds": 30 },
    ]);
    assert_eq!(numbers["devices"], devices);
    let timeline = &numbers["timeline"];
    assert_eq!(
        (&timeline["viewings"], &timeline["seconds"]),
        (&json!(2), &json!(100.0))
    );
    let steps: Vec<u64> = (timeline["steps"].as_array().unwrap().iter())
        .map(|n| n.as_u64().unwrap())
        .collect();
    assert_eq!(steps, [vec![2; 30], vec![1; 70]].concat());
    let ways: Vec<(&str, u64, u64, u64)> = (numbers["ways"].as_array().unwrap().iter())
        .map(|way| {
            let n = |name: &str| way[name].as_u64().unwrap();
            let name = way["way"].as_str().unwrap();
            (name, n("plays"), n("people"), n("average_percent"))
        })
        .collect();
    assert_eq!(ways, [("account", 1, 1, 100), ("invite", 1, 1, 30)]);
    assert_eq!(numbers["invited"]["median_percent"], 30);

    let people = cinema.people("").await;
    let seen = |n: usize, name: &str| people["people"][n][name].clone();
    assert_eq!(people["people"].as_array().unwrap().len(), 2);
    let ada = usize::from(seen(0, "sort") != "invited_guest");
    assert_eq!(seen(ada, "name"), "Ada Guest");
    assert_eq!(seen(ada, "watched_percent"), 30);
    assert_eq!(seen(ada, "plays"), 1);
    assert_eq!(seen(1 - ada, "sort"), "member");
    assert_eq!(seen(1 - ada, "email"), "eve@uni.edu");
    assert_eq!(seen(1 - ada, "watched_seconds"), 100);

    // The browser's words for itself stand nowhere.
    let everything = crate::testing::dump::dump(&cinema.hub).await.join("\n");
    assert!(everything.contains("phone") && !everything.contains("Unmistakable"));
    assert!(!everything.contains("iPhone"));
}

#[tokio::test]
async fn somebody_who_comes_back_is_one_person_and_a_viewing_each_day() {
    let cinema = cinema().await;
    let (_, mut eve) = cinema.member("eve@uni.edu").await;
    cinema.watch(&mut eve, json!([[0, 500]])).await;
    cinema.written().await;
    cinema.days(10);
    cinema.watch(&mut eve, json!([[0, 200]])).await;
    cinema.written().await;
    let week = cinema.numbers("7").await;
    assert_eq!(
        (&week["people"], &week["watched_seconds"]),
        (&json!(1), &json!(20))
    );
    assert_eq!(week["average_percent"], 50, "of the film, ever");
    assert_eq!(week["timeline"]["viewings"], 1);
    let all = cinema.numbers("all").await;
    assert_eq!(
        (&all["people"], &all["watched_seconds"]),
        (&json!(1), &json!(70))
    );
    assert_eq!(all["timeline"]["viewings"], 2);
    assert_eq!(
        (&all["timeline"]["steps"][0], &all["timeline"]["steps"][40]),
        (&json!(2), &json!(1))
    );
    let days: Vec<&Value> = (all["days"].as_array().unwrap().iter())
        .map(|day| &day["day"])
        .collect();
    assert_eq!(days, ["2026-11-21", "2026-12-01"]);
    // A month later nobody was there lately.
    cinema.days(31);
    let month = cinema.numbers("30").await;
    assert_eq!((&month["people"], &month["plays"]), (&json!(0), &json!(0)));
    assert_eq!(
        cinema.people("?period=30").await["people"],
        Value::Array(vec![])
    );
    assert_eq!(
        cinema.people("?period=all").await["people"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn whoever_is_not_known_is_a_play_and_nobody() {
    let cinema = cinema().await;
    let mut stranger = on(cinema.hub.browser(), PHONE);
    cinema.play(&mut stranger).await;
    cinema.play(&mut stranger).await;
    cinema.watch(&mut stranger, json!([[0, 1000]])).await;
    cinema.written().await;
    let numbers = cinema.numbers("7").await;
    assert_eq!(
        (
            &numbers["plays"],
            &numbers["people"],
            &numbers["watched_seconds"]
        ),
        (&json!(1), &json!(0), &json!(0))
    );
    assert_eq!(numbers["ways"][0]["way"], "anyone");
    assert_eq!(
        numbers["devices"],
        json!([{ "device": "phone", "plays": 1, "watched_seconds": 0 }])
    );
    assert_eq!(numbers["average_percent"], Value::Null);
}

#[tokio::test]
async fn a_day_is_one_of_the_sites_zone() {
    let cinema = cinema().await;
    let rules = |site: &mut SiteConfig| site.time_and_date.time_zone = "Pacific/Auckland".into();
    cinema.hub.rules(&["timeanddate"], rules).await;
    let mut stranger = cinema.hub.browser();
    cinema.play(&mut stranger).await;
    cinema.written().await;
    let numbers = cinema.numbers("7").await;
    assert_eq!(numbers["time_zone"], "Pacific/Auckland");
    assert_eq!(
        numbers["days"][0]["day"], "2026-11-22",
        "noon in UTC is the next day there"
    );
    assert!(cinema.page("").await.contains("days of Pacific/Auckland"));
}

#[tokio::test]
async fn two_servers_that_heard_of_one_entry_add_to_the_same_numbers() {
    let cinema = cinema().await;
    let other = cinema.hub.restarted();
    let (_, mut eve) = cinema.member("eve@uni.edu").await;
    let (_, bob) = cinema.member("bob@uni.edu").await;
    let mut bob = bob.at(&other);
    cinema.watch(&mut eve, json!([[0, 1000]])).await;
    let word = json!({ "present": 20_000, "watched": [[0, 500]], "place": 0 });
    let path = format!("/media/{}/attendance", cinema.film);
    assert_eq!(bob.json(Method::POST, &path, word).await.status, 204);
    let (one, two) = tokio::join!(flush(&cinema.hub.app), flush(&other.app));
    assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
    let numbers = cinema.numbers("7").await;
    assert_eq!(
        (&numbers["people"], &numbers["watched_seconds"]),
        (&json!(2), &json!(150))
    );
    let timeline = &numbers["timeline"];
    assert_eq!(
        (&timeline["steps"][0], &timeline["steps"][99]),
        (&json!(2), &json!(1))
    );
}

#[tokio::test]
async fn of_a_document_without_known_pages_who_was_there_and_for_how_long() {
    let mut cinema = cinema().await;
    let status = PublishStatus::Private;
    cinema.film = cinema.hub.paper(cinema.grace, status, 0).await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.grace).await;
    cinema.play(&mut ada).await;
    cinema.watch(&mut ada, json!([])).await;
    cinema.written().await;
    let numbers = cinema.numbers("7").await;
    assert_eq!(
        (
            &numbers["plays"],
            &numbers["people"],
            &numbers["watched_seconds"]
        ),
        (&json!(1), &json!(1), &json!(20))
    );
    assert_eq!(
        (
            &numbers["timeline"],
            &numbers["pages"],
            &numbers["average_percent"]
        ),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let page = cinema.page("").await;
    assert!(page.contains("Times opened") && !page.contains("Where they leave"));
}

#[tokio::test]
async fn a_guest_who_becomes_a_member_stays_one_person() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.grace).await;
    cinema.watch(&mut ada, json!([[0, 200]])).await;
    cinema.written().await;
    let (account, mut member) = cinema.member("ada@uni.edu").await;
    cinema.watch(&mut member, json!([[500, 600]])).await;
    cinema.written().await;
    assert_eq!(cinema.numbers("7").await["people"], 2);
    let film = cinema.film;
    cinema
        .hub
        .write(move |tx| {
            let sql = "UPDATE grants SET account_id = $2, seat = NULL WHERE invite_id = $1";
            tx.execute(sql, params![invite, account])?;
            crate::features::attendance::carry(tx, film, invite, account)
        })
        .await;
    let numbers = cinema.numbers("7").await;
    assert_eq!(
        (&numbers["people"], &numbers["average_percent"]),
        (&json!(1), &json!(30))
    );
    assert_eq!(numbers["watched_seconds"], 30);
    let people = cinema.people("").await;
    assert_eq!(people["people"].as_array().unwrap().len(), 1);
    let one = &people["people"][0];
    assert_eq!(
        (&one["sort"], &one["watched_seconds"]),
        (&json!("invited_member"), &json!(30))
    );
}

#[tokio::test]
async fn what_is_counted_of_an_entry_that_is_gone_is_dropped() {
    let cinema = cinema().await;
    let mut stranger = cinema.hub.browser();
    cinema.play(&mut stranger).await;
    let film = cinema.film;
    cinema
        .hub
        .write(move |tx| {
            for sql in [
                "DELETE FROM entry_terms WHERE entry_id = $1",
                "DELETE FROM blobs WHERE entry_id = $1",
                "DELETE FROM entries WHERE id = $1",
            ] {
                tx.execute(sql, params![film])?;
            }
            Ok(())
        })
        .await;
    cinema.written().await;
}
