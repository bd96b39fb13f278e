use axum::http::{Method, StatusCode};
use serde_json::json;
use usher_domain::{
    access::{AppRole, EntryRole},
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::store;
use crate::{
    features::media::{Subject, add_collaborator},
    testing::{Browser, Hub},
};

async fn film(hub: &Hub, owner: AccountId, title: &'static str) -> EntryId {
    let film = hub
        .entry(owner, EntryKind::Video, PublishStatus::Private)
        .await;
    hub.fill(film, vec![7; 100], ("film.mp4", "video/mp4"))
        .await;
    hub.write(move |tx| {
        let sql = "UPDATE entries SET title = $2 WHERE id = $1";
        tx.execute(sql, usher_db::params![film, title])
    })
    .await;
    film
}

/// Makes a playlist on its page; its path.
async fn list(browser: &mut Browser, name: &str) -> String {
    let made = browser.post("/playlists", &[("name", name)]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    made.location().to_owned()
}

/// Which of the titles a page shows, in its order.
fn shown<'a>(text: &str, titles: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = (titles.iter())
        .filter_map(|title| Some((text.find(&format!("<bdi>{title}</bdi>"))?, *title)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title).collect()
}

const TITLES: [&str; 3] = ["Uno", "Dos", "Tres"];

/// Somebody with a playlist of three films of theirs: the browser, its path, the films.
async fn three(hub: &Hub, owner: AccountId) -> (Browser, String, Vec<EntryId>) {
    let mut browser = hub.signed_in(owner).await;
    let path = list(&mut browser, "For later").await;
    let id = path.rsplit('/').next().unwrap().to_owned();
    let mut films = Vec::new();
    for title in TITLES {
        let film = film(hub, owner, title).await;
        let entry = film.to_string();
        let form = [("entry", entry.as_str()), ("playlist", id.as_str())];
        let added = browser.post("/playlists/add", &form).await;
        assert_eq!(
            added.location(),
            format!("/media/{film}"),
            "{}",
            added.text()
        );
        films.push(film);
    }
    (browser, path, films)
}

#[tokio::test]
async fn what_belongs_to_playlists_is_found_by_indices() {
    let hub = Hub::new();
    for sql in store::STATEMENTS {
        assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
    }
}

#[tokio::test]
async fn a_playlist_is_ordered_and_shortened_by_buttons() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let (mut ada, path, films) = three(&hub, ada).await;
    let order = format!("{path}/order");
    let ids: Vec<String> = films.iter().map(ToString::to_string).collect();
    for (step, film, expected) in [
        ("up", 2, ["Uno", "Tres", "Dos"]),
        ("up", 2, ["Tres", "Uno", "Dos"]),
        ("up", 2, ["Tres", "Uno", "Dos"]),
        ("down", 0, ["Tres", "Dos", "Uno"]),
        ("down", 0, ["Tres", "Dos", "Uno"]),
    ] {
        let moved = ada.post(&order, &[(step, &ids[film])]).await;
        assert_eq!(moved.location(), format!("{path}#e-{}", ids[film]));
        assert_eq!(shown(&ada.get(&path).await.text(), &TITLES), expected);
    }
    ada.post(&order, &[("remove", &ids[1])]).await;
    let text = ada.get(&path).await.text();
    assert_eq!(shown(&text, &TITLES), ["Tres", "Uno"]);
    for form in [
        vec![],
        vec![("up", "x")],
        vec![("up", ids[0].as_str()), ("down", ids[0].as_str())],
        vec![("up", ids[1].as_str())],
    ] {
        assert_eq!(ada.post(&order, &form).await.status, 422, "{form:?}");
    }
    let gone = ada.post(&format!("{path}/delete"), &[]).await;
    assert_eq!(gone.location(), "/playlists");
    assert_eq!(ada.get(&path).await.status, 404);
    let film = format!("/media/{}", films[0]);
    assert_eq!(ada.get(&film).await.status, 200, "what was in it stays");
}

#[tokio::test]
async fn others_see_a_list_that_is_shared_and_of_it_what_they_may_see_anyway() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::Viewer).await;
    let (mut ada, path, films) = three(&hub, ada).await;
    let mut bob_at = hub.signed_in(bob).await;
    assert_eq!(bob_at.get(&path).await.status, 404);
    let form = [("name", "For Bob"), ("shared", "yes")];
    assert_eq!(ada.post(&path, &form).await.location(), path);
    let text = bob_at.get(&path).await.text();
    assert!(text.contains("For Bob"));
    assert_eq!(shown(&text, &TITLES), [""; 0], "a list gives no right");
    let (now, film) = (hub.now(), films[1]);
    hub.write(move |tx| {
        add_collaborator(tx, film, Subject::Account(bob), EntryRole::CoViewer, now)
    })
    .await;
    let text = bob_at.get(&path).await.text();
    assert_eq!(shown(&text, &TITLES), ["Dos"]);
    assert!(!text.contains("/order"), "it is not his to change");
    for (path, form) in [
        (path.clone(), vec![("name", "Mine")]),
        (
            format!("{path}/order"),
            vec![("remove", film.to_string().leak() as &str)],
        ),
        (format!("{path}/delete"), vec![]),
    ] {
        assert_eq!(bob_at.post(&path, &form).await.status, 403, "{path}");
    }
    // Neither a guest nor a stranger.
    let (mut guest, _) = hub.guest(films[0], bob).await;
    for browser in [&mut guest, &mut hub.browser()] {
        let answer = browser.get(&path).await;
        assert!(answer.location().starts_with("/sign-in?next="));
    }
    ada.post(&path, &[("name", "Mine again")]).await;
    assert_eq!(bob_at.get(&path).await.status, 404);
}

#[tokio::test]
async fn an_entry_goes_into_a_list_only_if_its_reader_may_see_it() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
    let secret = film(&hub, bob, "Secret").await;
    let (mut ada, path, films) = three(&hub, ada).await;
    let id = path.rsplit('/').next().unwrap();
    let entry = secret.to_string();
    let asked = ada.get(&format!("/playlists/add?entry={secret}")).await;
    assert_eq!(asked.status, 404);
    let form = [("entry", entry.as_str()), ("playlist", id)];
    assert_eq!(ada.post("/playlists/add", &form).await.status, 404);
    let own = films[0].to_string();
    for (form, sentence) in [
        (
            vec![("entry", own.as_str()), ("playlist", "new"), ("name", "")],
            "Write something here.",
        ),
        (
            vec![("entry", own.as_str()), ("playlist", "x")],
            "Choose one of the choices.",
        ),
    ] {
        let answer = ada.post("/playlists/add", &form).await;
        assert_eq!(answer.status, 422, "{form:?}");
        assert!(answer.text().contains(sentence), "{form:?}");
    }
    // Into one of somebody else's: not even whether there is one.
    let mut bob_at = hub.signed_in(bob).await;
    let form = [("entry", entry.as_str()), ("playlist", id)];
    assert_eq!(bob_at.post("/playlists/add", &form).await.status, 404);
    let form = [
        ("entry", own.as_str()),
        ("playlist", "new"),
        ("name", "Fresh"),
    ];
    assert_eq!(ada.post("/playlists/add", &form).await.status, 303);
    assert!(ada.get("/playlists").await.text().contains("Fresh"));
    // Twice is once.
    let form = [("entry", own.as_str()), ("playlist", id)];
    ada.post("/playlists/add", &form).await;
    let text = ada.get(&path).await.text();
    assert_eq!(text.matches("<bdi>Uno</bdi>").count(), 1);
}

#[tokio::test]
async fn an_entry_that_is_played_from_a_list_shows_what_comes_before_and_after() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let (mut ada, path, films) = three(&hub, ada).await;
    let id = path.rsplit('/').next().unwrap();
    let at = |film: EntryId| format!("/media/{film}?list={id}");
    let text = ada.get(&at(films[1])).await.text();
    assert!(text.contains(&format!("data-next=\"{}\"", at(films[2]))));
    assert!(text.contains(&format!("href=\"{}\" rel=\"prev\"", at(films[0]))));
    assert_eq!(shown(&text, &["Uno", "Tres"]), ["Uno", "Tres"]);
    hub.rules(&["player"], |site| site.player.next_in_playlist = false)
        .await;
    let text = ada.get(&at(films[1])).await.text();
    assert!(!text.contains("data-next") && !text.contains("data-plays-on"));
    hub.rules(&["player"], |_| {}).await;
    let text = ada.get(&at(films[2])).await.text();
    assert!(text.contains("playlist-panel") && !text.contains("data-next"));
    // A list that is no list, or none of the reader's, is no reason not to watch.
    for list in ["x", "01900000-0000-7000-8000-000000000000"] {
        let answer = ada.get(&format!("/media/{}?list={list}", films[0])).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.text().contains("playlist-panel"));
    }
    let body = json!({});
    let path = format!("/api/v1/entries/{}", films[2]);
    ada.json(Method::DELETE, &path, body).await;
    let text = ada.get(&at(films[1])).await.text();
    assert!(
        !text.contains("data-next"),
        "what is in the trash is skipped"
    );
}
