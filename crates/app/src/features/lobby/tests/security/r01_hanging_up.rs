//! R1, as far as one process shows it: a visitor who hangs up in the middle loses
//! nothing and gets the same grant when they come back. (Killing the process itself
//! is the suite's, with the real binary.)

use std::{future::Future, pin::pin, task::Poll};

use super::super::scene::{ADA, Scene, enter, entry, look};

/// Polls `future` so often and then lets it go, as a server does with a request whose
/// connection broke.
async fn hang_up_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r01_who_hangs_up_while_entering_comes_back_to_the_same_grant() {
    let mut scene = Scene::new().await;
    let (mut answered, mut lost, mut spent) = (0, 0, 0);
    for polls in 0..60 {
        let id = entry(
            &scene.hub,
            scene.grace,
            usher_domain::media::EntryKind::Video,
            "A film",
        )
        .await;
        scene = Scene { entry: id, ..scene };
        let made = scene.invite().make().await;
        let mut ada = scene.hub.browser();
        look(&mut ada, &made.path).await;
        let mut hasty = ada.clone();
        let first = hang_up_after(polls % 6, enter(&mut hasty, &made.path, ADA)).await;
        answered += i64::from(first.is_some());
        // Without a session cookie: that answer was lost.
        let again = enter(&mut ada, &made.path, ADA).await;
        lost += i64::from(again.status != 303);
        assert_eq!(scene.grants(&made).await, 1);
        spent += scene.uses_spent(&made).await;
    }
    assert_eq!((lost, spent), (0, 60));
    println!(
        "figure: r01 60 presses, {answered} answered, the rest hung up: {lost} lost, uses = grants = {spent}"
    );
}
