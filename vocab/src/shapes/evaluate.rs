//! Evaluates the rules of a profile on a graph, as SHACL Core defines it.

use super::background;
use super::claims;
use super::datatype;
use super::index::{Index, Node, Number};
use super::report::{Outer, Report, Violation};
use super::rule::{Constraint, NodeKind, Path, Shape, TargetKind};
use super::tables::{self, Program, Weighed};
use crate::ns::{rdf, rdfs, skos};
use std::collections::BTreeMap;
use std::slice;

/// The IRI of the property by which GovData marks open licences.
const IS_OPEN_LICENSE: &str = "http://govdata.de/mqa/#isOpenLicense";

/// Every breach of a rule, by target and node.
pub(super) fn evaluate(program: &'static Program, index: &Index<'_>) -> Report {
    let evaluation = Evaluation::of(index);
    let claimed = program.high_value_only.then(|| claims::high_value(index));
    let judged = |node: &Number| claimed.as_ref().is_none_or(|claimed| claimed.contains(node));
    let mut report = Report::default();
    for (class, nodes) in evaluation.instances(program) {
        let rules = program.classes.get(&class).map(Vec::as_slice).unwrap_or_default();
        for node in nodes.into_iter().filter(judged) {
            evaluation.judge(node, rules, &mut report);
        }
    }
    for (kind, property, rules) in &program.properties {
        let pairs = index.pairs(*property);
        let mut nodes: Vec<Number> = match kind {
            TargetKind::ObjectsOf => pairs.map(|(object, _)| object).collect(),
            _ => pairs.map(|(_, subject)| subject).collect(),
        };
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes.into_iter().filter(judged) {
            evaluation.judge(node, rules, &mut report);
        }
    }
    report
}

/// A graph and the numbers of the terms that evaluation itself needs.
struct Evaluation<'a> {
    index: &'a Index<'a>,
    type_: Option<Number>,
    sub_class_of: Option<Number>,
    in_scheme: Option<Number>,
    open_license: Option<Number>,
    label: Option<Number>,
    /// Whether the graph says itself which class is part of which.
    has_subclasses: bool,
}

impl<'a> Evaluation<'a> {
    fn of(index: &'a Index<'a>) -> Self {
        let sub_class_of = index.constant(rdfs::SUB_CLASS_OF.as_str());
        Self {
            index,
            type_: index.constant(rdf::TYPE.as_str()),
            sub_class_of,
            in_scheme: index.constant(skos::IN_SCHEME.as_str()),
            open_license: index.constant(IS_OPEN_LICENSE),
            label: index.constant(skos::PREF_LABEL.as_str()),
            has_subclasses: sub_class_of.is_some_and(|property| index.pairs(property).next().is_some()),
        }
    }

    /// The instances of every class with rules, each once.
    fn instances(&self, program: &Program) -> BTreeMap<Number, Vec<Number>> {
        let mut instances: BTreeMap<Number, Vec<Number>> = BTreeMap::new();
        let (mut last, mut targets) = (None, vec![]);
        for (class, node) in self.type_.into_iter().flat_map(|type_| self.index.pairs(type_)) {
            if last != Some(class) {
                last = Some(class);
                targets = self.with_classes_above(class);
                targets.retain(|class| program.classes.contains_key(class));
            }
            for &target in &targets {
                instances.entry(target).or_default().push(node);
            }
        }
        for nodes in instances.values_mut() {
            nodes.sort_unstable();
            nodes.dedup();
        }
        instances
    }

    /// A class and all classes it is part of, by our table and by the graph.
    fn with_classes_above(&self, class: Number) -> Vec<Number> {
        let mut classes = vec![class];
        let mut next = 0;
        while let Some(&class) = classes.get(next) {
            next += 1;
            let said = self.sub_class_of.filter(|_| self.has_subclasses);
            let said = said.into_iter().flat_map(|property| self.index.objects(class, property));
            for above in tables::classes_above(class).iter().copied().chain(said) {
                if !classes.contains(&above) {
                    classes.push(above);
                }
            }
        }
        classes
    }

    fn judge(&self, focus: Number, rules: &[Weighed], report: &mut Report) {
        for &rule in rules {
            if rule.0.target.unless.is_none_or(|class| !self.is_instance(focus, class)) {
                self.follow(rule, &rule.0.steps, focus, None, report);
            }
        }
    }

    /// Walks the steps of a rule's path; at the last one its constraint is checked. `outer` is where the
    /// walk came from.
    fn follow(
        &self,
        rule: Weighed,
        steps: &'static [Path],
        focus: Number,
        outer: Option<Number>,
        report: &mut Report,
    ) {
        match steps {
            [] => self.check(rule, focus, &[focus], outer, report),
            [last] => {
                let values = self.values(last, focus);
                self.check(rule, focus, &values, outer, report);
            }
            [first, rest @ ..] => {
                for value in self.values(first, focus) {
                    self.follow(rule, rest, value, outer.or(Some(focus)), report);
                }
            }
        }
    }

    fn check(
        &self,
        (rule, severity): Weighed,
        focus: Number,
        values: &[Number],
        outer: Option<Number>,
        report: &mut Report,
    ) {
        let mut add = |value: Option<Number>| {
            report.results.push(Violation {
                rule,
                severity,
                focus: self.index.term(focus),
                value: value.map(|value| self.index.term(value)),
                outer: outer.map(|outer| Outer { focus: self.index.term(outer) }),
            });
        };
        if rule.constraint.counts() {
            if !self.holds(&rule.constraint, values) {
                add(None);
            }
        } else {
            for value in values {
                if !self.holds(&rule.constraint, slice::from_ref(value)) {
                    add(Some(*value));
                }
            }
        }
    }

    /// Whether a constraint holds for these values.
    fn holds(&self, constraint: &Constraint, values: &[Number]) -> bool {
        let conforming = |shape: &Shape| values.iter().filter(|value| self.conforms(shape, **value)).count();
        match constraint {
            Constraint::MinCount(least) => values.len() >= *least,
            Constraint::MaxCount(most) => values.len() <= *most,
            Constraint::HasValue(value) => values.contains(value),
            Constraint::QualifiedMinCount(least, shape) => conforming(shape) >= *least,
            Constraint::QualifiedMaxCount(most, shape) => conforming(shape) <= *most,
            Constraint::NodeKind(kind) => {
                values.iter().all(|value| is_of_kind(self.index.node(*value), *kind))
            }
            Constraint::Datatype(datatype) => values.iter().all(|value| self.has_datatype(*value, *datatype)),
            Constraint::Class(class) => values.iter().all(|value| self.is_instance(*value, *class)),
            Constraint::ClassIfDescribed(class) => {
                values.iter().all(|value| self.is_instance(*value, *class) || !self.has_class(*value))
            }
            Constraint::Pattern(pattern) => values.iter().all(|value| match self.index.node(*value) {
                Node::Iri(iri) => pattern.is_match(iri),
                Node::Literal(literal) => pattern.is_match(literal.value()),
                Node::Blank(_) => false,
            }),
            Constraint::Or(shapes) => {
                values.iter().all(|value| shapes.iter().any(|shape| self.conforms(shape, *value)))
            }
            Constraint::Not(shape) => conforming(shape) == 0,
            Constraint::Node(shape) | Constraint::Property(shape) => conforming(shape) == values.len(),
        }
    }

    /// Whether a node meets every constraint of a shape.
    fn conforms(&self, shape: &Shape, node: Number) -> bool {
        let values = shape.path.as_ref().map(|path| self.values(path, node));
        let values = values.as_deref().unwrap_or(slice::from_ref(&node));
        shape.constraints.iter().all(|constraint| self.holds(constraint, values))
    }

    /// The values of a path from a node, each once.
    fn values(&self, path: &Path, node: Number) -> Vec<Number> {
        let mut values: Vec<Number> = match path {
            Path::Predicate(property) => {
                let mut values: Vec<Number> = self.index.objects(node, *property).collect();
                if let Some(known) = self.known(node, *property)
                    && !values.contains(&known)
                {
                    values.push(known);
                }
                return values;
            }
            Path::Inverse(property) => self.index.subjects(*property, node).collect(),
            Path::Alternative(paths) => paths.iter().flat_map(|path| self.values(path, node)).collect(),
            Path::Sequence(paths) => paths.iter().fold(vec![node], |nodes, path| {
                nodes.into_iter().flat_map(|node| self.values(path, node)).collect()
            }),
        };
        values.sort_unstable();
        values.dedup();
        values
    }

    /// What is known of a node beyond the graph: its official list, that it has a label there, and whether
    /// it is an open licence. Which label it has does not matter; any literal stands for it.
    fn known(&self, node: Number, property: Number) -> Option<Number> {
        let property = Some(property);
        if ![self.in_scheme, self.open_license, self.label].contains(&property) {
            return None;
        }
        let Node::Iri(iri) = self.index.node(node) else {
            return None;
        };
        let holds = match property {
            list if list == self.in_scheme => return self.index.constant(background::list_of(iri)?),
            label if label == self.label => background::list_of(iri).is_some(),
            _ => background::is_open_license(iri),
        };
        holds.then(|| self.index.constant("true"))?
    }

    fn is_instance(&self, node: Number, class: Number) -> bool {
        let mut said = self.type_.into_iter().flat_map(|type_| self.index.objects(node, type_));
        let part_of = |found: Number| {
            found == class
                || tables::classes_above(found).contains(&class)
                || (self.has_subclasses && self.with_classes_above(found).contains(&class))
        };
        said.any(part_of)
            || match self.index.node(node) {
                Node::Iri(iri) => background::classes_of(iri)
                    .iter()
                    .any(|known| self.index.constant(known.as_str()) == Some(class)),
                _ => false,
            }
    }

    fn has_class(&self, node: Number) -> bool {
        self.type_.is_some_and(|type_| self.index.objects(node, type_).next().is_some())
    }

    fn has_datatype(&self, node: Number, datatype: Number) -> bool {
        match self.index.node(node) {
            Node::Literal(literal) => {
                self.index.constant(literal.datatype().as_str()) == Some(datatype)
                    && datatype::is_valid(literal.datatype(), literal.value())
            }
            _ => false,
        }
    }
}

fn is_of_kind(node: Node<'_>, kind: NodeKind) -> bool {
    match node {
        Node::Iri(_) => matches!(kind, NodeKind::Iri | NodeKind::BlankNodeOrIri | NodeKind::IriOrLiteral),
        Node::Blank(_) => matches!(kind, NodeKind::BlankNode | NodeKind::BlankNodeOrIri),
        Node::Literal(_) => matches!(kind, NodeKind::Literal | NodeKind::IriOrLiteral),
    }
}
