//! What a change brings: it is made to the published graph, with what the mapping would conclude from it,
//! and that is measured again.

use super::Known;
use super::said::{Change, Field, Target};
use super::wanted::objects;
use datenkreis_vocab::lists::{file_type, license};
use datenkreis_vocab::mqa::{Gain, Links, Outcome, Remedy, measure};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf, vcard, xsd};
use datenkreis_vocab::shapes::{Profile, validate};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

/// What the change brings the dataset; `conforms` is whether it meets the European profile now.
pub(super) fn gain(remedy: Remedy, change: &Change, known: &Known<'_>, conforms: Outcome) -> Gain {
    let after = with(change, known);
    let conforms_after = match conforms {
        Outcome::Missed => Some(validate(Profile::DcatApDe3, &after).european().next().is_none()),
        outcome => told(outcome),
    };
    let dataset = NamedNode::new_unchecked(known.dataset.as_str());
    let links: &dyn Links = known.links;
    let before = measure(known.triples, dataset.as_ref(), links, told(conforms));
    let after = measure(&after, dataset.as_ref(), links, conforms_after);
    let points = after.points().saturating_sub(before.points());
    let total = after.possible.saturating_sub(before.possible);
    Gain { remedy, points, answers: total.saturating_sub(points) }
}

fn told(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::Gained => Some(true),
        Outcome::Missed => Some(false),
        Outcome::Pending => None,
    }
}

/// The graph after the change.
fn with(change: &Change, known: &Known<'_>) -> Vec<Triple> {
    let mut graph = Graph { triples: known.triples.to_vec(), dataset: known.dataset.as_str() };
    let subject = match change.target {
        Target::Dataset => known.dataset.as_str().to_owned(),
        Target::Distribution => known.distribution.unwrap_or_default().to_owned(),
        Target::NewDistribution => {
            let new = format!("{}#neue-datei", known.dataset.as_str());
            graph.add(known.dataset.as_str(), dcat::DISTRIBUTION, NamedNode::new_unchecked(&new));
            graph.add(&new, rdf::TYPE, dcat::DISTRIBUTION_CLASS.into_owned());
            new
        }
    };
    for said in &change.said {
        graph.say(&subject, said.field, &said.filled());
    }
    if change.target != Target::Dataset {
        graph.conclude(&subject);
    }
    graph.triples
}

struct Graph<'a> {
    triples: Vec<Triple>,
    dataset: &'a str,
}

impl Graph<'_> {
    fn add(&mut self, subject: &str, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        let subject = NamedNode::new_unchecked(subject);
        self.triples.push(Triple::new(subject, property.into_owned(), object));
    }

    /// Says something instead of what was said.
    fn replace(&mut self, subject: &str, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        let is_about = |node: &NamedOrBlankNode| matches!(node, NamedOrBlankNode::NamedNode(node) if node.as_str() == subject);
        self.triples.retain(|triple| !(triple.predicate == property && is_about(&triple.subject)));
        self.add(subject, property, object);
    }

    /// Says that a property leads to a node of a class.
    fn node(&mut self, property: NamedNodeRef<'_>, name: &str, class: NamedNodeRef<'_>) -> String {
        let node = format!("{}#{name}", self.dataset);
        self.add(self.dataset, property, NamedNode::new_unchecked(&node));
        self.add(&node, rdf::TYPE, class.into_owned());
        node
    }

    fn say(&mut self, subject: &str, field: Field, values: &[String]) {
        let Some(first) = values.first() else { return };
        let text = Literal::new_simple_literal(first);
        match field {
            Field::Keyword => {
                for value in values {
                    let word = Literal::new_language_tagged_literal_unchecked(value, "de");
                    self.add(subject, dcat::KEYWORD, word);
                }
            }
            Field::Theme => values.iter().for_each(|value| self.add(subject, dcat::THEME, iri(value))),
            Field::Spatial => values.iter().for_each(|value| self.add(subject, dcterms::SPATIAL, iri(value))),
            Field::PeriodStart => {
                let period = self.node(dcterms::TEMPORAL, "neuer-zeitraum", dcterms::PERIOD_OF_TIME);
                self.add(&period, dcat::START_DATE, date(first));
            }
            Field::PeriodEnd => {
                let period = format!("{}#neuer-zeitraum", self.dataset);
                self.add(&period, dcat::END_DATE, date(first));
            }
            Field::ContactName => {
                let contact = self.node(dcat::CONTACT_POINT, "neuer-kontakt", vcard::KIND);
                self.add(&contact, vcard::FN, text);
            }
            Field::ContactEmail => {
                let contact = format!("{}#neuer-kontakt", self.dataset);
                self.add(&contact, vcard::HAS_EMAIL, iri(&format!("mailto:{first}")));
            }
            Field::Publisher => {
                let publisher = self.node(dcterms::PUBLISHER, "neuer-herausgeber", foaf::AGENT);
                self.add(&publisher, foaf::NAME, text);
            }
            Field::AccessRights => self.replace(subject, dcterms::ACCESS_RIGHTS, iri(first)),
            Field::AccessUrl => self.replace(subject, dcat::ACCESS_URL, iri(first)),
            Field::DownloadUrl => self.replace(subject, dcat::DOWNLOAD_URL, iri(first)),
            Field::Format => self.replace(subject, dcterms::FORMAT, iri(first)),
            Field::MediaType => self.replace(subject, dcat::MEDIA_TYPE, iri(first)),
            Field::License => self.replace(subject, dcterms::LICENSE, iri(first)),
            Field::Rights => self.replace(subject, dcterms::RIGHTS, iri(first)),
            Field::ByteSize => {
                let size = Literal::new_typed_literal(first, xsd::NON_NEGATIVE_INTEGER);
                self.replace(subject, dcat::BYTE_SIZE, size);
            }
            Field::Issued => self.replace(subject, dcterms::ISSUED, date(first)),
            Field::Modified => self.replace(subject, dcterms::MODIFIED, date(first)),
        }
    }

    /// What normalising would add: rights from the licence, the media type from the format.
    fn conclude(&mut self, file: &str) {
        let of = |graph: &Self, property| objects(&graph.triples, file, property);
        if of(self, dcterms::RIGHTS).is_empty()
            && let Some(stated) = of(self, dcterms::LICENSE).first()
            && *stated != license::IN_WANT_OF_ANY.as_str()
        {
            self.add(file, dcterms::RIGHTS, iri(stated));
        }
        if of(self, dcat::MEDIA_TYPE).is_empty() {
            let formats = of(self, dcterms::FORMAT);
            if let Some(media_type) = formats.iter().find_map(|format| file_type::media_type(format)) {
                self.add(file, dcat::MEDIA_TYPE, NamedNode::new_unchecked(media_type));
            }
        }
    }
}

/// An IRI; a text where there should be one stays a text, as mapping leaves it.
fn iri(value: &str) -> Term {
    NamedNode::new(value).map_or_else(|_| Literal::new_simple_literal(value).into(), Term::from)
}

fn date(value: &str) -> Literal {
    let datatype = match value.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        _ if value.contains('T') => xsd::DATE_TIME,
        _ => xsd::DATE,
    };
    Literal::new_typed_literal(value, datatype)
}
