//! The constraint of the observations: a closed shape, and a property shape for each thing said of them.

use super::shape::{Shape, Values};
use super::{Selection, Statements, iri, key, node};
use crate::cubes::export::rdf::{boolean, value_type};
use datenkreis_vocab::cube::{Dimension, Period};
use datenkreis_vocab::ns::{cube as cube_link, qudt, rdf, sdmx_attribute, sh, time};
use datenkreis_vocab::text::Text;
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};
use std::collections::BTreeSet;

/// The constraint of all observations of a selection; `by` is who observed them.
pub(super) fn add(base: &str, selection: &Selection<'_>, by: &str, said: &mut Statements) {
    let constraint = node(base, selection.cube, "form");
    said.add(&constraint, rdf::TYPE, cube_link::CONSTRAINT);
    said.add(&constraint, rdf::TYPE, sh::NODE_SHAPE);
    said.add(&constraint, sh::CLOSED, boolean(true));
    for (order, shape) in (0_u32..).zip(shapes(base, selection, by)) {
        shape.add(&constraint, order, said);
    }
}

fn shapes(base: &str, selection: &Selection<'_>, by: &str) -> Vec<Shape> {
    let cube = selection.cube;
    let shape =
        |id: &str, path: NamedNode, values| Shape::new(node(base, cube, &format!("form/{id}")), path, values);
    let class = Term::from(cube_link::OBSERVATION_CLASS.into_owned());
    let observer = Term::from(NamedNode::new_unchecked(by));
    let mut shapes = vec![
        shape("type", rdf::TYPE.into_owned(), Values::Codes(vec![class])),
        shape("observedBy", cube_link::OBSERVED_BY.into_owned(), Values::Codes(vec![observer])),
    ];
    for (at, dimension) in cube.definition.dimensions.iter().enumerate() {
        let used: Vec<Term> =
            selection.used(at).into_iter().filter_map(|notation| key(base, dimension, notation)).collect();
        let values = if *dimension == Dimension::RefPeriod { times(used) } else { Values::Codes(used) };
        let mut own = shape(dimension.id(), iri::dimension(base, dimension), values);
        own.kind = Some(cube_link::KEY_DIMENSION);
        own.name = Some(dimension.label());
        own.scale = Some(match dimension {
            Dimension::RefPeriod if own.is_of_one_type() => qudt::INTERVAL_SCALE,
            Dimension::RefPeriod | Dimension::Age => qudt::ORDINAL_SCALE,
            _ => qudt::NOMINAL_SCALE,
        });
        own.time_unit = (*dimension == Dimension::RefPeriod).then(|| time_unit(selection)).flatten();
        shapes.push(own);
    }
    let measure = &cube.definition.measure;
    let mut own = shape(&measure.id, iri::measure(base, measure), Values::Numbers(datatypes(selection)));
    own.kind = Some(cube_link::MEASURE_DIMENSION);
    own.name = Some(measure.label.clone());
    own.scale = Some(qudt::RATIO_SCALE);
    own.unit = Some(iri::unit(base, &measure.unit.id));
    shapes.push(own);
    let statuses = selection.statuses().into_iter().map(|status| iri::status(base, status).into());
    let mut own =
        shape("obsStatus", sdmx_attribute::OBS_STATUS.into_owned(), Values::Codes(statuses.collect()));
    own.name = Some(Text::new("Status", "Status"));
    own.scale = Some(qudt::NOMINAL_SCALE);
    shapes.push(own);
    shapes
}

/// From the first to the last if all are of one kind, else each of them.
fn times(used: Vec<Term>) -> Values {
    let literals: Vec<Literal> = used
        .iter()
        .filter_map(|term| match term {
            Term::Literal(literal) => Some(literal.clone()),
            _ => None,
        })
        .collect();
    let kinds: BTreeSet<String> =
        literals.iter().map(|literal| literal.datatype().as_str().to_owned()).collect();
    let ends =
        literals.iter().min_by_key(|time| time.value()).zip(literals.iter().max_by_key(|time| time.value()));
    match ends {
        Some((first, last)) if kinds.len() == 1 => Values::Times(first.clone(), last.clone()),
        _ => Values::Mixed(used, kinds.into_iter().map(NamedNode::new_unchecked).collect()),
    }
}

/// Year, month or day, if all times are of this kind.
fn time_unit(selection: &Selection<'_>) -> Option<NamedNodeRef<'static>> {
    let unit = |notation| {
        Some(match Period::from_notation(notation)? {
            Period::Year(_) => time::UNIT_YEAR,
            Period::Month(..) => time::UNIT_MONTH,
            Period::Day(..) => time::UNIT_DAY,
        })
    };
    let mut units = selection.used(1).into_iter().map(unit);
    let first = units.next()?;
    if units.all(|unit| unit == first) { first } else { None }
}

/// The datatypes that figures have; that of missing ones among them.
fn datatypes(selection: &Selection<'_>) -> Vec<NamedNode> {
    let decimals = selection.cube.definition.measure.decimals;
    let figures = selection.indices.iter().filter_map(|index| selection.cube.observations.figure(*index));
    let mut types: Vec<NamedNode> = vec![];
    for figure in figures {
        let datatype = value_type(figure.value, decimals);
        if !types.iter().any(|known| known.as_ref() == datatype) {
            types.push(datatype.into_owned());
        }
    }
    types.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
    types
}
