//! Indicators against hand-made cases, real tables, and a clock.

mod formulas;
mod published;
mod speed;
mod view;

use super::*;
use std::collections::BTreeSet;

#[test]
fn indicators_are_well_formed() {
    let ids: BTreeSet<_> = indicators().iter().map(|indicator| indicator.id).collect();
    assert_eq!(ids.len(), indicators().len());
    for indicator in indicators() {
        let of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(indicator.id.bytes().all(of_id), "{}", indicator.id);
        assert!(!indicator.validity.cubes.is_empty() && !indicator.formula.is_empty(), "{}", indicator.id);
        for text in [&indicator.title, &indicator.statement, &indicator.definition, &indicator.unit.label] {
            assert!(!text.de.is_empty() && !text.en.is_empty(), "{}", indicator.id);
        }
        assert!(indicator.statement.de.ends_with('.') && indicator.statement.en.ends_with('.'));
        for id in indicator.validity.cubes {
            assert!(crate::cube::known::cube(id).is_some(), "{id}");
        }
    }
    let Dimension::Coded(codes) = &cube(indicators()).dimensions[2] else { panic!("coded") };
    assert_eq!(codes.codes.len(), indicators().len());
}

#[test]
fn limits_stand_in_the_titles() {
    let list = list(&Parameters { base_year: 2018, greying_from: 65 });
    let title = |id: &str| list.iter().find(|indicator| indicator.id == id).expect(id).title("de");
    assert!(title("veraenderung").contains("2018") && title("index").contains("2018"));
    assert!(title("greying").contains("65–79"));
    assert!(title("altenquotient").contains("65+") && title("altenquotient-67").contains("67+"));
}
