//! What to write instead: the value that mapping concluded from the one found, where it did; else an example,
//! marked as one. Records of a source are told by its own fields.

use super::folder::Keeper;
use crate::mapping::{Values, normalise, origin};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::lists::{
    Found, access_right, availability, data_theme, dataset_type, distribution_status, file_type, frequency,
    language, media_type, political_geocoding_level, publisher_type,
};
use datenkreis_vocab::shapes::{Violation, example};
use datenkreis_vocab::size;
use oxrdf::Term;
use std::collections::HashMap;

/// What IRIs begin with that only stand for a record while it is checked.
pub(super) const INTERNAL: &str = "https://pruefung.invalid";

/// The right values of a dataset, by property or field and the value found.
#[derive(Default)]
pub(super) struct Rights(HashMap<(String, String), String>);

impl Rights {
    /// What findings concluded; proposals are none.
    pub(super) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let concluded = findings.into_iter().filter(|finding| !finding.is_proposal()).filter_map(|finding| {
            let (found, concluded) = (finding.found.as_ref()?, finding.concluded.as_ref()?);
            let is_ours = concluded.starts_with(INTERNAL);
            (!is_ours && found != concluded)
                .then(|| ((key(&finding.property).to_owned(), found.trim().to_owned()), concluded.clone()))
        });
        Self(concluded.collect())
    }

    /// The right value in place of the one found: what mapping concluded from it, else the entry of the list
    /// that it names, else the same value as an IRI where one is wanted.
    pub(super) fn value(&self, result: &Violation, field: Option<&str>) -> Option<String> {
        let term = result.found()?;
        let found = text(term).trim();
        if result.property() == "dcat:byteSize" {
            return size::with_unit(found).map(|bytes| bytes.to_string());
        }
        let places = result.property().split('|').chain(field);
        let mut values = places.filter_map(|place| self.0.get(&(key(place).to_owned(), found.to_owned())));
        let concluded = values.next().cloned();
        let listed = || listed(result, found).map(|listed| listed.iri.to_owned());
        concluded
            .or_else(listed)
            .or_else(|| as_iri(result, term))
            .filter(|right| term.is_literal() || right != found)
    }
}

/// The entry of the official list that a value names. Nobody is told another licence than the one stated.
fn listed(result: &Violation, found: &str) -> Option<Found> {
    let lookup: fn(&str) -> Option<Found> = match (result.property(), result.class()) {
        ("dcat:theme", _) => data_theme::lookup,
        ("dcterms:accrualPeriodicity", _) => frequency::lookup,
        ("dcterms:accessRights", _) => access_right::lookup,
        ("dcatap:availability", _) => availability::lookup,
        ("dcterms:language", _) => language::lookup,
        ("adms:status", _) => distribution_status::lookup,
        ("dcterms:format", _) => file_type::lookup,
        ("dcat:mediaType", _) => media_type::lookup,
        ("dcterms:type", Some("foaf:Agent")) => publisher_type::lookup,
        ("dcterms:type", Some("dcat:Dataset")) => dataset_type::lookup,
        ("dcatde:politicalGeocodingLevelURI", _) => political_geocoding_level::lookup,
        _ => return None,
    };
    let parts = || normalise::listed(found).into_iter().find_map(lookup);
    lookup(found).or_else(parts).filter(|listed| listed.iri != found)
}

/// A text that is an address, where an address is wanted. A scheme is never guessed.
fn as_iri(result: &Violation, term: &Term) -> Option<String> {
    let Term::Literal(literal) = term else { return None };
    if !result.component().starts_with("NodeKind") && !result.component().starts_with("Or") {
        return None;
    }
    let mut values = Values::default();
    let found = literal.value();
    let iri = match result.property() {
        "vcard:hasEmail" | "foaf:mbox" => values.mailbox(found, ""),
        "vcard:hasTelephone" | "foaf:phone" => values.telephone(found, ""),
        _ if found.contains("://") => values.iri(found, ""),
        _ => None,
    };
    iri.map(|iri| iri.into_string())
}

/// Whether a finding speaks of what only stands for the record or its source while it is checked.
pub(super) fn is_ours(finding: &Finding) -> bool {
    let texts = [Some(&finding.property), finding.found.as_ref(), finding.concluded.as_ref()];
    texts.into_iter().flatten().any(|text| text.contains(INTERNAL))
}

/// The last property of a way, or a field, without the line that a finding may name.
pub(super) fn key(property: &str) -> &str {
    let property = property.split(" (").next().unwrap_or_default();
    property.rsplit(' ').next().unwrap_or_default()
}

/// A value as a person reads it; `None` for nodes without a name, or with one that only stands for a record.
pub(super) fn shown(term: &Term, ours: &str) -> Option<String> {
    match term {
        Term::BlankNode(_) => None,
        Term::NamedNode(iri) if iri.as_str().starts_with(INTERNAL) || iri.as_str().starts_with(ours) => None,
        Term::NamedNode(iri) => Some(iri.as_str().to_owned()),
        Term::Literal(literal) => Some(match literal.language() {
            Some(language) => format!("{} ({language})", literal.value()),
            None => literal.value().to_owned(),
        }),
    }
}

pub(super) fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(iri) => iri.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
    }
}

/// What to write into an RDF document, in German and English.
pub(super) fn of_statement(result: &Violation, right: Option<&str>) -> [String; 2] {
    ["de", "en"].map(|language| match right {
        Some(right) => result.fix_with(right, language),
        None => result.fix(language),
    })
}

/// What to write into the field of a source, in German and English.
pub(super) fn of_field(
    dialect: &str,
    keeper: &Keeper,
    result: &Violation,
    field: Option<&str>,
    right: Option<&str>,
) -> [String; 2] {
    let named = field.filter(|field| !field.is_empty()).and_then(|field| Some((field, keeper.name(field)?)));
    let Some((field, name)) = named else {
        let [system, english_system] = match keeper {
            Keeper::Portal => ["CKAN"; 2],
            Keeper::Table(_) => ["die Tabelle", "the table"],
            Keeper::Toml(_) => ["die TOML-Datei", "the TOML file"],
        };
        let property = result.property();
        return [
            format!(
                "Für diese Angabe ({property}) hat {system} kein eigenes Feld; der Abgleich ergänzt sie, soweit er sie erschließen kann."
            ),
            format!(
                "There is no field in {english_system} for this ({property}); harvesting completes it as far as it can be concluded."
            ),
        ];
    };
    let [place, english_place] = keeper.place(&name);
    let both =
        |german: &str, english: &str| [german.replace("{}", &place), english.replace("{}", &english_place)];
    if let Some(right) =
        right.map(short).filter(|right| result.found().is_none_or(|found| text(found).trim() != *right))
    {
        let [german, english] = both("Schreiben Sie in {}", "Write into {}");
        return [format!("{german}: {right}"), format!("{english}: {right}")];
    }
    let way = origin::property_of(dialect, field).unwrap_or_default();
    let property =
        way.rsplit(' ').next().filter(|property| !property.is_empty()).unwrap_or_else(|| result.property());
    let is_stated = result.found().is_some();
    if is_stated && property == "dcterms:license" {
        return both(
            "Wählen Sie in {} die Lizenz, die gemeint ist; die Liste steht unter http://dcat-ap.de/def/licenses.",
            "Choose in {} the licence that is meant; the list is at http://dcat-ap.de/def/licenses.",
        );
    }
    if result.component() == "MaxCountConstraintComponent" {
        return both(
            "Lassen Sie in {} nur den Wert stehen, der zutrifft.",
            "Leave only the value that applies in {}.",
        );
    }
    let [mut german, mut english] = match is_stated {
        true => both("Berichtigen Sie {}", "Correct {}"),
        false => both("Füllen Sie {} aus", "Fill in {}"),
    };
    match example(result.class(), property) {
        Some(example) => {
            german.push_str(&format!(", zum Beispiel mit: {}", short(&example)));
            english.push_str(&format!(", for example with: {}", short(&example)));
        }
        None => [&mut german, &mut english].into_iter().for_each(|text| text.push('.')),
    }
    [german, english]
}

/// A value as sources write it: the code of an official list, the name of a media type, an address without
/// scheme.
fn short(value: &str) -> &str {
    const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";
    const LISTS: [&str; 3] =
        ["http://dcat-ap.de/def/licenses/", "https://www.iana.org/assignments/media-types/", "mailto:"];
    let of_list = value.strip_prefix(AUTHORITY).and_then(|rest| rest.split_once('/')).map(|(_, code)| code);
    of_list.or_else(|| LISTS.iter().find_map(|list| value.strip_prefix(list))).unwrap_or(value)
}
