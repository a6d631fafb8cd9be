//! The IRIs of cubes and of all they are made of, for ever the same.
//!
//! A cube is a dataset of the source [`SOURCE`]; what belongs to all cubes stands under `<base>/def/`, areas and
//! observations under `<base>/id/`.

use super::{AreaKey, CodedDimension, CubeDefinition, Dimension, Measure, ObsStatus};
use crate::identity::{DatasetIri, NativeId, SourceId};
use crate::iri::dataset_iri;
use crate::ns::{sdmx_code, sdmx_dimension};
use oxrdf::{NamedNode, NamedNodeRef};

/// The source under which cubes stand, beside those that are harvested.
pub const SOURCE: &str = "kubus";

fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// A cube: qb:DataSet and dcat:Dataset.
pub fn cube(base: &str, id: &str) -> DatasetIri {
    dataset_iri(base, &SourceId::new(SOURCE), &NativeId::new(id))
}

/// The structure of a cube.
pub fn structure(base: &str, id: &str) -> NamedNode {
    node(format!("{}/struktur", cube(base, id).as_str()))
}

/// The place of a dimension, measure or attribute in the structure of a cube.
pub fn component(base: &str, id: &str, component: &str) -> NamedNode {
    node(format!("{}/struktur/{component}", cube(base, id).as_str()))
}

/// What the slices of a cube have in common: area and time (qb:SliceKey). No component has a slash in its id.
pub fn slice_key(base: &str, id: &str) -> NamedNode {
    node(format!("{}/struktur/schnitt/refArea-refPeriod", cube(base, id).as_str()))
}

/// An area.
pub fn area(base: &str, key: &AreaKey) -> NamedNode {
    node(format!("{base}/id/gebiet/{key}"))
}

/// A dimension property.
pub fn dimension(base: &str, dimension: &Dimension) -> NamedNode {
    let known = |term: NamedNodeRef<'_>| term.into_owned();
    match dimension {
        Dimension::RefArea => known(sdmx_dimension::REF_AREA),
        Dimension::RefPeriod => known(sdmx_dimension::REF_PERIOD),
        Dimension::Sex => known(sdmx_dimension::SEX),
        Dimension::Age => known(sdmx_dimension::AGE),
        Dimension::Coded(coded) => coded_dimension(base, coded),
    }
}

fn coded_dimension(base: &str, coded: &CodedDimension) -> NamedNode {
    node(format!("{base}/def/{}", coded.id))
}

/// The list of codes of a dimension (skos:ConceptScheme); areas and times have none.
pub fn code_list(base: &str, dimension: &Dimension) -> Option<NamedNode> {
    match dimension {
        Dimension::RefArea | Dimension::RefPeriod => None,
        Dimension::Sex => Some(sdmx_code::SEX.into_owned()),
        Dimension::Age => Some(node(format!("{base}/def/alter"))),
        Dimension::Coded(coded) => Some(node(format!("{base}/def/{}/liste", coded.id))),
    }
}

/// A code; for an area the area itself. `None` for periods, which are literals, and for what is no code of the
/// dimension.
pub fn code(base: &str, dimension: &Dimension, notation: &str) -> Option<NamedNode> {
    match dimension {
        Dimension::RefArea => AreaKey::read(notation).map(|key| area(base, &key)),
        Dimension::RefPeriod => None,
        Dimension::Sex => match notation {
            "F" => Some(sdmx_code::SEX_F.into_owned()),
            "M" => Some(sdmx_code::SEX_M.into_owned()),
            "T" => Some(sdmx_code::SEX_T.into_owned()),
            _ => None,
        },
        Dimension::Age => dimension.label_of(notation).map(|_| node(format!("{base}/def/alter/{notation}"))),
        Dimension::Coded(coded) => {
            dimension.label_of(notation).map(|_| node(format!("{base}/def/{}/{notation}", coded.id)))
        }
    }
}

/// A measure property.
pub fn measure(base: &str, measure: &Measure) -> NamedNode {
    node(format!("{base}/def/{}", measure.id))
}

/// A unit.
pub fn unit(base: &str, id: &str) -> NamedNode {
    node(format!("{base}/def/einheit/{id}"))
}

/// The value of `sdmx-attribute:obsStatus`: a code of SDMX where it says the same, else one of ours.
pub fn status(base: &str, status: ObsStatus) -> NamedNode {
    match status {
        ObsStatus::Normal
        | ObsStatus::Break
        | ObsStatus::Estimated
        | ObsStatus::Forecast
        | ObsStatus::Provisional => status.sdmx().unwrap_or(sdmx_code::OBS_STATUS_A).into_owned(),
        _ => node(format!("{base}/def/status/{}", status.notation())),
    }
}

/// The list of all statuses (skos:ConceptScheme), those of SDMX among them.
pub fn status_list(base: &str) -> NamedNode {
    node(format!("{base}/def/status"))
}

/// The youngest age of an age group, which is part of it.
pub fn age_from(base: &str) -> NamedNode {
    node(format!("{base}/def/ab"))
}

/// The oldest age of an age group, which is part of it.
pub fn age_to(base: &str) -> NamedNode {
    node(format!("{base}/def/bis"))
}

/// An observation: its notations in the order of the cube's dimensions. Notations are made of letters, digits,
/// `_`, `.` and `-` only, so nothing needs to be encoded.
pub fn observation(base: &str, cube: &CubeDefinition, notations: &[&str]) -> NamedNode {
    node(format!("{base}/id/beobachtung/{}/{}", cube.id, notations.join("/")))
}

/// All observations of a cube about one area and time (qb:Slice).
pub fn slice(base: &str, cube: &str, area: &str, period: &str) -> NamedNode {
    node(format!("{base}/id/schnitt/{cube}/{area}/{period}"))
}

/// A table as it was received, by the SHA-256 of its bytes.
pub fn table(base: &str, sha256: &str) -> NamedNode {
    node(format!("{base}/id/tabelle/{sha256}"))
}

/// A cell of a table, named as RFC 7111 does: row and column, counted from 1.
pub fn cell(base: &str, sha256: &str, row: u32, column: u16) -> NamedNode {
    node(format!("{base}/id/tabelle/{sha256}#cell={row},{column}"))
}
