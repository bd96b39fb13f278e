//! Finding people.

use axum::http::StatusCode;
use usher_domain::access::AppRole;

use super::office;
use crate::features::accounts::store;

#[tokio::test]
async fn people_are_found_by_name_address_domain_and_id() {
    let mut office = office().await;
    let ada = office.member("ada.lovelace@uni.edu").await;
    office.member("grace@navy.mil").await;
    for (q, adas, graces) in [
        ("", true, true),
        ("ADA", true, false),
        ("lovelace", true, false),
        ("member ada", true, false),
        ("navy.mil", false, true),
        ("mem", true, true),
        ("%", false, false),
        (ada.to_string().as_str(), true, false),
    ] {
        let q: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
        let text = office
            .browser
            .get(&format!("/admin/users?q={q}"))
            .await
            .text();
        assert_eq!(text.contains("ada.lovelace@uni.edu"), adas, "{q}");
        assert_eq!(text.contains("grace@navy.mil"), graces, "{q}");
    }
}

#[tokio::test]
async fn the_list_is_narrowed_by_role_state_and_group() {
    let mut office = office().await;
    let ada = office.member("ada@uni.edu").await;
    let bob = office.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let (now, app) = (office.hub.now(), office.hub.app.clone());
    let group = (office.hub)
        .write(move |tx| {
            let group = store::create_group(tx, "Compilers", now, &*app.parts.entropy)?;
            store::join_group(tx, group, ada)?;
            Ok(group)
        })
        .await;
    office
        .browser
        .post(&format!("/admin/users/{bob}/suspend"), &[])
        .await;
    for (query, expected) in [
        ("role=viewer", ["bob"].as_slice()),
        ("role=private_only", &["ada", "siobhan"]),
        ("show=suspended", &["bob"]),
        ("show=administrators", &["siobhan"]),
        ("show=administrators&role=viewer", &[]),
        (&format!("group={group}"), &["ada"]),
        (&format!("group={group}&q=member"), &["ada"]),
        (&format!("group={group}&role=viewer"), &[]),
    ] {
        let text = office
            .browser
            .get(&format!("/admin/users?{query}"))
            .await
            .text();
        for name in ["ada", "bob", "siobhan"] {
            let shown = text.contains(&format!("{name}@uni.edu"));
            assert_eq!(shown, expected.contains(&name), "{query}: {name}");
        }
    }
    for query in ["role=king", "show=x", "group=x", "before=x"] {
        let answer = office.browser.get(&format!("/admin/users?{query}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn a_long_list_has_pages_and_leaves_nobody_out() {
    let mut office = office().await;
    for n in 0..120 {
        office.member(&format!("m{n:03}@uni.edu")).await;
    }
    let (mut path, mut seen) = ("/admin/users".to_owned(), 0);
    loop {
        let text = office.browser.get(&path).await.text();
        seen += text.matches("<th scope=\"row\">").count();
        let Some(at) = text.find("\" rel=\"next\"") else {
            break;
        };
        let start = text[..at].rfind("href=\"").unwrap() + 6;
        path = text[start..at].replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!(seen, 121);
}
