//! The slices of a cube: all about one area at one time.

use super::statements::Statements;
use super::{Selection, data_set, iri};
use datenkreis_vocab::cube::Period;
use datenkreis_vocab::ns::{qb, rdf, sdmx_dimension};

/// Each slice once; its observations say that they are part of it.
pub(super) fn add(base: &str, selection: &Selection<'_>, said: &mut Statements) {
    let id = &selection.cube.definition.id;
    let data_set = data_set(base, selection.cube);
    let key = iri::slice_key(base, id);
    for (area, period) in selection.slices() {
        let slice = iri::slice(base, id, area, period);
        said.add(&data_set, qb::SLICE, slice.clone());
        said.add(&slice, rdf::TYPE, qb::SLICE_CLASS);
        said.add(&slice, qb::SLICE_STRUCTURE, key.clone());
        if let Some(area) = datenkreis_vocab::cube::AreaKey::read(area) {
            said.add(&slice, sdmx_dimension::REF_AREA, iri::area(base, &area));
        }
        if let Some(period) = Period::from_notation(period) {
            said.add(&slice, sdmx_dimension::REF_PERIOD, period.to_literal());
        }
    }
}
