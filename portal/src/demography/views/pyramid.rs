//! Age and sex as a pyramid, with another area or year as its outline.

use super::{Request, Shown, newest_first};
use crate::chart::pyramid::{AgeGroup, Basis, Comparison, Pyramid};
use crate::chart::words::Kind;
use crate::demography::figures::{Figures, Found};
use crate::demography::shown::Tabulate;
use crate::texts::demography::DemographyTexts;
use crate::texts::projection;
use datenkreis_vocab::cube::known::{POPULATION, PROJECTION};
use datenkreis_vocab::cube::{Age, AreaKey};

/// The age of majority in working life, and that of pension, where a visitor chose no other.
pub const LIMITS: (u8, u8) = (20, 65);

/// Men and women of one age group.
struct Group<'a> {
    age: Age,
    men: Found<'a>,
    women: Found<'a>,
}

/// `None` if no year of the area has both sexes by age.
pub fn pyramid<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, state, texts, .. } = request;
    let years = years(figures, area);
    let projected = figures.projected_years(area);
    let newest = years.iter().rfind(|year| !projected.contains(year)).or(years.first()).copied();
    let year = state.year.filter(|year| years.contains(year)).or(newest)?;
    let groups = groups(figures, area, year);
    let compared = compared(request, year, &years);
    let name = named(figures, area, year);
    let model = Pyramid {
        measure: super::persons(figures.language),
        name: name.clone(),
        year: year.into(),
        groups: groups.iter().map(Group::model).collect(),
        comparison: compared.as_ref().map(|(name, groups)| Comparison {
            name: name.clone(),
            groups: groups.iter().map(Group::model).collect(),
        }),
        basis: if state.shares { Basis::Share } else { Basis::Absolute },
        surplus: compared.is_none(),
        cohort: state.cohort.map(Into::into),
        limits: state.limits.or(Some(LIMITS)),
    };
    let mut head = vec![texts.age.to_owned(), texts.men.to_owned(), texts.women.to_owned()];
    if let Some((name, _)) = &compared {
        head.extend([format!("{}, {name}", texts.men), format!("{}, {name}", texts.women)]);
    }
    let caption = format!("{}: {name}", texts.view_pyramid);
    let mut table = Tabulate::new(figures.language, figures.base, &caption, head);
    for group in &groups {
        let mut row = vec![(group.men, 0), (group.women, 0)];
        if let Some((_, other)) = &compared {
            let other = other.iter().find(|other| other.age == group.age);
            row.extend(
                [
                    other.map_or(Found::NOTHING, |other| other.men),
                    other.map_or(Found::NOTHING, |other| other.women),
                ]
                .map(|found| (found, 0)),
            );
        }
        table.row(group.age.label().get(figures.language.tag()), &row);
    }
    let subtitle = format!(
        "{}, {name}, {}, {}",
        texts.view_pyramid,
        texts.at_end_of_year,
        subtitle_unit(texts, state.shares)
    );
    let mut shown = request.shown(model, Kind::Population, subtitle, table, newest_first(years));
    if projected.contains(&year) && !shown.words.easy.is_empty() {
        shown.words.easy.insert(0, projection::of(figures.language).easy.into());
    }
    if shown.used.by_cube().iter().any(|(cube, _)| cube.definition.id == PROJECTION) {
        shown.notes.push(projection::of(figures.language).note_pyramid(figures.projects()).into());
    }
    Some(shown)
}

/// An area with a year, and with the word for it if the year is projected.
fn named(figures: &Figures<'_>, area: &AreaKey, year: i16) -> String {
    let is_projected = figures.projected_years(area).contains(&year);
    let year = if is_projected { projection::of(figures.language).year(year) } else { year.to_string() };
    format!("{} {year}", figures.name(area))
}

fn subtitle_unit(texts: &DemographyTexts, shares: bool) -> &'static str {
    if shares { texts.unit_share } else { texts.unit_persons }
}

/// Another year of the area, or another area in the same year.
fn compared<'a>(request: &Request<'a, '_>, year: i16, years: &[i16]) -> Option<(String, Vec<Group<'a>>)> {
    let Request { figures, area, state, .. } = request;
    let other_year = state.compared_year.filter(|other| *other != year && years.contains(other));
    let (area, year) = match (other_year, state.compared.first()) {
        (Some(other), _) => (*area, other),
        (None, Some(other)) if other != *area => (other, year),
        _ => return None,
    };
    let groups = groups(figures, area, year);
    (!groups.is_empty()).then(|| (named(figures, area, year), groups))
}

/// The first ages of the groups of a year.
pub fn age_starts(figures: &Figures<'_>, area: &AreaKey, year: i16) -> Vec<u8> {
    groups(figures, area, year).iter().map(|group| group.age.from).collect()
}

/// The years in which both sexes are known by age, counted or projected.
fn years(figures: &Figures<'_>, area: &AreaKey) -> Vec<i16> {
    let mut years = figures.years(POPULATION, area);
    years.extend(figures.projected_years(area));
    years.sort_unstable();
    years.retain(|year| !groups(figures, area, *year).is_empty());
    years
}

/// The age groups of both sexes, by the finest groups that both have; the first group alone (all ages together)
/// is no structure.
fn groups<'a>(figures: &Figures<'a>, area: &AreaKey, year: i16) -> Vec<Group<'a>> {
    let cube = if figures.projected_years(area).contains(&year) { PROJECTION } else { POPULATION };
    let year = year.to_string();
    let [men, women] = ["M", "F"].map(|sex| figures.ages(cube, area.as_str(), &year, sex));
    let has_both = men.len() > 1
        && men.len() == women.len()
        && men.iter().zip(&women).all(|(men, women)| men.0 == women.0);
    let pairs = men.into_iter().zip(women).filter(|_| has_both);
    pairs.map(|((age, men), (_, women))| Group { age, men, women }).collect()
}

impl Group<'_> {
    fn model(&self) -> AgeGroup {
        AgeGroup { from: self.age.from, to: self.age.to, men: self.men.datum(), women: self.women.datum() }
    }
}
