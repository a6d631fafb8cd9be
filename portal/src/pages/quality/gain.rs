//! What would bring a dataset points, as its pages show it.

use super::fix::{FixView, Fixes};
use crate::texts::quality::QualityTexts;
use datenkreis_harvester::mapping::fix::Added;
use datenkreis_vocab::mqa::{Gain, Remedy};

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

impl GainView {
    /// What is missing, the most points for the least effort first.
    pub fn missing(fixes: &Fixes<'_>) -> Vec<Self> {
        let words = fixes.words();
        let view = |(gain, texts): (Gain, Vec<FixView>)| {
            let points = words.gained(f64::from(gain.points), f64::from(gain.answers));
            Self::new(words, gain.remedy, points, texts)
        };
        fixes.offers().into_iter().map(view).collect()
    }

    /// What the portal has added, and the source could say itself. This maps the record anew, which takes
    /// longer than the rest of a page.
    pub fn added(fixes: &Fixes<'_>) -> Vec<Self> {
        let words = fixes.words();
        let view = |(added, texts): (Added, Vec<FixView>)| {
            let view = Self::new(words, added.remedy, words.plus(f64::from(added.points)), texts);
            match added.remedy {
                Remedy::Licence if added.is_stated => Self { name: words.licence_not_listed, ..view },
                Remedy::AccessRights if added.is_stated => Self { name: words.access_not_listed, ..view },
                _ => view,
            }
        };
        fixes.added().into_iter().map(view).collect()
    }

    fn new(words: &QualityTexts, remedy: Remedy, points: String, fixes: Vec<FixView>) -> Self {
        let language = words.language.tag();
        Self {
            name: remedy.missing(language),
            points,
            effort: words.effort(remedy.effort()),
            advice: remedy.advice(language),
            fixes,
        }
    }
}
