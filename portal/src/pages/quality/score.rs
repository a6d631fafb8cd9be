//! Points with their rating and their five dimensions.

use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::QualitySums;
use datenkreis_vocab::mqa::{Assessment, Dimension, Rating};

/// A score in words and bars.
pub struct ScoreView {
    /// `231,4 von 405 Punkten`.
    pub points: String,
    /// `gut`.
    pub rating: &'static str,
    /// The name of the rating in the style sheet.
    pub class: &'static str,
    /// What it may become, if anything is pending.
    pub possible: Option<String>,
    /// The five dimensions.
    pub dimensions: Vec<DimensionView>,
}

/// One dimension.
pub struct DimensionView {
    /// Its name.
    pub name: &'static str,
    /// The question it answers.
    pub explanation: &'static str,
    /// `75 von 100`.
    pub points: String,
    /// How long the bar is, in percent.
    pub percent: u8,
}

impl ScoreView {
    /// Of several datasets.
    pub fn of_sums(words: &QualityTexts, sums: &QualitySums) -> Self {
        Self::new(words, sums.mean(), sums.mean_possible(), |dimension| sums.mean_in(dimension))
    }

    /// Of one dataset.
    pub fn of_assessment(words: &QualityTexts, assessment: &Assessment) -> Self {
        let points = f64::from(assessment.points());
        let possible = f64::from(assessment.possible);
        Self::new(words, points, possible, |dimension| f64::from(assessment.in_dimension(dimension)))
    }

    fn new(words: &QualityTexts, points: f64, possible: f64, of: impl Fn(Dimension) -> f64) -> Self {
        let language = words.language.tag();
        let rating = Rating::of(points);
        let dimension = |dimension: Dimension| DimensionView {
            name: dimension.name(language),
            explanation: dimension.explanation(language),
            points: words.of(of(dimension), dimension.most()),
            percent: (of(dimension) * 100.0 / f64::from(dimension.most())).round() as u8,
        };
        Self {
            points: words.points(points),
            rating: rating.name(language),
            class: match rating {
                Rating::Bad => "bad",
                Rating::Sufficient => "sufficient",
                Rating::Good => "good",
                Rating::Excellent => "excellent",
            },
            possible: (possible > points + 0.05).then(|| words.possible(possible)),
            dimensions: Dimension::ALL.into_iter().map(dimension).collect(),
        }
    }
}
