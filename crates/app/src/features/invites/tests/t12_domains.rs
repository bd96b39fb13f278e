//! T12 of security.md: a restricted domain is kept out however it is written, and
//! nobody else is kept out with it.

use axum::http::StatusCode;
use serde_json::json;
use usher_domain::{access::AppRole, config::SiteConfig, email::DomainRules};

use super::{House, ada, faults, house, one};

/// The same domains in other spellings.
const RULED: &[&str] = &[
    "uni.edu",
    "UNI.EDU",
    "uni.edu.",
    "ｕｎｉ.edu",
    "uni。edu",
    "uni｡edu",
    "ⓤni.edu",
    "𝐮ni.edu",
    "u\u{ad}ni.edu",
    "u\u{200b}ni.edu",
    " uni.edu ",
    "a.campus.edu",
    "a.b.campus.edu",
    "A.CAMPUS.EDU.",
    "bücher.example",
    "BÜCHER.example",
    "bu\u{308}cher.example",
    "xn--bcher-kva.example",
    "XN--BCHER-KVA.EXAMPLE",
];

/// Other domains that look alike.
const OTHERS: &[&str] = &[
    "evil-uni.edu",
    "xuni.edu",
    "uni.edu.evil.example",
    "uni.edu.co",
    "sub.uni.edu",
    "campus.edu",
    "notcampus.edu",
    "buecher.example",
    "bucher.example",
    "unі.edu",
];

async fn restricted(house: &House) {
    house
        .rules(|site: &mut SiteConfig| {
            site.invite_to_media.restrict_new_user_domains =
                DomainRules::parse("uni.edu *.campus.edu bücher.example").unwrap();
        })
        .await;
}

#[tokio::test]
async fn t12_a_domain_rule_is_not_stepped_around() {
    let mut house = house().await;
    restricted(&house).await;
    let mut tried = 0;
    for domain in RULED {
        for local in [
            "ada",
            "\"ada\"",
            "ada+tag",
            "ada@uni.edu@",
            "\"a@b.example\"",
        ] {
            let mut person = ada();
            person["email"] = json!(format!("{local}@{domain}"));
            let answer = house.invite(person).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{local} {domain}"
            );
            let known = ["email:domain_restricted", "email:not_an_address"];
            assert!(
                known.contains(&faults(&answer)[0].as_str()),
                "{local} {domain}"
            );
            tried += 1;
        }
    }
    assert_eq!(house.list().await.len(), 0);
    for domain in OTHERS {
        let mut person = ada();
        person["email"] = json!(format!("ada@{domain}"));
        assert_eq!(house.invite(person).await.status, 201, "{domain}");
    }
    println!(
        "figure: t12 {tried} spellings of ruled domains, 0 invited; {} others, all invited",
        OTHERS.len()
    );
}

#[tokio::test]
async fn a_member_is_invited_whatever_the_domain_and_a_newcomer_is_told_what_to_do() {
    let mut house = house().await;
    restricted(&house).await;
    house.hub.account("alan@uni.edu", AppRole::Viewer).await;
    let mut person = ada();
    person["email"] = json!("Alan@UNI.edu");
    assert_eq!(house.invite(person).await.status, 201);
    let mut person = ada();
    person["email"] = json!("new@bücher.example");
    let answer = house.invite(person).await;
    let told = answer.value()["errors"][0]["detail"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(told.contains("bücher.example") && told.contains("Try a different address"));
    assert!(told.contains("ask the administrator"));
}

#[tokio::test]
async fn an_invite_from_before_the_rule_opens_nothing_and_is_not_renewed() {
    let mut house = house().await;
    let film = ("a.mp4", "video/mp4");
    house.hub.fill(house.film, "film", film).await;
    let mut person = ada();
    person["email"] = json!("new@uni.edu");
    let made = house.invite(person).await.value();
    restricted(&house).await;
    let url = made["url"].as_str().unwrap();
    let path = url.strip_prefix(crate::testing::BASE).unwrap();
    let mut guest = house.hub.browser();
    guest.get(path).await;
    let refused = guest.post(path, &[("email", "new@uni.edu")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = house
        .browser
        .post_nothing(&format!("{}/renew", one(&made)))
        .await;
    assert_eq!(refused.code(), "domain_restricted");
}
