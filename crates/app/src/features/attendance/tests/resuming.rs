//! A film goes on where somebody stopped.

use super::*;

/// Where the page lets the film go on.
async fn place(theatre: &Theatre, browser: &mut Browser) -> Option<String> {
    let page = browser.get(&format!("/media/{}", theatre.film)).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    let (_, rest) = text.split_once("data-place=\"")?;
    assert!(text.contains("data-start-over"));
    Some(rest.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn the_same_person_goes_on_where_they_stopped_and_nobody_else_does() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let (mut eve, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    assert_eq!(place(&theatre, &mut ada).await, None);
    let stop = |at: u64| json!({ "present": 1000, "watched": [[0, at]], "place": at });
    theatre.tell(&mut ada, stop(634)).await;
    assert_eq!(
        place(&theatre, &mut ada).await.as_deref(),
        Some("63.4"),
        "before it is written"
    );
    theatre.written().await;
    assert_eq!(place(&theatre, &mut ada).await.as_deref(), Some("63.4"));
    assert_eq!(place(&theatre, &mut eve).await, None);
    theatre
        .hub
        .rules(&["player"], |site| site.player.resume = false)
        .await;
    assert_eq!(
        place(&theatre, &mut ada).await,
        None,
        "the site begins anew"
    );
    theatre.hub.rules(&["player"], |_| {}).await;
    // Whoever has seen the end begins anew.
    theatre.tell(&mut ada, stop(950)).await;
    assert_eq!(place(&theatre, &mut ada).await, None);
    theatre.tell(&mut ada, stop(300)).await;
    theatre.keep(false).await;
    assert_eq!(place(&theatre, &mut ada).await, None);
}

#[tokio::test]
async fn a_page_that_played_nothing_says_no_place() {
    let theatre = theatre().await;
    let (mut ada, _) = theatre.hub.guest(theatre.film, theatre.grace).await;
    let stop = json!({ "present": 1000, "watched": [[0, 400]], "place": 400 });
    theatre.tell(&mut ada, stop).await;
    theatre.tell(&mut ada, json!({ "present": 1000 })).await;
    theatre.written().await;
    theatre.tell(&mut ada, json!({ "present": 1000 })).await;
    theatre.written().await;
    assert_eq!(place(&theatre, &mut ada).await.as_deref(), Some("40.0"));
}
