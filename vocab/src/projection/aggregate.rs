//! Small areas together: a projection for their district or association. Nothing is ever distributed back.

use super::History;
use crate::cube::AreaKey;
use std::collections::BTreeMap;

/// Several areas as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aggregated {
    /// The sums of the years that all members have. A year in which one has a break is a break.
    pub history: History,
    /// The areas it was made of.
    pub members: Vec<AreaKey>,
    /// The years left out, and who of the members lacks them.
    pub left_out: Vec<(i16, AreaKey)>,
}

/// Adds up the histories of areas by the area that `around` names for each: its district
/// ([`AreaKey::parent`]), or an association. Areas without one are in none of the sums.
pub fn aggregate<'a>(
    histories: impl IntoIterator<Item = (&'a AreaKey, &'a History)>,
    around: impl Fn(&AreaKey) -> Option<AreaKey>,
) -> BTreeMap<AreaKey, Aggregated> {
    let mut members: BTreeMap<AreaKey, Vec<(&AreaKey, &History)>> = BTreeMap::new();
    for (area, history) in histories {
        if let Some(around) = around(area) {
            members.entry(around).or_default().push((area, history));
        }
    }
    members.into_iter().map(|(around, members)| (around, sum(&members))).collect()
}

fn sum(members: &[(&AreaKey, &History)]) -> Aggregated {
    let mut sum = Aggregated {
        members: members.iter().map(|(area, _)| (*area).clone()).collect(),
        ..Aggregated::default()
    };
    let mut years: Vec<i16> = members.iter().flat_map(|(_, history)| history.years.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let lacking = members.iter().filter(|(_, history)| !history.years.contains_key(&year));
        let before = sum.left_out.len();
        sum.left_out.extend(lacking.map(|(area, _)| (year, (*area).clone())));
        if sum.left_out.len() > before {
            continue;
        }
        let populations = members.iter().filter_map(|(_, history)| history.years.get(&year));
        let total = populations.cloned().reduce(|sum, population| sum.plus(&population));
        sum.history.years.extend(total.map(|total| (year, total)));
        if members.iter().any(|(_, history)| history.breaks.contains(&year)) {
            sum.history.breaks.insert(year);
        }
    }
    sum
}
