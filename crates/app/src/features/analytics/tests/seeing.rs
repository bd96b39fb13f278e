//! Who sees the numbers, and what they see.

use usher_domain::access::EntryRole;

use super::*;
use crate::features::media::{Subject, add_collaborator};

impl Cinema {
    /// Every address that tells of the numbers.
    fn places(&self) -> [String; 7] {
        let film = self.film;
        [
            format!("/media/{film}/analytics"),
            format!("/media/{film}/analytics/days.csv"),
            format!("/media/{film}/analytics/timeline.csv"),
            format!("/media/{film}/analytics/pages.csv"),
            format!("/media/{film}/analytics/people.csv"),
            format!("/api/v1/entries/{film}/analytics"),
            format!("/api/v1/entries/{film}/analytics/people"),
        ]
    }

    async fn name(&self, account: AccountId, role: EntryRole) {
        let (film, now) = (self.film, self.hub.now());
        self.hub
            .write(move |tx| add_collaborator(tx, film, Subject::Account(account), role, now))
            .await;
    }
}

#[tokio::test]
async fn whoever_works_on_an_entry_sees_them_and_nobody_else_does() {
    let cinema = cinema().await;
    // A viewer on the site is no editor of anything.
    let role = AppRole::PrivateOnly;
    let editor = cinema.hub.account("editor@uni.edu", role).await;
    let mut editing = cinema.hub.signed_in(editor).await;
    cinema.name(editor, EntryRole::CoEditor).await;
    let (viewer, mut viewing) = cinema.member("viewer@uni.edu").await;
    cinema.name(viewer, EntryRole::CoViewer).await;
    let other = cinema
        .hub
        .account("other@uni.edu", AppRole::PrivateOnly)
        .await;
    let mut other = cinema.hub.signed_in(other).await;
    let (mut guest, _) = cinema.hub.guest(cinema.film, cinema.grace).await;
    let mut stranger = cinema.hub.browser();
    for place in cinema.places() {
        assert_eq!(editing.get(&place).await.status, 200, "{place}");
        for browser in [&mut viewing, &mut other, &mut guest] {
            assert_eq!(browser.get(&place).await.status, 403, "{place}");
        }
        let status = stranger.get(&place).await.status.as_u16();
        assert!([303, 401].contains(&status), "{place}: {status}");
    }
    // Of a private entry those who may not see it are told nothing at all.
    let film = cinema.film;
    let sql = "UPDATE entries SET publish = 'private' WHERE id = $1";
    cinema
        .hub
        .write(move |tx| tx.execute(sql, params![film]))
        .await;
    for place in cinema.places() {
        assert_eq!(other.get(&place).await.status, 404, "{place}");
    }
    let menu = editing.get(&format!("/media/{film}")).await.text();
    assert!(menu.contains(&format!("/media/{film}/analytics")));
    let menu = viewing.get(&format!("/media/{film}")).await.text();
    assert!(!menu.contains("/analytics"));
}

#[tokio::test]
async fn nothing_was_counted_and_the_page_says_what_to_do() {
    let cinema = cinema().await;
    let page = cinema.page("").await;
    assert!(page.contains("Nobody has watched it yet"));
    assert!(page.contains(&format!("/media/{}/invites", cinema.film)));
    cinema.play(&mut cinema.hub.browser()).await;
    cinema.written().await;
    cinema.days(60);
    let page = cinema.page("").await;
    assert!(page.contains("Nothing was counted on these days") && page.contains("period=all"));
    let page = cinema.page("?period=90").await;
    assert!(page.contains("Plays by day") && page.contains("Nobody who is known was there"));
}

#[tokio::test]
async fn the_page_tells_few_people_by_number_and_many_by_percent() {
    let cinema = cinema().await;
    let (_, first) = cinema.member("p0@uni.edu").await;
    let mut first = on(first, COMPUTER);
    cinema.play(&mut first).await;
    cinema.watch(&mut first, json!([[0, 1000]])).await;
    cinema.written().await;
    let page = cinema.page("").await;
    assert!(page.contains("1 of 1") && page.contains("each counts for much"));
    assert!(!page.contains("Most leave"));
    for n in 1..20 {
        let (_, member) = cinema.member(&format!("p{n}@uni.edu")).await;
        let mut member = on(member, PHONE);
        cinema.play(&mut member).await;
        cinema.watch(&mut member, json!([[0, 400]])).await;
    }
    cinema.written().await;
    let page = cinema.page("").await;
    for said in [
        "Most leave between 0:35 and 0:40.",
        "Half of them watch as far as 0:40 or further.",
        "95\u{a0}%",
        "5\u{a0}%",
        "20 viewings",
        "<svg class=\"chart-plot\"",
        "Sat 21 Nov 2026: 20 plays",
        "p0 Member",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains(" style="), "colours are the style sheet's");
}

#[tokio::test]
async fn people_come_in_pages_each_once() {
    let cinema = cinema().await;
    for n in 0..7 {
        let (_, mut member) = cinema.member(&format!("p{n}@uni.edu")).await;
        cinema.watch(&mut member, json!([[0, 400]])).await;
        if n == 3 {
            cinema.written().await;
            cinema.days(1);
        }
    }
    cinema.written().await;
    let (mut after, mut names) = (String::new(), Vec::new());
    loop {
        let page = cinema.people(&format!("?limit=3{after}")).await;
        let people = page["people"].as_array().unwrap();
        names.extend(
            people
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(names.len(), 7);
    assert!(
        names[..3]
            .iter()
            .all(|name| ["p4 Member", "p5 Member", "p6 Member"].contains(&name.as_str())),
        "the last day first: {names:?}"
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 7);
}

#[tokio::test]
async fn files_say_the_same_and_no_cell_is_a_formula() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.grace).await;
    let sql = "UPDATE invites SET first_name = '=cmd|calc', last_name = 'x' WHERE id = $1";
    cinema
        .hub
        .write(move |tx| tx.execute(sql, params![invite]))
        .await;
    cinema.play(&mut ada).await;
    cinema.watch(&mut ada, json!([[0, 250]])).await;
    cinema.written().await;
    let days = cinema.csv("days.csv").await;
    assert!(days.contains("\"day\",\"plays\",\"seconds watched\"\r\n\"2026-11-21\",\"1\",\"25\""));
    let film = cinema.csv("timeline.csv?period=all").await;
    assert_eq!(film.lines().count(), 101);
    assert!(film.contains("\"0.0\",\"1.0\",\"1\",\"1\",\"100\"\r\n"));
    assert!(film.contains("\"25.0\",\"26.0\",\"0\",\"1\",\"0\"\r\n"));
    let people = cinema.csv("people.csv?period=7").await;
    assert!(
        people.contains("\"'=cmd|calc x\",")
            && people.contains("\"invited_guest\",\"\",\"1\",\"25\",\"25\","),
        "{people}"
    );
}

#[tokio::test]
async fn what_is_no_period_or_place_is_refused_with_a_sentence() {
    let cinema = cinema().await;
    let mut grace = cinema.hub.signed_in(cinema.grace).await;
    let [page, days, _, _, _, api, people] = cinema.places();
    for path in [
        format!("{page}?period=8"),
        format!("{page}?after=x"),
        format!("{days}?period="),
    ] {
        assert_eq!(grace.get(&path).await.status, 404, "{path}");
    }
    for (path, field) in [
        (format!("{api}?period=week"), "period"),
        (format!("{people}?period=-1"), "period"),
        (format!("{people}?after=1"), "after"),
        (format!("{people}?limit=0"), "limit"),
        (format!("{people}?limit=201"), "limit"),
    ] {
        let answer = grace.get(&path).await;
        assert_eq!(answer.status, 422, "{path}");
        assert_eq!(answer.value()["errors"][0]["field"], field, "{path}");
    }
}

#[tokio::test]
async fn ones_own_cards_say_how_often_each_was_played() {
    let cinema = cinema().await;
    cinema.play(&mut cinema.hub.browser()).await;
    let mut grace = cinema.hub.signed_in(cinema.grace).await;
    let cards = grace.get("/my-media").await.text();
    assert!(cards.contains("<span>1 play</span>"));
    assert!(cards.contains(&format!("/media/{}/analytics", cinema.film)));
}
