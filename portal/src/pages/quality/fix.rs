//! What would mend a dataset, with the exact texts, as its pages show them.

use crate::pages::clean;
use crate::state::Portal;
use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::{DatasetQuality, LinkState, Received};
use datenkreis_harvester::config::Organisation;
use datenkreis_harvester::mapping::Mapping;
use datenkreis_harvester::mapping::fix::{Added, Basis, Fix, Form, Known, Offer, added, offer_of, offers};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::{Gain, LinkAnswer, Links, Remedy};
use datenkreis_vocab::ns::dcat;
use oxrdf::{Term, Triple};
use std::cell::RefCell;
use std::collections::HashMap;
use url::Url;

/// A text and where it belongs.
pub struct FixView {
    /// What it is to be used as.
    pub form: &'static str,
    /// Where it belongs.
    pub place: String,
    /// Whose row or file it is.
    pub record: Option<String>,
    /// Which of several files is meant.
    pub file: Option<String>,
    /// Line by line.
    pub text: String,
    /// Whether its values are known, proposed or to be filled in.
    pub note: &'static str,
    /// Whether it is for another dialect than the source's.
    pub is_other: bool,
}

impl FixView {
    /// `is_alternative` is whether another text says the same.
    fn new(words: &QualityTexts, fix: Fix, is_alternative: bool) -> Self {
        let form = match (fix.form, is_alternative) {
            (Form::CkanAction, _) => words.fix_ckan,
            (Form::DkanForm, _) => words.fix_dkan,
            (Form::TurtleDiff, _) => words.fix_turtle,
            (Form::Cell, _) => words.fix_cell,
            (Form::Row, _) => words.fix_row,
            (Form::Toml, false) => words.fix_toml,
            (Form::Toml, true) => words.fix_or_toml,
            (Form::TomlFile, false) => words.fix_toml_file,
            (Form::TomlFile, true) => words.fix_or_toml_file,
            (Form::TomlReplaced, false) => words.fix_toml_replaced,
            (Form::TomlReplaced, true) => words.fix_or_toml_replaced,
            (Form::Iso, _) => words.fix_iso,
        };
        Self {
            form,
            place: clean::line(&fix.place),
            record: fix.record.as_deref().map(clean::line),
            file: fix.file.as_deref().map(clean::line),
            text: fix.text,
            note: match fix.basis {
                Basis::Stated | Basis::Published => words.fix_known,
                Basis::Proposed => words.fix_proposed,
                Basis::Open => words.fix_open,
            },
            is_other: fix.form == Form::Iso,
        }
    }

    fn all(words: &QualityTexts, fixes: Vec<Fix>) -> Vec<Self> {
        let has_cells = fixes.iter().any(|fix| matches!(fix.form, Form::Cell | Form::Row));
        fixes.into_iter().map(|fix| Self::new(words, fix, has_cells)).collect()
    }
}

/// Tells what would mend one dataset.
pub struct Fixes<'a> {
    words: &'static QualityTexts,
    dataset: &'a DatasetIri,
    quality: &'a DatasetQuality,
    received: &'a Received,
    triples: &'a [Triple],
    findings: &'a [Finding],
    organisation: Option<&'a Organisation>,
    site: Option<Url>,
    byte_size: Option<u64>,
    links: Remembered<'a>,
    /// `None` where the source is configured no more.
    mapping: Option<Mapping>,
}

impl<'a> Fixes<'a> {
    /// What is known of a dataset.
    pub fn new(
        portal: &'a Portal,
        words: &'static QualityTexts,
        quality: &'a DatasetQuality,
        received: &'a Received,
        triples: &'a [Triple],
        findings: &'a [Finding],
        links: &[LinkState],
    ) -> Self {
        let distribution = quality.published.assessment.distribution.as_deref();
        Self {
            words,
            dataset: &quality.dataset,
            quality,
            received,
            triples,
            findings,
            organisation: quality.organisation.as_deref().and_then(|id| portal.region.organisation(id)),
            site: portal.source(&quality.source).and_then(|file| file.portal()),
            byte_size: distribution.and_then(|iri| byte_size(iri, triples, links)),
            links: Remembered { links: &portal.catalogue, answers: RefCell::default() },
            mapping: portal
                .source(&quality.source)
                .map(|file| Mapping::new(portal.base(), file, &portal.region)),
        }
    }

    /// Texts of the quality pages.
    pub fn words(&self) -> &'static QualityTexts {
        self.words
    }

    fn known(&self) -> Known<'_> {
        Known {
            dataset: self.dataset,
            received: self.received,
            triples: self.triples,
            distribution: self.quality.published.assessment.distribution.as_deref(),
            organisation: self.organisation,
            findings: self.findings,
            links: &self.links,
            site: self.site.as_ref(),
            byte_size: self.byte_size,
        }
    }

    /// Everything that would mend the dataset, the most points for the least effort first.
    pub fn offers(&self) -> Vec<(Gain, Vec<FixView>)> {
        let offers = offers(&self.quality.published.assessment, &self.known());
        offers.into_iter().map(|offer| self.view(offer)).collect()
    }

    /// What a remedy would bring; `None` if the dataset does not want it.
    pub fn offer_of(&self, remedy: Remedy) -> Option<(Gain, Vec<FixView>)> {
        offer_of(remedy, &self.quality.published.assessment, &self.known()).map(|offer| self.view(offer))
    }

    /// What the portal has added, and the texts by which the source would say it itself.
    pub fn added(&self) -> Vec<(Added, Vec<FixView>)> {
        let assessment = &self.quality.published.assessment;
        let added = self.mapping.as_ref().map(|mapping| added(assessment, &self.known(), mapping));
        let view = |one: Added| {
            let fixes = FixView::all(self.words, one.fixes.clone());
            (one, fixes)
        };
        added.unwrap_or_default().into_iter().map(view).collect()
    }

    fn view(&self, offer: Offer) -> (Gain, Vec<FixView>) {
        (offer.gain, FixView::all(self.words, offer.fixes))
    }
}

/// Asks for each address once.
struct Remembered<'a> {
    links: &'a dyn Links,
    answers: RefCell<HashMap<String, Option<LinkAnswer>>>,
}

impl Links for Remembered<'_> {
    fn answer(&self, url: &str) -> Option<LinkAnswer> {
        if let Some(known) = self.answers.borrow().get(url) {
            return *known;
        }
        let answer = self.links.answer(url);
        self.answers.borrow_mut().insert(url.to_owned(), answer);
        answer
    }
}

/// The size that the server of the distribution's file told when its address was checked.
fn byte_size(distribution: &str, triples: &[Triple], links: &[LinkState]) -> Option<u64> {
    let is_address = |triple: &&Triple| {
        matches!(&triple.subject, oxrdf::NamedOrBlankNode::NamedNode(node) if node.as_str() == distribution)
            && triple.predicate == dcat::DOWNLOAD_URL
    };
    let addresses = triples.iter().filter(is_address).filter_map(|triple| match &triple.object {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    });
    let mut states = addresses.filter_map(|address| links.iter().find(|link| link.url == address));
    states.find(|link| link.is_good() && !link.is_suspicious())?.answer.as_ref()?.content_length
}
