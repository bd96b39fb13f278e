//! The questions on paper, whatever they are written in.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use usher_domain::{access::AppRole, media::PublishStatus};

use super::{School, questions, school_with};
use crate::{
    features::quiz::Fonts,
    testing::{Browser, Hub},
};

/// The questions, of which the first is asked so.
fn asked(text: &str) -> Value {
    let mut all = questions();
    all[0]["text"] = json!(text);
    all
}

/// The paper, which is there.
async fn paper(browser: &mut Browser, school: &School) -> Vec<u8> {
    let answer = browser.get(&school.page("/quiz/pretest.pdf")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.bytes.starts_with(b"%PDF-"));
    answer.bytes.clone()
}

#[tokio::test]
async fn owners_are_told_what_no_font_has_and_learners_are_not() {
    let chinese = asked("什么是编译器？");
    let school = school_with(json!({ "questions": chinese.clone() })).await;
    let mut grace = school.hub.signed_in(school.grace).await;
    let told = "cannot show this writing: Chinese characters.";
    for page in ["/quiz", "/quiz/rules"] {
        let text = grace.get(&school.page(page)).await.text();
        assert!(
            text.contains(told) && text.contains("fonts-noto-cjk"),
            "{text}"
        );
    }
    let mut ada = school.ada().await;
    let page = ada.get(&school.page("")).await.text();
    assert!(page.contains("pretest.pdf") && !page.contains("fonts-noto"));
    paper(&mut ada, &school).await;
    for change in [
        json!({ "version": 1, "pretest": false, "questions": chinese }),
        json!({ "version": 1, "questions": asked("Γιατί; Зачем? למה? لماذا؟ — ⅔ ☑") }),
    ] {
        school.set(change).await;
        let text = grace.get(&school.page("/quiz")).await.text();
        assert!(!text.contains("cannot show"), "{text}");
    }
}

/// A school that has these fonts, and a question with a letter that the embedded one lacks.
async fn with_a_rare_letter(fonts: Fonts) -> School {
    let hub = Hub::with(|parts| parts.fonts = fonts);
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub.film(grace, PublishStatus::Private).await;
    let school = School { hub, grace, film };
    school
        .set(json!({ "questions": asked("What is ᴤ?") }))
        .await;
    school
}

#[tokio::test]
async fn what_the_embedded_font_has_not_is_set_with_one_that_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("serif.ttf"), dejavu::serif::regular()).unwrap();
    let mut papers = Vec::new();
    for fonts in [
        Fonts::In(folder.path().to_owned()),
        Fonts::In(folder.path().join("none")),
    ] {
        let school = with_a_rare_letter(fonts).await;
        let mut grace = school.hub.signed_in(school.grace).await;
        let text = grace.get(&school.page("/quiz")).await.text();
        let bytes = paper(&mut school.ada().await, &school).await.len();
        papers.push((text.contains("cannot show this writing: Latin."), bytes));
    }
    let [(told_with, with), (told_without, without)] = papers[..] else {
        panic!("two papers");
    };
    assert!(!told_with && told_without);
    assert!(with > without, "a letter of another font is in the file");
}

#[tokio::test]
async fn what_is_installed_is_seen_after_ten_minutes_by_the_owner_and_at_once_by_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let school = with_a_rare_letter(Fonts::In(folder.path().to_owned())).await;
    let (mut grace, mut ada) = (school.hub.signed_in(school.grace).await, school.ada().await);
    let mut seen = Vec::new();
    for minutes in [0, 0, 9, 1] {
        school.hub.clock.advance(Duration::from_mins(minutes));
        let text = grace.get(&school.page("/quiz")).await.text();
        let told = text.contains("cannot show this writing: Latin.");
        seen.push((told, paper(&mut ada, &school).await.len()));
        let file = folder.path().join("serif.ttf");
        if !file.exists() {
            std::fs::write(file, dejavu::serif::regular()).unwrap();
        }
    }
    let told: Vec<bool> = seen.iter().map(|(told, _)| *told).collect();
    assert_eq!(told, [true, true, true, false]);
    assert!(seen[0].1 < seen[1].1, "a letter of another font: {seen:?}");
}

#[tokio::test]
async fn a_paper_of_many_scripts_is_made() {
    let long = "מהו מהדר (compiler)? मुझे नहीं पता। ภาษาไทยไม่มีช่องว่าง 컴파일러 🦄 e\u{301}\u{200d} ";
    let mut all = asked(&long.repeat(9));
    all[0]["choices"][0]["text"] = json!("לקרוא");
    all[0]["choices"][1]["text"] = json!("编译器读取源代码并生成机器码。".repeat(12));
    let school = school_with(json!({ "questions": all })).await;
    let mut ada = school.ada().await;
    paper(&mut ada, &school).await;
}
