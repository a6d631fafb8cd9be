use super::{Format, canonical, json_ld, rdf_xml, turtle};
use oxrdf::Triple;

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
        Format::NTriples | Format::NQuads => sorted.iter().map(canonical::line).collect::<String>().into_bytes(),
    }
}

/// Sorted by subject, rdf:type first, then by predicate and object.
fn sorted(triples: &[Triple]) -> Vec<Triple> {
    let mut keyed: Vec<_> = triples
        .iter()
        .map(|triple| {
            let other = triple.predicate.as_ref() != oxrdf::vocab::rdf::TYPE;
            ((triple.subject.to_string(), other, triple.predicate.as_str(), triple.object.to_string()), triple)
        })
        .collect();
    keyed.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    keyed.dedup_by(|(left, _), (right, _)| left == right);
    keyed.into_iter().map(|(_, triple)| triple.clone()).collect()
}
