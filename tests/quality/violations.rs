//! The official constraints that what is published breaks, by rule: none of DCAT-AP.de 3.0 ought to be left.

use datenkreis_catalogue::document::to_elsewhere;
use datenkreis_tests::rdf;
use datenkreis_vocab::shapes::{Profile, Severity, validate};
use oxrdf::{Term, Triple};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

const CLASS_OF_SERIES: &str = "ap3-dataset-in-series-class";

const PROFILES: [(Profile, &str); 2] = [
    (Profile::DcatApDe3, "DCAT-AP.de 3.0"),
    (Profile::HighValue, "DCAT-AP for high-value datasets 3.0.0 (of what claims to be one)"),
];

/// How often each rule of a profile is broken, by catalogue.
type ByRule = BTreeMap<&'static str, BTreeMap<String, u64>>;

/// What the published datasets of all catalogues break.
#[derive(Default)]
pub struct Violations {
    datasets: u64,
    broken: [ByRule; PROFILES.len()],
    /// The series of the catalogue being read, and the links to series.
    series: BTreeSet<String>,
    links: Vec<String>,
    /// Links to series that no record of the recording describes.
    absent_series: u64,
}

impl Violations {
    /// Counts what one record of the program's output breaks.
    pub fn dataset(&mut self, catalogue: &str, line: &Value) {
        let published = line["published"].as_str().unwrap_or_default();
        let graph = rdf::parse(published.as_bytes(), "application/n-triples");
        // As documents give it, in which links to other datasets ask for nothing.
        let dataset = line["dataset"].as_str().unwrap_or_default();
        let triples: Vec<Triple> = graph.iter().map(|triple| to_elsewhere(triple.into(), dataset)).collect();
        self.datasets += 1;
        if published.contains("<http://www.w3.org/ns/dcat#DatasetSeries>") {
            self.series.extend(line["dataset"].as_str().map(str::to_owned));
        }
        for (at, (profile, _)) in PROFILES.into_iter().enumerate() {
            for result in validate(profile, &triples).results {
                if result.severity != Severity::Violation {
                    continue;
                }
                // Whether it is a series tells its own record.
                if let (CLASS_OF_SERIES, Some(Term::NamedNode(series))) = (result.rule.id, result.found()) {
                    self.links.push(series.as_str().to_owned());
                    continue;
                }
                *self.broken[at]
                    .entry(result.rule.id)
                    .or_default()
                    .entry(catalogue.to_owned())
                    .or_default() += 1;
            }
        }
    }

    /// Ends a catalogue: links to series that it describes break nothing.
    pub fn end_catalogue(&mut self, catalogue: &str) {
        let series = std::mem::take(&mut self.series);
        for link in std::mem::take(&mut self.links).iter().filter(|link| !series.contains(*link)) {
            eprintln!("{catalogue}: the series {link} is not in the recording");
            self.absent_series += 1;
        }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((_, name), broken) in PROFILES.iter().zip(&self.broken) {
            let count: u64 = broken.values().flat_map(BTreeMap::values).sum();
            writeln!(
                f,
                "### Violations of {name} in what is published: {count} in {} datasets\n",
                self.datasets
            )?;
            for (rule, catalogues) in broken {
                writeln!(f, "{:>7}  {rule}", catalogues.values().sum::<u64>())?;
                for (catalogue, count) in catalogues {
                    writeln!(f, "{count:>13}  {catalogue}")?;
                }
            }
            if !broken.is_empty() {
                writeln!(f)?;
            }
        }
        writeln!(
            f,
            "Besides, {} links lead to dataset series that their recordings, of single records, do not hold.\n",
            self.absent_series
        )
    }
}
