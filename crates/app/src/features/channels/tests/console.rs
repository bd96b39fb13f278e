//! Galleries, the queue of the whole site, and the modules Categories, Channels and Moderation.

use usher_domain::{
    channel::{ChannelCreators, GalleryModerators},
    config::SiteConfig,
};

use super::*;

const WAITS: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM channel_entries WHERE state = 'waiting'";

/// A gallery that an administrator makes; its id.
async fn gallery(town: &Town, admin: &mut Browser) -> ChannelId {
    let form = [("name", "Best of"), ("moderated", "yes")];
    let made = admin.post("/admin/galleries", &form).await;
    assert_eq!(made.location(), "/admin/galleries", "{}", made.text());
    let sql = "SELECT id FROM channels WHERE kind = 'gallery'";
    town.hub
        .write(move |tx| tx.query_one(sql, &[], |row| row.get("id")))
        .await
}

impl Town {
    /// What comes of putting an entry of somebody with that role into a channel.
    async fn put(&self, name: &str, role: AppRole, channel: ChannelId) -> String {
        let owner = self.somebody(name, role).await;
        let film = film(&self.hub, owner).await;
        let path = format!("/api/v1/entries/{film}/channels/{channel}");
        let mut owner = self.hub.signed_in(owner).await;
        let answer = owner.json(Method::PUT, &path, json!({})).await;
        match answer.value()["state"].as_str() {
            Some(state) => state.to_owned(),
            None => answer.status.as_u16().to_string(),
        }
    }

    async fn site(&self, change: impl Fn(&mut SiteConfig)) {
        let modules = ["categories", "channels", "moderation"];
        self.hub.rules(&modules, change).await;
    }
}

#[tokio::test]
async fn administrators_make_galleries_which_everybody_sees_and_nobody_else_manages() {
    let town = town().await;
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    let refused = admin.post("/admin/galleries", &[("name", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gallery = gallery(&town, &mut admin).await;
    let mut grace = town.hub.signed_in(town.grace).await;
    let form = [("name", "Mine")];
    assert_eq!(grace.post("/admin/galleries", &form).await.status, 403);
    let list = grace.get("/channels").await.text();
    assert!(list.contains("Galleries") && list.contains("Best of"));
    let path = format!("/channels/{gallery}");
    assert_eq!(grace.get(&path).await.status, 200);
    for rest in ["/edit", "/people", "/queue", "/leave", "/delete"] {
        assert_eq!(
            grace.get(&format!("{path}{rest}")).await.status,
            403,
            "{rest}"
        );
    }
    assert_eq!(admin.get(&format!("{path}/edit")).await.status, 200);
    let people = admin.get(&format!("{path}/people")).await;
    assert_eq!(people.status, StatusCode::CONFLICT, "it has no people");

    // What stands there is everybody's who is signed in, and no guest's.
    assert_eq!(town.put("ann", AppRole::Admin, gallery).await, "waiting");
    assert_eq!(
        town.put("una", AppRole::UnmoderatedAdmin, gallery).await,
        "approved"
    );
    let vera = town.somebody("vera", AppRole::Viewer).await;
    let mut vera = town.hub.signed_in(vera).await;
    let page = vera.get(&path).await.text();
    let start = page.find("href=\"/media/").unwrap() + 6;
    let entry = page[start..].split('"').next().unwrap().to_owned();
    assert_eq!(vera.get(&entry).await.status, 200);
    assert_eq!(town.hub.browser().get(&entry).await.status, 404);
}

#[tokio::test]
async fn the_site_says_who_publishes_to_galleries_and_who_decides_there() {
    let town = town().await;
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    let gallery = gallery(&town, &mut admin).await;
    assert_eq!(town.put("pia", AppRole::PrivateOnly, gallery).await, "403");
    town.site(|site| site.categories.contributors = AppRole::PrivateOnly)
        .await;
    assert_eq!(
        town.put("pit", AppRole::PrivateOnly, gallery).await,
        "waiting"
    );
    town.site(|site| site.categories.contributors = AppRole::UnmoderatedAdmin)
        .await;
    assert_eq!(town.put("abe", AppRole::Admin, gallery).await, "403");

    let una = town.somebody("una", AppRole::UnmoderatedAdmin).await;
    let mut una = town.hub.signed_in(una).await;
    let queue = format!("/channels/{gallery}/queue");
    assert_eq!(una.get(&queue).await.status, 403);
    town.site(|site| site.moderation.gallery_moderators = GalleryModerators::UnmoderatedAdmins)
        .await;
    let page = una.get(&queue).await.text();
    let start = page.find("href=\"/media/").unwrap() + 6;
    let entry = page[start..].split('"').next().unwrap().to_owned();
    assert_eq!(una.get(&entry).await.status, 200, "who decides looks at it");
    assert_eq!(una.get("/admin/moderation").await.status, 403);
    town.site(|_| {}).await;
    assert_eq!(una.get(&entry).await.status, 404);
}

#[tokio::test]
async fn the_site_says_who_makes_channels_and_whether_they_begin_moderated() {
    let town = town().await;
    town.site(|site| {
        site.channels.creators = ChannelCreators::Administrators;
        site.moderation.moderated = false;
    })
    .await;
    let mut grace = town.hub.signed_in(town.grace).await;
    assert_eq!(grace.get("/channels/new").await.status, 403);
    let body = json!({ "name": "Another" });
    let answer = grace
        .json(Method::POST, "/api/v1/channels", body.clone())
        .await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    assert!(
        !grace
            .get("/channels")
            .await
            .text()
            .contains("/channels/new")
    );
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    let blank = admin.get("/channels/new").await.text();
    assert!(!blank.contains("value=\"yes\" checked"), "not moderated");
    let made = admin.json(Method::POST, "/api/v1/channels", body).await;
    assert_eq!(made.value()["moderated"], false);
}

#[tokio::test]
async fn administrators_decide_on_everything_that_waits_in_one_list() {
    let town = town().await;
    let admin = town.hub.administrator("root@uni.edu").await;
    let mut admin = town.hub.signed_in(admin).await;
    let gallery = gallery(&town, &mut admin).await;
    assert_eq!(town.publish().await, "waiting");
    assert_eq!(town.put("ann", AppRole::Admin, gallery).await, "waiting");
    let list = admin.get("/admin/moderation").await.text();
    assert!(list.contains("Best of") && list.contains("Compilers"));
    let one = format!("{}:{}", town.channel, town.film);
    for (form, sentence) in [
        (vec![("deed", "approve")], "Pick at least one."),
        (
            vec![("entry", one.as_str()), ("deed", "reject")],
            "Write something here.",
        ),
        (
            vec![("entry", "x:y"), ("deed", "approve")],
            "Choose one of the choices.",
        ),
    ] {
        let answer = admin.post("/admin/moderation", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.text().contains(sentence), "{form:?}");
    }
    assert_eq!(town.count(WAITS).await, 2);
    let done = admin.post("/admin/moderation", &[("approve", &one)]).await;
    assert_eq!(done.location(), "/admin/moderation");
    assert_eq!(town.count(WAITS).await, 1);
    let mut grace = town.hub.signed_in(town.grace).await;
    assert_eq!(grace.get("/admin/moderation").await.status, 403);
}
