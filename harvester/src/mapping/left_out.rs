//! Findings about statements that are not published with a node.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::rdf;
use oxrdf::{NamedNode, Term, Triple};
use std::collections::{BTreeMap, HashSet};

/// Room for statements in one finding: it shows 500 characters.
const ROOM: usize = 480;

/// One finding, or several if the statements do not fit into one, that tell what was said of a node.
pub fn findings(node: &str, statements: Vec<String>) -> Vec<Finding> {
    let finding = |text| Finding::new(&rule::TRIPLE_NOT_PUBLISHED, node).found(text);
    joined(statements).into_iter().map(finding).collect()
}

/// The statements in texts that each fit into one finding.
pub fn joined(statements: Vec<String>) -> Vec<String> {
    let mut texts: Vec<String> = vec![];
    for statement in statements {
        match texts.last_mut().filter(|text| text.chars().count() + statement.chars().count() < ROOM) {
            Some(text) => {
                text.push_str(" | ");
                text.push_str(&statement);
            }
            None => texts.push(statement),
        }
    }
    texts
}

/// The statements that arrived and of which neither the published graph nor a finding keeps the value, by
/// node: whatever a rule did to them, it did not tell. A link to a node below `dataset` says nothing by itself.
pub fn untold(
    dataset: &NamedNode,
    arrived: &[Triple],
    published: &[Triple],
    findings: &[Finding],
) -> Vec<Finding> {
    let below = format!("{}/", dataset.as_str());
    let kept: HashSet<&str> = published.iter().filter_map(|triple| value(&triple.object)).collect();
    let told = |value: &str| {
        let mut texts = findings.iter().flat_map(|finding| [&finding.found, &finding.concluded]).flatten();
        texts.any(|text| text.contains(value))
    };
    let mut untold: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for triple in arrived.iter().filter(|triple| triple.predicate != rdf::TYPE) {
        let Some(value) = value(&triple.object).map(str::trim).filter(|value| !value.is_empty()) else {
            continue;
        };
        let stands = || kept.iter().any(|text| text.contains(value) || is_rewritten(value, text));
        if !value.starts_with(&below) && !kept.contains(value) && !told(value) && !stands() {
            let statement = format!("{} {}", triple.predicate, triple.object);
            untold.entry(triple.subject.to_string()).or_default().push(statement);
        }
    }
    untold.into_iter().flat_map(|(node, statements)| self::findings(&node, statements)).collect()
}

/// Whether a published value is the same in another spelling: a number, or a geometry without the reference
/// system before it.
fn is_rewritten(arrived: &str, published: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let geometry =
        arrived.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(_, rest)| rest.trim());
    geometry == Some(published)
        || number(arrived).is_some_and(|number_then| number(published) == Some(number_then))
}

fn value(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_into_one_finding_makes_another() {
        let found = |lengths: &[usize]| -> Vec<usize> {
            let statements = lengths.iter().map(|&length| "x".repeat(length)).collect();
            let findings = findings("<https://a.example/>", statements).into_iter();
            findings.map(|finding| finding.found.unwrap_or_default().len()).collect()
        };
        assert_eq!(found(&[]), [0; 0]);
        assert_eq!(found(&[10, 10]), [23]);
        assert_eq!(found(&[400, 100, 20]), [400, 123]);
    }
}
