//! T3 of security.md: links begin with the base URL, whatever a request says of hosts.

use axum::{body::Body, http::Method};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use usher_test_smtp::Manner;

use super::{
    super::pages::Qr,
    ada, house,
    mailed::{by_mail, house_with_mail},
    one,
    pages::{filled, shown},
    token,
};
use crate::testing::{
    BASE,
    forgers::{forgers, only_our_links},
};

/// What a forger, or a careless proxy, sends.
const HEADERS: &[(&str, &str)] = &[
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-server", "evil.example"),
    ("x-forwarded-proto", "http"),
    ("x-forwarded-port", "8443"),
    ("x-forwarded-prefix", "/evil"),
    ("x-original-host", "evil.example"),
    ("x-host", "evil.example"),
    ("x-http-host-override", "evil.example"),
    ("x-original-url", "https://evil.example/"),
    ("x-rewrite-url", "https://evil.example/"),
    ("forwarded", "host=evil.example;proto=http"),
    ("via", "1.1 evil.example"),
    // Ours: an act begun on another site is refused as such.
    ("referer", "https://hub.uni.edu/?evil.example"),
    ("host", "HUB.UNI.EDU"),
    ("host", "hub.uni.edu:443"),
];

#[tokio::test]
async fn t03_links_begin_with_the_base_url() {
    let mut house = house().await;
    let mut links = 0;
    for (nth, header) in HEADERS.iter().enumerate() {
        let sent = [*header, ("content-type", "application/json")];
        let body = Body::from(ada().to_string());
        let path = house.path();
        let answer = house.browser.send(Method::POST, &path, &sent, body).await;
        let made = answer.value();
        let url = made["url"].as_str().unwrap();
        assert_eq!(url, format!("{BASE}/i/{}", token(&made)), "{header:?}");
        assert!(answer.location().starts_with("/api/v1/invites/"));

        let key = format!("key {nth}");
        let form: Vec<(&str, &str)> = filled(&key);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let sent = [
            *header,
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let path = format!("/media/{}/invite", house.film);
        let page = house
            .browser
            .send(Method::POST, &path, &sent, Body::from(body))
            .await;
        let url = format!("{BASE}/i/{}", shown(&page));
        let text = page.text();
        assert!(
            text.contains(&Qr::of(&url).unwrap().path),
            "the code says the same"
        );
        assert!(!text.contains("evil"), "{header:?}");
        links += 3;
    }
    println!(
        "figure: t03 {} headers, {links} of {links} links begin with the base URL",
        HEADERS.len()
    );
}

#[tokio::test]
async fn t03_mailed_invitations_lead_to_the_base_url_alone() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let all = forgers();
    let (mut mails, mut links, mut refused) = (0, 0, 0);
    for forger in &all {
        // Nobody is to have had too much mail.
        house.hub.clock.advance(std::time::Duration::from_hours(2));
        house.browser = house.hub.signed_in(house.grace).await;
        let path = house.path();
        let body = by_mail("ada@example.org").to_string();
        let json = "application/json";
        let made = forger.post(&mut house.browser, &path, json, body).await;
        if forger.refused {
            assert!(made.status.as_u16() >= 400, "{forger:?}");
            refused += 1;
            continue;
        }
        house.post_goes().await;
        let again = format!("{}/resend", one(&made.value()));
        let sent = forger
            .post(&mut house.browser, &again, json, "{}".to_owned())
            .await;
        assert_eq!(sent.status.as_u16(), 200, "{forger:?}: {}", sent.text());
        house.post_goes().await;
        let taken = smtp.taken();
        for mail in &taken[mails..] {
            let text = mail.message.replace("=\r\n", "").replace("=3D", "=");
            links += only_our_links(&text);
        }
        mails = taken.len();
    }
    assert_eq!(mails, 2 * (all.len() - refused));
    println!(
        "figure: t03 {} ways to name another host: {refused} refused, {mails} invitations, {links} of {links} \
         links begin with the base URL",
        all.len()
    );
}

#[tokio::test]
async fn t04_a_link_is_in_its_answer_and_nowhere_else() {
    let mut house = house().await;
    let mut tokens = vec![token(&house.ada().await)];
    let path = format!("/media/{}/invite", house.film);
    tokens.push(shown(&house.browser.post(&path, &filled("key")).await));
    let invite = house.list().await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/invites/{invite}/renew");
    tokens.push(shown(
        &house.browser.post(&path, &[("key", "another")]).await,
    ));
    let path = format!("/api/v1/invites/{invite}/renew");
    tokens.push(token(&house.browser.post_nothing(&path).await.value()));

    let folder = house.hub.media_folder();
    let mut bytes = 0;
    for file in std::fs::read_dir(folder.parent().unwrap()).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_dir() {
            continue;
        }
        let held = std::fs::read(file.path()).unwrap();
        bytes += held.len();
        for token in &tokens {
            let raw = URL_SAFE_NO_PAD.decode(token).unwrap();
            let holds = |what: &[u8]| held.windows(what.len()).any(|at| at == what);
            assert!(
                !holds(token.as_bytes()) && !holds(&raw),
                "{:?}",
                file.path()
            );
        }
    }
    let list = format!("/media/{}/invites", house.film);
    let pages = [
        house.browser.get(&list).await.text(),
        house.browser.get(&house.path()).await.text(),
    ];
    for token in &tokens {
        assert!(pages.iter().all(|page| !page.contains(token)));
    }
    println!(
        "figure: t04 {} links, {bytes} bytes of database: 0 found",
        tokens.len()
    );
}
