mod editing;
mod keeping;
mod paper;
mod races;
mod results;
mod secrets;
mod taking;

use axum::http::Method;
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::{
    access::AppRole,
    ids::{AccountId, EntryId},
    media::{EntryKind, PublishStatus},
};

use super::store;
use crate::testing::{Answer, Browser, Hub};

/// A hub with Grace, who owns a film of a hundred seconds that is a quiz.
struct School {
    hub: Hub,
    grace: AccountId,
    film: EntryId,
}

/// The questions that most tests ask: one of each kind, worth 2, 2, 1, 1, 5 points and none.
fn questions() -> Value {
    json!([
        { "kind": "single", "at": 10.0, "text": "What does a parser do?", "points": 2,
          "choices": [{ "text": "It reads", "right": true }, { "text": "It sings", "right": false }],
          "hint": "Week 3", "why": "WHYPARSER" },
        { "kind": "multiple", "at": 20.5, "text": "Which are compilers?", "points": 2,
          "choices": [{ "text": "rustc", "right": true }, { "text": "ls", "right": false },
                      { "text": "gcc", "right": true }], "why": "WHYCOMPILERS" },
        { "kind": "true_false", "at": 30.0, "text": "C is older than Rust.", "points": 1, "truth": true },
        { "kind": "fill_in", "at": 40.0, "text": "A parser makes a …", "points": 1,
          "accepted": ["SYNTAXTREE", "syntax tree"] },
        { "kind": "open", "at": 50.0, "text": "Why types?", "points": 5 },
        { "kind": "reflection", "at": 60.0, "text": "Think of your own code.", "points": 0 },
    ])
}

/// What the rules are unless a test says otherwise.
fn rules() -> Value {
    json!({ "version": 0, "welcome": "Good luck!", "attempts": 2, "all_required": true, "may_change": true,
            "may_skip": true, "may_seek": true, "reveal": "after_last", "kept": "highest", "pretest": true,
            "questions": questions() })
}

async fn school() -> School {
    school_with(json!({})).await
}

/// The same with other rules.
async fn school_with(change: Value) -> School {
    let hub = Hub::new();
    let grace = hub.account("grace@uni.edu", AppRole::PrivateOnly).await;
    let film = hub.film(grace, PublishStatus::Private).await;
    let school = School { hub, grace, film };
    school.set(change).await;
    school
}

impl School {
    fn api(&self, rest: &str) -> String {
        format!("/api/v1/entries/{}/quiz{rest}", self.film)
    }

    fn page(&self, rest: &str) -> String {
        format!("/media/{}{rest}", self.film)
    }

    /// Sets the quiz: these rules, changed.
    async fn set(&self, change: Value) -> Value {
        let mut body = rules();
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        let mut grace = self.hub.signed_in(self.grace).await;
        let answer = grace.json(Method::PUT, &self.api(""), body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    async fn ada(&self) -> Browser {
        self.hub.guest(self.film, self.grace).await.0
    }

    async fn start(&self, browser: &mut Browser) -> Value {
        let answer = browser
            .json(Method::POST, &self.api("/attempts"), json!({}))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    /// Answers question `number` (from one) of what `standing` says.
    async fn answer(
        &self,
        browser: &mut Browser,
        (standing, number): (&Value, usize),
        given: Value,
    ) -> Answer {
        let attempt = &standing["attempt"];
        let mut body =
            json!({ "attempt": attempt["id"], "question": attempt["questions"][number - 1]["id"] });
        for (name, value) in given.as_object().unwrap() {
            body[name] = value.clone();
        }
        let path = self.api("/attempt/answers");
        browser.json(Method::PUT, &path, body).await
    }

    async fn submit(&self, browser: &mut Browser, standing: &Value) -> Answer {
        let body = json!({ "attempt": standing["attempt"]["id"] });
        let path = self.api("/attempt/submit");
        browser.json(Method::POST, &path, body).await
    }

    /// Answers everything: `right`, or as wrong as can be.
    async fn answer_all(&self, browser: &mut Browser, standing: &Value, right: bool) {
        let given = if right {
            [
                json!({ "chosen": [0] }),
                json!({ "chosen": [2, 0] }),
                json!({ "chosen": [1] }),
                json!({ "text": " Syntax  TREE" }),
                json!({ "text": "Because." }),
            ]
        } else {
            [
                json!({ "chosen": [1] }),
                json!({ "chosen": [1] }),
                json!({ "chosen": [0] }),
                json!({ "text": "a song" }),
                json!({ "text": "Why not?" }),
            ]
        };
        for (number, given) in (1..).zip(given) {
            let answer = self.answer(browser, (standing, number), given).await;
            assert_eq!(answer.status, 200, "{number}: {}", answer.text());
        }
    }

    async fn attempt_from_start_to_end(&self, browser: &mut Browser, right: bool) -> Value {
        let standing = self.start(browser).await;
        self.answer_all(browser, &standing, right).await;
        let answer = self.submit(browser, &standing).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    async fn results(&self) -> Value {
        let mut grace = self.hub.signed_in(self.grace).await;
        let answer = grace.get(&self.api("/results")).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.value()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await
    }
}

#[tokio::test]
async fn what_belongs_to_a_quiz_is_found_by_indices() {
    let hub = Hub::new();
    for sql in store::statements() {
        assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
    }
}
