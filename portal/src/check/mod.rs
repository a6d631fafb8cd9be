//! What the command `check`, the page `/pruefen` and `POST /api/check` share: the report as JSON, as
//! Turtle and for templates ([`view`]), and, for strangers, the limits ([`Checks`]).

pub mod html;
pub mod json;
mod limits;
pub mod view;

pub use limits::{CheckSettings, Checks, Subject, said};

use crate::language::Language;
use crate::texts::check::of;
use datenkreis_harvester::inspect::Inspection;
use datenkreis_vocab::shapes::prefixes;
use oxrdf::Literal;
use oxrdfio::{RdfFormat, RdfSerializer};
use std::io::{Error, Write};

/// Writes the report as SHACL has it (3.6), statement after statement: nesting thousands of blank nodes
/// takes minutes.
pub fn turtle(inspection: &Inspection, out: &mut impl Write) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in prefixes() {
        serializer = serializer.with_prefix(prefix, namespace).map_err(Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    let document = Literal::new_simple_literal(&inspection.name).into();
    let gaps: Vec<[String; 2]> = inspection
        .gaps
        .iter()
        .map(|gap| [Language::De, Language::En].map(|language| of(language).half(gap).to_owned()))
        .collect();
    for triple in inspection.report.to_rdf(&document, &gaps) {
        writer.serialize_triple(&triple)?;
    }
    writer.finish().map(|_| ())
}
