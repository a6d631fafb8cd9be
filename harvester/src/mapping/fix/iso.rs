//! The element of an ISO 19139 document, and the XPath of the element it belongs into.

use super::wanted::{Change, Field};
use super::{Fix, Form};
use quick_xml::escape::escape;

const IDENTIFICATION: &str = "/gmd:MD_Metadata/gmd:identificationInfo/gmd:MD_DataIdentification";
const TRANSFER: &str = "/gmd:MD_Metadata/gmd:distributionInfo/gmd:MD_Distribution/gmd:transferOptions/gmd:MD_DigitalTransferOptions";
const DISTRIBUTION: &str = "/gmd:MD_Metadata/gmd:distributionInfo/gmd:MD_Distribution";

pub(super) fn fix(change: &Change) -> Option<Fix> {
    let (place, text) = change.said.iter().find_map(|said| element(said.field, change))?;
    Some(Fix { form: Form::Iso, place: place.into(), record: None, text, is_example: change.is_example() })
}

/// `None` for what ISO 19139 has no place for.
fn element(field: Field, change: &Change) -> Option<(&'static str, String)> {
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
            let text =
                format!("{other}<gmd:otherConstraints>\n  {}\n</gmd:otherConstraints>\n", anchor(&value));
            (IDENTIFICATION, wrap("gmd:resourceConstraints/gmd:MD_LegalConstraints", &text))
        }
        Field::AccessRights => {
            let other = code_list("gmd:accessConstraints", "MD_RestrictionCode", "otherRestrictions");
            let free = anchor(
                "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations",
            );
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
            let size: f64 = value.parse().ok()?;
            let text =
                format!("<gmd:transferSize>\n  <gco:Real>{}</gco:Real>\n</gmd:transferSize>\n", size / 1e6);
            (TRANSFER, text)
        }
        Field::Issued => (IDENTIFICATION, date(&value, "publication")),
        Field::Modified => (IDENTIFICATION, date(&value, "revision")),
        Field::PeriodEnd | Field::ContactEmail => return None,
    })
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
    format!("<gmx:Anchor xlink:href=\"{iri}\">{}</gmx:Anchor>", last(iri))
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
    let r#type = if value.contains('T') { "DateTime" } else { "Date" };
    let date = format!("<gmd:date>\n  <gco:{type}>{value}</gco:{type}>\n</gmd:date>\n");
    let kind = code_list("gmd:dateType", "CI_DateTypeCode", kind);
    wrap("gmd:citation/gmd:CI_Citation/gmd:date/gmd:CI_Date", &format!("{date}{kind}"))
}

/// Content within elements, the outermost first.
fn wrap(path: &str, content: &str) -> String {
    path.rsplit('/').fold(content.to_owned(), |content, element| {
        let inner: String = content.lines().map(|line| format!("  {line}\n")).collect();
        format!("<{element}>\n{inner}</{element}>\n")
    })
}
