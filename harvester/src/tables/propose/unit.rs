//! The unit that the words around figures name.

use super::file::Sample;
use super::frame::Frame;
use super::marks::Marks;
use crate::tables::grid::Row;
use regex::Regex;
use std::sync::LazyLock;

/// A unit with the number of decimals its figures have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Its sign; empty if figures stand alone.
    pub symbol: &'static str,
}

impl Default for Unit {
    fn default() -> Self {
        Self::NUMBER
    }
}

impl Unit {
    /// Of figures that count something.
    pub const NUMBER: Self = Self { id: "anzahl", label: "Anzahl", symbol: "" };
    /// Of shares.
    pub const PERCENT: Self = Self { id: "prozent", label: "Prozent", symbol: "%" };
}

/// Units by what tables call them, in lower case.
const UNITS: &[(&str, Unit)] = &[
    ("% prozent v.h. percent", Unit::PERCENT),
    ("‰ promille", Unit { id: "promille", label: "Promille", symbol: "‰" }),
    ("€ euro eur", Unit { id: "euro", label: "Euro", symbol: "€" }),
    (
        "tsd.€ tsd.euro tsd.eur tausendeuro 1000euro 1.000euro 1000€ 1.000€ 1.000eur 1000eur t€ teur",
        Unit { id: "tausend-euro", label: "Tausend Euro", symbol: "Tsd. €" },
    ),
    (
        "mio.€ mio.euro mio.eur millioneneuro mill.euro",
        Unit { id: "millionen-euro", label: "Millionen Euro", symbol: "Mio. €" },
    ),
    (
        "km² qkm km2 quadratkilometer quadratkilometern",
        Unit { id: "quadratkilometer", label: "Quadratkilometer", symbol: "km²" },
    ),
    ("ha hektar", Unit { id: "hektar", label: "Hektar", symbol: "ha" }),
    ("m² qm m2 quadratmeter quadratmetern", Unit { id: "quadratmeter", label: "Quadratmeter", symbol: "m²" }),
    ("m³ cbm m3 kubikmeter kubikmetern", Unit { id: "kubikmeter", label: "Kubikmeter", symbol: "m³" }),
    ("km kilometer kilometern", Unit { id: "kilometer", label: "Kilometer", symbol: "km" }),
    ("t tonnen", Unit { id: "tonne", label: "Tonnen", symbol: "t" }),
    ("kg kilogramm", Unit { id: "kilogramm", label: "Kilogramm", symbol: "kg" }),
    ("kwh kilowattstunden", Unit { id: "kilowattstunde", label: "Kilowattstunden", symbol: "kWh" }),
    ("mwh megawattstunden", Unit { id: "megawattstunde", label: "Megawattstunden", symbol: "MWh" }),
    ("gwh gigawattstunden", Unit { id: "gigawattstunde", label: "Gigawattstunden", symbol: "GWh" }),
    ("kw kilowatt", Unit { id: "kilowatt", label: "Kilowatt", symbol: "kW" }),
    ("mw megawatt", Unit { id: "megawatt", label: "Megawatt", symbol: "MW" }),
    ("°c gradcelsius", Unit { id: "grad-celsius", label: "Grad Celsius", symbol: "°C" }),
    ("mm millimeter millimetern", Unit { id: "millimeter", label: "Millimeter", symbol: "mm" }),
    ("std. stunden", Unit { id: "stunde", label: "Stunden", symbol: "h" }),
];

static SHARE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)quote\b|\banteil|prozent|%").ok());

/// The unit of a name.
pub fn named(name: &str) -> Option<Unit> {
    let name: String = name.to_lowercase().split_whitespace().collect();
    UNITS.iter().find(|(names, _)| names.split(' ').any(|known| known == name)).map(|(_, unit)| unit.clone())
}

/// The unit a text names, in brackets or behind its last “in”: `Schulden (Tsd. €)`, `Steuern in Euro`.
pub fn unit(text: &str) -> Option<Unit> {
    let text = text.trim().trim_end_matches([')', ']']);
    let bracketed = text.rsplit_once(['(', '[']).map(|(_, name)| name.trim().trim_start_matches("in "));
    let behind = text.rsplit_once(" in ").map(|(_, name)| name);
    let found = [bracketed, behind].into_iter().flatten().find_map(named);
    found.or_else(|| SHARE.as_ref().is_some_and(|words| words.is_match(text)).then_some(Unit::PERCENT))
}

/// More decimals than this say more than is known.
const DECIMALS: usize = 3;

/// The decimals of figures in some columns, of the rows that a test lets pass.
pub fn decimals(
    sample: &Sample,
    frame: &Frame,
    columns: &[usize],
    marks: &Marks,
    is_meant: &dyn Fn(&Row<'_>) -> bool,
) -> usize {
    let of_cell = |text: &str, is_number: bool| {
        let mark = if is_number { Some('.') } else { marks.decimal };
        mark.and_then(|mark| text.trim().rsplit_once(mark))
            .map_or(0, |(_, digits)| digits.chars().take_while(char::is_ascii_digit).count())
    };
    let rows = frame.rows(sample).filter(|row| is_meant(row));
    let cells = rows.flat_map(|row| {
        columns
            .iter()
            .map(|column| {
                let cell = row.cell(*column);
                of_cell(cell.text, cell.is_number)
            })
            .collect::<Vec<_>>()
    });
    cells.max().unwrap_or(0).min(DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_units() {
        for (text, expected) in [
            ("Arbeitslosenquote in %", "prozent"),
            ("Anteil der Kinder", "prozent"),
            ("Ausgaben in Unna in Euro", "euro"),
            ("Steuereinnahmen in Euro", "euro"),
            ("Schulden (Tsd. €)", "tausend-euro"),
            ("Umsatz in Mio. €", "millionen-euro"),
            ("Fläche [ha]", "hektar"),
            ("Wohnfläche in m²", "quadratmeter"),
            ("Stromverbrauch (in MWh)", "megawattstunde"),
        ] {
            assert_eq!(unit(text).map(|unit| unit.id), Some(expected), "{text}");
        }
        for text in
            ["Arbeitslose", "Einwohner in Selm", "Betriebe (ohne Filialen)", "Kinder in Tageseinrichtungen"]
        {
            assert_eq!(unit(text), None, "{text}");
        }
    }
}
