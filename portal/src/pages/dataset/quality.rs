//! What a dataset is worth, what it misses, and the exact text that mends it.

use crate::language::Language;
use crate::pages::links::Links;
use crate::pages::quality::{BrokenView, FixView, Fixes, ScoreView};
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::quality::{QualityTexts, of};
use datenkreis_catalogue::journal::{DatasetQuality, LinkState, Received};
use datenkreis_harvester::mapping::fix::Added;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::mqa::{Gain, Remedy};
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
        let view = |remedy: Remedy, points: String, fixes: Vec<FixView>| GainView {
            name: remedy.missing(language.tag()),
            points,
            effort: words.effort(remedy.effort()),
            advice: remedy.advice(language.tag()),
            fixes,
        };
        let gain = |(gain, fixes): (Gain, Vec<FixView>)| {
            let points = words.gained(f64::from(gain.points), f64::from(gain.answers));
            view(gain.remedy, points, fixes)
        };
        let added = |(added, fixes): (Added, Vec<FixView>)| {
            let view = view(added.remedy, words.plus(f64::from(added.points)), fixes);
            match added.remedy {
                Remedy::Licence if added.is_stated => GainView { name: words.licence_not_listed, ..view },
                Remedy::AccessRights if added.is_stated => GainView { name: words.access_not_listed, ..view },
                _ => view,
            }
        };
        let organisation = quality.organisation.as_deref().and_then(|id| portal.region.organisation(id));
        Self {
            words,
            score: ScoreView::of_assessment(words, assessment),
            gains: fixes.offers().into_iter().map(gain).collect(),
            adopted: fixes.added().into_iter().map(added).collect(),
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
