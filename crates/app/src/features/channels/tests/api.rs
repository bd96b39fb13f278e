//! The API of channels.

use super::*;

#[tokio::test]
async fn the_api_makes_lists_changes_and_deletes_channels() {
    let town = town().await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let path = format!("/api/v1/channels/{}", town.channel);
    let one = grace.get(&path).await.value();
    assert_eq!(
        one,
        json!({ "id": town.channel.to_string(), "kind": "channel", "name": "Compilers", "description": "What we watch",
                "audience": "members", "contributors": "contributors", "moderated": true, "role": "manager",
                "entries": 0 })
    );
    for (body, field, code) in [
        (json!({ "name": "" }), "name", "empty"),
        (
            json!({ "name": "A", "audience": "x" }),
            "audience",
            "unknown_choice",
        ),
        (
            json!({ "name": "A", "contributors": "x" }),
            "contributors",
            "unknown_choice",
        ),
        (
            json!({ "name": "A", "kind": "gallery" }),
            "kind",
            "unreadable",
        ),
    ] {
        let answer = grace.json(Method::POST, "/api/v1/channels", body).await;
        assert_eq!(
            answer.value()["errors"][0]["field"],
            field,
            "{}",
            answer.text()
        );
        assert_eq!(answer.value()["errors"][0]["code"], code);
    }
    let open = make(
        &town.hub,
        town.cyd,
        json!({ "name": "Open", "audience": "everyone" }),
    )
    .await;
    let names = |value: &Value| -> Vec<String> {
        let channels = value["channels"].as_array().unwrap();
        channels
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        names(&grace.get("/api/v1/channels").await.value()),
        ["Compilers"]
    );
    let listed = grace.get("/api/v1/channels?scope=open").await.value();
    assert_eq!(names(&listed), ["Open"]);
    assert!(listed["channels"][0].get("role").is_none());
    let after = format!("/api/v1/channels?scope=open&after={open}");
    assert_eq!(names(&grace.get(&after).await.value()), [""; 0]);
    let odd = grace.get("/api/v1/channels?scope=all").await;
    assert_eq!(odd.value()["errors"][0]["code"], "unknown_choice");

    let change = json!({ "name": "Parsers", "moderated": false });
    let changed = grace.json(Method::PATCH, &path, change).await.value();
    assert_eq!(changed["name"], "Parsers");
    assert_eq!(
        changed["description"], "What we watch",
        "what is left out stays"
    );
    let theirs = format!("/api/v1/channels/{open}");
    let answer = grace
        .json(Method::PATCH, &theirs, json!({ "name": "X" }))
        .await;
    assert_eq!(answer.status, 403);
    let answer = grace.json(Method::DELETE, &path, json!({})).await;
    assert_eq!(answer.status, 204);
    assert_eq!(grace.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_api_tells_how_an_entry_stands_and_who_is_in_a_channel() {
    let town = town().await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let path = format!("/api/v1/entries/{}/channels", town.film);
    let before = cyd.get(&path).await.value();
    assert_eq!(before["channels"][0]["open"], "waiting");
    assert!(before["channels"][0].get("state").is_none());
    town.publish().await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let queue = format!("/api/v1/channels/{}/queue", town.channel);
    let waiting = grace.get(&queue).await.value();
    assert_eq!(waiting["count"], 1);
    assert_eq!(waiting["waiting"][0]["by"], "cyd Member");
    town.rule(&mut grace, "reject").await;
    let after = cyd.get(&path).await.value();
    assert_eq!(after["channels"][0]["state"], "rejected");
    assert_eq!(after["channels"][0]["reason"], "Too long");
    for (body, field, code) in [
        (
            json!({ "entries": [], "deed": "approve" }),
            "entries",
            "none_picked",
        ),
        (
            json!({ "entries": ["x"], "deed": "approve" }),
            "entries",
            "unknown_choice",
        ),
        (
            json!({ "entries": [town.film], "deed": "x" }),
            "deed",
            "unknown_choice",
        ),
        (
            json!({ "entries": [town.film], "deed": "reject" }),
            "reason",
            "empty",
        ),
    ] {
        let answer = grace.json(Method::POST, &queue, body).await;
        assert_eq!(
            answer.value()["errors"][0]["field"],
            field,
            "{}",
            answer.text()
        );
        assert_eq!(answer.value()["errors"][0]["code"], code);
    }
    let members = format!("/api/v1/channels/{}/members", town.channel);
    let people = grace.get(&members).await.value();
    let roles: Vec<&str> = (people["members"].as_array().unwrap().iter())
        .map(|one| one["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["manager", "contributor"]);
    assert_eq!(cyd.get(&members).await.status, 403);
    let left = format!("/api/v1/channels/{}/leave", town.channel);
    assert_eq!(cyd.json(Method::POST, &left, json!({})).await.status, 204);
    assert_eq!(cyd.json(Method::POST, &left, json!({})).await.status, 404);
}
