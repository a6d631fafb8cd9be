//! Series that the operator confirms: what is published about them, and about their members.
//!
//! A member says in which series it is, and describes the series shortly, so that each stands for itself on
//! its page of the feed. A series says nothing about its members: GovData keeps and deletes a dataset
//! together with all that can be reached from it on its page, which by way of such a series would be all
//! other members ([ADR 0007](../../../docs/adr/0007-confirmed-series.md)).

use super::siblings::Sibling;
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::iri::dataset_iri;
use datenkreis_vocab::model::{Agent, ContactPoint, Dataset, Kind, LangString, Location, PeriodOfTime, best};
use datenkreis_vocab::ns::dcat;
use oxrdf::{NamedNode, Triple};

/// The source under which confirmed series stand, beside those that are harvested.
pub const SERIES_SOURCE: &str = "reihe";

/// A series as the operator confirms it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// What its IRI ends with.
    pub id: String,
    /// Its title, in German and perhaps in English.
    pub title: Vec<LangString>,
    /// What it is; without it, a sentence made from the title.
    pub description: Vec<LangString>,
    /// A dataset: what is proposed as a series together with it belongs to this one, also what comes later.
    pub like: Option<DatasetIri>,
    /// Datasets that belong to it.
    pub members: Vec<DatasetIri>,
    /// Datasets that do not, though they are like the others.
    pub except: Vec<DatasetIri>,
}

/// Who speaks for a series whose members have different publishers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// IRI of the body.
    pub iri: String,
    /// Its official name.
    pub name: String,
    /// Its mailbox for questions.
    pub email: String,
}

impl Speaker {
    /// The body as a publisher.
    pub(crate) fn agent(&self) -> Agent {
        Agent {
            iri: NamedNode::new(&self.iri).ok(),
            name: vec![LangString::german(&self.name)],
            ..Agent::default()
        }
    }

    /// Its mailbox as a contact.
    pub(crate) fn mailbox(&self) -> ContactPoint {
        ContactPoint {
            r#fn: Some(LangString::untagged(&self.name)),
            has_email: NamedNode::new(format!("mailto:{}", self.email)).into_iter().collect(),
            ..ContactPoint::default()
        }
    }
}

impl Series {
    /// Its IRI.
    pub fn iri(&self, base: &str) -> DatasetIri {
        dataset_iri(base, &SourceId::new(SERIES_SOURCE), &NativeId::new(&self.id))
    }

    /// The whole description, made from the operator's words and from what its members have in common;
    /// they come in their order. Title, description and publisher are obligatory, contact, period and
    /// place recommended (DCAT-AP.de 3.0, dcat:DatasetSeries).
    pub(crate) fn described(&self, base: &str, members: &[Dataset], speaker: Option<&Speaker>) -> Dataset {
        let mut series = Dataset::new(NamedNode::new_unchecked(self.iri(base).as_str()));
        series.kind = Kind::DatasetSeries;
        series.title.clone_from(&self.title);
        series.description.clone_from(&self.description);
        if series.description.is_empty() {
            series.description = self.title.iter().map(sentence).collect();
        }
        let publisher = common(members, |member| member.publisher.as_ref().map(|agent| named(agent, member)));
        let has_one = publisher.is_some();
        series.publisher = publisher.or_else(|| speaker.map(Speaker::agent));
        let contacts = || members.iter().rev().flat_map(|member| &member.contact_point);
        let contact = contacts().find(|contact| contact.is_reachable()).filter(|_| has_one);
        // A node of its own: shared ones leave a federal portal with the first dataset that does.
        let contact = contact.map(|contact| ContactPoint { iri: None, ..contact.clone() });
        series.contact_point = contact.or_else(|| speaker.map(Speaker::mailbox)).into_iter().collect();
        series.temporal = members.first().and_then(open_period).into_iter().collect();
        series.spatial = common(members, places).unwrap_or_default();
        series
    }
}

/// The part of a series that each member carries along: what is obligatory.
pub(crate) fn head(series: &Dataset) -> Vec<Triple> {
    let mut head = Dataset::new(series.iri.clone());
    head.kind = Kind::DatasetSeries;
    head.title.clone_from(&series.title);
    head.description.clone_from(&series.description);
    head.publisher.clone_from(&series.publisher);
    head.to_rdf()
}

/// What a member of a series says: that it is one, what the series is, and which member comes before it.
pub(crate) fn membership(member: &DatasetIri, series: &Dataset, before: Option<&DatasetIri>) -> Vec<Triple> {
    let node = |iri: &DatasetIri| NamedNode::new_unchecked(iri.as_str());
    let mut triples = vec![Triple::new(node(member), dcat::IN_SERIES, series.iri.clone())];
    triples.extend(head(series));
    triples.extend(before.map(|before| Triple::new(node(member), dcat::PREV, node(before))));
    triples
}

/// Whether an IRI is that of a series the operator confirmed, now or once.
pub(crate) fn is_confirmed(iri: &str, base: &str) -> bool {
    iri.strip_prefix(base).is_some_and(|rest| rest.starts_with(&format!("/dataset/{SERIES_SOURCE}/")))
}

/// The time of a dataset in a form that sorts, as its title or its period tells it; empty if neither does.
pub(crate) fn time_of(dataset: &Dataset) -> String {
    let title = best(&dataset.title, "de").and_then(Sibling::of);
    let start = || dataset.temporal.iter().find_map(|period| period.start_date.as_ref());
    title.map(|sibling| sibling.time).or_else(|| start().map(|start| day(start.value()))).unwrap_or_default()
}

/// `2014-05-25T00:00:00Z` as titles' times are: `2014 05 25`.
fn day(date: &str) -> String {
    const DAY: usize = "2014-05-25".len();
    date.get(..DAY.min(date.len())).unwrap_or_default().replace('-', " ").trim().to_owned()
}

/// What all members have alike, if they have it.
fn common<T: PartialEq>(members: &[Dataset], of: impl Fn(&Dataset) -> Option<T>) -> Option<T> {
    let first = members.first().and_then(&of)?;
    members[1..].iter().all(|member| of(member).as_ref() == Some(&first)).then_some(first)
}

/// An agent without the name of its node where that lies below the member.
fn named(agent: &Agent, member: &Dataset) -> Agent {
    let is_below = |iri: &NamedNode| iri.as_str().starts_with(member.iri.as_str());
    Agent { iri: agent.iri.clone().filter(|iri| !is_below(iri)), ..agent.clone() }
}

/// The official places of a member; others are nodes of its own.
fn places(member: &Dataset) -> Option<Vec<Location>> {
    let is_official = |place: &&Location| {
        let has_iri = place.iri.as_ref().is_some_and(|iri| !iri.as_str().starts_with(member.iri.as_str()));
        has_iri && place.bbox.is_none() && place.centroid.is_none()
    };
    Some(member.spatial.iter().filter(is_official).cloned().collect())
}

/// From the first member's begin on, for a series goes on (the note at dcterms:temporal).
fn open_period(first: &Dataset) -> Option<PeriodOfTime> {
    let start = first.temporal.iter().find_map(|period| period.start_date.clone())?;
    Some(PeriodOfTime { start_date: Some(start), end_date: None })
}

/// A sentence that stays true whatever members come and go.
fn sentence(title: &LangString) -> LangString {
    let name = &title.value;
    let value = match title.language.as_deref() {
        Some("en") => format!("Series “{name}”: datasets of the same kind for different times."),
        _ => format!("Reihe „{name}“: Datensätze gleicher Art für verschiedene Zeiten."),
    };
    LangString { value, language: title.language.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::shapes::{Profile, Severity, validate};
    use oxrdf::{Literal, vocab::xsd};

    const BASE: &str = "https://x.example";

    fn member(id: &str, publisher: &str, year: &str) -> Dataset {
        let mut member = Dataset::new(NamedNode::new_unchecked(format!("{BASE}/dataset/unna/{id}")));
        member.title = vec![LangString::german(format!("Haushaltsplan {year}"))];
        member.publisher = Some(Agent { name: vec![LangString::german(publisher)], ..Agent::default() });
        member.contact_point = vec![ContactPoint {
            iri: Some(NamedNode::new_unchecked(format!("{}/contact/1", member.iri.as_str()))),
            has_email: vec![NamedNode::new_unchecked(format!("mailto:{id}@unna.example"))],
            ..ContactPoint::default()
        }];
        let start = Literal::new_typed_literal(format!("{year}-01-01"), xsd::DATE);
        member.temporal = vec![PeriodOfTime { start_date: Some(start), end_date: None }];
        let place =
            |iri: String| Location { iri: Some(NamedNode::new_unchecked(iri)), ..Location::default() };
        let official = place("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978036".into());
        member.spatial = vec![place(format!("{}/place/1", member.iri.as_str())), official];
        member
    }

    fn series() -> Series {
        let title = LangString { value: "Budgets".into(), language: Some("en".into()) };
        Series {
            id: "haushalt".into(),
            title: vec![LangString::german("Haushaltspläne"), title],
            ..Series::default()
        }
    }

    fn operator() -> Speaker {
        Speaker {
            iri: format!("{BASE}/organisation/betreiber"),
            name: "Kreis".into(),
            email: "a@kreis.example".into(),
        }
    }

    /// Publisher and contact of a series of these members.
    #[track_caller]
    fn check(members: &[Dataset], publisher: &str, contact: &str) -> Dataset {
        let series = series().described(BASE, members, Some(&operator()));
        let name = series.publisher.as_ref().map(|agent| agent.name[0].value.as_str());
        let mail = series.contact_point.first().map(|contact| contact.has_email[0].as_str());
        assert_eq!((name, mail), (Some(publisher), Some(contact)));
        let report = validate(Profile::DcatApDe3, &series.to_rdf());
        assert_eq!(report.count(Severity::Violation), 0, "{:?}", report.results);
        series
    }

    #[test]
    fn a_series_speaks_as_its_members_do() {
        let same = [member("a", "Stadt Unna", "2022"), member("b", "Stadt Unna", "2023")];
        let described = check(&same, "Stadt Unna", "mailto:b@unna.example");
        assert_eq!(described.iri.as_str(), "https://x.example/dataset/reihe/haushalt");
        assert_eq!(described.temporal[0].start_date.as_ref().map(Literal::value), Some("2022-01-01"));
        assert_eq!(described.spatial.len(), 1, "the official place: {:?}", described.spatial);
        assert!(described.description[1].value.starts_with("Series “Budgets”"));
        let text: String = described.to_rdf().iter().map(|triple| format!("{triple}\n")).collect();
        assert!(!text.contains("/dataset/unna/"), "it leads to no member: {text}");
        let mixed = [member("a", "Stadt Unna", "2022"), member("c", "Stadt Selm", "2023")];
        check(&mixed, "Kreis", "mailto:a@kreis.example");
    }

    #[test]
    fn a_member_stands_for_itself() {
        let members = [member("a", "Stadt Unna", "2022"), member("b", "Stadt Unna", "2023")];
        let described = series().described(BASE, &members, Some(&operator()));
        let [one, other] = [&members[0], &members[1]].map(|member| DatasetIri::new(member.iri.as_str()));
        let said = membership(&other, &described, Some(&one));
        let has = |predicate, object: &str| {
            said.iter().any(|t| t.predicate == predicate && t.object.to_string() == format!("<{object}>"))
        };
        assert!(
            has(dcat::IN_SERIES, "https://x.example/dataset/reihe/haushalt") && has(dcat::PREV, one.as_str())
        );
        let report = validate(Profile::DcatApDe3, &said);
        assert_eq!(report.count(Severity::Violation), 0, "{:?}", report.results);
    }

    #[test]
    fn times_sort() {
        let check = |title: &str, year: &str, expected: &str| {
            let mut member = member("a", "Stadt Unna", year);
            member.title = vec![LangString::german(title)];
            if year.is_empty() {
                member.temporal.clear();
            }
            assert_eq!(time_of(&member), expected);
        };
        check("Haushaltsplan 2023", "2019", "2023");
        check("Haushaltsplan", "2019", "2019 01 01");
        check("Haushaltsplan", "", "");
    }
}
