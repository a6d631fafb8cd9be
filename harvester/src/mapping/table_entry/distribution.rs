use super::language::Language;
use super::{Entry, FileEntry, FoundFile, coded, date, one_coded};
use crate::mapping::left_out::joined;
use crate::mapping::value::{Values, looks_like_iri};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::lists::license as list;
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
            let missing = Finding::new(&rule::ACCESS_URL_MISSING, "datei");
            let said = joined(left_out(file));
            if said.is_empty() {
                values.findings.push(missing.clone());
            }
            values.findings.extend(said.into_iter().map(|said| missing.clone().found(said)));
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
        license: one_coded(license(file, entry, values)),
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

/// What is said of a file that is not there, for nothing of it is published.
fn left_out(file: &FileEntry) -> Vec<String> {
    let language = file.language.join(", ");
    let said = [
        ("titel", &file.title),
        ("beschreibung", &file.description),
        ("format", &file.format),
        ("medientyp", &file.media_type),
        ("lizenz", &file.license),
        ("namensnennung", &file.attribution),
        ("stand", &file.modified),
        ("veroeffentlicht", &file.issued),
        ("sprache", &language),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let said = said.map(|(name, text)| format!("{name}: {text}"));
    Some(file.name()).filter(|name| !name.is_empty()).map(str::to_owned).into_iter().chain(said).collect()
}

/// The licence of the file, else of the dataset; so too where the file only has a text that tells nobody
/// what is allowed.
fn license<'a>(file: &'a FileEntry, entry: &'a Entry, values: &mut Values) -> &'a str {
    if file.license.is_empty() {
        return &entry.license;
    }
    let is_usable = |text: &str| list::lookup(text).is_some() || looks_like_iri(text);
    if is_usable(&file.license) || !is_usable(&entry.license) {
        return &file.license;
    }
    let finding = Finding::new(&rule::LICENSE_UNKNOWN, "lizenz").found(&file.license);
    values.findings.push(finding.concluded(&entry.license));
    &entry.license
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
