//! What a dataset is worth, what it misses, and the exact text that mends it.

use crate::language::Language;
use crate::pages::clean;
use crate::pages::links::Links;
use crate::pages::quality::{FixView, Fixes, ScoreView};
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::quality::{QualityTexts, of};
use datenkreis_catalogue::journal::{DatasetQuality, LinkState, Received};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::{Metric, Outcome};
use datenkreis_vocab::shapes::{Profile, Severity, validate};
use oxrdf::Triple;

/// The quality of a dataset as its page shows it.
pub struct QualityView {
    /// Texts of the quality pages.
    pub words: &'static QualityTexts,
    /// Points, rating, dimensions.
    pub score: ScoreView,
    /// What is missing, the most points for the least effort first.
    pub gains: Vec<GainView>,
    /// What the portal has added to what arrived.
    pub adopted: Vec<GainView>,
    /// Breaches of the official constraints.
    pub broken: Vec<BrokenView>,
    /// To the page of its organisation.
    pub organisation: Option<Value>,
    /// To the page of the region.
    pub region: String,
    /// The same to take away.
    pub downloads: Vec<(&'static str, String)>,
}

/// Points to be gained, or gained by the portal.
pub struct GainView {
    /// What is missing.
    pub name: &'static str,
    /// `+20 Punkte`.
    pub points: String,
    /// How hard it is.
    pub effort: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// The exact texts.
    pub fixes: Vec<FixView>,
}

/// A breach of a constraint.
pub struct BrokenView {
    /// What is wrong.
    pub problem: String,
    /// What to write instead.
    pub fix: String,
    /// Where it is demanded.
    pub clause: String,
}

impl QualityView {
    /// Of an assessed dataset.
    pub fn new(
        portal: &Portal,
        language: Language,
        dataset: &DatasetIri,
        quality: &DatasetQuality,
        received: &Received,
        triples: &[Triple],
        addresses: &[LinkState],
    ) -> Self {
        let words = of(language);
        let links = Links::new(portal.base(), language);
        let assessment = &quality.published.assessment;
        let fixes = Fixes::new(portal, words, dataset, quality, received, triples, addresses);
        let gain = |metric: Metric, effort: u8| GainView {
            name: metric.name(language.tag()),
            points: words.plus(f64::from(metric.points())),
            effort: words.effort(effort),
            advice: metric.advice(language.tag()),
            fixes: fixes.of(metric),
        };
        let came = quality.arrived.as_ref().map(|arrived| arrived.outcomes());
        let is_added = |metric: &Metric| {
            let missed = came.is_some_and(|came| came[metric.index()] == Outcome::Missed);
            missed && assessment.outcome(*metric) == Outcome::Gained
        };
        let organisation = quality.organisation.as_deref().and_then(|id| portal.region.organisation(id));
        Self {
            words,
            score: ScoreView::of_assessment(words, assessment),
            gains: assessment.gains().into_iter().map(|found| gain(found.metric, found.effort)).collect(),
            adopted: Metric::ALL.into_iter().filter(is_added).map(|metric| gain(metric, 1)).collect(),
            broken: broken(language, triples),
            organisation: organisation.map(|organisation| {
                Value::own(&organisation.name, links.quality_of(&organisation.id)).german(language)
            }),
            region: links.quality(),
            downloads: vec![
                (words.download_csv, links.dataset_as(dataset.as_str(), "csv")),
                (words.download_atom, links.dataset_as(dataset.as_str(), "atom")),
            ],
        }
    }
}

/// Violations of DCAT-AP.de 3.0; the same at several nodes once.
fn broken(language: Language, triples: &[Triple]) -> Vec<BrokenView> {
    let mut views: Vec<BrokenView> = vec![];
    for result in validate(Profile::DcatApDe3, triples).results {
        if result.severity != Severity::Violation {
            continue;
        }
        let view = BrokenView {
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
