//! What GovData's dashboard counts: the few rules whose breaches it shows per contributor, each with
//! the local name of its severity in `http://govdata.de/mqa/#`.

use super::measure::Facts;
use crate::lists::{contributors, license};
use crate::ns::{dcat, dcatde, dcterms, foaf};
use oxrdf::{NamedOrBlankNodeRef, TermRef, Triple};

/// A rule of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum GovDataRule {
    /// The dataset has a keyword that is a literal.
    NoLiteralKeyword,
    /// The dataset has exactly one dcatde:contributorID of the list; others are allowed beside it.
    NoCorrectContributorId,
    /// The dataset has exactly one publisher, and it has a name.
    NoCorrectPublisher,
    /// No distribution has more than one licence.
    MultipleLicenses,
    /// Every distribution has a licence.
    NoLicense,
    /// Every licence is on the list of DCAT-AP.de.
    NoLicenseFromList,
    /// Every licence is an open one of that list.
    NoOpenLicenseFromList,
}

impl GovDataRule {
    /// All rules, in the order of the dashboard's shapes.
    pub const ALL: [Self; 7] = [
        Self::NoLiteralKeyword,
        Self::NoCorrectContributorId,
        Self::NoCorrectPublisher,
        Self::MultipleLicenses,
        Self::NoLicense,
        Self::NoLicenseFromList,
        Self::NoOpenLicenseFromList,
    ];

    /// Its place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The local name of its severity, e.g. `no_license`.
    pub const fn local(self) -> &'static str {
        match self {
            Self::NoLiteralKeyword => "no_literal_keyword",
            Self::NoCorrectContributorId => "no_correct_contributorID",
            Self::NoCorrectPublisher => "no_correct_publisher",
            Self::MultipleLicenses => "multiple_licenses",
            Self::NoLicense => "no_license",
            Self::NoLicenseFromList => "no_license_from_list",
            Self::NoOpenLicenseFromList => "no_open_license_from_list",
        }
    }

    /// What a breach means; any language but `en` gives German.
    pub fn problem(self, language: &str) -> &'static str {
        let [german, english] = match self {
            Self::NoLiteralKeyword => ["Kein Schlagwort", "No keyword"],
            Self::NoCorrectContributorId => {
                ["Nicht genau eine Kennung eines Datenlieferanten", "Not exactly one contributor ID"]
            }
            Self::NoCorrectPublisher => {
                ["Nicht genau ein Herausgeber mit Namen", "Not exactly one publisher with a name"]
            }
            Self::MultipleLicenses => ["Mehrere Lizenzen an einer Datei", "Several licences at one file"],
            Self::NoLicense => ["Keine Lizenz an einer Datei", "No licence at a file"],
            Self::NoLicenseFromList => {
                ["Lizenz steht nicht auf der Liste von DCAT-AP.de", "Licence not on the list of DCAT-AP.de"]
            }
            Self::NoOpenLicenseFromList => {
                ["Keine offene Lizenz der Liste von DCAT-AP.de", "No open licence of the list of DCAT-AP.de"]
            }
        };
        if language == "en" { english } else { german }
    }
}

/// How often a dataset breaks each rule, in the order of [`GovDataRule::ALL`], counted as the
/// dashboard's shapes do: rules about distributions once for each, rules about licences once for each
/// licence.
pub fn measure<'a>(triples: &'a [Triple], dataset: impl Into<NamedOrBlankNodeRef<'a>>) -> [u16; 7] {
    let facts = Facts::new(triples, dataset.into());
    let about = facts.about(facts.dataset);
    let mut broken = [0_u16; 7];
    let mut count = |rule: GovDataRule, is_broken: bool| {
        broken[rule.index()] = broken[rule.index()].saturating_add(u16::from(is_broken));
    };
    let is_literal = |term: TermRef<'_>| matches!(term, TermRef::Literal(_));
    count(GovDataRule::NoLiteralKeyword, !about.objects(dcat::KEYWORD).any(is_literal));
    let is_contributor =
        |term: &TermRef<'_>| iri(*term).is_some_and(|iri| contributors::LIST.entry(iri).is_some());
    let contributors = about.objects(dcatde::CONTRIBUTOR_ID).filter(is_contributor).count();
    count(GovDataRule::NoCorrectContributorId, contributors != 1);
    let publishers: Vec<TermRef<'_>> = about.objects(dcterms::PUBLISHER).collect();
    count(GovDataRule::NoCorrectPublisher, publishers.len() != 1);
    for publisher in publishers {
        let is_named = node(publisher)
            .is_some_and(|publisher| facts.about(publisher).objects(foaf::NAME).any(is_literal));
        count(GovDataRule::NoCorrectPublisher, !is_named);
    }
    for &distribution in &facts.distributions {
        let licenses: Vec<TermRef<'_>> = facts.about(distribution).objects(dcterms::LICENSE).collect();
        count(GovDataRule::MultipleLicenses, licenses.len() > 1);
        count(GovDataRule::NoLicense, licenses.is_empty());
        for found in licenses {
            let entry = iri(found).and_then(|iri| license::LIST.entry(iri));
            count(GovDataRule::NoLicenseFromList, entry.is_none());
            count(GovDataRule::NoOpenLicenseFromList, !entry.is_some_and(|entry| entry.has("open")));
        }
    }
    broken
}

fn iri(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

fn node(term: TermRef<'_>) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode, Term};

    const DATASET: &str = "https://x.example/d";

    fn triple(subject: &str, predicate: oxrdf::NamedNodeRef<'_>, object: &str) -> Triple {
        let object: Term = match object.strip_prefix('"') {
            Some(text) => Literal::new_simple_literal(text).into(),
            None => NamedNode::new_unchecked(object).into(),
        };
        Triple::new(NamedNode::new_unchecked(subject), predicate, object)
    }

    fn perfect() -> Vec<Triple> {
        vec![
            triple(DATASET, dcat::KEYWORD, "\"Radweg"),
            triple(DATASET, dcatde::CONTRIBUTOR_ID, &contributors::LIST.entries()[0].iri),
            triple(DATASET, dcterms::PUBLISHER, "https://x.example/p"),
            triple("https://x.example/p", foaf::NAME, "\"Stadt Selm"),
            triple(DATASET, dcat::DISTRIBUTION, "https://x.example/v"),
            triple("https://x.example/v", dcterms::LICENSE, "http://dcat-ap.de/def/licenses/cc-zero"),
        ]
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<Triple>), expected: &[(GovDataRule, u16)]) {
        let mut triples = perfect();
        change(&mut triples);
        let broken = measure(&triples, NamedNode::new_unchecked(DATASET).as_ref());
        let found: Vec<_> =
            GovDataRule::ALL.into_iter().zip(broken).filter(|(_, count)| *count > 0).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn breaches_are_counted() {
        use GovDataRule::*;
        check(|_| {}, &[]);
        check(
            |triples| triples.truncate(0),
            &[(NoLiteralKeyword, 1), (NoCorrectContributorId, 1), (NoCorrectPublisher, 1)],
        );
        check(
            |triples| triples[0] = triple(DATASET, dcat::KEYWORD, "https://x.example/k"),
            &[(NoLiteralKeyword, 1)],
        );
        let unlisted = triple(DATASET, dcatde::CONTRIBUTOR_ID, "https://x.example/c");
        check(|triples| triples.push(unlisted.clone()), &[]);
        check(|triples| triples[1] = unlisted, &[(NoCorrectContributorId, 1)]);
        let second = triple(DATASET, dcatde::CONTRIBUTOR_ID, &contributors::LIST.entries()[1].iri);
        check(|triples| triples.push(second), &[(NoCorrectContributorId, 1)]);
        let nameless = triple(DATASET, dcterms::PUBLISHER, "https://x.example/q");
        check(|triples| triples.push(nameless), &[(NoCorrectPublisher, 2)]);
        let closed =
            triple("https://x.example/v", dcterms::LICENSE, "http://dcat-ap.de/def/licenses/other-closed");
        check(|triples| triples[5] = closed.clone(), &[(NoOpenLicenseFromList, 1)]);
        check(|triples| triples.push(closed), &[(MultipleLicenses, 1), (NoOpenLicenseFromList, 1)]);
        check(
            |triples| triples[5] = triple("https://x.example/v", dcterms::LICENSE, "\"frei"),
            &[(NoLicenseFromList, 1), (NoOpenLicenseFromList, 1)],
        );
        check(|triples| triples.truncate(5), &[(NoLicense, 1)]);
    }
}
