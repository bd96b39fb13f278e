//! R12: more come than can be served. Lines stay short, whoever is turned away is told
//! when to come back, and whoever joins stands in no line.

use std::{sync::mpsc, time::Duration};

use axum::http::{Method, StatusCode, header};
use tokio::task::JoinSet;
use usher_db::{Db, Error};
use usher_domain::access::EntryRole;

use super::{
    ask::{Ask, FORM},
    campus::Campus,
    cast::{Case, Rank, Relation, State, Who},
};
use crate::http::{
    router_with,
    turns::{Length, Lengths},
};

const SERVED: usize = 8;
const WAITING: usize = 24;
const LISTING: usize = 200;
const JOINING: usize = 40;

/// Nobody gives up waiting during a test.
const PATIENCE: Duration = Duration::from_hours(1);

/// Holds every reader of the database until the sender goes.
async fn hold_readers(db: &Db) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let held = std::sync::Arc::new(std::sync::Mutex::new(held));
    let (began, mut begun) = tokio::sync::mpsc::unbounded_channel();
    // As many as there may be readers at most.
    for _ in 0..8 {
        let (db, held, began) = (db.clone(), held.clone(), began.clone());
        tokio::spawn(async move {
            let read = move |_: &usher_db::Tx| {
                let _ = began.send(());
                // Ends when the sender is dropped.
                let _ = held.lock().map(|held| held.recv());
                Ok::<_, Error>(())
            };
            db.read(read).await.unwrap();
        });
    }
    drop(began);
    begun.recv().await;
    release
}

fn length(served: usize, waiting: usize) -> Length {
    Length {
        served,
        waiting,
        patience: PATIENCE,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Served {
    Listed,
    Joined,
    TurnedAway,
}

#[tokio::test]
async fn r12_lists_take_turns_and_whoever_joins_never_waits_for_one() {
    let campus = Campus::new().await;
    let lengths = Lengths {
        ordinary: length(SERVED, WAITING),
        signing_in: length(1, 1),
    };
    let router = router_with(campus.hub.app.clone(), lengths);
    let member = Case {
        who: Who::Member(Rank::PrivateOnly),
        relation: Relation::As(EntryRole::Owner),
        state: State::Private,
    };
    let browser = campus.browser(member);
    let link = format!("/i/{}", campus.stage(member).token);

    let release = hold_readers(&campus.hub.app.parts.db).await;
    let mut asked = JoinSet::new();
    for _ in 0..LISTING {
        let ask = Ask::new(&Method::GET, "/my-media").from(&browser);
        let router = router.clone();
        asked.spawn(async move {
            let reply = ask.send(&router).await;
            if reply.status == StatusCode::OK {
                return Served::Listed;
            }
            assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(reply.header(header::RETRY_AFTER), "2");
            Served::TurnedAway
        });
    }
    // Whoever finds no place is told at once, while everything stands still.
    for _ in 0..LISTING - SERVED - WAITING {
        assert_eq!(
            asked.join_next().await.unwrap().unwrap(),
            Served::TurnedAway
        );
    }
    for number in 0..JOINING {
        let ask = Ask::new(&Method::POST, &link)
            .from(&campus.hub.browser())
            .with(FORM)
            .body(format!("email=guest-{number}%40example.org"));
        let look = Ask::new(&Method::GET, &link);
        let router = router.clone();
        asked.spawn(async move {
            assert_eq!(look.send(&router).await.status, StatusCode::OK);
            let reply = ask.send(&router).await;
            // Decided: a browser that keeps no cookies.
            assert_eq!(reply.status, StatusCode::CONFLICT);
            Served::Joined
        });
    }
    for _ in 0..JOINING * 2 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (mut listed, mut joined) = (0, 0);
    while let Some(served) = asked.join_next().await {
        match served.unwrap() {
            Served::Listed => listed += 1,
            Served::Joined => joined += 1,
            Served::TurnedAway => panic!("there was room"),
        }
    }
    assert_eq!((listed, joined), (SERVED + WAITING, JOINING));
    println!(
        "figure: r12 {LISTING} lists and {JOINING} joins at once: {joined} joined, {listed} listed, \
         {} turned away, each with Retry-After, 0 failed",
        LISTING - SERVED - WAITING
    );
}

#[tokio::test]
async fn r12_passwords_are_worked_out_a_few_at_a_time() {
    let campus = Campus::new().await;
    let lengths = Lengths {
        signing_in: length(1, 2),
        ..Lengths::default()
    };
    let router = router_with(campus.hub.app.clone(), lengths);
    let mut asked = JoinSet::new();
    for _ in 0..20 {
        let router = router.clone();
        let ask = Ask::new(&Method::POST, "/sign-in")
            .with(FORM)
            .body("email=nobody%40uni.edu&password=a+wrong+guess");
        asked.spawn(async move { ask.send(&router).await.status.as_u16() });
    }
    let statuses = asked.join_all().await;
    let (wrong, busy): (Vec<u16>, Vec<u16>) = statuses.iter().partition(|status| **status == 401);
    assert!(busy.iter().all(|status| *status == 503), "{statuses:?}");
    assert!(wrong.len() >= 3, "{statuses:?}");
    assert!(!busy.is_empty(), "{statuses:?}");
}
