//! What the numbers of an answer are.

use crate::chart::number::Measure;
use crate::demography::figures::Figures;
use crate::demography::view::View;
use crate::language::Language;
use crate::texts::demography::DemographyTexts;
use datenkreis_vocab::cube::Dimension;
use datenkreis_vocab::indicator::by_id;
use datenkreis_vocab::question::What;

/// Name, unit and decimals of what is asked for; `None` if it is unknown here.
pub(super) fn measure(figures: &Figures<'_>, texts: &DemographyTexts, what: &What) -> Option<Measure> {
    let tag = figures.language.tag();
    Some(match what {
        What::Indicator(id) => {
            let indicator = by_id(id)?;
            Measure {
                name: indicator.title(tag).into(),
                unit: indicator.unit.symbol.clone(),
                unit_of_one: String::new(),
                decimals: indicator.decimals.into(),
            }
        }
        What::Population { age, sex, share } => {
            let people = match (figures.language, sex) {
                (Language::De, Some("F")) => "Frauen",
                (Language::De, Some(_)) => "Männer",
                (Language::De, None) => "Einwohnerinnen und Einwohner",
                (Language::En, Some("F")) => "Women",
                (Language::En, Some(_)) => "Men",
                (Language::En, None) => "Inhabitants",
            };
            let age = age.map(|age| format!(", {}", age.label().get(tag))).unwrap_or_default();
            Measure {
                name: format!("{people}{age}"),
                unit: if *share { "%".into() } else { String::new() },
                unit_of_one: String::new(),
                decimals: usize::from(*share),
            }
        }
        What::Cube { cube, code } => {
            let definition = &figures.cubes.get(cube)?.definition;
            let label = definition.dimensions.iter().skip(2).find_map(|dimension| match dimension {
                Dimension::Coded(_) => dimension.label_of(code),
                _ => None,
            });
            let measure = &definition.measure;
            Measure {
                name: label.unwrap_or_else(|| definition.measure.label.clone()).get(tag).into(),
                // Counts say by their name what they count.
                unit: if measure.decimals == 0 { String::new() } else { measure.unit.symbol.clone() },
                unit_of_one: String::new(),
                decimals: measure.decimals.into(),
            }
        }
        What::Ages => Measure { name: View::Pyramid.name(texts).into(), ..Measure::default() },
        What::Overview => return None,
    })
}
