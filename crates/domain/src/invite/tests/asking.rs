//! *Ask for a new link*: when it is offered, and of whom the address is not asked.

use super::scene::{ELSEWHERE, HERE, HOUR, NOW, Scene};
use crate::invite::{Admission, Link, LinkEnd, Refusal, Seat, Via};

#[test]
fn it_is_offered_where_a_new_link_would_help_and_nowhere_else() {
    let over = |s: Scene| s.with(|s| s.invite.end = LinkEnd::At(NOW));
    let replaced = |s: Scene| {
        s.with(|s| {
            let replaced_at = Some(NOW.before(HOUR));
            s.invite.link = Link::Secret {
                via: Via::Copied,
                replaced_at,
            };
        })
    };
    let offered = |scene: Scene| {
        scene
            .look()
            .is_err_and(|refusal: Refusal| refusal.may_ask())
    };
    assert!(offered(over(Scene::new())));
    assert!(offered(replaced(Scene::new())));
    assert!(offered(Scene::new().ended()));
    assert!(offered(Scene::new().uses(1, 1)));
    assert!(offered(
        Scene::new().uses(1, 1).seat(Seat::Bound(ELSEWHERE))
    ));
    for refused in [
        over(Scene::new()).with(|s| s.invite.revoked = true),
        over(Scene::new()).with(|s| s.invite.person_barred = true),
        over(Scene::new()).with(|s| s.entry.trashed = true),
        over(Scene::new()).with(|s| s.site.invite_to_media.enabled = false),
        over(Scene::new()).bob(),
        Scene::new(),
    ] {
        assert!(!offered(refused));
    }
    assert!(matches!(Scene::new().look(), Ok(Admission::Lobby(_))));
}

#[test]
fn who_is_signed_in_as_the_invited_person_or_sits_in_the_seat_is_known() {
    let knows = |s: &Scene| s.invite.knows(&s.visitor);
    assert!(!knows(&Scene::new()));
    assert!(knows(&Scene::new().ada()));
    assert!(!knows(&Scene::new().bob().seat(Seat::Bound(HERE))));
    assert!(knows(&Scene::new().seat(Seat::Bound(HERE))));
    assert!(!knows(&Scene::new().seat(Seat::Bound(ELSEWHERE))));
}
