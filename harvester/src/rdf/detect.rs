//! Which format a document has, and its bytes as text. Servers state both wrongly, so the document
//! itself has the last word.

use super::explain::{BEFORE_DECLARATION, ENCODED};
use super::strict::Fault;
use super::{foreign, xml_within};
use datenkreis_vocab::finding::{Finding, rule};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use url::Url;

/// The formats we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// RDF 1.1 XML Syntax.
    RdfXml,
    /// Turtle; read as TriG, of which it is a part.
    Turtle,
    /// TriG; graph names are not looked at.
    TriG,
    /// N-Triples; read as N-Quads, of which it is a part.
    NTriples,
    /// N-Quads; graph names are not looked at.
    NQuads,
    /// JSON-LD 1.1.
    JsonLd,
}

/// All formats with their names in the configuration and on the worker's command line.
const NAMES: [(Format, &str); 6] = [
    (Format::RdfXml, "rdf-xml"),
    (Format::Turtle, "turtle"),
    (Format::TriG, "tri-g"),
    (Format::NTriples, "n-triples"),
    (Format::NQuads, "n-quads"),
    (Format::JsonLd, "json-ld"),
];

impl Format {
    /// The name, as in the configuration.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// The format of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    fn by_media_type(media_type: &str) -> Option<Self> {
        Some(match media_type {
            "application/rdf+xml" => Self::RdfXml,
            "text/turtle" | "application/x-turtle" | "application/turtle" => Self::Turtle,
            "application/trig" => Self::TriG,
            "application/n-triples" => Self::NTriples,
            "application/n-quads" => Self::NQuads,
            "application/ld+json" => Self::JsonLd,
            _ => return None,
        })
    }

    fn by_extension(url: &Url) -> Option<Self> {
        let (_, extension) = url.path().rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "rdf" | "xml" | "owl" => Self::RdfXml,
            "ttl" => Self::Turtle,
            "trig" => Self::TriG,
            "nt" => Self::NTriples,
            "nq" => Self::NQuads,
            "jsonld" | "json" => Self::JsonLd,
            _ => return None,
        })
    }
}

/// What the first characters show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Html,
    Xml,
    Json,
    Text,
}

/// The format of a document: what the configuration says, else what the look of the document,
/// `Content-Type` and the extension of the URL say together.
///
/// # Errors
/// A web page, or metadata that are no RDF, in one sentence.
pub fn format(
    text: &str,
    content_type: Option<&str>,
    url: &Url,
    configured: Option<Format>,
) -> Result<Format, String> {
    let look = look(text);
    if look == Look::Html {
        return Err("die Antwort ist eine Webseite, kein RDF / the answer is a web page, not RDF".into());
    }
    if look == Look::Json
        && let Some(other) = foreign::of_json(text)
    {
        return Err(other);
    }
    if look == Look::Xml
        && let Some(other) = foreign::of_xml(text)
        && !xml_within::holds_rdf(text)
    {
        return Err(other);
    }
    if let Some(format) = configured {
        return Ok(format);
    }
    let media_type = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
    let stated = Format::by_media_type(media_type.trim().to_ascii_lowercase().as_str());
    let named = Format::by_extension(url);
    let fits = |format: &Format| match look {
        Look::Xml => *format == Format::RdfXml,
        Look::Json => *format == Format::JsonLd,
        _ => !matches!(format, Format::RdfXml | Format::JsonLd),
    };
    Ok(stated.filter(fits).or(named.filter(fits)).unwrap_or(match look {
        Look::Xml => Format::RdfXml,
        Look::Json => Format::JsonLd,
        // TriG holds Turtle and N-Triples.
        _ => Format::TriG,
    }))
}

fn look(text: &str) -> Look {
    let text = text.trim_start();
    let mut start: String = text.chars().take(512).collect();
    start.make_ascii_lowercase();
    let is_html = |start: &str| start.starts_with("<!doctype html") || start.starts_with("<html");
    if is_html(&start) {
        return Look::Html;
    }
    if start.starts_with("<?xml") || start.starts_with("<!") || start.starts_with("<rdf:rdf") {
        // XHTML comes with an XML declaration.
        return if start.find("<!doctype html").or(start.find("<html")).is_some() {
            Look::Html
        } else {
            Look::Xml
        };
    }
    if let Some(rest) = text.strip_prefix('<') {
        // An IRI in angle brackets holds a colon before any blank; a tag does not, or has a prefix
        // and then attributes.
        let inside = rest.split(['>', ' ', '\n', '\t', '\r']).next().unwrap_or_default();
        let is_iri =
            inside.contains("://") || inside.starts_with("urn:") || rest.starts_with(['#', '>', '/']);
        return if is_iri { Look::Text } else { Look::Xml };
    }
    if let Some(rest) = text.strip_prefix(['{', '[']) {
        // Turtle begins with `[` for a blank node, TriG with `{` for a graph; JSON goes on with a
        // string, a bracket, or nothing.
        return match rest.trim_start().chars().next() {
            Some('"' | '{' | '[' | '}' | ']') | None => Look::Json,
            _ => Look::Text,
        };
    }
    Look::Text
}

/// Decodes a document: by byte order mark, else XML declaration, else `charset` of the
/// `Content-Type`, else UTF-8; what is called UTF-8 and is not is guessed, with a finding. Junk before
/// an XML declaration is cut off, and the declaration itself blanked, as it does not hold any more.
pub fn decode<'a>(body: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, Vec<Finding>) {
    let mut findings = vec![];
    let stated = declared(body).or_else(|| charset(content_type?));
    let (text, damaged) = match (Encoding::for_bom(body), stated) {
        (Some((encoding, length)), _) => {
            let (text, damaged) = encoding.decode_without_bom_handling(&body[length..]);
            // XML may be encoded as it likes, all others are UTF-8.
            if encoding != UTF_8 && look(&text) != Look::Xml {
                findings.push(encoded_in(encoding));
            }
            (text, damaged)
        }
        (None, Some(encoding)) if encoding != UTF_8 => encoding.decode_without_bom_handling(body),
        (None, _) => match std::str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) if is_mostly_utf8(body) => UTF_8.decode_without_bom_handling(body),
            Err(_) => {
                let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
                detector.feed(body, true);
                let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
                findings.push(encoded_in(encoding));
                encoding.decode_without_bom_handling(body)
            }
        },
    };
    if damaged {
        findings.push(Finding::new(&rule::DOCUMENT_DAMAGED, "charset").found("\u{FFFD}"));
    }
    let (text, junk) = without_declaration(text);
    findings.extend(junk.map(|junk| Finding::new(&rule::DOCUMENT_MENDED, BEFORE_XML).found(junk)));
    (text, findings)
}

/// What stands before an XML declaration; how a finding names the place.
const BEFORE_XML: &str = "<?xml";

fn encoded_in(encoding: &'static Encoding) -> Finding {
    Finding::new(&rule::DOCUMENT_MENDED, "charset").found("UTF-8").concluded(encoding.name())
}

/// What a strict parser would say to what was mended while decoding.
pub(super) fn fault(finding: &Finding) -> Option<Fault> {
    let message = match finding.property.as_str() {
        BEFORE_XML => BEFORE_DECLARATION.to_owned(),
        "charset" => match &finding.concluded {
            Some(encoding) => format!("{ENCODED} {encoding}"),
            None => ENCODED.to_owned(),
        },
        _ => return None,
    };
    Some(Fault::of_document(message))
}

/// Whether more umlauts are written in UTF-8 than not: a single bad byte, as of a text that was cut off
/// within a character, does not make the document Latin 1.
fn is_mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// The encoding of an XML declaration; or UTF-16, if the first characters look like it.
fn declared(body: &[u8]) -> Option<&'static Encoding> {
    match body {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &body[..body.len().min(1024)];
    let at = find(start, b"<?xml")?;
    let rest = &start[at..];
    let declaration = std::str::from_utf8(&rest[..find(rest, b"?>")?]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    // A document that could be read so far is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes())
        .map(|encoding| if [UTF_16LE, UTF_16BE].contains(&encoding) { UTF_8 } else { encoding })
}

fn charset(content_type: &str) -> Option<&'static Encoding> {
    let (_, value) = content_type.split_once("charset=")?;
    let label = value.split(';').next()?.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes())
}

/// The text without its XML declaration, and what stood before that.
fn without_declaration(text: Cow<'_, str>) -> (Cow<'_, str>, Option<String>) {
    const START: &str = "<?xml ";
    const NEAR: usize = 1024;
    let near = text.char_indices().nth(NEAR).map_or(text.len(), |(at, _)| at);
    let Some(at) = text[..near].find(START) else {
        return (text, None);
    };
    let before = &text[..at];
    // Only junk may stand before it: blanks, leftover byte order marks, a stray message without tags.
    let Some(length) = text[at..].find("?>") else {
        return (text, None);
    };
    if before.contains('<') {
        return (text, None);
    }
    let junk = (!before.is_empty()).then(|| before.to_owned());
    let (head, rest) = text.split_at(at + length + 2);
    // Line numbers stay as they are.
    let lines: String = head.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    (Cow::Owned(lines + rest), junk)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, content_type: &str, url: &str, expected: Option<Format>) {
        let url = Url::parse(url).unwrap();
        let content_type = Some(content_type).filter(|value| !value.is_empty());
        assert_eq!(format(text, content_type, &url, None).ok(), expected, "{text} {content_type:?} {url}");
    }

    #[test]
    fn formats_are_recognised() {
        let at = "https://example.org/catalog";
        check("<?xml version='1.0'?><rdf:RDF/>", "text/xml", at, Some(Format::RdfXml));
        check("  <rdf:RDF/>", "text/plain", at, Some(Format::RdfXml));
        check("<rdf:RDF/>", "text/turtle", at, Some(Format::RdfXml));
        check("<http://a> <http://b> <http://c> .", "application/rdf+xml", at, Some(Format::TriG));
        check("<http://a> <http://b> <http://c> .", "application/n-triples", at, Some(Format::NTriples));
        check("<http://a> <http://b> <http://c> .", "", "https://example.org/a.NT", Some(Format::NTriples));
        check("@prefix a: <http://a> .", "text/turtle; charset=utf-8", at, Some(Format::Turtle));
        check("[ a <http://a> ] .", "application/octet-stream", at, Some(Format::TriG));
        check("[{\"@id\": \"http://a\"}]", "application/json", at, Some(Format::JsonLd));
        check("{}", "text/html", at, Some(Format::JsonLd));
        check("<!DOCTYPE HTML><html>", "application/rdf+xml", at, None);
        check("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>", "", "https://example.org/a.rdf", None);
        check("<!DOCTYPE rdf:RDF []><rdf:RDF/>", "", at, Some(Format::RdfXml));
        check("<dcat:Catalog rdf:about='http://a'/>", "", at, Some(Format::RdfXml));
    }

    fn decoded(body: &[u8], content_type: &str) -> String {
        decode(body, Some(content_type)).0.trim().to_owned()
    }

    #[test]
    fn umlauts_survive_every_charset() {
        let text = "<rdf:RDF>Grüße</rdf:RDF>";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decoded(&utf16, "text/xml; charset=iso-8859-1"), text);
        assert_eq!(decoded(&utf16[2..], "text/xml"), text);
        assert_eq!(decoded(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), "x; charset=latin1"), text);
        let latin = |head: &str| [head.as_bytes(), b"<rdf:RDF>Gr\xFC\xDFe</rdf:RDF>"].concat();
        assert_eq!(
            decoded(&latin("<?xml version=\"1.0\" encoding='ISO-8859-1'?>"), "x; charset=utf-8"),
            text
        );
        assert_eq!(decoded(&latin(""), "x; charset=\"ISO-8859-1\""), text);
        let (guessed, findings) = decode(b"<rdf:RDF>Gr\xFC\xDFe aus M\xFCnster</rdf:RDF>", None);
        assert_eq!((guessed.as_ref(), findings.len()), ("<rdf:RDF>Grüße aus Münster</rdf:RDF>", 1));
        for (declaration, content_type) in [
            ("<?xml version='1.0' encoding='UTF-8'?>", "application/rdf+xml"),
            ("<?xml version='1.0' encoding='UTF-8'?>", "text/xml; charset=utf-8"),
            ("", "text/turtle; charset=utf-8"),
        ] {
            let body = [declaration.as_bytes(), b"<rdf:RDF>Gr\xFC\xDFe aus M\xFCnster</rdf:RDF>"].concat();
            let (mended, findings) = decode(&body, Some(content_type));
            assert_eq!(mended.trim(), "<rdf:RDF>Grüße aus Münster</rdf:RDF>");
            assert_eq!(findings.len(), 1);
            assert_eq!(
                (findings[0].rule.as_str(), findings[0].found.as_deref()),
                ("document-mended", Some("UTF-8"))
            );
        }
        let (cut, findings) = decode(b"<a>Gr\xC3\xBC\xC3\x9Fe, M\xC3</a>", None);
        assert_eq!(cut, "<a>Grüße, M\u{FFFD}</a>");
        assert_eq!(findings[0].rule, "document-damaged");
        assert_eq!(decoded(b"\n\n<?xml version='1.0'?><a/>", ""), "<a/>");
        assert_eq!(decoded(b"Notice: x\n<?xml version='1.0' encoding='utf-8'?>\n<a/>", ""), "<a/>");
    }
}
