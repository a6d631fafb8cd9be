//! Which columns hold figures.

use super::marks::{is_absent, may_be_sign};
use super::profile::Profile;
use datenkreis_vocab::cube::label;

/// Different texts of a column of figures that stand instead of some of them.
const SIGNS: usize = 3;

/// The columns with figures among those that are nothing else.
pub fn values<'a>(profiles: &'a [Profile], is_free: &dyn Fn(&Profile) -> bool) -> Vec<usize> {
    let free: Vec<&'a Profile> = profiles.iter().filter(|profile| is_free(profile)).collect();
    let clear: Vec<&Profile> = free.iter().copied().filter(|profile| has_figures(profile)).collect();
    let is_value = |profile: &&&Profile| {
        has_figures(profile)
            || clear.iter().any(|other| has_same_header(profile, other)) && is_of_signs(profile)
    };
    free.iter().filter(is_value).map(|profile| profile.column).collect()
}

/// Whether figures stand in a column, or figures and few texts instead of some.
fn has_figures(profile: &Profile) -> bool {
    let has_total = profile.words().any(label::is_total);
    profile.mostly(profile.figures, 80)
        || !has_total && profile.numbers > 0 && (profile.mostly(profile.figures, 50) || is_sparse(profile))
}

/// Whether most figures of a column are missing: the figures differ, what stands instead is the same.
fn is_sparse(profile: &Profile) -> bool {
    let words = profile.words().count();
    let differ = profile.texts.len() - words > 2 * words;
    is_of_signs(profile) && profile.words().all(|text| is_absent(text) || differ && may_be_sign(text))
}

/// Whether no more than a few texts stand in a column beside figures.
fn is_of_signs(profile: &Profile) -> bool {
    !profile.has_more && profile.words().count() <= SIGNS
}

/// Whether the headers of two columns are of the same kind in the same row, both years, ages or sexes, and so are
/// their names, or these are the same.
fn has_same_header(profile: &Profile, other: &Profile) -> bool {
    let kinds: [&dyn Fn(&str) -> bool; 3] =
        [&|text| label::period(text).is_some(), &|text| label::age(text).is_some(), &|text| {
            label::sex(text).is_some()
        }];
    let are_alike = |one: &str, other: &str| kinds.iter().any(|is_kind| is_kind(one) && is_kind(other));
    let (name, other_name) = (profile.name(), other.name());
    profile.headers.iter().zip(&other.headers).any(|(one, other)| are_alike(one, other))
        && (name == other_name || are_alike(name, other_name))
}
