//! People go, numbers stay.

use usher_domain::ids::InviteId;

use super::*;
use crate::features::retention::{Guest, Why, forget, sweep};

impl Cinema {
    async fn forget(&self, invite: InviteId) {
        let now = self.hub.now();
        self.hub
            .write(move |tx| forget(tx, Guest::Invited(invite), Why::Asked, now))
            .await;
    }

    async fn names(&self) -> Vec<String> {
        let people = self.people("?period=all").await;
        let people = people["people"].as_array().unwrap();
        people
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn a_guest_who_is_forgotten_leaves_a_number() {
    let cinema = cinema().await;
    let (mut ada, invite) = cinema.hub.guest(cinema.film, cinema.grace).await;
    cinema.play(&mut ada).await;
    cinema.watch(&mut ada, json!([[0, 400]])).await;
    cinema.written().await;
    let before = cinema.numbers("7").await;
    // What was heard in the last seconds and is not written yet goes, too.
    cinema.watch(&mut ada, json!([[0, 500]])).await;
    cinema.forget(invite).await;
    cinema.written().await;
    assert_eq!(cinema.numbers("7").await["people"], before["people"]);
    assert_eq!(cinema.numbers("7").await["watched_seconds"], 40);
    assert!(cinema.names().await.is_empty());
    let page = cinema.page("?period=7").await;
    assert!(!page.contains("Ada Guest") && page.contains("Nobody who is known was there"));
}

#[tokio::test]
async fn a_member_who_goes_for_good_leaves_a_number() {
    let cinema = cinema().await;
    let (account, mut eve) = cinema.member("eve@uni.edu").await;
    cinema.watch(&mut eve, json!([[0, 400]])).await;
    cinema.written().await;
    assert_eq!(cinema.names().await, ["eve Member"]);
    cinema
        .hub
        .write(move |tx| crate::features::attendance::forget_of_account(tx, account))
        .await;
    assert!(cinema.names().await.is_empty());
    assert_eq!(cinema.numbers("7").await["people"], 1);
}

#[tokio::test]
async fn a_member_without_an_invite_is_forgotten_when_guests_are() {
    let cinema = cinema().await;
    let rules = |site: &mut SiteConfig| site.privacy.guest_data_days = 30;
    cinema.hub.rules(&["privacy"], rules).await;
    let (_, mut eve) = cinema.member("eve@uni.edu").await;
    let (invited, mut bob) = cinema.member("bob@uni.edu").await;
    let day = Duration::from_hours(24);
    cinema.hub.grant_member(cinema.film, invited, day).await;
    cinema.watch(&mut eve, json!([[0, 400]])).await;
    cinema.watch(&mut bob, json!([[0, 400]])).await;
    cinema.written().await;
    cinema.days(29);
    assert_eq!(sweep(&cinema.hub.app).await.unwrap(), 0);
    cinema.days(1);
    assert_eq!(sweep(&cinema.hub.app).await.unwrap(), 1);
    assert_eq!(cinema.names().await, ["bob Member"], "whose list knows him");
    assert_eq!(cinema.numbers("all").await["people"], 2);
    assert_eq!(sweep(&cinema.hub.app).await.unwrap(), 0, "once");
}

#[tokio::test]
async fn a_hub_that_keeps_no_attendance_counts_nobody_and_says_so() {
    let cinema = cinema().await;
    cinema.keep(false).await;
    let (mut ada, _) = cinema.hub.guest(cinema.film, cinema.grace).await;
    cinema.play(&mut ada).await;
    cinema.play(&mut cinema.hub.browser()).await;
    cinema.watch(&mut ada, json!([[0, 400]])).await;
    cinema.written().await;
    let numbers = cinema.numbers("all").await;
    assert_eq!(
        (
            &numbers["kept"],
            &numbers["plays"],
            &numbers["people"],
            &numbers["plays_ever"]
        ),
        (&json!(false), &json!(0), &json!(0), &json!(2))
    );
    assert_eq!(numbers["devices"], json!([]));
    let page = cinema.page("?period=all").await;
    assert!(page.contains("switched attendance off"));
    assert!(
        page.contains("of 2 no day is known"),
        "the entry’s own count goes on"
    );
    cinema.keep(true).await;
    assert!(!cinema.page("").await.contains("switched attendance off"));
}
