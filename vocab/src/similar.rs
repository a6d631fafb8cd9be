//! Areas that are like one another, by a stated distance.
//!
//! Each feature is an indicator, measured by its spread among the areas compared (z-score) and given the weight 1;
//! the distance of two areas is the Euclidean one. Only areas that have all features are compared; whoever
//! asks gives areas of one kind.

use crate::cube::AreaKey;
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// One feature that areas are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The id of its [`Indicator`](crate::indicator::Indicator).
    pub indicator: &'static str,
    /// How its values are measured.
    pub scale: Scale,
}

/// How the values of a feature are measured before they are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// As they are: what counts is by how much two areas differ.
    Linear,
    /// By their logarithm: what counts is how many times larger one area is. Only values above zero have one.
    Logarithmic,
}

/// The usual features: population, density, age structure and change. Population and density are measured by
/// their logarithm, for a few large cities would else be all the spread there is.
pub const FEATURES: &[Feature] = &[
    Feature { indicator: "einwohner", scale: Scale::Logarithmic },
    Feature { indicator: "dichte", scale: Scale::Logarithmic },
    Feature { indicator: "jugendquotient", scale: Scale::Linear },
    Feature { indicator: "altenquotient", scale: Scale::Linear },
    Feature { indicator: "veraenderung", scale: Scale::Linear },
];

/// An area that was compared with another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// The area.
    pub area: AreaKey,
    /// Its distance, at least 0; 0 if all features are equal. 1 is the spread (standard deviation) of one feature.
    pub distance: f64,
    /// What each feature adds to the distance, in the order of the features.
    pub contributions: Vec<Contribution>,
}

/// What one feature adds to a distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The id of the indicator.
    pub indicator: &'static str,
    /// How far this area lies above the one it is compared with, in standard deviations; negative if below.
    pub difference: f64,
    /// Its part of the square of the distance, 0 to 1; the parts of all features add up to 1, and are 0 if the
    /// distance is.
    pub share: f64,
}

/// Areas with their features, ready to be compared.
#[derive(Clone, Debug)]
pub struct Profiles {
    features: Vec<Feature>,
    /// The z-scores of each area in the order of the features.
    scores: BTreeMap<AreaKey, Vec<f64>>,
    left_out: BTreeMap<AreaKey, Vec<&'static str>>,
}

impl Profiles {
    /// The profiles of `areas`, each counted once. `value` gives the value of the indicator of a feature for an
    /// area, `None` where there is none.
    pub fn new<'a>(
        areas: impl IntoIterator<Item = &'a AreaKey>,
        features: &[Feature],
        value: impl Fn(&AreaKey, &str) -> Option<f64>,
    ) -> Self {
        let mut profiles =
            Self { features: features.to_vec(), scores: BTreeMap::new(), left_out: BTreeMap::new() };
        for area in areas {
            let found: Vec<Option<f64>> = features
                .iter()
                .map(|feature| value(area, feature.indicator).and_then(|value| feature.scale.measure(value)))
                .collect();
            match found.iter().copied().collect::<Option<Vec<f64>>>() {
                Some(values) => {
                    profiles.scores.insert(area.clone(), values);
                }
                None => {
                    let missing = features.iter().zip(&found).filter(|(_, value)| value.is_none());
                    let missing = missing.map(|(feature, _)| feature.indicator).collect();
                    profiles.left_out.insert(area.clone(), missing);
                }
            }
        }
        for position in 0..features.len() {
            standardise(&mut profiles.scores, position);
        }
        profiles
    }

    /// How many areas are compared.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// Whether no area is compared.
    pub fn is_empty(&self) -> bool {
        self.scores.is_empty()
    }

    /// The areas that are not compared, each with the indicators it has no value of.
    pub fn left_out(&self) -> &BTreeMap<AreaKey, Vec<&'static str>> {
        &self.left_out
    }

    /// All other areas from the most similar to the least, those with the same distance in the order of their
    /// keys. `None` if the area is not compared itself.
    pub fn similar_to(&self, area: &AreaKey) -> Option<Vec<Similar>> {
        let own = self.scores.get(area)?;
        let others = self.scores.iter().filter(|(other, _)| *other != area);
        let mut similar: Vec<Similar> =
            others.map(|(other, scores)| self.compare(own, other, scores)).collect();
        // The keys are in order already, and the sort keeps it.
        similar.sort_by(|one, other| one.distance.total_cmp(&other.distance));
        Some(similar)
    }

    fn compare(&self, own: &[f64], area: &AreaKey, scores: &[f64]) -> Similar {
        let differences = || scores.iter().zip(own).map(|(other, own)| other - own);
        let square: f64 = differences().map(|difference| difference * difference).sum();
        let contribution = |(feature, difference): (&Feature, f64)| Contribution {
            indicator: feature.indicator,
            difference,
            share: if square > 0.0 { difference * difference / square } else { 0.0 },
        };
        Similar {
            area: area.clone(),
            distance: square.sqrt(),
            contributions: self.features.iter().zip(differences()).map(contribution).collect(),
        }
    }
}

impl Scale {
    /// The measure of a value; none if it has none.
    fn measure(self, value: f64) -> Option<f64> {
        let measure = match self {
            Self::Linear => value,
            Self::Logarithmic => value.ln(),
        };
        measure.is_finite().then_some(measure)
    }
}

/// Turns the measures of one feature into z-scores; all 0 where areas do not differ in it.
fn standardise(scores: &mut BTreeMap<AreaKey, Vec<f64>>, position: usize) {
    let count = scores.len() as f64;
    let mean = scores.values().map(|measures| measures[position]).sum::<f64>() / count;
    let variance = scores.values().map(|measures| (measures[position] - mean).powi(2)).sum::<f64>() / count;
    let first = scores.values().next().map(|measures| measures[position]);
    // Equal measures may have a mean that is off by a rounding, and then a spread that is nothing else.
    let differ = variance > 0.0 && scores.values().any(|measures| Some(measures[position]) != first);
    for measures in scores.values_mut() {
        measures[position] = if differ { (measures[position] - mean) / variance.sqrt() } else { 0.0 };
    }
}
