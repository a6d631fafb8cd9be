//! Functional age groups over the years, as shares of all.

use super::{Request, Shown, Tabulate};
use crate::chart::number::Datum;
use crate::chart::stacked::{Row, Stacked};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use datenkreis_vocab::cube::Age;
use datenkreis_vocab::cube::known::POPULATION;

/// Groupings from the finest to the coarsest: where each group begins. The finest that all years allow is shown.
const GROUPINGS: [&[u8]; 4] =
    [&[0, 3, 6, 10, 18, 25, 45, 65, 80], &[0, 6, 18, 25, 45, 65, 80], &[0, 18, 45, 65], &[0, 20, 65]];

/// `None` if no grouping covers all ages in any year.
pub fn age_groups<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, texts, .. } = request;
    let by_year: Vec<(i16, Vec<(Age, Found<'a>)>)> = figures
        .years(POPULATION, area)
        .into_iter()
        .map(|year| (year, figures.ages(POPULATION, area.as_str(), &year.to_string(), "T")))
        .filter(|(_, ages)| ages.len() > 1)
        .collect();
    let (grouping, rows) = GROUPINGS.into_iter().find_map(|grouping| {
        let rows: Option<Vec<_>> =
            by_year.iter().map(|(year, ages)| Some((*year, sums(grouping, ages)?))).collect();
        rows.filter(|rows| !rows.is_empty()).map(|rows| (grouping, rows))
    })?;
    let categories: Vec<String> = grouping
        .iter()
        .enumerate()
        .map(|(index, from)| {
            group(*from, grouping.get(index + 1)).label().get(figures.language.tag()).to_owned()
        })
        .collect();
    let model = Stacked {
        measure: super::persons(figures.language),
        categories: categories.clone(),
        rows: rows
            .iter()
            .map(|(year, sums)| Row {
                name: year.to_string(),
                values: sums.iter().map(|sum| Datum::Known(*sum)).collect(),
            })
            .collect(),
        shares: true,
        over_time: true,
        ordered: true,
    };
    // The table shows what is in the cube; the groups of the picture are sums of it.
    let name = figures.name(area);
    let ages: Vec<Age> = by_year
        .iter()
        .flat_map(|(_, ages)| ages.iter().map(|(age, _)| *age))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let head = std::iter::once(texts.age.to_owned())
        .chain(by_year.iter().map(|(year, _)| year.to_string()))
        .collect();
    let mut table =
        Tabulate::new(figures.language, figures.base, &format!("{}: {name}", texts.view_age_groups), head);
    for age in ages {
        let row: Vec<_> = by_year
            .iter()
            .map(|(_, all)| {
                (all.iter().find(|(other, _)| *other == age).map_or(Found::NOTHING, |(_, found)| *found), 0)
            })
            .collect();
        table.row(age.label().get(figures.language.tag()), &row);
    }
    let span = super::span(by_year.first()?.0, by_year.last()?.0);
    let subtitle =
        format!("{}, {name}, {span}, {}, {}", texts.view_age_groups, texts.at_end_of_year, texts.unit_share);
    Some(request.shown(model, Kind::Population, subtitle, table, vec![]))
}

fn group(from: u8, next: Option<&u8>) -> Age {
    Age { from, to: next.map(|next| next - 1) }
}

/// Persons in each group; `None` if an age group of the cube lies in two, or a figure is missing.
fn sums(grouping: &[u8], ages: &[(Age, Found<'_>)]) -> Option<Vec<f64>> {
    let mut sums = vec![0.0; grouping.len()];
    for (age, found) in ages {
        let index = grouping.iter().rposition(|from| *from <= age.from)?;
        let within = group(grouping[index], grouping.get(index + 1)).holds(*age);
        sums[index] += found.value().filter(|_| within)?;
    }
    Some(sums)
}
