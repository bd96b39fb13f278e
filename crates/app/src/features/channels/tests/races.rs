//! Many at once.

use super::*;

#[tokio::test]
async fn of_two_managers_who_leave_at_once_one_stays() {
    let town = town().await;
    town.be(town.cyd, Some(ChannelRole::Manager)).await;
    let path = town.page("/leave");
    let mut leaving = Vec::new();
    for manager in [town.grace, town.cyd] {
        let (mut browser, path) = (town.hub.signed_in(manager).await, path.clone());
        leaving.push(tokio::spawn(async move {
            browser.post(&path, &[]).await.status
        }));
    }
    let mut left = 0;
    for one in leaving {
        left += usize::from(one.await.unwrap() == StatusCode::SEE_OTHER);
    }
    assert_eq!(left, 1);
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_members WHERE role = 'manager'";
    assert_eq!(town.count(sql).await, 1);
}

#[tokio::test]
async fn sixteen_moderators_decide_once() {
    let town = town().await;
    assert_eq!(town.publish().await, "waiting");
    let mut deciding = Vec::new();
    for n in 0..16 {
        let mut grace = town.hub.signed_in(town.grace).await;
        let path = format!("/api/v1/channels/{}/queue", town.channel);
        let deed = if n % 2 == 0 { "approve" } else { "reject" };
        let body = json!({ "entries": [town.film], "deed": deed, "reason": "No" });
        deciding.push(tokio::spawn(async move {
            let answer = grace.json(Method::POST, &path, body).await;
            (deed, answer.value()["decided"].as_i64().unwrap())
        }));
    }
    let (mut approved, mut rejected) = (0, 0);
    for one in deciding {
        match one.await.unwrap() {
            ("approve", n) => approved += n,
            (_, n) => rejected += n,
        }
    }
    // What waits is approved once or never; rejected once, before or after.
    assert!(approved <= 1 && rejected == 1, "{approved} {rejected}");
    assert_eq!(town.audited("placement_approved").await, approved);
    assert_eq!(town.audited("placement_rejected").await, rejected);
}
