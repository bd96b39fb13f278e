//! Putting an entry into channels, the queue, and what its owner is told.

use super::*;
use crate::features::notices::Follower;

#[tokio::test]
async fn an_owner_ticks_where_an_entry_is_published_and_sees_how_it_stands() {
    let town = town().await;
    let open = make(
        &town.hub,
        town.grace,
        json!({ "name": "Open house", "audience": "everyone", "contributors": "everyone", "moderated": false }),
    )
    .await;
    let hidden = make(&town.hub, town.grace, json!({ "name": "Hidden" })).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let path = format!("/media/{}/channels", town.film);
    let text = cyd.get(&path).await.text();
    assert!(text.contains("Open house") && text.contains("Compilers") && !text.contains("Hidden"));
    assert!(text.contains("It waits there until a moderator approves it."));

    let (first, second) = (town.channel.to_string(), open.to_string());
    let both = [("channel", first.as_str()), ("channel", second.as_str())];
    let entry = format!("/media/{}", town.film);
    assert_eq!(cyd.post(&path, &both).await.location(), entry);
    let text = cyd.get(&entry).await.text();
    assert!(text.contains("<bdi>Open house</bdi>") && text.contains("Waiting"));
    let text = cyd.get(&path).await.text();
    assert!(text.contains("Waiting") && text.contains("Shown"));
    // Once more changes nothing; without the second it is taken out there, and goes on waiting here.
    cyd.post(&path, &both).await;
    cyd.post(&path, &both[..1]).await;
    assert_eq!(town.audited("placement_asked").await, 1);
    assert_eq!(town.audited("placement_published").await, 1);
    assert_eq!(town.audited("placement_withdrawn").await, 1);
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_entries WHERE state = 'waiting'";
    assert_eq!(town.count(sql).await, 1);

    // A channel that is hidden, or none, cannot be named; and nothing else is done by that form.
    for odd in [hidden.to_string(), "nonsense".to_owned()] {
        let answer = cyd.post(&path, &[("channel", &odd)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Choose one of the choices."));
    }
    assert_eq!(town.count(sql).await, 1);
}

#[tokio::test]
async fn whoever_may_not_publish_the_entry_or_not_there_does_not() {
    let town = town().await;
    let (_, mut member) = town.person("mia", ChannelRole::Member).await;
    let mine = {
        let body = json!({ "kind": "video", "title": "Mine" });
        let made = member.json(Method::POST, "/api/v1/entries", body).await;
        made.value()["id"].as_str().unwrap().to_owned()
    };
    let own = format!("/api/v1/entries/{mine}/channels/{}", town.channel);
    assert_eq!(member.json(Method::PUT, &own, json!({})).await.status, 403);
    let others = town.placement(town.channel);
    let answer = member.json(Method::PUT, &others, json!({})).await;
    assert_eq!(answer.status, 404, "it is no entry of hers");
    // A viewer in the manager's role is a member in effect.
    let vera = town.somebody("vera", AppRole::Viewer).await;
    town.be(vera, Some(ChannelRole::Manager)).await;
    let mut vera = town.hub.signed_in(vera).await;
    assert_eq!(vera.get(&town.page("/queue")).await.status, 403);
    assert_eq!(vera.get(&town.page("/people")).await.status, 403);
    assert_eq!(vera.get(&town.page("")).await.status, 200);
}

#[tokio::test]
async fn moderators_put_their_own_there_without_waiting_and_so_does_everybody_where_nobody_moderates()
 {
    let town = town().await;
    town.be(town.cyd, Some(ChannelRole::Moderator)).await;
    assert_eq!(town.publish().await, "approved");
    let town = town_with(json!({ "moderated": false })).await;
    assert_eq!(town.publish().await, "approved");
}

#[tokio::test]
async fn a_form_decides_on_several_and_a_reason_is_needed_to_reject() {
    let town = town().await;
    let (_, mut moderator) = town.person("mo", ChannelRole::Moderator).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let mut films = vec![town.film];
    for _ in 0..2 {
        films.push(film(&town.hub, town.cyd).await);
    }
    for film in &films {
        let path = format!("/api/v1/entries/{film}/channels/{}", town.channel);
        cyd.json(Method::PUT, &path, json!({})).await;
    }
    let queue = town.page("/queue");
    let page = moderator.get(&town.page("")).await.text();
    assert!(
        page.contains(">3</span>"),
        "how many wait stands on the tab"
    );
    let ids: Vec<String> = films.iter().map(ToString::to_string).collect();
    for (form, sentence) in [
        (vec![("deed", "approve")], "Pick at least one."),
        (
            vec![
                ("entry", ids[0].as_str()),
                ("deed", "reject"),
                ("reason", " "),
            ],
            "Write something here.",
        ),
        (
            vec![("entry", ids[0].as_str()), ("deed", "burn")],
            "Choose one of the choices.",
        ),
        (
            vec![("entry", "nonsense"), ("deed", "approve")],
            "Choose one of the choices.",
        ),
    ] {
        let answer = moderator.post(&queue, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.text().contains(sentence), "{form:?}");
    }
    // What was picked stays picked.
    let form = [("entry", ids[1].as_str()), ("deed", "reject")];
    let text = moderator.post(&queue, &form).await.text();
    assert!(text.contains(&format!("value=\"{}\" checked", ids[1])));

    let form = [
        ("entry", ids[0].as_str()),
        ("entry", ids[1].as_str()),
        ("deed", "reject"),
        ("reason", "Not about compilers"),
    ];
    assert_eq!(moderator.post(&queue, &form).await.location(), queue);
    // One button approves one, whatever is picked beside it.
    let form = [("approve", ids[2].as_str()), ("entry", ids[0].as_str())];
    moderator.post(&queue, &form).await;
    let state = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_entries WHERE state = 'rejected'
         AND reason = 'Not about compilers' AND decided_by IS NOT NULL";
    assert_eq!(town.count(state).await, 2);
    let shown =
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_entries WHERE state = 'approved'";
    assert_eq!(town.count(shown).await, 1);
    let text = cyd.get(&format!("/media/{}/channels", ids[0])).await.text();
    assert!(text.contains("Rejected") && text.contains("Not about compilers"));
    // It is asked for again, and waits anew without the old reason.
    let channel = town.channel.to_string();
    cyd.post(
        &format!("/media/{}/channels", ids[0]),
        &[("channel", &channel)],
    )
    .await;
    let text = cyd.get(&format!("/media/{}/channels", ids[0])).await.text();
    assert!(text.contains("Waiting") && !text.contains("Not about compilers"));
    // What stands is taken out by the other list.
    let form = [
        ("entry", ids[2].as_str()),
        ("deed", "reject"),
        ("reason", "Old"),
        ("show", "approved"),
    ];
    let to = moderator.post(&queue, &form).await;
    assert_eq!(to.location(), format!("{queue}?show=approved"));
    assert_eq!(town.count(shown).await, 0);
}

#[tokio::test]
async fn the_owner_is_told_of_what_was_decided_and_nobody_of_what_they_did_themselves() {
    let town = town().await;
    let app = &town.hub.app;
    let mut follower = Follower::default();
    follower.catch_up(app).await;
    town.shown().await;
    follower.catch_up(app).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let text = cyd.get("/notices").await.text();
    assert!(text.contains("Accepted in Compilers"), "{text}");
    let mut grace = town.hub.signed_in(town.grace).await;
    assert!(!grace.get("/notices").await.text().contains("Accepted in"));
    town.rule(&mut grace, "reject").await;
    follower.catch_up(app).await;
    let text = cyd.get("/notices").await.text();
    assert!(text.contains("Not accepted in Compilers"), "{text}");
    // It leads to where its owner sees why.
    let read = "SELECT id FROM notices WHERE kind = 'rejected'";
    let id: String = (town.hub)
        .write(move |tx| tx.query_one(read, &[], |row| row.get("id")))
        .await;
    let opened = cyd.post("/notices/open", &[("id", &id)]).await;
    assert_eq!(opened.location(), format!("/media/{}/channels", town.film));
    assert!(cyd.get(opened.location()).await.text().contains("Too long"));
}

#[tokio::test]
async fn words_and_orders_find_in_a_channel_what_stands_there() {
    let town = town_with(json!({ "moderated": false })).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;
    let mut titles = Vec::new();
    for title in ["Zebra parsers", "Ape parsers", "Mole lexers"] {
        town.hub.clock.advance(std::time::Duration::from_secs(1));
        let entry = film(&town.hub, town.cyd).await;
        let body = json!({ "title": title });
        let path = format!("/api/v1/entries/{entry}");
        let answer = cyd.json(Method::PATCH, &path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let path = format!("{path}/channels/{}", town.channel);
        cyd.json(Method::PUT, &path, json!({})).await;
        titles.push(title);
    }
    let (_, mut member) = town.person("mia", ChannelRole::Member).await;
    let mut listed = async |query: &str| {
        let text = member.get(&town.page(query)).await.text();
        let mut found: Vec<(usize, String)> = (titles.iter())
            .filter_map(|title| {
                let at = text.find(&format!("<bdi>{title}</bdi>"))?;
                Some((at, (*title).to_owned()))
            })
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .map(|(_, title)| title)
            .collect::<Vec<String>>()
    };
    assert_eq!(
        listed("?q=parsers&sort=title").await,
        ["Ape parsers", "Zebra parsers"]
    );
    assert_eq!(listed("?q=mol").await, ["Mole lexers"]);
    assert_eq!(
        listed("").await,
        ["Mole lexers", "Ape parsers", "Zebra parsers"],
        "the newest first"
    );
    // What has no word of its own stands there all the same.
    town.hub
        .write(|tx| tx.execute("DELETE FROM entry_terms", &[]))
        .await;
    assert_eq!(listed("").await.len(), 3);
    assert_eq!(listed("?kind=audio").await, [""; 0]);
}

#[tokio::test]
async fn an_entry_stands_in_so_many_channels_and_no_more() {
    let town = town().await;
    let open = json!({ "audience": "everyone", "contributors": "everyone" });
    let mut cyd = town.hub.signed_in(town.cyd).await;
    for n in 0..50 {
        let channel = make(&town.hub, town.grace, open.clone()).await;
        let answer = cyd
            .json(Method::PUT, &town.placement(channel), json!({}))
            .await;
        assert_eq!(answer.status, 200, "{n}: {}", answer.text());
    }
    let path = town.placement(town.channel);
    let answer = cyd.json(Method::PUT, &path, json!({})).await;
    assert_eq!(answer.value()["errors"][0]["code"], "too_many_channels");
}
