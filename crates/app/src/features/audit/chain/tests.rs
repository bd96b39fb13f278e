use usher_db::{Error, params};
use usher_domain::{clock::Clock, invite::SecretKey};

use super::{Flaw, Head, Sealer, Verdict, begin_anew, verify};
use crate::{
    features::audit::{Deed, note},
    testing::{Hub, tables::fixed},
};

async fn write(hub: &Hub, deeds: usize) {
    let now = hub.clock.now();
    let written = hub.app.parts.db.write(move |tx| {
        (0..deeds).try_for_each(|n| note(tx, now, &Deed::of_system("tested").to(n)))
    });
    written.await.unwrap();
}

/// Seals all there is. On PostgreSQL it may have to wait for other tests' transactions.
async fn seal(hub: &Hub, rows: usize) {
    let (mut sealer, parts) = (Sealer::default(), &hub.app.parts);
    let mut sealed = 0;
    while sealed < rows {
        let pass = sealer.pass(&parts.db, &parts.key, hub.clock.now());
        sealed += pass.await.unwrap();
    }
    assert_eq!(sealed, rows);
}

async fn verdict_by(hub: &Hub, key: SecretKey, noted: Option<Head>) -> Verdict {
    let db = hub.app.parts.db.clone();
    let verified = tokio::task::spawn_blocking(move || verify(&db, &key, noted));
    verified.await.unwrap().unwrap()
}

async fn verdict(hub: &Hub) -> Verdict {
    verdict_by(hub, hub.app.parts.key.clone(), None).await
}

async fn tamper(hub: &Hub, sql: &str) {
    let sql = fixed(sql.to_owned());
    let tampered = hub.app.parts.db.write(move |tx| tx.execute(sql, &[]));
    assert!(tampered.await.unwrap() > 0, "{sql}");
}

async fn sealed(rows: usize) -> Hub {
    let hub = Hub::new();
    write(&hub, rows).await;
    seal(&hub, rows).await;
    hub
}

#[tokio::test]
async fn what_nobody_touched_is_found_as_it_was_written() {
    let hub = sealed(2100).await;
    let verdict = verdict(&hub).await;
    assert_eq!((verdict.rows, verdict.flaw), (2100, None));
    assert_eq!(verdict.since, Some(hub.clock.now()));
    assert_eq!(verdict.head.map(|head| head.number), Some(3));
    assert!(!verdict.is_behind);
}

#[tokio::test]
async fn a_row_waits_for_the_look_after_the_one_that_saw_it() {
    let hub = Hub::new();
    write(&hub, 3).await;
    let (mut sealer, parts) = (Sealer::default(), &hub.app.parts);
    let first = sealer.pass(&parts.db, &parts.key, hub.clock.now()).await;
    assert_eq!(first, Ok(0));
    assert!(verdict(&hub).await.is_behind);
    seal(&hub, 3).await;
}

#[tokio::test]
async fn the_first_row_that_was_changed_removed_or_added_is_named() {
    for (sql, flaw) in [
        (
            "UPDATE audit SET actor = 'account:x' WHERE id = 5",
            Flaw::Changed(5),
        ),
        (
            "UPDATE audit SET network = '' WHERE id = 6",
            Flaw::Changed(6),
        ),
        ("DELETE FROM audit WHERE id IN (7, 9)", Flaw::Removed(7)),
        ("DELETE FROM audit WHERE id >= 9", Flaw::Removed(9)),
        (
            "UPDATE audit SET subject = (SELECT b.subject FROM audit b WHERE b.id = 13 - audit.id)
             WHERE id IN (6, 7)",
            Flaw::Changed(6),
        ),
        ("UPDATE audit_seals SET sealed_at = 1", Flaw::Seal(1)),
        ("UPDATE audit_seals SET marks = mac", Flaw::Seal(1)),
        ("UPDATE audit_seals SET number = 2", Flaw::Cut(2)),
        ("DELETE FROM audit_seals", Flaw::End),
    ] {
        let hub = sealed(10).await;
        tamper(&hub, sql).await;
        assert_eq!(verdict(&hub).await.flaw, Some(flaw), "{sql}");
    }
    let hub = sealed(10).await;
    tamper(&hub, "DELETE FROM audit WHERE id = 4").await;
    write(&hub, 5).await;
    seal(&hub, 5).await;
    assert_eq!(verdict(&hub).await.flaw, Some(Flaw::Removed(4)));
}

#[tokio::test]
async fn a_row_that_was_put_between_others_is_named() {
    let hub = sealed(2).await;
    // A number that was never taken.
    tamper(&hub, "DELETE FROM audit").await;
    let insert = if crate::testing::on_postgres() {
        "INSERT INTO audit (id, at, actor, deed, detail) OVERRIDING SYSTEM VALUE
         VALUES (0, 1, 'system', 'tested', '{}')"
    } else {
        "INSERT INTO audit (id, at, actor, deed, detail) VALUES (1, 1, 'system', 'tested', '{}')"
    };
    tamper(&hub, insert).await;
    assert_ne!(verdict(&hub).await.flaw, None);
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found_and_stays_in_the_chain() {
    let hub = sealed(10).await;
    write(&hub, 4).await;
    seal(&hub, 4).await;
    let noted = verdict(&hub).await.head;
    tamper(&hub, "DELETE FROM audit_seals WHERE number = 2").await;
    tamper(&hub, "DELETE FROM audit WHERE id > 10").await;
    assert_eq!(verdict(&hub).await.flaw, Some(Flaw::End));
    // It goes on, and says what it found.
    write(&hub, 1).await;
    seal(&hub, 1).await;
    seal(&hub, 1).await;
    let torn = hub.app.parts.db.read(|tx| {
        let sql = "SELECT detail FROM audit WHERE deed = 'audit_torn'";
        tx.query_one(sql, &[], |row| row.get::<String>("detail"))
    });
    let torn = torn.await.unwrap();
    assert!(torn.contains(&noted.unwrap().to_string()), "{torn}");
    assert_eq!(verdict(&hub).await.flaw, None);
    let by_noted = verdict_by(&hub, hub.app.parts.key.clone(), noted).await;
    assert_eq!(by_noted.flaw, Some(Flaw::NotTheNoted));
}

#[tokio::test]
async fn a_noted_end_is_found_again_however_long_the_chain_is_by_now() {
    let hub = sealed(5).await;
    let noted = verdict(&hub).await.head;
    write(&hub, 5).await;
    seal(&hub, 5).await;
    let later = verdict_by(&hub, hub.app.parts.key.clone(), noted).await;
    assert_eq!((later.rows, later.flaw), (10, None));
    let text = noted.unwrap().to_string();
    assert_eq!(text.parse(), Ok(noted.unwrap()));
    for bad in ["", "1", "1.x", &text[1..]] {
        assert!(bad.parse::<Head>().is_err(), "{bad}");
    }
}

#[tokio::test]
async fn another_key_checks_nothing_and_begins_anew() {
    let hub = sealed(5).await;
    let other = SecretKey::new(&[8; 32]);
    let by_other = verdict_by(&hub, other.clone(), None).await;
    assert_eq!(by_other.flaw, Some(Flaw::Seal(1)));
    let before = hub.app.parts.db.write(begin_anew).await.unwrap();
    assert!(before.is_some());
    let by_other = verdict_by(&hub, other, None).await;
    assert_eq!((by_other.flaw, by_other.is_behind), (None, true));
}

#[tokio::test]
async fn rolled_back_numbers_are_no_gap() {
    let hub = Hub::new();
    write(&hub, 2).await;
    let undone = hub.app.parts.db.write(|tx| {
        note(
            tx,
            usher_domain::clock::Timestamp::from_secs(1),
            &Deed::of_system("undone"),
        )?;
        tx.query_one("SELECT id FROM accounts WHERE id = $1", params![""], |_| {
            Ok(())
        })
    });
    assert_eq!(undone.await, Err(Error::NoRow));
    write(&hub, 2).await;
    seal(&hub, 4).await;
    assert_eq!(verdict(&hub).await.flaw, None);
}

#[tokio::test]
async fn two_servers_seal_every_row_once() {
    let hub = Hub::new();
    let (mut one, mut other, parts) = (Sealer::default(), Sealer::default(), &hub.app.parts);
    let now = hub.clock.now();
    let mut sealed = 0;
    for _ in 0..5 {
        write(&hub, 3).await;
        let (a, b) = tokio::join!(
            one.pass(&parts.db, &parts.key, now),
            other.pass(&parts.db, &parts.key, now)
        );
        sealed += a.unwrap() + b.unwrap();
    }
    while sealed < 15 {
        sealed += one.pass(&parts.db, &parts.key, now).await.unwrap();
    }
    let verdict = verdict(&hub).await;
    assert_eq!((verdict.rows, verdict.flaw), (15, None));
}
