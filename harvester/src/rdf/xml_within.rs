//! RDF/XML within another document, as a catalogue service (CSW) delivers it: one rdf:RDF for each record. They
//! are read as one document; whatever stands around them becomes blanks, so that lines stay what they are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Whether a document whose root is another element holds RDF.
pub(super) fn holds_rdf(text: &str) -> bool {
    text.contains(":RDF ") || text.contains(":RDF>")
}

/// The RDF within a document as one document; the document itself if its root is RDF, or it holds none.
pub(super) fn extracted(text: &str) -> Cow<'_, str> {
    if !holds_rdf(text) || super::foreign::of_xml(text).is_none() {
        return Cow::Borrowed(text);
    }
    let Inner { name, declarations, contents } = inner(text);
    let (Some(name), Some(first)) = (name, contents.first()) else {
        return Cow::Borrowed(text);
    };
    let attributes: String = declarations.iter().map(|(key, value)| format!(" {key}=\"{value}\"")).collect();
    let mut extracted = blanks(&text[..first.start]).trim_end_matches(' ').to_owned();
    extracted.push_str(&format!("<{name}{attributes}>"));
    let mut at = first.start;
    for content in &contents {
        extracted.push_str(&blanks(&text[at..content.start]));
        extracted.push_str(&text[content.clone()]);
        at = content.end;
    }
    extracted.push_str(&format!("</{name}>"));
    Cow::Owned(extracted)
}

/// What stands in the elements rdf:RDF of a document.
#[derive(Default)]
struct Inner {
    /// The name of the element.
    name: Option<String>,
    /// Namespaces, base and language. A prefix that stands for two namespaces stands for the first.
    declarations: BTreeMap<String, String>,
    contents: Vec<Range<usize>>,
}

fn inner(text: &str) -> Inner {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut inner = Inner::default();
    let mut open: Option<usize> = None;
    let mut depth = 0_usize;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Start(tag)) if open.is_none() => {
                inner.declare(&tag);
                if tag.name().local_name().as_ref() == "RDF" {
                    inner.name.get_or_insert_with(|| tag.name().as_ref().to_owned());
                    open = usize::try_from(reader.buffer_position()).ok();
                    depth = 0;
                }
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) if open.is_some() && depth == 0 => {
                inner.contents.extend(open.take().map(|start| start..before.max(start)));
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return inner,
            Ok(_) => {}
        }
    }
}

impl Inner {
    fn declare(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().flatten() {
            let key: &str = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") || key == "xml:base" {
                let value = attribute.value.replace('"', "&quot;");
                self.declarations.entry(key.to_owned()).or_insert(value);
            }
        }
    }
}

fn blanks(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_a_catalogue_service_are_one_document() {
        let rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'";
        let text = format!(
            "<csw:GetRecordsResponse xmlns:csw='http://c/'>\n<csw:SearchResults n='2'>\n<rdf:RDF {rdf}><e:A/>\n</rdf:RDF>\n<rdf:RDF {rdf}>\n<e:B/></rdf:RDF></csw:SearchResults></csw:GetRecordsResponse>"
        );
        let extracted = extracted(&text);
        let lines: Vec<&str> = extracted.lines().map(str::trim).collect();
        assert!(lines[2].ends_with("><e:A/>") && lines[2].starts_with("<rdf:RDF "), "{extracted}");
        assert_eq!(lines[5], "<e:B/></rdf:RDF>");
        assert!(!extracted.contains("SearchResults"), "{extracted}");
        let plain = format!("<rdf:RDF {rdf}/>");
        assert_eq!(super::extracted(&plain), plain);
    }
}
