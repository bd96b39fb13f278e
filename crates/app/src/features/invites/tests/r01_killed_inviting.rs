//! A process that dies in the middle of many (security.md R1).

use std::sync::atomic::{AtomicU32, Ordering};

use usher_db::Error;
use usher_domain::ids::BatchId;
use usher_test_smtp::Manner;

use super::{
    House,
    mailed::house_with_mail,
    many::{crowd, pasted},
};
use crate::features::invites::{Turn, work_on};

/// Does a part, and dies before, in or after its transaction.
async fn turn(house: &House, batch: BatchId, dies: Option<u32>) -> Option<Turn> {
    let calls = AtomicU32::new(0);
    let hold = move |_: &usher_db::Tx| match dies {
        // The transaction is gone with the process.
        Some(1) if calls.fetch_add(1, Ordering::Relaxed) == 0 => Err(Error::Closed),
        _ => Ok(true),
    };
    let done = work_on(&house.hub.app, batch, hold).await;
    match dies {
        Some(0) => None,
        _ => done.ok(),
    }
}

#[tokio::test]
async fn r01_a_list_that_is_killed_in_the_middle_invites_each_once_and_mails_each_once() {
    let soak = std::env::var_os("USHER_SOAK").is_some();
    let people = if soak { 480 } else { 240 };
    let (mut house, _smtp) = house_with_mail(Manner::Well).await;
    let list = crowd(people);
    let path = house.look(&pasted(&list).with("mail", "yes")).await;
    house.browser.post(&path, &[]).await;
    let batch: BatchId = path.rsplit('/').next().unwrap().parse().unwrap();
    let mut kills = 0;
    for round in 0.. {
        let dies = (round % 3 < 2).then_some(round % 3);
        kills += u32::from(dies.is_some());
        // What a process knows is gone; another one goes on from the database.
        house.hub = house.hub.restarted();
        house
            .hub
            .app
            .settings
            .refresh(&house.hub.app.parts.db)
            .await
            .unwrap();
        if turn(&house, batch, dies).await == Some(Turn::Done) {
            break;
        }
    }
    let invites = house.count("SELECT COUNT(*) AS n FROM invites").await;
    let persons = house
        .count("SELECT COUNT(DISTINCT email) AS n FROM invites")
        .await;
    let letters = house
        .count("SELECT COUNT(DISTINCT email) AS n FROM mails")
        .await;
    assert_eq!((invites, persons, letters), (people, people, people));
    let waiting = "SELECT COUNT(*) AS n FROM jobs WHERE kind = 'mail'";
    assert_eq!(
        (
            house.count("SELECT COUNT(*) AS n FROM mails").await,
            house.count(waiting).await
        ),
        (people, people)
    );
    println!("figure: r01 {people} people, {kills} kills: 0 lost, 0 doubled, 1 letter each");
}
