use axum::http::StatusCode;
use usher_db::params;
use usher_domain::access::AppRole;

use super::{PAGE, console, invite, owner, post, says, version};

#[tokio::test]
async fn switching_off_says_how_many_invites_it_touches_before_it_does() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    for number in 0..3 {
        invite(&hub, &format!("guest{number}@else.example"), owner).await;
    }
    let spent = invite(&hub, "spent@else.example", owner).await;
    let revoked = invite(&hub, "revoked@else.example", owner).await;
    let now = hub.now();
    hub.write(move |tx| {
        tx.execute(
            "UPDATE invites SET uses_spent = 1 WHERE id = $1",
            params![spent],
        )?;
        tx.execute(
            "UPDATE invites SET revoked_at = $2 WHERE id = $1",
            params![revoked, now],
        )
    })
    .await;
    let answer = post(&hub, &mut browser, &[("enabled", "false")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(says(&hub, &answer, "console-effect-links-stop"));
    assert!(answer.text().contains("3 live invites."));
    assert!(hub.app.settings.now().invite_to_media.enabled);

    let form = [("enabled", "false"), ("step", "confirmed")];
    assert_eq!(
        post(&hub, &mut browser, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!hub.app.settings.now().invite_to_media.enabled);
    let answer = post(&hub, &mut browser, &[("enabled", "true")]).await;
    assert!(says(&hub, &answer, "console-effect-links-work-again"));
}

#[tokio::test]
async fn ended_invites_are_not_counted() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    invite(&hub, "guest@else.example", owner).await;
    hub.clock.advance(std::time::Duration::from_hours(25));
    let answer = post(&hub, &mut browser, &[("enabled", "false")]).await;
    assert!(answer.text().contains("No live invite."));
}

#[tokio::test]
async fn restricting_a_domain_counts_its_newcomers_only() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    hub.account("member@college.example", AppRole::Viewer).await;
    for email in [
        "new@college.example",
        "sub@a.college.example",
        "member@college.example",
        "other@else.example",
    ] {
        invite(&hub, email, owner).await;
    }
    let count = async |browser: &mut _, typed: &str| {
        let form = [("RestrictNewUserDomains", typed)];
        let text = post(&hub, browser, &form).await.text();
        let counts = [("1", "1 live invite."), ("2", "2 live invites.")];
        counts
            .iter()
            .find(|(_, said)| text.contains(said))
            .map_or("saved", |(count, _)| *count)
    };
    assert_eq!(count(&mut browser, "college.example").await, "1");
    assert_eq!(count(&mut browser, "*.college.example").await, "1");
    let both = "college.example *.college.example";
    assert_eq!(count(&mut browser, both).await, "2");
    assert_eq!(count(&mut browser, "nobody.example").await, "saved");
    assert_eq!(version(&hub).await, 1);
}

#[tokio::test]
async fn lowering_a_limit_says_that_live_invites_keep_theirs() {
    let (hub, mut browser) = console().await;
    let lowered = [
        ("LinkDuration", "60", "console-effect-ends-stay"),
        ("MaxLinkDuration", "1440", "console-effect-ends-stay"),
        ("AccessDuration", "60", "console-effect-less-time"),
        ("SeatRule", "follows", "console-effect-seats-move"),
    ];
    let owner = owner(&hub).await;
    invite(&hub, "guest@else.example", owner).await;
    for (field, value, key) in lowered {
        let answer = post(&hub, &mut browser, &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{field}");
        assert!(says(&hub, &answer, key), "{field}");
    }
    let raised = post(&hub, &mut browser, &[("LinkDuration", "2880")]).await;
    assert_eq!(raised.status, StatusCode::SEE_OTHER);
    let more = post(&hub, &mut browser, &[("LinkReusability", "-1")]).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER);
    let fewer = post(&hub, &mut browser, &[("LinkReusability", "3")]).await;
    assert!(says(&hub, &fewer, "console-effect-uses-stay"));
}

#[tokio::test]
async fn without_live_invites_a_lower_limit_is_simply_saved() {
    let (hub, mut browser) = console().await;
    let answer = post(&hub, &mut browser, &[("LinkDuration", "60")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn naming_nobody_is_a_contradiction_that_is_said() {
    let (hub, mut browser) = console().await;
    let form = [("AllowedUsersRoles", "specific"), ("AllowedUsers", "")];
    let answer = post(&hub, &mut browser, &form).await;
    assert!(says(&hub, &answer, "console-effect-nobody-invites"));
    let answer = post(&hub, &mut browser, &[("AllowedUsersRoles", "admin")]).await;
    assert!(says(&hub, &answer, "console-effect-fewer-invite"));
}

#[tokio::test]
async fn back_from_the_question_keeps_everything_and_saves_nothing() {
    let (hub, mut browser) = console().await;
    let form = [
        ("enabled", "false"),
        ("LinkDuration", "333"),
        ("RestrictNewUserDomains", "uni.edu\r\n*.uni.edu"),
    ];
    let question = post(&hub, &mut browser, &form).await.text();
    for (name, value) in form {
        let pair = format!(r#"name="{name}" value="{value}""#);
        assert!(question.contains(&pair), "{pair}");
    }
    let mut back = form.to_vec();
    back.push(("step", "back"));
    let answer = post(&hub, &mut browser, &back).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains(r#"value="333""#));
    assert!(answer.text().contains("uni.edu\r\n*.uni.edu</textarea>"));
    assert_eq!(version(&hub).await, 0);
}

#[tokio::test]
async fn beyond_a_thousand_nobody_counts_on() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    let first = invite(&hub, "guest@else.example", owner).await;
    let app = hub.app.clone();
    let now = hub.now();
    hub.write(move |tx| {
        for number in 0..1200 {
            let id = usher_domain::ids::InviteId::new(now, &*app.parts.entropy);
            tx.execute(
                "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
                   last_name, role, surface, uses_allowed, expires_at, created_at)
                 SELECT $1, entry_id, inviter_id, $2, $2, first_name, last_name, role, surface,
                   uses_allowed, expires_at, created_at FROM invites WHERE id = $3",
                params![id, format!("g{number}@else.example"), first],
            )?;
        }
        Ok(())
    })
    .await;
    let answer = post(&hub, &mut browser, &[("enabled", "false")]).await;
    assert!(answer.text().contains("More than 1,000 live invites."));
    let looked = "SELECT email, uses_allowed, uses_spent FROM invites
                  WHERE revoked_at IS NULL AND expires_at > 1 ORDER BY expires_at LIMIT 2";
    assert_eq!(hub.flaws(looked).await, [""; 0]);
    assert_eq!(browser.get(PAGE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn asking_for_more_proof_counts_the_links_that_are_out_in_that_role() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    for number in 0..2 {
        invite(&hub, &format!("guest{number}@else.example"), owner).await;
    }
    let speaker = invite(&hub, "speaker@else.example", owner).await;
    hub.write(move |tx| {
        tx.execute(
            "UPDATE invites SET role = 'speaker' WHERE id = $1",
            params![speaker],
        )
    })
    .await;
    // Nothing can be mailed yet: what asks for it lets nobody in.
    let answer = post(&hub, &mut browser, &[("LobbyProofViewer", "code")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .text()
            .contains("Viewers have to prove that they read their mail")
    );
    assert!(
        answer.text().contains("2 live invites."),
        "{}",
        answer.text()
    );
    let answer = post(&hub, &mut browser, &[("LobbyProofModerator", "code")]).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "no moderator is invited"
    );
    hub.rules(&["emailservice"], |site| {
        site.email_service.host = "mail.uni.edu".to_owned();
        site.email_service.from_address = "hub@uni.edu".to_owned();
    })
    .await;
    for (value, status) in [("typed", StatusCode::SEE_OTHER), ("code", StatusCode::OK)] {
        let answer = post(&hub, &mut browser, &[("LobbyProofSpeaker", value)]).await;
        assert_eq!(answer.status, status, "{value}: {}", answer.text());
    }
    let answer = post(&hub, &mut browser, &[("LobbyProofSpeaker", "mailed")]).await;
    assert!(
        answer
            .text()
            .contains("comes by a link as a speaker from now on has to prove more")
    );
    assert!(answer.text().contains("1 live invite."));
    let answer = post(&hub, &mut browser, &[("SelfServiceMove", "false")]).await;
    assert!(says(&hub, &answer, "console-effect-moves-need-help"));
}

#[tokio::test]
async fn who_is_inside_is_counted_beside_what_stops() {
    let (hub, mut browser) = console().await;
    let owner = owner(&hub).await;
    let made = invite(&hub, "guest@else.example", owner).await;
    let now = hub.now();
    hub.write(move |tx| {
        tx.execute(
            "INSERT INTO grants (invite_id, entry_id, seat, role, proof, ends_at, created_at, last_seen_at)
             SELECT id, entry_id, $2, 'viewer', 'typed', $3, $4, $4 FROM invites WHERE id = $1",
            params![made, &[9_u8; 32][..], now.after(std::time::Duration::from_hours(1)), now],
        )?;
        for (id, ends_at) in [("a", None), ("b", Some(now))] {
            tx.execute(
                "INSERT INTO guest_links (id, entry_id, maker_id, name, uses_allowed, ends_at, created_at)
                 SELECT $1, entry_id, inviter_id, 'Open day', -1, $2, $3 FROM invites WHERE id = $4",
                params![id, ends_at, now, made],
            )?;
        }
        tx.execute(
            "INSERT INTO guests (id, link_id, entry_id, name, email, seat, ends_at, created_at)
             SELECT 'c', 'a', entry_id, 'Eve', 'eve@else.example', $2, $3, $4 FROM invites WHERE id = $1",
            params![made, &[8_u8; 32][..], now.after(std::time::Duration::from_hours(1)), now],
        )
    })
    .await;
    let answer = post(&hub, &mut browser, &[("enabled", "false")]).await;
    assert!(
        answer.text().contains("1 person is inside, and stays."),
        "{}",
        answer.text()
    );
    let answer = post(&hub, &mut browser, &[("GuestLinks", "false")]).await;
    assert!(says(&hub, &answer, "console-effect-guest-links-stop"));
    assert!(
        answer.text().contains("1 open guest link."),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("1 person is inside, and stays."));
    let answer = post(&hub, &mut browser, &[("GuestLinkDays", "7")]).await;
    assert!(says(&hub, &answer, "console-effect-guest-limits-stay"));
}
