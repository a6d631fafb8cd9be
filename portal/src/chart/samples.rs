//! One chart of each kind, for the rules that all of them keep.

use super::balance::{Balance, Part};
use super::bars::{Bar, BarChart};
use super::classes::Classes;
use super::flows::{Flow, Flows};
use super::line::{Break, LineChart, Point, Projected, Reference, Series};
use super::map::{Area, Map};
use super::number::{Datum, Measure};
use super::pyramid::{AgeGroup, Basis, Comparison, Pyramid};
use super::ranked::{Ranked, Ranking};
use super::stacked::{Row, Stacked};
use super::value::Value;
use super::words::{Kind, Tell};
use super::{Chart, Drawing, Frame};
use Datum::{Known, Missing, Suppressed};

/// A chart that can be drawn and told.
pub trait Sample: Chart + Tell {
    /// As a chart only.
    fn as_chart(&self) -> &dyn Chart;
}
impl<T: Chart + Tell> Sample for T {
    fn as_chart(&self) -> &dyn Chart {
        self
    }
}

/// A name that has to be escaped everywhere.
pub const NASTY: &str = "<b>\"Ort\" & 'Co'</b>";

/// All kinds of charts, made of the same values.
pub fn all(values: &[Datum]) -> Vec<(&'static str, Box<dyn Sample>)> {
    let value = |index: usize| values.get(index % values.len().max(1)).copied().unwrap_or(Missing);
    let number = |index: usize| value(index).number().unwrap_or_default();
    let measure = measure();
    let classes = Classes::quantile(&values.iter().filter_map(|datum| datum.number()).collect::<Vec<_>>());
    let area = |index: usize| Area {
        name: NASTY.into(),
        value: value(index),
        href: Some("/gebiet/<1>".into()),
        selected: index == 0,
        rings: vec![square(index as f64 * 0.1)],
    };
    let row = |index: usize| Ranking {
        name: NASTY.into(),
        value: value(index),
        href: Some("/gebiet/<1>".into()),
        selected: index == 0,
    };
    let range = |index| Some((number(index), number(index + 1)));
    let projected =
        |index: i32| Projected { year: 2024 + index, value: value(1), range: range(index as usize) };
    let series = |name: &str, projection| Series {
        name: name.into(),
        points: (0..12).map(|index| Point { year: 2012 + index, value: value(index as usize) }).collect(),
        projection,
    };
    let part = |name: &str| Part { name: name.into(), values: (0..4).map(value).collect() };
    vec![
        (
            "line",
            Box::new(LineChart {
                measure: measure.clone(),
                series: vec![series(NASTY, (0..5).map(projected).collect()), series("Kreis Unna", vec![])],
                breaks: vec![Break { year: 2022, label: "Zensus 2022".into() }],
                reference: Some(Reference { value: number(2), label: NASTY.into() }),
                from_zero: false,
            }),
        ),
        ("pyramid", Box::new(pyramid(values))),
        (
            "map",
            Box::new(Map {
                measure: measure.clone(),
                classes: classes.clone(),
                areas: (0..5).map(area).collect(),
            }),
        ),
        ("ranked", Box::new(Ranked { measure: measure.clone(), classes, rows: (0..5).map(row).collect() })),
        (
            "balance",
            Box::new(Balance {
                measure: measure.clone(),
                years: (2020..2024).collect(),
                gains: vec![part(NASTY), part("Zuzüge")],
                losses: vec![part("Sterbefälle"), part("Fortzüge")],
                net: "Saldo".into(),
            }),
        ),
        (
            "stacked",
            Box::new(Stacked {
                measure: measure.clone(),
                categories: vec![NASTY.into(), "20 bis 64".into(), "65 und älter".into()],
                rows: (0..3)
                    .map(|row| Row { name: NASTY.into(), values: (row..row + 3).map(value).collect() })
                    .collect(),
                over_time: true,
                ordered: true,
                shares: true,
            }),
        ),
        (
            "bars",
            Box::new(BarChart {
                measure: measure.clone(),
                name: NASTY.into(),
                comparison: Some(NASTY.into()),
                rows: (0..4)
                    .map(|row| Bar { name: NASTY.into(), value: value(row), comparison: value(row + 1) })
                    .collect(),
            }),
        ),
        (
            "flows",
            Box::new(Flows {
                measure: measure.clone(),
                gains: "Zuzüge".into(),
                losses: "Fortzüge".into(),
                net: "Saldo".into(),
                rows: (0..4)
                    .map(|row| Flow { name: NASTY.into(), gain: value(row), loss: value(row + 1) })
                    .collect(),
            }),
        ),
        (
            "value",
            Box::new(Value {
                measure,
                value: value(0),
                is_estimated: true,
                year: 2023,
                kind: Kind::Population,
                before: Some((2011, value(1))),
            }),
        ),
    ]
}

/// Values as a table has them.
pub fn plain() -> Vec<Datum> {
    vec![
        Known(25_310.0),
        Known(25_900.0),
        Suppressed,
        Known(26_123.0),
        Missing,
        Known(24_000.0),
        Known(24_100.0),
    ]
}

/// A pyramid of five-year groups.
pub fn pyramid(values: &[Datum]) -> Pyramid {
    let value = |index: usize| values.get(index % values.len().max(1)).copied().unwrap_or(Missing);
    let group = |index: u8| AgeGroup {
        from: index * 5,
        to: (index < 18).then_some(index * 5 + 4),
        men: value(usize::from(index)),
        women: value(usize::from(index) + 1),
    };
    let groups: Vec<AgeGroup> = (0..=18).map(group).collect();
    Pyramid {
        measure: measure(),
        name: NASTY.into(),
        year: 2023,
        comparison: Some(Comparison { name: NASTY.into(), groups: groups.clone() }),
        groups,
        basis: Basis::Absolute,
        surplus: true,
        cohort: Some(1990),
        limits: Some((20, 65)),
    }
}

/// A chart drawn for a page.
pub fn on_page(chart: &dyn Chart) -> Drawing {
    let medium = super::Medium::Page;
    chart.draw(&Frame { language: crate::language::Language::De, prefix: "p1", medium })
}

fn square(from: f64) -> Vec<(f64, f64)> {
    let to = from + 0.1;
    vec![(7.0 + from, 51.0), (7.0 + to, 51.0), (7.0 + to, 51.1), (7.0 + from, 51.1)]
}

fn measure() -> Measure {
    Measure {
        name: "Einwohnerzahl".into(),
        unit: "Menschen".into(),
        unit_of_one: "Mensch".into(),
        decimals: 0,
    }
}
