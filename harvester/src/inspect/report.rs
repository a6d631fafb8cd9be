//! What was found.

use super::{Reading, Score};
use crate::rdf::Format;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::shapes::{Profile, Report, Rule, Severity, Violation};
use oxrdf::Triple;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// Bytes of a line that are shown.
const EXCERPT: usize = 200;
/// Of these, so many stand before the place.
const BEFORE: usize = 60;
/// The beginning of a longer line (JSON written for machines) says nothing about the place.
const LINE_BYTES: usize = 1_000;

/// What was found in a catalogue.
#[derive(Debug)]
pub struct Inspection {
    /// What a person calls it: the name of a file, an address, the id of a source.
    pub name: String,
    /// What it was recognised as.
    pub recognised: Recognised,
    /// What it was measured by.
    pub profile: Profile,
    /// Its documents, in the order they were read; none for records that came through an API.
    pub documents: Vec<Document>,
    /// The triples that were judged.
    pub graph: Vec<Triple>,
    /// Number of datasets.
    pub datasets: usize,
    /// Number of distributions.
    pub distributions: usize,
    /// Terms of DCAT-AP.de 2.0 (or older) that 3.0 calls otherwise, as prefixed names.
    pub old_terms: Vec<String>,
    /// What was noticed while reading and mapping: mended, concluded, not usable.
    pub remarks: Vec<Remark>,
    /// What is missing from the delivery, in words.
    pub gaps: Vec<String>,
    /// The results of the profile, of what arrived.
    pub report: Report,
    /// For each result, in the same order, where it stands.
    pub located: Vec<Located>,
    /// How mapped records would be published; `None` for RDF, which is judged as it is.
    pub published: Option<Published>,
    /// What is to be known to read the advice.
    pub reading: Reading,
    /// What the metadata are worth.
    pub score: Score,
    /// How long the profile took, indexing included, reading and mapping not.
    pub evaluated_in: Duration,
}

/// What a catalogue was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// RDF.
    Rdf(Format),
    /// Packages of CKAN or DKAN.
    Ckan,
    /// A folder with files and what is said about them.
    Folder,
    /// A configured source of this kind.
    Source(String),
}

/// A document.
#[derive(Debug)]
pub struct Document {
    /// Its name or address.
    pub name: String,
    text: String,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl Document {
    pub(super) fn new(name: String, text: String) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Self { name, text, starts }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line, counted from 1, without its end; empty if there is none.
    pub fn line(&self, line: u32) -> &str {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let Some(&start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default().trim_end()
    }

    /// The byte at which a line begins.
    pub(super) fn start_of(&self, line: u32) -> usize {
        let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    /// The line on which a byte stands.
    pub(super) fn line_at(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }
}

/// A line of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of the document.
    pub document: usize,
    /// The line, from 1.
    pub line: u32,
    /// The character within the line, from 1; 0 if it is not known.
    pub column: u32,
    /// The byte of the document at which that character begins.
    pub(super) byte: usize,
}

impl Place {
    /// A line of which no more is known.
    pub(super) fn of_line(document: usize, line: u32) -> Self {
        Self { document, line, column: 0, byte: 0 }
    }
}

/// What a dataset is called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DatasetName {
    /// Its IRI (or `_:` and a label); for mapped records the id at the source.
    pub id: String,
    /// Its title, German if there is one.
    pub title: Option<String>,
}

/// Where a result stands.
#[derive(Clone, Debug, Default)]
pub struct Located {
    /// The dataset it belongs to.
    pub dataset: Option<DatasetName>,
    /// The line.
    pub place: Option<Place>,
    /// The source's own field: `resources[2].license_id`.
    pub field: Option<String>,
    /// What the field is called where it is written, in German and English: `Spalte „Lizenz“
    /// (datensaetze.csv)`.
    pub written_in: Option<[String; 2]>,
    /// The value found, as a person reads it; `None` for nodes without a name of their own.
    pub found: Option<String>,
    /// The right value in place of it, if mapping concluded one.
    pub right: Option<String>,
    /// What to write, in German and English.
    pub fix: [String; 2],
    /// Whether a harvest repairs it, so that what is published is right.
    pub is_repaired: bool,
}

/// Something noticed while reading or mapping.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The dataset it is about.
    pub dataset: Option<DatasetName>,
    /// The line.
    pub place: Option<Place>,
    /// What was noticed.
    pub finding: Finding,
}

/// The results of what would be published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Violations.
    pub violations: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub infos: usize,
}

/// Mistakes of one kind: a value that does not do may breach several rules, and is told once.
#[derive(Debug)]
pub struct Group {
    /// The rule that tells most.
    pub rule: &'static Rule,
    /// How bad it is, by the worst of its results.
    pub severity: Severity,
    /// Indices of the results.
    pub results: Vec<usize>,
    /// For each mistake the index of the result that tells most.
    pub mistakes: Vec<usize>,
    /// How many datasets have one.
    pub datasets: usize,
    /// How many results a harvest repairs: all or none.
    pub repaired: usize,
}

impl Inspection {
    /// Whether there is no violation and nothing is missing.
    pub fn is_met(&self) -> bool {
        self.report.is_met() && self.gaps.is_empty()
    }

    /// How many results are that bad: violations, warnings, hints.
    pub fn counts(&self) -> [usize; 3] {
        [Severity::Violation, Severity::Warning, Severity::Info].map(|severity| self.report.count(severity))
    }

    /// The profile to offer instead: 2.0 for who writes terms of 2.0.
    pub fn offered(&self) -> Option<Profile> {
        (self.profile == Profile::DcatApDe3 && !self.old_terms.is_empty()).then_some(Profile::DcatApDe2)
    }

    /// How many of the results a harvest repairs: violations, warnings, hints.
    pub fn repaired(&self) -> [usize; 3] {
        let repaired =
            self.report.results.iter().zip(&self.located).filter(|(_, located)| located.is_repaired);
        let severities: Vec<Severity> = repaired.map(|(result, _)| result.severity).collect();
        [Severity::Violation, Severity::Warning, Severity::Info]
            .map(|severity| severities.iter().filter(|found| **found == severity).count())
    }

    /// The mistakes by kind: the worst first, then the most frequent.
    pub fn groups(&self) -> Vec<Group> {
        let mut by_rule: HashMap<(&str, Severity, bool), Group> = HashMap::new();
        for results in self.mistakes() {
            let told = |index: &&usize| self.report.results.get(**index);
            let Some(severity) = results.iter().filter_map(|index| told(&index)).map(|it| it.severity).min()
            else {
                continue;
            };
            let telling = results.iter().filter_map(|index| Some((told(&index)?, *index)));
            let Some((lead, index)) =
                telling.min_by_key(|(result, index)| (result.rank(), result.severity, *index))
            else {
                continue;
            };
            let is_repaired = self.located.get(index).is_some_and(|located| located.is_repaired);
            let group = by_rule.entry((lead.rule.id, severity, is_repaired)).or_insert_with(|| Group {
                rule: lead.rule,
                severity,
                results: vec![],
                mistakes: vec![],
                datasets: 0,
                repaired: 0,
            });
            group.results.extend(results);
            group.mistakes.push(index);
        }
        let mut groups: Vec<Group> = by_rule.into_values().collect();
        for group in &mut groups {
            let located = || group.results.iter().filter_map(|index| self.located.get(*index));
            let datasets = located().filter_map(|located| located.dataset.as_ref());
            let datasets = datasets.map(|dataset| dataset.id.as_str()).collect::<HashSet<_>>().len();
            let repaired = located().filter(|located| located.is_repaired).count();
            (group.datasets, group.repaired) = (datasets, repaired);
        }
        groups.sort_by_key(|group| {
            (group.repaired > 0, group.severity, Reverse(group.mistakes.len()), group.rule.id)
        });
        groups
    }

    /// The results that are about the same value, or the same absence, in the order of the first of each.
    fn mistakes(&self) -> Vec<Vec<usize>> {
        let mut numbers: HashMap<(String, &str, String, bool), usize> = HashMap::new();
        let mut mistakes: Vec<Vec<usize>> = vec![];
        for (index, (result, located)) in self.report.results.iter().zip(&self.located).enumerate() {
            let about = result.found().map_or_else(|| result.component().to_owned(), ToString::to_string);
            let key = (result.subject().to_string(), result.property(), about, located.is_repaired);
            let number = *numbers.entry(key).or_insert_with(|| {
                mistakes.push(vec![]);
                mistakes.len() - 1
            });
            mistakes[number].push(index);
        }
        mistakes
    }

    /// A result, and where it stands.
    pub fn result(&self, index: usize) -> Option<(&Violation, &Located)> {
        self.report.results.get(index).zip(self.located.get(index))
    }

    /// The text of a line without surrounding blanks, of a long one what stands around the place; `None` for
    /// an empty line, or a long one of which only the number is known.
    pub fn excerpt(&self, place: Place) -> Option<String> {
        let whole = self.documents.get(place.document)?.line(place.line);
        let line = whole.trim();
        if line.len() <= EXCERPT {
            return (!line.is_empty()).then(|| line.to_owned());
        }
        let document = self.documents.get(place.document)?;
        if place.column == 0 {
            let end = line.floor_char_boundary(EXCERPT);
            return (line.len() <= LINE_BYTES).then(|| format!("{}…", &line[..end]));
        }
        // By bytes: to count the characters of an endless line for each of its results would take for ever.
        let start = document.start_of(place.line);
        let at = place.byte.saturating_sub(start).min(whole.len());
        let from = whole.ceil_char_boundary(at.saturating_sub(BEFORE));
        let to = whole.floor_char_boundary((from + EXCERPT).min(whole.len()));
        let [before, after] = [from > 0, to < whole.len()].map(|is_cut| if is_cut { "…" } else { "" });
        Some(format!("{before}{}{after}", whole[from..to.max(from)].trim()))
    }
}
