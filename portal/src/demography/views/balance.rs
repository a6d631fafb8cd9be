//! Births, deaths, moves in and out by year, and what remains.

use super::{Request, Shown, Tabulate};
use crate::chart::balance::{Balance, Part};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use datenkreis_vocab::cube::known::CHANGES;

/// The kinds of change in the cube: what adds, then what takes away.
const KINDS: [&str; 4] = ["lebendgeborene", "zuzug", "gestorbene", "fortzug"];

/// `None` if not even one year has all four kinds.
pub fn balance<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, texts, .. } = request;
    let of =
        |year: i16| KINDS.map(|kind| figures.find(CHANGES, &[area.as_str(), &year.to_string(), "T", kind]));
    let years: Vec<(i16, [Found<'a>; 4])> =
        figures.years(CHANGES, area).into_iter().map(|year| (year, of(year))).collect();
    if !years.iter().any(|(_, kinds)| kinds.iter().all(|found| found.value().is_some())) {
        return None;
    }
    let (first, last) = (years.first()?.0, years.last()?.0);
    let at = |year: i16| years.iter().find(|(known, _)| *known == year).map(|(_, kinds)| *kinds);
    let part = |kind: usize, name: &str| Part {
        name: name.into(),
        values: (first..=last)
            .map(|year| at(year).map_or(Found::NOTHING, |kinds| kinds[kind]).datum())
            .collect(),
    };
    let model = Balance {
        measure: super::cases(figures.language, texts.view_balance),
        years: (first..=last).map(Into::into).collect(),
        gains: vec![part(0, texts.births), part(1, texts.moves_in)],
        losses: vec![part(2, texts.deaths), part(3, texts.moves_out)],
        net: texts.net.into(),
    };
    let name = figures.name(area);
    let head = [texts.year, texts.births, texts.deaths, texts.moves_in, texts.moves_out].map(str::to_owned);
    let mut table = Tabulate::new(
        figures.language,
        figures.base,
        &format!("{}: {name}", texts.view_balance),
        head.into(),
    );
    for (year, [born, moved_in, died, moved_out]) in &years {
        table.row(year.to_string(), &[born, died, moved_in, moved_out].map(|found| (*found, 0)));
    }
    let subtitle =
        format!("{}, {name}, {}, {}", texts.view_balance, super::span(first, last), texts.unit_persons);
    Some(request.shown(model, Kind::Population, subtitle, table, vec![]))
}
