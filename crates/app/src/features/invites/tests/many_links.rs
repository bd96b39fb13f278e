//! Links and letters of many people.

use axum::http::StatusCode;
use usher_test_smtp::Manner;

use super::{
    House, house,
    mailed::house_with_mail,
    many::{LIST, crowd, pasted, refresh},
    pages::between,
};
use crate::testing::tables;

/// All that stands in a column of a table.
async fn dump(house: &House, (table, column): (&'static str, &'static str)) -> String {
    let sql = tables::fixed(format!("SELECT {column} AS text FROM {table}"));
    let read = move |tx: &usher_db::Tx| tx.query(sql, &[], |row| row.get::<String>("text"));
    house.hub.write(read).await.concat()
}

#[tokio::test]
async fn links_are_made_when_they_are_taken_and_the_ones_before_are_dead() {
    let mut house = house().await;
    let path = house.invite_many(&pasted(LIST)).await;
    let take = format!("{path}/links");
    let first = house.browser.post(&take, &[]).await.text();
    assert_eq!(
        first.matches("https://hub.uni.edu/i/").count(),
        3,
        "{first}"
    );
    let token = |text: &str| between(text, "https://hub.uni.edu/i/", "\"");
    assert_eq!(super::secret(&house.hub, &token(&first)).await, "living");
    let second = house.browser.post(&take, &[]).await.text();
    assert_eq!(super::secret(&house.hub, &token(&first)).await, "replaced");
    assert_eq!(super::secret(&house.hub, &token(&second)).await, "living");
    house
        .hub
        .write(|tx| tx.execute("UPDATE entries SET state = 'ready'", &[]))
        .await;
    let mut guest = house.hub.browser();
    let looked = guest.get(&format!("/i/{}", token(&second))).await;
    assert_eq!(looked.status, StatusCode::OK);
    for table in [
        ("invite_batches", "task"),
        ("invite_batch_parts", "people"),
        ("audit", "detail"),
        ("jobs", "payload"),
    ] {
        assert!(
            !dump(&house, table).await.contains(&token(&second)),
            "{table:?}"
        );
    }
}

#[tokio::test]
async fn t13_one_inviter_mails_so_many_an_hour_and_the_rest_goes_on_by_itself() {
    let (mut house, _smtp) = house_with_mail(Manner::Well).await;
    let list = crowd(620);
    let path = house
        .invite_many_unsent(&pasted(&list).with("mail", "yes"))
        .await;
    let mails = "SELECT COUNT(*) AS n FROM mails";
    assert_eq!(house.count(mails).await, 500);
    assert_eq!(
        house.invites().await,
        500,
        "who waits has no link that runs out meanwhile"
    );
    let waiting = house.browser.get(&path).await;
    assert_eq!(refresh(&waiting), Some("60"));
    assert!(waiting.text().contains("The rest goes on by itself at"));
    house.hub.clock.advance(std::time::Duration::from_hours(1));
    house.batch_goes(&path).await;
    assert_eq!(
        (house.count(mails).await, house.invites().await),
        (620, 620)
    );
    house
        .invite_many_unsent(&pasted(&list).with("mail", "yes"))
        .await;
    assert_eq!(house.count(mails).await, 620);
    println!(
        "figure: t13 620 people by one inviter: 500 mails in the first hour, 620 in two, 0 twice"
    );
}
