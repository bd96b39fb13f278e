use axum::http::Method;
use serde_json::json;

use super::{house, is, look};

#[tokio::test]
async fn programs_do_what_pages_do() {
    let mut house = house().await;
    let answer = house
        .ask(json!({ "name": "Course", "uses": 2, "days": 1 }))
        .await;
    let value = answer.value();
    assert_eq!(value["guest_link"]["state"], "open");
    assert_eq!(value["guest_link"]["ends_at"], "2026-11-22T12:00:00Z");
    let (id, path) = super::made(&value);
    house.guest(&path).await;
    let link = house.links().await.remove(0);
    assert_eq!((&link["uses_spent"], &link["came"]), (&json!(1), &json!(1)));
    assert!(link.get("url").is_none(), "told once");
    let (same, newer) = house.renew(&id).await;
    assert_eq!(same, id);
    assert_eq!(
        look(&mut house.hub.browser(), &path).await,
        is(410, "replaced")
    );
    assert_eq!(
        look(&mut house.hub.browser(), &newer).await,
        is(200, "lobby")
    );
    let link = house.links().await.remove(0);
    assert_eq!((&link["uses_spent"], &link["came"]), (&json!(0), &json!(1)));
    house.switch(false).await;
    assert_eq!(house.links().await[0]["state"], "off");
    assert_eq!(house.end_all().await, 1);
    let path = house.api("guests?limit=1");
    let guests = house.browser.get(&path).await.value();
    assert_eq!(guests["guests"][0]["state"], "ended");
    assert_eq!(guests["guests"][0]["email"], "ada@example.org");
    assert!(guests.get("next").is_none_or(serde_json::Value::is_null));
}

#[tokio::test]
async fn guests_come_in_pages() {
    let mut house = house().await;
    let (_, path) = house.open_link().await;
    for _ in 0..3 {
        house.hub.clock.advance(std::time::Duration::from_secs(1));
        house.guest(&path).await;
    }
    let (mut seen, mut query) = (Vec::new(), "guests?limit=2".to_owned());
    loop {
        let path = house.api(&query);
        let page = house.browser.get(&path).await.value();
        seen.extend(
            page["guests"]
                .as_array()
                .unwrap()
                .iter()
                .map(|guest| guest["id"].clone()),
        );
        let Some(next) = page["next"].as_str() else {
            break;
        };
        query = format!("guests?limit=2&before={next}");
    }
    assert_eq!(seen.len(), 3);
    assert!(
        seen.windows(2).all(|two| two[0].as_str() > two[1].as_str()),
        "{seen:?}"
    );
}

#[tokio::test]
async fn what_does_not_fit_is_said_by_field() {
    let mut house = house().await;
    for (link, field, code) in [
        (json!({ "name": "" }), "name", "empty"),
        (json!({ "name": "A", "uses": 0 }), "uses", "out_of_range"),
        (json!({ "name": "A", "days": -1 }), "days", "out_of_range"),
    ] {
        let answer = house.ask(link).await;
        assert_eq!(answer.status, 422);
        let error = &answer.value()["errors"][0];
        assert_eq!(
            (&error["field"], &error["code"]),
            (&json!(field), &json!(code))
        );
    }
    let (id, _) = house.open_link().await;
    house.delete(&id, "").await;
    let renew = house.api(&format!("guest-links/{id}/renew"));
    let answer = house.browser.json(Method::POST, &renew, json!({})).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (409, "link_deleted".to_owned())
    );
    let other = house
        .hub
        .entry(
            house.grace,
            usher_domain::media::EntryKind::Video,
            usher_domain::media::PublishStatus::Private,
        )
        .await;
    let (id, _) = house.open_link().await;
    let renew = format!("/api/v1/entries/{other}/guest-links/{id}/renew");
    let answer = house.browser.json(Method::POST, &renew, json!({})).await;
    assert_eq!(answer.status, 404, "a link is its own entry's");
}
