//! The last site administrator stays one, also where two are quick.

use axum::http::StatusCode;

use super::{office, page_of};

const NO_CONSOLE: [(&str, &str); 3] = [
    ("first_name", "Siobhán"),
    ("last_name", "Ó Briain"),
    ("role", "admin"),
];

#[tokio::test]
async fn the_last_administrator_is_told_so_whatever_they_try() {
    let mut office = office().await;
    let own = page_of(office.siobhan);
    let answer = office.browser.post(&own, &NO_CONSOLE).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .text()
            .contains("This is the last site administrator")
    );
    let answer = office.browser.post(&format!("{own}/suspend"), &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text().contains("Make somebody else one first"));
    assert_eq!(
        office.browser.get("/admin/users").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_suspended_administrator_does_not_count() {
    let mut office = office().await;
    let other = office.hub.administrator("noa@uni.edu").await;
    let suspend = format!("{}/suspend", page_of(other));
    assert_eq!(
        office.browser.post(&suspend, &[]).await.location(),
        page_of(other)
    );
    let answer = office
        .browser
        .post(&page_of(office.siobhan), &NO_CONSOLE)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn of_two_administrators_who_take_each_others_right_at_once_one_is_left() {
    for _ in 0..4 {
        let office = office().await;
        let noa = office.hub.administrator("noa@uni.edu").await;
        let (mut noas, mut siobhans) = (office.hub.signed_in(noa).await, office.browser);
        let paths = (page_of(office.siobhan), format!("{}/suspend", page_of(noa)));
        let (one, two) = tokio::join!(
            noas.post(&paths.0, &NO_CONSOLE),
            siobhans.post(&paths.1, &[])
        );
        let done = [&one, &two].map(|answer| answer.location().starts_with("/admin/users/"));
        assert_eq!(
            done.iter().filter(|done| **done).count(),
            1,
            "{one:?} {two:?}"
        );
        let left: i64 = (office.hub)
            .write(|tx| {
                tx.query_one(
                    "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM accounts
                     WHERE site_admin = 1 AND suspended_at IS NULL",
                    &[],
                    |row| row.get("n"),
                )
            })
            .await;
        assert_eq!(left, 1);
    }
}
