//! A seat that is bound to a key knows its browser by it (security.md, T8).

use super::scene::{ELSEWHERE, HERE, KEY, KEYED, OTHER_KEY, Scene};
use crate::{
    access::SessionRole::Viewer,
    config::SeatRule,
    invite::{Admission, Attempt, Browser, Holder, KeyShown, MovedBy, Refusal, Seat, SeatChange},
};

/// Whoever sat down with a key, and has the cookie still.
fn came_back(shown: KeyShown) -> Scene {
    Scene::new()
        .uses(5, 1)
        .seat(Seat::Bound(KEYED))
        .holding(Holder::Seat(KEYED), Viewer)
        .showing(shown)
}

fn word(scene: &Scene) -> &'static str {
    super::outcome::word(&scene.enter("ada@example.org"))
}

#[test]
fn t08_the_first_use_binds_cookie_and_key_however_the_key_was_shown() {
    for (shown, key) in [
        (KeyShown::Nothing, None),
        (KeyShown::Stale(KEY), Some(KEY)),
        (KeyShown::Fresh(KEY), Some(KEY)),
    ] {
        let sits = Browser {
            cookie: HERE.cookie,
            key,
        };
        let write = Scene::new().showing(shown).written();
        assert_eq!(write.seat, SeatChange::Bind(sits));
        assert_eq!(write.holder, Holder::Seat(sits));
    }
}

#[test]
fn t08_whoever_comes_back_shows_the_key_of_the_seat() {
    let table = [
        (KeyShown::Fresh(KEY), "ENTER"),
        (KeyShown::Stale(KEY), "stale_proof"),
        (KeyShown::Nothing, "other_device"),
        (KeyShown::Fresh(OTHER_KEY), "other_device"),
        (KeyShown::Stale(OTHER_KEY), "other_device"),
    ];
    for (shown, expected) in table {
        let scene = came_back(shown);
        assert_eq!(word(&scene), expected, "{shown:?}");
        // The same once the grant is over and a use is left, but for what it costs.
        let over = scene.with(|s| s.visitor.grants.clear());
        let expected = if expected == "ENTER" {
            "ADMIT"
        } else {
            expected
        };
        assert_eq!(word(&over), expected, "{shown:?}, grant over");
    }
    println!("figure: t08 {} ways to show a key, 1 opens", table.len());
}

#[test]
fn t08_a_key_without_the_cookie_is_another_browser() {
    let scene = came_back(KeyShown::Fresh(KEY));
    for cookie in [None, Some(ELSEWHERE.cookie)] {
        let scene = scene.clone().with(|s| s.visitor.browser = cookie);
        assert_eq!(word(&scene), "other_device");
    }
}

#[test]
fn t08_looking_proves_nothing_and_promises_nothing() {
    for shown in [KeyShown::Nothing, KeyShown::Fresh(OTHER_KEY)] {
        let scene = came_back(shown);
        assert!(matches!(scene.look(), Ok(Admission::Enter { .. })));
        assert!(matches!(
            scene.act(&Attempt::enter("")),
            Err(Refusal::OtherDevice { .. })
        ));
    }
}

#[test]
fn t08_a_seat_without_a_key_stays_without_one() {
    let plain = Scene::new()
        .uses(5, 1)
        .seat(Seat::Bound(HERE))
        .showing(KeyShown::Fresh(KEY));
    let write = plain.written();
    assert_eq!(
        (write.seat, write.holder),
        (SeatChange::Keep, Holder::Seat(HERE))
    );
    let holding = plain.holding(Holder::Seat(HERE), Viewer);
    assert_eq!(word(&holding), "ENTER");
}

#[test]
fn t08_a_free_seat_forgets_the_key_and_a_seat_that_follows_takes_the_new_one() {
    let here = Browser {
        cookie: HERE.cookie,
        key: Some(OTHER_KEY),
    };
    for seat in [Seat::Free, Seat::Reset] {
        let write = came_back(KeyShown::Fresh(OTHER_KEY))
            .seat(seat)
            .with(|s| s.visitor.grants.clear())
            .written();
        assert_eq!(write.seat, SeatChange::Bind(here));
    }
    let follows = came_back(KeyShown::Fresh(OTHER_KEY))
        .with(|s| s.site.invite_to_media.seat_rule = SeatRule::Follows);
    let write = follows.written();
    let moved = SeatChange::Move {
        from: KEYED,
        to: here,
        by: MovedBy::Use,
    };
    assert_eq!((write.seat, write.holder), (moved, Holder::Seat(here)));
}

#[test]
fn t08_a_session_opens_what_its_key_or_none_was_given_to() {
    for (given, key, opens) in [
        (HERE, None, true),
        (HERE, Some(KEY), true),
        (KEYED, Some(KEY), true),
        (KEYED, None, false),
        (KEYED, Some(OTHER_KEY), false),
    ] {
        assert_eq!(given.opens_with(key), opens, "{given:?} {key:?}");
        let scene = Scene::new().holding(Holder::Seat(given), Viewer);
        let inside = scene.visitor.inside(key, &scene.entry, scene.now);
        assert_eq!(inside.is_some(), opens);
    }
}
