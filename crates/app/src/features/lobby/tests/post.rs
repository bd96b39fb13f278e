//! A scene whose hub sends mail, to a server that takes it.

use usher_domain::{
    config::{EmailService, MailSecurity},
    invite::LobbyProof,
};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use super::scene::{ADA, Made, Scene, enter, look};
use crate::{features::jobs, testing::Browser};

/// A scene whose hub sends mail.
pub(super) struct Post {
    pub(super) scene: Scene,
    smtp: TestSmtp,
}

impl Post {
    pub(super) async fn new() -> Self {
        let (scene, smtp) = (
            Scene::new().await,
            TestSmtp::start(Manner::Well).await.unwrap(),
        );
        let port = smtp.port();
        let hub = &scene.hub;
        hub.rules(&["emailservice"], |site| {
            site.email_service = EmailService {
                host: "127.0.0.1".to_owned(),
                port,
                security: MailSecurity::None,
                from_name: "Media Hub".to_owned(),
                from_address: "hub@uni.edu".to_owned(),
                ..EmailService::default()
            };
        })
        .await;
        Self { scene, smtp }
    }

    /// Where viewers show a mailed code, always.
    pub(super) async fn wanting_codes() -> Self {
        let post = Self::new().await;
        let hub = &post.scene.hub;
        hub.rules(&["invitetomedia"], |site| {
            site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code);
        })
        .await;
        post
    }

    /// Does every job that is due; the letters that came of it.
    pub(super) async fn goes(&self) -> Vec<Taken> {
        let before = self.smtp.taken().len();
        jobs::drain(&self.scene.hub.app).await.unwrap();
        self.smtp.taken().split_off(before)
    }

    /// The code in the one letter that is on its way.
    pub(super) async fn code(&self) -> String {
        let [letter] = self.goes().await.try_into().unwrap();
        code(&letter)
    }

    /// Somebody asks for a code from the page that offers it; where it is typed.
    pub(super) async fn asks(&self, browser: &mut Browser, made: &Made, email: &str) -> String {
        look(browser, &made.path).await;
        let path = format!("{}/code", made.path);
        let asked = browser.post(&path, &[("email", email)]).await;
        assert_eq!(asked.status, 303, "{}", asked.text());
        asked.location().to_owned()
    }

    /// Ada, in by typing her address.
    pub(super) async fn ada_is_in(&self, made: &Made) -> Browser {
        let mut ada = self.scene.hub.browser();
        look(&mut ada, &made.path).await;
        assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
        ada
    }

    pub(super) async fn moves(&self, made: &Made) -> i64 {
        let sql = "SELECT moves AS n FROM invites WHERE id = $1";
        self.scene.number(sql, made.id).await
    }
}

/// The code in a letter.
pub(super) fn code(mail: &Taken) -> String {
    let text = mail.message.replace("=\r\n", "").replace("\r\n", "\n");
    let at = text.find("Your code: ").unwrap() + "Your code: ".len();
    let code: String = text[at..].chars().take(8).collect();
    assert!(code.chars().all(|c| c.is_ascii_digit()), "{code}");
    code
}
