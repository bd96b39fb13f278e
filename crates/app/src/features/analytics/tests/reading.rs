//! How far people read a document.

use super::*;
use crate::features::retention::{Guest, Why, forget};

/// A document of four pages instead of the film.
async fn library() -> Cinema {
    let mut cinema = cinema().await;
    let status = PublishStatus::Unlisted;
    cinema.film = cinema.hub.paper(cinema.grace, status, 4).await;
    cinema
}

#[tokio::test]
async fn a_guest_reads_two_pages_and_a_member_comes_back_for_the_last() {
    let library = library().await;
    let (mut ada, invite) = library.hub.guest(library.film, library.grace).await;
    let (_, mut eve) = library.member("eve@uni.edu").await;
    library.play(&mut ada).await;
    library.watch(&mut ada, json!([[0, 1]])).await;
    library.watch(&mut ada, json!([[0, 1], [1, 2]])).await;
    library.watch(&mut eve, json!([[0, 1], [2, 3]])).await;
    library.written().await;
    // Told again, also by a second tab, it is the same reading.
    library.watch(&mut ada, json!([[0, 2], [9, 90]])).await;
    library.written().await;
    let numbers = library.numbers("7").await;
    let pages = json!({ "pages": 4, "viewings": 2, "read": [2, 1, 1, 0] });
    assert_eq!(numbers["pages"], pages);
    assert_eq!(
        (&numbers["timeline"], &numbers["average_percent"]),
        (&Value::Null, &json!(50))
    );
    assert_eq!(numbers["watched_seconds"], 80, "as long as it was open");
    assert_eq!(numbers["invited"]["median_percent"], 50);

    library.days(1);
    library.watch(&mut eve, json!([[2, 4]])).await;
    library.written().await;
    let numbers = library.numbers("7").await;
    let pages = json!({ "pages": 4, "viewings": 3, "read": [2, 1, 2, 1] });
    assert_eq!(numbers["pages"], pages);
    let people = library.people("").await;
    let shares: Vec<&Value> = (people["people"].as_array().unwrap().iter())
        .map(|one| &one["watched_percent"])
        .collect();
    assert_eq!(shares, [75, 50], "the member was there last");

    // Whoever is forgotten leaves the numbers, and no row.
    let now = library.hub.now();
    library
        .hub
        .write(move |tx| forget(tx, Guest::Invited(invite), Why::Asked, now))
        .await;
    assert_eq!(library.numbers("7").await["pages"], pages);
    let people = library.people("").await;
    assert_eq!(people["people"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_page_and_the_file_say_how_many_had_each_page_open() {
    let library = library().await;
    for n in 0..20 {
        let (_, mut member) = library.member(&format!("p{n}@uni.edu")).await;
        let told = match n {
            0 => json!([[0, 4]]),
            1..12 => json!([[0, 2]]),
            _ => json!([[0, 1]]),
        };
        library.watch(&mut member, told).await;
    }
    library.written().await;
    let page = library.page("").await;
    for said in [
        "Where they leave",
        "How many of 20 readings had each page open",
        "Half of them read as far as page 2 or further.",
        "Most leave between page 2 and page 3.",
        "<th scope=\"row\">4</th><td>5\u{a0}%</td>",
        "Read on average",
        "pages.csv",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("timeline.csv") && !page.contains("Watched"));
    let file = library.csv("pages.csv").await;
    let file = file.trim_start_matches('\u{feff}');
    assert_eq!(
        file.lines().collect::<Vec<_>>(),
        [
            "\"page\",\"read by\",\"viewings\",\"percent\"",
            "\"1\",\"20\",\"20\",\"100\"",
            "\"2\",\"12\",\"20\",\"60\"",
            "\"3\",\"1\",\"20\",\"5\"",
            "\"4\",\"1\",\"20\",\"5\"",
        ]
    );
    assert_eq!(library.csv("timeline.csv").await.lines().count(), 1);
}

#[tokio::test]
async fn a_document_that_was_replaced_by_a_shorter_one_tells_of_the_pages_that_there_are() {
    let library = library().await;
    let (_, mut eve) = library.member("eve@uni.edu").await;
    library.watch(&mut eve, json!([[0, 4]])).await;
    library.written().await;
    let paper = library.film;
    library
        .hub
        .write(move |tx| {
            let sql = "UPDATE entries SET pages = 2 WHERE id = $1";
            tx.execute(sql, params![paper])
        })
        .await;
    let numbers = library.numbers("7").await;
    let pages = json!({ "pages": 2, "viewings": 1, "read": [1, 1] });
    assert_eq!(numbers["pages"], pages);
    assert!(library.page("").await.contains("1 of 1"));
    assert_eq!(library.csv("pages.csv").await.lines().count(), 3);
}

#[tokio::test]
async fn an_ipad_that_asks_as_a_mac_does_is_a_tablet() {
    let library = library().await;
    let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15";
    let mut ipad = on(library.hub.browser(), mac);
    ipad.headers
        .insert("usher-touch", HeaderValue::from_static("?1"));
    library.play(&mut ipad).await;
    library.play(&mut on(library.hub.browser(), mac)).await;
    library.written().await;
    let devices = library.numbers("7").await["devices"].clone();
    let devices: Vec<(&str, u64)> = (devices.as_array().unwrap().iter())
        .map(|one| {
            (
                one["device"].as_str().unwrap(),
                one["plays"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(devices, [("desktop", 1), ("tablet", 1)]);
}
