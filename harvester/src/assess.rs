//! Step 7: what a dataset is worth, as it arrived and as it is published, and which organisation of
//! the region it counts for.

mod organisation;

use crate::mapping::Mapping;
use datenkreis_catalogue::journal::{Assessed, Measured, ShapeCounts};
use datenkreis_vocab::mqa::{Links, Unasked, govdata, measure};
use datenkreis_vocab::ns::{dcat, rdf};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Triple};

/// Evaluates the official constraints on the graph of one dataset; `None` if it does not.
pub type Validate<'a> = &'a (dyn Fn(&[Triple]) -> Option<ShapeCounts> + Sync);

/// Who is asked while a dataset is assessed.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// Knows how addresses answered.
    pub links: &'a (dyn Links + Sync),
    /// Knows the official constraints.
    pub validate: Validate<'a>,
}

impl Knowledge<'static> {
    /// Knows nothing: what it would tell is pending.
    pub const NONE: Self = Self { links: &Unasked, validate: &|_| None };
}

/// Assesses a dataset: the graph that arrived, and the one that is published. `None` for a series, which
/// data.europa.eu does not measure either.
pub fn assess(
    iri: &str,
    arrived: &[Triple],
    published: &[Triple],
    mapping: &Mapping,
    knowledge: Knowledge<'_>,
) -> Option<Assessed> {
    let dataset = NamedNode::new_unchecked(iri);
    let is_dataset = published.iter().any(|triple| {
        triple.predicate == rdf::TYPE
            && triple.object == dcat::DATASET_CLASS.into()
            && triple.subject.as_ref() == NamedOrBlankNodeRef::from(dataset.as_ref())
    });
    is_dataset.then(|| Assessed {
        published: measured(dataset.as_ref(), published, knowledge.links, knowledge.validate),
        arrived: Some(measured(dataset.as_ref(), arrived, &Unasked, knowledge.validate)),
        organisation: organisation::find(dataset.as_ref(), published, mapping),
    })
}

fn measured(
    dataset: NamedNodeRef<'_>,
    triples: &[Triple],
    links: &dyn Links,
    validate: Validate<'_>,
) -> Measured {
    let shapes = validate(triples);
    let conforms = shapes.map(|shapes| shapes.violations == 0);
    Measured {
        assessment: measure(triples, dataset, links, conforms),
        govdata: govdata::measure(triples, dataset),
        shapes,
    }
}

#[cfg(test)]
mod tests;
