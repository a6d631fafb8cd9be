//! The element of an ISO 19139 document, and the XPath of the element it belongs into.

use super::said::{Basis, Change, Field, Target, is_gap};
use super::{Fix, Form, Known};
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::lists::{self, license};
use quick_xml::escape::escape;
use serde_json::json;

const IDENTIFICATION: &str = "/gmd:MD_Metadata/gmd:identificationInfo/gmd:MD_DataIdentification";
/// The citation is there already, for it holds the title.
const CITATION: &str =
    "/gmd:MD_Metadata/gmd:identificationInfo/gmd:MD_DataIdentification/gmd:citation/gmd:CI_Citation";
const TRANSFER: &str = "/gmd:MD_Metadata/gmd:distributionInfo/gmd:MD_Distribution/gmd:transferOptions/gmd:MD_DigitalTransferOptions";
const DISTRIBUTION: &str = "/gmd:MD_Metadata/gmd:distributionInfo/gmd:MD_Distribution";

/// What records say that were made from documents of ISO 19139: the call of a catalogue service for one of
/// them, the namespace, the harvester of CKAN that reads them.
const MARKS: [&str; 4] = ["getrecordbyid", "service=csw", "isotc211.org/2005/gmd", "spatial_harvester"];

/// Whether a document of ISO 19139 is likely to stand behind a record.
pub(super) fn is_behind(received: &Received) -> bool {
    let text = String::from_utf8_lossy(&received.payload).to_lowercase();
    MARKS.iter().any(|mark| text.contains(mark))
}

/// An element for everything that ISO 19139 has a place for.
pub(super) fn fixes(change: &Change, known: &Known<'_>) -> Vec<Fix> {
    let has = |field: Field| change.value(field).is_some();
    let is_said_elsewhere = |field: Field| match field {
        // One address, one format and one set of constraints say both.
        Field::AccessUrl => has(Field::DownloadUrl),
        Field::MediaType => has(Field::Format),
        Field::Rights => has(Field::License),
        _ => false,
    };
    let mut fixes: Vec<Fix> = vec![];
    let mut all: Vec<_> = change.said.iter().filter(|said| !is_said_elsewhere(said.field)).collect();
    // The schema has the size of a transfer before its addresses.
    all.sort_by_key(|said| matches!(said.field, Field::AccessUrl | Field::DownloadUrl));
    for said in all {
        let Some((place, text)) = element(said.field, change, known) else { continue };
        let basis = change.basis();
        let basis = if said.basis == Basis::Open { Basis::Open } else { basis };
        // Dates and terms of a further file are those of the whole record, which has them.
        let is_of_record = matches!(said.field, Field::Issued | Field::Modified);
        if change.target == Target::NewDistribution && is_of_record {
            continue;
        }
        match fixes.iter_mut().find(|fix| fix.place == place) {
            Some(fix) => fix.text.push_str(&text),
            None => fixes.push(Fix::new(Form::Iso, place, text, basis)),
        }
    }
    fixes
}

/// `None` for what ISO 19139 has no place for.
fn element(field: Field, change: &Change, known: &Known<'_>) -> Option<(&'static str, String)> {
    let value = escape(change.value(field)?).into_owned();
    Some(match field {
        Field::Keyword => {
            let keywords: String =
                change.values(field).iter().map(|word| keyword(&escape(word.as_str()))).collect();
            (IDENTIFICATION, wrap("gmd:descriptiveKeywords/gmd:MD_Keywords", &keywords))
        }
        Field::Theme => {
            let text = format!("{}{}", keyword(&anchor(&value)), thesaurus("EU Data Theme"));
            (IDENTIFICATION, wrap("gmd:descriptiveKeywords/gmd:MD_Keywords", &text))
        }
        Field::Spatial => {
            let code = format!("<gmd:code>\n  {}\n</gmd:code>\n", anchor(&value));
            let path = "gmd:extent/gmd:EX_Extent/gmd:geographicElement/gmd:EX_GeographicDescription/gmd:geographicIdentifier/gmd:MD_Identifier";
            (IDENTIFICATION, wrap(path, &code))
        }
        Field::PeriodStart => {
            let end = escape(change.value(Field::PeriodEnd).unwrap_or_default()).into_owned();
            let period = format!(
                "<gml:beginPosition>{value}</gml:beginPosition>\n<gml:endPosition>{end}</gml:endPosition>\n"
            );
            let path = "gmd:extent/gmd:EX_Extent/gmd:temporalElement/gmd:EX_TemporalExtent/gmd:extent/gml:TimePeriod";
            let text = wrap(path, &period);
            (IDENTIFICATION, text.replace("<gml:TimePeriod>", "<gml:TimePeriod gml:id=\"zeitraum\">"))
        }
        Field::AccessUrl | Field::DownloadUrl => {
            let function = if field == Field::DownloadUrl { "download" } else { "information" };
            let code = code_list("gmd:function", "CI_OnLineFunctionCode", function);
            let text = format!("<gmd:linkage>\n  <gmd:URL>{value}</gmd:URL>\n</gmd:linkage>\n{code}");
            (TRANSFER, wrap("gmd:onLine/gmd:CI_OnlineResource", &text))
        }
        Field::Format | Field::MediaType => {
            let name = if field == Field::MediaType {
                value.split_once("/media-types/").map_or(value.clone(), |(_, name)| name.to_owned())
            } else {
                last(&value)
            };
            let unknown = "<gmd:version gco:nilReason=\"unknown\"/>\n";
            let text = format!("<gmd:name>\n  {}\n</gmd:name>\n{unknown}", characters(&name));
            (DISTRIBUTION, wrap("gmd:distributionFormat/gmd:MD_Format", &text))
        }
        Field::License | Field::Rights => {
            let other = code_list("gmd:useConstraints", "MD_RestrictionCode", "otherRestrictions");
            let constraint =
                |content: &str| format!("<gmd:otherConstraints>\n  {content}\n</gmd:otherConstraints>\n");
            let mut text = format!("{other}{}", constraint(&anchor(&value)));
            if let Some(json) = license_json(change.value(field)?, known) {
                text.push_str(&constraint(&characters(&escape(json.as_str()))));
            }
            (IDENTIFICATION, wrap("gmd:resourceConstraints/gmd:MD_LegalConstraints", &text))
        }
        Field::AccessRights => {
            let other = code_list("gmd:accessConstraints", "MD_RestrictionCode", "otherRestrictions");
            let free = anchor(
                "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations",
            )
            .replace(">noLimitations<", ">Es gelten keine Zugriffsbeschränkungen<");
            let text = format!("{other}<gmd:otherConstraints>\n  {free}\n</gmd:otherConstraints>\n");
            (IDENTIFICATION, wrap("gmd:resourceConstraints/gmd:MD_LegalConstraints", &text))
        }
        Field::ContactName => {
            let email = escape(change.value(Field::ContactEmail).unwrap_or_default()).into_owned();
            let email = format!(
                "<gmd:electronicMailAddress>\n  {}\n</gmd:electronicMailAddress>\n",
                characters(&email)
            );
            let email = wrap("gmd:contactInfo/gmd:CI_Contact/gmd:address/gmd:CI_Address", &email);
            (IDENTIFICATION, party(&value, &email, "pointOfContact"))
        }
        Field::Publisher => (IDENTIFICATION, party(&value, "", "publisher")),
        Field::ByteSize => {
            // Megabytes, as the standard has it.
            let gap = "‹Größe in Megabyte›".to_owned();
            let size = value.parse::<f64>().map_or(gap, |size| (size / 1e6).to_string());
            let text = format!("<gmd:transferSize>\n  <gco:Real>{size}</gco:Real>\n</gmd:transferSize>\n");
            (TRANSFER, text)
        }
        Field::Issued => (CITATION, date(&value, "publication")),
        Field::Modified => (CITATION, date(&value, "revision")),
        Field::PeriodEnd | Field::ContactEmail => return None,
    })
}

/// The licence as metadata of GDI-DE repeat it for programs: its id in the list of DCAT-AP.de, its name, the
/// address of its text, and who is to be named.
fn license_json(iri: &str, known: &Known<'_>) -> Option<String> {
    let entry = license::LIST.entry(iri)?;
    let source = known.organisation.map(|own| own.name.as_str()).unwrap_or_default();
    let json = json!({
        "id": entry.local,
        "name": entry.label[0],
        "url": license::address(iri).unwrap_or(iri),
        "quelle": source,
    });
    Some(json.to_string())
}

fn keyword(content: &str) -> String {
    let content = if content.starts_with("<gmx:") { content.to_owned() } else { characters(content) };
    format!("<gmd:keyword>\n  {content}\n</gmd:keyword>\n")
}

fn thesaurus(title: &str) -> String {
    let title = format!(
        "<gmd:title>\n  {}\n</gmd:title>\n<gmd:date gco:nilReason=\"unknown\"/>\n",
        characters(title)
    );
    wrap("gmd:thesaurusName/gmd:CI_Citation", &title)
}

fn characters(text: &str) -> String {
    format!("<gco:CharacterString>{text}</gco:CharacterString>")
}

fn anchor(iri: &str) -> String {
    // Known names hold nothing but letters; still they are escaped.
    let name = lists::label(iri, "de").or_else(|| license::name(iri, "de"));
    let name = name.map_or_else(|| last(iri), |name| escape(name).into_owned());
    format!("<gmx:Anchor xlink:href=\"{iri}\">{name}</gmx:Anchor>")
}

fn last(iri: &str) -> String {
    iri.rsplit('/').next().unwrap_or(iri).to_owned()
}

fn code_list(element: &str, list: &str, value: &str) -> String {
    let lists = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml";
    format!(
        "<{element}>\n  <gmd:{list} codeList=\"{lists}#{list}\" codeListValue=\"{value}\"/>\n</{element}>\n"
    )
}

fn party(name: &str, contact: &str, role: &str) -> String {
    let name = format!("<gmd:organisationName>\n  {}\n</gmd:organisationName>\n", characters(name));
    let role = code_list("gmd:role", "CI_RoleCode", role);
    wrap("gmd:pointOfContact/gmd:CI_ResponsibleParty", &format!("{name}{contact}{role}"))
}

fn date(value: &str, kind: &str) -> String {
    let r#type = if value.contains('T') && !is_gap(value) { "DateTime" } else { "Date" };
    let date = format!("<gmd:date>\n  <gco:{type}>{value}</gco:{type}>\n</gmd:date>\n");
    let kind = code_list("gmd:dateType", "CI_DateTypeCode", kind);
    wrap("gmd:date/gmd:CI_Date", &format!("{date}{kind}"))
}

/// Content within elements, the outermost first.
fn wrap(path: &str, content: &str) -> String {
    path.rsplit('/').fold(content.to_owned(), |content, element| {
        let inner: String = content.lines().map(|line| format!("  {line}\n")).collect();
        format!("<{element}>\n{inner}</{element}>\n")
    })
}
