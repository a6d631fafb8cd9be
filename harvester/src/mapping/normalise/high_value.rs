//! High-value datasets, Implementing Regulation (EU) 2023/138.

use super::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::{Certainty, Found, hvd_category};
use datenkreis_vocab::model::{Coded, Dataset};
use oxrdf::{NamedNode, NamedNodeRef};

/// The regulation, to be named as dcatap:applicableLegislation of dataset and distributions.
const REGULATION: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://data.europa.eu/eli/reg_impl/2023/138/oj");

/// Resolves the categories, adds the top category beside a detailed one, and names the regulation.
pub fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    categories(dataset, findings);
    let has_category = dataset.hvd_category.iter().any(|category| category.concept.is_some());
    let names_regulation = dataset.applicable_legislation.iter().any(|law| law.as_ref() == REGULATION);
    if !has_category && !names_regulation {
        return;
    }
    legislation(&mut dataset.applicable_legislation, "dcatap:applicableLegislation", findings);
    for distribution in &mut dataset.distribution {
        legislation(
            &mut distribution.applicable_legislation,
            "dcat:Distribution dcatap:applicableLegislation",
            findings,
        );
    }
}

fn categories(dataset: &mut Dataset, findings: &mut Findings) {
    const PROPERTY: &str = "dcatap:hvdCategory";
    super::concepts::take_apart(&mut dataset.hvd_category, hvd_category::lookup);
    for category in &mut dataset.hvd_category {
        if super::concepts::is_settled(category, hvd_category::lookup) {
            continue;
        }
        let found = hvd_category::lookup(&category.found);
        category.concept = found.map(|found| NamedNode::new_unchecked(found.iri));
        match found {
            Some(Found { certainty: Certainty::Listed, .. }) => {}
            Some(found) => findings.push(
                Finding::new(&rule::VALUE_NORMALISED, PROPERTY).found(&category.found).concluded(found.iri),
            ),
            None => findings.push(Finding::new(&rule::VALUE_UNKNOWN, PROPERTY).found(&category.found)),
        }
    }
    let details: Vec<NamedNode> =
        dataset.hvd_category.iter().filter_map(|category| category.concept.clone()).collect();
    for detail in details {
        let Some(top) = hvd_category::top_category(detail.as_str()) else {
            continue;
        };
        if dataset
            .hvd_category
            .iter()
            .all(|category| category.concept.as_ref().is_none_or(|concept| concept.as_str() != top))
        {
            findings.push(Finding::new(&rule::VALUE_CONCLUDED, PROPERTY).concluded(top));
            dataset.hvd_category.push(Coded::concept(NamedNode::new_unchecked(top)));
        }
    }
}

fn legislation(stated: &mut Vec<NamedNode>, property: &str, findings: &mut Findings) {
    if stated.iter().all(|law| law.as_ref() != REGULATION) {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, property).concluded(REGULATION.as_str()));
        stated.push(REGULATION.into_owned());
    }
}
