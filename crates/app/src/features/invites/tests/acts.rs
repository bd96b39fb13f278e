//! Several invites at once, from the list.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_domain::invite::InviteState;
use usher_test_smtp::Manner;

use super::{House, ada, house, mailed::house_with_mail};
use crate::{features::jobs, testing::Answer};

impl House {
    fn list_path(&self) -> String {
        format!("/media/{}/invites", self.film)
    }

    /// Invites some by the API; their ids.
    async fn some(&mut self, names: &[&str]) -> Vec<String> {
        let mut ids = Vec::new();
        for name in names {
            let mut person = ada();
            person["first_name"] = json!(name);
            person["email"] = json!(format!("{}@example.org", name.to_lowercase()));
            let made = self.invite(person).await.value();
            ids.push(made["id"].as_str().unwrap().to_owned());
            self.hub.clock.advance(Duration::from_secs(1));
        }
        ids
    }

    /// Asks for a deed to these; the answer.
    async fn ask(&mut self, deed: &str, what: &str) -> Answer {
        let path = format!("{}/act?deed={deed}&{what}", self.list_path());
        self.browser.get(&path).await
    }

    /// Does it; where it stands.
    async fn act(&mut self, form: &[(&str, &str)]) -> String {
        let path = format!("{}/act", self.list_path());
        let answer = self.browser.post(&path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        jobs::drain(&self.hub.app).await.unwrap();
        answer.location().to_owned()
    }

    async fn states(&mut self) -> Vec<String> {
        let rows = self.list().await;
        rows.iter()
            .map(|row| row["state"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn those_who_are_picked_are_revoked_after_one_question_that_says_how_many() {
    let mut house = house().await;
    let ids = house.some(&["Ada", "Bob", "Cy"]).await;
    let picked = format!("invite={}&invite={}", ids[0], ids[1]);
    let question = house.ask("revoke", &picked).await;
    let text = question.text();
    assert_eq!(question.status, StatusCode::OK, "{text}");
    assert!(
        text.contains("Revoke 2 invites") && text.contains("This is final"),
        "{text}"
    );
    let form = [
        ("deed", "revoke"),
        ("invite", &*ids[0]),
        ("invite", &*ids[1]),
        ("n", "2"),
    ];
    let path = house.act(&form).await;
    assert!(house.text(&path).await.contains("Done: 2. Refused: 0."));
    assert_eq!(house.states().await, ["pending", "revoked", "revoked"]);
    let path = house.act(&form).await;
    let text = house.text(&path).await;
    assert!(
        text.contains("Done: 2. Refused: 0."),
        "again changes nothing: {text}"
    );
    let nobody = house.ask("revoke", "").await;
    assert_eq!(nobody.location(), house.list_path());
    assert_eq!(
        house.ask("juggle", &picked).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_meant_is_all_that_the_list_shows_and_a_list_that_changed_is_asked_about_again() {
    let mut house = house().await;
    house.some(&["Ada", "Bob", "Cy"]).await;
    let text = house.ask("end", "all=yes&show=waiting&q=").await.text();
    assert!(text.contains("When 3 links end"), "{text}");
    house.some(&["Dan"]).await;
    let path = format!("{}/act", house.list_path());
    let form = [
        ("deed", "end"),
        ("all", "yes"),
        ("show", "waiting"),
        ("n", "3"),
        ("valid_until", "2026-12-24T15:00"),
    ];
    let again = house.browser.post(&path, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.text().contains("The list has changed meanwhile")
            && again.text().contains("When 4 links end")
    );
    let form = [
        ("deed", "end"),
        ("all", "yes"),
        ("show", "waiting"),
        ("n", "4"),
        ("valid_until", "2026-12-24T15:00"),
    ];
    house.act(&form).await;
    let rows = house.list().await;
    assert!(
        rows.iter()
            .all(|row| row["expires_at"] == "2026-12-24T15:00:00Z"),
        "{rows:?}"
    );
    for (until, sentence) in [
        ("", "Fill this in"),
        ("2020-01-01T10:00", "over already"),
        ("2099-01-01T10:00", "later than the administrator"),
    ] {
        let form = [
            ("deed", "end"),
            ("all", "yes"),
            ("show", ""),
            ("n", "4"),
            ("valid_until", until),
        ];
        let refused = house.browser.post(&path, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        assert!(
            until.is_empty() || refused.text().contains(sentence),
            "{sentence} {}",
            refused.text()
        );
    }
}

#[tokio::test]
async fn new_links_go_by_mail_to_whom_the_server_refused_and_each_refusal_has_its_reason() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let ids = house.some(&["Ada", "Bob", "Cy"]).await;
    let one = format!("/api/v1/invites/{}", ids[2]);
    super::delete(&mut house.browser, &one).await;
    house.hub.clock.advance(Duration::from_hours(23));
    let later = [
        ("deed", "end"),
        ("invite", &*ids[0]),
        ("n", "1"),
        ("valid_until", "2026-12-24T15:00"),
    ];
    house.act(&later).await;
    house.hub.clock.advance(Duration::from_hours(2));
    let form = [
        ("deed", "resend"),
        ("all", "yes"),
        ("show", ""),
        ("n", "3"),
        ("line", "Do come!"),
    ];
    let path = house.act(&form).await;
    let text = house.text(&path).await;
    assert!(text.contains("Done: 1. Refused: 2."), "{text}");
    for sentence in [
        "This invite was revoked",
        "The link has ended or is used up",
        "A link went out by mail",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    let [mail] = smtp.taken().try_into().unwrap();
    assert!(mail.to.contains(&"ada@example.org".to_owned()) && mail.message.contains("Do come!"));
    let task: String = house
        .hub
        .write(|tx| {
            let sql = "SELECT task FROM invite_batches ORDER BY id DESC LIMIT 1";
            tx.query_one(sql, &[], |row| row.get("task"))
        })
        .await;
    assert!(
        !task.contains("Do come!"),
        "the line goes with the last mail: {task}"
    );
}

#[tokio::test]
async fn the_list_is_narrowed_searched_and_sorted() {
    let mut house = house().await;
    house.some(&["Ödön", "Ada", "Bob"]).await;
    let film = house.film;
    let grace = house.grace;
    house.hub.guest(film, grace).await;
    let path = house.list_path();
    for (query, expected) in [
        ("", 4),
        ("?q=%C3%B6d%C3%B6n", 1),
        ("?q=ADA", 2),
        ("?q=lovelace", 3),
        ("?q=bob%40example", 1),
        ("?q=%25", 0),
        ("?show=waiting", 3),
        ("?show=waiting&q=bob", 1),
        ("?show=joined", 1),
        ("?show=open", 4),
        ("?show=over", 0),
    ] {
        let text = house.text(&format!("{path}{query}")).await;
        assert_eq!(
            text.matches("<th scope=\"row\">").count(),
            expected,
            "{query}"
        );
    }
    let text = house.text(&format!("{path}?sort=name&show=waiting")).await;
    let at = |name: &str| text.find(&format!("{name} Lovelace")).unwrap();
    assert!(at("Ada") < at("Bob") && at("Bob") < at("Ödön"));
    for sort in ["newest", "ends", "seen"] {
        house.text(&format!("{path}?sort={sort}")).await;
    }
    let strange = house.browser.get(&format!("{path}?sort=king")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    let file = house.text(&format!("{path}/export.csv?show=waiting")).await;
    assert_eq!(file.lines().count(), 4, "{file}");
    assert!(file.contains("\"bob@example.org\",\"Bob\",\"Lovelace\",\"viewer\""));
    let sent_back = house.look(&super::many::pasted(&file)).await;
    assert!(
        house
            .text(&sent_back)
            .await
            .contains("New: 0. Changed: 0. Already invited: 3.")
    );
}

/// Every mixture of what a state rests on, put straight into the database.
async fn mixtures(house: &House) {
    let (film, grace, now) = (house.film, house.grace, house.hub.now());
    let entropy = house.hub.app.parts.entropy.clone();
    let (past, ahead) = (
        now.before(Duration::from_hours(1)),
        now.after(Duration::from_hours(1)),
    );
    house
        .hub
        .write(move |tx| {
            for mix in 0..256_u32 {
                let bit = |n: u32| mix >> n & 1 == 1;
                let id = usher_domain::ids::InviteId::new(now, &*entropy);
                let email = format!("m{mix}@example.org");
                let (allowed, spent) = [(1, 0), (1, 1), (-1, 1), (2, 1)][(mix & 3) as usize];
                tx.execute(
                    "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                       last_name, role, surface, uses_allowed, uses_spent, expires_at, created_at,
                       revoked_at, seat_reset)
                     VALUES ($1, $2, $3, $4, $4, 'A', 'B', 'viewer', 'hub', $5, $6, $7, $8, $9, $10)",
                    usher_db::params![id, film, grace, &email, allowed, spent,
                        if bit(2) { now } else { ahead }, now, bit(3).then_some(now), bit(4)],
                )?;
                if bit(5) {
                    tx.execute(
                        "INSERT INTO grants (invite_id, entry_id, account_id, role, proof, ends_at,
                           ended_at, created_at, last_seen_at)
                         VALUES ($1, $2, $3, 'viewer', 'typed', $4, $5, $6, $6)",
                        usher_db::params![id, film, grace, if bit(6) { now } else { ahead },
                            bit(7).then_some(past), past],
                    )?;
                }
            }
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn the_database_tells_states_apart_as_the_rule_does() {
    let mut house = house().await;
    mixtures(&house).await;
    let mut all = Vec::new();
    for state in InviteState::ALL {
        let path = format!("{}?limit=200&state={state}", house.path());
        let mut next = Some(path.clone());
        while let Some(page) = next {
            let value = house.browser.get(&page).await.value();
            for row in value["invites"].as_array().unwrap() {
                assert_eq!(row["state"], state.as_str(), "{row}");
                all.push(row["id"].as_str().unwrap().to_owned());
            }
            next = value["next"]
                .as_str()
                .map(|id| format!("{path}&before={id}"));
        }
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 256, "each invite is in one state");
}

#[tokio::test]
async fn programs_invite_many_look_before_and_act_on_many() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let path = format!("{}/batches", house.path());
    let mut asked = json!({ "send_mail": true, "dry_run": true, "people": [
        { "email": "ada@example.org", "first_name": "Ada", "last_name": "Lovelace" },
        { "email": "bob@example.org", "first_name": "Bob", "last_name": "Noyce", "role": "speaker" },
        { "email": "ADA@example.org" },
        { "email": "cy" },
    ] });
    let dry = house.browser.json(Method::POST, &path, asked.clone()).await;
    assert_eq!(dry.status, StatusCode::OK, "{}", dry.text());
    let dry = dry.value();
    assert_eq!(dry["counts"]["new"], 1);
    let codes: Vec<&Value> = dry["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["code"])
        .collect();
    assert_eq!(
        codes,
        [
            &Value::Null,
            &json!("role_does_not_fit"),
            &json!("duplicate"),
            &json!("not_an_address")
        ]
    );
    asked["dry_run"] = json!(false);
    let begun = house.browser.json(Method::POST, &path, asked.clone()).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text());
    let place = begun.location().to_owned();
    house.post_goes().await;
    let done = house.browser.get(&place).await.value();
    assert_eq!(
        (&done["state"], &done["counts"]["new"]),
        (&json!("done"), &json!(1)),
        "{done}"
    );
    assert_eq!(smtp.came(), 1);
    let id = done["rows"][0]["invite"].as_str().unwrap().to_owned();
    let act = format!("{}/act", house.path());
    for (asked, status) in [
        (
            json!({ "deed": "end", "state": "open", "valid_until": "2026-12-24T15:00:00Z" }),
            StatusCode::ACCEPTED,
        ),
        (
            json!({ "deed": "end", "invites": [id], "valid_until": "soon" }),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({ "deed": "role", "invites": [id], "role": "speaker" }),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({ "deed": "juggle", "invites": [id] }),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({ "deed": "revoke" }),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({ "deed": "revoke", "state": "king" }),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({ "deed": "revoke", "invites": [id] }),
            StatusCode::ACCEPTED,
        ),
    ] {
        let answer = house.browser.json(Method::POST, &act, asked.clone()).await;
        assert_eq!(answer.status, status, "{asked} {}", answer.text());
    }
    house.post_goes().await;
    assert_eq!(house.states().await, ["revoked"]);
}
