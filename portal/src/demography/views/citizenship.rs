//! Who has no German citizenship: their share over the years, and which citizenship they have.

use super::{About, Request, Shown, Tabulate, newest_first};
use crate::chart::bars::{Bar, BarChart};
use crate::chart::number::Datum;
use crate::chart::stacked::{Row, Stacked};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use datenkreis_vocab::cube::Dimension;
use datenkreis_vocab::cube::known::CITIZENSHIP;
use datenkreis_vocab::indicator::by_id;

/// The cube of citizenships, whose codes the operator declares: countries, or parts of the world, as the table has
/// them.
pub const NATIONALITIES: &str = "auslaender-staatsangehoerigkeit";

/// Bars shown at most, the longest first; the table has all.
const SHOWN: usize = 12;

/// Their share over the years, next to other areas; where there is one year only, both groups as bars.
pub fn share<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let shares = super::by_indicator::compared(request, by_id("auslaenderanteil")?);
    shares.or_else(|| split(request))
}

/// Germans and others as parts of all, by year.
fn split<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, texts, .. } = request;
    let Some(Dimension::Coded(coded)) = figures.cubes.get(CITIZENSHIP)?.definition.dimensions.last() else {
        return None;
    };
    let language = figures.language.tag();
    let codes: Vec<_> = coded.codes.iter().filter(|code| code.notation != "_T").collect();
    let of = |year: i16| -> Option<(i16, Vec<Found<'a>>)> {
        let text = year.to_string();
        let found: Vec<Found<'a>> = codes
            .iter()
            .map(|code| figures.find(CITIZENSHIP, &[area.as_str(), &text, "T", &code.notation]))
            .collect();
        found.iter().all(|found| found.at.is_some()).then_some((year, found))
    };
    let years: Vec<_> = figures.years(CITIZENSHIP, area).into_iter().filter_map(of).collect();
    let (first, last) = (years.first()?.0, years.last()?.0);
    let model = Stacked {
        measure: super::persons(figures.language),
        categories: codes.iter().map(|code| code.label.get(language).to_owned()).collect(),
        rows: years
            .iter()
            .map(|(year, found)| Row {
                name: year.to_string(),
                values: found.iter().map(Found::datum).collect(),
            })
            .collect(),
        shares: true,
        over_time: true,
        ordered: true,
    };
    let name = figures.name(area);
    let labels = codes.iter().map(|code| code.label.get(language).to_owned());
    let head = std::iter::once(texts.year.to_owned()).chain(labels).collect();
    let caption = format!("{}: {name}", texts.view_citizenship);
    let mut table = Tabulate::new(figures.language, figures.base, &caption, head);
    for (year, found) in &years {
        table.row(year.to_string(), &found.iter().map(|found| (*found, 0)).collect::<Vec<_>>());
    }
    let span = super::span(first, last);
    let subtitle =
        format!("{}, {name}, {span}, {}, {}", texts.view_citizenship, texts.at_end_of_year, texts.unit_share);
    Some(request.shown(model, Kind::Population, subtitle, table, vec![]))
}

/// By the citizenship they have, the most frequent first; `None` if no year has it.
pub fn nationalities<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, state, texts, .. } = request;
    let title = texts.view_nationalities;
    let dimensions = &figures.cubes.get(NATIONALITIES)?.definition.dimensions;
    let Some(Dimension::Coded(coded)) = dimensions.last() else { return None };
    let has_sex = dimensions.contains(&Dimension::Sex);
    let language = figures.language.tag();
    let of = |year: i16| -> Vec<(&str, Found<'a>)> {
        let year = year.to_string();
        let codes = coded.codes.iter().filter(|code| code.notation != "_T").map(|code| {
            let sex = has_sex.then_some("T");
            let notations: Vec<&str> =
                [area.as_str(), &year].into_iter().chain(sex).chain([code.notation.as_str()]).collect();
            (code.label.get(language), figures.find(NATIONALITIES, &notations))
        });
        codes.filter(|(_, found)| found.at.is_some()).collect()
    };
    let years: Vec<i16> =
        figures.years(NATIONALITIES, area).into_iter().filter(|year| of(*year).len() > 1).collect();
    let year = state.year.filter(|year| years.contains(year)).or_else(|| years.last().copied())?;
    let mut found = of(year);
    let size = |found: &Found<'_>| found.value().unwrap_or(f64::NEG_INFINITY);
    found.sort_by(|one, other| size(&other.1).total_cmp(&size(&one.1)));
    let bar = |(label, found): &(&str, Found<'_>)| Bar {
        name: (*label).into(),
        value: found.datum(),
        comparison: Datum::Missing,
    };
    let name = format!("{} {year}", figures.name(area));
    let model = BarChart {
        measure: super::cases(figures.language, title),
        name: name.clone(),
        comparison: None,
        rows: found.iter().take(SHOWN).map(bar).collect(),
    };
    let head = vec![coded.label.get(language).to_owned(), name.clone()];
    let mut table = Tabulate::new(figures.language, figures.base, &format!("{title}: {name}"), head);
    for (label, found) in &found {
        table.row(*label, &[(*found, 0)]);
    }
    let subtitle = format!("{title}, {name}, {}, {}", texts.at_end_of_year, texts.unit_persons);
    let about = About::new(figures.language, &figures.name(area)).in_year(year);
    let rows = (table, newest_first(years));
    let mut shown = request.shown_about(&about, model, Kind::Count, subtitle, rows);
    shown.notes.extend((found.len() > SHOWN).then(|| texts.largest_of(SHOWN, found.len())));
    Some(shown)
}
