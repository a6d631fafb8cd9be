//! Breaches of the official constraints, as pages show them.

use crate::language::Language;
use crate::pages::clean;
use datenkreis_vocab::shapes::{Profile, Report, Severity, Violation, validate};
use oxrdf::Triple;

/// A breach of a constraint.
pub struct BrokenView {
    /// What is wrong.
    pub problem: String,
    /// What to write instead.
    pub fix: String,
    /// Where it is demanded.
    pub clause: String,
}

impl BrokenView {
    /// Violations of DCAT-AP.de 3.0.
    pub fn german(language: Language, triples: &[Triple]) -> Vec<Self> {
        let report = validate(Profile::DcatApDe3, triples);
        let violations = report.results.iter().filter(|result| result.severity == Severity::Violation);
        Self::all(language, violations)
    }

    /// Those of them that data.europa.eu looks at.
    pub fn european(language: Language, triples: &[Triple]) -> Vec<Self> {
        let report: Report = validate(Profile::DcatApDe3, triples);
        Self::all(language, report.european())
    }

    /// The same at several nodes once.
    fn all<'r>(language: Language, results: impl Iterator<Item = &'r Violation>) -> Vec<Self> {
        let mut views: Vec<Self> = vec![];
        for result in results {
            let view = Self {
                problem: clean::line(&result.problem(language.tag())),
                fix: clean::line(&result.fix(language.tag())),
                clause: result.clause(language.tag()),
            };
            if views.iter().all(|known| (&known.problem, &known.fix) != (&view.problem, &view.fix)) {
                views.push(view);
            }
        }
        views
    }
}
