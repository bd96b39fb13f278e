use std::num::NonZeroU32;

use crate::clock::Timestamp;

use super::SessionPhase;

/// How many uses a link has: −1 stands for unlimited in configuration, database and
/// API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UsesAllowed {
    /// As many as wanted.
    Unlimited,
    /// So many.
    Times(NonZeroU32),
}

/// The number is neither −1 nor at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number of uses is -1 or at least 1")]
pub struct NotAUseCount;

impl UsesAllowed {
    /// A single use.
    pub const ONCE: Self = Self::Times(NonZeroU32::MIN);
}

impl TryFrom<i64> for UsesAllowed {
    type Error = NotAUseCount;
    fn try_from(count: i64) -> Result<Self, NotAUseCount> {
        if count == -1 {
            return Ok(Self::Unlimited);
        }
        let count = u32::try_from(count)
            .ok()
            .and_then(NonZeroU32::new)
            .ok_or(NotAUseCount)?;
        Ok(Self::Times(count))
    }
}

impl From<UsesAllowed> for i64 {
    fn from(uses: UsesAllowed) -> Self {
        match uses {
            UsesAllowed::Unlimited => -1,
            UsesAllowed::Times(count) => Self::from(count.get()),
        }
    }
}

/// The uses of one invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uses {
    /// How many it has.
    pub allowed: UsesAllowed,
    /// How many are spent.
    pub spent: u32,
}

impl Uses {
    /// None spent.
    pub const fn fresh(allowed: UsesAllowed) -> Self {
        Self { allowed, spent: 0 }
    }

    /// Whether one is left.
    pub const fn left(self) -> bool {
        match self.allowed {
            UsesAllowed::Unlimited => true,
            UsesAllowed::Times(allowed) => self.spent < allowed.get(),
        }
    }
}

/// When a link ends. It works until just before that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// At a moment.
    At(Timestamp),
    /// When the session does, but no later than a moment: the administrator's maximum.
    SessionEnd {
        /// The latest moment.
        no_later_than: Timestamp,
    },
}

impl LinkEnd {
    /// The moment, as far as it is known now.
    pub fn moment(self, phase: Option<SessionPhase>) -> Timestamp {
        match (self, phase) {
            (Self::At(at), _) => at,
            (Self::SessionEnd { no_later_than }, Some(SessionPhase::Ended { at })) => {
                at.min(no_later_than)
            }
            (Self::SessionEnd { no_later_than }, _) => no_later_than,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minus_one_is_unlimited_and_nothing_else_below_one_counts() {
        assert_eq!(UsesAllowed::try_from(-1), Ok(UsesAllowed::Unlimited));
        assert_eq!(UsesAllowed::try_from(1), Ok(UsesAllowed::ONCE));
        for count in [0, -2, i64::MIN, i64::MAX] {
            assert_eq!(UsesAllowed::try_from(count), Err(NotAUseCount), "{count}");
        }
    }

    #[test]
    fn an_unlimited_link_always_has_a_use_left() {
        assert!(
            Uses {
                allowed: UsesAllowed::Unlimited,
                spent: u32::MAX
            }
            .left()
        );
        assert!(Uses::fresh(UsesAllowed::ONCE).left());
        assert!(
            !Uses {
                allowed: UsesAllowed::ONCE,
                spent: 1
            }
            .left()
        );
    }
}
