//! What the command `check`, the page `/pruefen` and `POST /api/check` share: the report as JSON, as
//! Turtle and for templates ([`view`]), and, for strangers, the limits ([`Checks`]).

pub mod html;
pub mod json;
mod limits;
pub mod view;

pub use limits::{CheckSettings, Checks, Subject, said};

use datenkreis_catalogue::rdf::{Format, serialize};
use datenkreis_harvester::inspect::Inspection;
use datenkreis_vocab::shapes::prefixes;

/// The report as SHACL has it (3.6).
pub fn turtle(inspection: &Inspection) -> Vec<u8> {
    serialize(&inspection.report.to_rdf(), Format::Turtle, &prefixes())
}
