//! Breaches of the official constraints, as pages show them.

use crate::language::Language;
use crate::pages::clean;
use datenkreis_harvester::assess::violations;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::shapes::{Profile, Report, Violation, validate};
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
    /// The violations that are counted: of DCAT-AP.de 3.0, and of its profile for high-value datasets.
    pub fn all_of(language: Language, dataset: &DatasetIri, triples: &[Triple]) -> Vec<Self> {
        Self::all(language, violations(dataset.as_str(), triples).iter())
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
