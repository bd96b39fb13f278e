//! Whose time is over, and whose is not.

use super::*;

#[tokio::test]
async fn a_guest_is_forgotten_so_many_days_after_their_last_access_ended() {
    let house = house().await;
    let (_, path) = house.invite(house.film, "ada@example.org").await;
    let mut ada = house.enter(&path, "ada@example.org").await;
    house.attend(&mut ada).await;
    // The link and the grant last a day.
    house.days(30);
    assert_eq!(house.sweep().await, 0);
    assert_eq!(house.states().await, ["expired"]);
    house.days(1);
    assert_eq!(house.sweep().await, 1);
    assert_eq!(house.states().await, ["forgotten"]);
    assert_eq!(house.sweep().await, 0, "once");
    let everything = dump::dump(&house.hub).await.join("\n").to_lowercase();
    for trace in ["ada@example.org", "lovelace"] {
        assert!(!everything.contains(trace), "{trace}");
    }
    let kept = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE deed IN ('invited', 'entered', 'guest_forgotten')";
    assert_eq!(
        house.count(kept).await,
        3,
        "the audit says by number what happened"
    );
    println!("figure: retention 1 guest, 0 traces of name and address in any table");
}

#[tokio::test]
async fn whoever_never_came_is_forgotten_too_and_whoever_was_revoked() {
    let house = house().await;
    house.invite(house.film, "ada@example.org").await;
    let (revoked, _) = house.invite(house.film, "eve@example.org").await;
    let far = house.hub.now().after(DAY * 400);
    house
        .hub
        .write(move |tx| {
            let sql = "UPDATE invites SET expires_at = $2, revoked_at = created_at WHERE id = $1";
            tx.execute(sql, params![revoked, far])
        })
        .await;
    house.days(30);
    assert_eq!(house.sweep().await, 1, "revoked at once, thirty days ago");
    house.days(1);
    assert_eq!(house.sweep().await, 1);
}

#[tokio::test]
async fn nobody_is_forgotten_of_whom_anything_lives() {
    let house = house().await;
    let other = house.another_film().await;
    house.invite(house.film, "ada@example.org").await;
    house.days(40);
    // An open link elsewhere.
    let (_, path) = house.invite(other, "ADA@example.org").await;
    assert_eq!(house.sweep().await, 0);
    // A grant elsewhere.
    house.enter(&path, "ada@example.org").await;
    house.days(2);
    assert_eq!(house.sweep().await, 0, "thirty days from the last of all");
    house.days(29);
    assert_eq!(house.sweep().await, 2);
}

#[tokio::test]
async fn members_are_no_guests() {
    let house = house().await;
    let member = house.hub.account("ada@uni.edu", AppRole::Viewer).await;
    // By the address, by the account that was chosen, by the account that came.
    house.invite(house.film, "ada@uni.edu").await;
    house.hub.grant_member(house.film, member, DAY).await;
    let (chosen, _) = house.invite(house.film, "old@uni.edu").await;
    house
        .hub
        .write(move |tx| {
            let sql = "UPDATE invites SET invitee_id = $2 WHERE id = $1";
            tx.execute(sql, params![chosen, member])
        })
        .await;
    house.days(400);
    assert_eq!(house.sweep().await, 0);
    // Whoever was removed has an account without a person.
    house
        .hub
        .write(move |tx| {
            let sql = "UPDATE accounts SET removed_at = $2 WHERE id = $1";
            tx.execute(sql, params![member, 1])?;
            let sql = "DELETE FROM addresses WHERE account_id = $1";
            tx.execute(sql, params![member])
        })
        .await;
    assert_eq!(house.sweep().await, 3);
}

#[tokio::test]
async fn many_are_forgotten_in_parts_and_a_sweep_that_was_cut_off_goes_on() {
    let house = house().await;
    let (film, grace, now) = (house.film, house.grace, house.hub.now());
    let entropy = house.hub.app.parts.entropy.clone();
    house
        .hub
        .write(move |tx| {
            for n in 0..1_203 {
                let id = InviteId::new(now, &*entropy);
                let email = format!("guest{n}@example.org");
                tx.execute(
                    "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                       last_name, role, surface, uses_allowed, expires_at, created_at)
                     VALUES ($1, $2, $3, $4, $4, 'A', 'B', 'viewer', 'hub', 1, $5, $5)",
                    params![id, film, grace, email, now],
                )?;
            }
            Ok(())
        })
        .await;
    house.days(31);
    // One part of a sweep that was killed afterwards.
    let kept = DAY * 30;
    let now = house.hub.now();
    let part = move |tx: &usher_db::Tx| super::super::store::invites(tx, None, kept, now);
    let first = house.hub.app.parts.db.read(part).await.unwrap().over;
    let first: Vec<InviteId> = first.into_iter().take(20).collect();
    house
        .hub
        .write(move |tx| {
            for invite in &first {
                forget(tx, Guest::Invited(*invite), Why::Time, now)?;
            }
            Ok(())
        })
        .await;
    let again = house.hub.restarted();
    let app = &again.app;
    app.settings.refresh(&app.parts.db).await.unwrap();
    assert_eq!(sweep(app).await.unwrap(), 1_183);
    let left = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM invites WHERE forgotten_at IS NULL";
    assert_eq!(house.count(left).await, 0);
}
