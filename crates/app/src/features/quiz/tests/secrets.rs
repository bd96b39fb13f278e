//! What is right is told when the owner's rule allows it, and not before.

use super::*;

/// Everything that a taker gets on the way, in its order.
async fn everything(school: &School, ada: &mut Browser) -> Vec<(&'static str, Vec<u8>)> {
    let mut got = Vec::new();
    let mut keep = |what, answer: Answer| got.push((what, answer.bytes));
    keep("start page", ada.get(&school.page("")).await);
    keep("pre-test", ada.get(&school.page("/quiz/pretest.pdf")).await);
    let begun = ada
        .json(Method::POST, &school.api("/attempts"), json!({}))
        .await;
    let standing = begun.value();
    keep("start", begun);
    keep("page", ada.get(&school.page("")).await);
    keep("attempt", ada.get(&school.api("/attempt")).await);
    keep(
        "answer",
        school
            .answer(ada, (&standing, 1), json!({ "chosen": [1] }))
            .await,
    );
    keep(
        "no answer",
        school
            .answer(ada, (&standing, 1), json!({ "chosen": [7] }))
            .await,
    );
    keep("submit early", school.submit(ada, &standing).await);
    let attempt = standing["attempt"]["id"].as_str().unwrap();
    let form = [("attempt", attempt), ("deed", "submit")];
    keep("form", ada.post(&school.page("/quiz/answers"), &form).await);
    school.answer_all(ada, &standing, false).await;
    keep("page before", ada.get(&school.page("")).await);
    keep(
        "entry",
        ada.get(&format!("/api/v1/entries/{}", school.film)).await,
    );
    got
}

/// Ids and moments are another each time.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let is_id = |word: &str| word.len() == 36 && word.chars().filter(|c| *c == '-').count() == 4;
    let mut plain = String::new();
    for word in text.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        let bare = word.trim_end_matches(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let bare = bare.strip_prefix("q-").unwrap_or(bare);
        plain += &if is_id(bare) {
            word.replace(bare, "ID")
        } else {
            word.to_owned()
        };
    }
    plain
}

/// Two quizzes that differ in nothing but in what is right cannot be told apart by whoever takes them.
#[tokio::test]
async fn nothing_of_what_is_right_reaches_whoever_takes_it_before_the_rule_allows_it() {
    let mut other = questions();
    other[0]["choices"] =
        json!([{ "text": "It reads", "right": false }, { "text": "It sings", "right": true }]);
    other[0]["why"] = json!("OTHERWISE");
    other[1]["choices"] = json!([{ "text": "rustc", "right": false }, { "text": "ls", "right": true },
                                 { "text": "gcc", "right": false }]);
    other[2]["truth"] = json!(false);
    other[3]["accepted"] = json!(["OTHERTREE"]);
    let (one, two) = (
        school().await,
        school_with(json!({ "questions": other })).await,
    );
    let mut ada = one.ada().await;
    let first = everything(&one, &mut ada).await;
    let mut ben = two.ada().await;
    let second = everything(&two, &mut ben).await;
    assert_eq!(first.len(), 11);
    for ((what, one), (_, two)) in first.iter().zip(&second) {
        assert!(!one.is_empty(), "{what}");
        assert_eq!(plain(one), plain(two), "{what}");
        let text = String::from_utf8_lossy(one);
        for secret in [
            "WHYPARSER",
            "WHYCOMPILERS",
            "SYNTAXTREE",
            "\"told\"",
            "\"right\"",
        ] {
            assert!(!text.contains(secret), "{what} says {secret}: {text}");
        }
    }
}

async fn told(school: &School, ada: &mut Browser) -> bool {
    let standing = ada.get(&school.api("/attempt")).await.text();
    let page = ada.get(&school.page("")).await.text();
    let both = [standing.contains("WHYPARSER"), page.contains("WHYPARSER")];
    assert_eq!(both[0], both[1], "page and API say the same");
    assert_eq!(both[0], standing.contains("SYNTAXTREE"));
    both[0]
}

#[tokio::test]
async fn right_answers_and_reasons_are_told_when_the_rule_says_so() {
    for (reveal, expected) in [
        ("never", [false, false, false]),
        ("after_submit", [true, false, true]),
        ("after_last", [false, false, true]),
    ] {
        let school = school_with(json!({ "reveal": reveal })).await;
        let mut ada = school.ada().await;
        school.attempt_from_start_to_end(&mut ada, false).await;
        let first = told(&school, &mut ada).await;
        let standing = school.start(&mut ada).await;
        let between = told(&school, &mut ada).await;
        school.answer_all(&mut ada, &standing, true).await;
        assert_eq!(school.submit(&mut ada, &standing).await.status, 200);
        let last = told(&school, &mut ada).await;
        assert_eq!([first, between, last], expected, "{reveal}");
    }
}

#[tokio::test]
async fn what_is_right_and_who_answered_what_is_for_those_who_edit_it() {
    let school = school().await;
    let mut ada = school.ada().await;
    let ben = school
        .hub
        .account("ben@uni.edu", AppRole::PrivateOnly)
        .await;
    let (film, now) = (school.film, school.hub.now());
    school
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO collaborators (entry_id, subject, subject_kind, role, added_at)
                 VALUES ($1, $2, 'account', 'co_publisher', $3)",
                params![film, ben.to_string(), now],
            )
        })
        .await;
    let mut ben = school.hub.signed_in(ben).await;
    for path in [
        school.api(""),
        school.api("/results"),
        school.page("/quiz"),
        school.page("/quiz/rules"),
        school.page("/quiz/question?kind=open"),
        school.page("/quiz/results"),
        school.page("/quiz/results/attempt"),
        school.page("/quiz/results/written"),
        school.page("/quiz/results/export.csv"),
    ] {
        for who in [&mut ada, &mut ben] {
            let answer = who.get(&path).await;
            assert_eq!(answer.status, 403, "{path}: {}", answer.text());
        }
    }
}
