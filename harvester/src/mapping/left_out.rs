//! Findings about statements that are not published with a node.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{adms, dcat, dcatap, dcatde, dcterms, prefixed, rdf, spdx, xsd};
use oxrdf::{NamedNode, NamedNodeRef, Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    let untold = untold.into_iter().flat_map(|(node, statements)| self::findings(&node, statements));
    untold.chain(plain_now(arrived, published, told)).collect()
}

/// Properties whose values are looked up in a list: it does not matter how a word was tagged.
const LISTED: [NamedNodeRef<'static>; 16] = [
    dcat::THEME,
    dcat::MEDIA_TYPE,
    dcat::COMPRESS_FORMAT,
    dcat::PACKAGE_FORMAT,
    dcatap::AVAILABILITY,
    dcatap::HVD_CATEGORY,
    dcatde::POLITICAL_GEOCODING_LEVEL_URI,
    dcterms::ACCESS_RIGHTS,
    dcterms::ACCRUAL_PERIODICITY,
    dcterms::FORMAT,
    dcterms::LANGUAGE,
    dcterms::LICENSE,
    dcterms::RIGHTS,
    dcterms::TYPE,
    adms::STATUS,
    spdx::ALGORITHM,
];

/// Texts that stand in the published graph, but without the language or the datatype they came with.
fn plain_now(arrived: &[Triple], published: &[Triple], told: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut stands: HashMap<(NamedNodeRef<'_>, &str), Vec<&Term>> = HashMap::new();
    for triple in published {
        if let Some(value) = value(&triple.object) {
            stands.entry((triple.predicate.as_ref(), value)).or_default().push(&triple.object);
        }
    }
    let is_lost = |triple: &&Triple| {
        let Term::Literal(found) = &triple.object else { return false };
        let predicate = triple.predicate.as_ref();
        let (language, is_text) = (found.language(), found.datatype() == xsd::STRING);
        if is_text || LISTED.contains(&predicate) || told(found.value()) {
            return false;
        }
        let keeps = |term: &&Term| match term {
            Term::Literal(now) if language.is_some() => now.language() == language,
            Term::Literal(now) => now.datatype() != xsd::STRING,
            // An address stands for its text.
            _ => true,
        };
        stands.get(&(predicate, found.value())).is_some_and(|terms| !terms.iter().any(keeps))
    };
    let lost: BTreeSet<(String, String)> = arrived
        .iter()
        .filter(is_lost)
        .map(|triple| (prefixed(triple.predicate.as_str()), triple.object.to_string()))
        .collect();
    let told =
        |(property, found): (String, String)| Finding::new(&rule::LITERAL_PLAIN, property).found(found);
    lost.into_iter().map(told).collect()
}

/// Whether a published value is the same in another spelling: a number, or a geometry without the reference
/// system before it, or a telephone number.
fn is_rewritten(arrived: &str, published: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    let geometry =
        arrived.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(_, rest)| rest.trim());
    geometry == Some(published)
        || published.strip_prefix("tel:").is_some_and(|dialled| dials(arrived) == dials(dialled))
        || number(arrived).is_some_and(|number_then| number(published) == Some(number_then))
}

/// What is dialled of a telephone number, however it is grouped; `(0)` after the code of a country is not.
fn dials(number: &str) -> String {
    number.replace("(0)", "").chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
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
    use oxrdf::Literal;

    #[test]
    fn a_lost_tag_is_told() {
        let literal = |text: &str| {
            let (value, tag) = text.split_once('@').unwrap_or((text, ""));
            match (tag, value.split_once('^')) {
                ("", Some((value, datatype))) => {
                    Literal::new_typed_literal(value, NamedNode::new_unchecked(format!("urn:{datatype}")))
                }
                ("", None) => Literal::new_simple_literal(value),
                (tag, _) => Literal::new_language_tagged_literal_unchecked(value, tag),
            }
        };
        let dataset = NamedNode::new_unchecked("https://a.example/d");
        let said = |property: NamedNodeRef<'_>, text: &str| {
            vec![Triple::new(dataset.clone(), property, literal(text))]
        };
        let check = |property: NamedNodeRef<'_>, arrived: &str, published: &str, expected: &[&str]| {
            let findings = untold(&dataset, &said(property, arrived), &said(property, published), &[]);
            let told: Vec<String> =
                findings.iter().map(|finding| format!("{} {}", finding.rule, finding.property)).collect();
            assert_eq!(told, expected, "{arrived} {published}");
        };
        let version = dcat::VERSION;
        check(version, "Amt@de", "Amt@de", &[]);
        check(version, "Amt@de", "Amt", &["literal-plain dcat:version"]);
        check(version, "Amt@en", "Amt@de", &["literal-plain dcat:version"]);
        check(version, "4711^nummer", "4711", &["literal-plain dcat:version"]);
        check(version, "4711^nummer", "4711^zahl", &[]);
        check(version, "Amt", "Amt@de", &[]);
        check(dcterms::FORMAT, "CSV@de", "CSV", &[]);
    }

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
