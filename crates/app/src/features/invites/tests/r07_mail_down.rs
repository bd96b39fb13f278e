//! R7 of security.md: a mail server that is down, slow or a black hole. Inviting goes on,
//! and once the server is back everything is sent, once each.

use std::{collections::BTreeSet, time::Duration};

use axum::http::StatusCode;
use usher_test_smtp::Manner;

use super::mailed::{by_mail, house_with_mail, mailed_token};

/// How many are invited while the server misbehaves.
const GUESTS: usize = 3;

#[tokio::test]
async fn r07_whatever_the_server_does_nothing_is_lost_and_nothing_is_sent_twice() {
    let (mut soon, mut when_asked) = (0, 0);
    for manner in [
        Manner::Tarpit,
        Manner::Resets,
        Manner::Garbage,
        Manner::Breaks,
        Manner::Greets("421 4.3.2 closing"),
        Manner::Recipient("451 4.7.1 later"),
        Manner::Content("452 4.3.1 no room"),
    ] {
        let (mut house, smtp) = house_with_mail(manner.clone()).await;
        for nth in 0..GUESTS {
            let invited = house
                .invite(by_mail(&format!("guest{nth}@example.org")))
                .await;
            assert_eq!(invited.status, StatusCode::CREATED, "{manner:?}");
            assert!(
                invited.value()["url"].is_string(),
                "the link can be copied anyway"
            );
        }
        assert_eq!(smtp.came(), 0, "{manner:?}: inviting asked the server");
        // Half an hour of it: pauses have grown by then.
        for minutes in [0, 1, 30] {
            house.hub.clock.advance(Duration::from_mins(minutes));
            house.post_goes().await;
        }
        assert_eq!(smtp.taken(), [], "{manner:?}");
        let waiting = "SELECT COUNT(*) AS n FROM mails WHERE state = 'queued'";
        assert_eq!(house.count(waiting).await, GUESTS as i64, "{manner:?}");
        smtp.behave(Manner::Well);
        let about_the_mail = matches!(manner, Manner::Recipient(_) | Manner::Content(_));
        house.hub.clock.advance(if about_the_mail {
            // A server that asked to come later is not pressed.
            Duration::from_mins(32)
        } else {
            Duration::from_mins(1)
        });
        house.post_goes().await;
        let links: BTreeSet<_> = smtp.taken().iter().map(mailed_token).collect();
        assert_eq!(
            (smtp.taken().len(), links.len()),
            (GUESTS, GUESTS),
            "{manner:?}"
        );
        *(if about_the_mail {
            &mut when_asked
        } else {
            &mut soon
        }) += links.len();
    }
    println!(
        "figure: r07 7 ways of failing × {GUESTS} invites: {soon} mails sent within 60 s of healing, {when_asked} \
         within 32 minutes to a server that had asked to come later, 0 lost, 0 twice"
    );
}

#[tokio::test]
async fn t13_an_address_is_not_bombed_and_a_member_does_not_bomb() {
    let (mut house, smtp) = house_with_mail(Manner::Well).await;
    let mut refused = None;
    for _ in 0..20 {
        let answer = house.invite(by_mail("ada@example.org")).await;
        if answer.status != StatusCode::CREATED {
            refused = Some(answer.code());
            break;
        }
    }
    assert_eq!(refused.as_deref(), Some("too_much_mail_to_address"));
    house.post_goes().await;
    assert_eq!(
        smtp.taken().len(),
        1,
        "of ten only the newest has a living link"
    );
    house.hub.clock.advance(Duration::from_mins(61));
    let later = house.invite(by_mail("ada@example.org")).await;
    assert_eq!(later.status, StatusCode::CREATED);
    println!("figure: t13 one address gets 10 mails an hour at most, the 11th is refused");
}
