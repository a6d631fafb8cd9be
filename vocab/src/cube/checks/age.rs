use crate::cube::Age;
use std::collections::BTreeMap;

/// The age groups among `codes` that hold every age once, the finest ones; `None` if there are none.
pub(super) fn parts(codes: &[&str]) -> Option<Vec<String>> {
    let ages = codes.iter().filter_map(|code| Age::from_notation(code));
    // For each first age the groups, the smallest first; an open group ends nowhere.
    let mut groups: BTreeMap<u8, Vec<Option<u8>>> = BTreeMap::new();
    for age in ages {
        groups.entry(age.from).or_default().push(age.to);
    }
    for ends in groups.values_mut() {
        ends.sort_by_key(|end| end.unwrap_or(u8::MAX));
    }
    // From the last first age down: which group is the smallest from which on all ages are held.
    let mut chosen: BTreeMap<u8, Option<u8>> = BTreeMap::new();
    for (from, ends) in groups.iter().rev() {
        let leads_on = |end: &&Option<u8>| match end {
            None => true,
            Some(to) => to.checked_add(1).is_some_and(|next| chosen.contains_key(&next)),
        };
        if let Some(end) = ends.iter().find(leads_on) {
            chosen.insert(*from, *end);
        }
    }
    let mut parts = vec![];
    let mut next = Some(0);
    while let Some(from) = next {
        let to = *chosen.get(&from)?;
        parts.push(Age { from, to }.notation());
        next = to.map(|to| to + 1);
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finest_groups_that_hold_every_age_once() {
        let check = |codes: &[&str], expected: Option<&[&str]>| {
            assert_eq!(parts(codes), expected.map(|codes| codes.iter().map(ToString::to_string).collect()));
        };
        check(&["_T", "Y0T17", "Y18T64", "Y_GE65"], Some(&["Y0T17", "Y18T64", "Y_GE65"]));
        check(&["Y0T17", "Y0T2", "Y3T17", "Y_GE18"], Some(&["Y0T2", "Y3T17", "Y_GE18"]));
        check(&["Y0T17", "Y0T2", "Y_GE18"], Some(&["Y0T17", "Y_GE18"]));
        check(&["Y0", "Y1", "Y_GE2", "Y0T17", "Y_GE18"], Some(&["Y0", "Y1", "Y_GE2"]));
        check(&["Y6T9", "Y10T14", "Y_GE15"], None);
        check(&["Y0T17", "Y_GE19"], None);
        check(&["_T"], None);
    }
}
