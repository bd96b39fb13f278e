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
use usher_domain::clock::{Clock, Timestamp};

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

/// One budget: so many failures at once, then one more per interval.
pub struct Budget {
    limiter: Limiter,
    spent: Cache<String, Timestamp>,
    clock: Arc<dyn Clock>,
}

impl Budget {
    fn new(clock: &Arc<dyn Clock>, burst: NonZeroU32, refill: Duration) -> Self {
        let quota = Quota::with_period(refill)
            .unwrap_or(Quota::per_minute(burst))
            .allow_burst(burst);
        Self {
            limiter: RateLimiter::new(
                quota,
                DefaultKeyedStateStore::default(),
                AppClock(clock.clone()),
            ),
            spent: Cache::new(REMEMBERED),
            clock: clock.clone(),
        }
    }

    /// Until when `key` has to wait, if its budget is spent.
    pub fn waits(&self, key: &str) -> Option<Timestamp> {
        let until = self.spent.get(key)?;
        (until > self.clock.now()).then_some(until)
    }

    /// Counts a failure against `key`.
    pub fn failed(&self, key: &str) {
        if let Err(not_until) = self.limiter.check_key(&key.to_owned()) {
            let wait: Duration = not_until
                .earliest_possible()
                .duration_since(AppClock(self.clock.clone()).now())
                .into();
            self.spent
                .insert(key.to_owned(), self.clock.now().after(wait));
        }
        if u64::try_from(self.limiter.len()).unwrap_or(u64::MAX) > REMEMBERED {
            self.limiter.retain_recent();
        }
    }
}

/// The hub's budgets.
pub struct Budgets {
    /// Wrong addresses from one browser: 10 at once, then one in 30 seconds.
    pub lobby_browser: Budget,
    /// Wrong addresses before one link from one network: 60 at once, then one a second.
    /// Unknown links cost nothing: 256 bits are not guessed, and a budget for them would
    /// be a way to lock a whole campus out of the lobby.
    pub lobby_network: Budget,
    /// Wrong passwords for one address from one network: 10 at once, then one a minute.
    pub password_address: Budget,
    /// Wrong passwords from one network: 60 at once, then one in five seconds.
    pub password_network: Budget,
}

impl Budgets {
    /// Fresh budgets, counting by `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let (ten, sixty) = (
            NonZeroU32::MIN.saturating_add(9),
            NonZeroU32::MIN.saturating_add(59),
        );
        Self {
            lobby_browser: Budget::new(&clock, ten, Duration::from_secs(30)),
            lobby_network: Budget::new(&clock, sixty, Duration::from_secs(1)),
            password_address: Budget::new(&clock, ten, Duration::from_mins(1)),
            password_network: Budget::new(&clock, sixty, Duration::from_secs(5)),
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
        let budget = Budget::new(
            &shared,
            NonZeroU32::new(3).unwrap(),
            Duration::from_secs(30),
        );
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
