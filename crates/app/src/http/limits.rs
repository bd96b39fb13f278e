//! Budgets on failures: a wrong address or password costs, a right one never
//! does. Counted per browser and per network, never per invite or account alone, so
//! that a stranger cannot lock the rightful person out (invitations.md, lobby). Who
//! shares a network with a stranger is locked out of that invite or account at most.

use std::{num::NonZeroU32, sync::Arc, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as GovernorClock, Reference},
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::keyed::DefaultKeyedStateStore,
};
use moka::sync::Cache;
use parking_lot::RwLock;
use usher_domain::{
    clock::{Clock, Timestamp},
    config::Security,
};

use crate::features::admin::Settings;

/// How many keys one budget remembers at most.
const REMEMBERED: u64 = 100_000;

#[derive(Clone)]
struct AppClock(Arc<dyn Clock>);

impl GovernorClock for AppClock {
    type Instant = Nanos;
    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().micros()).unwrap_or(0);
        Nanos::from(Duration::from_micros(micros))
    }
}

type Limiter = RateLimiter<String, DefaultKeyedStateStore<String>, AppClock, NoOpMiddleware<Nanos>>;

/// How many failures at once a budget allows, as the console says now.
type Burst = fn(&Security) -> NonZeroU32;

/// One budget: so many failures at once, then one more per interval. How many is read from the
/// configuration each time; once that changes, everybody begins anew.
pub struct Budget {
    settings: Arc<Settings>,
    burst: Burst,
    refill: Duration,
    counting: RwLock<Counting>,
    clock: Arc<dyn Clock>,
}

/// What was counted under one number.
#[derive(Clone)]
struct Counting {
    burst: NonZeroU32,
    limiter: Arc<Limiter>,
    spent: Cache<String, Timestamp>,
}

impl Counting {
    fn begin(clock: &Arc<dyn Clock>, burst: NonZeroU32, refill: Duration) -> Self {
        let quota = Quota::with_period(refill)
            .unwrap_or(Quota::per_minute(burst))
            .allow_burst(burst);
        let limiter = RateLimiter::new(
            quota,
            DefaultKeyedStateStore::default(),
            AppClock(clock.clone()),
        );
        Self {
            burst,
            limiter: Arc::new(limiter),
            spent: Cache::new(REMEMBERED),
        }
    }
}

impl Budget {
    fn new(
        clock: &Arc<dyn Clock>,
        settings: &Arc<Settings>,
        burst: Burst,
        refill: Duration,
    ) -> Self {
        let now = burst(&settings.now().security);
        Self {
            settings: settings.clone(),
            burst,
            refill,
            counting: RwLock::new(Counting::begin(clock, now, refill)),
            clock: clock.clone(),
        }
    }

    fn counting(&self) -> Counting {
        let burst = (self.burst)(&self.settings.now().security);
        let counting = self.counting.read().clone();
        if counting.burst == burst {
            return counting;
        }
        let mut held = self.counting.write();
        if held.burst != burst {
            *held = Counting::begin(&self.clock, burst, self.refill);
        }
        held.clone()
    }

    /// Until when `key` has to wait, if its budget is spent.
    pub fn waits(&self, key: &str) -> Option<Timestamp> {
        let until = self.counting().spent.get(key)?;
        (until > self.clock.now()).then_some(until)
    }

    /// Counts a failure against `key`.
    pub fn failed(&self, key: &str) {
        let Counting { limiter, spent, .. } = self.counting();
        if let Err(not_until) = limiter.check_key(&key.to_owned()) {
            let wait: Duration = not_until
                .earliest_possible()
                .duration_since(AppClock(self.clock.clone()).now())
                .into();
            spent.insert(key.to_owned(), self.clock.now().after(wait));
        }
        if u64::try_from(limiter.len()).unwrap_or(u64::MAX) > REMEMBERED {
            limiter.retain_recent();
        }
    }
}

/// The hub's budgets. How many at once stands in the console's module Security.
pub struct Budgets {
    /// Wrong addresses from one browser; one more in 30 seconds.
    pub lobby_browser: Budget,
    /// Wrong addresses before one link from one network; one more in a second.
    /// Unknown links cost nothing: 256 bits are not guessed, and a budget for them would
    /// be a way to lock a whole campus out of the lobby.
    pub lobby_network: Budget,
    /// Wrong passwords for one address from one network; one more in a minute.
    pub password_address: Budget,
    /// Wrong passwords from one network; one more in five seconds.
    pub password_network: Budget,
    /// Codes and links asked for for one address from one network, and tests that an administrator
    /// sends themself; one more in two minutes.
    pub mails_address: Budget,
    /// Codes and links asked for from one network; one more in ten seconds.
    pub mails_network: Budget,
    /// Wrong codes from one network; one more in five seconds. Each code has five tries, too.
    pub codes_network: Budget,
}

impl Budgets {
    /// Fresh budgets, counting by `clock` as `settings` say.
    pub fn new(clock: &Arc<dyn Clock>, settings: &Arc<Settings>) -> Self {
        let budget = |burst, secs| Budget::new(clock, settings, burst, Duration::from_secs(secs));
        Self {
            lobby_browser: budget(Security::lobby_tries, 30),
            lobby_network: budget(Security::lobby_tries_network, 1),
            password_address: budget(Security::password_tries, 60),
            password_network: budget(Security::password_tries_network, 5),
            mails_address: budget(Security::mails, 120),
            mails_network: budget(Security::mails_network, 10),
            codes_network: budget(Security::code_tries_network, 5),
        }
    }
}

#[cfg(test)]
mod tests {
    use usher_domain::clock::ManualClock;

    use super::*;

    #[test]
    fn a_spent_budget_waits_and_recovers() {
        let clock = Arc::new(ManualClock::at(Timestamp::from_secs(1_800_000_000)));
        let shared: Arc<dyn Clock> = clock.clone();
        let three = |_: &Security| NonZeroU32::new(3).unwrap();
        let settings = Arc::new(Settings::default());
        let budget = Budget::new(&shared, &settings, three, Duration::from_secs(30));
        for _ in 0..3 {
            budget.failed("a");
            assert_eq!(budget.waits("a"), None);
        }
        budget.failed("a");
        assert!(budget.waits("a").is_some());
        assert_eq!(budget.waits("b"), None, "another key has its own budget");
        clock.advance(Duration::from_secs(31));
        assert_eq!(budget.waits("a"), None);
    }
}
