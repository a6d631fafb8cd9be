//! What the datasets of a scope add up to.

use super::{Arrived, Measured};
use datenkreis_vocab::mqa::govdata::GovDataRule;
use datenkreis_vocab::mqa::{Dimension, Metric, Outcome, Rating};
use serde::{Deserialize, Serialize};

/// Sums over the assessed datasets of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QualitySums {
    /// How many datasets.
    pub datasets: i64,
    points: i64,
    possible: i64,
    unasked: i64,
    dimensions: [i64; 5],
    /// Datasets that gained each metric.
    gained: [i64; 23],
    /// Datasets whose metric is pending.
    pending: [i64; 23],
    /// Datasets of each rating, in the order of [`Rating::ALL`].
    pub ratings: [i64; 4],
    /// Breaches of each rule of GovData's dashboard, in the order of [`GovDataRule::ALL`].
    pub govdata: [i64; 7],
    /// Datasets on which the official constraints were evaluated.
    pub evaluated: i64,
    /// Their violations.
    pub violations: i64,
    /// Their warnings.
    pub warnings: i64,
    /// Datasets of which the quality of what arrived is known.
    pub arrived: i64,
    arrived_points: i64,
    /// What `unasked` is of those datasets.
    arrived_unasked: i64,
    /// Violations in what arrived.
    pub arrived_violations: i64,
}

/// How many datasets gained a metric's points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricShare {
    /// The metric.
    pub metric: Metric,
    /// Datasets that gained it.
    pub gained: u64,
    /// Datasets that missed it.
    pub missed: u64,
    /// Datasets for which it is pending.
    pub pending: u64,
}

impl MetricShare {
    /// The share that gained it of those for which it is decided; `None` if there are none.
    pub fn share(&self) -> Option<f64> {
        let decided = self.gained + self.missed;
        (decided > 0).then(|| self.gained as f64 / decided as f64)
    }
}

impl QualitySums {
    /// The mean score; what is pending earns nothing. 0 without datasets, like all means here.
    pub fn mean(&self) -> f64 {
        mean(self.points, self.datasets)
    }

    /// The mean score if everything pending turned out well.
    pub fn mean_possible(&self) -> f64 {
        mean(self.possible, self.datasets)
    }

    /// The mean score without the points for answers of addresses.
    pub fn mean_unasked(&self) -> f64 {
        mean(self.unasked, self.datasets)
    }

    /// The mean points of a dimension.
    pub fn mean_in(&self, dimension: Dimension) -> f64 {
        mean(self.dimensions[dimension.index()], self.datasets)
    }

    /// The rating of the mean score, and of what it may be.
    pub fn rating(&self) -> (Rating, Rating) {
        (Rating::of(self.mean()), Rating::of(self.mean_possible()))
    }

    /// The mean points of what arrived and of what we made of it, both without those for answers, over
    /// the same datasets; `None` if there are none.
    pub fn repaired(&self) -> Option<(f64, f64)> {
        let means = || (mean(self.arrived_points, self.arrived), mean(self.arrived_unasked, self.arrived));
        (self.arrived > 0).then(means)
    }

    /// Breaches of a rule of GovData's dashboard for each dataset, the figure it shows.
    pub fn govdata_ratio(&self, rule: GovDataRule) -> f64 {
        mean(self.govdata[rule.index()], self.datasets)
    }

    /// How many datasets gained each metric.
    pub fn shares(&self) -> Vec<MetricShare> {
        let share = |metric: Metric| {
            let (gained, pending) = (self.gained[metric.index()], self.pending[metric.index()]);
            let count = |number: i64| number.max(0) as u64;
            MetricShare {
                metric,
                gained: count(gained),
                missed: count(self.datasets - gained - pending),
                pending: count(pending),
            }
        };
        Metric::ALL.into_iter().map(share).collect()
    }

    /// Adds a dataset (`sign` 1) or takes it off (-1).
    pub(crate) fn count(&mut self, published: &Measured, arrived: Option<&Arrived>, sign: i64) {
        let assessment = &published.assessment;
        let points = assessment.points();
        self.datasets += sign;
        self.points += sign * i64::from(points);
        self.possible += sign * i64::from(assessment.possible);
        self.unasked += sign * i64::from(assessment.unasked);
        for (sum, points) in self.dimensions.iter_mut().zip(assessment.dimensions()) {
            *sum += sign * i64::from(points);
        }
        for metric in Metric::ALL {
            match assessment.outcome(metric) {
                Outcome::Gained => self.gained[metric.index()] += sign,
                Outcome::Pending => self.pending[metric.index()] += sign,
                Outcome::Missed => {}
            }
        }
        self.ratings[Rating::of(f64::from(points)).index()] += sign;
        for (sum, breaches) in self.govdata.iter_mut().zip(published.govdata) {
            *sum += sign * i64::from(breaches);
        }
        if let Some(shapes) = published.shapes {
            self.evaluated += sign;
            self.violations += sign * i64::from(shapes.violations);
            self.warnings += sign * i64::from(shapes.warnings);
        }
        if let Some(arrived) = arrived {
            self.arrived += sign;
            self.arrived_points += sign * i64::from(arrived.points);
            self.arrived_unasked += sign * i64::from(assessment.unasked);
            self.arrived_violations += sign * arrived.shapes.map_or(0, |shapes| i64::from(shapes.violations));
        }
    }

    /// Adds other sums.
    pub(super) fn add(&mut self, other: &Self) {
        let Self {
            datasets,
            points,
            possible,
            unasked,
            dimensions,
            gained,
            pending,
            ratings,
            govdata,
            evaluated,
            violations,
            warnings,
            arrived,
            arrived_points,
            arrived_unasked,
            arrived_violations,
        } = other;
        for (sum, more) in [
            (&mut self.datasets, datasets),
            (&mut self.points, points),
            (&mut self.possible, possible),
            (&mut self.unasked, unasked),
            (&mut self.evaluated, evaluated),
            (&mut self.violations, violations),
            (&mut self.warnings, warnings),
            (&mut self.arrived, arrived),
            (&mut self.arrived_points, arrived_points),
            (&mut self.arrived_unasked, arrived_unasked),
            (&mut self.arrived_violations, arrived_violations),
        ] {
            *sum += more;
        }
        let rows: [(&mut [i64], &[i64]); 5] = [
            (&mut self.dimensions, dimensions),
            (&mut self.gained, gained),
            (&mut self.pending, pending),
            (&mut self.ratings, ratings),
            (&mut self.govdata, govdata),
        ];
        for (sums, more) in rows {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
    }
}

fn mean(sum: i64, of: i64) -> f64 {
    if of > 0 { sum as f64 / of as f64 } else { 0.0 }
}
