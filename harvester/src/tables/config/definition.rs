//! Cubes that an operator defines.

use super::file;
use datenkreis_vocab::cube::{Code, CodedDimension, CubeDefinition, Dimension, Measure, Unit, known};
use datenkreis_vocab::text::Text;

/// The key at which a mistake stands, with points between its parts, and what is wrong.
type Mistake = (String, String);

/// The structure of a cube as a file defines it.
pub(super) fn cube(id: &str, found: &file::Definition) -> Result<CubeDefinition, Mistake> {
    if known::cube(id).is_some() || id == known::INDICATORS {
        let message =
            format!("`{id}` is a cube that every portal has; leave the definition out, or choose another id");
        return Err(("title".into(), message));
    }
    is_id("title", id, false)?;
    let mut dimensions = vec![Dimension::RefArea, Dimension::RefPeriod];
    for (at, dimension) in found.dimensions.iter().enumerate() {
        let key = format!("dimension.{at}.id");
        let dimension = self::dimension(&key, dimension)?;
        if dimensions.iter().any(|known| known.id() == dimension.id()) {
            return Err((
                key,
                format!(
                    "the dimension `{}` stands there twice; refArea and refPeriod are there anyway",
                    dimension.id()
                ),
            ));
        }
        dimensions.push(dimension);
    }
    let measure = &found.measure;
    is_id("measure.id", &measure.id, true)?;
    is_id("measure.unit.id", &measure.unit.id, true)?;
    Ok(CubeDefinition {
        id: id.into(),
        title: found.title.clone(),
        description: found.description.clone(),
        dimensions,
        measure: Measure {
            id: measure.id.clone(),
            label: measure.label.clone(),
            unit: Unit {
                id: measure.unit.id.clone(),
                label: measure.unit.label.clone(),
                symbol: measure.unit.symbol.clone(),
            },
            decimals: measure.decimals,
            counts_things: measure.counts_things,
        },
    })
}

fn dimension(key: &str, found: &file::Dimension) -> Result<Dimension, Mistake> {
    match found.id.as_str() {
        "sex" | "age" if !found.codes.is_empty() => {
            let message =
                format!("`{}` has its own codes; leave `codes` out, or choose another id", found.id);
            return Err((key.into(), message));
        }
        "sex" => return Ok(Dimension::Sex),
        "age" => return Ok(Dimension::Age),
        _ => {}
    }
    is_id(key, &found.id, true)?;
    if found.codes.is_empty() {
        return Err((key.into(), format!("the dimension `{}` has no codes", found.id)));
    }
    for (at, code) in found.codes.iter().enumerate() {
        is_notation(key, &code.notation)?;
        if found.codes[..at].iter().any(|other| other.notation == code.notation) {
            return Err((key.into(), format!("the code `{}` stands there twice", code.notation)));
        }
    }
    let codes = found.codes.iter();
    Ok(Dimension::Coded(CodedDimension {
        id: found.id.clone(),
        label: found.label.clone().unwrap_or_else(|| Text::new(&found.id, &found.id)),
        codes: codes
            .map(|code| Code { notation: code.notation.clone(), label: code.label.clone() })
            .collect(),
    }))
}

/// Ids are parts of IRIs; those of properties may have capital letters.
fn is_id(key: &str, id: &str, with_capitals: bool) -> Result<(), Mistake> {
    let is_part = |byte: u8| {
        byte.is_ascii_lowercase()
            || byte.is_ascii_digit()
            || byte == b'-'
            || with_capitals && byte.is_ascii_uppercase()
    };
    if !id.is_empty() && id.bytes().all(is_part) {
        return Ok(());
    }
    Err((key.into(), format!("`{id}` is part of an IRI: lower-case letters, digits and hyphens are allowed")))
}

fn is_notation(key: &str, notation: &str) -> Result<(), Mistake> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    if !notation.is_empty() && notation.bytes().all(is_part) {
        return Ok(());
    }
    Err((key.into(), format!("`{notation}` is part of IRIs: letters, digits, `_`, `.` and `-` are allowed")))
}
