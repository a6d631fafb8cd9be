//! From values to places in a drawing.

/// A straight scale from a range of values to a range of places.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    values: (f64, f64),
    places: (f64, f64),
}

impl Linear {
    /// `values` lie at `places`, both from start to end; either may run backwards.
    pub fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { values, places }
    }

    /// Where a value lies. If all values are the same, at the start.
    pub fn place(&self, value: f64) -> f64 {
        let span = self.values.1 - self.values.0;
        if span == 0.0 || !span.is_finite() {
            return self.places.0;
        }
        self.places.0 + (value - self.values.0) / span * (self.places.1 - self.places.0)
    }

    /// The first and the last value.
    pub fn values(&self) -> (f64, f64) {
        self.values
    }
}

/// Equal bands beside each other, with a gap between them.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    count: usize,
    places: (f64, f64),
    gap: f64,
}

impl Band {
    /// `count` bands between two places; `gap` is the share of a band that stays free, 0 to below 1.
    pub fn new(count: usize, places: (f64, f64), gap: f64) -> Self {
        Self { count, places, gap }
    }

    /// Where a band begins.
    pub fn start(&self, index: usize) -> f64 {
        self.places.0 + self.step() * (index as f64 + self.gap / 2.0)
    }

    /// The middle of a band.
    pub fn middle(&self, index: usize) -> f64 {
        self.start(index) + self.width() / 2.0
    }

    /// The width of each band.
    pub fn width(&self) -> f64 {
        self.step() * (1.0 - self.gap)
    }

    fn step(&self) -> f64 {
        (self.places.1 - self.places.0) / self.count.max(1) as f64
    }
}

/// The smallest and the largest of some values; `None` if there are none.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().fold(None, |extent, value| match extent {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let check = |values, value, expected| {
            assert_eq!(Linear::new(values, (100.0, 0.0)).place(value), expected);
        };
        check((0.0, 10.0), 0.0, 100.0);
        check((0.0, 10.0), 10.0, 0.0);
        check((-10.0, 10.0), 0.0, 50.0);
        check((5.0, 5.0), 5.0, 100.0);
    }

    #[test]
    fn bands() {
        let band = Band::new(4, (0.0, 1.0), 0.2);
        assert!((band.start(0) - 0.025).abs() < 1e-9);
        assert!((band.width() - 0.2).abs() < 1e-9);
        assert!((band.middle(3) - 0.875).abs() < 1e-9);
        assert_eq!(Band::new(0, (0.0, 1.0), 0.0).width(), 1.0);
    }

    #[test]
    fn extents() {
        assert_eq!(extent([]), None);
        assert_eq!(extent([3.0, -1.0, 2.0]), Some((-1.0, 3.0)));
    }
}
