use super::{ALL, Scene};
use crate::features::jobs;

#[tokio::test]
async fn an_administrator_adds_one_tests_it_and_sends_something_again() {
    let mut scene = Scene::new().await;
    let none = scene.admin.get("/admin/webhooks").await.text();
    assert!(none.contains("No webhooks yet"));
    assert_eq!(none.matches("New webhook").count(), 1, "{none}");
    let url = scene.receiver.url();
    let wrong = scene
        .admin
        .post("/admin/webhooks/new", &[("url", "example.org")])
        .await;
    assert_eq!(wrong.status, 422);
    let wrong = wrong.text();
    assert!(
        wrong.contains("This is no address that can be sent to")
            && wrong.contains("Choose at least one event")
    );
    let form = [
        ("url", &*url),
        ("event", "invite.created"),
        ("event", "invite.joined"),
    ];
    let made = scene.admin.post("/admin/webhooks/new", &form).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let made = made.text();
    assert!(made.contains("whsec_"), "{made}");
    let (_, rest) = made.split_once("href=\"/admin/webhooks/").unwrap();
    let rest = made
        .rsplit_once("href=\"/admin/webhooks/")
        .map_or(rest, |(_, rest)| rest);
    let path = format!("/admin/webhooks/{}", rest.split('"').next().unwrap());
    let again = scene.admin.post("/admin/webhooks/new", &form).await;
    assert!(
        again
            .text()
            .contains("There is a webhook with this address already"),
        "a reload makes no second one"
    );

    let page = scene.admin.get(&path).await.text();
    assert!(
        !page.contains("whsec_") && page.contains("Nothing yet"),
        "{page}"
    );
    assert_eq!(
        scene.admin.post(&format!("{path}/test"), &[]).await.status,
        303
    );
    jobs::drain(&scene.hub.app).await.unwrap();
    let page = scene.admin.get(&path).await.text();
    assert!(
        page.contains("A test") && page.contains("Delivered") && page.contains("It answered 200."),
        "{page}"
    );
    let (_, rest) = page.split_once("/deliveries/").unwrap();
    let delivery = format!("{path}/deliveries/{}", rest.split('"').next().unwrap());
    let shown = scene.admin.get(&delivery).await.text();
    assert!(
        shown.contains("noted by the receiver") && shown.contains("&#34;event&#34;"),
        "{shown}"
    );
    assert_eq!(scene.admin.post(&delivery, &[]).await.location(), path);
    jobs::drain(&scene.hub.app).await.unwrap();
    assert_eq!(scene.receiver.events(), ["test", "test"]);

    assert_eq!(
        scene
            .admin
            .post(&format!("{path}/switch"), &[("on", "no")])
            .await
            .status,
        303
    );
    assert!(scene.admin.get(&path).await.text().contains("Switch on"));
    assert!(
        scene
            .admin
            .get(&format!("{path}/delete"))
            .await
            .text()
            .contains("cannot be undone")
    );
    assert_eq!(
        scene
            .admin
            .post(&format!("{path}/delete"), &[])
            .await
            .status,
        303
    );
    assert_eq!(scene.admin.get(&path).await.status, 404);
}

#[tokio::test]
async fn what_is_changed_is_what_is_told() {
    let mut scene = Scene::new().await;
    let (hook, _) = scene.hook(&ALL, false).await;
    let url = scene.receiver.url();
    let path = format!("/admin/webhooks/{hook}");
    let form = [
        ("url", &*url),
        ("event", "invite.renewed"),
        ("with_people", "yes"),
    ];
    assert_eq!(scene.admin.post(&path, &form).await.status, 303);
    scene.invite("ada@example.org").await;
    scene.hub.clock.advance(std::time::Duration::from_secs(1));
    scene.invite("ada@example.org").await;
    scene.send().await;
    assert_eq!(scene.receiver.events(), ["invite.renewed"]);
    assert_eq!(
        scene.receiver.came()[0].value()["person"]["email"],
        "ada@example.org"
    );
}
