//! The four words data.europa.eu has for a score.

/// A rating, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Below 120 points.
    Bad,
    /// 120 to 220 points. (The vocabulary of data.europa.eu says 120, its page for readers 121.)
    Sufficient,
    /// More than 220, up to 350 points.
    Good,
    /// More than 350 points.
    Excellent,
}

impl Rating {
    /// All ratings, the worst first.
    pub const ALL: [Self; 4] = [Self::Bad, Self::Sufficient, Self::Good, Self::Excellent];

    /// The rating of a score, or of the mean of several.
    pub fn of(points: f64) -> Self {
        match points {
            points if points > 350.0 => Self::Excellent,
            points if points > 220.0 => Self::Good,
            points if points >= 120.0 => Self::Sufficient,
            _ => Self::Bad,
        }
    }

    /// Its place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its name; any language but `en` gives German.
    pub fn name(self, language: &str) -> &'static str {
        let [german, english] = match self {
            Self::Bad => ["mangelhaft", "bad"],
            Self::Sufficient => ["ausreichend", "sufficient"],
            Self::Good => ["gut", "good"],
            Self::Excellent => ["ausgezeichnet", "excellent"],
        };
        if language == "en" { english } else { german }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_have_their_edges() {
        for (points, expected) in [
            (0.0, Rating::Bad),
            (119.9, Rating::Bad),
            (120.0, Rating::Sufficient),
            (220.0, Rating::Sufficient),
            (220.5, Rating::Good),
            (350.0, Rating::Good),
            (351.0, Rating::Excellent),
            (405.0, Rating::Excellent),
        ] {
            assert_eq!(Rating::of(points), expected, "{points}");
        }
    }
}
