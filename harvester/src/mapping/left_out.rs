//! Findings about statements that are not published with a node.

use datenkreis_vocab::finding::{Finding, rule};

/// Room for statements in one finding: it shows 500 characters.
const ROOM: usize = 480;

/// One finding, or several if the statements do not fit into one, that tell what was said of a node.
pub fn findings(node: &str, statements: Vec<String>) -> Vec<Finding> {
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
    texts.into_iter().map(|text| Finding::new(&rule::TRIPLE_NOT_PUBLISHED, node).found(text)).collect()
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
