//! All cubes as they stand: what charts, pages and exports read. Replaced as a whole, never changed.

use super::guarded::unite_guarded;
use super::union::United;
use super::{CubeView, Derivation, Derived, LeftOut, Part, Reason, Table, unite};
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::lists::license;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All cubes at one revision of the readings.
#[derive(Clone, Debug, Default)]
pub struct Cubes {
    revision: u64,
    cubes: BTreeMap<String, Arc<CubeView>>,
    left_out: Vec<LeftOut>,
}

impl Cubes {
    /// The revision of the readings they were made of; 0 if there is none.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The cube with an id.
    pub fn get(&self, id: &str) -> Option<&CubeView> {
        self.cubes.get(id).map(AsRef::as_ref)
    }

    /// All cubes, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &CubeView> {
        self.cubes.values().map(AsRef::as_ref)
    }

    /// Number of observations in all cubes.
    pub fn observations(&self) -> u64 {
        self.iter().map(|cube| cube.observations.len() as u64).sum()
    }

    /// Whether the guard for small numbers keeps back figures of the table with these bytes: the table itself would
    /// give them away.
    pub fn is_kept_back(&self, sha256: &str) -> bool {
        self.iter().filter_map(CubeView::kept_back).any(|kept_back| kept_back.tables.contains(sha256))
    }

    /// What tables say that is in no cube, and why.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The same cubes at another revision, with those in `changed` made anew of their parts, as far as the guard lets
    /// them through, and all calculated ones calculated again. A cube without parts is gone.
    pub(crate) fn renewed(
        &self,
        revision: u64,
        changed: Vec<(String, Vec<Part>)>,
        derivations: &[Arc<dyn Derivation>],
        guard: &Guard,
    ) -> Self {
        let ids: BTreeSet<&str> = changed.iter().map(|(id, _)| id.as_str()).collect();
        let is_kept = |id: &str| !ids.contains(id) && self.get(id).is_some_and(|cube| !is_calculated(cube));
        let mut cubes = Self {
            revision,
            cubes: self
                .cubes
                .iter()
                .filter(|(id, _)| is_kept(id))
                .map(|(id, cube)| (id.clone(), cube.clone()))
                .collect(),
            left_out: self
                .left_out
                .iter()
                .filter(|left| is_kept(&left.cube) && !left.table.is_calculated())
                .cloned()
                .collect(),
        };
        for (_, parts) in changed {
            cubes.add(unite_guarded(parts, guard));
        }
        for derivation in derivations {
            for derived in derivation.derive(&cubes) {
                let part = cubes.part(derivation.name(), derived);
                if cubes.get(&part.definition.id).is_some() {
                    cubes.left_out.push(LeftOut {
                        cube: part.definition.id,
                        table: part.table,
                        observations: part.observations.len(),
                        reason: Reason::IdTaken,
                    });
                    continue;
                }
                cubes.add(unite(vec![part]));
            }
        }
        // What did not change is the same in memory too, so that nobody compares it again.
        for (id, cube) in &mut cubes.cubes {
            if let Some(before) = self.cubes.get(id).filter(|before| before.form() == cube.form()) {
                *cube = before.clone();
            }
        }
        cubes
    }

    fn add(&mut self, united: Option<United>) {
        let Some(united) = united else { return };
        let (view, left_out) = CubeView::new(united);
        self.left_out.extend(left_out);
        self.cubes.insert(view.definition.id.clone(), Arc::new(view));
    }

    /// A calculated cube as the only part of its own. Who is to be named follows from the tables behind the
    /// slices it was calculated from, and so does its licence.
    fn part(&self, name: &str, derived: Derived) -> Part {
        let Derived { definition, observations, slices } = derived;
        let ids: BTreeSet<&str> = slices.all().iter().map(|slice| &*slice.cube).collect();
        let tables: Vec<&Table> =
            ids.into_iter().filter_map(|id| self.get(id)).flat_map(|cube| cube.sources()).collect();
        let attributions: BTreeSet<&str> = tables.iter().map(|table| table.attribution.as_str()).collect();
        let license = license::together(tables.iter().map(|table| table.license.as_deref()));
        let attributions: Vec<&str> = attributions.into_iter().filter(|text| !text.is_empty()).collect();
        let table = Table {
            mapping: format!("berechnet/{name}"),
            title: definition.title.de.clone(),
            dataset: None,
            url: String::new(),
            sha256: String::new(),
            run: None,
            at: tables.iter().map(|table| table.at).max().unwrap_or(Timestamp::UNIX_EPOCH),
            attribution: attributions.join("; "),
            license: license.map(Into::into),
        };
        Part { table, priority: 0, revision: 0, definition, observations, slices }
    }
}

fn is_calculated(cube: &CubeView) -> bool {
    cube.tables.iter().all(Table::is_calculated)
}

#[cfg(test)]
mod tests;
