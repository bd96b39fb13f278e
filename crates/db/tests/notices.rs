//! Words between servers on one PostgreSQL database.

use std::time::Duration;

use tokio::time::{error::Elapsed, timeout};
use usher_db::{Db, MIGRATIONS, Notices, Options, PostgresAddress, notify};
use usher_domain::clock::Timestamp;

/// What is heard next, if anything is within twenty seconds.
async fn next(line: &mut Notices) -> Result<Option<String>, Elapsed> {
    timeout(Duration::from_secs(20), line.hear()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_what_is_said_on_a_line_or_by_a_commit() {
    let database = usher_test_postgres::database().unwrap();
    let at: PostgresAddress = database.url().parse().unwrap();
    let mut here = Notices::open(&at).await.unwrap();
    let mut there = Notices::open(&at).await.unwrap();
    here.say("one").await.unwrap();
    assert_eq!(next(&mut there).await, Ok(Some("one".into())));
    assert_eq!(
        next(&mut here).await,
        Ok(Some("one".into())),
        "its own echo"
    );

    let db = Db::open(Options::postgres(at).connections(2)).unwrap();
    tokio::task::spawn_blocking(move || {
        db.migrate(MIGRATIONS, Timestamp::from_secs(1)).unwrap();
        db.write_blocking(|tx| notify(tx, "two")).unwrap();
    })
    .await
    .unwrap();
    assert_eq!(next(&mut there).await, Ok(Some("two".into())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_the_server_ends_says_so() {
    let database = usher_test_postgres::database().unwrap();
    let at: PostgresAddress = database.url().parse().unwrap();
    let mut line = Notices::open(&at).await.unwrap();
    let (server, name) = database
        .url()
        .rsplit_once('/')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    usher_test_postgres::statements(&server, &name, end).unwrap();
    assert_eq!(next(&mut line).await, Ok(None));
    assert!(line.say("anything").await.is_err());
}

#[tokio::test]
async fn nobody_there_is_a_plain_refusal() {
    let at: PostgresAddress = "postgres://usher@127.0.0.1:1/usher".parse().unwrap();
    let refused = Notices::open(&at).await.err().unwrap();
    assert!(
        refused.to_string().contains("cannot be reached"),
        "{refused}"
    );
}
