//! What a server can do to us, and what a text can do to a message.
#![allow(clippy::unwrap_used, reason = "tests")]

mod manners;
mod t13_headers;

use usher_domain::clock::Timestamp;
use usher_mail::{Letter, Person};

fn person(name: &str, email: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: email.parse().unwrap(),
    }
}

fn letter() -> Letter {
    Letter {
        from: person("The Hub", "hub@uni.edu"),
        reply_to: None,
        to: person("Ada Lovelace", "Ada@example.org"),
        subject: "Grace invites you".to_owned(),
        text: "Come in:\nhttps://hub.uni.edu/i/x\n.\nA lone dot stood there.".to_owned(),
        html: "<p>Come in</p>".to_owned(),
        inline: Vec::new(),
        id: "0190".to_owned(),
        host: "hub.uni.edu".to_owned(),
        at: Timestamp::from_secs(1_795_262_400),
    }
}
