//! What a rule demands, seen by a person: a constraint of SHACL may say the same in several ways.

use super::report::Violation;
use super::rule::{Constraint, NodeKind, Path, Shape};
use super::tables;
use crate::ns::{prefixed, skos};

/// What a constraint demands, in the words of a person.
pub(super) enum Demand {
    /// The property has to be there.
    Present,
    /// One of these properties has to be there.
    OneOf(Vec<String>),
    /// So many values at most.
    AtMost(usize),
    /// The property is outdated.
    Outdated,
    /// The value is outdated.
    OutdatedValue,
    /// The value has to be a term of this kind.
    Kind(NodeKind),
    /// The value has to be a literal of one of these datatypes.
    Datatypes(Vec<String>),
    /// The value has to be described as an instance of this class.
    Class(String),
    /// The value has to be an IRI, or a node described as an instance of this class.
    IriOrClass(String),
    /// The value has to stand in one of these lists.
    Lists(Vec<String>),
    /// At least one of the values has to stand in this list.
    AnyOfList(String),
    /// At most so many of the values may stand in this list.
    AtMostOfList(usize, String),
    /// At least one of the values has to be text.
    AnyText,
    /// This has to be among the values.
    Value(String),
    /// The licence has to be an open one.
    OpenLicense,
    /// The value has to have another form.
    Form,
}

/// What the rule of a result demands.
pub(super) fn demand(result: &Violation) -> Demand {
    demand_of(&result.rule.constraint, result.rule.steps.last()).unwrap_or(Demand::Form)
}

/// See [`Violation::rank`].
pub(super) fn rank(result: &Violation) -> u8 {
    match demand(result) {
        Demand::Class(_) | Demand::IriOrClass(_) => 2,
        Demand::Kind(_) => 3,
        Demand::Datatypes(_) | Demand::Form => 1,
        _ => 0,
    }
}

fn demand_of(constraint: &Constraint, path: Option<&Path>) -> Option<Demand> {
    Some(match constraint {
        Constraint::MinCount(_) => match path {
            Some(Path::Alternative(_)) => Demand::OneOf(path.map(properties).unwrap_or_default()),
            _ => Demand::Present,
        },
        Constraint::MaxCount(0) => Demand::Outdated,
        Constraint::MaxCount(most) => Demand::AtMost(*most),
        Constraint::NodeKind(kind) => Demand::Kind(*kind),
        Constraint::Datatype(datatype) => Demand::Datatypes(vec![written(*datatype)]),
        Constraint::Class(class) | Constraint::ClassIfDescribed(class) => Demand::Class(written(*class)),
        Constraint::Pattern(_) => Demand::Form,
        Constraint::HasValue(value) => match written(*value) {
            value if path.is_some_and(is_list_membership) => Demand::Lists(vec![value]),
            value if value == "true" => Demand::OpenLicense,
            value => Demand::Value(value),
        },
        Constraint::Or(shapes) => demand_of_any(shapes)?,
        Constraint::Not(_) => Demand::OutdatedValue,
        Constraint::Node(shape) | Constraint::Property(shape) => {
            demand_of(shape.constraints.first()?, shape.path.as_ref())?
        }
        Constraint::QualifiedMinCount(_, shape) => match lists(shape).pop() {
            Some(list) => Demand::AnyOfList(list),
            None => Demand::AnyText,
        },
        Constraint::QualifiedMaxCount(most, shape) => Demand::AtMostOfList(*most, lists(shape).pop()?),
    })
}

fn demand_of_any(shapes: &[Shape]) -> Option<Demand> {
    let demands: Option<Vec<Demand>> =
        shapes.iter().map(|shape| demand_of(shape.constraints.first()?, shape.path.as_ref())).collect();
    let demands = demands?;
    if demands.iter().all(|demand| matches!(demand, Demand::Present)) {
        return Some(Demand::OneOf(
            shapes.iter().filter_map(|s| s.path.as_ref()).flat_map(properties).collect(),
        ));
    }
    let (mut datatypes, mut lists, mut class) = (vec![], vec![], None);
    for demand in demands {
        match demand {
            Demand::Datatypes(more) => datatypes.extend(more),
            Demand::Lists(more) => lists.extend(more),
            Demand::Class(found) => class = Some(found),
            _ => {}
        }
    }
    if !datatypes.is_empty() {
        return Some(Demand::Datatypes(datatypes));
    }
    if let Some(class) = class {
        return Some(Demand::IriOrClass(class));
    }
    (!lists.is_empty()).then_some(Demand::Lists(lists))
}

/// The lists that a shape wants a value to stand in.
fn lists(shape: &Shape) -> Vec<String> {
    if !shape.path.as_ref().is_some_and(is_list_membership) {
        return vec![];
    }
    let list = |constraint: &Constraint| match constraint {
        Constraint::HasValue(list) => Some(written(*list)),
        _ => None,
    };
    shape.constraints.iter().filter_map(list).collect()
}

fn is_list_membership(path: &Path) -> bool {
    matches!(path, Path::Predicate(property) if tables::constants().iri(*property) == Some(skos::IN_SCHEME.as_str()))
}

/// The properties of a path, as the tables write them.
fn properties(path: &Path) -> Vec<String> {
    match path {
        Path::Predicate(property) => vec![written(*property)],
        Path::Inverse(property) => vec![format!("^{}", written(*property))],
        Path::Alternative(paths) => paths.iter().flat_map(properties).collect(),
        Path::Sequence(paths) => vec![paths.iter().flat_map(properties).collect::<Vec<_>>().join("/")],
    }
}

/// A term as the tables write it.
fn written(number: u32) -> String {
    let iri = tables::constants().iri(number).unwrap_or_default();
    match prefixed(iri) {
        same if same == iri && iri.contains(':') => format!("<{iri}>"),
        short => short,
    }
}
