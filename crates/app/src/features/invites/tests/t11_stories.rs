//! T11 of security.md, through the store and over HTTP: random stories of owners
//! and invitees are told to the hub and to a model of a dozen lines. Nothing that an
//! owner does revives a revoked invite or a replaced link.

use std::{cell::Cell, time::Duration};

use axum::http::Method;
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use serde_json::json;
use usher_domain::media::{EntryKind, PublishStatus};

use super::{House, ada, house, pages::between, secret};
use crate::testing::{Answer, BASE, Browser};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Invite Ada (again), by the API.
    Invite,
    /// Send the so-many-th form: the first time it is new, then the very same again.
    Form(usize),
    /// New link by the page, with the so-many-th key for the present invite.
    NewLink(usize),
    /// Renew the present invite by the API.
    Renew,
    /// Give it another end, so many hours from now.
    End(u64),
    ResetSeat,
    Revoke,
    /// Enter by the so-many-th link ever made, in one of three browsers.
    Click(usize, usize),
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let owner = select(vec![
        Step::Invite,
        Step::Renew,
        Step::ResetSeat,
        Step::Revoke,
        Step::Revoke,
    ]);
    let step = prop_oneof![
        4 => owner,
        2 => (0..4_usize).prop_map(Step::Form),
        2 => (0..4_usize).prop_map(Step::NewLink),
        1 => (1..60_u64).prop_map(Step::End),
        8 => (0..16_usize, 0..3_usize).prop_map(|(link, browser)| Step::Click(link, browser)),
        1 => select(vec![1, 30]).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..40)
}

/// What must be true, told independently.
#[derive(Default)]
struct Model {
    /// Whether it was revoked, and the number of its living link.
    invites: Vec<(String, bool, usize)>,
    /// The links: of which invite, with which token.
    links: Vec<(usize, String)>,
}

impl Model {
    fn present(&self) -> Option<&(String, bool, usize)> {
        self.invites.last()
    }

    /// A link was shown: it is the one before, or the only living one from now on.
    fn shown(&mut self, id: String, token: String) -> Result<(), TestCaseError> {
        let revoked = self.present().is_none_or(|(_, revoked, _)| *revoked);
        if let Some(known) = self.links.iter().position(|(_, known)| *known == token) {
            let (invite, _) = self.links[known];
            let (_, revoked, living) = self.invites[invite];
            prop_assert!(!revoked, "a revoked invite's link was shown");
            prop_assert_eq!(living, known, "a replaced link was shown");
            return Ok(());
        }
        if revoked {
            prop_assert!(
                self.invites.iter().all(|(known, _, _)| *known != id),
                "revived"
            );
            self.invites.push((id, false, self.links.len()));
        } else if let Some((known, _, living)) = self.invites.last_mut() {
            prop_assert_eq!(&*known, &id);
            *living = self.links.len();
        }
        self.links.push((self.invites.len() - 1, token));
        Ok(())
    }
}

/// One story's hub, entry and people.
struct Stage<'a> {
    house: &'a mut House,
    guests: Vec<Browser>,
    model: Model,
}

impl Stage<'_> {
    async fn owner(&mut self, step: Step) -> Result<(), TestCaseError> {
        let id = self.model.present().map(|(id, _, _)| id.clone());
        let id = id.unwrap_or_default();
        let path = format!("/api/v1/invites/{id}");
        let (browser, film) = (&mut self.house.browser, self.house.film);
        match step {
            Step::Invite => {
                let path = format!("/api/v1/entries/{film}/invites");
                let answer = browser.json(Method::POST, &path, ada()).await;
                prop_assert_eq!(answer.status.as_u16(), 201);
                self.made(&answer)?;
            }
            Step::Form(nth) => {
                let key = format!("form {nth}");
                let path = format!("/media/{film}/invite");
                let page = browser.post(&path, &super::pages::filled(&key)).await;
                self.page(&page).await?;
            }
            _ if id.is_empty() => {}
            Step::NewLink(nth) => {
                let key = format!("link {nth}");
                let path = format!("/invites/{id}/renew");
                let page = browser.post(&path, &[("key", &key)]).await;
                self.page(&page).await?;
            }
            Step::Renew => {
                let answer = browser.post_nothing(&format!("{path}/renew")).await;
                if answer.status == 200 {
                    self.made(&answer)?;
                } else {
                    self.refused(&answer)?;
                }
            }
            Step::End(hours) => {
                let end = self.house.hub.now().after(Duration::from_hours(hours));
                let body = json!({ "valid_until": crate::http::time::rfc3339(end) });
                let answer = browser.json(Method::PATCH, &path, body).await;
                if answer.status != 200 {
                    self.refused(&answer)?;
                }
            }
            Step::ResetSeat => {
                let answer = browser.post_nothing(&format!("{path}/reset-seat")).await;
                if answer.status != 200 {
                    self.refused(&answer)?;
                }
            }
            Step::Revoke => {
                let answer = super::delete(browser, &path).await;
                prop_assert_eq!(answer.status.as_u16(), 204);
                if let Some((_, revoked, _)) = self.model.invites.last_mut() {
                    *revoked = true;
                }
                for guest in &mut self.guests {
                    let page = guest.get(&format!("/api/v1/entries/{film}")).await;
                    prop_assert_eq!(page.status.as_u16(), 404, "still in after revoking");
                }
            }
            Step::Click(..) | Step::Wait(_) => {}
        }
        Ok(())
    }

    fn refused(&self, answer: &Answer) -> Result<(), TestCaseError> {
        let revoked = self.model.present().is_some_and(|(_, revoked, _)| *revoked);
        prop_assert!(revoked, "{}", answer.text());
        prop_assert_eq!(answer.status.as_u16(), 409);
        Ok(())
    }

    fn made(&mut self, answer: &Answer) -> Result<(), TestCaseError> {
        let made = answer.value();
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        self.model.shown(id, super::token(&made))
    }

    async fn page(&mut self, page: &Answer) -> Result<(), TestCaseError> {
        if page.status == 409 {
            return Ok(());
        }
        prop_assert_eq!(page.status.as_u16(), 200);
        let token = between(&page.text(), &format!("value=\"{BASE}/i/"), "\"");
        // The clock stands still, so the order of the list does not tell; one is open at most.
        let listed = self.house.list().await;
        let open = listed.iter().find(|one| one["revoked_at"].is_null());
        let id = open.and_then(|one| one["id"].as_str());
        self.model.shown(id.unwrap_or_default().to_owned(), token)
    }

    async fn click(&mut self, link: usize, browser: usize) -> Result<(), TestCaseError> {
        let link = link % self.model.links.len();
        let (invite, token) = self.model.links[link].clone();
        let (_, revoked, living) = self.model.invites[invite].clone();
        let entry = format!("/api/v1/entries/{}", self.house.film);
        let guest = &mut self.guests[browser];
        let inside = guest.get(&entry).await.status == 200;
        let path = format!("/i/{token}");
        guest.get(&path).await;
        let before = self.house.count(SPENT).await;
        let guest = &mut self.guests[browser];
        let answer = guest.post(&path, &[("email", "ada@example.org")]).await;
        let entered = answer.status == 303;
        if revoked {
            prop_assert_eq!(answer.status.as_u16(), 410, "a revoked link opened");
        }
        if living != link {
            prop_assert!(!entered || inside, "a replaced link let somebody in");
            prop_assert_eq!(self.house.count(SPENT).await, before, "and was spent");
        }
        let guest = &mut self.guests[browser];
        let now_inside = guest.get(&entry).await.status == 200;
        prop_assert_eq!(now_inside, entered || inside);
        let expected = if revoked || living != link {
            "replaced"
        } else {
            "living"
        };
        if !revoked {
            prop_assert_eq!(secret(&self.house.hub, &token).await, expected);
        }
        Ok(())
    }
}

const SPENT: &str = "SELECT CAST(COALESCE(SUM(uses_spent), 0) AS BIGINT) AS n FROM invites";

async fn tell(house: &mut House, story: &[Step], clicks: &Cell<u32>) -> Result<(), TestCaseError> {
    house.film = house
        .hub
        .entry(house.grace, EntryKind::Video, PublishStatus::Private)
        .await;
    house
        .hub
        .fill(house.film, "film", ("a.mp4", "video/mp4"))
        .await;
    house.browser = house.hub.signed_in(house.grace).await;
    let guests = (0..3).map(|_| house.hub.browser()).collect();
    let mut stage = Stage {
        house,
        guests,
        model: Model::default(),
    };
    for step in story {
        match *step {
            Step::Wait(hours) => {
                let house = &mut *stage.house;
                house.hub.clock.advance(Duration::from_hours(hours));
                // However long it waits, the owner is signed in.
                house.browser = house.hub.signed_in(house.grace).await;
            }
            Step::Click(link, browser) if !stage.model.links.is_empty() => {
                clicks.set(clicks.get() + 1);
                stage.click(link, browser).await?;
            }
            Step::Click(..) => {}
            owner => stage.owner(owner).await?,
        }
    }
    Ok(())
}

#[test]
fn t11_no_deed_revives_what_was_revoked_or_replaced() {
    let soak = std::env::var("USHER_SOAK").is_ok_and(|soak| soak == "1");
    let stories = if soak { 2_000 } else { 40 };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let clicks = Cell::new(0);
    let house = std::cell::RefCell::new(runtime.block_on(house()));
    let mut runner = TestRunner::new(Config {
        cases: stories,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    });
    runner
        .run(&steps(), |story| {
            runtime.block_on(tell(&mut house.borrow_mut(), &story, &clicks))
        })
        .unwrap();
    println!(
        "figure: t11 {stories} stories, {} clicks: 0 revived, 0 by a replaced link",
        clicks.get()
    );
    assert!(clicks.get() > stories, "the stories click");
}
