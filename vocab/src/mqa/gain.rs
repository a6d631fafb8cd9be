//! What is missing, and how hard it is to mend.

use super::{Assessment, Level, Metric, Outcome};
use std::cmp::Reverse;

/// Points that can still be gained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// By which metric; its advice says how.
    pub metric: Metric,
    /// How many points.
    pub points: u16,
    /// At which distribution; `None` at the dataset, or if there is no distribution yet.
    pub distribution: Option<String>,
    /// 1: one field to fill in. 2: something to find out or to repair. 3: another file or format to
    /// publish.
    pub effort: u8,
}

impl Assessment {
    /// What is missing, the most points for the least effort first. What is pending is not missing.
    pub fn gains(&self) -> Vec<Gain> {
        let missed = Metric::ALL.into_iter().filter(|&metric| self.outcome(metric) == Outcome::Missed);
        let mut gains: Vec<Gain> = missed
            .map(|metric| Gain {
                metric,
                points: metric.points(),
                distribution: if metric.level() == Level::Dataset { None } else { self.distribution.clone() },
                effort: self.effort(metric),
            })
            .collect();
        // Both are small, and no quotient of them is too large; equal ones keep the order of the method.
        gains.sort_by_key(|gain| Reverse(u32::from(gain.points) * 6 / u32::from(gain.effort)));
        gains
    }

    fn effort(&self, metric: Metric) -> u8 {
        let of_files = metric.level() == Level::Distribution;
        if of_files && self.distribution.is_none() {
            return 3;
        }
        match metric {
            Metric::FormatMediaTypeNonProprietary | Metric::FormatMediaTypeMachineInterpretable => {
                // Perhaps the format is a good one, and only its name is missing or in no list.
                let is_stated = self.outcome(Metric::FormatMediaTypeVocabularyAlignment) == Outcome::Gained;
                if is_stated { 3 } else { 1 }
            }
            _ => metric.usual_effort(),
        }
    }
}
