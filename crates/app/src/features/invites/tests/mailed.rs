//! Invites whose link goes out by mail.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use usher_db::params;
use usher_domain::config::{EmailService, MailSecurity, SiteConfig};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use super::{House, ada, house, one, pages::shown, secret, token};
use crate::{features::jobs, testing::BASE};

/// The house with a mail server that behaves so.
pub(super) async fn house_with_mail(manner: Manner) -> (House, TestSmtp) {
    let (house, smtp) = (house().await, TestSmtp::start(manner).await.unwrap());
    set_up(&house, &smtp).await;
    (house, smtp)
}

async fn set_up(house: &House, smtp: &TestSmtp) {
    let port = smtp.port();
    let change = move |site: &mut SiteConfig| {
        site.email_service = EmailService {
            host: "127.0.0.1".to_owned(),
            port,
            security: MailSecurity::None,
            from_name: "Media Hub".to_owned(),
            from_address: "hub@uni.edu".to_owned(),
            ..EmailService::default()
        };
    };
    house.rules(change).await;
}

/// Somebody to be invited by mail.
pub(super) fn by_mail(email: &str) -> Value {
    let mut person = ada();
    person["email"] = json!(email);
    person["send_mail"] = json!(true);
    person
}

/// The token in the link of a mail.
pub(super) fn mailed_token(mail: &Taken) -> String {
    let text = mail.message.replace("=\r\n", "").replace("=3D", "=");
    let link = format!("{BASE}/i/");
    let at = text.find(&link).unwrap() + link.len();
    text[at..at + 43].to_owned()
}

impl House {
    /// Does every job that is due.
    pub(super) async fn post_goes(&self) {
        jobs::drain(&self.hub.app).await.unwrap();
    }

    async fn mail_of(&mut self, invite: &Value) -> Value {
        self.browser.get(&one(invite)).await.value()["mail"].clone()
    }
}

#[tokio::test]
async fn the_mailed_link_has_a_secret_of_its_own_and_lets_the_invited_in() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let mut person = by_mail("ada@example.org");
    person["message"] = json!("See you <there>!\nGrace");
    let made = house.invite(person).await.value();
    assert_eq!(made["mailed"], true);
    assert_eq!(house.mail_of(&made).await["state"], "queued");
    assert_eq!(smtp.came(), 0, "nobody waits for the server");
    house.post_goes().await;
    let [mail] = smtp.taken().try_into().unwrap();
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("hub@uni.edu", &["ada@example.org".to_owned()][..])
    );
    let mailed = mailed_token(&mail);
    assert_ne!(mailed, token(&made));
    assert_eq!(secret(&house.hub, &mailed).await, "living");
    assert_eq!(secret(&house.hub, &token(&made)).await, "living");
    assert!(
        mail.message.contains("See you <there>!"),
        "{}",
        mail.message
    );
    assert!(
        mail.message.contains("See you &lt;there&gt;!"),
        "{}",
        mail.message
    );
    let fate = house.mail_of(&made).await;
    assert_eq!(fate["state"], "sent");
    assert_eq!(fate["words"], "250 2.0.0 Ok: queued as 4XyZ");

    house
        .hub
        .write(|tx| tx.execute("UPDATE entries SET state = 'ready'", params![]))
        .await;
    let mut guest = house.hub.browser();
    let path = format!("/i/{mailed}");
    let looked = guest.get(&path).await;
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.text());
    let entered = guest.post(&path, &[("email", "ada@example.org")]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let proof = house
        .count("SELECT COUNT(*) AS n FROM grants WHERE proof = 'mailed'")
        .await;
    assert_eq!(proof, 1);
}

#[tokio::test]
async fn what_waits_is_sealed_and_what_was_sent_is_gone() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    house.invite(by_mail("ada@example.org")).await;
    let stored: Vec<u8> = house
        .hub
        .write(|tx| {
            tx.query_one("SELECT sealed FROM mails", params![], |row| {
                row.get("sealed")
            })
        })
        .await;
    house.post_goes().await;
    let mailed = mailed_token(&smtp.taken()[0]);
    assert!(!stored.windows(43).any(|part| part == mailed.as_bytes()));
    let left = "SELECT COUNT(*) AS n FROM mails WHERE sealed IS NOT NULL";
    assert_eq!(house.count(left).await, 0);
    let told: Vec<String> = house
        .hub
        .write(|tx| {
            let sql = "SELECT payload AS text FROM jobs UNION ALL SELECT detail FROM audit
                       UNION ALL SELECT words FROM mails";
            tx.query(sql, params![], |row| row.get("text"))
        })
        .await;
    assert!(told.iter().all(|text| !text.contains(&mailed)));
}

#[tokio::test]
async fn mailing_again_kills_the_mailed_link_and_no_other() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let made = house.invite(by_mail("ada@example.org")).await.value();
    house.post_goes().await;
    let path = format!("{}/resend", one(&made));
    let again = house.browser.json(Method::POST, &path, json!({})).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text());
    assert_eq!(again.value()["mail"]["state"], "queued");
    house.post_goes().await;
    let tokens: Vec<_> = smtp.taken().iter().map(mailed_token).collect();
    assert_eq!(secret(&house.hub, &tokens[0]).await, "replaced");
    assert_eq!(secret(&house.hub, &tokens[1]).await, "living");
    assert_eq!(secret(&house.hub, &token(&made)).await, "living");
}

#[tokio::test]
async fn a_mail_whose_link_opens_nothing_any_more_is_never_sent() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let revoked = house.invite(by_mail("ada@example.org")).await.value();
    super::delete(&mut house.browser, &one(&revoked)).await;
    let replaced = house.invite(by_mail("bob@example.org")).await.value();
    let path = format!("{}/resend", one(&replaced));
    house.browser.json(Method::POST, &path, json!({})).await;
    house.post_goes().await;
    assert_eq!(smtp.taken().len(), 1, "the newest of Bob's");
    assert_eq!(smtp.taken()[0].to, ["bob@example.org"]);
    assert_eq!(house.mail_of(&revoked).await["state"], "cancelled");
    let late = house.invite(by_mail("cyd@example.org")).await.value();
    house.hub.clock.advance(std::time::Duration::from_hours(25));
    house.browser = house.hub.signed_in(house.grace).await;
    house.post_goes().await;
    assert_eq!(smtp.taken().len(), 1);
    assert_eq!(house.mail_of(&late).await["state"], "cancelled");
    let left = "SELECT COUNT(*) AS n FROM mails WHERE sealed IS NOT NULL";
    assert_eq!(house.count(left).await, 0);
}

#[tokio::test]
async fn a_refusal_is_told_in_the_list_with_the_servers_words() {
    let (mut house, _smtp) =
        house_with_mail(Manner::Recipient("550 5.1.1 <b>no such user</b>")).await;
    house.invite(by_mail("ada@example.org")).await;
    house.post_goes().await;
    let page = house
        .browser
        .get(&format!("/media/{}/invites", house.film))
        .await;
    assert!(
        page.text().contains("550 5.1.1 &#60;b&#62;no such user"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Mail refused:"));
}

#[tokio::test]
async fn mail_is_offered_where_it_can_be_sent() {
    let mut house = house().await;
    let refused = house.invite(by_mail("ada@example.org")).await;
    assert_eq!(
        (refused.status, refused.code()),
        (StatusCode::CONFLICT, "no_mail_service".to_owned())
    );
    assert_eq!(house.list().await.len(), 0);
    let path = format!("/media/{}/invite", house.film);
    assert!(
        !house
            .browser
            .get(&path)
            .await
            .text()
            .contains("name=\"mail\"")
    );
    let smtp = TestSmtp::start(Manner::Well).await.unwrap();
    set_up(&house, &smtp).await;
    assert!(
        house
            .browser
            .get(&path)
            .await
            .text()
            .contains("name=\"mail\"")
    );
}

#[tokio::test]
async fn the_same_form_twice_mails_once() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let path = format!("/media/{}/invite", house.film);
    let mut form = super::pages::filled("the key");
    form.extend([("mail", "yes"), ("line", "Welcome")]);
    let first = house.browser.post(&path, &form).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let second = house.browser.post(&path, &form).await;
    assert_eq!(shown(&first), shown(&second));
    house.post_goes().await;
    assert_eq!(smtp.taken().len(), 1);
    assert!(first.text().contains("on its way to"));
}

#[tokio::test]
async fn two_servers_that_look_for_mail_at_once_send_it_once() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    for nth in 0..8 {
        house
            .invite(by_mail(&format!("guest{nth}@example.org")))
            .await;
    }
    let other = house.hub.restarted();
    other
        .app
        .settings
        .refresh(&other.app.parts.db)
        .await
        .unwrap();
    let (one, two) = tokio::join!(jobs::drain(&house.hub.app), jobs::drain(&other.app));
    assert_eq!(one.unwrap() + two.unwrap(), 8);
    let mut to: Vec<_> = smtp.taken().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    let expected: Vec<_> = (0..8)
        .map(|nth| format!("guest{nth}@example.org"))
        .collect();
    assert_eq!(to, expected);
}
