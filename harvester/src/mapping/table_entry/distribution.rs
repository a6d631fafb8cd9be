use super::language::Language;
use super::{Entry, FileEntry, FoundFile, coded, date, one_coded};
use crate::mapping::value::Values;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::model::{Checksum, Coded, Distribution};
use oxrdf::{Literal, NamedNode};
use std::collections::{HashMap, HashSet};

/// The distribution of one file or address, still without its own IRI.
pub fn distribution(
    file: &FileEntry,
    entry: &Entry,
    dataset: &NamedNode,
    language: Language,
    values: &mut Values,
) -> Option<Distribution> {
    let Some(address) = address(file, dataset, values) else {
        // Why a file could not be read has been said already.
        let told =
            |finding: &Finding| finding.rule == rule::FILE_UNREADABLE.id && finding.property == file.name();
        if !values.findings.iter().any(told) {
            values.findings.push(Finding::new(&rule::ACCESS_URL_MISSING, "datei").found(file.name()));
        }
        return None;
    };
    let either = |own: &String, all: &String| {
        if own.is_empty() { all.clone() } else { own.clone() }
    };
    let language = language.of_file(&file.language);
    let found = file.found.as_ref();
    let format =
        Some(file.format.clone()).filter(|format| !format.is_empty()).or_else(|| extension(file.name()));
    Some(Distribution {
        title: language.texts(&file.title),
        description: language.texts(&file.description),
        access_url: vec![address.clone()],
        // What was read here is the file itself; what was only named may be a page.
        download_url: found.map(|_| address).into_iter().collect(),
        license: one_coded(&either(&file.license, &entry.license)),
        license_attribution_by_text: language.texts(&either(&file.attribution, &entry.attribution)),
        format: format.map(Coded::found),
        media_type: one_coded(&file.media_type),
        byte_size: found.map(|found| found.byte_size),
        checksum: found.map(|found| Checksum {
            algorithm: Coded::found("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            checksum_value: found.sha256.clone(),
        }),
        issued: date_of(&file.issued, &entry.issued, "veroeffentlicht", values),
        modified: date_of(&file.modified, &entry.modified, "stand", values)
            .or_else(|| written(found.and_then(|found| found.written.as_deref()), values)),
        language: coded(&file.language),
        ..Distribution::default()
    })
}

/// A date of the file, or that of the dataset, which holds for its files as licence and attribution do.
fn date_of(own: &str, all: &str, property: &str, values: &mut Values) -> Option<Literal> {
    if !own.is_empty() {
        return date(own, property, values);
    }
    // What is wrong with the dataset's date is told there.
    Some(datenkreis_vocab::date::read(all.trim())?.literal)
}

/// The day the file was written, known only where nothing is stated.
fn written(day: Option<&str>, values: &mut Values) -> Option<Literal> {
    let read = datenkreis_vocab::date::read(day?)?.literal;
    values.findings.push(Finding::new(&rule::MODIFIED_CONCLUDED, "stand").concluded(read.value()));
    Some(read)
}

/// Where the file can be had: at the folder's public address, else on the portal, else where the entry
/// says.
fn address(file: &FileEntry, dataset: &NamedNode, values: &mut Values) -> Option<NamedNode> {
    let address = match &file.found {
        Some(FoundFile { url: Some(url), .. }) => values.iri(url, "datei"),
        Some(_) if !file.file.is_empty() => Some(below(dataset.as_str(), "datei", &file.file)),
        _ if !file.url.is_empty() => values.iri(&file.url, "adresse"),
        _ => None,
    }?;
    let both = file.found.is_some() && !file.file.is_empty() && !file.url.is_empty();
    if both && file.url != address.as_str() {
        let finding = Finding::new(&rule::CARDINALITY, "adresse").found(&file.url);
        values.findings.push(finding.concluded(address.as_str()));
    }
    Some(address)
}

/// Names given to the distributions of one dataset so far.
#[derive(Default)]
pub struct Names {
    taken: HashSet<String>,
    twins: HashMap<String, u32>,
}

impl Names {
    /// The IRI of a distribution called by its file or address; twins are numbered.
    pub fn iri(&mut self, name: &str, dataset: &NamedNode) -> NamedNode {
        let mut id = name.to_owned();
        while !self.taken.insert(id.clone()) {
            let twin = self.twins.entry(name.into()).or_insert(1);
            *twin += 1;
            id = format!("{name}-{twin}");
        }
        below(dataset.as_str(), "distribution", &id)
    }
}

fn extension(name: &str) -> Option<String> {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let (stem, extension) = path.rsplit('/').next().unwrap_or(path).rsplit_once('.')?;
    let plain = !stem.is_empty()
        && (1..=8).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| extension.to_uppercase())
}
