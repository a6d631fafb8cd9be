//! Shares before and after, and what they add up to.

use crate::features::{Features, OF_DATASETS, OF_DISTRIBUTIONS};
use datenkreis_tests::rdf;
use serde_json::Value;
use std::fmt;

/// How many of how many.
#[derive(Clone, Copy, Default)]
struct Share {
    of: u64,
    have: u64,
}

impl Share {
    fn count(&mut self, has: bool) {
        self.of += 1;
        self.have += u64::from(has);
    }

    fn add(&mut self, other: Self) {
        self.of += other.of;
        self.have += other.have;
    }

    fn percent(self) -> String {
        if self.of == 0 {
            "–".into()
        } else {
            format!("{:.1} %", 100.0 * self.have as f64 / self.of as f64)
        }
    }
}

/// The same figure of what arrived and of what is published.
#[derive(Clone, Copy, Default)]
struct Pair {
    arrived: Share,
    published: Share,
}

/// A mean of scores or counts.
#[derive(Clone, Copy, Default)]
struct Mean {
    of: u64,
    sum: f64,
}

impl Mean {
    fn count(&mut self, value: &Value) {
        if let Some(value) = value.as_f64() {
            self.of += 1;
            self.sum += value;
        }
    }

    fn show(self) -> String {
        if self.of == 0 { "–".into() } else { format!("{:.2}", self.sum / self.of as f64) }
    }
}

/// What the assessments of the program are called in its output, and here.
const MEASURED: [(&str, &str); 3] = [
    ("score", "mean MQA score (of 405)"),
    ("violations", "violations per dataset (high-value too)"),
    ("warnings", "warnings per dataset"),
];

/// What one record says and is not resolved.
#[derive(Default)]
pub struct Missed {
    /// Usable statements of licence and format.
    pub values: [Vec<String>; 2],
    /// Formats that the EU list has no entry for.
    pub of_no_list: Vec<String>,
    /// The municipal datasets without a place key.
    pub places: Vec<String>,
}

/// The figures of one catalogue or of all.
#[derive(Default)]
pub struct Figures {
    datasets: u64,
    distributions: u64,
    of_datasets: [Pair; OF_DATASETS.len()],
    of_distributions: [Pair; OF_DISTRIBUTIONS.len()],
    /// Licence and format: resolved among those of which the source says anything usable.
    resolved: [Share; 2],
    measured: [[Mean; 2]; MEASURED.len()],
}

impl Figures {
    /// Counts one record of the program's output; returns what was said that could have been resolved.
    pub fn dataset(&mut self, line: &Value, run_by_municipality: bool) -> Missed {
        let graph = |name: &str| {
            rdf::parse(line[name].as_str().unwrap_or_default().as_bytes(), "application/n-triples")
        };
        let dataset = line["dataset"].as_str().unwrap_or_default();
        let of = |name: &str| Features::of(&graph(name), dataset, run_by_municipality);
        let (arrived, published) = (of("arrived"), of("published"));
        let mut missed = Missed::default();
        self.datasets += 1;
        self.distributions += published.distributions.len() as u64;
        for (at, pair) in self.of_datasets.iter_mut().enumerate() {
            // What is asked only of some is asked of the same ones before and after.
            let asked = published.dataset[at].is_some() || arrived.dataset[at].is_some();
            if asked {
                pair.arrived.count(arrived.dataset[at] == Some(true));
                pair.published.count(published.dataset[at] == Some(true));
            }
        }
        for (at, pair) in self.of_distributions.iter_mut().enumerate() {
            arrived.distributions.values().for_each(|file| pair.arrived.count(file.has[at]));
            published.distributions.values().for_each(|file| pair.published.count(file.has[at]));
        }
        for (iri, file) in &arrived.distributions {
            let Some(after) = published.distributions.get(iri) else { continue };
            for (at, share) in
                self.resolved.iter_mut().enumerate().filter(|(at, _)| !file.usable[*at].is_empty())
            {
                let is_resolved = file.is_resolved(at, after);
                share.count(is_resolved);
                if !is_resolved {
                    missed.values[at].push(file.usable[at].join(" + "));
                }
            }
            if file.usable[1].is_empty() {
                missed.of_no_list.extend(file.of_no_list.iter().cloned());
            }
        }
        if published.dataset[OF_DATASETS.len() - 1] == Some(false) {
            missed.places.push(dataset.rsplit('/').next().unwrap_or_default().to_owned());
        }
        for ((name, _), means) in MEASURED.iter().zip(&mut self.measured) {
            means[0].count(&line["assessment"]["arrived"][name]);
            means[1].count(&line["assessment"]["published"][name]);
        }
        missed
    }

    /// Adds those of another catalogue.
    pub fn add(&mut self, other: &Self) {
        self.datasets += other.datasets;
        self.distributions += other.distributions;
        let pairs = self.of_datasets.iter_mut().chain(&mut self.of_distributions);
        for (pair, other) in pairs.zip(other.of_datasets.iter().chain(&other.of_distributions)) {
            pair.arrived.add(other.arrived);
            pair.published.add(other.published);
        }
        for (share, other) in self.resolved.iter_mut().zip(other.resolved) {
            share.add(other);
        }
        for (mean, other) in self.measured.iter_mut().flatten().zip(other.measured.iter().flatten()) {
            mean.of += other.of;
            mean.sum += other.sum;
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} datasets, {} distributions published\n", self.datasets, self.distributions)?;
        writeln!(f, "{:<44}{:>12}{:>12}", "", "arrived", "published")?;
        let names = OF_DATASETS.iter().chain(&OF_DISTRIBUTIONS);
        for (name, pair) in names.zip(self.of_datasets.iter().chain(&self.of_distributions)) {
            writeln!(f, "{name:<44}{:>12}{:>12}", pair.arrived.percent(), pair.published.percent())?;
        }
        for ((_, name), means) in MEASURED.iter().zip(&self.measured) {
            writeln!(f, "{name:<44}{:>12}{:>12}", means[0].show(), means[1].show())?;
        }
        for (name, share) in ["licence", "format"].iter().zip(self.resolved) {
            writeln!(
                f,
                "{name} resolved where anything usable is stated: {} of {} ({})",
                share.have,
                share.of,
                share.percent()
            )?;
        }
        Ok(())
    }
}
