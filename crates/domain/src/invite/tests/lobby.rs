//! *In the lobby*: what is asked, what counts, what nobody learns.

use std::time::Duration;

use super::scene::{HERE, HOUR, NOW, Scene};
use crate::{
    access::SessionRole::{Moderator, Speaker, Viewer},
    config::{LobbyProofs, MailService},
    invite::{
        Admission, Ask, Attempt, CodeOutcome, Entrance, HeldGrant, Holder, Lobby, LobbyProof,
        Proof, Refusal, Typed,
    },
};

fn asks(outcome: Result<Admission, Refusal>) -> (LobbyProof, Ask) {
    match outcome {
        Ok(Admission::Lobby(Lobby { proof, ask })) => (proof, ask),
        other => panic!("no lobby: {other:?}"),
    }
}

fn with_code(typed: &str, code: CodeOutcome) -> Attempt {
    Attempt::Enter(Entrance {
        typed: Typed::parse(typed),
        code,
        ..Entrance::default()
    })
}

#[test]
fn the_address_is_asked_for_every_kind_of_media() {
    for kind in crate::media::EntryKind::ALL {
        let scene = Scene::new().with(|s| s.entry.kind = *kind);
        assert_eq!(
            asks(scene.look()),
            (LobbyProof::Typed, Ask::Address),
            "{kind}"
        );
    }
}

#[test]
fn a_wrong_address_is_refused_and_no_address_is_missing() {
    let scene = Scene::new();
    for wrong in [
        "ada@example.com",
        "ada+1@example.org",
        "nonsense",
        "ada@example.org,eve@example.org",
        "*",
        "ada@",
    ] {
        assert_eq!(scene.enter(wrong), Err(Refusal::WrongEmail), "{wrong}");
    }
    for missing in ["", "   ", "\n"] {
        assert_eq!(
            scene.enter(missing),
            Err(Refusal::MissingEmail),
            "{missing:?}"
        );
    }
    assert!(scene.enter(" ADA@Example.ORG. ").unwrap().write().is_some());
}

#[test]
fn cookies_that_are_off_are_told_before_anything_else_is_looked_at() {
    let off = Scene::new().with(|s| s.visitor.browser = None);
    for typed in ["ada@example.org", "eve@example.org", ""] {
        assert_eq!(off.enter(typed), Err(Refusal::CookiesOff));
    }
    assert_eq!(
        off.act(&with_code("", CodeOutcome::Right)),
        Err(Refusal::CookiesOff)
    );
    assert!(off.look().is_ok(), "looking needs no cookie");
}

#[test]
fn a_signed_in_member_needs_no_browser_cookie() {
    let ada = Scene::new().ada().with(|s| s.visitor.browser = None);
    assert!(ada.enter("").unwrap().write().is_some());
}

#[test]
fn over_budget_nothing_typed_is_compared() {
    let blocked = Scene::new().with(|s| s.visitor.no_tries_until = Some(NOW.after(HOUR)));
    let wait = Err(Refusal::TooManyTries { retry_after: HOUR });
    assert_eq!(blocked.enter("ada@example.org"), wait);
    assert_eq!(blocked.enter("eve@example.org"), wait);
    assert!(blocked.look().is_ok());
}

#[test]
fn a_code_or_a_session_lets_the_rightful_person_in_whatever_strangers_have_tried() {
    let blocked = |s: Scene| s.with(|s| s.visitor.no_tries_until = Some(NOW.after(HOUR)));
    assert!(
        blocked(Scene::new())
            .act(&with_code("", CodeOutcome::Right))
            .unwrap()
            .write()
            .is_some()
    );
    assert!(
        blocked(Scene::new().ada())
            .enter("")
            .unwrap()
            .write()
            .is_some()
    );
    assert!(matches!(
        blocked(Scene::new().holding(Holder::Seat(HERE), Viewer)).enter(""),
        Ok(Admission::Enter { .. })
    ));
}

#[test]
fn the_budget_is_free_again_when_its_time_has_come_and_the_wait_is_rounded_up() {
    let until = |micros| {
        Scene::new()
            .with(|s| s.visitor.no_tries_until = Some(NOW.after(Duration::from_micros(micros))))
    };
    assert!(until(0).enter("ada@example.org").is_ok());
    for (micros, seconds) in [(1, 1), (1_000_000, 1), (1_000_001, 2)] {
        let wait = Err(Refusal::TooManyTries {
            retry_after: Duration::from_secs(seconds),
        });
        assert_eq!(until(micros).enter("ada@example.org"), wait);
    }
}

#[test]
fn viewers_type_and_speakers_and_moderators_prove_by_mail_where_there_is_mail() {
    let default = LobbyProofs::default();
    for role in [Viewer, Speaker, Moderator] {
        assert_eq!(default.asked(role, MailService::Absent), LobbyProof::Typed);
        let expected = if role == Viewer {
            LobbyProof::Typed
        } else {
            LobbyProof::Mailed
        };
        assert_eq!(default.asked(role, MailService::Configured), expected);
    }
    let chosen = LobbyProofs {
        viewer: Some(LobbyProof::Code),
        speaker: Some(LobbyProof::Typed),
        moderator: None,
    };
    assert_eq!(chosen.asked(Viewer, MailService::Absent), LobbyProof::Code);
    assert_eq!(
        chosen.asked(Speaker, MailService::Configured),
        LobbyProof::Typed
    );
    let moderator = LobbyProofs {
        moderator: Some(LobbyProof::Code),
        ..chosen
    };
    assert_eq!(
        moderator.asked(Moderator, MailService::Configured),
        LobbyProof::Code
    );
}

#[test]
fn mailed_means_the_address_over_the_mailed_link_or_a_code() {
    let copied = Scene::new().open().role(Moderator).mail_configured();
    assert_eq!(
        asks(copied.look()),
        (LobbyProof::Mailed, Ask::Address),
        "a code is mailed only to who knows the address"
    );
    assert_eq!(
        asks(copied.enter("ada@example.org")),
        (LobbyProof::Mailed, Ask::Code)
    );
    // ... and nobody is told by the page whether it was the right one
    assert_eq!(
        copied.enter("eve@example.org"),
        copied.enter("ada@example.org")
    );
    assert_eq!(copied.enter("eve"), Err(Refusal::WrongEmail));
    let by_code = copied.act(&with_code("", CodeOutcome::Right)).unwrap();
    assert_eq!(by_code.write().unwrap().proof, Proof::Code);
    let mailed = copied.mailed();
    assert_eq!(mailed.written().proof, Proof::Mailed);
}

#[test]
fn code_means_a_code_even_over_the_mailed_link() {
    let scene = Scene::new()
        .mail_configured()
        .mailed()
        .with(|s| s.site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code));
    assert_eq!(
        asks(scene.enter("ada@example.org")),
        (LobbyProof::Code, Ask::Code)
    );
    assert!(
        scene
            .act(&with_code("", CodeOutcome::Right))
            .unwrap()
            .write()
            .is_some()
    );
}

#[test]
fn a_wrong_or_dead_code_is_asked_for_again() {
    let scene = Scene::new().open().role(Speaker).mail_configured();
    for code in [CodeOutcome::Wrong, CodeOutcome::Dead] {
        assert_eq!(
            asks(scene.act(&with_code("", code))),
            (LobbyProof::Mailed, Ask::Code)
        );
    }
}

#[test]
fn where_no_mail_can_be_sent_the_inviter_has_to_help() {
    let scene =
        Scene::new().with(|s| s.site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code));
    assert_eq!(asks(scene.enter("ada@example.org")).1, Ask::NobodyCanMail);
}

#[test]
fn an_upgrade_asks_for_the_proof_of_the_new_role() {
    let upgrade = |proof, s: Scene| {
        let held = HeldGrant {
            proof,
            ..s.held(Holder::Seat(HERE), Viewer)
        };
        s.open().role(Moderator).mail_configured().grant(held)
    };
    assert!(matches!(
        upgrade(Proof::Typed, Scene::new()).look(),
        Ok(Admission::Lobby(_))
    ));
    for enough in [Proof::Mailed, Proof::Code] {
        assert!(matches!(
            upgrade(enough, Scene::new()).look(),
            Ok(Admission::OfferUpgrade { .. })
        ));
    }
    let by_mail = upgrade(Proof::Typed, Scene::new()).mailed();
    match by_mail.enter("") {
        Ok(Admission::Upgrade(upgrade)) => assert_eq!(upgrade.write.proof, Proof::Mailed),
        other => panic!("{other:?}"),
    }
    let code_asked = |s: Scene| {
        s.with(|s| s.site.invite_to_media.lobby_proof.moderator = Some(LobbyProof::Code))
    };
    assert!(matches!(
        code_asked(upgrade(Proof::Mailed, Scene::new())).look(),
        Ok(Admission::Lobby(_))
    ));
    assert!(matches!(
        code_asked(upgrade(Proof::Code, Scene::new())).look(),
        Ok(Admission::OfferUpgrade { .. })
    ));
}

#[test]
fn who_has_a_sign_in_of_their_own_is_asked_to_use_it_and_may_go_on_without() {
    let home = Scene::new().with(|s| {
        s.invite.email = super::scene::email("ada@uni.edu");
        s.invite.address_has_member = true;
        s.site.invite_to_media.restrict_new_user_domains =
            crate::email::DomainRules::parse("uni.edu").unwrap();
        s.site.invite_to_media.home_domain_redirect = true;
    });
    let sign_in = (LobbyProof::Typed, Ask::SignIn);
    assert_eq!(asks(home.look()), (LobbyProof::Typed, Ask::Address));
    // The same for whatever address of the domain: nobody learns whether it was the invited one.
    for typed in ["ada@uni.edu", "eve@uni.edu", "ADA@UNI.edu."] {
        assert_eq!(asks(home.enter(typed)), sign_in, "{typed}");
    }
    assert_eq!(home.enter("ada@example.org"), Err(Refusal::WrongEmail));
    let without = |typed: &str| {
        home.act(&Attempt::Enter(Entrance {
            typed: Typed::parse(typed),
            without_sign_in: true,
            ..Entrance::default()
        }))
    };
    assert!(without("ada@uni.edu").unwrap().write().is_some());
    assert_eq!(without("eve@uni.edu"), Err(Refusal::WrongEmail));
    // A code in the hand is not asked about, and a member who goes on as a guest is not sent away.
    assert!(
        home.act(&with_code("ada@uni.edu", CodeOutcome::Right))
            .unwrap()
            .write()
            .is_some()
    );
    let off = home
        .clone()
        .with(|s| s.site.invite_to_media.home_domain_redirect = false);
    assert!(off.enter("ada@uni.edu").unwrap().write().is_some());
    // Too many tries are too many before anything is said of a domain.
    let blocked = home
        .clone()
        .with(|s| s.visitor.no_tries_until = Some(NOW.after(HOUR)));
    assert_eq!(
        blocked.enter("ada@uni.edu"),
        Err(Refusal::TooManyTries { retry_after: HOUR })
    );
}
