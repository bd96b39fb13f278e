//! Beginning, answering, submitting.

use super::*;

#[tokio::test]
async fn a_guest_takes_a_quiz_from_start_to_end() {
    let school = school().await;
    let mut ada = school.ada().await;
    let page = ada.get(&school.page("")).await.text();
    for said in [
        "Good luck!",
        "2 attempts left of 2",
        "6 questions",
        "pretest.pdf",
        "sees your answers",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("<video"), "the film waits until it begins");

    let standing = school.start(&mut ada).await;
    assert_eq!(standing["attempts_left"], 1);
    assert_eq!(standing["attempt"]["missing"], json!([1, 2, 3, 4, 5]));
    let page = ada.get(&school.page("")).await.text();
    assert!(
        page.contains("<video") && page.contains("islands/quiz-"),
        "{page}"
    );
    assert!(page.contains("0 of 5 answered"), "{page}");

    let answer = school
        .answer(&mut ada, (&standing, 1), json!({ "chosen": [0] }))
        .await;
    assert_eq!(
        answer.value()["missing"],
        json!([2, 3, 4, 5]),
        "{}",
        answer.text()
    );
    let early = school.submit(&mut ada, &standing).await;
    assert_eq!(
        (early.status.as_u16(), &*early.code()),
        (409, "quiz_missing")
    );
    assert!(early.text().contains("2, 3, 4, 5"), "{}", early.text());

    school.answer_all(&mut ada, &standing, true).await;
    let done = school.submit(&mut ada, &standing).await.value();
    assert_eq!(
        done["attempt"]["score"],
        json!({ "reached": 6.0, "possible": 11.0, "percent": 54, "unread": 1 })
    );
    let page = ada.get(&school.page("")).await.text();
    for said in [
        "Your result",
        "6 of 11 points",
        "1 answer is still to be read",
        "1 attempt left of 2",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn whoever_was_interrupted_goes_on_another_day_and_on_another_device() {
    let school = school().await;
    let ben = school.hub.account("ben@uni.edu", AppRole::Viewer).await;
    school
        .hub
        .grant_member(school.film, ben, std::time::Duration::from_hours(72))
        .await;
    let mut phone = school.hub.signed_in(ben).await;
    let standing = school.start(&mut phone).await;
    school
        .answer(
            &mut phone,
            (&standing, 4),
            json!({ "text": "half a thought" }),
        )
        .await;
    school
        .hub
        .clock
        .advance(std::time::Duration::from_hours(24));
    let mut desk = school.hub.signed_in(ben).await;
    let again = school.start(&mut desk).await;
    assert_eq!(again["attempt"]["id"], standing["attempt"]["id"]);
    assert_eq!(again["attempts_left"], 1, "going on costs no attempt");
    assert_eq!(
        again["attempt"]["questions"][3]["written"],
        "half a thought"
    );
    let page = desk.get(&school.page("")).await.text();
    assert!(page.contains("half a thought"), "{page}");
}

#[tokio::test]
async fn without_script_the_form_keeps_answers_and_says_what_is_missing_without_losing_a_word() {
    let school = school().await;
    let mut ada = school.ada().await;
    let begun = ada.post(&school.page("/quiz/start"), &[]).await;
    assert_eq!(
        (begun.status.as_u16(), begun.location()),
        (303, &*school.page(""))
    );
    let standing = ada.get(&school.api("/attempt")).await.value();
    let names: Vec<String> = (0..6)
        .map(|n| {
            format!(
                "q-{}",
                standing["attempt"]["questions"][n]["id"].as_str().unwrap()
            )
        })
        .collect();
    let attempt = standing["attempt"]["id"].as_str().unwrap().to_owned();
    let long = "x".repeat(4001);
    let path = school.page("/quiz/answers");
    let sent = [
        ("attempt", &*attempt),
        (&names[0], "0"),
        (&names[1], "0"),
        (&names[1], "2"),
        (&names[4], &long),
        ("deed", "save"),
    ];
    let again = ada.post(&path, &sent).await;
    assert_eq!(again.status, 422);
    let page = again.text();
    assert!(
        page.contains("at most 4,000") || page.contains("at most 4000"),
        "{page}"
    );
    assert!(page.contains(&long), "what was typed is still there");
    let kept = ada.get(&school.api("/attempt")).await.value();
    assert_eq!(
        kept["attempt"]["questions"][1]["chosen"],
        json!([0, 2]),
        "what fits is kept"
    );

    let sent = [
        ("attempt", &*attempt),
        (&names[4], "Because."),
        ("deed", "submit"),
    ];
    let missing = ada.post(&path, &sent).await;
    assert_eq!(missing.status, 422);
    let page = missing.text();
    assert!(
        page.contains("Question 3 has no answer yet.") && page.contains("Because."),
        "{page}"
    );

    let sent = [
        ("attempt", &*attempt),
        (&names[2], "1"),
        (&names[3], "syntax tree"),
        ("deed", "submit"),
    ];
    let done = ada.post(&path, &sent).await;
    assert_eq!(
        (done.status.as_u16(), done.location()),
        (303, &*school.page("#quiz"))
    );
    let last = ada.get(&school.api("/attempt")).await.value();
    assert_eq!(last["attempt"]["score"]["reached"], 6.0);
    // Sent once more: nothing is done twice, and the page says so.
    let twice = ada.post(&path, &sent).await;
    assert_eq!(twice.status, 303);
    assert!(
        ada.get(&school.page(""))
            .await
            .text()
            .contains("This attempt was submitted before.")
    );
}

#[tokio::test]
async fn an_answer_stays_where_it_may_not_be_changed_and_comes_in_turn_where_none_may_be_skipped() {
    let school = school_with(json!({ "may_change": false, "may_skip": false })).await;
    let mut ada = school.ada().await;
    let standing = school.start(&mut ada).await;
    let early = school
        .answer(&mut ada, (&standing, 2), json!({ "chosen": [0] }))
        .await;
    assert_eq!(
        (early.status.as_u16(), &*early.code()),
        (409, "quiz_out_of_turn")
    );
    let first = json!({ "chosen": [1] });
    assert_eq!(
        school
            .answer(&mut ada, (&standing, 1), first.clone())
            .await
            .status,
        200
    );
    assert_eq!(
        school.answer(&mut ada, (&standing, 1), first).await.status,
        200,
        "the same once more"
    );
    let other = school
        .answer(&mut ada, (&standing, 1), json!({ "chosen": [0] }))
        .await;
    assert_eq!((other.status.as_u16(), &*other.code()), (409, "quiz_final"));
    let page = ada.get(&school.page("")).await.text();
    assert!(page.contains("data-fixed disabled"), "{page}");
    assert!(!page.contains("data-may-skip"), "{page}");
}

#[tokio::test]
async fn what_is_no_answer_is_said_and_not_kept() {
    let school = school().await;
    let mut ada = school.ada().await;
    let standing = school.start(&mut ada).await;
    let rows = [
        (1, json!({ "chosen": [0, 1] }), "unknown_choice"),
        (1, json!({ "chosen": [9] }), "unknown_choice"),
        (1, json!({ "text": "It reads" }), "quiz_answer_nothing"),
        (2, json!({ "chosen": [] }), "quiz_answer_nothing"),
        (4, json!({ "text": "a\u{202e}b" }), "forbidden_characters"),
        (5, json!({ "text": "x".repeat(4001) }), "too_long"),
    ];
    for (number, given, code) in rows {
        let answer = school
            .answer(&mut ada, (&standing, number), given.clone())
            .await;
        assert_eq!(answer.status, 422, "{given}");
        assert_eq!(answer.value()["errors"][0]["code"], code, "{given}");
    }
    let nobody =
        json!({ "attempt": standing["attempt"]["id"], "question": standing["attempt"]["id"] });
    let answer = ada
        .json(Method::PUT, &school.api("/attempt/answers"), nobody)
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        school
            .count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers")
            .await,
        0
    );
}

#[tokio::test]
async fn nobody_answers_in_an_attempt_of_somebody_else() {
    let school = school().await;
    let (mut ada, mut eve) = (school.ada().await, school.ada().await);
    let standing = school.start(&mut ada).await;
    let answer = school
        .answer(&mut eve, (&standing, 1), json!({ "chosen": [0] }))
        .await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "quiz_no_attempt")
    );
    let answer = school.submit(&mut eve, &standing).await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "quiz_no_attempt")
    );
}

#[tokio::test]
async fn who_is_not_known_is_asked_to_sign_in_and_who_may_not_see_it_finds_nothing() {
    let school = school().await;
    let mut stranger = school.hub.browser();
    let start = school.api("/attempts");
    assert_eq!(
        stranger.json(Method::POST, &start, json!({})).await.status,
        404
    );
    let film = school.film;
    school
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE entries SET publish = 'unlisted' WHERE id = $1",
                params![film],
            )
        })
        .await;
    let answer = stranger.json(Method::POST, &start, json!({})).await;
    assert_eq!((answer.status.as_u16(), &*answer.code()), (409, "quiz_who"));
    let page = stranger.get(&school.page("")).await.text();
    assert!(
        page.contains("so that your answers are yours") && page.contains("/sign-in?next="),
        "{page}"
    );
    let posted = stranger.post(&school.page("/quiz/start"), &[]).await;
    assert_eq!(posted.status, 303);
}

#[tokio::test]
async fn a_quiz_of_a_recording_plays_sounds_and_one_without_questions_plays_as_it_is() {
    let school = school().await;
    let hub = &school.hub;
    let talk = hub
        .entry(school.grace, EntryKind::Audio, PublishStatus::Private)
        .await;
    hub.fill(talk, vec![7; 100], ("talk.mp3", "audio/mpeg"))
        .await;
    let mut grace = hub.signed_in(school.grace).await;
    let made = grace.post(&format!("/media/{talk}/quiz/make"), &[]).await;
    assert_eq!(made.status, 303);
    let (mut ada, _) = hub.guest(talk, school.grace).await;
    let page = ada.get(&format!("/media/{talk}")).await.text();
    assert!(
        page.contains("<audio") && !page.contains("quiz/start"),
        "{page}"
    );
    let answer = ada
        .json(
            Method::POST,
            &format!("/api/v1/entries/{talk}/quiz/attempts"),
            json!({}),
        )
        .await;
    assert_eq!(
        (answer.status.as_u16(), &*answer.code()),
        (409, "quiz_no_questions")
    );
    let question = json!({ "kind": "open", "text": "What was said?", "points": 1, "at": 3 });
    let mut body = rules();
    body["questions"] = json!([question]);
    body["version"] = json!(1);
    let path = format!("/api/v1/entries/{talk}/quiz");
    assert_eq!(grace.json(Method::PUT, &path, body).await.status, 200);
    ada.post(&format!("/media/{talk}/quiz/start"), &[]).await;
    let page = ada.get(&format!("/media/{talk}")).await.text();
    assert!(
        page.contains("<audio") && page.contains("What was said?"),
        "{page}"
    );
    // And back.
    grace.post(&format!("/media/{talk}/quiz/unmake"), &[]).await;
    let entry = grace.get(&format!("/api/v1/entries/{talk}")).await.value();
    assert_eq!(entry["kind"], "audio");
    let page = ada.get(&format!("/media/{talk}")).await.text();
    assert!(!page.contains("What was said?"), "{page}");
    assert_eq!(
        ada.get(&format!("/api/v1/entries/{talk}/quiz/attempt"))
            .await
            .code(),
        "quiz_none"
    );
}
