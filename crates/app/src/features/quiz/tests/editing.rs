//! Writing a quiz, also while people take it.

use super::*;

#[tokio::test]
async fn a_question_of_each_kind_is_written_on_the_page() {
    let school = school_with(json!({ "questions": [] })).await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let path = school.page("/quiz/question");
    let forms: [(&str, Vec<(&str, &str)>); 6] = [
        (
            "single",
            vec![
                ("answer", "It reads"),
                ("answer", "It sings"),
                ("answer", ""),
                ("right", "0"),
            ],
        ),
        (
            "multiple",
            vec![
                ("answer", "rustc"),
                ("answer", ""),
                ("answer", "gcc"),
                ("right", "0"),
                ("right", "2"),
            ],
        ),
        ("true_false", vec![("truth", "false")]),
        ("fill_in", vec![("accepted", "a tree\r\ntree\r\n")]),
        ("open", vec![]),
        ("reflection", vec![]),
    ];
    for (n, (kind, more)) in forms.into_iter().enumerate() {
        let form = grace.get(&format!("{path}?kind={kind}")).await;
        assert_eq!(form.status, 200, "{}", form.text());
        assert!(form.text().contains("quiz-moment"), "{}", form.text());
        let at = format!("0:{:02}.5", 60 - 10 * (n + 1));
        let text = format!("Question {kind}?");
        let mut fields = vec![
            ("kind", kind),
            ("at", &*at),
            ("text", &*text),
            ("points", "3"),
            ("hint", "h"),
            ("why", "w"),
        ];
        fields.extend(more);
        let saved = grace.post(&path, &fields).await;
        assert_eq!(
            (saved.status.as_u16(), saved.location()),
            (303, &*school.page("/quiz")),
            "{}",
            saved.text()
        );
    }
    let quiz = grace.get(&school.api("")).await.value();
    let kinds: Vec<&str> = quiz["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "reflection",
            "open",
            "fill_in",
            "true_false",
            "multiple",
            "single"
        ],
        "in order of time"
    );
    assert_eq!(quiz["questions"][0]["points"], 0);
    assert_eq!(
        quiz["questions"][4]["choices"],
        json!([{ "text": "rustc", "right": true }, { "text": "gcc", "right": true }])
    );
    assert_eq!(quiz["questions"][2]["accepted"], json!(["a tree", "tree"]));
    assert_eq!(quiz["questions"][1]["at"], 10.5);
    let list = grace.get(&school.page("/quiz")).await.text();
    assert!(
        list.contains("0:50.5") && list.contains("Question single?"),
        "{list}"
    );
    assert_eq!(
        school
            .count(
                "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE deed = 'quiz_question_saved'"
            )
            .await,
        6
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_at_its_field_and_nothing_is_lost() {
    let school = school().await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let path = school.page("/quiz/question");
    let fields = [
        ("kind", "single"),
        ("at", "9:99"),
        ("text", "My question"),
        ("points", "many"),
        ("answer", "only one"),
        ("why", "my reason"),
    ];
    let answer = grace.post(&path, &fields).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    for said in [
        "Write a time, such as 1:23.",
        "Write a whole number.",
        "My question",
        "only one",
        "my reason",
        "9:99",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let fields = [
        ("kind", "single"),
        ("at", "1:41"),
        ("text", ""),
        ("points", "1"),
        ("answer", "only one"),
    ];
    let page = grace.post(&path, &fields).await.text();
    for said in [
        "The film has ended by then.",
        "Write something here.",
        "Write at least two answers.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let fields = [
        ("welcome", "Hello there"),
        ("attempts", "51"),
        ("reveal", "after_last"),
        ("kept", "first"),
    ];
    let answer = grace.post(&school.page("/quiz/rules"), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.text().contains("a number from 1 to 50") && answer.text().contains("Hello there")
    );
    let fields = [
        ("endless", "yes"),
        ("attempts", "1"),
        ("reveal", "after_last"),
        ("kept", "first"),
    ];
    let page = grace
        .post(&school.page("/quiz/rules"), &fields)
        .await
        .text();
    assert!(page.contains("there is no last one"), "{page}");
}

#[tokio::test]
async fn two_who_write_the_same_question_are_told_of_each_other() {
    let school = school().await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let quiz = grace.get(&school.api("")).await.value();
    let id = quiz["questions"][4]["id"].as_str().unwrap().to_owned();
    let path = school.page("/quiz/question");
    let fields = |text| {
        [
            ("id", &*id),
            ("wording", "1"),
            ("kind", "open"),
            ("at", "50"),
            ("text", text),
            ("points", "5"),
        ]
    };
    assert_eq!(grace.post(&path, &fields("First")).await.status, 303);
    let late = grace.post(&path, &fields("Second")).await;
    assert_eq!(late.status, 409);
    let page = late.text();
    assert!(
        page.contains("Somebody else saved this")
            && page.contains("First")
            && page.contains("Second"),
        "{page}"
    );
    assert!(
        page.contains(r#"name="wording" value="2""#),
        "saving again is to overwrite knowingly"
    );
    // A wording of none that there is makes no question either.
    let strange = [
        ("id", "01900000-0000-7000-8000-000000000001"),
        ("kind", "open"),
        ("at", "50"),
        ("text", "x"),
        ("points", "5"),
    ];
    assert_eq!(grace.post(&path, &strange).await.status, 409);
    let mut body = rules();
    body["version"] = json!(7);
    let answer = grace.json(Method::PUT, &school.api(""), body).await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "quiz_stale")
    );
}

#[tokio::test]
async fn an_attempt_goes_on_with_the_questions_it_began_with_and_no_answer_is_lost() {
    let school = school().await;
    let mut ada = school.ada().await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let standing = school.start(&mut ada).await;
    school
        .answer(&mut ada, (&standing, 1), json!({ "chosen": [0] }))
        .await;

    let quiz = grace.get(&school.api("")).await.value();
    let id = |n: usize| quiz["questions"][n]["id"].as_str().unwrap().to_owned();
    let (first, third) = (id(0), id(2));
    // What was right is wrong now, and one question is gone.
    let fields = [
        ("id", &*first),
        ("wording", "1"),
        ("kind", "single"),
        ("at", "10"),
        ("text", "And now?"),
        ("points", "9"),
        ("answer", "It reads"),
        ("answer", "It sings"),
        ("right", "1"),
    ];
    assert_eq!(
        grace
            .post(&school.page("/quiz/question"), &fields)
            .await
            .status,
        303
    );
    assert_eq!(
        grace
            .post(
                &school.page("/quiz/question/delete"),
                &[("id", &*third), ("confirmed", "yes")]
            )
            .await
            .status,
        303
    );

    let same = ada.get(&school.api("/attempt")).await.value();
    assert_eq!(same["attempt"]["questions"].as_array().unwrap().len(), 6);
    assert_eq!(
        same["attempt"]["questions"][0]["text"],
        "What does a parser do?"
    );
    assert_eq!(same["attempt"]["questions"][0]["chosen"], json!([0]));
    school.answer_all(&mut ada, &standing, true).await;
    let done = school.submit(&mut ada, &standing).await.value();
    assert_eq!(
        done["attempt"]["score"]["reached"], 6.0,
        "as it was when it began"
    );

    let next = school.start(&mut ada).await;
    assert_eq!(next["attempt"]["questions"].as_array().unwrap().len(), 5);
    assert_eq!(next["attempt"]["questions"][0]["text"], "And now?");

    let results = school.results().await;
    let versions: Vec<i64> = results["people"][0]["attempts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["version"].as_i64().unwrap())
        .collect();
    assert_eq!(versions, [1, 2], "the owner sees which was answered");
    let wordings: Vec<(u64, u64)> = results["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["question"] == first.as_str())
        .map(|one| {
            (
                one["wording"].as_u64().unwrap(),
                one["answered"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(wordings, [(2, 0), (1, 1)]);
    let attempt = results["people"][0]["attempts"][0]["id"].as_str().unwrap();
    let page = grace
        .get(&school.page(&format!("/quiz/results/attempt?id={attempt}")))
        .await
        .text();
    assert!(
        page.contains("What does a parser do?") && page.contains("They have changed since."),
        "{page}"
    );
}

#[tokio::test]
async fn what_nobody_began_with_is_written_over_and_a_question_that_only_moves_keeps_its_answers() {
    let school = school().await;
    let versions = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_versions";
    school
        .set(json!({ "version": 1, "questions": [questions()[0]] }))
        .await;
    assert_eq!(school.count(versions).await, 1);
    let mut ada = school.ada().await;
    school.start(&mut ada).await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let mut quiz = grace.get(&school.api("")).await.value();
    quiz["questions"][0]["at"] = json!(15.0);
    let moved = grace.json(Method::PUT, &school.api(""), quiz).await.value();
    assert_eq!(moved["version"], 2);
    assert_eq!(school.count(versions).await, 2);
    let results = school.results().await;
    assert_eq!(
        results["questions"].as_array().unwrap().len(),
        1,
        "one wording: {results}"
    );
}

#[tokio::test]
async fn what_cannot_be_a_quiz_is_told_so() {
    let school = school().await;
    let paper = school
        .hub
        .entry(school.grace, EntryKind::Document, PublishStatus::Private)
        .await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let answer = grace
        .json(
            Method::PUT,
            &format!("/api/v1/entries/{paper}/quiz"),
            rules(),
        )
        .await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "quiz_none")
    );
    let page = grace.get(&format!("/media/{paper}/quiz")).await.text();
    assert!(page.contains("No quiz can be made of this"), "{page}");
    let posted = grace.post(&format!("/media/{paper}/quiz/make"), &[]).await;
    assert_eq!(posted.status, 303);
    let entry = grace.get(&format!("/api/v1/entries/{paper}")).await.value();
    assert_eq!(entry["kind"], "document");
    let bad = json!({ "questions": [{ "kind": "single", "at": -1, "text": "", "points": 1, "choices": [] }] });
    let mut body = rules();
    body["questions"] = bad["questions"].clone();
    let answer = grace.json(Method::PUT, &school.api(""), body).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.value()["errors"][0]["field"], "questions[0].at");
}
