/// How much somebody may store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// As much as they like.
    Unlimited,
    /// So many bytes.
    Bytes(u64),
}

/// A file that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom {
    /// What may be stored, in bytes.
    pub quota: u64,
    /// What of it is left, in bytes.
    pub left: u64,
}

/// A megabyte, as people who buy disks count.
pub const MEGABYTE: u64 = 1_000_000;

impl Quota {
    /// From megabytes; below nothing is unlimited.
    pub fn megabytes(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Unlimited, |number| {
            Self::Bytes(number.saturating_mul(MEGABYTE))
        })
    }

    /// What holds for somebody: their own, in bytes and below nothing unlimited, else the site's.
    pub fn of(own: Option<i64>, site: Self) -> Self {
        match own {
            None => site,
            Some(bytes) => u64::try_from(bytes).map_or(Self::Unlimited, Self::Bytes),
        }
    }

    /// Whether `more` bytes fit beside what is `used`. A quota may be lower than what is used already: then
    /// nothing more fits, and nothing is taken away.
    pub fn check(self, used: u64, more: u64) -> Result<(), NoRoom> {
        match self {
            Self::Unlimited => Ok(()),
            Self::Bytes(quota) if used.saturating_add(more) <= quota => Ok(()),
            Self::Bytes(quota) => Err(NoRoom {
                quota,
                left: quota.saturating_sub(used),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_quota_counts_before_the_sites() {
        let site = Quota::megabytes(5);
        for (own, expected) in [
            (None, Quota::Bytes(5_000_000)),
            (Some(-1), Quota::Unlimited),
            (Some(0), Quota::Bytes(0)),
            (Some(7), Quota::Bytes(7)),
        ] {
            assert_eq!(Quota::of(own, site), expected, "{own:?}");
        }
        assert_eq!(Quota::megabytes(-1), Quota::Unlimited);
    }

    #[test]
    fn a_file_fits_to_the_last_byte_and_not_one_more() {
        let quota = Quota::Bytes(100);
        let no_room = |left| Err(NoRoom { quota: 100, left });
        for (used, more, expected) in [
            (0, 100, Ok(())),
            (99, 1, Ok(())),
            (99, 2, no_room(1)),
            (150, 1, no_room(0)),
            (0, u64::MAX, no_room(100)),
        ] {
            assert_eq!(quota.check(used, more), expected, "{used} + {more}");
        }
        assert_eq!(Quota::Unlimited.check(u64::MAX, u64::MAX), Ok(()));
    }
}
