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
use datenkreis_vocab::shapes::{Report, prefixes};
use oxrdf::{Literal, Triple};
use oxrdfio::{RdfFormat, RdfSerializer};
use std::io::{Error, Write};

/// Writes the report as SHACL has it (3.6), statement after statement: nesting thousands of blank nodes
/// takes minutes.
pub fn turtle(inspection: &Inspection, out: &mut impl Write) -> std::io::Result<()> {
    let document = Literal::new_simple_literal(&inspection.name).into();
    let gaps: Vec<[String; 2]> = inspection
        .gaps
        .iter()
        .map(|gap| [Language::De, Language::En].map(|language| of(language).half(gap).to_owned()))
        .collect();
    write(inspection.report.to_rdf(&document, &gaps), out)
}

/// The report on a document of which nothing could be read: why, in German and English.
pub fn failed(name: &str, reason: [String; 2], out: &mut impl Write) -> std::io::Result<()> {
    write(Report::default().to_rdf(&Literal::new_simple_literal(name).into(), &[reason]), out)
}

fn write(triples: Vec<Triple>, out: &mut impl Write) -> std::io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in prefixes() {
        serializer = serializer.with_prefix(prefix, namespace).map_err(Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for triple in triples {
        writer.serialize_triple(&triple)?;
    }
    writer.finish().map(|_| ())
}
