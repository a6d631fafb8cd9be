//! Datasets that are the same as others, and which of them is shown: on the pages of datasets and of the
//! sources.

use super::clean;
use super::links::Links;
use super::status::source_title;
use super::value::{Value, foreign_tag};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::Texts;
use datenkreis_catalogue::relations::{Decision, KeyKind};
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::identity::{DatasetIri, Seq, SourceId};
use datenkreis_vocab::model::{LangString, best};
use std::collections::HashMap;

/// Decisions listed on a page; how many there are stands there, and the command lists them all.
pub const LISTED: u64 = 100;

/// The same dataset from another source, with a word on why it is the same.
pub struct Same {
    /// Its page.
    pub dataset: Value,
    /// Its source.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// A decision: what is not shown, and what is.
pub struct Pair {
    /// Not in search and catalogue.
    pub hidden: Same,
    /// Shown instead.
    pub shown: Same,
}

/// What a dataset's page says about the same dataset from other sources.
#[derive(Default)]
pub struct OtherSources {
    /// What is shown instead.
    pub instead: Option<Same>,
    /// What is not shown, for this one is.
    pub beside: Vec<Same>,
}

impl OtherSources {
    /// What was decided about a dataset.
    pub fn of(portal: &Portal, language: Language, dataset: &DatasetIri) -> Result<Self, PortalError> {
        let mut others = Self::default();
        for decision in portal.catalogue.decisions_about(dataset)? {
            let Pair { hidden, shown } = Pair::new(portal, language, &decision)?;
            if decision.hidden == *dataset {
                others.instead = Some(shown);
            } else {
                others.beside.push(hidden);
            }
        }
        Ok(others)
    }
}

/// For the shown datasets of a list, the sources that have them, too, with their own entries: one look for
/// all of them.
pub fn also_from(
    portal: &Portal,
    language: Language,
    datasets: &[&DatasetIri],
) -> Result<HashMap<DatasetIri, Vec<Value>>, PortalError> {
    let links = Links::new(portal.base(), language);
    let found = portal.catalogue.hidden_by(datasets)?.into_iter();
    let others = found.map(|(shown, hidden)| {
        let link = |(dataset, source): &(DatasetIri, SourceId)| {
            Value::own(source_title(portal, source), links.dataset(dataset.as_str())).german(language)
        };
        (shown, hidden.iter().map(link).collect())
    });
    Ok(others.collect())
}

impl Pair {
    /// The first decisions that hold now, and how many there are.
    pub fn all(portal: &Portal, language: Language) -> Result<(u64, Vec<Self>), PortalError> {
        let decisions = portal.catalogue.decisions(Seq(0), LISTED)?;
        let pairs = decisions.iter().map(|decision| Self::new(portal, language, decision));
        Ok((portal.catalogue.counts()?.hidden, pairs.collect::<Result<_, _>>()?))
    }

    fn new(portal: &Portal, language: Language, decision: &Decision) -> Result<Self, PortalError> {
        let texts = crate::texts::of(language);
        let reason = reason(texts, decision);
        let same = |dataset: &DatasetIri, source: &SourceId| -> Result<Same, PortalError> {
            Ok(Same {
                dataset: link(portal, language, dataset)?,
                source: source_title(portal, source).to_owned(),
                reason: reason.clone(),
            })
        };
        Ok(Self {
            hidden: same(&decision.hidden, &decision.hidden_source)?,
            shown: same(&decision.shown, &decision.shown_source)?,
        })
    }
}

/// A link to a dataset's page under its title.
pub fn link(portal: &Portal, language: Language, dataset: &DatasetIri) -> Result<Value, PortalError> {
    let view = portal.catalogue.current(dataset)?.map(DatasetView::from_version);
    let title = view.as_ref().and_then(|view| best(&view.dataset.title, language.tag()));
    Ok(titled(portal, language, dataset, title))
}

/// The same under a title that is known.
pub fn titled(
    portal: &Portal,
    language: Language,
    dataset: &DatasetIri,
    title: Option<&LangString>,
) -> Value {
    let shown = title.map(|title| clean::line(&title.value)).filter(|title| !title.is_empty());
    let href = Links::new(portal.base(), language).dataset(dataset.as_str());
    let link = Value::own(shown.as_deref().unwrap_or(dataset.as_str()), href);
    Value { language: title.and_then(|title| foreign_tag(title, language)), ..link }
}

/// Why two datasets are taken for the same.
fn reason(texts: &Texts, decision: &Decision) -> String {
    let by = match decision.kind {
        KeyKind::Operator => texts.same_operator,
        KeyKind::Iri => texts.same_iri,
        KeyKind::Identifier => texts.same_identifier,
        KeyKind::IdentifierAndTitle => texts.same_identifier_and_title,
        KeyKind::LandingPage => texts.same_landing_page,
        KeyKind::Fingerprint => texts.same_fingerprint,
    };
    // A fingerprint tells a reader nothing.
    if decision.key.is_empty() || decision.kind == KeyKind::Fingerprint {
        return by.to_owned();
    }
    format!("{by}: {}", clean::line(&decision.key))
}
