//! File type, media type, and how a file is packed.

use super::Findings;
use super::concepts::is_settled;
use crate::mapping::conclude::{Clue, clue};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::{Certainty, Found, file_type, media_type};
use datenkreis_vocab::model::{Coded, Distribution, best};
use oxrdf::NamedNode;

const FORMAT: &str = "dcterms:format";
const MEDIA_TYPE: &str = "dcat:mediaType";

/// Resolves what is stated and concludes what is not, from what is: format from media type, address or
/// title; media type from format; packing from an archive around a file.
pub fn normalise(distribution: &mut Distribution, findings: &mut Findings) {
    for (packing, property) in [
        (&mut distribution.compress_format, "dcat:compressFormat"),
        (&mut distribution.package_format, "dcat:packageFormat"),
    ] {
        if let Some(packing) = packing {
            packing_format(packing, property, findings);
        }
    }
    let was_stated = distribution.format.is_some();
    stated_media_type(distribution, findings);
    stated_format(distribution, findings);
    packed_at_address(distribution, findings);
    concluded_format(distribution, findings);
    packed(distribution, findings);
    concluded_media_type(distribution, findings);
    contradicted(distribution, was_stated, findings);
    if !was_stated && distribution.format.is_none() && distribution.media_type.is_none() {
        findings.push(Finding::new(&rule::FORMAT_MISSING, FORMAT));
    }
}

fn concept(iri: &'static str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn format(distribution: &Distribution) -> Option<&str> {
    distribution.format.as_ref()?.concept.as_ref().map(NamedNode::as_str)
}

fn note(found: Found, stated: &str, property: &str, findings: &mut Findings) {
    let finding = match found.certainty {
        Certainty::Listed => return,
        Certainty::Spelling => Finding::new(&rule::VALUE_NORMALISED, property),
        Certainty::Assumed => Finding::new(&rule::FORMAT_CONCLUDED, property).confidence(clue::LABEL.percent),
    };
    findings.push(finding.found(stated).concluded(found.iri));
}

fn packing_format(packing: &mut Coded, property: &str, findings: &mut Findings) {
    if is_settled(packing, media_type::lookup) {
        return;
    }
    let found = media_type::lookup(&packing.found).or_else(|| {
        let iri = file_type::media_type(file_type::lookup(&packing.found)?.iri)?;
        Some(Found { iri, certainty: Certainty::Spelling })
    });
    packing.concept = found.map(|found| concept(found.iri));
    match found {
        Some(found) => note(found, &packing.found, property, findings),
        None => findings.push(Finding::new(&rule::VALUE_UNKNOWN, property).found(&packing.found)),
    }
}

/// The media type field often holds a file type (`csv`); then it is read as one.
fn stated_media_type(distribution: &mut Distribution, findings: &mut Findings) {
    let Some(stated) = &mut distribution.media_type else {
        return;
    };
    if is_settled(stated, media_type::lookup) {
        return;
    }
    let name = stated.found.clone();
    if let Some(found) = media_type::lookup(&name) {
        stated.concept = Some(concept(found.iri));
        note(found, &name, MEDIA_TYPE, findings);
        return;
    }
    stated.concept = None;
    let format = distribution.format.as_ref().and_then(|format| file_type::lookup(&format.found));
    let fits = |file: &Found| format.is_none_or(|format| agree(format.iri, file.iri));
    let Some(file) = file_type::lookup(&name).filter(fits) else {
        findings.push(Finding::new(&rule::VALUE_UNKNOWN, MEDIA_TYPE).found(&name));
        return;
    };
    let media_type = file_type::media_type(file.iri);
    stated.concept = media_type.map(concept);
    let concluded = media_type.unwrap_or(file.iri);
    findings.push(
        Finding::new(&rule::FORMAT_CONCLUDED, MEDIA_TYPE)
            .found(&name)
            .concluded(concluded)
            .confidence(clue::LABEL.percent),
    );
    if distribution.format.is_none() {
        distribution.format = Some(Coded { found: name, concept: Some(concept(file.iri)) });
    }
}

/// Whether a word in the field of the media type may be believed beside the format: it means the same,
/// the content of an archive, or the syntax in which the format is written.
fn agree(format: &str, word: &str) -> bool {
    const SYNTAXES: [&str; 3] = ["JSON", "TXT", "XML"];
    let is_syntax = word.strip_prefix(file_type::LIST.base).is_some_and(|code| SYNTAXES.contains(&code));
    format == word || file_type::is_archive(format) || is_syntax
}

fn stated_format(distribution: &mut Distribution, findings: &mut Findings) {
    let at_address = file_at_address(distribution);
    let Some(stated) = &mut distribution.format else {
        return;
    };
    if is_settled(stated, file_type::lookup) {
        return;
    }
    let found = file_type::lookup(&stated.found).or_else(|| within_archive(&stated.found));
    // A word that leaves something open („Tabelle“) says less than the ending of the file.
    if let (Some(word), Some((_, file))) = (found, at_address)
        && word.certainty == Certainty::Assumed
        && file_type::is_machine_readable(word.iri)
    {
        let finding = Finding::new(&rule::FORMAT_CONCLUDED, FORMAT).found(&stated.found);
        findings.push(finding.concluded(file.iri).confidence(clue::ADDRESS.percent));
        stated.concept = Some(concept(file.iri));
        return;
    }
    stated.concept = found.map(|found| concept(found.iri));
    match found {
        Some(found) => note(found, &stated.found, FORMAT, findings),
        None => findings.push(Finding::new(&rule::FORMAT_UNKNOWN, FORMAT).found(&stated.found)),
    }
    if found.is_some() && file_type::lookup(&stated.found).is_none() && distribution.package_format.is_none()
    {
        pack(distribution, "application/zip", findings);
    }
}

/// `zip:csv`, `SHP (ZIP)`, `Shape/zip`: the one file type that stands beside the archive.
fn within_archive(found: &str) -> Option<Found> {
    let words = || found.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if !words().any(|word| word.eq_ignore_ascii_case("zip")) {
        return None;
    }
    let mut inner = words().filter(|word| !word.eq_ignore_ascii_case("zip"));
    let found = file_type::lookup(inner.next()?)?;
    inner.next().is_none().then_some(Found { certainty: Certainty::Assumed, ..found })
}

/// `baeume.csv.gz`: the format is that of the content, and the packing stands beside it (convention 31),
/// also where only the packing is stated.
fn packed_at_address(distribution: &mut Distribution, findings: &mut Findings) {
    let packed = addresses(distribution).find_map(|address| file_type::packed_at_address(address.as_str()));
    let Some((content, packing)) = packed else { return };
    let stated = format(distribution);
    if stated.is_some_and(|stated| stated != content.iri && !file_type::is_archive(stated)) {
        return;
    }
    if stated != Some(content.iri) {
        let finding = Finding::new(&rule::FORMAT_CONCLUDED, FORMAT).concluded(content.iri);
        let mut finding = finding.confidence(clue::ADDRESS.percent);
        finding.found = distribution.format.as_ref().map(|stated| stated.found.clone());
        findings.push(finding);
        distribution.format = Some(Coded::concept(concept(content.iri)));
    }
    let Some(iri) = file_type::media_type(packing.iri) else { return };
    let (slot, property) = packing_of(distribution, packing.iri);
    if slot.is_none() {
        findings.push(
            Finding::new(&rule::FORMAT_CONCLUDED, property).concluded(iri).confidence(clue::ADDRESS.percent),
        );
        *slot = Some(Coded::concept(concept(iri)));
    }
}

/// Where the packing by an archive is stated: compressed as one file, or packed as several.
fn packing_of<'a>(
    distribution: &'a mut Distribution,
    archive: &str,
) -> (&'a mut Option<Coded>, &'static str) {
    let code = archive.strip_prefix(file_type::LIST.base);
    if ["GZIP", "BZIP2", "XZ"].iter().any(|compression| code == Some(compression)) {
        (&mut distribution.compress_format, "dcat:compressFormat")
    } else {
        (&mut distribution.package_format, "dcat:packageFormat")
    }
}

/// A format from the media type, then from the addresses, then from the title.
fn concluded_format(distribution: &mut Distribution, findings: &mut Findings) {
    if format(distribution).is_some() {
        return;
    }
    let of_media_type = media_type_of(distribution).and_then(file_type::of_media_type);
    let of_addresses =
        || addresses(distribution).filter_map(|address| file_type::of_address(address.as_str()));
    let is_file = |found: &Found| !file_type::is_archive(found.iri);
    let of_title = || best(&distribution.title, "de").and_then(|title| of_title(&title.value));
    // An archive tells less than anything else.
    let archive = || of_media_type.or_else(|| of_addresses().next());
    let by = |clue: &'static Clue| move |found: Found| (found, clue);
    let found = of_media_type
        .filter(is_file)
        .map(by(&clue::MEDIA_TYPE))
        .or_else(|| of_addresses().find(is_file).map(by(&clue::ADDRESS)))
        .or_else(|| of_title().map(by(&clue::TITLE)))
        .or_else(|| archive().map(by(&clue::ARCHIVE)));
    let Some((found, clue)) = found else { return };
    let mut finding =
        Finding::new(&rule::FORMAT_CONCLUDED, FORMAT).concluded(found.iri).confidence(clue.percent);
    finding.found = distribution.format.as_ref().map(|stated| stated.found.clone());
    findings.push(finding);
    let stated = distribution.format.take().map_or_else(|| found.iri.to_owned(), |stated| stated.found);
    distribution.format = Some(Coded { found: stated, concept: Some(concept(found.iri)) });
}

/// The file that an address ends in, with the address: no archive, for its content is another file, and no
/// page or service, for they lead to files of any format.
fn file_at_address(distribution: &Distribution) -> Option<(String, Found)> {
    let is_file = |found: &Found| {
        file_type::is_machine_readable(found.iri)
            && !file_type::is_archive(found.iri)
            && !file_type::is_service(found.iri)
    };
    addresses(distribution).find_map(|address| {
        let found = file_type::of_address(address.as_str()).filter(is_file)?;
        Some((address.as_str().to_owned(), found))
    })
}

/// Tells if the format that is stated and the ending of the address are different ones. Which of them is
/// right, only the file knows.
fn contradicted(distribution: &Distribution, was_stated: bool, findings: &mut Findings) {
    let Some(stated) = &distribution.format else { return };
    let (Some(concept), Some((address, file))) = (&stated.concept, file_at_address(distribution)) else {
        return;
    };
    let is_file = !file_type::is_archive(concept.as_str()) && !file_type::is_service(concept.as_str());
    if was_stated && is_file && !are_compatible(concept.as_str(), file.iri) {
        let found = format!("{} – {address}", stated.found);
        findings.push(Finding::new(&rule::FORMAT_CONTRADICTED, FORMAT).found(found));
    }
}

/// Whether two file types are the same, or one is the syntax in which the other is written.
fn are_compatible(one: &str, other: &str) -> bool {
    let is_written_in = |file: &str, syntax: &str| {
        let media_type = file_type::media_type(file).unwrap_or_default();
        match syntax.strip_prefix(file_type::LIST.base) {
            Some("JSON") => media_type.ends_with("json"),
            Some("XML") => media_type.ends_with("xml"),
            Some("TXT") => media_type.contains("/text/"),
            Some("RDF") => file.starts_with(&format!("{syntax}_")),
            _ => false,
        }
    };
    one == other || is_written_in(one, other) || is_written_in(other, one)
}

fn addresses(distribution: &Distribution) -> impl Iterator<Item = &NamedNode> {
    distribution.download_url.iter().chain(&distribution.access_url)
}

fn media_type_of(distribution: &Distribution) -> Option<&str> {
    distribution.media_type.as_ref()?.concept.as_ref().map(NamedNode::as_str)
}

/// The one file type or service that a title names in capitals: `Haltestellen (CSV)`, `WMS Bebauungspläne`.
fn of_title(title: &str) -> Option<Found> {
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 3 && !word.contains(|c: char| c.is_lowercase()));
    let useful =
        |found: &Found| file_type::is_machine_readable(found.iri) || file_type::is_service(found.iri);
    let mut found = words.filter_map(file_type::lookup).filter(useful);
    let first = found.next()?;
    found.all(|other| other.iri == first.iri).then_some(Found { certainty: Certainty::Assumed, ..first })
}

/// A file type other than an archive, delivered with the media type of one, is packed in it.
fn packed(distribution: &mut Distribution, findings: &mut Findings) {
    let Some(stated) = media_type_of(distribution) else {
        return;
    };
    let Some(archive) = file_type::of_media_type(stated).filter(|found| file_type::is_archive(found.iri))
    else {
        return;
    };
    if format(distribution)
        .is_none_or(|format| file_type::is_archive(format) || file_type::media_type(format) == Some(stated))
    {
        return;
    }
    let archive_type = media_type::lookup(stated).map(|found| found.iri);
    let (slot, property) = packing_of(distribution, archive.iri);
    if slot.is_none()
        && let Some(iri) = archive_type
    {
        findings.push(
            Finding::new(&rule::FORMAT_CONCLUDED, property)
                .concluded(iri)
                .confidence(clue::MEDIA_TYPE.percent),
        );
        *slot = Some(Coded::concept(concept(iri)));
    }
    // The media type is that of the content.
    if slot.as_ref().and_then(|slot| slot.concept.as_ref()).map(NamedNode::as_str) == archive_type {
        distribution.media_type = None;
    }
}

fn pack(distribution: &mut Distribution, name: &str, findings: &mut Findings) {
    if let Some(found) = media_type::lookup(name) {
        findings.push(
            Finding::new(&rule::FORMAT_CONCLUDED, "dcat:packageFormat")
                .concluded(found.iri)
                .confidence(clue::LABEL.percent),
        );
        distribution.package_format = Some(Coded::concept(concept(found.iri)));
    }
}

fn concluded_media_type(distribution: &mut Distribution, findings: &mut Findings) {
    if media_type_of(distribution).is_some() {
        return;
    }
    let Some(iri) = format(distribution).and_then(file_type::media_type) else {
        return;
    };
    findings.push(
        Finding::new(&rule::FORMAT_CONCLUDED, MEDIA_TYPE).concluded(iri).confidence(clue::FORMAT.percent),
    );
    let stated = distribution.media_type.take().map_or_else(|| iri.to_owned(), |stated| stated.found);
    distribution.media_type = Some(Coded { found: stated, concept: Some(concept(iri)) });
}
