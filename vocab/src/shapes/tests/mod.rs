//! The tables as a whole, evaluation on small graphs, and the texts.

mod enforcement;
mod graphs;
mod texts;

use super::tables::Set;
use super::*;
use std::collections::HashSet;

#[test]
fn every_row_is_compiled() {
    let rows = Set::ALL.into_iter().flat_map(Set::rows).count();
    assert_eq!(rules().len(), rows);
    let compiled: HashSet<&str> = rules().iter().map(|rule| rule.id).collect();
    assert_eq!(compiled.len(), rows, "ids are not unique");
    for row in Set::ALL.into_iter().flat_map(Set::rows) {
        let id = row.split('\t').next().unwrap_or_default();
        assert!(compiled.contains(id), "not understood: {row}");
    }
}

#[test]
fn deviations_name_rules_that_exist() {
    let known: HashSet<&str> = rules().iter().map(|rule| rule.id).collect();
    for deviation in deviations() {
        assert!(!deviation.profiles.is_empty() && !deviation.reason.is_empty(), "{}", deviation.id);
        for rule in &deviation.rules {
            assert!(known.contains(rule), "{}: {rule}", deviation.id);
        }
    }
}

#[test]
fn adaptations_change_something() {
    let of = |profile| {
        let program = tables::program(profile);
        let properties = program.properties.iter().map(|(_, _, rules)| rules.len());
        program.classes.values().map(Vec::len).chain(properties).sum::<usize>()
    };
    // 300 of SEMIC and 66 of ours, 60 switched off.
    assert_eq!(of(Profile::DcatApDe3), 306);
    assert_eq!(of(Profile::DcatAp), 300);
    let weighed = &tables::program(Profile::DcatApDe3).classes;
    let spatial = weighed.values().flatten().find(|(rule, _)| rule.id == "ap3-dataset-spatial-class");
    assert_eq!(spatial.map(|(_, severity)| *severity), Some(Severity::Warning));
}

#[test]
fn every_class_of_the_table_is_known() {
    for (class, above) in background::subclasses() {
        let number = |term: &str| notation::expand(term).and_then(|iri| tables::constants().number(&iri));
        let (class, above) = (number(class).expect(class), number(above).expect(above));
        assert!(tables::classes_above(class).contains(&above));
    }
    let number = |iri: &str| tables::constants().number(iri).expect(iri);
    let unit = number("http://www.w3.org/ns/org#OrganizationalUnit");
    assert!(tables::classes_above(unit).contains(&number("http://xmlns.com/foaf/0.1/Agent")));
}
