//! T1: however many press at once, a link admits as many as it has uses.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::task::JoinSet;
use usher_domain::clock::Timestamp;

use super::super::scene::{ADA, DAY, Made, Scene, enter, entry, look};
use crate::testing::Browser;

/// How many browsers press at once.
const PARALLEL: usize = 64;

/// What happens while they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Race {
    Nothing,
    Revoke,
    Expiry,
    NewLink,
    FreedSeat,
}

const RACES: [Race; 5] = [
    Race::Nothing,
    Race::Revoke,
    Race::Expiry,
    Race::NewLink,
    Race::FreedSeat,
];

/// How many invites of each sort are tried; `USHER_SOAK=1` tries a thousand in all.
fn rounds() -> usize {
    if std::env::var_os("USHER_SOAK").is_some() {
        34
    } else {
        1
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t01_a_link_admits_as_many_as_it_has_uses_and_not_one_more() {
    let scene = Arc::new(Scene::new().await);
    let (mut invites, mut posts, mut admitted, mut oversold, mut cut_off) = (0, 0, 0, 0, 0);
    for _ in 0..rounds() {
        for rule in ["strict", "follows"] {
            scene.rule("SeatRule", rule).await;
            for uses in [1, 5, -1] {
                for race in RACES {
                    let round = round(&scene, uses, race).await;
                    let seats = match (rule, uses) {
                        ("strict", _) | (_, 1) => 1,
                        (_, 5) => 5,
                        _ => PARALLEL,
                    };
                    // Whoever takes a seat that its owner has freed spends nothing.
                    let most = seats + usize::from(race == Race::FreedSeat);
                    invites += 1;
                    posts += PARALLEL;
                    admitted += round.admitted;
                    cut_off += most.saturating_sub(round.admitted);
                    oversold += round.admitted.saturating_sub(most);
                    let said = format!("{rule} {uses} {race:?}");
                    match race {
                        // What an old link let in is not counted on the new one.
                        Race::NewLink => assert_eq!(round.spent, 0, "{said}"),
                        Race::FreedSeat => assert!(
                            (round.admitted - 1..=round.admitted).contains(&round.spent),
                            "{said}"
                        ),
                        _ => assert_eq!(round.spent, round.admitted, "{said}"),
                    }
                    assert!(round.grants <= 1, "never two at once");
                    match race {
                        Race::Nothing => assert_eq!(round.admitted, most, "{rule} {uses}"),
                        Race::Revoke => assert_eq!(round.grants, 0, "revoked is final"),
                        Race::Expiry | Race::NewLink | Race::FreedSeat => {
                            assert!(round.admitted <= most, "{said}");
                        }
                    }
                }
            }
        }
    }
    assert_eq!(oversold, 0);
    println!(
        "figure: t01 {invites} invites × {PARALLEL} parallel POSTs = {posts}: \
         {admitted} admitted, {cut_off} cut off by revoke, expiry, new link, {oversold} oversold"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t01_one_browser_that_presses_many_times_at_once_spends_one_use() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(5).make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    let statuses = press(vec![ada; PARALLEL], &made, &Arc::default()).await;
    assert!(statuses.iter().all(|status| *status == 303), "{statuses:?}");
    assert_eq!(
        (scene.uses_spent(&made).await, scene.grants(&made).await),
        (1, 1)
    );
    println!("figure: t01 {PARALLEL} parallel POSTs of one browser: 1 use, 1 grant");
}

struct Round {
    admitted: usize,
    spent: usize,
    grants: usize,
}

async fn round(scene: &Arc<Scene>, uses: i64, race: Race) -> Round {
    let id = entry(
        &scene.hub,
        scene.grace,
        usher_domain::media::EntryKind::Video,
        "Contested",
    )
    .await;
    let until = scene.hub.now().after(DAY);
    let made = scene.invite().at(id).uses(uses).until(until).make().await;
    let mut browsers = Vec::new();
    for _ in 0..PARALLEL {
        let mut browser = scene.hub.browser();
        look(&mut browser, &made.path).await;
        browsers.push(browser);
    }
    let sent = Arc::new(AtomicUsize::new(0));
    let meddling = tokio::spawn(meddle(
        scene.clone(),
        made.clone(),
        (race, until),
        sent.clone(),
    ));
    let statuses = press(browsers, &made, &sent).await;
    meddling.await.unwrap();
    Round {
        admitted: statuses.iter().filter(|status| **status == 303).count(),
        spent: usize::try_from(scene.uses_spent(&made).await).unwrap(),
        grants: usize::try_from(scene.grants(&made).await).unwrap(),
    }
}

/// In the midst of it: some have pressed, others have not.
async fn meddle(
    scene: Arc<Scene>,
    made: Made,
    (race, until): (Race, Timestamp),
    sent: Arc<AtomicUsize>,
) {
    while sent.load(Ordering::SeqCst) < PARALLEL / 4 {
        tokio::task::yield_now().await;
    }
    match race {
        Race::Nothing => {}
        Race::Revoke => scene.revoke(&made).await,
        Race::NewLink => drop(scene.renew(&made).await),
        Race::FreedSeat => scene.free_seat(&made).await,
        Race::Expiry => scene.hub.clock.set(until.after(Duration::from_secs(1))),
    }
}

async fn press(browsers: Vec<Browser>, made: &Made, sent: &Arc<AtomicUsize>) -> Vec<u16> {
    let mut presses = JoinSet::new();
    for (number, mut browser) in browsers.into_iter().enumerate() {
        let (path, sent) = (made.path.clone(), sent.clone());
        presses.spawn(async move {
            // Not all in one breath, so that there is a midst.
            for _ in 0..number * 8 {
                tokio::task::yield_now().await;
            }
            sent.fetch_add(1, Ordering::SeqCst);
            enter(&mut browser, &path, ADA).await.status.as_u16()
        });
    }
    presses.join_all().await
}
