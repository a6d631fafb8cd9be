//! Which official constraints the datasets of a scope break, on arrival and as published.

use crate::language::Language;
use crate::pages::clean;
use crate::texts::format::number;
use datenkreis_catalogue::journal::ConstraintCount;
use datenkreis_vocab::shapes::{Violation, rules};

/// A constraint, what to do, and how many datasets break it.
pub struct ConstraintRow {
    /// Its id.
    pub rule: String,
    /// What is wrong.
    pub problem: String,
    /// What to write instead.
    pub fix: String,
    /// Where it is demanded.
    pub clause: String,
    /// Datasets that broke it when they arrived.
    pub arrived: String,
    /// Datasets that break it as they are published.
    pub published: String,
}

impl ConstraintRow {
    /// All that are broken, in the order given.
    pub fn all(language: Language, counts: &[ConstraintCount]) -> Vec<Self> {
        let row = |count: &ConstraintCount| {
            let [problem, fix, clause] = words(language, &count.rule);
            Self {
                rule: count.rule.clone(),
                problem,
                fix,
                clause,
                arrived: number(language, count.arrived),
                published: number(language, count.published),
            }
        };
        counts.iter().map(row).collect()
    }
}

/// What is wrong, what to write instead, and where it is demanded; of a rule that this program does not know
/// (any more) its id.
pub fn words(language: Language, rule: &str) -> [String; 3] {
    match rules().iter().find(|known| known.id == rule).map(Violation::in_general) {
        Some(breach) => [
            clean::line(&breach.problem(language.tag())),
            clean::line(&breach.fix(language.tag())),
            breach.clause(language.tag()),
        ],
        None => [rule.to_owned(), String::new(), String::new()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words() {
        for rule in rules() {
            for language in [Language::De, Language::En] {
                let [problem, fix, clause] = words(language, rule.id);
                assert!(!problem.is_empty() && !fix.is_empty() && !clause.is_empty(), "{}", rule.id);
                assert!(!problem.contains("ist aber") && !problem.contains("but is"), "{problem}");
            }
        }
        assert_eq!(words(Language::De, "unbekannt")[0], "unbekannt");
    }
}
