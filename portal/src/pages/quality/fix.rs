//! The exact texts that mend a dataset, as its pages show them.

use crate::pages::clean;
use crate::state::Portal;
use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::{DatasetQuality, LinkState, Received};
use datenkreis_harvester::mapping::fix::{Fix, Form, Known, fixes};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::Metric;
use datenkreis_vocab::ns::dcat;
use oxrdf::{Term, Triple};

/// A text and where it belongs.
pub struct FixView {
    /// What it is to be used as.
    pub form: &'static str,
    /// Where it belongs.
    pub place: String,
    /// Whose row or file it is.
    pub record: Option<String>,
    /// Line by line.
    pub text: String,
    /// Whether its values are known or an example.
    pub note: &'static str,
    /// Whether it is for another dialect than the source's.
    pub is_other: bool,
}

impl FixView {
    fn new(words: &QualityTexts, fix: Fix) -> Self {
        let form = match fix.form {
            Form::CkanAction => words.fix_ckan,
            Form::TurtleDiff => words.fix_turtle,
            Form::Cell => words.fix_cell,
            Form::Toml => words.fix_toml,
            Form::Iso => words.fix_iso,
        };
        Self {
            form,
            place: clean::line(&fix.place),
            record: fix.record.as_deref().map(clean::line),
            text: fix.text,
            note: if fix.is_example { words.fix_example } else { words.fix_known },
            is_other: fix.form == Form::Iso,
        }
    }
}

/// Gives the texts for the metrics of one dataset.
pub struct Fixes<'a> {
    words: &'static QualityTexts,
    known: Known<'a>,
}

impl<'a> Fixes<'a> {
    /// What is known of a dataset.
    pub fn new(
        portal: &'a Portal,
        words: &'static QualityTexts,
        dataset: &'a DatasetIri,
        quality: &'a DatasetQuality,
        received: &'a Received,
        triples: &'a [Triple],
        links: &[LinkState],
    ) -> Self {
        let distribution = quality.published.assessment.distribution.as_deref();
        let organisation = quality.organisation.as_deref().and_then(|id| portal.region.organisation(id));
        let site = portal.source(&quality.source).and_then(|file| file.site.as_ref());
        let byte_size = distribution.and_then(|iri| byte_size(iri, triples, links));
        Self {
            words,
            known: Known { dataset, received, triples, distribution, organisation, site, byte_size },
        }
    }

    /// The texts for a metric.
    pub fn of(&self, metric: Metric) -> Vec<FixView> {
        fixes(metric, &self.known).into_iter().map(|fix| FixView::new(self.words, fix)).collect()
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
