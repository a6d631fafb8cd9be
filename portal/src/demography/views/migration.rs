//! Moves across the boundary of an area: where from and to, and at which age.

use super::{Request, Shown, Tabulate, newest_first};
use crate::chart::flows::{Flow, Flows};
use crate::chart::words::Kind;
use crate::demography::figures::Found;
use datenkreis_vocab::cube::known::MIGRATION;
use datenkreis_vocab::cube::{Age, Dimension};

/// Moves by origin and destination; `None` if no year has them.
pub fn origins<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let cube = request.figures.cubes.get(MIGRATION)?;
    let Some(Dimension::Coded(places)) = cube.definition.dimensions.get(5) else { return None };
    let language = request.figures.language.tag();
    let places: Vec<(String, [&str; 2])> = places
        .codes
        .iter()
        .filter(|code| code.notation != "_T")
        .map(|code| (code.label.get(language).to_owned(), [Age::TOTAL, code.notation.as_str()]))
        .collect();
    flows(request, request.texts.view_origins, request.texts.origin, |_| {
        places
            .iter()
            .map(|(name, [age, place])| (name.clone(), (*age).to_owned(), (*place).to_owned()))
            .collect()
    })
}

/// Moves by age; `None` if no year has them.
pub fn by_age<'a>(request: &Request<'a, '_>) -> Option<Shown<'a>> {
    let Request { figures, area, texts, .. } = request;
    let language = figures.language.tag();
    flows(request, texts.view_moves_by_age, texts.age, |year| {
        let cube = figures.cubes.get(MIGRATION);
        let indices = cube.into_iter().flat_map(|cube| {
            cube.slice(area.as_str(), year).filter_map(move |index| cube.observations.get(index))
        });
        let ages = indices
            .filter(|found| matches!(found.notations.as_slice(), [_, _, "T", _, _, "_T"]))
            .filter_map(|found| Age::from_notation(found.notations[3]));
        let cover = Age::finest_cover(ages, 0, None).unwrap_or_default();
        cover
            .into_iter()
            .map(|age| (age.label().get(language).to_owned(), age.notation(), "_T".to_owned()))
            .collect()
    })
}

/// A category of moves: its name, its age and its place.
type Category = (String, String, String);

fn flows<'a>(
    request: &Request<'a, '_>,
    title: &str,
    first: &str,
    categories: impl Fn(&str) -> Vec<Category>,
) -> Option<Shown<'a>> {
    let Request { figures, area, state, texts, .. } = request;
    let of = |year: i16| -> Vec<(String, [Found<'a>; 2])> {
        let year = year.to_string();
        let find = |age: &str, place: &str, direction| {
            figures.find(MIGRATION, &[area.as_str(), &year, "T", age, direction, place])
        };
        let found = categories(&year).into_iter().map(|(name, age, place)| {
            (name, ["zuzug", "fortzug"].map(|direction| find(&age, &place, direction)))
        });
        found.filter(|(_, [moved_in, moved_out])| moved_in.at.is_some() || moved_out.at.is_some()).collect()
    };
    let years: Vec<i16> =
        figures.years(MIGRATION, area).into_iter().filter(|year| of(*year).len() > 1).collect();
    let year = state.year.filter(|year| years.contains(year)).or_else(|| years.last().copied())?;
    let rows = of(year);
    let model = Flows {
        measure: super::cases(figures.language, texts.moves),
        gains: texts.moves_in.into(),
        losses: texts.moves_out.into(),
        net: texts.net.into(),
        rows: rows
            .iter()
            .map(|(name, [moved_in, moved_out])| Flow {
                name: name.clone(),
                gain: moved_in.datum(),
                loss: moved_out.datum(),
            })
            .collect(),
    };
    let name = format!("{} {year}", figures.name(area));
    let head = [first, texts.moves_in, texts.moves_out].map(str::to_owned);
    let mut table = Tabulate::new(figures.language, figures.base, &format!("{title}: {name}"), head.into());
    for (label, found) in &rows {
        table.row(label, &found.map(|found| (found, 0)));
    }
    let subtitle = format!("{title}, {name}, {}", texts.unit_persons);
    let about = request.about().in_year(year);
    Some(request.shown_about(&about, model, Kind::Count, subtitle, (table, newest_first(years))))
}
