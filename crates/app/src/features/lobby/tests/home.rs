//! `HomeDomainRedirect`: people of a domain with a sign-in of its own are offered that first, and may go on without.

use usher_domain::{
    access::AppRole,
    config::{SiteConfig, WrittenProvider},
    email::DomainRules,
};

use super::scene::{ADA, Scene, enter, is, look, refusal, send};

const EVE: &str = "eve@uni.edu";

async fn wished(scene: &Scene, providers: Vec<WrittenProvider>) {
    let change = move |site: &mut SiteConfig| {
        site.invite_to_media.home_domain_redirect = true;
        site.invite_to_media.restrict_new_user_domains = DomainRules::parse("college.edu").unwrap();
        let providers = providers.iter().map(|one| one.parse().unwrap());
        site.auth.providers = providers.collect();
    };
    scene.hub.rules(&["invitetomedia", "auth"], change).await;
}

fn uni() -> WrittenProvider {
    WrittenProvider {
        id: "uni".to_owned(),
        name: "Uni login".to_owned(),
        issuer: "https://login.uni.edu".to_owned(),
        client_id: "hub".to_owned(),
        trusted_domains: vec!["uni.edu".to_owned()],
        ..WrittenProvider::default()
    }
}

#[tokio::test]
async fn an_address_of_a_providers_domain_is_offered_its_sign_in_and_the_lobby_stays_open() {
    let scene = Scene::new().await;
    wished(&scene, vec![uni()]).await;
    let made = scene.invite().to(EVE).make().await;
    let mut eve = scene.hub.browser();
    let page = eve.get(&made.path).await.text();
    assert!(
        !page.contains("Uni login"),
        "nothing is said of whose invite it is: {page}"
    );

    for typed in [EVE, "stranger@uni.edu"] {
        let page = eve.post(&made.path, &[("email", typed)]).await;
        assert_eq!(page.status, 200);
        let page = page.text();
        let way = format!("/sign-in/with/uni?next=%2Fi%2F{}", made.token);
        for sight in ["Sign in with Uni login", &way, "Go on without signing in"] {
            assert!(page.contains(sight), "{sight} is missing: {page}");
        }
        let view = enter(&mut eve, &made.path, typed).await.value();
        assert_eq!(view["ask"], "sign_in");
        assert_eq!(view["sign_in"], way);
    }
    assert_eq!(scene.uses_spent(&made).await, 0);

    let wrong = [("email", "stranger@uni.edu"), ("here", "1")];
    let answer = send(&mut eve, &made.path, &wrong).await;
    assert_eq!(refusal(&answer), is(422, "wrong_email"));
    let inside = eve.post(&made.path, &[("email", EVE), ("here", "1")]).await;
    assert_eq!(
        (inside.status.as_u16(), inside.location()),
        (303, &*scene.page())
    );
    assert_eq!(scene.grants(&made).await, 1);
}

#[tokio::test]
async fn signed_in_there_the_role_is_the_accounts() {
    let scene = Scene::new().await;
    wished(&scene, vec![uni()]).await;
    let made = scene.invite().to(EVE).make().await;
    let account = scene.hub.account(EVE, AppRole::Viewer).await;
    let mut eve = scene.hub.signed_in(account).await;
    assert_eq!(
        look(&mut eve, &made.path).await.value()["state"],
        "verified"
    );
    assert_eq!(eve.post(&made.path, &[]).await.location(), scene.page());
}

#[tokio::test]
async fn the_sites_own_sign_in_is_that_of_a_restricted_domain() {
    let scene = Scene::new().await;
    wished(&scene, Vec::new()).await;
    scene.hub.account("ada@college.edu", AppRole::Viewer).await;
    let made = scene.invite().to("ada@college.edu").make().await;
    let mut ada = scene.hub.browser();
    look(&mut ada, &made.path).await;
    let view = enter(&mut ada, &made.path, "ada@college.edu").await.value();
    assert_eq!(view["ask"], "sign_in");
    let way = view["sign_in"].as_str().unwrap().to_owned();
    assert_eq!(way, format!("/sign-in?next=%2Fi%2F{}", made.token));
    assert!(ada.get(&way).await.text().contains(&made.path));
    // Others come in as ever.
    let other = scene.invite().make().await;
    look(&mut ada, &other.path).await;
    assert_eq!(enter(&mut ada, &other.path, ADA).await.status, 303);
}

#[tokio::test]
async fn whoever_is_refused_as_a_newcomer_is_led_to_the_provider_at_once() {
    let scene = Scene::new().await;
    let mut provider = uni();
    provider.trusted_domains = vec!["college.edu".to_owned()];
    wished(&scene, vec![provider]).await;
    let made = scene.invite().to("new@college.edu").make().await;
    let page = scene.hub.browser().get(&made.path).await;
    assert_eq!(page.status, 403);
    assert!(
        page.text().contains("/sign-in/with/uni?next="),
        "{}",
        page.text()
    );
}
