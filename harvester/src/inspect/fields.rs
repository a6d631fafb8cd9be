//! The field of a source's record that a result is about: `resources[2].license_id`.

use crate::mapping::origin::{self, Statement};
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::ns::{dcat, prefixed};
use datenkreis_vocab::shapes::Violation;
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::{HashMap, VecDeque};

const DISTRIBUTION: &str = "dcat:distribution";
/// How the fields of a file begin in each dialect.
const FILES: [&str; 3] = ["resources[", "distribution[", "datei["];
const ACCESS_URL: &str = "dcat:distribution dcat:accessURL";

/// The fields of one record, and the graph it was mapped to.
pub(super) struct Fields {
    dialect: String,
    statements: Vec<Statement>,
    /// The way from the dataset to each node, and the number of the resource it belongs to.
    ways: HashMap<Term, (String, Option<usize>)>,
}

impl Fields {
    /// Reads a record that was mapped to `triples`.
    pub(super) fn of(received: &Received, dataset: &DatasetIri, triples: &[Triple]) -> Self {
        let statements = origin::delivered(received);
        let mut fields = Self { dialect: received.dialect.clone(), statements, ways: HashMap::new() };
        fields.walk(dataset, triples);
        fields
    }

    /// From the dataset on, each node once, by the shortest way.
    fn walk(&mut self, dataset: &DatasetIri, triples: &[Triple]) {
        let mut about: HashMap<Term, Vec<&Triple>> = HashMap::new();
        for triple in triples {
            about.entry(term(&triple.subject)).or_default().push(triple);
        }
        let root = Term::from(NamedNode::new_unchecked(dataset.as_str()));
        self.ways.insert(root.clone(), (String::new(), None));
        let mut open = VecDeque::from([root]);
        while let Some(node) = open.pop_front() {
            let (way, resource) = self.ways.get(&node).cloned().unwrap_or_default();
            for triple in about.get(&node).into_iter().flatten() {
                if !about.contains_key(&triple.object) || self.ways.contains_key(&triple.object) {
                    continue;
                }
                let resource = match triple.predicate == dcat::DISTRIBUTION {
                    true => self.resource(about.get(&triple.object).map_or(&[][..], Vec::as_slice)),
                    false => resource,
                };
                let way = join(&way, &prefixed(triple.predicate.as_str()));
                self.ways.insert(triple.object.clone(), (way, resource));
                open.push_back(triple.object.clone());
            }
        }
    }

    /// The number of the resource with the access address of a distribution.
    fn resource(&self, distribution: &[&Triple]) -> Option<usize> {
        let address = distribution.iter().find(|triple| triple.predicate == dcat::ACCESS_URL)?;
        let stated = self.statements.iter().find(|statement| {
            statement.property.as_deref() == Some(ACCESS_URL) && statement.value == text(&address.object)
        });
        number(&stated?.field)
    }

    /// The field of a result. What is missing is named by the field that would state it.
    pub(super) fn of_result(&self, result: &Violation) -> Option<String> {
        let (way, resource) = self.ways.get(result.subject())?;
        let property = result.property().split(['|', '/']).next().unwrap_or_default();
        let way = join(way, property);
        let states = |statement: &&Statement| {
            statement.property.as_deref().is_some_and(|known| {
                known == way || known.strip_prefix(way.as_str()).is_some_and(|rest| rest.starts_with(' '))
            }) && (resource.is_none() || number(&statement.field).is_none_or(|of| Some(of) == *resource))
        };
        let found = result.found().map(text);
        let stated = || self.statements.iter().filter(states);
        let statement = stated().find(|statement| found.as_deref() == Some(&statement.value));
        // That of the resource itself goes before that of the package.
        let statement = statement.or_else(|| stated().min_by_key(|it| number(&it.field).is_none()));
        match statement {
            Some(statement) => Some(statement.field.clone()),
            None => self.missing(&way, *resource),
        }
    }

    fn missing(&self, way: &str, resource: Option<usize>) -> Option<String> {
        let field = origin::field_of(&self.dialect, way)?;
        if let (Some(rest), Some(number)) = (field.strip_prefix("datei."), resource) {
            return Some(format!("datei[{number}].{rest}"));
        }
        Some(match (field.strip_prefix("resources."), resource) {
            (Some(rest), Some(number)) => format!("resources[{number}].{rest}"),
            (Some(rest), None) if way.starts_with(DISTRIBUTION) => format!("resources[].{rest}"),
            _ => field.to_owned(),
        })
    }
}

/// The number of the resource a field belongs to.
fn number(field: &str) -> Option<usize> {
    let rest = FILES.iter().find_map(|files| field.strip_prefix(files))?;
    rest.split(']').next()?.parse().ok()
}

fn join(way: &str, property: &str) -> String {
    if way.is_empty() { property.to_owned() } else { format!("{way} {property}") }
}

fn term(node: &NamedOrBlankNode) -> Term {
    node.clone().into()
}

fn text(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}
