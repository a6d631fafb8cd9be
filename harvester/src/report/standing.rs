//! How the data of an organisation stand, and what is new since it was last told. This is what a report is
//! made from: whatever else is to be reported is another field here.

use super::quality::{Quality, ScoreChange};
use crate::Error;
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::{LinkHealth, PropertyCount, Scope};
use datenkreis_vocab::finding::{self, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Dead links read at a time.
const LINKS_AT_ONCE: u64 = 500;
/// Remedies named in a report.
const REMEDIES: usize = 3;

/// How the data of an organisation stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// Published datasets that count for it, as its page has them.
    pub datasets: u64,
    /// What they are worth; `None` if there are none, or an older program wrote this.
    pub quality: Option<Quality>,
    /// What is wrong, by rule and property, in how many datasets. What needs no action is left out.
    pub findings: Vec<Count>,
    /// Dead links, by address.
    pub dead_links: BTreeMap<String, DeadLink>,
}

/// A rule at a property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Its id.
    pub rule: String,
    /// The property as the source calls it.
    pub property: String,
    /// In how many datasets.
    pub datasets: u64,
}

/// A dead link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeadLink {
    /// Titles of the datasets that name it.
    pub datasets: Vec<String>,
    /// The status of the last answer, if one came.
    pub status: Option<u16>,
    /// When it last answered.
    pub last_good: Option<jiff::Timestamp>,
}

/// What changed since a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// How the mean score changed, if that is news.
    pub score: Option<ScoreChange>,
    /// Findings that are new or concern more datasets, with how many more.
    pub worse: Vec<Count>,
    /// Findings that are gone or concern fewer datasets, with how many fewer.
    pub better: Vec<Count>,
    /// Addresses that died.
    pub died: Vec<String>,
    /// Addresses that answer again, or are named no more.
    pub revived: Vec<String>,
    /// What helps most, the most valuable first.
    pub remedies: Vec<Count>,
}

impl Standing {
    /// How the datasets stand that count for an organisation of the region, whatever their source.
    pub fn gather(catalogue: &Catalogue, organisation: &str) -> Result<Self, Error> {
        let scope = Scope::Organisation(organisation.to_owned());
        let sums = catalogue.quality_summary(&scope)?;
        let counts = catalogue.broken_rules_of_organisation(organisation)?.into_iter();
        let to_mend = counts.filter(|count| severity(&count.rule) != Severity::Info);
        let count = |found: PropertyCount| Count {
            rule: found.rule,
            property: found.property,
            datasets: found.datasets,
        };
        let mut standing = Self {
            datasets: sums.datasets.unsigned_abs(),
            quality: Quality::of(&sums, &catalogue.quality_patterns(&scope)?),
            findings: to_mend.map(count).collect(),
            dead_links: BTreeMap::new(),
        };
        standing
            .findings
            .sort_by(|one, other| (&one.rule, &one.property).cmp(&(&other.rule, &other.property)));
        standing.add_dead_links(catalogue, organisation)?;
        Ok(standing)
    }

    fn add_dead_links(&mut self, catalogue: &Catalogue, organisation: &str) -> Result<(), Error> {
        let mut offset = 0;
        loop {
            let (_, page) =
                catalogue.links_of_organisation(organisation, LinkHealth::Dead, offset, LINKS_AT_ONCE)?;
            offset += LINKS_AT_ONCE;
            let is_last = (page.len() as u64) < LINKS_AT_ONCE;
            for link in page {
                let titles = link.datasets.into_iter().map(|dataset| match dataset.title {
                    Some(title) => title.value,
                    None => dataset.dataset.as_str().to_owned(),
                });
                let entry = self.dead_links.entry(link.state.url).or_default();
                entry.datasets.extend(titles);
                (entry.status, entry.last_good) = (link.state.status, link.state.last_good);
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// What changed since `before`; without it, all is new.
    pub fn since(&self, before: Option<&Self>) -> Changes {
        let scores = before.and_then(|before| before.quality.as_ref()).zip(self.quality.as_ref());
        let score = scores.and_then(|(before, now)| now.since(before));
        let nothing = Self::default();
        let before = before.unwrap_or(&nothing);
        Changes {
            score,
            worse: more(&self.findings, &before.findings),
            better: more(&before.findings, &self.findings),
            died: missing_in(&self.dead_links, &before.dead_links),
            revived: missing_in(&before.dead_links, &self.dead_links),
            remedies: self.remedies(),
        }
    }

    /// The findings whose remedy is worth most: errors before improvements, then by datasets.
    fn remedies(&self) -> Vec<Count> {
        let mut sorted = self.findings.clone();
        sorted.sort_by_key(|count| std::cmp::Reverse((severity(&count.rule) as u8, count.datasets)));
        sorted.truncate(REMEDIES);
        sorted
    }
}

impl Changes {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let has_none = self.worse.is_empty() && self.better.is_empty();
        has_none && self.score.is_none() && self.died.is_empty() && self.revived.is_empty()
    }
}

/// What `these` have more of than `those`.
fn more(these: &[Count], those: &[Count]) -> Vec<Count> {
    let differences = these.iter().filter_map(|count| {
        let same = |other: &&Count| other.rule == count.rule && other.property == count.property;
        let known = those.iter().find(same).map_or(0, |other| other.datasets);
        (count.datasets > known).then(|| Count { datasets: count.datasets - known, ..count.clone() })
    });
    differences.collect()
}

fn missing_in<V>(these: &BTreeMap<String, V>, those: &BTreeMap<String, V>) -> Vec<String> {
    these.keys().filter(|key| !those.contains_key(*key)).cloned().collect()
}

/// How bad a rule's breach is. A rule that this program does not know any more is worth a look.
fn severity(rule: &str) -> Severity {
    finding::by_id(rule).map_or(Severity::Warning, |rule| rule.severity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(findings: &[(&str, u64)], dead: &[&str]) -> Standing {
        let count = |(rule, datasets): &(&str, u64)| Count {
            rule: rule.to_string(),
            property: "p".into(),
            datasets: *datasets,
        };
        Standing {
            datasets: 9,
            findings: findings.iter().map(count).collect(),
            quality: None,
            dead_links: dead.iter().map(|url| (url.to_string(), DeadLink::default())).collect(),
        }
    }

    #[test]
    fn changes_since_the_last_report() {
        let told = |counts: &[Count]| {
            counts.iter().map(|count| (count.rule.clone(), count.datasets)).collect::<Vec<_>>()
        };
        let check =
            |before: Option<Standing>, worse: &[(&str, u64)], better: &[(&str, u64)], died: &[&str]| {
                let changes = standing(&[("a", 3), ("b", 1)], &["https://x.example/"]).since(before.as_ref());
                let owned = |counts: &[(&str, u64)]| {
                    counts.iter().map(|(rule, count)| (rule.to_string(), *count)).collect::<Vec<_>>()
                };
                assert_eq!((told(&changes.worse), told(&changes.better)), (owned(worse), owned(better)));
                assert_eq!(changes.died, died);
                changes
            };
        check(None, &[("a", 3), ("b", 1)], &[], &["https://x.example/"]);
        let same = check(Some(standing(&[("a", 3), ("b", 1)], &["https://x.example/"])), &[], &[], &[]);
        assert!(same.is_empty());
        let back = check(
            Some(standing(&[("a", 1), ("b", 4), ("c", 2)], &["https://y.example/"])),
            &[("a", 2)],
            &[("b", 3), ("c", 2)],
            &["https://x.example/"],
        );
        assert_eq!(back.revived, ["https://y.example/"]);
    }

    #[test]
    fn errors_come_before_what_is_only_better() {
        let rules: Vec<_> = [Severity::Info, Severity::Warning, Severity::Error]
            .into_iter()
            .filter_map(|severity| finding::RULES.iter().find(|rule| rule.severity == severity))
            .map(|rule| rule.id)
            .collect();
        let remedies = standing(&[(rules[1], 100), (rules[2], 1)], &[]).remedies();
        assert_eq!(remedies[0].rule, rules[2]);
    }
}
