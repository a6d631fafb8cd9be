//! A property shape. Lists are made of IRIs, for nothing we publish is a blank node.

use crate::cubes::export::rdf::{Statements, integer};
use datenkreis_vocab::ns::{cube_meta, qudt, rdf, schema, sh, time};
use datenkreis_vocab::text::Text;
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};

/// One property of observations.
pub(super) struct Shape {
    node: NamedNode,
    path: NamedNode,
    values: Values,
    /// `cube:KeyDimension` or `cube:MeasureDimension`.
    pub kind: Option<NamedNodeRef<'static>>,
    pub name: Option<Text>,
    pub scale: Option<NamedNodeRef<'static>>,
    pub unit: Option<NamedNode>,
    pub time_unit: Option<NamedNodeRef<'static>>,
}

/// What values a property has.
pub(super) enum Values {
    /// One of these IRIs.
    Codes(Vec<Term>),
    /// From one time to another, both of one datatype.
    Times(Literal, Literal),
    /// One of these literals, which have different datatypes.
    Mixed(Vec<Term>, Vec<NamedNode>),
    /// A literal of one of these datatypes.
    Numbers(Vec<NamedNode>),
}

impl Shape {
    pub(super) fn new(node: NamedNode, path: NamedNode, values: Values) -> Self {
        Self { node, path, values, kind: None, name: None, scale: None, unit: None, time_unit: None }
    }

    /// Whether its values have one datatype.
    pub(super) fn is_of_one_type(&self) -> bool {
        matches!(self.values, Values::Times(..))
    }

    /// States it as the property of a constraint at a place in the order.
    pub(super) fn add(&self, constraint: &NamedNode, order: u32, said: &mut Statements) {
        said.add(constraint, sh::PROPERTY, self.node.clone());
        if let Some(kind) = self.kind {
            said.add(&self.node, rdf::TYPE, kind);
        }
        said.add(&self.node, sh::PATH, self.path.clone());
        if let Some(name) = &self.name {
            said.name(&self.node, schema::NAME, name);
        }
        said.add(&self.node, sh::ORDER, integer(order));
        said.add(&self.node, sh::MIN_COUNT, integer(1));
        said.add(&self.node, sh::MAX_COUNT, integer(1));
        if let Some(scale) = self.scale {
            said.add(&self.node, qudt::SCALE_TYPE, scale);
        }
        if let Some(unit) = &self.unit {
            said.add(&self.node, qudt::HAS_UNIT, unit.clone());
        }
        self.add_values(said);
        if let Some(unit) = self.time_unit {
            let kind = self.below("zeit");
            said.add(&self.node, cube_meta::DATA_KIND, kind.clone());
            said.add(&kind, rdf::TYPE, time::GENERAL_DATE_TIME_DESCRIPTION);
            said.add(&kind, time::UNIT_TYPE, unit);
        }
    }

    fn add_values(&self, said: &mut Statements) {
        let kind = if matches!(self.values, Values::Codes(_)) { sh::IRI } else { sh::LITERAL };
        said.add(&self.node, sh::NODE_KIND, kind);
        match &self.values {
            Values::Codes(codes) => self.add_list(sh::IN, "werte", codes.iter().cloned(), said),
            Values::Times(first, last) => {
                said.add(&self.node, sh::DATATYPE, first.datatype().into_owned());
                said.add(&self.node, sh::MIN_INCLUSIVE, first.clone());
                said.add(&self.node, sh::MAX_INCLUSIVE, last.clone());
            }
            Values::Mixed(values, types) => {
                self.add_list(sh::IN, "werte", values.iter().cloned(), said);
                self.add_types(types, said);
            }
            Values::Numbers(types) => self.add_types(types, said),
        }
    }

    fn add_types(&self, types: &[NamedNode], said: &mut Statements) {
        if let [one] = types {
            said.add(&self.node, sh::DATATYPE, one.clone());
            return;
        }
        let shapes: Vec<NamedNode> =
            (1..=types.len()).map(|number| self.below(&format!("typ/{number}"))).collect();
        for (shape, datatype) in shapes.iter().zip(types) {
            said.add(shape, sh::DATATYPE, datatype.clone());
        }
        self.add_list(sh::OR, "typen", shapes.into_iter().map(Term::from), said);
    }

    /// An RDF list, each link an IRI.
    fn add_list(
        &self,
        predicate: NamedNodeRef<'static>,
        name: &str,
        items: impl Iterator<Item = Term>,
        said: &mut Statements,
    ) {
        let (mut subject, mut predicate) = (self.node.clone(), predicate);
        for (number, item) in (1..).zip(items) {
            let link = self.below(&format!("{name}/{number}"));
            said.add(&subject, predicate, link.clone());
            said.add(&link, rdf::FIRST, item);
            (subject, predicate) = (link, rdf::REST);
        }
        said.add(&subject, predicate, rdf::NIL);
    }

    fn below(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/{name}", self.node.as_str()))
    }
}
