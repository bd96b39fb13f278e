//! Links to set a password that administrators have mailed.

use axum::http::StatusCode;

use super::{link, post, text};

const NEW: [(&str, &str); 2] = [
    ("password", "difference engine"),
    ("again", "difference engine"),
];

#[tokio::test]
async fn who_is_added_gets_their_link_by_mail_and_nobody_else_sees_it() {
    let post = post().await;
    let chief = post.hub.administrator("siobhan@uni.edu").await;
    let mut chief = post.hub.signed_in(chief).await;
    assert!(
        chief
            .get("/admin/users/new")
            .await
            .text()
            .contains("name=\"mail\"")
    );
    let form = [
        ("email", "mary@example.org"),
        ("first_name", "Mary"),
        ("last_name", "Somerville"),
        ("role", "viewer"),
        ("mail", "yes"),
    ];
    let added = chief.post("/admin/users/new", &form).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let person = added.location().to_owned();
    let letter = post.letter().await;
    assert_eq!(letter.to, ["mary@example.org"]);
    assert!(text(&letter).contains("Hello Mary"));
    let first = link(&letter, "/set-password");

    // Another one ends the first, which is not sent if it still waits.
    let again = chief
        .post(&format!("{person}/password-link"), &[("mail", "yes")])
        .await;
    assert_eq!(again.location(), person);
    let again = chief
        .post(&format!("{person}/password-link"), &[("mail", "yes")])
        .await;
    assert_eq!(again.location(), person);
    let second = link(&post.letter().await, "/set-password");
    let mut mary = post.hub.browser();
    assert_eq!(mary.get(&first).await.status, StatusCode::GONE);
    let set = mary.post(&second, &NEW).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    assert_eq!(mary.get("/account").await.status, StatusCode::OK);
    assert_eq!(post.goes().await.len(), 0, "a first password is no change");
    let shown = chief.post(&format!("{person}/password-link"), &[]).await;
    assert!(
        shown.text().contains("/set-password/"),
        "shown where it is asked for"
    );
}

#[tokio::test]
async fn an_import_mails_each_new_person_their_link() {
    let post = post().await;
    let chief = post.hub.administrator("siobhan@uni.edu").await;
    let mut chief = post.hub.signed_in(chief).await;
    let table = "email,first name\nmary@example.org,Mary\nada@uni.edu,Ada\ncaro@example.org,Caro\n";
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n{table}\r\n--x--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    let sent = chief
        .send(
            axum::http::Method::POST,
            "/admin/users/import",
            &kind,
            body.into(),
        )
        .await;
    let path = sent.location().to_owned();
    assert!(
        chief.get(&path).await.text().contains("name=\"mail\""),
        "{}",
        sent.text()
    );
    let written = chief.post(&path, &[("mail", "yes")]).await;
    assert_eq!(written.location(), path, "{}", written.text());
    let mut to: Vec<_> = post
        .goes()
        .await
        .into_iter()
        .flat_map(|mail| mail.to)
        .collect();
    to.sort();
    assert_eq!(to, ["caro@example.org", "mary@example.org"]);
}
