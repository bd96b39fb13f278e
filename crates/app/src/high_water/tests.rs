//! R6: the clock jumps, and nothing that has expired is revived.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use usher_db::params;
use usher_domain::{
    access::AppRole,
    clock::{ManualClock, Stopwatch},
    ids::InviteId,
    invite::InviteToken,
    media::{EntryKind, PublishStatus},
};

use super::*;
use crate::testing::{Browser, Hub};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// A stopwatch that stands still until told otherwise.
#[derive(Default)]
struct Ticks(Mutex<Duration>);

impl Stopwatch for Ticks {
    fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap()
    }
}

/// A hub on a machine whose clock may be set.
struct Machine {
    hub: Hub,
    wall: Arc<ManualClock>,
    ticks: Arc<Ticks>,
    clock: Arc<SteadyClock>,
}

impl Machine {
    fn new() -> Self {
        let hub = Hub::new();
        let wall = hub.clock.clone();
        Self::of(&hub, wall, Timestamp::from_micros(0))
    }

    fn of(hub: &Hub, wall: Arc<ManualClock>, mark: Timestamp) -> Self {
        let ticks = Arc::new(Ticks::default());
        let clock = SteadyClock::new(wall.clone(), ticks.clone(), mark, Timestamp::MAX);
        let clock = Arc::new(clock);
        Self {
            hub: hub.restarted_with(clock.clone()),
            wall,
            ticks,
            clock,
        }
    }

    /// Killed, after the mark was last written, and started again.
    async fn restarted(self) -> Self {
        let db = self.hub.app.parts.db.clone();
        write(&db, &self.clock).await;
        let mark = db.read(read).await.unwrap().unwrap();
        Self::of(&self.hub, self.wall, mark)
    }

    /// Time goes by, and the machine's clock with it.
    fn wait(&self, span: Duration) {
        *self.ticks.0.lock().unwrap() += span;
        self.wall.advance(span);
    }
}

/// A link to a video for an hour from now, and a guest who is inside for an hour.
struct Guests {
    link: String,
    page: String,
    inside: Browser,
}

async fn guests(hub: &Hub) -> Guests {
    let owner = hub.account("grace@uni.edu", AppRole::Admin).await;
    let entry = hub
        .entry(owner, EntryKind::Video, PublishStatus::Private)
        .await;
    let parts = &hub.app.parts;
    let now = hub.app.now();
    let (invite, token) = (
        InviteId::new(now, &*parts.entropy),
        InviteToken::mint(&*parts.entropy),
    );
    let (mac, until) = (token.mac(&parts.key), now.after(HOUR));
    hub.write(move |tx| {
        tx.execute(
            "UPDATE entries SET state = 'ready' WHERE id = $1",
            params![entry],
        )?;
        tx.execute(
            "INSERT INTO invites (id, entry_id, inviter_id, email, email_written, first_name,
               last_name, role, surface, uses_allowed, expires_at, created_at)
             VALUES ($1, $2, $3, 'ada@example.org', 'ada@example.org', 'Ada', 'Guest', 'viewer',
               'hub', -1, $4, $5)",
            params![invite, entry, owner, until, now],
        )?;
        tx.execute(
            "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
             VALUES ($1, $2, 'copied', $3)",
            params![mac.as_bytes(), invite, now],
        )
    })
    .await;
    Guests {
        link: format!("/i/{}", token.expose()),
        page: format!("/media/{entry}"),
        inside: hub.guest(entry, owner).await.0,
    }
}

impl Guests {
    /// How many of them a hub lets in: one who comes by the link, and one who was inside.
    async fn let_in(&mut self, hub: &Hub) -> usize {
        self.inside = self.inside.clone().at(hub);
        let seen = self.inside.get(&self.page).await.status == 200;
        let entered = press(&mut hub.browser(), &self.link).await == 303;
        usize::from(seen) + usize::from(entered)
    }
}

async fn press(browser: &mut Browser, link: &str) -> u16 {
    browser.get(link).await;
    let answer = browser.post(link, &[("email", "ada@example.org")]).await;
    answer.status.as_u16()
}

/// A way in which a clock jumps.
type Jump = (&'static str, fn(&ManualClock));

fn jumps() -> [Jump; 4] {
    [
        ("an hour back", |wall| wall.set(wall.now().before(HOUR))),
        ("an hour ahead", |wall| wall.set(wall.now().after(HOUR))),
        ("400 days back", |wall| {
            wall.set(wall.now().before(400 * DAY));
        }),
        ("to 1970", |wall| wall.set(Timestamp::from_secs(0))),
    ]
}

#[tokio::test]
async fn r06_a_clock_that_jumps_revives_no_link_also_over_a_restart() {
    let (mut tried, mut revived) = (0, 0);
    for (jump, happen) in jumps() {
        let machine = Machine::new();
        let mut guests = guests(&machine.hub).await;
        assert_eq!(
            guests.let_in(&machine.hub).await,
            2,
            "{jump}: while it runs"
        );
        machine.wait(HOUR + Duration::from_secs(1));
        let mut attempt = async |machine: &Machine| {
            tried += 2;
            revived += guests.let_in(&machine.hub).await;
        };
        attempt(&machine).await;
        happen(&machine.wall);
        attempt(&machine).await;
        machine.wait(Duration::from_secs(20));
        attempt(&machine).await;
        let machine = machine.restarted().await;
        attempt(&machine).await;
        happen(&machine.wall);
        attempt(&machine).await;
        let machine = machine.restarted().await;
        attempt(&machine).await;
    }
    println!(
        "figure: r06 ±1 h, −400 d, 1970, each with restarts: {tried} tries, {revived} links or grants revived"
    );
    assert_eq!(revived, 0);
}

#[tokio::test]
async fn r06_while_the_clock_is_behind_links_still_end() {
    let machine = Machine::new();
    machine.wall.set(machine.wall.now().before(400 * DAY));
    let mut guests = guests(&machine.hub).await;
    assert_eq!(guests.let_in(&machine.hub).await, 2);
    machine.wait(HOUR + Duration::from_secs(1));
    assert_eq!(guests.let_in(&machine.hub).await, 0);
    let ready = machine.hub.browser().get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(ready.text(), "ok\nclock behind by 34560000 s\n");
}

#[tokio::test]
async fn r06_a_kill_forgets_no_moment_and_kills_do_not_carry_time_away() {
    let mut machine = Machine::new();
    let begun = machine.wall.now();
    for _ in 0..50 {
        let told = machine.clock.now();
        machine = machine.restarted().await;
        assert!(machine.clock.now() >= told);
    }
    assert!(machine.clock.now() <= begun.after(2 * EVERY));
}

#[tokio::test]
async fn r06_an_administrator_who_knows_better_sets_the_mark_back() {
    let machine = Machine::new();
    let right = machine.wall.now();
    machine.wall.advance(400 * DAY);
    let machine = machine.restarted().await;
    machine.wall.set(right);
    assert!(machine.hub.app.now() > right.after(300 * DAY));
    let db = machine.hub.app.parts.db.clone();
    db.write(move |tx| set(tx, right)).await.unwrap();
    let mark = db.read(read).await.unwrap().unwrap();
    let machine = Machine::of(&machine.hub, machine.wall, mark);
    assert_eq!(machine.hub.app.now(), right);
}
