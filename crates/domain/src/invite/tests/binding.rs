//! *Spending and binding*, *How long*.

use super::scene::{ADA, DAY, ELSEWHERE, HERE, HOUR, NOW, Scene, account};
use crate::{
    access::SessionRole::{Speaker, Viewer},
    config::SeatRule,
    invite::{
        Admission, Attempt, CodeOutcome, Entrance, GrantEnd, HandOver, Holder, Link, LinkEnd,
        LobbyProof, MovedBy, Proof, Refusal, Seat, SeatChange, Spend, Typed, WayBack, Write,
    },
};

fn pass(code: CodeOutcome) -> Attempt {
    Attempt::Enter(Entrance {
        typed: Typed::parse("ada@example.org"),
        code,
        ..Entrance::default()
    })
}

/// Come by what the browser in the seat has shown.
fn handed_over(scene: Scene) -> Scene {
    scene.with(|s| {
        s.invite.link = Link::HandedOver(HandOver {
            proof: Proof::Code,
            ends: GrantEnd::At(NOW.after(DAY * 2)),
        });
    })
}

fn by_code(scene: &Scene) -> Write {
    scene
        .act(&pass(CodeOutcome::Right))
        .unwrap()
        .write()
        .cloned()
        .unwrap()
}

fn moved(by: MovedBy) -> SeatChange {
    SeatChange::Move {
        from: ELSEWHERE,
        to: HERE,
        by,
    }
}

fn follows(scene: Scene) -> Scene {
    scene.with(|s| s.site.invite_to_media.seat_rule = SeatRule::Follows)
}

#[test]
fn the_first_use_spends_one_and_binds_the_browser() {
    let write = Scene::new().written();
    assert_eq!(
        (write.spend, write.seat),
        (Spend::One, SeatChange::Bind(HERE))
    );
    assert_eq!(
        (write.holder, write.role, write.first_used_at),
        (Holder::Seat(HERE), Viewer, NOW)
    );
}

#[test]
fn a_second_browser_is_refused_whatever_is_left() {
    for (allowed, spent) in [(1, 1), (5, 1), (-1, 1)] {
        let scene = Scene::new()
            .uses(allowed, spent)
            .seat(Seat::Bound(ELSEWHERE));
        let refused = Err(Refusal::OtherDevice {
            invited: "a•••@example.org".into(),
            way: WayBack::AskInviter,
        });
        assert_eq!(scene.look(), refused);
        assert_eq!(scene.enter("ada@example.org"), refused);
        assert_eq!(scene.with(|s| s.visitor.browser = None).look(), refused);
    }
}

#[test]
fn a_posted_form_whose_answer_was_lost_gets_the_same_grant() {
    let again = Scene::new()
        .uses(1, 1)
        .seat(Seat::Bound(HERE))
        .holding(Holder::Seat(HERE), Viewer);
    let same = Ok(Admission::Enter {
        grant: again.visitor.grants[0].clone(),
    });
    assert_eq!(again.enter("ada@example.org"), same);
}

#[test]
fn the_same_browser_may_use_a_further_use_when_its_grant_is_over() {
    let scene = Scene::new().uses(2, 1).seat(Seat::Bound(HERE));
    let write = scene.written();
    assert_eq!((write.spend, write.seat), (Spend::One, SeatChange::Keep));
    assert!(matches!(
        scene.uses(2, 2).enter("ada@example.org"),
        Err(Refusal::UsedUp { .. })
    ));
}

#[test]
fn where_the_seat_follows_a_further_use_moves_it() {
    for allowed in [3, -1] {
        let scene = follows(Scene::new().uses(allowed, 1).seat(Seat::Bound(ELSEWHERE)));
        let write = scene.written();
        assert_eq!((write.spend, write.seat), (Spend::One, moved(MovedBy::Use)));
        assert_eq!(scene.enter("eve@example.org"), Err(Refusal::WrongEmail));
    }
    let used_up = follows(Scene::new().uses(3, 3).seat(Seat::Bound(ELSEWHERE)));
    assert!(matches!(
        used_up.enter("ada@example.org"),
        Err(Refusal::OtherDevice { .. })
    ));
}

#[test]
fn a_seat_that_follows_may_move_by_use_more_than_three_times() {
    let scene = follows(
        Scene::new()
            .uses(-1, 9)
            .seat(Seat::Bound(ELSEWHERE))
            .with(|s| s.invite.moves = 3),
    );
    assert_eq!(scene.written().seat, moved(MovedBy::Use));
    // ... and a code that may not move it any more does not make the use free
    assert_eq!(by_code(&scene).spend, Spend::One);
    assert!(!MovedBy::Use.counts());
}

#[test]
fn an_owners_reset_lets_the_next_browser_in_for_nothing() {
    let scene = Scene::new().uses(1, 1).seat(Seat::Reset);
    let write = scene.written();
    assert_eq!(
        (write.spend, write.seat),
        (Spend::Nothing, SeatChange::Bind(HERE))
    );
    let ada = scene.ada().written();
    assert_eq!((ada.spend, ada.seat), (Spend::Nothing, SeatChange::Free));
}

#[test]
fn a_mailed_code_moves_the_seat_and_spends_nothing() {
    let write = by_code(&Scene::new().uses(1, 1).seat(Seat::Bound(ELSEWHERE)));
    assert_eq!(
        (write.spend, write.seat),
        (Spend::Nothing, moved(MovedBy::Code))
    );
    assert!(MovedBy::Code.counts());
    let left = by_code(&Scene::new().uses(5, 1).seat(Seat::Bound(ELSEWHERE)));
    assert_eq!(left.spend, Spend::Nothing);
}

#[test]
fn a_hand_over_moves_the_seat_but_the_address_is_still_asked() {
    let scene = handed_over(Scene::new().uses(1, 1).seat(Seat::Bound(ELSEWHERE)));
    assert!(matches!(scene.look(), Ok(Admission::Lobby(_))));
    let admitted = scene.enter("ada@example.org").unwrap();
    let write = admitted.write().unwrap();
    assert_eq!(
        (write.spend, write.seat),
        (Spend::Nothing, moved(MovedBy::HandOver))
    );
    assert_eq!(scene.enter(""), Err(Refusal::MissingEmail));
    assert_eq!(scene.enter("eve@example.org"), Err(Refusal::WrongEmail));
    assert!(MovedBy::HandOver.counts());
}

#[test]
fn a_hand_over_carries_what_was_shown_and_lasts_as_long_whatever_became_of_the_link() {
    let scene = handed_over(Scene::new().mail_configured().seat(Seat::Bound(ELSEWHERE)))
        .with(|s| s.site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code))
        .with(|s| s.invite.end = LinkEnd::At(NOW.before(HOUR)));
    let write = scene.enter("ada@example.org").unwrap().write().cloned();
    let write = write.unwrap();
    assert_eq!(write.proof, Proof::Code);
    assert_eq!(write.ends, GrantEnd::At(NOW.after(DAY * 2)));
    let revoked = scene.with(|s| s.invite.revoked = true);
    assert_eq!(revoked.enter("ada@example.org"), Err(Refusal::Revoked));
}

#[test]
fn after_three_moves_the_inviter_is_needed() {
    let scene = |moves| {
        Scene::new()
            .mail_configured()
            .uses(1, 1)
            .seat(Seat::Bound(ELSEWHERE))
            .with(|s| s.invite.moves = moves)
    };
    assert_eq!(by_code(&scene(2)).seat, moved(MovedBy::Code));
    let refused = Err(Refusal::OtherDevice {
        invited: "a•••@example.org".into(),
        way: WayBack::AskInviter,
    });
    for scene in [scene(3), handed_over(scene(3))] {
        assert_eq!(scene.act(&pass(CodeOutcome::Right)), refused);
        assert_eq!(scene.act(&pass(CodeOutcome::NotGiven)), refused);
    }
}

#[test]
fn moving_by_oneself_can_be_switched_off() {
    let off = Scene::new()
        .mail_configured()
        .uses(1, 1)
        .seat(Seat::Bound(ELSEWHERE));
    let off = off.with(|s| s.site.invite_to_media.self_service_move = false);
    let refused = Err(Refusal::OtherDevice {
        invited: "a•••@example.org".into(),
        way: WayBack::AskInviter,
    });
    assert_eq!(off.act(&pass(CodeOutcome::Right)), refused);
    assert_eq!(off.look(), refused);
}

#[test]
fn a_way_back_by_code_is_offered_where_mail_can_be_sent() {
    let way = |outcome| match outcome {
        Err(Refusal::OtherDevice { way, .. } | Refusal::UsedUp { way, .. }) => way,
        other => panic!("{other:?}"),
    };
    let elsewhere = Scene::new().uses(1, 1).seat(Seat::Bound(ELSEWHERE));
    assert_eq!(way(elsewhere.look()), WayBack::AskInviter);
    assert_eq!(way(elsewhere.mail_configured().look()), WayBack::Code);
    assert_eq!(way(Scene::new().uses(1, 1).look()), WayBack::AskInviter);
    assert_eq!(
        way(Scene::new().uses(1, 1).mail_configured().look()),
        WayBack::Code
    );
}

#[test]
fn a_mailed_code_brings_the_same_person_back_in_for_nothing() {
    for seat in [Seat::Free, Seat::Bound(HERE)] {
        let write = by_code(&Scene::new().uses(1, 1).seat(seat));
        assert_eq!(write.spend, Spend::Nothing);
    }
    assert_eq!(
        by_code(&Scene::new()).spend,
        Spend::One,
        "a first use costs one whatever proves it"
    );
    let wrong = Scene::new().uses(1, 1).act(&pass(CodeOutcome::Wrong));
    assert!(matches!(wrong, Err(Refusal::UsedUp { .. })));
}

#[test]
fn an_unlimited_link_is_never_used_up() {
    assert_eq!(Scene::new().uses(-1, u32::MAX).written().spend, Spend::One);
}

#[test]
fn a_members_use_belongs_to_the_account_and_leaves_the_seat() {
    let write = Scene::new().ada().written();
    assert_eq!(
        (write.holder, write.spend, write.seat),
        (Holder::Account(account(ADA)), Spend::One, SeatChange::Keep)
    );
    let second_device = Scene::new()
        .ada()
        .uses(1, 1)
        .holding(Holder::Account(account(ADA)), Viewer);
    assert!(matches!(
        second_device
            .with(|s| s.visitor.browser = Some(ELSEWHERE.cookie))
            .enter(""),
        Ok(Admission::Enter { .. })
    ));
}

#[test]
fn a_members_second_device_is_no_other_device_of_a_guest() {
    let scene = Scene::new().ada().uses(2, 1).seat(Seat::Bound(ELSEWHERE));
    assert_eq!(scene.written().seat, SeatChange::Keep);
}

#[test]
fn media_are_granted_until_the_later_of_the_links_end_and_the_first_use_plus_access_duration() {
    let ends = |s: Scene| s.written().ends;
    let link_ends = |s: Scene, at| s.with(|s| s.invite.end = LinkEnd::At(at));
    assert_eq!(
        ends(link_ends(Scene::new(), NOW.after(HOUR))),
        GrantEnd::At(NOW.after(DAY))
    );
    assert_eq!(
        ends(link_ends(Scene::new(), NOW.after(DAY * 3))),
        GrantEnd::At(NOW.after(DAY * 3))
    );
    let short = Scene::new().with(|s| s.site.invite_to_media.access_duration = 120);
    assert_eq!(
        ends(link_ends(short, NOW.after(HOUR))),
        GrantEnd::At(NOW.after(HOUR * 2))
    );
    // a second use counts from the first one, except after a renewal, when none is spent
    let first = NOW.before(HOUR * 20);
    let used = |spent| {
        link_ends(Scene::new().uses(3, spent), NOW.after(HOUR))
            .with(|s| s.invite.first_used_at = Some(first))
    };
    assert_eq!(ends(used(1)), GrantEnd::At(first.after(DAY)));
    assert_eq!(used(1).written().first_used_at, first);
    assert_eq!(ends(used(0)), GrantEnd::At(NOW.after(DAY)));
    assert_eq!(used(0).written().first_used_at, NOW);
}

#[test]
fn a_session_is_granted_until_an_hour_after_its_end_and_its_recording_as_long_as_media() {
    assert_eq!(
        Scene::new().open().written().ends,
        GrantEnd::AfterSession(HOUR)
    );
    let recording = |s: Scene| s.with(|s| s.invite.recording_too = true);
    assert_eq!(
        recording(Scene::new().open()).written().ends,
        GrantEnd::AfterSession(DAY)
    );
    assert_eq!(
        recording(Scene::new().ended()).written().ends,
        GrantEnd::At(NOW.after(DAY))
    );
    let minute =
        recording(Scene::new().open()).with(|s| s.site.invite_to_media.access_duration = 1);
    assert_eq!(
        minute.written().ends,
        GrantEnd::AfterSession(HOUR),
        "never less than without a recording"
    );
}

#[test]
fn an_upgrade_spends_one_use_and_takes_a_free_seat() {
    let scene = Scene::new()
        .open()
        .role(Speaker)
        .holding(Holder::Seat(HERE), Viewer);
    match scene.enter("") {
        Ok(Admission::Upgrade(upgrade)) => {
            assert_eq!(
                (upgrade.write.spend, upgrade.write.seat),
                (Spend::One, SeatChange::Bind(HERE))
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        scene.uses(1, 1).enter(""),
        Err(Refusal::UsedUp { .. })
    ));
}
