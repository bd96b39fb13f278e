//! The tool *Jobs and mail*.

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::params;
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{AccountId, JobId, MailId},
    media::EntryKind,
    outbox::MailKind,
};

use super::{Shop, shop};
use crate::{
    features::{
        jobs,
        mail::{self, Contents, NewMail},
    },
    testing::{Browser, Hub},
};

const MAILS: &str = "/admin/jobs";
const MEDIA: &str = "/admin/jobs/media";

async fn administrator(hub: &Hub) -> (AccountId, Browser) {
    let admin = hub.administrator("admin@uni.edu").await;
    (admin, hub.signed_in(admin).await)
}

/// A mail that waits; nobody has set up a server.
async fn waiting(hub: &Hub, by: AccountId, to: &str) -> MailId {
    let (sealer, now, entropy) = (hub.app.sealer(), hub.now(), hub.app.parts.entropy.clone());
    let (to, name): (Email, String) = (to.parse().unwrap(), format!("Who is {to}"));
    let contents = Contents::Invite {
        token: "a token".to_owned(),
        line: String::new(),
        zone: "UTC".to_owned(),
    };
    hub.write(move |tx| {
        let new = NewMail {
            kind: MailKind::Invite,
            invite: None,
            secret: None,
            proof: None,
            by: Some(by),
            to: &to,
            name: &name,
            contents: &contents,
        };
        Ok(mail::queue(tx, &new, &sealer, now, &*entropy).unwrap())
    })
    .await
}

async fn state(hub: &Hub, mail: MailId) -> (String, bool) {
    hub.write(move |tx| {
        let sql = "SELECT state, sealed FROM mails WHERE id = $1";
        tx.query_one(sql, params![mail], |row| {
            let sealed: Option<Vec<u8>> = row.get("sealed")?;
            Ok((row.get("state")?, sealed.is_some()))
        })
    })
    .await
}

#[tokio::test]
async fn mails_are_listed_by_state_and_in_pages() {
    let hub = Hub::new();
    let (admin, mut browser) = administrator(&hub).await;
    let empty = browser.get(MAILS).await.text();
    assert!(empty.contains("No mail here"));
    for nth in 0..52 {
        waiting(&hub, admin, &format!("guest{nth:02}@example.org")).await;
        hub.clock.advance(Duration::from_secs(1));
    }
    let first = browser.get(MAILS).await.text();
    assert!(
        first.contains("guest51@") && first.contains("guest02@") && !first.contains("guest01@")
    );
    let next = first
        .split("href=\"/admin/jobs?show=&#38;before=")
        .nth(1)
        .unwrap();
    let next = next.split('"').next().unwrap();
    let second = browser.get(&format!("{MAILS}?before={next}")).await.text();
    assert!(second.contains("guest01@") && !second.contains("guest02@"));
    let sent = browser.get(&format!("{MAILS}?show=sent")).await.text();
    assert!(!sent.contains("guest51@"));
    assert_eq!(
        browser.get(&format!("{MAILS}?show=lost")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_mail_waits_for_a_service_and_can_be_called_off_or_tried_again() {
    let hub = Hub::new();
    let (admin, mut browser) = administrator(&hub).await;
    let mail = waiting(&hub, admin, "ada@example.org").await;
    jobs::drain(&hub.app).await.unwrap();
    let page = browser.get(MAILS).await.text();
    assert!(
        page.contains("It waits until a mail service is set up"),
        "{page}"
    );
    let id = mail.to_string();
    let due = move |tx: &usher_db::Tx| {
        let sql = "SELECT run_at FROM jobs WHERE kind = 'mail'";
        tx.query(sql, params![], |row| row.get::<Timestamp>("run_at"))
    };
    assert!(hub.write(due).await[0] > hub.now());
    browser.post(MAILS, &[("retry", &id)]).await;
    assert_eq!(
        hub.write(due).await,
        [hub.now()],
        "the one job, due at once"
    );
    let off = browser.post(MAILS, &[("cancel", &id)]).await;
    assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, MAILS));
    assert_eq!(state(&hub, mail).await, ("cancelled".to_owned(), false));
    let page = browser.get(MAILS).await.text();
    assert!(
        page.contains("It will not be sent.") && page.contains("An administrator called it off.")
    );
    browser.post(MAILS, &[("retry", &id)]).await;
    assert_eq!(
        state(&hub, mail).await.0,
        "cancelled",
        "what it said is gone"
    );
    jobs::drain(&hub.app).await.unwrap();
    assert_eq!(state(&hub, mail).await.0, "cancelled");
    for form in [&[][..], &[("retry", "x")], &[("retry", ""), ("cancel", "")]] {
        let answer = browser.post(MAILS, form).await;
        assert!(answer.status.is_client_error(), "{form:?}");
    }
}

#[tokio::test]
async fn a_job_that_was_given_up_is_tried_again_by_hand() {
    let mut shop: Shop = shop().await;
    let (entry, film) = (shop.entry(EntryKind::Video).await, shop.film());
    shop.upload(entry, "film.mp4", &film).await;
    let given_up = "UPDATE jobs SET state = 'failed', attempts = 24, finished_at = 1,
                    last_error = 'no space left' WHERE entry_id = $1";
    shop.hub
        .write(move |tx| {
            tx.execute(given_up, params![entry])?;
            let sql = "UPDATE entries SET state = 'failed', failure = 'trouble' WHERE id = $1";
            tx.execute(sql, params![entry])
        })
        .await;
    let (_, mut browser) = administrator(&shop.hub).await;
    let page = browser.get(MEDIA).await.text();
    assert!(
        page.contains("no space left") && page.contains("24 tries"),
        "{page}"
    );
    assert!(
        !browser
            .get(&format!("{MEDIA}?show=running"))
            .await
            .text()
            .contains("no space left")
    );
    let id: JobId = shop
        .hub
        .write(move |tx| {
            let sql = "SELECT id FROM jobs WHERE entry_id = $1";
            tx.query_one(sql, params![entry], |row| row.get("id"))
        })
        .await;
    let retried = browser.post(MEDIA, &[("retry", &id.to_string())]).await;
    assert_eq!(retried.status, StatusCode::SEE_OTHER);
    assert_eq!(shop.state(entry).await.0, "processing");
    jobs::drain(&shop.hub.app).await.unwrap();
    assert_eq!(shop.state(entry).await, ("ready".to_owned(), None));
    browser.post(MEDIA, &[("retry", &id.to_string())]).await;
    let page = browser.get(MEDIA).await.text();
    assert!(page.contains("not in that state any more"));
}

#[tokio::test]
async fn nobody_but_a_site_administrator_sees_to_whom_mail_goes() {
    let hub = Hub::new();
    let member = hub
        .account("ada@uni.edu", usher_domain::access::AppRole::Admin)
        .await;
    let mut browser = hub.signed_in(member).await;
    for path in [MAILS, MEDIA] {
        assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            browser.post(path, &[("retry", "x")]).await.status,
            StatusCode::FORBIDDEN
        );
    }
}
