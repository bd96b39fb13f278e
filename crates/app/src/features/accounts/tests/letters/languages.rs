//! In which language a letter is written: whoever reads it decides.

use usher_db::params;
use usher_domain::{access::AppRole, ids::AccountId};

use super::{ADA, Post, post, text};

async fn reads(post: &Post, account: AccountId, lang: &'static str) {
    let choose = move |tx: &usher_db::Tx| {
        tx.execute(
            "UPDATE accounts SET lang = $2 WHERE id = $1",
            params![account, lang],
        )
    };
    post.hub.write(choose).await;
}

#[tokio::test]
async fn a_member_is_written_to_in_their_own_language_else_in_that_of_who_asks() {
    let post = post().await;
    let mut browser = post.hub.browser();
    let german = "de-CH, en;q=0.5".parse().unwrap();
    browser.headers.insert("accept-language", german);
    post.asks(&mut browser, ADA).await;
    let letter = text(&post.letter().await);
    assert!(letter.contains("Guten Tag ada Member,"), "{letter}");
    assert!(letter.contains("Ihr Code zum Anmelden"), "{letter}");
    assert!(letter.contains("lang=\"de\""), "{letter}");

    reads(&post, post.ada, "es").await;
    post.asks(&mut browser, ADA).await;
    let letter = text(&post.letter().await);
    assert!(letter.contains("Hola, ada:"), "{letter}");
    assert!(letter.contains("Nadie de"), "{letter}");
}

#[tokio::test]
async fn what_somebody_else_causes_is_written_in_the_readers_language_else_in_the_sites() {
    let post = post().await;
    let bob = post.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut ada = post.hub.signed_in(post.ada).await;
    let wants = [("email", "bob@uni.edu")];
    reads(&post, post.ada, "es").await;
    ada.post("/account/addresses/add", &wants).await;
    let letter = text(&post.letter().await);
    assert!(letter.contains("in use already"), "{letter}");
    reads(&post, bob, "de").await;
    ada.post("/account/addresses/add", &wants).await;
    let letter = text(&post.letter().await);
    assert!(letter.contains("ist schon in Gebrauch"), "{letter}");

    post.hub
        .rules(&["languages"], |site| {
            site.languages.default = "de";
        })
        .await;
    let chief = post.hub.administrator("siobhan@uni.edu").await;
    let mut chief = post.hub.signed_in(chief).await;
    let english = "en".parse().unwrap();
    chief.headers.insert("accept-language", english);
    let form = [
        ("email", "mary@example.org"),
        ("first_name", "Mary"),
        ("last_name", "Somerville"),
        ("role", "viewer"),
        ("mail", "yes"),
    ];
    chief.post("/admin/users/new", &form).await;
    let letter = text(&post.letter().await);
    assert!(letter.contains("Guten Tag Mary Somerville,"), "{letter}");
    assert!(letter.contains("Passwort setzen"), "{letter}");
}
