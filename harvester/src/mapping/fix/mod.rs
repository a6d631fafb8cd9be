//! What would mend a dataset: for each remedy the exact text to put where, in the dialect of the dataset's
//! source, and the points that this very text brings.
//!
//! `wanted` decides what is to be said, each dialect how; `measured` makes the change to what is
//! published and measures it again, so that no more is promised than comes.

mod added;
mod at_source;
mod ckan;
mod iso;
mod measured;
mod said;
mod table;
#[cfg(test)]
mod tests;
mod turtle;
mod wanted;

pub use added::{Added, added};
pub use said::Basis;

use super::{ckan_package, dcat_graph, table_entry};
use crate::config::Organisation;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::{Assessment, Gain, Links, Metric, Remedy, by_effort};
use datenkreis_vocab::ns::{dcat, dcterms};
use oxrdf::Triple;
use url::Url;

/// What is known of a dataset that is to be mended.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The dataset.
    pub dataset: &'a DatasetIri,
    /// The record behind it, as its source delivered it.
    pub received: &'a Received,
    /// What is published of it.
    pub triples: &'a [Triple],
    /// The published distribution that counts in the assessment, if it has any.
    pub distribution: Option<&'a str>,
    /// The organisation of the region it counts for.
    pub organisation: Option<&'a Organisation>,
    /// What was found in it: findings may propose values.
    pub findings: &'a [Finding],
    /// How its addresses answered.
    pub links: &'a dyn Links,
    /// The portal of the source.
    pub site: Option<&'a Url>,
    /// Size in bytes of the distribution's file, as its server told.
    pub byte_size: Option<u64>,
}

/// What a text is to be used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The body of a CKAN action; the place is its address.
    CkanAction,
    /// Fields of the form of DKAN, which has no action that writes; the place is the portal.
    DkanForm,
    /// A change of a Turtle file, lines with `+` and `-`; the place is the IRI described.
    TurtleDiff,
    /// A cell of the table of a folder; the place is the heading of the column.
    Cell,
    /// A further row of that table, each cell behind the heading of its column; the place is empty.
    Row,
    /// Lines of the TOML file beside a file that belong above its first `[[datei]]`.
    Toml,
    /// Lines of that TOML file about one file: a whole `[[datei]]`. Where there is one for that file
    /// already, both are read as one.
    TomlFile,
    /// A line of that TOML file that takes the place of another, which a comment above it names.
    TomlReplaced,
    /// An element of an ISO 19139 document; the place is the XPath of the element it belongs into.
    Iso,
}

/// A text, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it is to be used as.
    pub form: Form,
    /// Where it belongs.
    pub place: String,
    /// Whose row or file it is, by the source's own id, where the place alone does not tell.
    pub record: Option<String>,
    /// Which of several files of the dataset it is about, by title or address: the one that counts.
    pub file: Option<String>,
    /// The text.
    pub text: String,
    /// How far it may be trusted.
    pub basis: Basis,
}

impl Fix {
    fn new(form: Form, place: impl Into<String>, text: String, basis: Basis) -> Self {
        Self { form, place: place.into(), record: None, file: None, text, basis }
    }
}

/// What somebody may do about a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it brings.
    pub gain: Gain,
    /// The texts, in the dialect of the source first. None where no text would do: violations say
    /// themselves what to write, and only the holder of the rights may choose another licence.
    pub fixes: Vec<Fix>,
}

/// What would mend a dataset, the most points for the least effort first.
pub fn offers(assessment: &Assessment, known: &Known<'_>) -> Vec<Offer> {
    let planned = assessment.gains();
    let mut offers: Vec<Offer> =
        planned.into_iter().map(|gain| offer(gain.remedy, gain, assessment, known)).collect();
    offers.retain(|offer| offer.gain.total() > 0);
    let mut order: Vec<Gain> = offers.iter().map(|offer| offer.gain).collect();
    by_effort(&mut order);
    offers.sort_by_key(|offer| order.iter().position(|gain| *gain == offer.gain));
    offers
}

/// What a remedy would bring a dataset that wants it; `None` if it does not.
pub fn offer_of(remedy: Remedy, assessment: &Assessment, known: &Known<'_>) -> Option<Offer> {
    let planned = assessment.gains().into_iter().find(|gain| gain.remedy == remedy)?;
    Some(offer(remedy, planned, assessment, known))
}

fn offer(remedy: Remedy, planned: Gain, assessment: &Assessment, known: &Known<'_>) -> Offer {
    let Some(change) = wanted::change(remedy, known) else {
        return Offer { gain: planned, fixes: vec![] };
    };
    let conforms = assessment.outcome(Metric::DcatApCompliance);
    Offer { gain: measured::gain(remedy, &change, known, conforms), fixes: written(&change, known) }
}

/// A change in the dialect of the source; and as ISO 19139, if the record was made from such a document.
fn written(change: &said::Change, known: &Known<'_>) -> Vec<Fix> {
    let mut fixes = match known.received.dialect.as_str() {
        ckan_package::DIALECT => ckan::fix(change, known).into_iter().collect(),
        dcat_graph::DIALECT => turtle::fix(change, known).into_iter().collect(),
        table_entry::DIALECT => table::fixes(change, known),
        _ => vec![],
    };
    if iso::is_behind(known.received) {
        fixes.extend(iso::fixes(change, known));
    }
    if change.target == said::Target::Distribution {
        let file = one_of_several(known);
        fixes.iter_mut().for_each(|fix| fix.file.clone_from(&file));
    }
    fixes
}

/// What the distribution that counts is called, if there are others.
fn one_of_several(known: &Known<'_>) -> Option<String> {
    let file = known.distribution?;
    if wanted::objects(known.triples, known.dataset.as_str(), dcat::DISTRIBUTION).len() < 2 {
        return None;
    }
    let names = [dcterms::TITLE, dcat::DOWNLOAD_URL, dcat::ACCESS_URL];
    names.into_iter().flat_map(|property| wanted::objects(known.triples, file, property)).next()
}
