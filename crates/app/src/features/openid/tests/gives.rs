//! Roles, groups and the right to the console by a provider's claims.

use serde_json::{Value, json};
use usher_db::{Error, Tx, params};

use super::idp::Idp;
use crate::testing::Hub;

const MAPPED: &str = "role = \"viewer\"\nroleClaim = \"realm_access.roles\"\n\
    roles = [\"staff => admin\", \"it => site_administrator\"]\n\
    groupClaim = \"groups\"\ngroups = [\"med => Medicine\", \"law => Law\"]\n";

async fn standing(hub: &Hub) -> (String, bool, Vec<String>) {
    let read = |tx: &Tx| -> Result<_, Error> {
        let (id, role, site_admin): (String, String, bool) = tx.query_one(
            "SELECT a.id, a.app_role, a.site_admin FROM accounts a
             JOIN identities i ON i.account_id = a.id WHERE i.subject = 'ada-1'",
            params![],
            |row| Ok((row.get("id")?, row.get("app_role")?, row.get("site_admin")?)),
        )?;
        let groups = tx.query(
            "SELECT g.name FROM groups g JOIN group_members m ON m.group_id = g.id
             WHERE m.account_id = $1 ORDER BY g.name",
            params![id],
            |row| row.get("name"),
        )?;
        Ok((role, site_admin, groups))
    };
    hub.write(read).await
}

async fn after(hub: &Hub, idp: &Idp, roles: Value, groups: Value) -> (String, bool, Vec<String>) {
    let claims = json!({ "realm_access": { "roles": roles }, "groups": groups });
    idp.sign_in(hub, &mut hub.browser(), claims).await;
    standing(hub).await
}

fn is(role: &str, site_admin: bool, groups: &[&str]) -> (String, bool, Vec<String>) {
    (
        role.to_owned(),
        site_admin,
        groups.iter().map(|one| (*one).to_owned()).collect(),
    )
}

#[tokio::test]
async fn each_sign_in_gives_what_the_claims_say_by_then() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, MAPPED).await;
    hub.administrator("root@uni.edu").await;
    let it = after(&hub, &idp, json!(["student"]), json!(["med"])).await;
    assert_eq!(it, is("viewer", false, &["Medicine"]));
    let it = after(&hub, &idp, json!(["staff"]), json!(["law", "other"])).await;
    assert_eq!(it, is("admin", false, &["Law"]));
    let it = after(
        &hub,
        &idp,
        json!(["it", "site_administrator"]),
        json!("med"),
    )
    .await;
    assert_eq!(it, is("viewer", true, &["Medicine"]));
    let it = after(&hub, &idp, json!([]), json!([])).await;
    assert_eq!(it, is("viewer", false, &[]));
}

#[tokio::test]
async fn the_last_administrator_stays_one_whatever_a_provider_says() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, MAPPED).await;
    after(&hub, &idp, json!(["it"]), json!([])).await;
    let it = after(&hub, &idp, json!([]), json!([])).await;
    assert_eq!(it, is("viewer", true, &[]));
}

#[tokio::test]
async fn what_an_administrator_gave_stays() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, MAPPED).await;
    hub.administrator("root@uni.edu").await;
    after(&hub, &idp, json!([]), json!(["med"])).await;
    let (now, app) = (hub.now(), hub.app.clone());
    hub.write(move |tx| {
        use crate::features::accounts::store;
        let id = tx.query_one("SELECT account_id FROM identities", params![], |row| {
            row.get("account_id")
        })?;
        let law = store::create_group(tx, "Law", now, &*app.parts.entropy)?;
        store::join_group(tx, law, id)?;
        store::set_site_admin(tx, id, true)
    })
    .await;
    let it = after(&hub, &idp, json!(["it"]), json!(["law"])).await;
    assert_eq!(it, is("viewer", true, &["Law"]));
    let it = after(&hub, &idp, json!([]), json!([])).await;
    assert_eq!(it, is("viewer", true, &["Law"]));
}

#[tokio::test]
async fn without_a_mapping_a_role_is_an_administrators_to_give() {
    let (hub, idp) = (Hub::new(), Idp::start().await);
    idp.set_up(&hub, "").await;
    assert_eq!(
        after(&hub, &idp, json!(["staff"]), json!(["med"])).await,
        is("private_only", false, &[])
    );
    hub.write(|tx| tx.execute("UPDATE accounts SET app_role = 'admin'", params![]))
        .await;
    assert_eq!(
        after(&hub, &idp, json!([]), json!([])).await,
        is("admin", false, &[])
    );
}
