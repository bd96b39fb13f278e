//! T7: a forwarded link opens for nobody else, however alike their address looks.

use usher_domain::{access::AppRole, media::EntryKind};

use super::super::scene::{Scene, enter, entry, look, send};

/// Spellings of one address stand together; every row is another person's.
pub(super) const PEOPLE: [&[&str]; 14] = [
    &[
        "ada@example.org",
        "ADA@Example.ORG",
        "\"ada\"@example.org",
        "ada@example.org.",
        "ada@EXAMPLE。org",
    ],
    &["ada+course@example.org", "Ada+Course@example.org"],
    &["a.da@example.org"],
    // A Cyrillic а, in the name and in the domain.
    &["аda@example.org", "АDA@example.org"],
    &["ada@exаmple.org", "ada@xn--exmple-4nf.org"],
    &["ada@example.org.evil.example"],
    &["ada@sub.example.org"],
    &["\"ada@example.org\"@evil.example"],
    &[
        "dörte@bücher.example",
        "do\u{308}rte@xn--bcher-kva.example",
        "DÖRTE@BÜCHER.example",
    ],
    &["dorte@bucher.example"],
    &["straße@example.org"],
    &["strasse@example.org"],
    &["adı@example.org"],
    &["adi@example.org", "ADI@example.org"],
];

pub(super) fn spellings() -> Vec<(usize, &'static str)> {
    PEOPLE
        .iter()
        .enumerate()
        .flat_map(|(person, spellings)| spellings.iter().map(move |one| (person, *one)))
        .collect()
}

/// An invite of its own to `email`, and the scene that it is in.
async fn invited(scene: Scene, email: &str) -> (Scene, super::super::scene::Made) {
    let id = entry(&scene.hub, scene.grace, EntryKind::Video, "A film").await;
    let scene = Scene { entry: id, ..scene };
    let made = scene.invite().to(email).make().await;
    (scene, made)
}

#[tokio::test]
async fn t07_only_a_spelling_of_the_invited_address_opens_the_lobby() {
    let mut scene = Scene::new().await;
    let (mut pairs, mut false_grants, mut locked_out) = (0_u32, 0, 0);
    for (invited_person, invited_as) in spellings() {
        for (person, typed) in spellings() {
            let made;
            (scene, made) = invited(scene, invited_as).await;
            pairs += 1;
            // Each from a network of its own: so many wrong ones have a budget.
            let [_, a, b, c] = pairs.to_be_bytes();
            let mut browser = scene.hub.browser().in_network([10 + a, b, c, 1]);
            look(&mut browser, &made.path).await;
            let answer = enter(&mut browser, &made.path, typed).await;
            let entered = scene.grants(&made).await == 1;
            assert_eq!(entered, answer.status == 303);
            if entered != (person == invited_person) {
                println!("{invited_as} as {typed}: {}", answer.text());
            }
            false_grants += u32::from(entered && person != invited_person);
            locked_out += u32::from(!entered && person == invited_person);
        }
    }
    assert_eq!((false_grants, locked_out), (0, 0));
    println!("figure: t07 {pairs} pairs in the lobby: 0 false grants, 0 locked out");
}

#[tokio::test]
async fn t07_only_the_member_with_the_invited_address_presses_the_button() {
    let mut scene = Scene::new().await;
    let mut members = Vec::new();
    for spellings in PEOPLE {
        let account = scene.hub.account(spellings[0], AppRole::Viewer).await;
        members.push((account, scene.hub.signed_in(account).await));
    }
    let (mut pairs, mut false_grants, mut locked_out) = (0, 0, 0);
    for (invited_person, invited_as) in spellings() {
        for (person, (account, browser)) in members.iter().enumerate() {
            let made;
            (scene, made) = invited(scene, invited_as).await;
            pairs += 1;
            let mut browser = browser.clone();
            send(&mut browser, &made.path, &[]).await;
            // Knowing the address is not having it.
            enter(&mut browser, &made.path, invited_as).await;
            let entered = scene
                .number(
                    "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM grants
                     WHERE invite_id = $1 AND account_id IS NOT NULL",
                    made.id,
                )
                .await
                == 1;
            assert_eq!(i64::from(entered), scene.grants(&made).await, "{account}");
            false_grants += u32::from(entered && person != invited_person);
            locked_out += u32::from(!entered && person == invited_person);
        }
    }
    assert_eq!((false_grants, locked_out), (0, 0));
    println!("figure: t07 {pairs} pairs of member and invite: 0 false grants, 0 locked out");
}

#[tokio::test]
async fn t07_the_invited_address_is_shown_to_nobody_who_has_not_proved_it() {
    let mut scene = Scene::new().await;
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut shown = 0;
    for (_, invited_as) in spellings() {
        let made;
        (scene, made) = invited(scene, invited_as).await;
        let secret = invited_as.split('@').next().unwrap().trim_matches('"');
        let mut browsers = [scene.hub.browser(), scene.hub.signed_in(bob).await];
        for browser in &mut browsers {
            let mut answers = vec![
                browser.get(&made.path).await,
                look(browser, &made.path).await,
                enter(browser, &made.path, "x@y.example").await,
                browser.get(&format!("{}?guest=1", made.path)).await,
            ];
            scene
                .change(
                    "UPDATE invites SET seat_reset = 1 - seat_reset WHERE id = $1",
                    made.id,
                )
                .await;
            answers.push(look(browser, &made.path).await);
            for answer in answers {
                let text = answer.text();
                // The first letter and the domain are what the masked form tells.
                let told = secret.chars().count() > 1
                    && text
                        .to_lowercase()
                        .contains(&format!("{}@", secret.to_lowercase()));
                shown += usize::from(told);
                assert!(!told, "{invited_as}: {text}");
            }
        }
    }
    println!("figure: t07 invited addresses shown unproved: {shown}");
}
