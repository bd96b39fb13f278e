//! A test of a template, sent to whoever edits it.

use axum::http::StatusCode;
use usher_domain::config::{EmailService, MailSecurity, SiteConfig};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use crate::testing::{Answer, Browser, Hub};

const TRY: &str = "/admin/mail-templates/invitation/trial";
const ME: &str = "chief@uni.edu";

struct Desk {
    hub: Hub,
    smtp: TestSmtp,
    browser: Browser,
}

async fn desk() -> Desk {
    let (hub, smtp) = (Hub::new(), TestSmtp::start(Manner::Well).await.unwrap());
    let port = smtp.port();
    let with_mail = move |site: &mut SiteConfig| {
        site.email_service = EmailService {
            host: "127.0.0.1".to_owned(),
            port,
            security: MailSecurity::None,
            from_address: "hub@uni.edu".to_owned(),
            ..EmailService::default()
        };
    };
    hub.rules(&["emailservice"], with_mail).await;
    let chief = hub.administrator(ME).await;
    let browser = hub.signed_in(chief).await;
    Desk { hub, smtp, browser }
}

async fn tries(browser: &mut Browser, lang: &str, html: &str) -> Answer {
    let form = [
        ("version", "0"),
        ("lang", lang),
        ("subject", "Come, {FIRSTNAME}"),
        ("html", html),
        ("text", "Come as {ROLE}: {URL}"),
        ("view", "phone"),
    ];
    browser.post(TRY, &form).await
}

fn text(mail: &Taken) -> String {
    mail.message.replace("=\r\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn what_stands_in_the_form_goes_to_oneself_in_its_language_and_the_server_is_heard() {
    let mut desk = desk().await;
    let draft = "<p>Dear {LASTNAME}, <a href=\"{URL}\">come</a></p>";
    let answer = tries(&mut desk.browser, "de", draft).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(
        answer.text().contains("250 2.0.0 Ok: queued as 4XyZ"),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("Dear {LASTNAME}"), "the draft stays");
    let [mail] = desk.smtp.taken().try_into().unwrap();
    assert_eq!(mail.to, [ME]);
    let said = text(&mail);
    assert!(said.contains("Subject: Come, Ada"), "{said}");
    assert!(said.contains("Dear Lovelace,"), "{said}");
    assert!(said.contains("Come as Zuschauen: http"), "{said}");
    assert!(said.contains("lang=\"de\""), "{said}");
    let page = desk
        .browser
        .get("/admin/mail-templates/invitation?lang=de")
        .await;
    assert!(!page.text().contains("Dear {LASTNAME}"), "nothing is saved");

    desk.smtp.behave(Manner::Recipient("550 5.1.1 who?"));
    let answer = tries(&mut desk.browser, "en", draft).await;
    assert!(
        answer.text().contains("550 5.1.1 who?"),
        "{}",
        answer.text()
    );
    let waits = "SELECT COUNT(*) AS n FROM mails";
    let kept = desk
        .hub
        .write(move |tx| tx.query_one(waits, &[], |row| row.get::<i64>("n")))
        .await;
    assert_eq!(kept, 0, "nothing waits");
}

#[tokio::test]
async fn what_could_not_be_saved_is_not_sent_either() {
    let mut desk = desk().await;
    for (html, sentence) in [
        ("<p>Come</p>", "The link is missing."),
        ("<p>{URL} {FRISTNAME}</p>", "Did you mean {FIRSTNAME}?"),
        (
            "<p>{URL} {NOTHING_AT_ALL}</p>",
            "There is no token {NOTHING_AT_ALL}.",
        ),
    ] {
        let answer = tries(&mut desk.browser, "en", html).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{html}");
        assert!(answer.text().contains(sentence), "{}", answer.text());
    }
    assert_eq!(desk.smtp.came(), 0);
    let gone = "/admin/mail-templates/another/trial";
    let gone = desk.browser.post(gone, &[("version", "0")]).await;
    assert_ne!(gone.status, StatusCode::OK);
    let nobody = tries(&mut desk.browser, "tlh", "<p>{URL}</p>").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_mail_service_it_says_where_to_set_one_up() {
    let hub = Hub::new();
    let chief = hub.administrator(ME).await;
    let mut browser = hub.signed_in(chief).await;
    let answer = tries(&mut browser, "en", "<p>{URL}</p>").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(text.contains("Set one up in EmailService first."), "{text}");
}

#[tokio::test]
async fn t13_tests_of_a_template_are_as_many_as_other_mails_that_are_asked_for() {
    let mut desk = desk().await;
    let mut statuses = Vec::new();
    for _ in 0..8 {
        let answer = tries(&mut desk.browser, "en", "<p>{URL}</p>").await;
        statuses.push(answer.status);
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.text().contains("You asked for many mails"));
        }
    }
    let sent = statuses.iter().filter(|status| **status == StatusCode::OK);
    let sent = sent.count();
    assert_eq!(sent, desk.smtp.taken().len());
    assert_eq!(sent, 6, "five, and the one that spends the budget");
    println!("figure: t13 8 tests of a template asked for at once: {sent} mailed");
}
