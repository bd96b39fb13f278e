//! Several measurements of one thing: the median, and how far they lie apart.

use std::fmt;

/// Measurements of one thing.
#[derive(Clone, Debug)]
pub(crate) struct Spread(Vec<f64>);

impl Spread {
    /// Of at least one measurement.
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// One figure that has no spread.
    pub(crate) fn one(value: f64) -> Self {
        Self(vec![value])
    }

    /// The middle one.
    pub(crate) fn median(&self) -> f64 {
        let middle = self.0.len() / 2;
        let upper = self.0.get(middle).copied().unwrap_or(f64::NAN);
        if self.0.len() % 2 == 1 {
            return upper;
        }
        let lower = middle.checked_sub(1).and_then(|at| self.0.get(at));
        lower.map_or(upper, |lower| f64::midpoint(*lower, upper))
    }

    /// Half the distance from the lowest to the highest, as a share of the median.
    pub(crate) fn noise(&self) -> f64 {
        match (self.0.first(), self.0.last()) {
            (Some(low), Some(high)) if self.median() > 0.0 => (high - low) / 2.0 / self.median(),
            _ => 0.0,
        }
    }

    /// Each of ours over the one of theirs that was measured beside it.
    pub(crate) fn ratios(ours: &[f64], theirs: &[f64]) -> Self {
        Self::of(
            ours.iter()
                .zip(theirs)
                .map(|(ours, theirs)| ours / theirs)
                .collect(),
        )
    }
}

impl From<Vec<f64>> for Spread {
    fn from(values: Vec<f64>) -> Self {
        Self::of(values)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", figure(self.median()))?;
        if self.0.len() > 1 {
            write!(f, " ± {:.0} %", self.noise() * 100.0)?;
        }
        Ok(())
    }
}

/// A number with as many digits as mean something.
pub(crate) fn figure(value: f64) -> String {
    let size = value.abs();
    if size >= 10_000.0 {
        format!("{:.1} k", value / 1000.0)
    } else if size >= 100.0 {
        format!("{value:.0}")
    } else if size >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_noise_of_a_few() {
        let spread = Spread::of(vec![12.0, 8.0, 10.0]);
        assert!((spread.median() - 10.0).abs() < 1e-9);
        assert!((spread.noise() - 0.2).abs() < 1e-9);
        assert!((Spread::of(vec![1.0, 3.0]).median() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_ratio_is_taken_within_a_round() {
        let ratios = Spread::ratios(&[100.0, 50.0], &[10.0, 5.0]);
        assert!((ratios.median() - 10.0).abs() < 1e-9);
        assert!(ratios.noise() < 1e-9);
    }
}
