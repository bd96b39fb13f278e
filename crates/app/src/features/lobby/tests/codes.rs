//! Mailed codes: the lobby that wants one, the seat that moves, the same person coming back.

use std::time::Duration;

use usher_domain::invite::LobbyProof;

use super::{
    post::{Post, code},
    scene::{ADA, Scene, enter, is, look, refusal, send},
};
use crate::{
    features::notices::Follower,
    testing::{Answer, Browser},
};

fn wrong_for(code: &str) -> &'static str {
    if code == "00000000" {
        "11111111"
    } else {
        "00000000"
    }
}

/// What a browser sees, without what names the proof and the address.
fn seen(answer: &Answer, email: &str) -> (u16, String) {
    let text = answer.text().replace(email, "…");
    let without: Vec<&str> = text.split("/code/").collect();
    let rest: Vec<&str> = (without.iter().enumerate())
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.get(36..).unwrap_or(part)
            }
        })
        .collect();
    // Each page has a word of its own for the browser's key to sign.
    let text = rest.concat();
    let parts: Vec<&str> = text.split("data-nonce=\"").collect();
    let parts: Vec<&str> = (parts.iter().enumerate())
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.split_once('"').map_or(*part, |(_, rest)| rest)
            }
        })
        .collect();
    (answer.status.as_u16(), parts.concat())
}

#[tokio::test]
async fn where_a_code_is_wanted_the_typed_address_leads_to_one_and_the_code_lets_in() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut ada = post.scene.hub.browser();
    ada.get(&made.path).await;
    let asked = ada.post(&made.path, &[("email", ADA)]).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let typing = asked.location().to_owned();
    let page = ada.get(&typing).await.text();
    for sight in [
        "autocomplete=\"one-time-code\"",
        "inputmode=numeric",
        "Compilers, week 3",
    ] {
        assert!(page.contains(sight), "{sight}: {page}");
    }
    assert_eq!(
        post.scene.uses_spent(&made).await,
        0,
        "a code spends nothing"
    );
    let letter = post.goes().await.remove(0);
    assert_eq!(letter.to, [ADA]);
    let code = code(&letter);
    // Pasted as people paste.
    let typed = format!(" {}-{} ", &code[..4], &code[4..]);
    let inside = ada.post(&typing, &[("code", &typed)]).await;
    assert_eq!(inside.location(), post.scene.page(), "{}", inside.text());
    assert_eq!(ada.get(&post.scene.page()).await.status, 200);
    assert_eq!(
        (
            post.scene.uses_spent(&made).await,
            post.scene.grants(&made).await
        ),
        (1, 1)
    );
    // Sent once more, as by somebody who goes back: they are in already.
    assert_eq!(ada.get(&typing).await.location(), post.scene.page());
    let again = ada.post(&typing, &[("code", &code)]).await;
    assert_eq!(again.location(), post.scene.page(), "{}", again.text());
    assert_eq!(post.scene.uses_spent(&made).await, 1);
}

#[tokio::test]
async fn t06_no_page_tells_whether_the_typed_address_is_the_invited_one() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut told = Vec::new();
    for (number, email) in [ADA, "eve@example.org", "grace@uni.edu"].iter().enumerate() {
        let network = [203, 0, 113, u8::try_from(number).unwrap()];
        let mut browser = post.scene.hub.browser().in_network(network);
        browser.get(&made.path).await;
        let asked = browser.post(&made.path, &[("email", email)]).await;
        let typing = asked.location().to_owned();
        let mut answers = vec![seen(&asked, email)];
        let letters = post.goes().await;
        assert_eq!(letters.len(), usize::from(*email == ADA), "{email}");
        answers.push(seen(&browser.get(&typing).await, email));
        for _ in 0..7 {
            let guess = browser.post(&typing, &[("code", "00000001")]).await;
            answers.push(seen(&guess, email));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    assert_eq!(post.scene.uses_spent(&made).await, 0);
    println!(
        "figure: t06 {} answers about the invited address, a stranger's and a member's: 0 differ",
        told[0].len()
    );
}

#[tokio::test]
async fn t06_five_wrong_codes_kill_one_and_another_browser_never_uses_it() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut ada = post.scene.hub.browser();
    let typing = post.asks(&mut ada, &made, ADA).await;
    let right = post.code().await;
    let mut eve = post.scene.hub.browser();
    eve.get(&made.path).await;
    assert_eq!(eve.get(&typing).await.location(), made.path);
    eve.post(&typing, &[("code", &right)]).await;
    assert_eq!(post.scene.grants(&made).await, 0, "another browser");
    let none = ada.post(&typing, &[("code", "1234")]).await;
    assert!(none.text().contains("eight digits"), "{}", none.text());
    for left in [4, 3, 2, 1, 0] {
        let wrong = send(&mut ada, &typing, &[("code", wrong_for(&right))]).await;
        let expected = if left > 0 { "wrong_code" } else { "dead_code" };
        assert_eq!(refusal(&wrong), is(422, expected), "{left}");
    }
    let dead = ada.post(&typing, &[("code", &right)]).await;
    assert_eq!(dead.status, 422);
    assert!(!dead.text().contains("name=\"code\""), "{}", dead.text());
    assert_eq!(post.scene.uses_spent(&made).await, 0);
    println!("figure: t06 five wrong codes and one from another browser: 0 let in");
}

#[tokio::test]
async fn a_code_dies_after_ten_minutes_and_another_one_lets_in() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut ada = post.scene.hub.browser();
    let typing = post.asks(&mut ada, &made, ADA).await;
    let first = post.code().await;
    // Pressed again at once: the same page, and no second mail.
    assert_eq!(post.asks(&mut ada, &made, ADA).await, typing);
    assert_eq!(post.goes().await.len(), 0);
    post.scene.hub.clock.advance(Duration::from_mins(10));
    let late = ada.post(&typing, &[("code", &first)]).await;
    assert_eq!(late.status, 422, "{}", late.text());
    let typing = post.asks(&mut ada, &made, ADA).await;
    let second = post.code().await;
    let inside = ada.post(&typing, &[("code", &second)]).await;
    assert_eq!(inside.location(), post.scene.page());
}

#[tokio::test]
async fn t13_codes_are_asked_for_within_budgets_and_nobody_is_buried_in_them() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let (mut asked, mut refused, mut mailed) = (0, 0, 0);
    for number in 0..60_u8 {
        // Fresh browsers from six networks.
        let mut browser = (post.scene.hub.browser()).in_network([203, 0, 113, number % 6]);
        look(&mut browser, &made.path).await;
        let path = format!("{}/code", made.path);
        let answer = send(&mut browser, &path, &[("email", ADA)]).await;
        match answer.status.as_u16() {
            202 => asked += 1,
            429 => refused += 1,
            other => panic!("{other}: {}", answer.text()),
        }
        mailed += post.goes().await.len();
    }
    assert!(mailed <= 10, "{mailed}");
    assert!(refused > 0);
    println!("figure: t13 {asked} codes asked for in an hour, {refused} refused: {mailed} mails");
}

#[tokio::test]
async fn without_a_mail_service_nobody_offers_a_code() {
    let scene = Scene::new().await;
    scene
        .hub
        .rules(&["invitetomedia"], |site| {
            site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code);
        })
        .await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    ada.get(&made.path).await;
    let answer = ada.post(&made.path, &[("email", ADA)]).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("Ask <bdi>grace Member</bdi>"));
    let answer = ada
        .post(&format!("{}/code", made.path), &[("email", ADA)])
        .await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    assert_eq!(scene.uses_spent(&made).await, 0);
}

#[tokio::test]
async fn moderators_by_the_copied_link_show_that_they_read_their_mail() {
    let post = Post::new().await;
    let made = post.scene.invite().role("moderator").make().await;
    let mut ada = post.scene.hub.browser();
    ada.get(&made.path).await;
    let asked = ada.post(&made.path, &[("email", ADA)]).await;
    assert!(asked.location().contains("/code/"), "{}", asked.text());
    let mailed = post.scene.secret(made.id, "mailed").await;
    assert_eq!(
        ada.post(&mailed.path, &[("email", ADA)]).await.location(),
        post.scene.page(),
        "the mailed link is proof enough"
    );
}

#[tokio::test]
async fn a_code_moves_the_seat_spends_nothing_and_is_told_to_the_inviter() {
    let post = Post::new().await;
    let mut follower = Follower::default();
    follower.pass(&post.scene.hub.app).await.unwrap();
    let made = post.scene.invite().make().await;
    let mut laptop = post.ada_is_in(&made).await;
    let mut phone = post.scene.hub.browser();
    let page = phone.get(&made.path).await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("Move my seat here"), "{}", page.text());
    let way = look(&mut phone, &made.path).await.value()["way"].clone();
    assert_eq!(way, "code");
    let typing = post.asks(&mut phone, &made, ADA).await;
    let code = post.code().await;
    let inside = phone.post(&typing, &[("code", &code)]).await;
    assert_eq!(inside.location(), post.scene.page(), "{}", inside.text());
    assert_eq!(phone.get(&post.scene.page()).await.status, 200);
    assert_ne!(laptop.get(&post.scene.page()).await.status, 200);
    assert_eq!(
        (
            post.scene.uses_spent(&made).await,
            post.scene.grants(&made).await,
            post.moves(&made).await
        ),
        (1, 1, 1)
    );
    follower.catch_up(&post.scene.hub.app).await;
    let mut grace = post.scene.hub.signed_in(post.scene.grace).await;
    let notices = grace.get("/notices").await.text();
    assert!(
        notices.contains("Ada Lovelace moved to another browser"),
        "{notices}"
    );
}

#[tokio::test]
async fn asking_to_move_from_a_wrong_address_reads_the_same_and_mails_nobody() {
    let post = Post::new().await;
    let made = post.scene.invite().make().await;
    post.ada_is_in(&made).await;
    let mut eve = post.scene.hub.browser();
    let typing = post.asks(&mut eve, &made, "eve@example.org").await;
    assert!(typing.contains("/code/"));
    assert_eq!(post.goes().await.len(), 0);
    for (typed, said) in [("", "Enter your e-mail"), ("eve", "another address")] {
        let answer = eve
            .post(&format!("{}/code", made.path), &[("email", typed)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(said), "{}", answer.text());
        assert!(answer.text().contains("Move my seat here"));
    }
    let back = eve.get(&format!("{}/code", made.path)).await;
    assert_eq!(back.location(), made.path);
}

#[tokio::test]
async fn after_three_moves_or_with_the_switch_off_the_inviter_is_needed() {
    let post = Post::new().await;
    let made = post.scene.invite().make().await;
    post.ada_is_in(&made).await;
    for round in 0..3 {
        let mut device = post.scene.hub.browser();
        let typing = post.asks(&mut device, &made, ADA).await;
        let code = post.code().await;
        let inside = device.post(&typing, &[("code", &code)]).await;
        assert_eq!(inside.status, 303, "{round}");
    }
    let mut fourth = post.scene.hub.browser();
    let page = fourth.get(&made.path).await.text();
    assert!(!page.contains("Move my seat here"), "{page}");
    assert!(page.contains("reset your seat"), "{page}");
    let asked = send(
        &mut fourth,
        &format!("{}/code", made.path),
        &[("email", ADA)],
    )
    .await;
    assert_eq!(refusal(&asked), is(409, "other_device"));
    assert_eq!(post.goes().await.len(), 0);

    let other = post.scene.invite().to("joan@example.org").make().await;
    let hub = &post.scene.hub;
    hub.rules(&["invitetomedia"], |site| {
        site.invite_to_media.self_service_move = false;
    })
    .await;
    let mut joan = hub.browser();
    look(&mut joan, &other.path).await;
    enter(&mut joan, &other.path, "joan@example.org").await;
    let page = hub.browser().get(&other.path).await.text();
    assert!(!page.contains("Move my seat here"), "{page}");
}

#[tokio::test]
async fn whoever_has_left_comes_back_by_a_code_for_nothing() {
    let post = Post::new().await;
    let made = post.scene.invite().make().await;
    let mut ada = post.ada_is_in(&made).await;
    ada.post(&format!("{}/leave", post.scene.page()), &[]).await;
    let page = ada.get(&made.path).await;
    assert_eq!(page.status, 410);
    assert!(page.text().contains("Mail me a code"), "{}", page.text());
    let typing = post.asks(&mut ada, &made, ADA).await;
    let code = post.code().await;
    let inside = ada.post(&typing, &[("code", &code)]).await;
    assert_eq!(inside.location(), post.scene.page(), "{}", inside.text());
    assert_eq!(post.scene.uses_spent(&made).await, 1);
    assert_eq!(post.scene.grants(&made).await, 1);
}

#[tokio::test]
async fn a_code_for_one_invite_opens_no_other_and_none_that_was_revoked() {
    let post = Post::new().await;
    let made = post.scene.invite().make().await;
    let other = post.scene.invite().to("joan@example.org").make().await;
    post.ada_is_in(&made).await;
    let mut phone = post.scene.hub.browser();
    let typing = post.asks(&mut phone, &made, ADA).await;
    let code = post.code().await;
    let elsewhere = typing.replace(&made.path, &other.path);
    phone.post(&elsewhere, &[("code", &code)]).await;
    assert_eq!(post.scene.grants(&other).await, 0);
    post.scene.revoke(&made).await;
    let dead = send(&mut phone, &typing, &[("code", &code)]).await;
    assert_eq!(refusal(&dead), is(410, "revoked"));
    assert_eq!(post.scene.grants(&made).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t01_one_code_pressed_many_times_at_once_moves_the_seat_once() {
    let post = Post::new().await;
    let made = post.scene.invite().make().await;
    post.ada_is_in(&made).await;
    let mut phone = post.scene.hub.browser();
    let typing = post.asks(&mut phone, &made, ADA).await;
    let code = post.code().await;
    let mut tabs: Vec<Browser> = (0..8).map(|_| phone.clone()).collect();
    let form = [("code", &*code)];
    let presses = tabs.iter_mut().map(|tab| tab.post(&typing, &form));
    let answers = futures_util::future::join_all(presses).await;
    for answer in &answers {
        assert_eq!(answer.location(), post.scene.page(), "{}", answer.text());
    }
    assert_eq!(
        (
            post.moves(&made).await,
            post.scene.uses_spent(&made).await,
            post.scene.grants(&made).await
        ),
        (1, 1, 1)
    );
    println!("figure: t01 one code pressed 8 times at once: 1 move, 0 uses spent by it");
}
