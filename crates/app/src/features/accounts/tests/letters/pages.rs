//! Pages on which members sign in and look after themselves, in the language of whoever reads them.

use axum::http::StatusCode;

use super::{ADA, Post, code_after, post, typed};
use crate::{
    testing::{Answer, Browser},
    words::english_in,
};

fn reader(post: &Post, lang: &str) -> Browser {
    let mut browser = post.hub.browser();
    let lang = lang.parse().unwrap();
    browser.headers.insert("accept-language", lang);
    browser
}

/// That a page says this in its reader's language, and nothing in English.
#[track_caller]
fn says(answer: &Answer, lang: &str, said: &str) {
    let page = answer.text();
    assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{page}");
    assert!(page.contains(said), "{said}: {page}");
    assert_eq!(english_in(&page, lang), [""; 0], "{page}");
}

#[tokio::test]
async fn whoever_signs_in_reads_every_step_in_their_language() {
    let post = post().await;
    for (lang, steps) in [
        (
            "de",
            [
                "Code per E-Mail schicken",
                "Diese Adresse und dieses Passwort gehören nicht zusammen.",
                "Wir schicken Ihnen einen Link, mit dem Sie ein neues setzen.",
                "mit dem Sie ein neues Passwort setzen",
                "So können Sie sich nicht anmelden",
                "Acht Ziffern. Er gilt zehn Minuten lang",
                "Ein Code hat acht Ziffern.",
                "Das wurde schon benutzt, ist abgelaufen",
            ],
        ),
        (
            "es",
            [
                "Enviarme un código por correo",
                "Esa dirección y esa contraseña no van juntas.",
                "Le enviamos un enlace para poner una contraseña nueva.",
                "hay en camino un enlace para poner una contraseña nueva",
                "Así no puede iniciar sesión",
                "Ocho cifras. Vale diez minutos",
                "Un código tiene ocho cifras.",
                "Esto ya se usó, ha caducado",
            ],
        ),
    ] {
        let mut browser = reader(&post, lang);
        let wrong = [("email", ADA), ("password", "guess")];
        let forgotten = browser.post("/forgot-password", &[("email", ADA)]).await;
        let path = post.asks(&mut browser, ADA).await;
        let link = format!("/sign-in/link/{}", "A".repeat(43));
        let pages = [
            browser.get("/sign-in").await,
            browser.post("/sign-in", &wrong).await,
            browser.get("/forgot-password").await,
            browser.get(forgotten.location()).await,
            browser.get("/sign-in/with/nobody").await,
            browser.get(&path).await,
            browser.post(&path, &typed("1234")).await,
            browser.get(&link).await,
        ];
        for (page, said) in pages.iter().zip(steps) {
            says(page, lang, said);
        }
    }
}

#[tokio::test]
async fn a_member_reads_their_account_and_their_tokens_in_their_language() {
    let post = post().await;
    let mut browser = reader(&post, "de");
    let path = post.asks(&mut browser, ADA).await;
    let code = code_after(&post.letter().await, "Ihr Code");
    let entered = browser.post(&path, &typed(&code)).await;
    assert_eq!(entered.location(), "/account", "{}", entered.text());
    let account = browser.get("/account").await;
    says(&account, "de", "Eines per E-Mail setzen");
    says(&account, "de", "Bestätigt durch die Administration: ");

    let add = "/account/addresses/add";
    let own = browser.post(add, &[("email", ADA)]).await;
    says(&own, "de", "Diese Adresse gehört Ihnen schon.");
    let back = "name=\"return\" value=\"/account\"";
    assert!(own.text().contains(back), "{}", own.text());
    let asked = browser.post(add, &[("email", "ada@home.example")]).await;
    let asked = browser.get(asked.location()).await;
    says(
        &asked,
        "de",
        "Wenn sie schon zu einem anderen Konto hier gehört",
    );

    let tokens = "/account/tokens";
    let page = browser.get(tokens).await;
    says(
        &page,
        "de",
        "Ein Programm, das eines hat, handelt in Ihrem Namen",
    );
    let refused = browser.post(tokens, &[("name", "ci"), ("days", "7")]).await;
    says(&refused, "de", "Wählen Sie, wofür das Token da ist.");
    let form = [("name", "ci"), ("days", "7"), ("scope", "read")];
    let made = browser.post(tokens, &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    says(&made, "de", "Kopieren Sie es jetzt.");
    says(&browser.get(tokens).await, "de", "„ci“ widerrufen?");
}

#[tokio::test]
async fn who_chooses_a_language_on_a_refused_sign_in_page_is_there_still_and_goes_on_to_the_same_page()
 {
    let post = post().await;
    let mut browser = post.hub.browser();
    let form = [("email", "ada"), ("password", ""), ("next", "/account")];
    let refused = browser.post("/sign-in/mail", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let back = "/sign-in?next=%2Faccount";
    let shown = format!("name=\"return\" value=\"{back}\"");
    assert!(refused.text().contains(&shown), "{}", refused.text());
    let choice = [("lang", "de"), ("return", back)];
    let chosen = browser.post("/preferences/language", &choice).await;
    assert_eq!(chosen.location(), back);
    let page = browser.get(back).await;
    says(&page, "de", "name=\"next\" value=\"/account\"");
}
