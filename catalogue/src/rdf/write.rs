use super::{Format, canonical, json_ld, rdf_xml, turtle};
use oxrdf::{NamedOrBlankNode, Triple};

/// Writes triples in a format: sorted by subject and predicate, without duplicates, so that the same
/// graph always gives the same bytes. `prefixes` are (prefix, namespace); only those used are
/// declared. See [`super::PREFIXES`].
///
/// RDF/XML cannot say everything: what it cannot is left out there (see `rdf_xml.rs`).
pub fn serialize(triples: &[Triple], format: Format, prefixes: &[(&str, &str)]) -> Vec<u8> {
    let sorted = sorted(triples);
    match format {
        Format::Turtle | Format::TriG => turtle::write(&sorted, prefixes),
        Format::RdfXml => rdf_xml::write(&sorted, prefixes),
        Format::JsonLd => json_ld::write(&sorted, prefixes),
        Format::NTriples | Format::NQuads => {
            sorted.iter().map(canonical::line).collect::<String>().into_bytes()
        }
    }
}

/// Sorted by subject, rdf:type first, then by predicate and object: what lies below a dataset's IRI
/// follows it.
fn sorted(triples: &[Triple]) -> Vec<Triple> {
    let mut keyed: Vec<_> = triples
        .iter()
        .map(|triple| {
            let other = triple.predicate.as_ref() != oxrdf::vocab::rdf::TYPE;
            let subject = match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => (false, node.as_str()),
                NamedOrBlankNode::BlankNode(node) => (true, node.as_str()),
            };
            ((subject, other, triple.predicate.as_str(), triple.object.to_string()), triple)
        })
        .collect();
    keyed.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    keyed.dedup_by(|(left, _), (right, _)| left == right);
    keyed.into_iter().map(|(_, triple)| triple.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{PREFIXES, isomorphic};
    use datenkreis_vocab::ns::{dcat, dcterms, rdf};
    use oxrdf::vocab::xsd;
    use oxrdf::{BlankNode, Literal, NamedNode, Term};
    use oxrdfio::{RdfFormat, RdfParser};

    fn node(iri: &str) -> NamedNode {
        NamedNode::new_unchecked(iri)
    }

    fn title(text: &str) -> Triple {
        Triple::new(node("https://a.example/1"), dcterms::TITLE, Literal::new_simple_literal(text))
    }

    /// Reads what was written in every format; it has to be what was expected.
    fn check(triples: &[Triple], expected: &[Triple]) {
        for format in Format::OFFERED {
            check_in(format, triples, expected);
        }
    }

    fn check_in(format: Format, triples: &[Triple], expected: &[Triple]) {
        let written = serialize(triples, format, PREFIXES);
        let text = String::from_utf8_lossy(&written);
        let read: Result<Vec<Triple>, _> = RdfParser::from_format(RdfFormat::from(format))
            .for_slice(&written)
            .map(|quad| quad.map(Triple::from))
            .collect();
        let read = read.unwrap_or_else(|error| panic!("{format:?}: {error}\n{text}"));
        assert!(isomorphic(&read, expected), "{format:?}\n{text}\n{read:?}");
        let mut reversed = triples.to_vec();
        reversed.reverse();
        assert_eq!(
            written,
            serialize(&reversed, format, PREFIXES),
            "{format:?} depends on the order of triples"
        );
    }

    #[test]
    fn every_format_gives_back_what_was_written() {
        let dataset = node("https://a.example/1");
        let distribution = node("https://a.example/1/distribution/ä?b=1&c='2'");
        let triples = vec![
            Triple::new(dataset.clone(), rdf::TYPE, dcat::DATASET_CLASS),
            Triple::new(dataset.clone(), rdf::TYPE, node("https://b.example/Klasse")),
            title("ein <Titel> & \"mehr\"\n\tä\u{2028}🚲"),
            Triple::new(
                dataset.clone(),
                dcterms::TITLE,
                Literal::new_language_tagged_literal_unchecked("T", "de-de"),
            ),
            Triple::new(
                dataset.clone(),
                dcterms::ISSUED,
                Literal::new_typed_literal("2020-02-30", xsd::DATE),
            ),
            Triple::new(dataset.clone(), dcat::BYTE_SIZE, Literal::new_typed_literal("1.50", xsd::DECIMAL)),
            Triple::new(dataset.clone(), dcat::BYTE_SIZE, Literal::new_typed_literal("5", xsd::INTEGER)),
            Triple::new(dataset.clone(), dcat::BYTE_SIZE, Literal::new_typed_literal("5.", xsd::DECIMAL)),
            Triple::new(
                dataset.clone(),
                dcat::VERSION,
                Literal::new_typed_literal("x", node("urn:eigener:typ")),
            ),
            Triple::new(
                dataset.clone(),
                node("https://b.example/eigenes-Feld"),
                Literal::new_simple_literal(""),
            ),
            Triple::new(
                dataset.clone(),
                node("https://b.example/2020_Feld"),
                Literal::new_simple_literal("v"),
            ),
            Triple::new(dataset.clone(), dcat::DISTRIBUTION, distribution.clone()),
            Triple::new(distribution.clone(), dcat::ACCESS_URL, node("dcat:kein-Kürzel")),
            Triple::new(distribution, dcat::ACCESS_URL, node("mailto:a@b.example")),
            Triple::new(
                dataset,
                node("http://www.w3.org/1999/02/22-rdf-syntax-ns#_1"),
                node("https://a.example/"),
            ),
        ];
        check(&triples, &triples);
    }

    #[test]
    fn nothing_is_a_graph_too() {
        check(&[], &[]);
        check(&[title("a"), title("a")], &[title("a")]);
    }

    #[test]
    fn blank_nodes_keep_their_connections() {
        let blank = BlankNode::new_unchecked("b");
        let triples = [
            Triple::new(node("https://a.example/1"), dcat::CONTACT_POINT, blank.clone()),
            Triple::new(blank, dcterms::TITLE, Literal::new_simple_literal("x")),
        ];
        check(&triples, &triples);
    }

    #[test]
    fn a_long_text_full_of_line_breaks_is_written() {
        let long = [title(&"Zeile\n\"".repeat(200_000))];
        check(&long, &long);
    }

    #[test]
    fn a_large_page_is_written() {
        let triples: Vec<Triple> = (0..20_000)
            .map(|number| {
                Triple::new(node(&format!("https://a.example/{number}")), rdf::TYPE, dcat::DATASET_CLASS)
            })
            .collect();
        check_in(Format::Turtle, &triples, &triples);
    }

    #[test]
    fn rdf_xml_stays_well_formed_and_leaves_out_what_it_cannot_say() {
        let dataset = node("https://a.example/1");
        let reserved = node("http://www.w3.org/1999/02/22-rdf-syntax-ns#li");
        let triples = [
            title("a\u{0}b\u{1}c\u{FFFF}d\r\ne"),
            Triple::new(
                dataset.clone(),
                node("https://b.example/123"),
                Literal::new_simple_literal("kein Name"),
            ),
            Triple::new(
                dataset.clone(),
                node("https://b.example/"),
                Literal::new_simple_literal("kein Name"),
            ),
            Triple::new(dataset.clone(), reserved.clone(), Literal::new_simple_literal("vergeben")),
            Triple::new(dataset.clone(), rdf::TYPE, node("https://b.example/123")),
            Triple::new(dataset.clone(), rdf::TYPE, reserved),
        ];
        let said: Vec<Triple> = triples
            .iter()
            .filter(|triple| triple.predicate.as_ref() == rdf::TYPE)
            .cloned()
            .chain([title("abcd\r\ne")])
            .collect();
        check_in(Format::RdfXml, &triples, &said);
        for format in [Format::Turtle, Format::JsonLd, Format::NTriples] {
            check_in(format, &triples, &triples);
        }
    }

    #[test]
    fn turtle_is_readable() {
        let dataset = node("https://a.example/1");
        let triples = [
            title("Radwege"),
            Triple::new(dataset.clone(), dcat::DISTRIBUTION, node("https://a.example/1/distribution/1")),
            Triple::new(dataset, rdf::TYPE, dcat::DATASET_CLASS),
            Triple::new(node("https://a.example/1/distribution/1"), rdf::TYPE, dcat::DISTRIBUTION_CLASS),
        ];
        let expected = "PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

<https://a.example/1> a dcat:Dataset;
  dcterms:title \"Radwege\";
  dcat:distribution <https://a.example/1/distribution/1>.

<https://a.example/1/distribution/1> a dcat:Distribution.
";
        assert_eq!(String::from_utf8_lossy(&serialize(&triples, Format::Turtle, PREFIXES)), expected);
    }

    #[test]
    fn json_ld_is_compact() {
        let dataset = node("https://a.example/1");
        let date: Term = Literal::new_typed_literal("2026-01-01", xsd::DATE).into();
        let triples = [
            title("Radwege"),
            Triple::new(dataset.clone(), dcterms::ISSUED, date),
            Triple::new(dataset, rdf::TYPE, dcat::DATASET_CLASS),
        ];
        let written = serialize(&triples, Format::JsonLd, PREFIXES);
        let read: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
        let expected = serde_json::json!([{
            "@id": "https://a.example/1",
            "@type": "dcat:Dataset",
            "dcterms:issued": { "@type": "xsd:date", "@value": "2026-01-01" },
            "dcterms:title": "Radwege",
        }]);
        assert_eq!(read["@graph"], expected);
        assert_eq!(read["@context"]["dcat"], dcat::NS);
    }
}
