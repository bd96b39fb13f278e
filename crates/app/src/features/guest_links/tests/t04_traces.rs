//! T4, T5, T6: the secret of a guest link leaves no trace, nothing that is stored opens one, and a wrong one tells
//! nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{enter, house, look};
use crate::testing::{
    Log,
    dump::{Stored, dump, hex, values},
};

#[tokio::test]
async fn t04_a_guest_links_secret_and_a_guests_address_leave_no_trace() {
    let log = Log::of_the_process();
    let mut house = house().await;
    let (id, path) = house.open_link().await;
    let mut ada = house.hub.browser();
    let page = ada.get(&path).await;
    for (header, value) in [
        ("cache-control", "no-store"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        assert_eq!(page.headers[header], value);
    }
    enter(&mut ada, &path, "Ada", "not an address canary").await;
    enter(&mut ada, &path, "Ada", "canary@example.org").await;
    look(&mut house.hub.browser(), &path).await;
    let (_, newer) = house.renew(&id).await;
    house.delete(&id, "").await;
    look(&mut ada, &newer).await;
    let log = log.text();
    assert!(log.contains("/g/{token}"), "{log}");
    let rows = dump(&house.hub).await;
    for path in [&path, &newer] {
        let token = path.trim_start_matches("/g/");
        let bytes = URL_SAFE_NO_PAD.decode(token).unwrap();
        let hex = hex(&bytes);
        for shape in [token.to_owned(), hex.clone(), hex.to_uppercase()] {
            assert!(!log.contains(&shape), "in the log");
            assert!(
                !rows.iter().any(|row| row.contains(&shape)),
                "in the database"
            );
        }
    }
    assert!(!log.contains("canary"), "{log}");
    for row in rows.iter().filter(|row| row.contains("canary")) {
        assert!(row.starts_with("guests:"), "{row}");
        assert!(!row.contains("not an address"), "{row}");
    }
    println!("figure: t04 2 guest links in 3 shapes: 0 traces");
}

#[tokio::test]
async fn t05_nothing_that_is_stored_opens_a_guest_link() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    house.guest(&path).await;
    let (mut tried, mut opened) = (0, 0);
    for value in values(&house.hub).await {
        let texts = match value {
            Stored::Text(text) => vec![URL_SAFE_NO_PAD.encode(&text), text],
            Stored::Bytes(bytes) => vec![URL_SAFE_NO_PAD.encode(bytes)],
        };
        for text in texts {
            let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            if escaped.len() > 2_000 || matches!(text.as_str(), "" | "." | "..") {
                continue;
            }
            let path = format!("/g/{}", escaped.replace('+', "%20"));
            let answer = house.hub.browser().get(&path).await;
            tried += 1;
            opened += usize::from(answer.status != 404);
        }
    }
    assert!(tried > 100, "{tried}");
    assert_eq!(opened, 0);
    println!("figure: t05 {tried} stored values as guest links: {opened} opened");
}

#[tokio::test]
async fn t06_a_wrong_link_tells_nothing() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    let mut eve = house.hub.browser();
    eve.get("/").await;
    let mut wrong = path.clone();
    let last = wrong.pop().unwrap();
    wrong.push(if last == 'A' { 'E' } else { 'A' });
    let wrongs = [
        wrong,
        format!("/g/{}", "A".repeat(43)),
        "/g/short".to_owned(),
    ];
    let mut bodies = Vec::new();
    for wrong in &wrongs {
        let answer = eve.get(wrong).await;
        assert_eq!(answer.status, 404);
        bodies.push(answer.text().replace(wrong, ""));
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]));
}
