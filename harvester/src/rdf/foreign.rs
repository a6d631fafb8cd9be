//! XML and JSON about datasets that is no DCAT: known by its root, and told by its name.

use super::both;
use serde_json::Value;

/// Root elements without their prefix, and what a document with such a root is.
const ROOTS: &[(&[&str], [&str; 2])] = &[
    (&["MD_Metadata", "MI_Metadata"], ["sind ISO-19139-Metadaten", "metadata of ISO 19139"]),
    (
        &["GetRecordsResponse", "GetRecordByIdResponse", "SearchResults"],
        ["ist die Antwort eines Katalogdienstes (CSW)", "the answer of a catalogue service (CSW)"],
    ),
    (&["feed", "rss"], ["ist ein Newsfeed (Atom oder RSS)", "a feed of news (Atom or RSS)"]),
    (
        &["WMS_Capabilities", "WMT_MS_Capabilities", "WFS_Capabilities", "Capabilities", "Coverages"],
        [
            "ist die Beschreibung eines Geodienstes (GetCapabilities)",
            "the description of a spatial service (GetCapabilities)",
        ],
    ),
    (&["FeatureCollection", "kml"], ["sind Geodaten (GML oder KML)", "spatial data (GML or KML)"]),
    (&["OAI-PMH"], ["ist die Antwort einer OAI-PMH-Schnittstelle", "the answer of an OAI-PMH interface"]),
    (&["urlset", "sitemapindex"], ["ist eine Sitemap", "a sitemap"]),
    (&["svg"], ["ist eine Grafik (SVG)", "a picture (SVG)"]),
    (
        &["ExceptionReport", "ServiceExceptionReport"],
        ["ist die Fehlermeldung eines Geodienstes", "the error message of a spatial service"],
    ),
    (&["Envelope"], ["ist eine SOAP-Nachricht", "a SOAP message"]),
];

/// What an XML document is, if it is known and no RDF; in both languages.
pub(super) fn of_xml(text: &str) -> Option<String> {
    let root = root(text)?;
    let (_, [german, english]) = ROOTS.iter().find(|(names, _)| names.contains(&root))?;
    let german = match text.contains("MD_Metadata") && root.starts_with("Get") {
        true => format!("{german} mit ISO-19139-Metadaten"),
        false => (*german).to_owned(),
    };
    Some(both([
        format!(
            "Das {german}, kein DCAT. Geben Sie den DCAT-Export des Katalogs an; viele Katalogdienste liefern ihn mit outputSchema=http://www.w3.org/ns/dcat# oder über eine Adresse, die auf .rdf oder .ttl endet"
        ),
        format!(
            "This is {english}, no DCAT. Give the DCAT export of the catalogue; many catalogue services deliver it with outputSchema=http://www.w3.org/ns/dcat#, or at an address that ends with .rdf or .ttl"
        ),
    ]))
}

/// Whether JSON-LD speaks in the words of schema.org and not in those of DCAT.
pub(crate) fn is_schema_org(text: &str) -> bool {
    if !text.contains("schema.org") || text.contains("dcat") {
        return false;
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
    let nodes = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
    nodes
        .iter()
        .filter_map(|node| node.get("@context"))
        .any(|context| context.to_string().contains("schema.org"))
}

/// What is told of descriptions in the words of schema.org, in both languages.
pub(crate) fn schema_org() -> String {
    "Das ist eine Beschreibung für Suchmaschinen nach schema.org, kein DCAT; nötig ist ein Export als DCAT-AP.de (JSON-LD, Turtle oder RDF/XML) / This is a description for search engines by schema.org, no DCAT; an export as DCAT-AP.de is needed (JSON-LD, Turtle or RDF/XML)".to_owned()
}

/// What JSON is, if it is known and no DCAT; in both languages.
pub(crate) fn of_json(text: &str) -> Option<String> {
    let is_ngsi = text.contains("urn:ngsi-ld:") || text.contains("ngsi-ld-core-context");
    (is_ngsi && !text.contains("w3.org/ns/dcat#")).then(|| {
        "Das sind NGSI-LD-Entitäten eines Kontextbrokers, kein DCAT; nötig ist ein Export als DCAT-AP.de (JSON-LD, Turtle oder RDF/XML) / This is NGSI-LD, entities of a context broker, no DCAT; an export as DCAT-AP.de is needed (JSON-LD, Turtle or RDF/XML)".to_owned()
    })
}

/// The name of the root element, without prefix.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.find('>')? + 1
        } else {
            let name = rest[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        };
        rest = &rest[skipped..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_dcat_is_called_by_its_name() {
        let check = |text: &str, expected: Option<&str>| {
            let found = of_xml(text);
            assert_eq!(found.is_some(), expected.is_some(), "{found:?}");
            assert!(
                found.as_deref().unwrap_or_default().starts_with(expected.unwrap_or_default()),
                "{found:?}"
            );
        };
        check(
            "<!-- <x> --><gmd:MD_Metadata xmlns:gmd='http://www.isotc211.org/2005/gmd'/>",
            Some("Das sind ISO-19139-Metadaten, kein DCAT"),
        );
        check(
            "<csw:GetRecordsResponse><gmd:MD_Metadata/>",
            Some("Das ist die Antwort eines Katalogdienstes (CSW) mit ISO-19139-Metadaten"),
        );
        check("<feed xmlns='http://www.w3.org/2005/Atom'>", Some("Das ist ein Newsfeed"));
        check("<WMS_Capabilities version='1.3.0'>", Some("Das ist die Beschreibung eines Geodienstes"));
        check("<rdf:RDF/>", None);
        check("<dcat:Catalog/>", None);
        check("", None);
        assert!(of_json("[{\"id\": \"urn:ngsi-ld:Dataset:1\"}]").is_some());
        assert!(
            of_json("{\"@context\": {\"dcat\": \"http://www.w3.org/ns/dcat#\"}, \"@id\": \"urn:ngsi-ld:1\"}")
                .is_none()
        );
    }
}
