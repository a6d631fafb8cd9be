//! A cube as a dataset of the catalogue: dcat:Dataset and qb:DataSet under one IRI (StatDCAT-AP 1.0.1).

mod distributions;
mod places;

use super::export::Names;
use super::export::rdf::structure_triples;
use super::{CubeView, Cubes, Statistics};
use crate::journal::CubeDates;
use crate::relations::Speaker;
use datenkreis_vocab::cube::{Cell, Dimension, Figure, Period, iri};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::{access_right, data_theme, dataset_type, frequency, language};
use datenkreis_vocab::model::{Coded, Dataset, LangString, PeriodOfTime};
use datenkreis_vocab::ns::{prov, qb, sdmx_attribute, stat, xsd};
use jiff::Timestamp;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Triple};
use std::collections::BTreeSet;

/// What the dataset of a cube says, and what was found about it. `cubes` are all, of which it is one.
pub(crate) fn described(
    base: &str,
    cubes: &Cubes,
    cube: &CubeView,
    dates: CubeDates,
    statistics: &Statistics,
) -> (Vec<Triple>, Vec<Finding>) {
    let iri = NamedNode::new_unchecked(iri::cube(base, &cube.definition.id).as_str());
    let mut findings = findings(cubes, cube);
    let mut dataset = Dataset::new(iri.clone());
    dataset.title = cube.definition.title.tagged().to_vec();
    dataset.description = cube.definition.description.tagged().to_vec();
    dataset.publisher = statistics.speaker.as_ref().map(Speaker::agent);
    dataset.contact_point = statistics.speaker.as_ref().map(Speaker::mailbox).into_iter().collect();
    dataset.keyword = keywords(cube);
    dataset.theme = coded(data_theme::lookup("SOCI"));
    // What stands on the pages and in the files of a portal without login is public.
    dataset.access_rights = coded(access_right::lookup("PUBLIC")).pop();
    dataset.r#type = coded(dataset_type::lookup("STATISTICAL"));
    dataset.language = ["DEU", "ENG"].into_iter().flat_map(|code| coded(language::lookup(code))).collect();
    dataset.identifier = vec![Literal::new_simple_literal(iri.as_str())];
    dataset.issued = Some(moment(dates.issued));
    dataset.modified = Some(moment(dates.modified));
    dataset.accrual_periodicity = coded(rhythm(cube).and_then(frequency::lookup)).pop();
    dataset.temporal = period(cube).into_iter().collect();
    places::add(cube, statistics.region.as_ref(), &mut dataset);
    dataset.landing_page = vec![NamedNode::new_unchecked(format!("{base}/kubus/{}", cube.definition.id))];
    dataset.distribution = distributions::of(base, cube, &dataset, &mut findings);
    dataset.extra = statements(&Names { base, areas: &statistics.areas }, cubes, cube, &iri);
    (dataset.to_rdf(), findings)
}

/// What was read and is not in the cube, and where its tables disagree: once for each pair, with an example.
fn findings(cubes: &Cubes, cube: &CubeView) -> Vec<Finding> {
    let left_out = cubes.left_out().iter().filter(|left| left.cube == cube.definition.id);
    let mut findings: Vec<Finding> = left_out
        .map(|left| {
            let found = format!("{} ({}): {}", left.table.mapping, left.observations, left.reason.text().de);
            Finding::new(&rule::CUBE_TABLE_LEFT_OUT, "qb:observation").found(found)
        })
        .collect();
    findings.extend(cube.kept_back().map(|kept_back| {
        let found = format!("< {}: {} + {}", kept_back.threshold, kept_back.primary, kept_back.secondary);
        Finding::new(&rule::CUBE_SMALL_NUMBERS, "qb:observation").found(found)
    }));
    let mut pairs: Vec<(&str, &str, usize, String)> = vec![];
    for difference in cube.differences() {
        let (kept, other) = (&*difference.kept_table.mapping, &*difference.other_table.mapping);
        match pairs.iter_mut().find(|pair| (pair.0, pair.1) == (kept, other)) {
            Some(pair) => pair.2 += 1,
            None => {
                let Cell { row, column } = difference.other_cell;
                let example = format!(
                    "{}: {} / {} ({row},{column})",
                    difference.notations.join(" "),
                    shown(difference.kept),
                    shown(difference.other)
                );
                pairs.push((kept, other, 1, example));
            }
        }
    }
    findings.extend(pairs.into_iter().map(|(kept, other, count, example)| {
        let found = format!("{kept} / {other}, {count}×, {example}");
        Finding::new(&rule::CUBE_TABLES_DISAGREE, "qb:observation").found(found)
    }));
    findings
}

fn shown(figure: Figure) -> String {
    figure.value.map_or_else(|| figure.status.sign().to_owned(), |value| value.to_string())
}

fn keywords(cube: &CubeView) -> Vec<LangString> {
    let further = cube.definition.dimensions.iter().skip(2).map(Dimension::label);
    let texts = further.chain([cube.definition.measure.label.clone()]);
    let mut keywords = vec![LangString::german("Statistik")];
    keywords.extend(texts.flat_map(|text| text.tagged()));
    keywords
}

/// How often figures come, as far as the times tell.
fn rhythm(cube: &CubeView) -> Option<&'static str> {
    let periods: Vec<Period> = cube.periods().filter_map(Period::from_notation).collect();
    let steps = |step: fn(&Period) -> Option<i32>, name: &'static str| {
        let places: Option<Vec<i32>> = periods.iter().map(step).collect();
        let follow = places.is_some_and(|places| places.windows(2).all(|pair| pair[0] + 1 == pair[1]));
        (follow && periods.len() > 2).then_some(name)
    };
    let year = |period: &Period| match period {
        Period::Year(year) => Some(i32::from(*year)),
        _ => None,
    };
    let month = |period: &Period| match period {
        Period::Month(year, month) => Some(i32::from(*year) * 12 + i32::from(*month)),
        _ => None,
    };
    steps(year, "ANNUAL").or_else(|| steps(month, "MONTHLY"))
}

/// From the first time to the last.
fn period(cube: &CubeView) -> Option<PeriodOfTime> {
    let literal = |notation| Period::from_notation(notation).map(Period::to_literal);
    let period = PeriodOfTime {
        start_date: cube.periods().next().and_then(literal),
        end_date: cube.periods().next_back().and_then(literal),
    };
    (!period.is_empty()).then_some(period)
}

/// What a cube says beside what every dataset does. The list of its slices is not its dataset's to carry.
fn statements(names: &Names<'_>, cubes: &Cubes, cube: &CubeView, iri: &NamedNode) -> Vec<Triple> {
    let base = names.base;
    let own = structure_triples(names, cube).into_iter().filter(|triple| is_of_dataset(triple, iri));
    let mut triples: Vec<Triple> = own.collect();
    let mut add = |predicate: oxrdf::NamedNodeRef<'_>, object: oxrdf::Term| {
        triples.push(Triple::new(iri.clone(), predicate, object));
    };
    for dimension in &cube.definition.dimensions {
        add(stat::DIMENSION, iri::dimension(base, dimension).into());
    }
    add(stat::ATTRIBUTE, sdmx_attribute::OBS_STATUS.into());
    add(stat::NUM_SERIES, Literal::new_typed_literal(series(cube).to_string(), xsd::INTEGER).into());
    add(stat::STAT_UNIT_MEASURE, iri::unit(base, &cube.definition.measure.unit.id).into());
    let slices: BTreeSet<&str> = cube.slices.all().iter().map(|slice| &*slice.cube).collect();
    let cubes = slices.into_iter().filter(|id| cubes.get(id).is_some()).map(|id| iri::cube(base, id));
    let tables: BTreeSet<_> = cube.sources().filter_map(|table| table.dataset.clone()).chain(cubes).collect();
    for source in tables {
        add(prov::WAS_DERIVED_FROM, NamedNode::new_unchecked(source.as_str()).into());
    }
    triples
}

/// Whether a statement about the structure of a cube is made by its dataset. All about the dataset itself
/// are, but which slices it has.
pub(crate) fn is_of_dataset(triple: &Triple, dataset: &NamedNode) -> bool {
    matches!(&triple.subject, NamedOrBlankNode::NamedNode(subject) if subject == dataset)
        && triple.predicate != qb::SLICE
}

/// Number of time series: keys without their times.
fn series(cube: &CubeView) -> usize {
    let columns = cube.observations.columns();
    let key = |index: usize| -> Vec<u32> {
        let others = columns.iter().enumerate().filter(|(position, _)| *position != 1);
        others.map(|(_, column)| column.codes()[index]).collect()
    };
    let areas = cube.areas().iter().map(|area| {
        let keys: std::collections::HashSet<Vec<u32>> = cube.area(area.as_str()).map(key).collect();
        keys.len()
    });
    areas.sum()
}

fn coded(found: Option<datenkreis_vocab::lists::Found>) -> Vec<Coded> {
    found.map(|found| Coded::concept(NamedNode::new_unchecked(found.iri))).into_iter().collect()
}

/// To the second: what is written is what is compared.
fn moment(at: Timestamp) -> Literal {
    let seconds = Timestamp::from_second(at.as_second()).unwrap_or(at);
    Literal::new_typed_literal(seconds.to_string(), xsd::DATE_TIME)
}

#[cfg(test)]
mod tests;
