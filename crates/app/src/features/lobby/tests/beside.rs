//! Entering beside others who enter: how often the database's server is waited for, and what
//! one member finds who enters twice at once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use usher_db::{Error, Tx};
use usher_domain::{access::AppRole, clock::draw, invite::Mac};

use super::scene::{ADA, Scene, enter};
use crate::{features::lobby::entering, testing::on_postgres};

#[tokio::test]
async fn entering_waits_twice_for_the_server_before_the_commit() {
    let scene = Scene::new().await;
    let least = Arc::new(AtomicU64::new(u64::MAX));
    // Every connection prepares its statements once.
    for number in 0..20 {
        let to: &'static str = format!("guest-{number}@example.org").leak();
        let made = scene.invite().to(to).make().await;
        let app = scene.hub.app.clone();
        let seat = Mac::from_bytes(draw::<32>(&*app.parts.entropy));
        let mut entering = entering(&app, &made.token, seat, to);
        let least = least.clone();
        let entered = app.parts.db.write_locking(move |tx: &Tx| {
            let before = tx.round_trips();
            let entered = entering(tx)?;
            least.fetch_min(tx.round_trips() - before, Ordering::SeqCst);
            Ok::<_, Error>(entered)
        });
        assert_eq!(entered.await, Ok(true), "{to}");
    }
    let expected = if on_postgres() { 2 } else { 0 };
    assert_eq!(least.load(Ordering::SeqCst), expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_member_who_enters_by_two_invites_at_once_spends_one() {
    let scene = Scene::new().await;
    let account = scene.hub.account(ADA, AppRole::Viewer).await;
    scene
        .address(account, "ada@example.com", Some("administrator"))
        .await;
    let mut tabs = [
        scene.hub.signed_in(account).await,
        scene.hub.signed_in(account).await,
    ];
    for _ in 0..8 {
        let one = scene.invite().uses(5).make().await;
        let other = scene.invite().to("ada@example.com").uses(5).make().await;
        let [first, second] = &mut tabs;
        let (first, second) = tokio::join!(
            enter(first, &one.path, ADA),
            enter(second, &other.path, "ada@example.com"),
        );
        for answer in [first, second] {
            assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        }
        let spent = scene.uses_spent(&one).await + scene.uses_spent(&other).await;
        assert_eq!(spent, 1, "the second finds the member inside");
        scene.revoke(&one).await;
        scene.revoke(&other).await;
    }
}
