//! Servers that are well and badly behaved.

use std::time::Duration;

use usher_mail::{Limits, Outcome, Security, Server, Step, Trouble, send};
use usher_test_smtp::{Manner, TestSmtp};

use super::{letter, person};

/// Short, so that a server that keeps silent costs a test little.
const LIMITS: Limits = Limits {
    connect: Duration::from_millis(400),
    whole: Duration::from_millis(600),
    said: 8 << 10,
};

fn server(port: u16) -> Server {
    Server {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        credentials: None,
        hello: "hub.uni.edu".to_owned(),
    }
}

async fn outcome(manner: Manner) -> Outcome {
    let smtp = TestSmtp::start(manner).await.unwrap();
    send(&server(smtp.port()), &letter().compose().unwrap(), &LIMITS).await
}

fn later(outcome: &Outcome) -> (Step, &Trouble) {
    match outcome {
        Outcome::TryLater(step, trouble) => (*step, trouble),
        other => unreachable!("{other:?}"),
    }
}

#[tokio::test]
async fn a_letter_that_is_taken_arrives_as_it_was_written() {
    let smtp = TestSmtp::start(Manner::Well).await.unwrap();
    let sent = send(&server(smtp.port()), &letter().compose().unwrap(), &LIMITS).await;
    let Outcome::Accepted(reply) = sent else {
        unreachable!("{sent:?}")
    };
    assert_eq!(reply.to_string(), "250 2.0.0 Ok: queued as 4XyZ");
    let [taken] = smtp.taken().try_into().unwrap();
    assert_eq!(taken.from, "hub@uni.edu");
    assert_eq!(taken.to, ["Ada@example.org"]);
    assert!(taken.message.contains("\r\n.\r\nA lone dot stood there."));
    assert!(taken.message.contains("Message-ID: <0190@hub.uni.edu>"));
    assert!(taken.message.contains("Auto-Submitted: auto-generated"));
}

#[tokio::test]
async fn a_refusal_of_the_recipient_or_the_message_is_for_good() {
    let unknown = "550-5.1.1 no such\r\n550 5.1.1 user\u{1b}[31m";
    let Outcome::RefusedForGood(step, reply) = outcome(Manner::Recipient(unknown)).await else {
        unreachable!()
    };
    assert_eq!((step, reply.code), (Step::Recipient, 550));
    assert_eq!(reply.words, "5.1.1 no such user [31m");
    let spam = outcome(Manner::Content("554 5.7.1 looks like spam")).await;
    assert!(matches!(spam, Outcome::RefusedForGood(Step::Content, _)));
}

#[tokio::test]
async fn what_may_pass_or_is_about_us_is_tried_later() {
    let full = outcome(Manner::Recipient("452 4.2.2 mailbox full")).await;
    assert_eq!(later(&full).0, Step::Recipient);
    let closed = outcome(Manner::Greets("554 no service for you")).await;
    let (step, trouble) = later(&closed);
    assert_eq!(
        (step, trouble.words().as_str()),
        (Step::Greet, "554 no service for you")
    );
}

#[tokio::test]
async fn a_server_that_misbehaves_is_told_by_name() {
    for (manner, step, name) in [
        (Manner::Garbage, Step::Greet, "nonsense"),
        (Manner::Endless, Step::Greet, "nonsense"),
        (Manner::LongLine, Step::Greet, "nonsense"),
        (Manner::Lies, Step::Content, "nonsense"),
        (Manner::Resets, Step::Greet, "unreachable"),
        (Manner::Breaks, Step::Content, "unreachable"),
        (Manner::Tarpit, Step::Greet, "silent"),
        (Manner::Forgets, Step::Content, "silent"),
    ] {
        let bounded = tokio::time::timeout(3 * LIMITS.whole, outcome(manner.clone()));
        let outcome = bounded.await.unwrap();
        let (at, trouble) = later(&outcome);
        assert_eq!(
            (at, trouble.as_str()),
            (step, name),
            "{manner:?}: {trouble:?}"
        );
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_unreachable() {
    let port = TestSmtp::start(Manner::Well).await.unwrap().port();
    let outcome = send(&server(port), &letter().compose().unwrap(), &LIMITS).await;
    let (step, trouble) = later(&outcome);
    assert_eq!((step, trouble.as_str()), (Step::Connect, "unreachable"));
}

#[tokio::test]
async fn without_the_encryption_that_was_asked_for_nothing_is_said() {
    let smtp = TestSmtp::start(Manner::Well).await.unwrap();
    for security in [Security::StartTls, Security::Tls] {
        let server = Server {
            security,
            ..server(smtp.port())
        };
        let outcome = send(&server, &letter().compose().unwrap(), &LIMITS).await;
        assert_eq!(later(&outcome).0, Step::Secure, "{outcome:?}");
    }
    assert_eq!(smtp.taken(), []);
}

#[tokio::test]
async fn what_is_said_in_the_clear_behind_starttls_is_not_believed() {
    let smtp = TestSmtp::start(Manner::SaysMore).await.unwrap();
    let server = Server {
        security: Security::StartTls,
        ..server(smtp.port())
    };
    let outcome = send(&server, &letter().compose().unwrap(), &LIMITS).await;
    let (step, trouble) = later(&outcome);
    assert_eq!(
        (step, trouble.as_str()),
        (Step::Secure, "not-secure"),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn an_address_that_only_new_servers_carry_is_sent_to_those() {
    let smtp = TestSmtp::start(Manner::Well).await.unwrap();
    let wide = usher_mail::Letter {
        to: person("Zoë", "zoë@bücher.example"),
        ..letter()
    };
    let sent = send(&server(smtp.port()), &wide.compose().unwrap(), &LIMITS).await;
    assert!(matches!(sent, Outcome::Accepted(_)), "{sent:?}");
    assert_eq!(smtp.taken()[0].to, ["zoë@xn--bcher-kva.example"]);
    smtp.behave(Manner::SaysMore);
    let refused = send(&server(smtp.port()), &wide.compose().unwrap(), &LIMITS).await;
    assert!(
        matches!(refused, Outcome::RefusedForGood(Step::Recipient, _)),
        "{refused:?}"
    );
}

#[test]
fn a_password_does_not_show_itself() {
    let credentials = usher_mail::Credentials {
        user: "hub".to_owned(),
        password: "s3cret".to_owned(),
    };
    assert_eq!(format!("{credentials:?}"), "Credentials(hidden)");
}
