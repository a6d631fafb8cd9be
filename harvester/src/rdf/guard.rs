//! Limits for documents nobody vouches for, checked before a parser sees them. The figures are far
//! above what catalogues use and far below what hurts: nested entities, thousands of attributes and
//! deep nesting abort or stall the parsers behind.

use memchr::memchr2;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Largest document, in bytes.
pub const DOCUMENT_BYTES: usize = 64 << 20;
const XML_DEPTH: usize = 256;
const XML_TAG_BYTES: usize = 64 << 10;
const XML_ATTRIBUTES: usize = 128;
const DTD_BYTES: usize = 8 << 10;
const ENTITIES: usize = 64;
const ENTITY_CHARS: usize = 512;
const JSON_DEPTH: usize = 64;

/// What is said of a document beyond the limit.
pub fn too_large() -> String {
    format!(
        "das Dokument ist größer als {DOCUMENT_BYTES} Bytes / the document is larger than {DOCUMENT_BYTES} bytes"
    )
}

/// Checks an XML document: start tag ≤ 64 KiB, ≤ 128 attributes, depth ≤ 256, DTD ≤ 8 KiB without
/// SYSTEM, PUBLIC or parameter entities, ≤ 64 entities of ≤ 512 characters that name no other, and
/// an expansion no larger than the largest document. Text that is not well-formed is not its matter.
///
/// # Errors
/// What was exceeded, in words.
pub fn xml(text: &str) -> Result<(), String> {
    if text.len() > DOCUMENT_BYTES {
        return Err(too_large());
    }
    start_tags(text)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > XML_DEPTH {
                    return Err(format!(
                        "Elemente sind tiefer als {XML_DEPTH} verschachtelt / elements are nested deeper than {XML_DEPTH}"
                    ));
                }
                attributes(&tag)?;
            }
            Ok(Event::Empty(tag)) => attributes(&tag)?,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::DocType(dtd)) => {
                let entities = entities(&dtd)?;
                expansion(text, &entities)?;
            }
            Ok(Event::Eof) => return Ok(()),
            // The parser behind meets the same fault and stops there.
            Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// A scan for tags without end, before any reader buffers them.
fn start_tags(text: &str) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = ["![CDATA[", "!--"].iter().zip(["]]>", "-->"]).find(|(start, _)| rest.starts_with(**start));
        let length = match end {
            Some((_, end)) => rest.find(end).unwrap_or(rest.len()),
            None => {
                let length = memchr2(b'<', b'>', rest.as_bytes()).unwrap_or(rest.len());
                if length > XML_TAG_BYTES {
                    return Err(format!(
                        "ein Tag ist länger als {XML_TAG_BYTES} Bytes / a tag is longer than {XML_TAG_BYTES} bytes"
                    ));
                }
                length
            }
        };
        rest = &rest[length..];
    }
    Ok(())
}

fn attributes(tag: &BytesStart<'_>) -> Result<(), String> {
    // Counting equals signs outside quotes is linear, also where attributes are duplicated.
    let mut quote = None;
    let mut count = 0;
    for byte in tag.bytes() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => count += 1,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    if count > XML_ATTRIBUTES {
        Err(format!(
            "ein Element hat mehr als {XML_ATTRIBUTES} Attribute / an element has more than {XML_ATTRIBUTES} attributes"
        ))
    } else {
        Ok(())
    }
}

/// Names and lengths of the entities a DTD declares.
fn entities(dtd: &str) -> Result<HashMap<String, usize>, String> {
    if dtd.len() > DTD_BYTES {
        return Err(format!(
            "die DTD ist länger als {DTD_BYTES} Bytes / the DTD is longer than {DTD_BYTES} bytes"
        ));
    }
    let mut found = HashMap::new();
    for declaration in dtd.split("<!ENTITY").skip(1) {
        let declaration = declaration.trim_start();
        let (name, rest) = declaration
            .split_once(char::is_whitespace)
            .ok_or("die DTD ist nicht lesbar / the DTD cannot be read")?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote.filter(|_| name != "%") else {
            return Err("die DTD verweist auf andere Dokumente oder Parameter / the DTD refers to other documents or parameter entities".into());
        };
        let value = rest[1..].split(quote).next().unwrap_or_default();
        if value.contains(['&', '%']) || value.chars().count() > ENTITY_CHARS {
            return Err(format!(
                "die Entität „{name}“ verweist auf andere oder ist länger als {ENTITY_CHARS} Zeichen / the entity “{name}” refers to others or is longer than {ENTITY_CHARS} characters"
            ));
        }
        found.insert(name.to_owned(), value.len());
    }
    if found.len() > ENTITIES {
        return Err(format!(
            "die DTD nennt mehr als {ENTITIES} Entitäten / the DTD declares more than {ENTITIES} entities"
        ));
    }
    let outside = dtd.split("<!ENTITY").next().unwrap_or_default();
    if outside.contains("SYSTEM") || outside.contains("PUBLIC") {
        return Err("die DTD verweist auf ein anderes Dokument / the DTD refers to another document".into());
    }
    Ok(found)
}

/// Refuses a document whose text would grow beyond the largest document.
fn expansion(text: &str, entities: &HashMap<String, usize>) -> Result<(), String> {
    let mut size = text.len();
    for reference in text.split('&').skip(1) {
        let name = reference.get(..64.min(reference.len())).unwrap_or(reference).split(';').next();
        size += name.and_then(|name| entities.get(name)).copied().unwrap_or_default();
        if size > DOCUMENT_BYTES {
            return Err(
                "die Entitäten der DTD ergeben zu viel Text / the entities of the DTD expand to too much text".into()
            );
        }
    }
    Ok(())
}

/// Checks a JSON document: depth ≤ 64. Text that is not JSON is not its matter.
///
/// # Errors
/// What was exceeded, in words.
pub fn json(text: &str) -> Result<(), String> {
    if text.len() > DOCUMENT_BYTES {
        return Err(too_large());
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > JSON_DEPTH {
                    return Err(format!(
                        "Objekte sind tiefer als {JSON_DEPTH} verschachtelt / objects are nested deeper than {JSON_DEPTH}"
                    ));
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_documents_pass() {
        for text in [
            "<!DOCTYPE rdf:RDF [<!ENTITY xsd \"http://www.w3.org/2001/XMLSchema#\">]><a b='&xsd;date'>&amp;</a>",
            "<a><![CDATA[ < > & ]]><!-- < --><b c='>'/></a>",
            "<a><b></a>",
        ] {
            assert_eq!(xml(text), Ok(()), "{text}");
        }
        assert_eq!(json("{\"a\": \"[[[[\\\"[[[\", \"b\": [[{}]]}"), Ok(()));
    }

    #[test]
    fn attacks_are_refused() {
        let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>";
        let outside = "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><l>&x;</l>";
        let external = "<!DOCTYPE l SYSTEM \"http://10.0.0.1/x.dtd\"><l/>";
        let parameter = "<!DOCTYPE l [<!ENTITY % p \"x\">]><l/>";
        let long = format!("<!DOCTYPE l [<!ENTITY a \"{}\">]><l/>", "x".repeat(513));
        let blown =
            format!("<!DOCTYPE l [<!ENTITY a \"{}\">]><l>{}</l>", "x".repeat(500), "&a;".repeat(200_000));
        let attributes = format!("<l {}/>", (0..129).map(|n| format!("a{n}='' ")).collect::<String>());
        let tag = format!("<l a='{}'/>", "x".repeat(XML_TAG_BYTES));
        let deep = "<a>".repeat(257);
        for text in [laughs, outside, external, parameter, &long, &blown, &attributes, &tag, &deep] {
            assert!(xml(text).is_err(), "{}", &text[..text.len().min(80)]);
        }
        assert!(json(&"[".repeat(65)).is_err());
    }
}
