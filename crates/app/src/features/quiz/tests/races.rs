//! Many at once.

use super::*;

/// So many browsers of one person.
fn tabs(ada: &Browser, count: usize) -> Vec<Browser> {
    (0..count).map(|_| ada.clone()).collect()
}

#[tokio::test]
async fn sixty_four_starts_begin_one_attempt() {
    let school = school().await;
    let ada = school.ada().await;
    let path = school.api("/attempts");
    let starts = tabs(&ada, 64).into_iter().map(|mut tab| {
        let path = path.clone();
        tokio::spawn(async move { tab.json(Method::POST, &path, json!({})).await })
    });
    let mut ids = std::collections::BTreeSet::new();
    for start in starts.collect::<Vec<_>>() {
        let answer = start.await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.text());
        ids.insert(answer.value()["attempt"]["id"].to_string());
    }
    assert_eq!(ids.len(), 1, "all go on with the same");
    assert_eq!(
        school
            .count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_attempts")
            .await,
        1
    );
}

#[tokio::test]
async fn no_attempt_is_begun_beyond_the_last_however_many_start_and_submit_at_once() {
    let school = school_with(json!({ "attempts": 3, "all_required": false })).await;
    let ada = school.ada().await;
    let (start, submit) = (school.api("/attempts"), school.api("/attempt/submit"));
    let all = tabs(&ada, 64).into_iter().map(|mut tab| {
        let (start, submit) = (start.clone(), submit.clone());
        tokio::spawn(async move {
            loop {
                let begun = tab.json(Method::POST, &start, json!({})).await;
                if begun.status != 200 {
                    assert_eq!(begun.code(), "quiz_none_left");
                    break;
                }
                let body = json!({ "attempt": begun.value()["attempt"]["id"] });
                let done = tab.json(Method::POST, &submit, body).await;
                assert_eq!(done.status, 200, "{}", done.text());
            }
        })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let n = school
        .count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_attempts")
        .await;
    assert_eq!(n, 3);
    let audited = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE deed = 'quiz_submitted'";
    assert_eq!(school.count(audited).await, 3, "each was submitted once");
    println!("figure: 64 starts and submits of one person at once, 3 allowed: {n} begun");
}

#[tokio::test]
async fn two_tabs_that_answer_at_once_leave_one_answer_and_submit_once() {
    let school = school().await;
    let mut ada = school.ada().await;
    let standing = school.start(&mut ada).await;
    let attempt = standing["attempt"].clone();
    let path = school.api("/attempt/answers");
    let answers = tabs(&ada, 16).into_iter().enumerate().map(|(n, mut tab)| {
        let body = json!({ "attempt": attempt["id"], "question": attempt["questions"][0]["id"], "chosen": [n % 2] });
        let path = path.clone();
        tokio::spawn(async move { tab.json(Method::PUT, &path, body).await.status })
    });
    for answer in answers.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap(), 200);
    }
    assert_eq!(
        school
            .count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers")
            .await,
        1
    );
    school.answer_all(&mut ada, &standing, true).await;
    let path = school.api("/attempt/submit");
    let submits = tabs(&ada, 16).into_iter().map(|mut tab| {
        let (path, body) = (path.clone(), json!({ "attempt": attempt["id"] }));
        tokio::spawn(async move { tab.json(Method::POST, &path, body).await.status })
    });
    for submit in submits.collect::<Vec<_>>() {
        assert_eq!(submit.await.unwrap(), 200);
    }
    let audited = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE deed = 'quiz_submitted'";
    assert_eq!(school.count(audited).await, 1);
}
