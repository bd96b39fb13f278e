//! T5: whoever reads the whole database gets in nowhere.

use axum::{body::Body, http::Method};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::access::{AppRole, TokenScopes};

use super::{
    super::scene::{ADA, DAY, Scene, enter, look},
    dump::{Stored, hex, values},
};
use crate::http::cookies;

#[tokio::test]
async fn t05_no_stored_value_opens_anything() {
    let scene = Scene::new().await;
    let used = scene.invite().make().await;
    let fresh = scene.invite().to("new@example.org").make().await;
    let account = scene
        .hub
        .account("eve@uni.edu", AppRole::UnmoderatedAdmin)
        .await;
    let member = scene.hub.signed_in(account).await;
    let app = scene.hub.app.clone();
    scene
        .hub
        .write(move |tx| {
            let parts = &app.parts;
            let with = (&*parts.clock, &*parts.entropy, &parts.key);
            crate::features::accounts::issue_token(tx, account, "t", TokenScopes::NONE, DAY, with)
                .map(drop)
        })
        .await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &used.path).await;
    enter(&mut ada, &used.path, ADA).await;

    let values = values(&scene.hub).await;
    let texts = as_texts(&values);
    let (mut tried, mut entered) = (0, 0);
    for text in &texts {
        let escaped: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        if escaped.len() < 2_000 && !matches!(text.as_str(), "." | "..") {
            let mut thief = scene.hub.browser();
            let answer = thief
                .get(&format!("/i/{}", escaped.replace('+', "%20")))
                .await;
            entered += usize::from(!matches!(answer.status.as_u16(), 404));
            tried += 1;
        }
        if !text.is_ascii() || text.contains(|c: char| c.is_ascii_control() || ";, \"".contains(c))
        {
            continue;
        }
        for name in [cookies::SESSION, cookies::BROWSER] {
            let cookie = format!("{name}={text}");
            let mut thief = scene.hub.browser();
            for path in [
                &used.path,
                &format!("{}/leave", scene.page()),
                "/people?q=eve",
            ] {
                let headers = [("cookie", &*cookie), ("accept", "application/json")];
                let answer = thief.send(Method::GET, path, &headers, Body::empty()).await;
                entered += usize::from(!matches!(answer.status.as_u16(), 401 | 404 | 409));
                tried += 1;
            }
        }
        let bearer = format!("Bearer usher_{text}");
        let headers = [("authorization", &*bearer)];
        let answer = scene
            .hub
            .browser()
            .send(Method::GET, "/api/v1/people?q=eve", &headers, Body::empty())
            .await;
        entered += usize::from(answer.status != 401);
        tried += 1;
    }
    assert_eq!(entered, 0);
    assert!(tried > 500, "{tried}");

    // The same keys as their rightful holders have them do open, so the locks were tried.
    assert_eq!(look(&mut ada, &used.path).await.status, 303);
    assert_eq!(member.clone().get("/people?q=eve").await.status, 200);
    assert_eq!(scene.hub.browser().get(&fresh.path).await.status, 200);
    println!(
        "figure: t05 {} stored values in {tried} places: {entered} entered",
        values.len()
    );
}

/// Each value as it is, each in base64url, and each pair of an id with bytes, as a
/// cookie has them.
fn as_texts(values: &[Stored]) -> Vec<String> {
    let mut texts = Vec::new();
    let ids: Vec<[u8; 16]> = values
        .iter()
        .filter_map(|value| match value {
            Stored::Text(text) => uuid::Uuid::parse_str(text).ok().map(uuid::Uuid::into_bytes),
            Stored::Bytes(_) => None,
        })
        .collect();
    for value in values {
        match value {
            Stored::Text(text) => {
                texts.push(text.clone());
                texts.push(URL_SAFE_NO_PAD.encode(text));
            }
            Stored::Bytes(bytes) => {
                texts.push(URL_SAFE_NO_PAD.encode(bytes));
                texts.push(hex(bytes));
                for id in &ids {
                    texts.push(URL_SAFE_NO_PAD.encode([&id[..], bytes].concat()));
                }
            }
        }
    }
    texts
}
