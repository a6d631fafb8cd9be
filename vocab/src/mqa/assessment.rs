//! What came of measuring one dataset.

use super::{Dimension, Metric, Rating};
use std::fmt;

/// What came of one metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Outcome {
    /// Its points are gained.
    Gained,
    /// Its points are missed.
    #[default]
    Missed,
    /// Nobody has looked yet: no points now, but maybe later.
    Pending,
}

impl Outcome {
    /// Gained or missed.
    pub fn of(is_gained: bool) -> Self {
        if is_gained { Self::Gained } else { Self::Missed }
    }

    /// `1` gained, `0` missed, `?` pending.
    pub const fn letter(self) -> char {
        match self {
            Self::Gained => '1',
            Self::Missed => '0',
            Self::Pending => '?',
        }
    }

    fn of_letter(letter: char) -> Option<Self> {
        match letter {
            '1' => Some(Self::Gained),
            '0' => Some(Self::Missed),
            '?' => Some(Self::Pending),
            _ => None,
        }
    }
}

/// An assessment of one dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// What came of each metric, in the order of [`Metric::ALL`].
    pub outcomes: [Outcome; 23],
    /// The distribution that counts: an IRI (or `_:` and a label); `None` if the dataset has none.
    pub distribution: Option<String>,
    /// The best status of its access addresses, once one was asked; 0 for silence.
    pub access_status: Option<u16>,
    /// The best status of its download addresses, once one was asked; 0 for silence.
    pub download_status: Option<u16>,
    /// The points if everything pending turns out well; at least [`Self::points`].
    pub possible: u16,
    /// The points without those for answers: what the metadata alone earn.
    pub unasked: u16,
}

impl Assessment {
    /// What came of a metric.
    pub fn outcome(&self, metric: Metric) -> Outcome {
        self.outcomes[metric.index()]
    }

    /// The points gained, of [`super::MOST_POINTS`]. What is pending earns none.
    pub fn points(&self) -> u16 {
        self.dimensions().iter().sum()
    }

    /// The points gained in each dimension, in the order of [`Dimension::ALL`].
    pub fn dimensions(&self) -> [u16; 5] {
        let mut points = [0; 5];
        for metric in Metric::ALL {
            if self.outcome(metric) == Outcome::Gained {
                points[metric.dimension().index()] += metric.points();
            }
        }
        points
    }

    /// The points gained in a dimension.
    pub fn in_dimension(&self, dimension: Dimension) -> u16 {
        self.dimensions()[dimension.index()]
    }

    /// The rating of what is gained, and of what may be.
    pub fn rating(&self) -> (Rating, Rating) {
        (Rating::of(f64::from(self.points())), Rating::of(f64::from(self.possible)))
    }

    /// All outcomes in 23 characters: `1` gained, `0` missed, `?` pending.
    pub fn letters(&self) -> String {
        self.outcomes.iter().map(|outcome| outcome.letter()).collect()
    }

    /// The outcomes told by [`Self::letters`].
    pub fn outcomes_of(letters: &str) -> Option<[Outcome; 23]> {
        let outcomes: Vec<Outcome> = letters.chars().map(Outcome::of_letter).collect::<Option<_>>()?;
        outcomes.try_into().ok()
    }
}

impl fmt::Display for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{} {}", self.points(), self.possible, self.letters())
    }
}
