//! Codes and links that are mailed to members.

mod addresses;
mod forgotten;
mod languages;
mod pages;
mod passed_on;
mod signing_in;
mod t03_hosts;
mod t05_stolen;
mod t06_asking;

use axum::http::StatusCode;
use usher_domain::{
    access::AppRole,
    config::{EmailLogin, EmailService, LoginMail, MailSecurity, SiteConfig},
    ids::AccountId,
};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use crate::{
    features::jobs,
    testing::{BASE, Browser, Hub},
};

const ADA: &str = "ada@uni.edu";
const MODULES: &[&str] = &["emailservice", "emaillogin"];

/// A hub that sends mail, and Ada who has an account there.
struct Post {
    hub: Hub,
    smtp: TestSmtp,
    ada: AccountId,
}

fn with_mail(site: &mut SiteConfig, port: u16, method: LoginMail) {
    site.email_service = EmailService {
        host: "127.0.0.1".to_owned(),
        port,
        security: MailSecurity::None,
        from_name: "Media Hub".to_owned(),
        from_address: "hub@uni.edu".to_owned(),
        ..EmailService::default()
    };
    site.email_login = EmailLogin {
        enabled: true,
        method,
        ..EmailLogin::default()
    };
}

async fn post() -> Post {
    post_by(LoginMail::Both).await
}

async fn post_by(method: LoginMail) -> Post {
    let (hub, smtp) = (Hub::new(), TestSmtp::start(Manner::Well).await.unwrap());
    let port = smtp.port();
    hub.rules(MODULES, |site| with_mail(site, port, method))
        .await;
    let ada = hub.account(ADA, AppRole::PrivateOnly).await;
    Post { hub, smtp, ada }
}

/// The text of a letter, its lines as they were written.
fn text(mail: &Taken) -> String {
    mail.message
        .replace("=\r\n", "")
        .replace("=3D", "=")
        .replace("\r\n", "\n")
}

/// The code in a letter.
fn code(mail: &Taken) -> String {
    code_after(mail, "Your code")
}

/// The code in a letter in another language, after what is said before it.
fn code_after(mail: &Taken, said: &str) -> String {
    let text = text(mail);
    let after = &text[text.find(said).unwrap()..];
    let digits = |at: usize| {
        after[at..]
            .chars()
            .take(8)
            .filter(char::is_ascii_digit)
            .count()
    };
    let starts = after.char_indices().map(|(at, _)| at);
    let at = starts.into_iter().find(|at| digits(*at) == 8).unwrap();
    after[at..at + 8].to_owned()
}

/// The path of the link in a letter that begins so, with its secret.
fn link(mail: &Taken, path: &str) -> String {
    let text = text(mail);
    let begins = format!("{BASE}{path}/");
    let at = text
        .find(&begins)
        .unwrap_or_else(|| panic!("no {path} in {text}"));
    text[at + BASE.len()..at + begins.len() + 43].to_owned()
}

impl Post {
    /// Does every job that is due; the letters that came of it.
    async fn goes(&self) -> Vec<Taken> {
        let before = self.smtp.taken().len();
        jobs::drain(&self.hub.app).await.unwrap();
        self.smtp.taken().split_off(before)
    }

    /// The one letter that is on its way.
    async fn letter(&self) -> Taken {
        let [letter] = self.goes().await.try_into().unwrap();
        letter
    }

    /// Asks for a mail to sign in by; where its code is typed.
    async fn asks(&self, browser: &mut Browser, email: &str) -> String {
        let form = [("email", email), ("password", ""), ("next", "/account")];
        let answer = browser.post("/sign-in/mail", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location().to_owned()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        self.hub
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("n")))
            .await
    }
}

fn typed(code: &str) -> [(&str, &str); 1] {
    [("code", code)]
}

fn wrong_for(code: &str) -> &'static str {
    if code == "00000000" {
        "11111111"
    } else {
        "00000000"
    }
}
