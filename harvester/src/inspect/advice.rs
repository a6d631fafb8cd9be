//! What to write instead: the value that mapping concluded from the one found, where it did; else an example,
//! marked as one. Records of a source are told by its own fields.

use crate::mapping::{ckan_package, origin, scaled_size, table_entry};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::shapes::{Violation, example};
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

    /// The right value in place of the one found.
    pub(super) fn value(&self, result: &Violation, field: Option<&str>) -> Option<String> {
        let found = text(result.found()?);
        if result.property() == "dcat:byteSize" {
            return scaled_size(found.trim()).map(|bytes| bytes.to_string());
        }
        let places = result.property().split('|').chain(field);
        let mut values =
            places.filter_map(|place| self.0.get(&(key(place).to_owned(), found.trim().to_owned())));
        values.next().cloned()
    }
}

/// The last property of a way, or a field, without the line that a finding may name.
fn key(property: &str) -> &str {
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

fn text(term: &Term) -> &str {
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

/// What to write into the field of a source, in German and English; `None` if its dialect is not known.
pub(super) fn of_field(
    dialect: &str,
    result: &Violation,
    field: Option<&str>,
    right: Option<&str>,
) -> Option<[String; 2]> {
    let [place, english_place, system] = match dialect {
        ckan_package::DIALECT => ["Feld", "field", "CKAN"],
        table_entry::DIALECT => ["Spalte", "column", "die Tabelle"],
        _ => return None,
    };
    let Some(field) = field.filter(|field| !field.is_empty()) else {
        let english_system = if system == "CKAN" { system } else { "the table" };
        let name = result.property();
        return Some([
            format!(
                "Für diese Angabe ({name}) hat {system} kein eigenes Feld; der Abgleich ergänzt sie, soweit er sie erschließen kann."
            ),
            format!(
                "There is no field in {english_system} for this ({name}); harvesting completes it as far as it can be concluded."
            ),
        ]);
    };
    if let Some(right) = right {
        let right = short(right);
        return Some([
            format!("Schreiben Sie in „{field}“ ({place}): {right}"),
            format!("Write into “{field}” ({english_place}): {right}"),
        ]);
    }
    let way = origin::property_of(dialect, field).unwrap_or_default();
    let property =
        way.rsplit(' ').next().filter(|property| !property.is_empty()).unwrap_or_else(|| result.property());
    let is_stated = result.found().is_some();
    if is_stated && property == "dcterms:license" {
        return Some([
            format!(
                "Wählen Sie in „{field}“ ({place}) die Lizenz, die gemeint ist; die Liste steht unter http://dcat-ap.de/def/licenses."
            ),
            format!(
                "Choose in “{field}” ({english_place}) the licence that is meant; the list is at http://dcat-ap.de/def/licenses."
            ),
        ]);
    }
    if result.component() == "MaxCountConstraintComponent" {
        return Some([
            format!("Lassen Sie in „{field}“ ({place}) nur den Wert stehen, der zutrifft."),
            format!("Leave only the value that applies in “{field}” ({english_place})."),
        ]);
    }
    let example = example(property).map(|value| short(&value).to_owned());
    let [german, english] = example.map_or_else(Default::default, |value| {
        [format!(", zum Beispiel mit: {value}"), format!(", for example with: {value}")]
    });
    Some(match is_stated {
        true => [
            format!("Berichtigen Sie „{field}“ ({place}){german}"),
            format!("Correct “{field}” ({english_place}){english}"),
        ],
        false => [
            format!("Füllen Sie „{field}“ ({place}) aus{german}"),
            format!("Fill in “{field}” ({english_place}){english}"),
        ],
    })
}

/// A value as sources write it: the code of a file type, the name of a media type, an address without scheme.
fn short(value: &str) -> &str {
    const LISTS: [&str; 3] = [
        "http://publications.europa.eu/resource/authority/file-type/",
        "https://www.iana.org/assignments/media-types/",
        "mailto:",
    ];
    LISTS.iter().find_map(|list| value.strip_prefix(list)).unwrap_or(value)
}
