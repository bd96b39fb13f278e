//! Who watches what stands or waits in a channel, and for how long.

use super::*;

#[tokio::test]
async fn its_people_watch_what_stands_in_a_channel_and_nobody_else_is_told_of_it() {
    let town = town().await;
    let (mia, mut member) = town.person("mia", ChannelRole::Member).await;
    let stranger = town.somebody("sam", AppRole::UnmoderatedAdmin).await;
    let mut stranger = town.hub.signed_in(stranger).await;
    assert_eq!(town.watch(&mut member).await, (404, 404), "not published");
    town.shown().await;
    assert_eq!(town.watch(&mut member).await, (200, 200));
    let edit = member.get(&format!("/media/{}/edit", town.film)).await;
    assert_eq!(edit.status, 403, "as a viewer");
    assert_eq!(town.watch(&mut stranger).await, (404, 404));
    assert_eq!(stranger.get(&town.page("")).await.status, 404);
    assert_eq!(town.watch(&mut town.hub.browser()).await, (404, 404));
    let page = member.get(&town.page("")).await;
    assert!(page.text().contains(&format!("/media/{}", town.film)));

    // Removed, they lose it at once, and the pieces of the film too.
    town.be(mia, None).await;
    assert_eq!(town.watch(&mut member).await, (404, 404));
    assert_eq!(member.get(&town.page("")).await.status, 404);
}

#[tokio::test]
async fn every_way_out_closes_at_once() {
    let town = town().await;
    let (_, mut member) = town.person("mia", ChannelRole::Member).await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let mut cyd = town.hub.signed_in(town.cyd).await;

    // Its owner withdraws it.
    town.shown().await;
    assert_eq!(town.watch(&mut member).await, (200, 200));
    let path = town.placement(town.channel);
    let answer = cyd.json(Method::DELETE, &path, json!({})).await;
    assert_eq!(answer.status, 204);
    assert_eq!(town.watch(&mut member).await, (404, 404));

    // A moderator takes it out.
    town.shown().await;
    assert_eq!(town.watch(&mut member).await, (200, 200));
    assert_eq!(town.rule(&mut grace, "reject").await.value()["decided"], 1);
    assert_eq!(town.watch(&mut member).await, (404, 404));

    // It goes into the trash, and comes back.
    town.shown().await;
    let entry = format!("/api/v1/entries/{}", town.film);
    cyd.json(Method::DELETE, &entry, json!({})).await;
    assert_eq!(town.watch(&mut member).await, (404, 404));
    cyd.json(Method::POST, &format!("{entry}/restore"), json!({}))
        .await;
    assert_eq!(town.watch(&mut member).await, (200, 200));

    // The member leaves.
    let left = member.post(&town.page("/leave"), &[]).await;
    assert_eq!(left.location(), "/channels");
    assert_eq!(town.watch(&mut member).await, (404, 404));

    // The channel goes; the entry stays.
    let (_, mut other) = town.person("ole", ChannelRole::Member).await;
    assert_eq!(town.watch(&mut other).await, (200, 200));
    let deleted = grace.post(&town.page("/delete"), &[]).await;
    assert_eq!(deleted.location(), "/channels");
    assert_eq!(town.watch(&mut other).await, (404, 404));
    assert_eq!(
        town.watch(&mut cyd).await,
        (200, 200),
        "deleting a channel deletes no entry"
    );
}

#[tokio::test]
async fn a_film_that_plays_stops_when_its_watcher_is_removed() {
    let town = town().await;
    let big = vec![7; 3 << 20];
    town.hub
        .fill(town.film, big, ("film.mp4", "video/mp4"))
        .await;
    town.shown().await;
    let (mia, mut member) = town.person("mia", ChannelRole::Member).await;
    let path = format!("/media/{}/file", town.film);
    let mut film = member
        .open(Method::GET, &path, &[], axum::body::Body::empty())
        .await;
    assert_eq!(film.status, StatusCode::OK);
    assert!(film.next().await.unwrap().is_ok(), "the first piece comes");
    town.be(mia, None).await;
    let mut rest = 0;
    while let Some(Ok(piece)) = film.next().await {
        rest += piece.len();
    }
    assert!(rest < 1 << 20, "{rest} bytes came after the removal");
}

#[tokio::test]
async fn a_channel_that_becomes_its_peoples_closes_what_others_watched_by_it() {
    let town = town_with(json!({ "audience": "everyone" })).await;
    let stranger = town.somebody("sam", AppRole::Viewer).await;
    let mut stranger = town.hub.signed_in(stranger).await;
    town.shown().await;
    assert_eq!(town.watch(&mut stranger).await, (200, 200));
    assert_eq!(stranger.get(&town.page("")).await.status, 200);
    let mut grace = town.hub.signed_in(town.grace).await;
    let path = format!("/api/v1/channels/{}", town.channel);
    let shut = json!({ "audience": "members" });
    let answer = grace.json(Method::PATCH, &path, shut).await;
    assert_eq!(answer.value()["audience"], "members", "{}", answer.text());
    assert_eq!(town.watch(&mut stranger).await, (404, 404));
    assert_eq!(stranger.get(&town.page("")).await.status, 404);
}

#[tokio::test]
async fn guests_gain_nothing_by_a_channel() {
    let town = town_with(json!({ "audience": "everyone" })).await;
    town.shown().await;
    // Somebody who is here by an invite to another film.
    let other = film(&town.hub, town.cyd).await;
    let (mut guest, _) = town.hub.guest(other, town.cyd).await;
    assert_eq!(guest.get(&format!("/media/{other}")).await.status, 200);
    assert_eq!(town.watch(&mut guest).await, (404, 404));
    for path in ["/channels".to_owned(), town.page(""), town.page("/queue")] {
        let answer = guest.get(&path).await;
        assert!(answer.location().starts_with("/sign-in?next="), "{path}");
    }
    // By one to this film they stay what they were, whatever becomes of the channel.
    let (mut invited, _) = town.hub.guest(town.film, town.cyd).await;
    assert_eq!(town.watch(&mut invited).await, (200, 200));
    let mut grace = town.hub.signed_in(town.grace).await;
    town.rule(&mut grace, "reject").await;
    assert_eq!(town.watch(&mut invited).await, (200, 200));
}

#[tokio::test]
async fn moderators_look_at_what_waits_and_members_do_not() {
    let town = town().await;
    let (_, mut member) = town.person("mia", ChannelRole::Member).await;
    let (_, mut contributor) = town.person("con", ChannelRole::Contributor).await;
    let (_, mut moderator) = town.person("mo", ChannelRole::Moderator).await;
    assert_eq!(town.publish().await, "waiting");
    assert_eq!(town.watch(&mut member).await, (404, 404));
    assert_eq!(town.watch(&mut contributor).await, (404, 404));
    assert_eq!(town.watch(&mut moderator).await, (200, 200));
    let queue = moderator.get(&town.page("/queue")).await;
    assert!(queue.text().contains("Compilers, week 3"));
    assert_eq!(contributor.get(&town.page("/queue")).await.status, 403);
    // Rejected, it is the moderator's no more either.
    let answer = town.rule(&mut moderator, "reject").await;
    assert_eq!(answer.value()["decided"], 1, "{}", answer.text());
    assert_eq!(town.watch(&mut moderator).await, (404, 404));
}

#[tokio::test]
async fn an_administrator_looks_after_a_channel_without_watching_what_stands_in_it() {
    let town = town().await;
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    assert_eq!(town.publish().await, "waiting");
    assert_eq!(
        town.watch(&mut admin).await,
        (200, 200),
        "it asks to be decided on"
    );
    assert_eq!(town.rule(&mut admin, "approve").await.value()["decided"], 1);
    assert_eq!(town.watch(&mut admin).await, (404, 404));
    assert_eq!(admin.get(&town.page("/people")).await.status, 200);
    let page = admin.get(&town.page("")).await;
    assert!(page.text().contains("opens for its people only"));
}

#[tokio::test]
async fn a_suspended_member_and_one_who_is_gone_lose_it() {
    let town = town().await;
    town.shown().await;
    let (mia, mut member) = town.person("mia", ChannelRole::Member).await;
    assert_eq!(town.watch(&mut member).await, (200, 200));
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    let path = format!("/api/v1/users/{mia}/suspend");
    let answer = admin.json(Method::POST, &path, json!({})).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    assert_eq!(town.watch(&mut member).await, (404, 404));
}
