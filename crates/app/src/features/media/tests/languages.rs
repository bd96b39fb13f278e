//! Owners read their pages in their own language.

use usher_domain::access::AppRole;

use super::{ready, video};
use crate::testing::Hub;

#[tokio::test]
async fn pages_on_which_owners_work_speak_their_language() {
    let hub = Hub::new();
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let entry = video(&mut browser, "Lecture").await;
    ready(&hub, entry).await;
    let at = |rest: &str| format!("/media/{entry}/{rest}");
    for (path, german, spanish, english) in [
        (
            at("edit"),
            "Schlagwörter",
            "Etiquetas",
            "Web addresses become links",
        ),
        (
            at("captions"),
            "Untertitel hinzufügen",
            "Añadir subtítulos",
            "Add captions",
        ),
        (
            at("publish"),
            "Wer kann ihn sonst öffnen?",
            "¿Quién más puede abrirla?",
            "Who else",
        ),
        (
            at("collaborators"),
            "Personen hinzufügen",
            "Añadir personas",
            "Add people",
        ),
        (
            at("invite"),
            "Einladungslink erzeugen",
            "Crear el enlace",
            "Generate invite link",
        ),
        (
            at("invites"),
            "Noch niemand ist eingeladen",
            "Todavía no se ha invitado",
            "Nobody has",
        ),
        (at("delete"), "30 Tage", "30 días", "30 days"),
        (
            "/trash".to_owned(),
            "zurückholen",
            "recuperar",
            "taken back",
        ),
        (
            "/upload".to_owned(),
            "Höchstens 64",
            "64 MB por archivo",
            "At most 64",
        ),
    ] {
        for (lang, said) in [("de", german), ("es", spanish)] {
            browser
                .headers
                .insert("accept-language", lang.parse().unwrap());
            let text = browser.get(&path).await.text();
            assert!(text.contains(said), "{lang} {path}");
            assert!(!text.contains(english), "{lang} {path}: {english}");
        }
    }
    browser
        .headers
        .insert("accept-language", "de".parse().unwrap());
    browser.post(&at("delete"), &[]).await;
    let said = browser.get("/my-media").await.text();
    assert!(said.contains("30 Tage im Papierkorb"), "{said}");
}
