//! What there are figures of, if there are none of what was asked for.

use super::scope::Scope;
use crate::demography::figures::Figures;
use datenkreis_vocab::cube::{Age, AreaKey};
use datenkreis_vocab::question::{Question, What};
use std::collections::BTreeSet;

/// What could be asked for instead.
pub enum Instead {
    /// Other years, first and last, and up to when there is a projection.
    Years {
        /// The first year of which there are figures.
        first: i16,
        /// The last year that was counted.
        last: i16,
        /// The last year that is projected.
        projected: Option<i16>,
    },
    /// A wider group of ages.
    Ages(Age),
    /// Other areas; never none.
    Areas(Vec<AreaKey>),
}

impl Instead {
    /// What is nearest to a question without an answer. `shown` are the areas meant where none is named.
    pub fn of(figures: Figures<'_>, question: &Question, shown: &[AreaKey]) -> Option<Self> {
        let scope = Scope::new(figures, question, shown);
        let counted = scope.counted();
        if let (Some(&first), Some(&last)) = (counted.first(), counted.last()) {
            return Some(Self::Years { first, last, projected: scope.projected().last().copied() });
        }
        if let Some(ages) = wider_ages(&scope) {
            return Some(Self::Ages(ages));
        }
        let areas: Vec<AreaKey> =
            shown.iter().filter(|area| scope.about(area).has_figures()).cloned().collect();
        (!areas.is_empty()).then_some(Self::Areas(areas))
    }
}

/// The narrowest group of ages that is known and holds the one asked for, if that one is not known.
fn wider_ages(scope: &Scope<'_, '_>) -> Option<Age> {
    let What::Population { age: Some(age), sex, share } = scope.what else { return None };
    let is_known = |age: &Age| {
        let what = What::Population { age: Some(*age), sex, share };
        scope.asking(what).has_figures()
    };
    let groups = scope.age_groups();
    let begins: BTreeSet<u8> =
        groups.iter().map(|group| group.from).filter(|from| *from <= age.from).collect();
    let ends: BTreeSet<Option<u8>> = groups.iter().map(|group| group.to).collect();
    let mut wider: Vec<Age> =
        begins.iter().flat_map(|from| ends.iter().map(|to| Age { from: *from, to: *to })).collect();
    wider.retain(|group| group.holds(age));
    wider.sort_by_key(|group| group.to.unwrap_or(u8::MAX) - group.from);
    wider.into_iter().find(is_known)
}
