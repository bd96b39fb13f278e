//! *Ask for a new link*, and what the inviter does with it.

use std::time::Duration;

use super::{
    post::Post,
    scene::{ADA, DAY, Made, Scene, enter, is, look, refusal, send},
};
use crate::{
    features::{jobs, notices::Follower},
    testing::{Answer, Browser},
};

/// Asks as the page of the refusal does.
async fn ask(browser: &mut Browser, made: &Made, email: &str) -> Answer {
    look(browser, &made.path).await;
    let path = format!("{}/ask", made.path);
    if email.is_empty() {
        browser.post(&path, &[]).await
    } else {
        browser.post(&path, &[("email", email)]).await
    }
}

/// Whether the person is heard, once what waits is done.
async fn is_heard(scene: &Scene, made: &Made) -> bool {
    jobs::drain(&scene.hub.app).await.unwrap();
    let sql = "SELECT CAST(COUNT(asked_at) AS BIGINT) AS n FROM invites WHERE id = $1";
    scene.number(sql, made.id).await == 1
}

#[tokio::test]
async fn whoever_comes_too_late_asks_and_the_inviter_answers_with_one_press() {
    let post = Post::new().await;
    let scene = &post.scene;
    let mut follower = Follower::default();
    follower.pass(&scene.hub.app).await.unwrap();
    let made = scene.invite().make().await;
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    let mut ada = scene.hub.browser();
    let page = ada.get(&made.path).await;
    assert!(
        page.text().contains("Ask for a new link"),
        "{}",
        page.text()
    );
    let asked = ask(&mut ada, &made, ADA).await;
    assert_eq!(asked.status, 202);
    assert!(is_heard(scene, &made).await);
    // Pressed again: nothing more comes of it.
    ask(&mut ada, &made, ADA).await;
    follower.catch_up(&scene.hub.app).await;

    let mut grace = scene.hub.signed_in(scene.grace).await;
    let notices = grace.get("/notices").await.text();
    assert!(
        notices.contains("Ada Lovelace asks for a new link"),
        "{notices}"
    );
    let renew = format!("/invites/{}/renew-and-send", made.id);
    assert!(notices.contains(&renew) && notices.contains("Renew and send"));
    let list = grace
        .get(&format!("{}/invites?show=asks", scene.page()))
        .await
        .text();
    assert!(list.contains(&renew) && list.contains("Lovelace"), "{list}");
    let answered = grace.post_nothing(&renew).await;
    assert_eq!(answered.location(), format!("{}/invites", scene.page()));
    let letters = post.goes().await;
    assert_eq!(letters.len(), 1);
    let text = letters[0].message.replace("=\r\n", "");
    let at = text.find("/i/").unwrap();
    let link = &text[at..at + 3 + 43];
    assert_eq!(enter_by(&mut ada, link).await.location(), scene.page());
    assert!(!is_heard(scene, &made).await);
    // A second press finds nobody who asks.
    grace.post_nothing(&renew).await;
    assert_eq!(post.goes().await.len(), 0);
    let list = grace
        .get(&format!("{}/invites?show=asks", scene.page()))
        .await
        .text();
    assert!(!list.contains("Lovelace"), "{list}");
    let notices = grace.get("/notices").await.text();
    assert!(!notices.contains(&renew), "{notices}");
}

async fn enter_by(browser: &mut Browser, path: &str) -> Answer {
    browser.get(path).await;
    browser.post(path, &[("email", ADA)]).await
}

#[tokio::test]
async fn without_a_mail_service_the_new_link_is_shown_once() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    let mut ada = scene.hub.browser();
    ask(&mut ada, &made, ADA).await;
    assert!(is_heard(&scene, &made).await);
    let mut grace = scene.hub.signed_in(scene.grace).await;
    let renew = format!("/invites/{}/renew-and-send", made.id);
    let shown = grace.post_nothing(&renew).await.text();
    let at = shown.find("/i/").unwrap();
    let link = shown[at..at + 3 + 43].to_owned();
    assert_eq!(enter_by(&mut ada, &link).await.location(), scene.page());
}

#[tokio::test]
async fn t06_the_answer_is_the_same_whoever_asks_for_whatever() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let revoked = scene.invite().to("joan@example.org").make().await;
    scene.revoke(&revoked).await;
    let removed = scene.invite().to("ruth@example.org").make().await;
    let (entry, now) = (scene.entry, scene.hub.now());
    scene
        .hub
        .write(move |tx| {
            tx.execute(
                "INSERT INTO removals (entry_id, email, removed_at) VALUES ($1, $2, $3)",
                usher_db::params![entry, "ruth@example.org", now],
            )
        })
        .await;
    let unknown = Made {
        path: format!("/i/{}", "A".repeat(43)),
        ..made.clone()
    };
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    let mut told = Vec::new();
    for (number, (which, email, heard)) in [
        (&made, ADA, true),
        (&made, "eve@example.org", false),
        (&revoked, "joan@example.org", false),
        (&removed, "ruth@example.org", false),
        (&unknown, ADA, false),
    ]
    .into_iter()
    .enumerate()
    {
        scene
            .hub
            .write(|tx| tx.execute("UPDATE invites SET asked_at = NULL", &[]))
            .await;
        let network = [203, 0, 113, u8::try_from(number).unwrap()];
        let mut browser = scene.hub.browser().in_network(network);
        let answer = ask(&mut browser, which, email).await;
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        let text = answer.text().replace(&which.path, "/i/…");
        told.push((answer.status.as_u16(), text, names));
        assert_eq!(is_heard(&scene, which).await, heard, "{number}");
    }
    for other in &told[1..] {
        assert_eq!(told[0], *other);
    }
    println!(
        "figure: t06 {} ways to ask for a new link: 0 differ",
        told.len()
    );
}

#[tokio::test]
async fn who_is_known_is_not_asked_for_the_address() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    enter(&mut ada, &made.path, ADA).await;
    ada.post(&format!("{}/leave", scene.page()), &[]).await;
    let page = ada.get(&made.path).await.text();
    assert!(!page.contains("name=\"email\""), "{page}");
    assert_eq!(ask(&mut ada, &made, "").await.status, 202);
    assert!(is_heard(&scene, &made).await);
    // Anybody else has to say who they are.
    let mut eve = scene.hub.browser();
    let asked = send(&mut eve, &format!("{}/ask", made.path), &[]).await;
    assert_eq!(refusal(&asked), is(422, "missing_email"));
}

#[tokio::test]
async fn t13_asking_has_budgets_and_tells_the_inviter_once() {
    let scene = Scene::new().await;
    let mut follower = Follower::default();
    follower.pass(&scene.hub.app).await.unwrap();
    let made = scene.invite().make().await;
    scene.hub.clock.advance(DAY + Duration::from_secs(1));
    let (mut asked, mut refused) = (0, 0);
    for number in 0..60_u8 {
        let mut browser = scene.hub.browser().in_network([203, 0, 113, number % 3]);
        match ask(&mut browser, &made, ADA).await.status.as_u16() {
            202 => asked += 1,
            429 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert!(is_heard(&scene, &made).await);
    follower.catch_up(&scene.hub.app).await;
    let sql = "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) AS n FROM notices
               WHERE kind = 'asks' AND invite_id = $1";
    assert_eq!(scene.number(sql, made.id).await, 1);
    assert!(refused > 0);
    println!("figure: t13 {asked} requests for a new link, {refused} refused: 1 notice");
}
