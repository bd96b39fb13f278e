//! What the owner reads.

use super::*;

#[tokio::test]
async fn the_owner_sees_who_came_to_what_and_how_each_question_was_answered() {
    let school = school().await;
    let (mut ada, mut ben) = (school.ada().await, school.ada().await);
    school.attempt_from_start_to_end(&mut ada, false).await;
    school.hub.clock.advance(std::time::Duration::from_mins(5));
    school.attempt_from_start_to_end(&mut ada, true).await;
    school.start(&mut ben).await;
    let results = school.results().await;
    assert_eq!(results["people"].as_array().unwrap().len(), 2);
    let of_ada = &results["people"][0];
    assert_eq!(
        (&of_ada["name"], &of_ada["guest"]),
        (&json!("Ada Guest"), &json!(true))
    );
    assert_eq!(of_ada["counts"]["reached"], 6.0, "the highest");
    assert_eq!(
        results["people"][1]["counts"],
        Value::Null,
        "not submitted yet"
    );
    let first = &results["questions"][0];
    assert_eq!(
        (&first["answered"], &first["right"], &first["chosen"]),
        (&json!(2), &json!(1), &json!([1, 1]))
    );
    assert_eq!(results["questions"][1]["chosen"], json!([1, 1, 1]));
    assert_eq!(results["questions"][4]["unread"], 2);

    let mut grace = school.hub.signed_in(school.grace).await;
    let page = grace.get(&school.page("/quiz/results")).await.text();
    for said in [
        "Ada Guest",
        "6 of 11 points · 54",
        "Not submitted yet",
        "2 answers · 1 right (50",
        "2 to be read",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn points_given_by_hand_count_and_are_never_more_than_the_question_is_worth() {
    let school = school().await;
    let mut ada = school.ada().await;
    let done = school.attempt_from_start_to_end(&mut ada, true).await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let open = done["attempt"]["questions"][4]["id"].as_str().unwrap();
    let single = done["attempt"]["questions"][0]["id"].as_str().unwrap();
    let attempt = done["attempt"]["id"].as_str().unwrap();
    let read = school.page(&format!("/quiz/results/written?id={open}"));
    let page = grace.get(&read).await.text();
    assert!(
        page.contains("Because.") && page.contains("Points, of 5"),
        "{page}"
    );
    let path = school.page("/quiz/results/points");
    for (question, points) in [(open, "5.01"), (open, "-1"), (open, "x"), (single, "1")] {
        let fields = [
            ("attempt", attempt),
            ("question", question),
            ("points", points),
        ];
        assert_eq!(grace.post(&path, &fields).await.status, 303);
        let page = grace.get(&read).await.text();
        assert!(
            page.contains("at most what the question is worth"),
            "{points}: {page}"
        );
    }
    let fields = [("attempt", attempt), ("question", open), ("points", "4,5")];
    grace.post(&path, &fields).await;
    let after = ada.get(&school.api("/attempt")).await.value();
    assert_eq!(
        after["attempt"]["score"],
        json!({ "reached": 10.5, "possible": 11.0, "percent": 95, "unread": 0 })
    );
}

#[tokio::test]
async fn the_export_has_a_row_for_each_attempt_and_no_formula() {
    let school = school().await;
    let (mut ada, invite) = school.hub.guest(school.film, school.grace).await;
    school
        .hub
        .write(move |tx| {
            tx.execute(
                "UPDATE invites SET first_name = '=HYPERLINK(1)' WHERE id = $1",
                params![invite],
            )
        })
        .await;
    let standing = school.start(&mut ada).await;
    school.answer_all(&mut ada, &standing, true).await;
    school
        .answer(
            &mut ada,
            (&standing, 5),
            json!({ "text": "=1+1\n\"quoted\"" }),
        )
        .await;
    school.submit(&mut ada, &standing).await;
    school.start(&mut ada).await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let csv = grace.get(&school.page("/quiz/results/export.csv")).await;
    assert_eq!(
        csv.headers["content-type"],
        "text/csv; charset=utf-8; header=present"
    );
    let text = csv.text();
    let rows: Vec<&str> = text.split("\r\n").filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[0].contains("\"1. What does a parser do?\""), "{text}");
    assert!(
        rows[1].contains("\"'=HYPERLINK(1) Guest\"")
            && rows[1].contains("\"'=1+1\n\"\"quoted\"\"\""),
        "{text}"
    );
    assert!(
        rows[1].contains("\"6\",\"11\",\"54\",\"1\",\"1\"") && rows[1].contains("\"rustc; gcc\""),
        "{text}"
    );
    assert!(
        rows[2].contains("\"2\"") && rows[2].contains("\"\",\"\",\"\",\"\",\"\",\"1\""),
        "{text}"
    );
}

#[tokio::test]
async fn whoever_is_given_another_chance_begins_anew() {
    let school = school_with(json!({ "attempts": 1 })).await;
    let (mut ada, invite) = school.hub.guest(school.film, school.grace).await;
    school.attempt_from_start_to_end(&mut ada, false).await;
    let none = ada
        .json(Method::POST, &school.api("/attempts"), json!({}))
        .await;
    assert_eq!(none.code(), "quiz_none_left");
    let mut grace = school.hub.signed_in(school.grace).await;
    let (person, anew) = (invite.to_string(), school.page("/quiz/results/anew"));
    let asked = grace.post(&anew, &[("id", &*person)]).await;
    assert!(
        asked.text().contains("This cannot be undone."),
        "said first"
    );
    let answers = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers";
    assert_eq!(school.count(answers).await, 5);
    grace
        .post(
            &school.page("/quiz/results/anew"),
            &[("id", &*person), ("confirmed", "yes")],
        )
        .await;
    assert_eq!(
        school
            .count("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM quiz_answers")
            .await,
        0
    );
    school.start(&mut ada).await;
}

#[tokio::test]
async fn the_paper_is_a_pdf_where_it_may_be_had() {
    let mut strange = questions();
    strange[4]["text"] = json!("Γιατί; Зачем? Τύποι — ".repeat(30));
    strange[0]["choices"][1]["text"] = json!("w".repeat(300));
    let school = school_with(json!({ "questions": strange })).await;
    let mut ada = school.ada().await;
    let paper = ada.get(&school.page("/quiz/pretest.pdf")).await;
    assert_eq!(
        (paper.status.as_u16(), &paper.headers["content-type"]),
        (200, &"application/pdf".parse().unwrap())
    );
    assert!(paper.bytes.starts_with(b"%PDF-") && paper.bytes.len() > 5000);
    println!(
        "figure: a pre-test of six questions has {} bytes",
        paper.bytes.len()
    );
    school.set(json!({ "version": 1, "pretest": false })).await;
    assert_eq!(ada.get(&school.page("/quiz/pretest.pdf")).await.status, 409);
    assert!(
        !ada.get(&school.page(""))
            .await
            .text()
            .contains("pretest.pdf")
    );
}
