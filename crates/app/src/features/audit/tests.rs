//! Reading the audit over HTTP.

use std::time::Duration;

use usher_domain::{
    access::AppRole,
    clock::SeededEntropy,
    ids::{AccountId, EntryId, InviteId},
};

use super::{Deed, note};
use crate::testing::{Browser, Hub};

/// A hub with a site administrator, a member, and what they did: two hours apart each.
struct Scene {
    hub: Hub,
    admin: Browser,
    ann: AccountId,
    bob: AccountId,
    entry: EntryId,
}

impl Scene {
    async fn new() -> Self {
        let hub = Hub::new();
        hub.look_at_plans().await;
        let root = hub.administrator("root@uni.edu").await;
        let ann = hub.account("ann@uni.edu", AppRole::PrivateOnly).await;
        let bob = hub.account("bob@uni.edu", AppRole::PrivateOnly).await;
        let entropy = SeededEntropy::new(5);
        let entry = EntryId::new(hub.now(), &entropy);
        let guest = InviteId::new(hub.now(), &entropy);
        let address = "131.130.7.9".parse().unwrap();
        for deed in [
            Deed::of(ann, "signed_in").from(address),
            Deed::of(ann, "entry_created").on(entry),
            Deed::of_guest(guest, "entered").on(entry).to(guest),
            Deed::of(root, "set_password").to(bob).to_person(bob),
            Deed::of_system("trusted_clock"),
            Deed::of(bob, "signed_in"),
        ] {
            let now = hub.now();
            hub.write(move |tx| note(tx, now, &deed)).await;
            hub.clock.advance(Duration::from_hours(2));
        }
        let admin = hub.signed_in(root).await;
        Self {
            hub,
            admin,
            ann,
            bob,
            entry,
        }
    }

    /// The deeds that a query finds, newest first.
    async fn deeds(&mut self, query: &str) -> Vec<String> {
        let page = self.admin.get(&format!("/api/v1/audit?{query}")).await;
        let page = page.value();
        let rows = page["rows"].as_array().unwrap();
        let deed = |row: &serde_json::Value| row["deed"].as_str().unwrap().to_owned();
        rows.iter().map(deed).collect()
    }
}

#[tokio::test]
async fn each_field_finds_what_it_says_and_together_they_find_less() {
    let mut scene = Scene::new().await;
    let (ann, bob, entry) = (scene.ann, scene.bob, scene.entry);
    let all = [
        "signed_in",
        "trusted_clock",
        "set_password",
        "entered",
        "entry_created",
        "signed_in",
    ];
    assert_eq!(scene.deeds("").await, all);
    assert_eq!(scene.deeds("actor=ann@uni.edu").await, all[4..]);
    assert_eq!(scene.deeds(&format!("actor=account:{ann}")).await, all[4..]);
    assert_eq!(scene.deeds("actor=system").await, ["trusted_clock"]);
    assert_eq!(scene.deeds("person=BOB@uni.edu").await, ["set_password"]);
    assert_eq!(
        scene.deeds(&format!("person=account:{bob}")).await,
        ["set_password"]
    );
    assert_eq!(scene.deeds(&format!("entry={entry}")).await, all[3..5]);
    let page = format!("entry=https://hub.uni.edu/media/{entry}/invites");
    assert_eq!(scene.deeds(&page).await, all[3..5]);
    assert_eq!(scene.deeds("deed=signed_in").await, ["signed_in"; 2]);
    assert_eq!(scene.deeds("deed=entered").await, ["entered"]);
    assert_eq!(
        scene.deeds("deed=signed_in&actor=ann@uni.edu").await,
        ["signed_in"]
    );
    assert_eq!(
        scene
            .deeds(&format!("deed=entered&actor=account:{ann}"))
            .await,
        [""; 0]
    );
}

#[tokio::test]
async fn a_time_of_its_own_is_found_without_an_index_on_time() {
    let mut scene = Scene::new().await;
    // The scene began at noon, in UTC.
    assert_eq!(scene.deeds("from=2026-11-21T20:00:00Z").await.len(), 2);
    assert_eq!(scene.deeds("until=2026-11-21T14:00:00Z").await.len(), 1);
    let between = "from=2026-11-21T14:00&until=2026-11-21T18:00";
    assert_eq!(scene.deeds(between).await, ["entered", "entry_created"]);
    assert_eq!(scene.deeds("from=2027-01-01T00:00:00Z").await.len(), 0);
    assert_eq!(scene.deeds("until=1970-01-01T00:00:00Z").await.len(), 0);
    assert_eq!(scene.deeds("from=0001-01-01T00:00:00Z").await.len(), 6);
}

#[tokio::test]
async fn names_stand_instead_of_ids_and_the_network_beside_who_came() {
    let mut scene = Scene::new().await;
    let page = scene.admin.get("/admin/audit").await;
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    for said in ["ann Member", "made an entry", "131.130.7.0/24", "The hub"] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("131.130.7.9"));
    let by_person = format!("/admin/audit?person=account:{}", scene.bob);
    let text = scene.admin.get(&by_person).await.text();
    assert!(
        text.contains("value=\"bob@uni.edu\""),
        "the field says the address"
    );
}

#[tokio::test]
async fn what_cannot_be_looked_for_is_said_beside_the_field() {
    let mut scene = Scene::new().await;
    let asked = "/admin/audit?actor=no@uni.edu&entry=x&from=yesterday";
    let page = scene.admin.get(asked).await;
    assert_eq!(page.status, 422);
    let text = page.text();
    for said in [
        "Nobody here has that address",
        "neither an entry",
        "no date and time",
        "value=\"no@uni.edu\"",
    ] {
        assert!(text.contains(said), "{said}");
    }
    let page = scene.admin.get("/api/v1/audit?person=no@uni.edu").await;
    assert_eq!(
        (page.status.as_u16(), page.code().as_str()),
        (422, "invalid")
    );
    for bad in ["before=x", "colour=red"] {
        let page = scene.admin.get(&format!("/admin/audit?{bad}")).await;
        assert_eq!(page.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_a_row_lost_or_doubled() {
    let mut scene = Scene::new().await;
    let (ann, now) = (scene.ann, scene.hub.now());
    let write = move |tx: &usher_db::Tx| {
        (0..130).try_for_each(|n| note(tx, now, &Deed::of(ann, "entry_edited").to(n)))
    };
    scene.hub.write(write).await;
    let (mut seen, mut path) = (
        Vec::new(),
        Some("/admin/audit?deed=entry_edited".to_owned()),
    );
    while let Some(at) = path {
        let text = scene.admin.get(&at).await.text();
        seen.extend(
            text.split("id=\"row-")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().parse::<i64>().unwrap()),
        );
        path = text.split("href=\"").find_map(|rest| {
            let (href, rest) = rest.split_once('"')?;
            rest.starts_with(" rel=\"next\"")
                .then(|| href.replace("&#38;", "&").replace("&amp;", "&"))
        });
    }
    assert_eq!(seen.len(), 130);
    assert!(seen.is_sorted_by(|one, next| one > next));
}

#[tokio::test]
async fn all_of_it_is_exported_as_csv_and_as_json_lines() {
    let mut scene = Scene::new().await;
    let now = scene.hub.now();
    let formula = Deed::of_system("config_saved").to("=1+1");
    let write = move |tx: &usher_db::Tx| {
        note(tx, now, &formula)?;
        (0..1500).try_for_each(|_| note(tx, now, &Deed::of_system("config_saved")))
    };
    scene.hub.write(write).await;
    let csv = scene.admin.get("/admin/audit/export?format=csv").await;
    assert_eq!(
        csv.headers["content-disposition"],
        "attachment; filename=\"audit.csv\""
    );
    let csv = csv.text();
    assert_eq!(csv.lines().count(), 1 + 6 + 1501);
    assert!(csv.contains("\"'=1+1\""), "a formula is none");
    let lines = scene
        .admin
        .get("/admin/audit/export?format=jsonl&deed=signed_in")
        .await;
    let text = lines.text();
    let rows = text.lines().map(serde_json::from_str::<serde_json::Value>);
    let names: Vec<String> = rows
        .map(|row| row.unwrap()["actor"]["name"].to_string())
        .collect();
    assert_eq!(names, ["\"bob Member\"", "\"ann Member\""]);
    let neither = scene.admin.get("/admin/audit/export?format=pdf").await;
    assert_eq!(neither.status, 422);
}

#[tokio::test]
async fn nobody_but_a_site_administrator_reads_it() {
    let scene = Scene::new().await;
    let mut ann = scene.hub.signed_in(scene.ann).await;
    for path in [
        "/admin/audit",
        "/admin/audit/export?format=csv",
        "/api/v1/audit",
    ] {
        assert_eq!(ann.get(path).await.status, 403, "{path}");
    }
}
