//! Who is told by mail.

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::{Tx, params};
use usher_domain::{
    config::{EmailService, MailSecurity, SiteConfig},
    ids::{AccountId, InviteId},
    media::{EntryKind, PublishStatus},
    notices::{GATHERED, MAIL_PAUSE},
};
use usher_test_smtp::{Manner, Taken, TestSmtp};

use super::Scene;
use crate::features::jobs;

/// The scene, and a mail server.
struct Post {
    scene: Scene,
    smtp: TestSmtp,
}

async fn post() -> Post {
    let (scene, smtp) = (
        Scene::new().await,
        TestSmtp::start(Manner::Well).await.unwrap(),
    );
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
    scene.hub.rules(&["emailservice"], with_mail).await;
    Post { scene, smtp }
}

fn text(mail: &Taken) -> String {
    mail.message.replace("=\r\n", "").replace("=3D", "=")
}

impl Post {
    async fn wishes(&self, account: AccountId, way: &str) {
        let mut browser = self.scene.hub.signed_in(account).await;
        let saved = browser.post("/account/notices", &[("joined", way)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }

    /// What goes out when so much time has passed.
    async fn after(&self, time: Duration) -> Vec<Taken> {
        let before = self.smtp.taken().len();
        self.scene.hub.clock.advance(time);
        jobs::drain(&self.scene.hub.app).await.unwrap();
        self.smtp.taken().split_off(before)
    }

    /// So many more who come in after somebody did.
    async fn crowd(&self, people: u32) {
        let (now, film, grace) = (self.scene.hub.now(), self.scene.film, self.scene.grace);
        let entropy = self.scene.hub.app.parts.entropy.clone();
        let make = move |tx: &Tx| {
            for _ in 0..people {
                let id = InviteId::new(now, &*entropy);
                tx.execute(
                    "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                       last_name, role, surface, uses_allowed, uses_spent, expires_at, created_at,
                       first_used_at)
                     VALUES ($1, $2, $3, $4, $4, 'Bob', 'Noyce', 'viewer', 'hub', 1, 1, $5, $5, $5)",
                    params![id, film, grace, format!("{id}@example.org"), now],
                )?;
                tx.execute(
                    "INSERT INTO audit (at, actor, deed, subject, detail)
                     SELECT $1, actor, deed, $2, detail FROM audit
                     WHERE id = (SELECT MIN(id) FROM audit WHERE deed = 'entered')",
                    params![now, id.to_string()],
                )?;
            }
            Ok::<_, usher_db::Error>(())
        };
        self.scene.hub.write(make).await;
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let count = move |tx: &Tx| tx.query_one(sql, &[], |row| row.get::<i64>("n"));
        self.scene.hub.write(count).await
    }

    /// What became of the newest mail.
    async fn why(&self) -> Option<String> {
        let sql = "SELECT why FROM mails ORDER BY id DESC LIMIT 1";
        let read = move |tx: &Tx| tx.query_one(sql, &[], |row| row.get::<Option<String>>("why"));
        self.scene.hub.write(read).await
    }
}

#[tokio::test]
async fn each_kind_is_told_in_the_hub_by_mail_both_or_not_at_all() {
    let mut post = post().await;
    let grace = post.scene.grace;
    let mut browser = post.scene.hub.signed_in(grace).await;
    let page = browser.get("/account").await.text();
    for way in ["hub", "mail", "both", "off"] {
        assert!(page.contains(&format!("value=\"{way}\"")), "{way}: {page}");
    }
    let odd = [("moved_to_mars", "mail")];
    let odd = browser.post("/account/notices", &odd).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (way, rows, mails) in [("hub", 1, 0), ("mail", 1, 1), ("both", 2, 1), ("off", 2, 0)] {
        post.wishes(grace, way).await;
        let page = browser.get("/account").await.text();
        assert!(
            page.contains(&format!("value=\"{way}\" required checked")),
            "{page}"
        );
        post.scene.join(grace).await;
        post.scene.catch_up().await;
        assert_eq!(post.scene.rows().await, rows, "{way}");
        let read = [("seen", "2030-01-01T00:00:00Z")];
        browser.post("/notices/read", &read).await;
        assert_eq!(post.after(MAIL_PAUSE).await.len(), mails, "{way}");
    }
}

#[tokio::test]
async fn a_mail_says_in_the_readers_language_who_came_and_leads_to_the_list_of_invites() {
    let mut post = post().await;
    let (grace, film) = (post.scene.grace, post.scene.film);
    post.wishes(grace, "mail").await;
    let german = move |tx: &Tx| {
        tx.execute(
            "UPDATE accounts SET lang = 'de' WHERE id = $1",
            params![grace],
        )
    };
    post.scene.hub.write(german).await;
    let (_, path, email) = post.scene.join(grace).await;
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    let early = Duration::from_secs(GATHERED.as_secs() - 1);
    assert_eq!(post.after(early).await.len(), 0, "it is gathered");
    let [mail] = post.after(Duration::from_secs(1)).await.try_into().unwrap();
    assert_eq!(mail.to, ["grace@uni.edu"]);
    let said = text(&mail);
    assert!(said.contains("Guten Tag grace Member,"), "{said}");
    assert!(
        said.contains("Ada Lovelace und eine weitere Person"),
        "{said}"
    );
    assert!(said.contains(&format!("/media/{film}/invites")), "{said}");
    assert!(!said.contains("/i/") && !said.contains(&email), "{said}");
    assert!(!said.contains(path.trim_start_matches("/i/")), "no token");
    assert_eq!(post.after(MAIL_PAUSE).await.len(), 0, "told once");
}

#[tokio::test]
async fn t13_three_hundred_who_come_at_once_are_one_mail_and_the_next_is_an_hour_later() {
    let mut post = post().await;
    let grace = post.scene.grace;
    post.wishes(grace, "both").await;
    post.scene.join(grace).await;
    post.crowd(299).await;
    post.scene.catch_up().await;
    let mut mails = post.after(GATHERED).await;
    assert_eq!(mails.len(), 1);
    let said = text(&mails[0]);
    assert!(said.contains("Bob Noyce and 299 other people"), "{said}");
    // Late ones, every ten minutes for an hour.
    for _ in 0..6 {
        post.crowd(5).await;
        post.scene.catch_up().await;
        mails.extend(post.after(GATHERED).await);
    }
    assert_eq!(mails.len(), 2, "an hour is over");
    let said = text(&mails[1]);
    assert!(said.contains("Bob Noyce and 29 other people"), "{said}");
    let told = "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) AS n FROM notices";
    assert_eq!(post.number(told).await, 330, "and in the hub");
    assert_eq!(
        post.number("SELECT COUNT(*) AS n FROM notice_news").await,
        0
    );
    println!(
        "figure: t13 330 who come in within 70 minutes: 2 mails to the owner, 0 people untold"
    );
}

#[tokio::test]
async fn news_of_several_media_stand_in_one_mail_each_with_its_link() {
    let mut post = post().await;
    let grace = post.scene.grace;
    post.wishes(grace, "mail").await;
    let first = post.scene.film;
    post.scene.join(grace).await;
    let second = post
        .scene
        .hub
        .entry(grace, EntryKind::Audio, PublishStatus::Private);
    post.scene.film = second.await;
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    let [mail] = post.after(GATHERED).await.try_into().unwrap();
    let said = text(&mail);
    for entry in [first, post.scene.film] {
        let link = format!("/media/{entry}/invites");
        assert_eq!(said.matches(&link).count(), 2, "in text and HTML: {said}");
    }
    assert!(said.contains("(+1)"), "the subject: {said}");
    assert!(!said.contains("See the invites"), "{said}");
}

#[tokio::test]
async fn whoever_wishes_it_no_more_or_is_suspended_gets_no_mail_however_late_it_goes() {
    let mut post = post().await;
    let grace = post.scene.grace;
    let suspended = move |to: &'static str| {
        move |tx: &Tx| {
            let sql = match to {
                "yes" => "UPDATE accounts SET suspended_at = 1 WHERE id = $1",
                _ => "UPDATE accounts SET suspended_at = NULL WHERE id = $1",
            };
            tx.execute(sql, params![grace])
        }
    };
    // Before the mail is written.
    post.wishes(grace, "mail").await;
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    post.wishes(grace, "hub").await;
    assert_eq!(post.after(GATHERED).await.len(), 0);
    post.wishes(grace, "mail").await;
    assert_eq!(post.after(MAIL_PAUSE).await.len(), 0, "nor later");
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    post.scene.hub.write(suspended("yes")).await;
    assert_eq!(post.after(GATHERED).await.len(), 0);
    post.scene.hub.write(suspended("no")).await;
    assert_eq!(post.number("SELECT COUNT(*) AS n FROM mails").await, 0);

    // While it waits for the mail server.
    for (way, why) in [("off", "not_wished"), ("suspended", "suspended")] {
        post.wishes(grace, "mail").await;
        post.smtp.behave(Manner::Greets("421 later"));
        post.scene.join(grace).await;
        post.scene.catch_up().await;
        assert_eq!(post.after(MAIL_PAUSE).await.len(), 0);
        assert_eq!(
            post.number("SELECT COUNT(*) AS n FROM mails WHERE state = 'queued'")
                .await,
            1
        );
        if way == "off" {
            post.wishes(grace, way).await;
        } else {
            post.scene.hub.write(suspended("yes")).await;
        }
        post.smtp.behave(Manner::Well);
        assert_eq!(post.after(MAIL_PAUSE * 3).await.len(), 0, "{why}");
        assert_eq!(post.why().await.as_deref(), Some(why));
    }
}

#[tokio::test]
async fn where_no_mail_is_sent_it_is_told_in_the_hub_and_a_deleted_film_is_not_told_of() {
    let mut post = post().await;
    let (grace, film) = (post.scene.grace, post.scene.film);
    post.wishes(grace, "mail").await;
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    let trash = move |tx: &Tx| {
        tx.execute(
            "UPDATE entries SET trashed_at = 1 WHERE id = $1",
            params![film],
        )
    };
    post.scene.hub.write(trash).await;
    assert_eq!(post.after(GATHERED).await.len(), 0);
    let back = |tx: &Tx| tx.execute("UPDATE entries SET trashed_at = NULL", &[]);
    post.scene.hub.write(back).await;

    post.scene.hub.rules(&["emailservice"], |_| {}).await;
    let mut browser = post.scene.hub.signed_in(grace).await;
    let page = browser.get("/account").await.text();
    assert!(page.contains("value=\"hub\" required checked"), "{page}");
    assert!(!page.contains("value=\"both\""), "{page}");
    post.scene.join(grace).await;
    post.scene.catch_up().await;
    assert_eq!(post.scene.rows().await, 1);
    assert_eq!(
        post.number("SELECT COUNT(*) AS n FROM notice_news").await,
        0
    );
}
