//! The configuration as a file, by page.

use super::{audited, console, save, version};

const PATH: &str = "/admin/backup";

/// The stamp that the page with the changes carries.
fn stamp(text: &str) -> String {
    let (_, rest) = text.split_once("name=\"stamp\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_file_is_downloaded_with_its_date_and_brought_back() {
    let (hub, mut browser) = console().await;
    save(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    let file = browser.get("/admin/backup/export").await;
    let name = file.headers["content-disposition"].to_str().unwrap();
    assert_eq!(
        name,
        "attachment; filename=\"usher-configuration-2026-11-21.toml\""
    );
    let text = file.text();
    assert!(text.starts_with("# https://hub.uni.edu/ 2026-11-21T12:00:00Z\n"));
    let same = browser.post(PATH, &[("text", &text)]).await;
    assert_eq!(same.status, 422);
    assert!(same.text().contains("It is all as the file says already."));

    save(&hub, &mut browser, &[("LinkDuration", "90")]).await;
    let seen = browser.post(PATH, &[("text", &text)]).await;
    assert_eq!(seen.status, 200, "{}", seen.text());
    assert!(seen.text().contains("LinkDuration"));
    assert_eq!(
        version(&hub).await,
        2,
        "nothing is changed before it was seen"
    );
    let stamp = stamp(&seen.text());
    let form = [("text", text.as_str()), ("stamp", &stamp), ("step", "save")];
    let saved = browser.post(PATH, &form).await;
    assert_eq!(saved.location(), PATH);
    assert_eq!(version(&hub).await, 3);
    assert_eq!(audited(&hub).await.len(), 3);
}

#[tokio::test]
async fn consequences_are_said_before_anything_is_saved() {
    let (hub, mut browser) = console().await;
    let off = "[invitetomedia]\nenabled = false\n";
    let seen = browser.post(PATH, &[("text", off)]).await.text();
    assert!(seen.contains("class=\"effect\""), "{seen}");
    assert_eq!(version(&hub).await, 0);
    let form = [("text", off), ("step", "back")];
    assert!(
        browser
            .post(PATH, &form)
            .await
            .text()
            .contains("enabled = false")
    );
}

#[tokio::test]
async fn who_was_overtaken_sees_what_the_file_would_change_now() {
    let (hub, mut browser) = console().await;
    let text = "[invitetomedia]\nLinkDuration = 60\n";
    let seen = browser.post(PATH, &[("text", text)]).await.text();
    save(&hub, &mut browser, &[("LinkDuration", "90")]).await;
    let stamp = stamp(&seen);
    let form = [("text", text), ("stamp", &stamp), ("step", "save")];
    let answer = browser.post(PATH, &form).await;
    assert!(answer.text().contains("Somebody saved meanwhile"));
    assert_eq!(version(&hub).await, 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_is_told_line_by_line_and_stays_in_the_form() {
    let (hub, mut browser) = console().await;
    for (text, said) in [
        ("LinkDuration", "This is no TOML"),
        ("[rooms]\n", "There is no module rooms."),
        (
            "[invitetomedia]\nLinkDuration = 0\n",
            "invitetomedia.LinkDuration: ",
        ),
        (
            "[invitetomedia]\nAllowedUsers = [\"account:1\"]\n",
            "invitetomedia.AllowedUsers: ",
        ),
    ] {
        let refused = browser.post(PATH, &[("text", text)]).await;
        assert_eq!(refused.status, 422, "{text}");
        assert!(refused.text().contains(said), "{text}: {}", refused.text());
        assert!(refused.text().contains("<textarea"), "{text}");
    }
    assert_eq!(version(&hub).await, 0);
}
