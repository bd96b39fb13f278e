//! A link that says where the film is to begin, `/i/…?t=90`: whichever way somebody comes in, it begins there.

use usher_domain::access::AppRole;

use super::{
    post::{Post, code},
    scene::{ADA, Scene, look, send},
};
use crate::testing::Browser;

const FIELD: &str = "<input type=\"hidden\" name=\"t\" value=\"90\">";

#[tokio::test]
async fn whoever_types_the_address_begins_where_the_link_says() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(5).make().await;
    let (link, page) = (
        format!("{}?t=90", made.path),
        format!("{}?t=90", scene.page()),
    );
    let mut ada = scene.hub.browser();
    let lobby = ada.get(&link).await.text();
    assert!(lobby.contains(FIELD), "{lobby}");
    // What was typed wrongly loses nothing.
    let wrong = [("email", "eve@example.org"), ("t", "90")];
    let again = ada.post(&made.path, &wrong).await;
    assert!(again.text().contains(FIELD));
    let inside = ada.post(&made.path, &[("email", ADA), ("t", "90")]).await;
    assert_eq!((inside.status.as_u16(), inside.location()), (303, &*page));
    assert!(ada.get(&page).await.text().contains("data-start=\"90\""));
    // Who is inside comes by the link once more, in a browser and as a program.
    assert_eq!(ada.get(&link).await.location(), page);
    assert_eq!(look(&mut ada, &link).await.location(), page);
    assert_eq!(ada.get(&made.path).await.location(), scene.page());
}

#[tokio::test]
async fn whatever_is_no_number_of_seconds_is_left_out() {
    let scene = Scene::new().await;
    let made = scene.invite().uses(50).make().await;
    let mut ada = scene.hub.browser();
    ada.get(&made.path).await;
    for odd in [
        "",
        "x",
        "-1",
        "1:30",
        "90.5",
        "90%22%3E",
        "3600001",
        "90%26guest=1",
        "%FF",
    ] {
        let lobby = ada.get(&format!("{}?t={odd}", made.path)).await;
        assert_eq!(lobby.status, 200, "{odd}");
        assert!(!lobby.text().contains("name=\"t\""), "{odd}");
    }
    for odd in [
        "",
        "x",
        "//evil.example",
        "90&guest=1",
        "99999999999999999999",
    ] {
        let form = [("email", ADA), ("t", odd)];
        let inside = send(&mut ada.clone(), &made.path, &form).await;
        assert_eq!(inside.location(), scene.page(), "{odd}");
    }
}

#[tokio::test]
async fn a_member_and_whoever_signs_in_first_come_there_too() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let link = format!("{}?t=90", made.path);
    let bob = scene.hub.account("bob@uni.edu", AppRole::Viewer).await;
    let mut bob = scene.hub.signed_in(bob).await;
    let refused = bob.get(&link).await.text();
    for sight in [
        format!("value=\"/sign-in?next={link}\""),
        format!("href=\"{link}&#38;guest=1\""),
    ] {
        assert!(refused.contains(&sight), "{sight}: {refused}");
    }
    let as_guest = bob.get(&format!("{link}&guest=1")).await.text();
    assert!(as_guest.contains(FIELD) && as_guest.contains("name=\"guest\""));
    let ada = scene.hub.account(ADA, AppRole::Viewer).await;
    let mut ada = scene.hub.signed_in(ada).await;
    assert!(ada.get(&link).await.text().contains(FIELD));
    let inside = ada.post(&made.path, &[("t", "90")]).await;
    assert_eq!(inside.location(), format!("{}?t=90", scene.page()));
}

#[tokio::test]
async fn a_mailed_code_leads_there_too() {
    let post = Post::wanting_codes().await;
    let made = post.scene.invite().make().await;
    let mut ada: Browser = post.scene.hub.browser();
    ada.get(&made.path).await;
    let asked = ada.post(&made.path, &[("email", ADA), ("t", "90")]).await;
    let typing = asked.location().to_owned();
    let (path, _) = typing.split_once("?t=90").unwrap();
    let page = ada.get(&typing).await.text();
    assert_eq!(
        page.matches(FIELD).count(),
        2,
        "to enter, and for another code: {page}"
    );
    let code = code(&post.goes().await.remove(0));
    let wrong = ada.post(path, &[("code", "1"), ("t", "90")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains(FIELD));
    let inside = ada.post(path, &[("code", &code), ("t", "90")]).await;
    assert_eq!(inside.location(), format!("{}?t=90", post.scene.page()));
}

#[tokio::test]
async fn another_device_may_be_told_as_well() {
    let scene = Scene::new().await;
    let made = scene.invite().make().await;
    let mut ada = scene.hub.browser();
    ada.get(&made.path).await;
    ada.post(&made.path, &[("email", ADA)]).await;
    let shown = ada
        .post_nothing(&format!("{}/hand-over", scene.page()))
        .await
        .text();
    let at = shown.find("/o/").unwrap();
    let path = shown[at..].split('<').next().unwrap().to_owned();
    let mut other = scene.hub.browser();
    assert!(
        other
            .get(&format!("{path}?t=90"))
            .await
            .text()
            .contains(FIELD)
    );
    let inside = other.post(&path, &[("email", ADA), ("t", "90")]).await;
    assert_eq!(inside.location(), format!("{}?t=90", scene.page()));
}
