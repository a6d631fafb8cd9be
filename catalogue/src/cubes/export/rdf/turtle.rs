//! Turtle, observation by observation, so that a cube of any size is written from its columns.

use super::{Names, Selection, Statements, observation_triples, structure, terms};
use datenkreis_vocab::ns::{
    cube, cube_meta, dcatde, dcterms, prov, qb, qudt, schema, sdmx_attribute, sdmx_code, sdmx_concept,
    sdmx_dimension, sdmx_measure, sh, skos,
};
use datenkreis_vocab::order;
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use std::io::{self, Write};

/// The prefixes of cubes; those of the portal's own terms and areas are added.
const PREFIXES: [(&str, &str); 18] = [
    ("cube", cube::NS),
    ("dcatde", dcatde::NS),
    ("dcterms", dcterms::NS),
    ("meta", cube_meta::NS),
    ("prov", prov::NS),
    ("qb", qb::NS),
    ("qudt", qudt::NS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", schema::NS),
    ("sdmx-attribute", sdmx_attribute::NS),
    ("sdmx-code", sdmx_code::NS),
    ("sdmx-concept", sdmx_concept::NS),
    ("sdmx-dimension", sdmx_dimension::NS),
    ("sdmx-measure", sdmx_measure::NS),
    ("sh", sh::NS),
    ("skos", skos::NS),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Writes observations of one cube or several, what they are made of first.
///
/// # Errors
/// Those of the writer; one that is no IRI as the base.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut writer = turtle_writer(names.base, out)?;
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

/// A writer that knows the prefixes of cubes.
pub(in crate::cubes::export) fn turtle_writer<W: Write>(
    base: &str,
    out: W,
) -> io::Result<WriterTurtleSerializer<W>> {
    let (own, areas) = (format!("{base}/def/"), format!("{base}/id/gebiet/"));
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES.into_iter().chain([("def", &*own), ("gebiet", &*areas)]) {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    Ok(serializer.for_writer(out))
}
