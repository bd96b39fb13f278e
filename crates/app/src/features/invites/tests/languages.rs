//! In which language somebody is invited.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_domain::config::{EmailService, MailSecurity, SiteConfig};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use super::{
    super::terminal::{Choices, Clerk, NotDone, Person},
    House, ada, faults, house,
    mailed::{by_mail, house_with_mail, mailed_token},
    many::pasted,
    one,
};

/// The text of a mail, its lines as they were written.
fn text(mail: &Taken) -> String {
    mail.message.replace("=\r\n", "").replace("=3D", "=")
}

impl House {
    async fn invite_in(&mut self, email: &str, language: &str) -> Value {
        let mut person = by_mail(email);
        person["language"] = json!(language);
        let made = self.invite(person).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        made.value()
    }

    async fn language_of(&mut self, invite: &Value) -> Value {
        self.browser.get(&one(invite)).await.value()["language"].clone()
    }

    async fn languages(&mut self) -> Vec<String> {
        let mut found: Vec<_> = (self.list().await.iter())
            .map(|invite| {
                let email = invite["email"].as_str().unwrap_or_default();
                format!("{email} {}", invite["language"])
            })
            .collect();
        found.sort();
        found
    }
}

#[tokio::test]
async fn the_mail_and_the_page_behind_its_link_are_in_the_language_of_the_invitation() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let path = format!("/media/{}/invite", house.film);
    let form = house.browser.get(&path).await.text();
    assert!(form.contains("Language of the invitation"), "{form}");
    assert!(form.contains("As the site: English"), "{form}");
    let person = [
        ("email", "ada@example.org"),
        ("first_name", "Ada"),
        ("last_name", "Lovelace"),
        ("role", "viewer"),
        ("language", "de"),
        ("mail", "yes"),
    ];
    let made = house.browser.post(&path, &person).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    house.post_goes().await;
    let [mail] = smtp.taken().try_into().unwrap();
    let said = text(&mail);
    assert!(said.contains("Guten Tag Ada Lovelace,"), "{said}");
    assert!(said.contains("Ihre Rolle: Zuschauen"), "{said}");

    let mut guest = house.hub.browser();
    guest
        .headers
        .insert("accept-language", "es".parse().unwrap());
    let link = format!("/i/{}", mailed_token(&mail));
    let page = guest.get(&link).await.text();
    assert!(page.contains("<html lang=\"de\""), "{page}");
    let chosen = [("lang", "en"), ("return", link.as_str())];
    guest.post("/preferences/language", &chosen).await;
    let page = guest.get(&link).await.text();
    assert!(page.contains("<html lang=\"en\""), "who chose goes before");
    let list = house.list().await;
    assert_eq!(list[0]["language"], "de");
    let rows = house.text(&format!("/media/{}/invites", house.film)).await;
    assert!(rows.contains("Deutsch"), "{rows}");
}

#[tokio::test]
async fn without_a_choice_it_is_the_sites_language_and_another_one_is_refused_with_those_there_are()
{
    let (house, smtp) = (house().await, TestSmtp::start(Manner::Well).await.unwrap());
    let (mut house, port) = (house, smtp.port());
    let rules = move |site: &mut SiteConfig| {
        site.email_service = EmailService {
            host: "127.0.0.1".to_owned(),
            port,
            security: MailSecurity::None,
            from_address: "hub@uni.edu".to_owned(),
            ..EmailService::default()
        };
        site.languages.spanish = false;
        site.languages.default = "de";
    };
    house.hub.rules(&["languages", "emailservice"], rules).await;
    let made = house.invite(by_mail("ada@example.org")).await.value();
    assert_eq!(made["language"], Value::Null);
    house.post_goes().await;
    let said = text(&smtp.taken()[0]);
    assert!(said.contains("Guten Tag Ada Lovelace,"), "{said}");

    for language in ["es", "Klingon", "d"] {
        let mut person = ada();
        person["language"] = json!(language);
        let refused = house.invite(person).await;
        assert_eq!(faults(&refused), ["language:unknown_language"]);
    }
    let path = format!("/media/{}/invite", house.film);
    let form = house.browser.get(&path).await.text();
    assert!(form.contains("Deutsch") && !form.contains("Espa"), "{form}");
    let person = [
        ("email", "bob@example.org"),
        ("first_name", "Bob"),
        ("last_name", "Noyce"),
        ("role", "viewer"),
        ("language", "es"),
    ];
    let refused = house.browser.post(&path, &person).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("en, de"), "{}", refused.text());

    house
        .hub
        .rules(&["languages"], |site| {
            (site.languages.german, site.languages.spanish) = (false, false);
        })
        .await;
    let form = house.browser.get(&path).await.text();
    assert!(!form.contains("name=\"language\""), "there is no choice");
}

#[tokio::test]
async fn it_is_changed_with_a_new_link_a_new_mail_or_alone_and_stays_otherwise() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let made = house.invite_in("ada@example.org", "de").await;
    let path = one(&made);
    let of_page = format!("/invites/{}", made["id"].as_str().unwrap());
    let resend = house.browser.get(&format!("{of_page}/resend")).await.text();
    assert!(resend.contains("value=\"de\" selected"), "{resend}");
    assert!(!resend.contains("As the site"), "{resend}");
    let odd = [("language", "tlh")];
    for deed in ["resend", "renew"] {
        let refused = house.browser.post(&format!("{of_page}/{deed}"), &odd).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
        assert!(refused.text().contains("en, de, es"), "{deed}");
    }
    let again = [("language", "es")];
    let sent = house
        .browser
        .post(&format!("{of_page}/resend"), &again)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    house.post_goes().await;
    let said = text(smtp.taken().last().unwrap());
    assert!(said.contains("Hola, Ada:"), "{said}");
    let link = [("language", "en")];
    let shown = house.browser.post(&format!("{of_page}/renew"), &link).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert_eq!(house.language_of(&made).await, "en");

    let german = json!({ "language": "de" });
    let changed = (house.browser)
        .json(Method::PATCH, &path, german.clone())
        .await;
    assert_eq!(changed.value()["language"], "de", "{}", changed.text());
    let kept = (house.browser)
        .json(Method::PATCH, &path, json!({ "role": "viewer" }))
        .await;
    assert_eq!(kept.value()["language"], "de");
    for (deed, body, language) in [
        ("renew", json!({}), "de"),
        ("renew", json!({ "language": "es" }), "es"),
        ("resend", json!({}), "es"),
        ("resend", german, "de"),
    ] {
        let done = (house.browser)
            .json(Method::POST, &format!("{path}/{deed}"), body)
            .await;
        assert_eq!(done.value()["language"], language, "{}", done.text());
    }
    let wrong = (house.browser)
        .json(Method::PATCH, &path, json!({ "language": "xx" }))
        .await;
    assert_eq!(faults(&wrong), ["language:unknown_language"]);
    let told = "SELECT COUNT(*) AS n FROM audit WHERE deed = 'invite_language_changed'";
    assert_eq!(house.count(told).await, 5);
}

#[tokio::test]
async fn a_table_names_it_row_by_row_and_the_same_table_corrected_changes_it_and_mails_nobody_twice()
 {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let table = "email,first name,last name,language\n\
                 ada@example.org,Ada,Lovelace,Deutsch\n\
                 bob@example.org,Bob,Noyce,Klingon\n\
                 eva@example.org,Eva,Fahr,\n";
    let form = |table: &str| pasted(table).with("language", "es").with("mail", "yes");
    let path = house.look(&form(table)).await;
    let page = house.text(&path).await;
    assert!(page.contains("Write one of en, de, es."), "{page}");
    assert_eq!(house.invites().await, 0, "nothing is written yet");
    let again = path.rsplit('/').next().unwrap();
    let again = format!("/media/{}/invites/many?from={again}", house.film);
    let corrected = house.text(&again).await;
    assert!(corrected.contains("value=\"es\" selected"), "{corrected}");

    house.invite_many(&form(table)).await;
    assert_eq!(
        house.languages().await,
        ["ada@example.org \"de\"", "eva@example.org \"es\""]
    );
    let mails = smtp.taken();
    assert_eq!(mails.len(), 2);
    for (to, greeting) in [("ada", "Guten Tag Ada"), ("eva", "Hola, Eva:")] {
        let mail = mails.iter().find(|mail| mail.to[0].starts_with(to));
        assert!(text(mail.unwrap()).contains(greeting), "{to}");
    }
    let table = "email,language\nada@example.org,en\n";
    let page = house.look(&pasted(table)).await;
    let page = house.text(&page).await;
    assert!(page.contains("Changes: language."), "{page}");
    house.invite_many(&form(table)).await;
    assert_eq!(house.languages().await[0], "ada@example.org \"en\"");
    assert_eq!(smtp.taken().len(), 2, "nobody is written to twice");
    let file = house
        .text(&format!("/media/{}/invites/export.csv", house.film))
        .await;
    assert!(
        file.contains("\"valid until\",\"language\",\"state\""),
        "{file}"
    );
    assert!(file.contains(",\"en\",\"pending\""), "{file}");
}

#[tokio::test]
async fn programs_name_it_for_all_and_for_each() {
    let mut house = house().await;
    let path = format!("{}/batches", house.path());
    let people = json!({
        "language": "es",
        "people": [
            { "email": "ada@example.org", "first_name": "Ada", "last_name": "Lovelace" },
            { "email": "bob@example.org", "first_name": "Bob", "last_name": "Noyce", "language": "de" },
            { "email": "eva@example.org", "first_name": "Eva", "last_name": "Fahr", "language": "xx" },
        ],
    });
    let done = house.browser.json(Method::POST, &path, people).await;
    assert_eq!(done.status, StatusCode::ACCEPTED, "{}", done.text());
    let row = &done.value()["rows"][2];
    assert_eq!(
        (row["field"].as_str(), row["code"].as_str()),
        (Some("language"), Some("unknown_language"))
    );
    house.post_goes().await;
    assert_eq!(
        house.languages().await,
        ["ada@example.org \"es\"", "bob@example.org \"de\""]
    );
    let wrong = json!({ "language": "xx", "people": [{ "email": "ada@example.org" }] });
    let refused = house.browser.json(Method::POST, &path, wrong).await;
    assert_eq!(faults(&refused), ["language:unknown_language"]);
}

#[tokio::test]
async fn a_terminal_names_it_for_one_and_in_a_table() {
    let mut house = house().await;
    let (app, film) = (house.hub.app.clone(), house.film);
    let told = tokio::task::spawn_blocking(move || {
        let parts = &app.parts;
        let means = (&*parts.clock, parts.entropy.clone());
        let clerk = Clerk::at(parts.db.clone(), parts.key.clone(), means, film, None).unwrap();
        let ada = Person {
            email: "ada@example.org".to_owned(),
            first_name: "Ada".to_owned(),
            last_name: "Lovelace".to_owned(),
        };
        let choices = |language: &str| Choices {
            role: "viewer".to_owned(),
            language: Some(language.to_owned()),
            ..Choices::default()
        };
        let made = clerk.create(&ada, &choices("Deutsch")).unwrap();
        let refused = clerk.create(&ada, &choices("xx")).unwrap_err();
        let id = made["id"].as_str().unwrap().parse().unwrap();
        let kept = clerk.renew(id, None, None).unwrap();
        let renewed = clerk.renew(id, None, Some("Español")).unwrap();
        assert!(clerk.renew(id, None, Some("xx")).is_err());
        let table = "email,first name,last name,language\n\
                     bob@example.org,Bob,Noyce,en\n\
                     eva@example.org,Eva,Fahr,\n\
                     kim@example.org,Kim,Lee,xx\n";
        let mut rows = Vec::new();
        let counts = clerk.import(table.as_bytes(), &choices("es"), false, |row| {
            rows.push(row);
        });
        (made, kept, renewed, refused, rows, counts.unwrap())
    });
    let (made, kept, renewed, refused, rows, counts) = told.await.unwrap();
    assert_eq!(made["language"], "de");
    assert_eq!(
        (&kept["language"], &renewed["language"]),
        (&json!("de"), &json!("es"))
    );
    assert!(renewed["link"].as_str().unwrap().starts_with("/i/"));
    let sentence = "There is no such language here. Choose one of en, de, es.";
    assert!(
        matches!(&refused, NotDone::Refused(said) if said == sentence),
        "{refused:?}"
    );
    let said = rows[2]["detail"].as_str().unwrap();
    assert!(said.contains("Write one of en, de, es."), "{said}");
    assert_eq!((&counts["new"], &counts["wrong"]), (&json!(2), &json!(1)));
    assert_eq!(
        house.languages().await,
        [
            "ada@example.org \"es\"",
            "bob@example.org \"en\"",
            "eva@example.org \"es\""
        ]
    );
}
