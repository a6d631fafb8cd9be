//! What a constraint is, compiled: terms are numbers (see [`super::index`]).

use super::tables::Set;
use regex::Regex;
use std::fmt;

/// The number of a term that stands in a table.
pub(super) type Constant = u32;

/// One constraint of a set.
#[derive(Debug)]
pub struct Rule {
    /// Stable id: set, class, property and kind of constraint, e.g. `de3-dataset-publisher-min-count`.
    pub id: &'static str,
    /// The nodes it applies to.
    pub target: Target,
    /// How bad a breach is.
    pub severity: Severity,
    /// The id of the official shape it stands for.
    pub official: &'static str,
    /// The constraint as the table has it.
    pub notation: &'static str,
    /// The path as the table has it, with prefixed names: `dcterms:language > skos:inScheme`.
    pub path: &'static str,
    pub(super) set: Set,
    pub(super) steps: Vec<Path>,
    pub(super) constraint: Constraint,
}

/// The nodes a rule applies to, as prefixed names.
#[derive(Debug)]
pub struct Target {
    /// What the nodes have in common.
    pub kind: TargetKind,
    /// The class or property.
    pub term: &'static str,
    pub(super) number: Constant,
    /// A class whose instances are left out.
    pub(super) unless: Option<Constant>,
}

/// What makes a node a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// It is an instance of a class.
    Class,
    /// It has a property.
    SubjectsOf,
    /// It is a value of a property.
    ObjectsOf,
}

/// How bad a result is (SHACL 2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The profile is not met.
    Violation,
    /// Something should be different.
    Warning,
    /// Something could be better.
    Info,
}

impl Severity {
    /// The local name in SHACL: `Violation`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Violation => "Violation",
            Self::Warning => "Warning",
            Self::Info => "Info",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        [Self::Violation, Self::Warning, Self::Info].into_iter().find(|severity| severity.name() == name)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A property path (SHACL 2.3.1), as far as the official shapes use them.
#[derive(Debug, PartialEq)]
pub(super) enum Path {
    Predicate(Constant),
    Inverse(Constant),
    Sequence(Vec<Path>),
    Alternative(Vec<Path>),
}

/// What kind of term a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Iri,
    Literal,
    BlankNode,
    BlankNodeOrIri,
    IriOrLiteral,
}

/// A constraint component with its parameters.
#[derive(Debug)]
pub(super) enum Constraint {
    MinCount(usize),
    MaxCount(usize),
    NodeKind(NodeKind),
    Datatype(Constant),
    Class(Constant),
    /// Like `Class`, but a node about whose class the graph says nothing is believed.
    ClassIfDescribed(Constant),
    Pattern(Regex),
    HasValue(Constant),
    Or(Vec<Shape>),
    Not(Shape),
    Node(Shape),
    /// Only inside another shape; elsewhere a rule with a longer path says the same.
    Property(Shape),
    QualifiedMinCount(usize, Shape),
    QualifiedMaxCount(usize, Shape),
}

/// What must hold for a node, or for the values of a path from it.
#[derive(Debug)]
pub(super) struct Shape {
    pub path: Option<Path>,
    pub constraints: Vec<Constraint>,
}

impl Constraint {
    /// The local name of the SHACL constraint component.
    pub(super) fn component(&self) -> &'static str {
        match self {
            Self::MinCount(_) => "MinCountConstraintComponent",
            Self::MaxCount(_) => "MaxCountConstraintComponent",
            Self::NodeKind(_) => "NodeKindConstraintComponent",
            Self::Datatype(_) => "DatatypeConstraintComponent",
            Self::Class(_) | Self::ClassIfDescribed(_) => "ClassConstraintComponent",
            Self::Pattern(_) => "PatternConstraintComponent",
            Self::HasValue(_) => "HasValueConstraintComponent",
            Self::Or(_) => "OrConstraintComponent",
            Self::Not(_) => "NotConstraintComponent",
            Self::Node(_) => "NodeConstraintComponent",
            Self::Property(_) => "PropertyConstraintComponent",
            Self::QualifiedMinCount(..) => "QualifiedMinCountConstraintComponent",
            Self::QualifiedMaxCount(..) => "QualifiedMaxCountConstraintComponent",
        }
    }

    /// Whether it is about the values as a set, so that a result bears no single value.
    pub(super) fn counts(&self) -> bool {
        matches!(
            self,
            Self::MinCount(_)
                | Self::MaxCount(_)
                | Self::HasValue(_)
                | Self::QualifiedMinCount(..)
                | Self::QualifiedMaxCount(..)
        )
    }
}
