//! Where the figures of a dataset can be seen: of a statistic of the portal its pages, of a table those of the statistics
//! it feeds.

use crate::language::Language;
use crate::pages::links::Links;
use crate::pages::value::Value;
use crate::state::Portal;
use datenkreis_vocab::cube::iri;

/// The pages that show what a dataset holds; none if no statistic is made of it.
pub(super) fn pages(portal: &Portal, language: Language, dataset: &str) -> Vec<Value> {
    let links = Links::new(portal.base(), language);
    let cubes = portal.catalogue.cubes();
    let shown = cubes.iter().filter(|cube| {
        let is_own = iri::cube(portal.base(), &cube.definition.id).as_str() == dataset;
        is_own || cube.sources().any(|table| table.dataset.as_ref().is_some_and(|of| of.as_str() == dataset))
    });
    let mut pages: Vec<Value> = shown
        .map(|cube| {
            let definition = &cube.definition;
            Value::own(definition.title.get(language.tag()), links.cube(&definition.id))
        })
        .collect();
    if !pages.is_empty() {
        let title = crate::texts::demography::of(language).title;
        pages.insert(0, Value::own(title, links.demography()));
    }
    pages
}
