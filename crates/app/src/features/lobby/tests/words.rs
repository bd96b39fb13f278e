//! Kinds, names in every script, odd addresses, languages.

use usher_domain::media::EntryKind;

use super::scene::{ADA, Scene, enter, look};

#[tokio::test]
async fn every_kind_of_entry_has_its_own_words() {
    for kind in EntryKind::ALL {
        let scene = Scene::of(*kind, "A thing").await;
        let made = scene.invite().make().await;
        let page = scene.hub.browser().get(&made.path).await;
        assert_eq!(page.status, 200, "{kind}");
        assert!(page.text().contains("invites you to"), "{kind}");
        assert!(!page.text().contains(">lobby-"), "{kind}: {}", page.text());
    }
}

#[tokio::test]
async fn names_of_every_script_stand_beside_each_other() {
    let names = [
        ("أميرة", "الحسيني", "مقدمة في المترجمات"),
        ("שרה", "לוי", "מהדרים, שבוע 3"),
        ("小林", "陽子", "コンパイラ入門"),
        ("Þórunn", "Ævarsdóttir", "Þýðendur <b>&amp;</b> \"vélar\""),
        ("সুমনা", "রায়", "संकलक — सप्ताह ३"),
        ("Ada", "", "𝒞ompilers 👩🏽‍💻"),
    ];
    for (first, last, title) in names {
        let scene = Scene::of(EntryKind::Video, title).await;
        let grace = scene.grace;
        scene
            .hub
            .write(move |tx| {
                tx.execute(
                    "UPDATE accounts SET first_name = $2, last_name = $3 WHERE id = $1",
                    usher_db::params![grace, first, last],
                )
            })
            .await;
        let made = scene.invite().make().await;
        let mut ada = scene.hub.browser();
        let page = ada.get(&made.path).await.text();
        let inviter = format!("<bdi>{}</bdi>", format!("{first} {last}").trim());
        assert!(page.contains(&inviter), "{inviter}: {page}");
        assert!(!page.contains("<b>"), "titles are text");
        let view = look(&mut ada, &made.path).await.value();
        assert_eq!(view["title"], title);
        assert_eq!(enter(&mut ada, &made.path, ADA).await.status, 303);
    }
}

#[tokio::test]
async fn an_address_is_the_same_however_it_is_written() {
    for (invited, typed) in [
        ("ada@example.org", "ADA@EXAMPLE.ORG"),
        ("ada@example.org", "\tada@example.org \n"),
        ("ada@example.org", "\"ada\"@example.org"),
        ("ada@example.org", "ada@example.org."),
        ("dörte@bücher.example", "DÖRTE@xn--bcher-kva.example"),
        ("dörte@bücher.example", "do\u{308}rte@bu\u{308}cher.example"),
        ("\"a da\"@example.org", "\"A DA\"@example.org"),
        ("ada+course@example.org", "Ada+Course@example.org"),
        ("जॉन@उदाहरण.भारत", "जॉन@उदाहरण.भारत"),
        ("用户@例子.广告", "用户@例子.广告"),
        (
            "!#$%&'*+-/=?^_`{|}~@example.org",
            "!#$%&'*+-/=?^_`{|}~@example.org",
        ),
    ] {
        let scene = Scene::new().await;
        let made = scene.invite().to(invited).make().await;
        let mut ada = scene.hub.browser();
        look(&mut ada, &made.path).await;
        let answer = enter(&mut ada, &made.path, typed).await;
        assert_eq!(
            answer.status,
            303,
            "{invited} as {typed}: {}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn what_is_typed_instead_of_an_address_is_refused_and_kept_as_text() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let long = "a".repeat(100_000);
    for typed in [
        "ada",
        "ada@",
        "@example.org",
        "ada@example.org, eve@example.org",
        "Ada <ada@example.org>",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>@example.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "аda@example.org",
        "ada@example.org\u{202e}",
        "' OR 1=1 --",
        "\0",
        &long,
    ] {
        // A browser of its own each time: so many tries have a budget.
        let mut eve = scene.hub.browser();
        eve.get(&made.path).await;
        let page = eve.post(&made.path, &[("email", typed)]).await;
        assert_eq!(page.status, 422, "{typed:?}");
        let text = page.text();
        assert!(
            !text.contains("<script>alert") && !text.contains("<img src=x"),
            "{text}"
        );
    }
    assert_eq!(scene.uses_spent(&made).await, 0);
}

#[tokio::test]
async fn a_form_that_is_none_says_what_is_wrong() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    let urlencoded = "application/x-www-form-urlencoded";
    for (kind, body, status) in [
        (urlencoded, "email=ada%40example.org&admin=1", 422),
        (urlencoded, "email=a&email=b", 422),
        (urlencoded, "email=%ff%fe", 422),
        ("application/json", "{\"email\":\"ada@example.org\"}", 415),
        ("text/plain", "email=ada@example.org", 415),
        ("multipart/form-data; boundary=x", "--x--", 415),
    ] {
        let headers = [("content-type", kind), ("accept", "application/json")];
        let answer = ada
            .send(
                axum::http::Method::POST,
                &made.path,
                &headers,
                axum::body::Body::from(body),
            )
            .await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text());
        assert!(!answer.code().is_empty(), "{body}");
    }
    let huge = format!("email={}", "a".repeat(300_000));
    let headers = [("content-type", urlencoded)];
    let answer = ada
        .send(axum::http::Method::POST, &made.path, &headers, huge.into())
        .await;
    assert_eq!(answer.status, 413);
    assert_eq!(scene.uses_spent(&made).await, 0);
}

#[tokio::test]
async fn a_page_speaks_the_readers_choice_then_the_invites_language_then_the_browsers() {
    let scene = Scene::new().await;
    let speaks = |page: &str, lang: &str| page.contains(&format!("<html lang=\"{lang}\""));
    let other = scene.invite().to("bob@example.org").make().await;
    let made = scene.invite().in_language("de").make().await;
    let mut ada = scene.hub.browser();
    let spanish = "es-MX, en;q=0.8".parse().unwrap();
    ada.headers.insert("accept-language", spanish);
    let page = ada.get(&other.path).await.text();
    assert!(
        speaks(&page, "es") && page.contains("le invita a ver"),
        "{page}"
    );
    let page = ada.get(&made.path).await.text();
    assert!(
        speaks(&page, "de") && page.contains("dieses Video"),
        "{page}"
    );
    let refused = ada.post(&made.path, &[("email", "eve@example.org")]).await;
    assert!(refused.text().contains("an eine andere Adresse"));
    let entered = ada.post(&made.path, &[("email", ADA)]).await;
    assert_eq!(entered.location(), scene.page());
    let page = ada.get(&scene.page()).await.text();
    assert!(speaks(&page, "de"), "what follows goes on in it: {page}");

    let back = scene.page();
    let choice = [("lang", "en"), ("return", back.as_str())];
    let chosen = ada.post("/preferences/language", &choice).await;
    assert_eq!(chosen.location(), scene.page());
    for path in [scene.page(), made.path.clone()] {
        let answer = ada.get(&path).await;
        let page = if answer.location().is_empty() {
            answer.text()
        } else {
            ada.get(answer.location()).await.text()
        };
        assert!(speaks(&page, "en"), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_language_that_is_not_offered_is_not_spoken() {
    let scene = Scene::new().await;
    let made = scene.invite().in_language("fr").make().await;
    let mut ada = scene.hub.browser();
    ada.headers
        .insert("accept-language", "tlh, xx".parse().unwrap());
    let page = ada.get(&made.path).await.text();
    assert!(page.contains("<html lang=\"en\""), "{page}");
    for lang in ["fr", "", "../en"] {
        let refused = ada.post("/preferences/language", &[("lang", lang)]).await;
        assert_eq!(refused.status, 422, "{lang}");
    }
}

#[tokio::test]
async fn a_preview_is_the_landing_page_with_nothing_to_press() {
    use crate::features::lobby::{Preview, preview};
    use axum::{Router, routing::get};
    use tower::ServiceExt;

    let scene = Scene::new().await;
    let app = scene.hub.app.clone();
    let shown = std::sync::Arc::new(Preview {
        entry: scene.entry,
        kind: EntryKind::Document,
        title: "Notes".to_owned(),
        has_poster: true,
        inviter: "Grace Hopper".to_owned(),
        role: usher_domain::access::SessionRole::Viewer,
    });
    let handler = {
        let app = app.clone();
        move |visit: crate::http::visit::Visit| {
            let (app, shown) = (app.clone(), shown.clone());
            async move { preview(&app, &visit, &shown) }
        }
    };
    let layer = axum::middleware::from_fn_with_state(app, crate::http::visit::visit);
    let router: Router = Router::new().route("/", get(handler)).layer(layer);
    let request = axum::http::Request::builder()
        .uri("/")
        .header("host", "hub.uni.edu")
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let bytes = http_body_util::BodyExt::collect(answer.into_body())
        .await
        .unwrap()
        .to_bytes();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(
        page.contains("Grace Hopper</bdi> invites you to read"),
        "{page}"
    );
    assert!(page.contains("/poster-small") && page.contains(" disabled"));
    assert!(
        !page.contains("<form") && !page.contains("<button"),
        "{page}"
    );
}
