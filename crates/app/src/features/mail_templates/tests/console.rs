use axum::http::StatusCode;
use usher_db::params;

use crate::testing::{Answer, Browser, Hub};

const PAGE: &str = "/admin/mail-templates/invitation";
const TEXT: &str = "Come: {URL}";

async fn console() -> (Hub, Browser) {
    let hub = Hub::new();
    let admin = hub.administrator("admin@uni.edu").await;
    let browser = hub.signed_in(admin).await;
    (hub, browser)
}

async fn save(browser: &mut Browser, version: i64, lang: &str, html: &str) -> Answer {
    let version = version.to_string();
    let form = [
        ("version", version.as_str()),
        ("lang", lang),
        ("subject", "Come"),
        ("html", html),
        ("text", TEXT),
    ];
    browser.post(PAGE, &form).await
}

fn link(text: &str) -> String {
    format!(r#"<p>{text} <a href="{{URL}}">Open</a></p>"#)
}

async fn deeds(hub: &Hub) -> Vec<String> {
    hub.write(|tx| {
        tx.query(
            "SELECT deed, subject, detail FROM audit WHERE deed LIKE 'mail_%' ORDER BY id",
            params![],
            |row| {
                let parts: [String; 3] =
                    [row.get("deed")?, row.get("subject")?, row.get("detail")?];
                Ok(parts.join(" "))
            },
        )
    })
    .await
}

#[tokio::test]
async fn a_template_is_edited_saved_and_restored() {
    let (hub, mut browser) = console().await;
    let list = browser.get("/admin/mail-templates").await.text();
    assert!(list.contains("As it ships") && list.contains("Used for invitations"));
    let saved = save(&mut browser, 0, "en", &link("Hi {FIRSTNAME}")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = browser.get(PAGE).await.text();
    assert!(page.contains("Hi {FIRSTNAME}") && page.contains("Restore the shipped template"));
    assert_eq!(
        save(&mut browser, 1, "en", &link("Hi {FIRSTNAME}"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let ask = browser.get(&format!("{PAGE}/delete")).await.text();
    assert!(ask.contains("Restore the shipped invitation?"), "{ask}");
    let restored = browser
        .post(&format!("{PAGE}/delete"), &[("version", "1")])
        .await;
    assert_eq!(restored.location(), PAGE);
    assert!(
        browser
            .get(PAGE)
            .await
            .text()
            .contains("Hello {FIRSTNAME},")
    );
    let deeds = deeds(&hub).await;
    assert_eq!(
        deeds.len(),
        2,
        "saving what is saved writes nothing: {deeds:?}"
    );
    assert!(
        deeds[0].starts_with("mail_template_saved invitation"),
        "{deeds:?}"
    );
    assert!(deeds[0].contains("en.html") && deeds[1].contains("mail_template_restored"));
}

#[tokio::test]
async fn what_cannot_be_is_said_beside_its_part_and_nothing_typed_is_lost() {
    let (hub, mut browser) = console().await;
    for (html, said) in [
        ("<p>{FISTNAME} {URL}</p>", "Did you mean {FIRSTNAME}?"),
        ("<p>Hello</p>", "The link is missing."),
        (
            "<script>x</script>{URL}",
            "A mail cannot have &#60;script&#62;.",
        ),
        (
            "<p onclick=\"x()\">{URL}</p>",
            "onclick has no place on &#60;p&#62;.",
        ),
        (
            "<a href=\"javascript:x\">{URL}</a>",
            "is no address for a mail.",
        ),
    ] {
        let answer = save(&mut browser, 0, "en", html).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{html}");
        let text = answer.text();
        assert!(text.contains(said), "{html}: {said}");
        assert!(text.contains("HTML body: "), "in the summary, too");
        let typed = html
            .replace('&', "&#38;")
            .replace('<', "&#60;")
            .replace('>', "&#62;")
            .replace('"', "&#34;");
        assert!(text.contains(&typed), "{html} is still there");
    }
    let subject = [
        ("version", "0"),
        ("lang", "en"),
        ("subject", "Hello\r\nBcc: eve@example.org"),
        ("html", "{URL}"),
        ("text", TEXT),
    ];
    let answer = browser.post(PAGE, &subject).await;
    assert!(answer.text().contains("A subject is one line."));
    let megabyte = "x".repeat(1 << 20);
    let answer = save(&mut browser, 0, "en", &megabyte).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = save(&mut browser, 0, "en", &"x".repeat(60_000)).await;
    assert!(
        long.text().contains("at most 50000 characters"),
        "{}",
        long.status
    );
    assert!(deeds(&hub).await.is_empty());
}

#[tokio::test]
async fn the_second_who_saves_is_told_what_the_first_changed() {
    let (hub, mut first) = console().await;
    let other = hub.administrator("second@uni.edu").await;
    let mut second = hub.signed_in(other).await;
    save(&mut first, 0, "en", &link("First")).await;
    let answer = save(&mut second, 0, "en", &link("Second")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(
        text.contains("saved this template while you were editing"),
        "{text}"
    );
    assert!(text.contains("HTML body is now:") && text.contains("First"));
    assert!(text.contains("Second") && text.contains("name=\"version\" value=\"1\""));
    let on_top = save(&mut second, 1, "en", &link("Second")).await;
    assert_eq!(on_top.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_language_is_added_translated_and_deleted() {
    let (_hub, mut browser) = console().await;
    let add = format!("{PAGE}/languages");
    let added = browser
        .post(&add, &[("version", "0"), ("lang", "fr")])
        .await;
    assert_eq!(added.location(), format!("{PAGE}?lang=fr"));
    save(&mut browser, 1, "fr", &link("Bonjour")).await;
    let page = browser.get(&format!("{PAGE}?lang=fr")).await.text();
    assert!(page.contains("Bonjour") && page.contains("Delete Français"));
    let end = format!("{PAGE}/languages/fr/delete");
    assert!(
        browser
            .get(&end)
            .await
            .text()
            .contains("Readers of this language get English")
    );
    assert_eq!(
        browser.post(&end, &[("version", "2")]).await.location(),
        PAGE
    );
    assert_eq!(browser.get(&end).await.location(), PAGE, "gone already");
    let english = format!("{PAGE}/languages/en/delete");
    assert_eq!(browser.get(&english).await.location(), PAGE, "it stays");
    let none = browser
        .post(&add, &[("version", "3"), ("lang", "no such")])
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_new_template_is_chosen_and_then_cannot_be_deleted() {
    let (hub, mut browser) = console().await;
    let list = "/admin/mail-templates";
    for (name, said) in [
        ("Not a name", "small letters, digits and hyphens"),
        ("invitation", "There is a template “invitation” already."),
    ] {
        let refused = browser
            .post(list, &[("name", name), ("from", "invitation")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(said), "{said}");
    }
    let made = browser
        .post(list, &[("name", "medicine"), ("from", "invitation")])
        .await;
    assert_eq!(made.location(), "/admin/mail-templates/medicine");
    let config = "/admin/config/tab/invitetomedia";
    let page = browser.get(config).await.text();
    assert!(page.contains("<option value=\"medicine\">"), "{page}");
    let form = |name| {
        [
            ("version", "0"),
            ("step", "confirmed"),
            ("inviteEmailTemplate", name),
        ]
    };
    let refused = browser.post(config, &form("nursing")).await;
    assert!(
        refused
            .text()
            .contains("There is no mail template “nursing”")
    );
    browser.post(config, &form("medicine")).await;
    assert_eq!(
        hub.app.settings.now().invite_to_media.invite_email_template,
        "medicine"
    );
    let path = "/admin/mail-templates/medicine/delete";
    assert!(
        browser
            .get(path)
            .await
            .text()
            .contains("medicine is in use")
    );
    let refused = browser.post(path, &[("version", "1")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let form = [
        ("version", "1"),
        ("step", "confirmed"),
        ("inviteEmailTemplate", ""),
    ];
    browser.post(config, &form).await;
    assert_eq!(
        browser.post(path, &[("version", "1")]).await.location(),
        list
    );
    assert_eq!(
        browser.get("/admin/mail-templates/medicine").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_preview_runs_nothing_and_shows_what_is_typed() {
    let (_hub, mut browser) = console().await;
    let preview = format!("{PAGE}/preview");
    let saved = browser.get(&preview).await;
    let policy = saved.headers["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("sandbox;") && policy.contains("frame-ancestors 'self'"));
    assert!(!policy.contains("script-src"));
    assert!(saved.text().contains("Hello Ada,"));
    let form = |html, view| {
        [
            ("version", "0"),
            ("lang", "en"),
            ("subject", "To {LASTNAME}"),
            ("html", html),
            ("text", "Text {URL}"),
            ("view", view),
        ]
    };
    let typed = browser
        .post(&preview, &form("<p>{QRCODE} {URL}</p>", "phone"))
        .await
        .text();
    assert!(typed.contains("To Lovelace") && typed.contains("src=\"data:image/png;base64,"));
    let plain = browser
        .post(&preview, &form("<p>{URL}</p>", "text"))
        .await
        .text();
    assert!(plain.contains("Text https://hub.uni.edu/i/example"));
    let wrong = browser
        .post(&preview, &form("<p>{ULR}</p>", "desktop"))
        .await
        .text();
    assert!(wrong.contains("Did you mean {URL}?") && !wrong.contains("<p>"));
}
