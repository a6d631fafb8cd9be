//! Turtle, observation by observation, so that a cube of any size is written from its columns.

use super::{Names, Selection, Statements, observation_triples, structure, terms};
use datenkreis_vocab::ns::PREFIXES;
use datenkreis_vocab::order;
use oxttl::TurtleSerializer;
use std::io::{self, Write};

/// Writes observations of one cube or several, what they are made of first.
///
/// # Errors
/// Those of the writer; one that is no IRI as the base.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    let mut said = Statements::default();
    for selection in selections {
        said.0.extend(structure(names, selection));
        terms::add(names.base, selection, &mut said);
    }
    order::sort(&mut said.0);
    for triple in &said.0 {
        writer.serialize_triple(triple)?;
    }
    for selection in selections {
        for &index in &selection.indices {
            for triple in &observation_triples(names.base, selection.cube, index) {
                writer.serialize_triple(triple)?;
            }
        }
    }
    writer.finish()?;
    Ok(())
}
