use super::reader::{Node, Reader, shown};
use super::writer::{Writer, named};
use crate::date;
use crate::finding::rule;
use crate::ns::{dcat, dcterms, time};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

/// dcterms:PeriodOfTime; at least one end must be known (convention 38).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PeriodOfTime {
    /// dcat:startDate, an xsd:gYear, gYearMonth, date or dateTime.
    pub start_date: Option<Literal>,
    /// dcat:endDate, likewise.
    pub end_date: Option<Literal>,
}

impl PeriodOfTime {
    /// Whether neither end is known; nothing is written then.
    pub fn is_empty(&self) -> bool {
        self.start_date.is_none() && self.end_date.is_none()
    }

    /// Writes the node, and the statement that refers to it.
    pub(super) fn to_rdf(&self, subject: &NamedNode, writer: &mut Writer<'_>) {
        if self.is_empty() {
            return;
        }
        let node = self.node(writer.dataset());
        writer.class(&node, dcterms::PERIOD_OF_TIME);
        writer.literals(&node, dcat::START_DATE, &self.start_date);
        writer.literals(&node, dcat::END_DATE, &self.end_date);
        writer.add(subject, dcterms::TEMPORAL, node);
    }

    fn node(&self, dataset: &NamedNode) -> NamedNode {
        let end = |literal: &Option<Literal>| literal.as_ref().map(ToString::to_string).unwrap_or_default();
        named(dataset, "period", &format!("{} {}", end(&self.start_date), end(&self.end_date)))
    }

    /// Reads all periods of a node; what is no period with a known end stays as it is.
    pub(super) fn all_from_rdf<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Vec<Self> {
        let mut periods = vec![];
        for term in reader.take(node, dcterms::TEMPORAL) {
            match term {
                Term::NamedNode(iri) => match Self::from_node(reader, iri) {
                    Some(period) => periods.push(period),
                    None => reader.leave(node, dcterms::TEMPORAL, term),
                },
                Term::Literal(literal) => periods.extend(Self::from_text(reader, literal.value())),
                _ => reader.find(&rule::DATE_UNREADABLE, dcterms::TEMPORAL, shown(term), None),
            }
        }
        periods.dedup();
        periods
    }

    fn from_node<'a>(reader: &mut Reader<'a>, iri: &'a NamedNode) -> Option<Self> {
        let node = reader.peek(iri);
        let start_date = reader.date(node, dcat::START_DATE, false);
        let end_date = reader.date(node, dcat::END_DATE, true);
        let period = Self {
            start_date: start_date.or_else(|| reader.instant(node, time::HAS_BEGINNING)),
            end_date: end_date.or_else(|| reader.instant(node, time::HAS_END)),
        };
        if period.is_empty() {
            return None;
        }
        reader.dissolve(iri, Some(period.node(reader.dataset())));
        Some(period)
    }

    /// `2010/2014` (ISO 8601), `start=2010; end=2014` (DCMI Period) or one date or year.
    fn from_text(reader: &mut Reader<'_>, text: &str) -> Option<Self> {
        let end = |name: &str| {
            let after = text.split(';').find_map(|part| part.trim().strip_prefix(name))?;
            after.trim_start().strip_prefix('=')
        };
        let (start, finish) = match (end("start"), end("end"), text.split_once('/')) {
            (None, None, None) => (Some(text), Some(text)),
            (None, None, Some((start, finish))) => (Some(start), Some(finish)),
            (start, finish, _) => (start, finish),
        };
        let read = |end: Option<&str>| end.and_then(|text| date::read(text.trim())).map(|read| read.literal);
        let period = Self { start_date: read(start), end_date: read(finish) };
        if period.is_empty() {
            reader.find(&rule::DATE_UNREADABLE, dcterms::TEMPORAL, text, None);
            return None;
        }
        let shown =
            |end: &Option<Literal>| end.as_ref().map(|end| end.value().to_owned()).unwrap_or("..".into());
        let concluded = format!("{}/{}", shown(&period.start_date), shown(&period.end_date));
        reader.find(&rule::DATE_REWRITTEN, dcterms::TEMPORAL, text, Some(concluded));
        Some(period)
    }
}

impl<'a> Reader<'a> {
    /// The date of a time:Instant; the instant itself stays as it is.
    fn instant(&mut self, node: Node<'a>, predicate: NamedNodeRef<'static>) -> Option<Literal> {
        const DATES: [NamedNodeRef<'static>; 3] =
            [time::IN_XSD_DATE, time::IN_XSD_DATE_TIME, time::IN_XSD_DATE_TIME_STAMP];
        let Some(Term::NamedNode(instant)) = node.objects(predicate).next() else {
            return None;
        };
        let instant = self.peek(instant);
        DATES.iter().flat_map(|date| instant.objects(*date)).find_map(|term| match term {
            Term::Literal(literal) => date::read(literal.value()).map(|read| read.literal),
            _ => None,
        })
    }
}
