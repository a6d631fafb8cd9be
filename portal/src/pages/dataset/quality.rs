//! What a dataset is worth, what it misses, and the exact text that mends it.

use crate::language::Language;
use crate::pages::links::Links;
use crate::pages::quality::{BrokenView, Fixes, GainView, ScoreView};
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::quality::{QualityTexts, of};
use datenkreis_catalogue::journal::{DatasetQuality, LinkState, Received};
use datenkreis_vocab::finding::Finding;
use oxrdf::Triple;

/// The quality of a dataset as its page shows it.
pub struct QualityView {
    /// Texts of the quality pages.
    pub words: &'static QualityTexts,
    /// Points, rating, dimensions.
    pub score: ScoreView,
    /// What is missing, the most points for the least effort first.
    pub gains: Vec<GainView>,
    /// The points that the portal's additions have brought, if any.
    pub by_portal: Option<String>,
    /// Breaches of the official constraints.
    pub broken: Vec<BrokenView>,
    /// To the page of its organisation.
    pub organisation: Option<Value>,
    /// To the page of the region.
    pub region: String,
    /// The same to take away.
    pub downloads: Vec<(&'static str, String)>,
}

impl QualityView {
    /// Of an assessed dataset.
    pub fn new(
        portal: &Portal,
        language: Language,
        quality: &DatasetQuality,
        received: &Received,
        triples: &[Triple],
        findings: &[Finding],
        addresses: &[LinkState],
    ) -> Self {
        let words = of(language);
        let links = Links::new(portal.base(), language);
        let assessment = &quality.published.assessment;
        let fixes = Fixes::new(portal, words, quality, received, triples, findings, addresses);
        let organisation = quality.organisation.as_deref().and_then(|id| portal.region.organisation(id));
        Self {
            words,
            score: ScoreView::of_assessment(words, assessment),
            gains: GainView::missing(&fixes),
            by_portal: by_portal(words, quality),
            // Hardly ever is there one, and looking takes as long as the rest of the page.
            broken: match quality.published.shapes {
                Some(counts) if counts.violations == 0 => vec![],
                _ => BrokenView::all_of(language, &quality.dataset, triples),
            },
            organisation: organisation.map(|organisation| {
                Value::own(&organisation.name, links.quality_of(&organisation.id)).german(language)
            }),
            region: links.quality(),
            downloads: vec![
                (words.download_csv, links.dataset_as(quality.dataset.as_str(), "csv")),
                (words.download_atom, links.dataset_as(quality.dataset.as_str(), "atom")),
            ],
        }
    }
}

fn by_portal(words: &QualityTexts, quality: &DatasetQuality) -> Option<String> {
    let points = quality.published.assessment.unasked;
    let added = points.checked_sub(quality.arrived.as_ref()?.points).filter(|added| *added > 0)?;
    Some(words.plus(f64::from(added)))
}
