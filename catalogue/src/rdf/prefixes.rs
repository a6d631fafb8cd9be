use datenkreis_vocab::ns;
use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, NamedOrBlankNode, Term, Triple};

/// The prefixes of everything we write, as DCAT-AP.de 3.0 names them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("adms", ns::adms::NS),
    ("cube", ns::cube::NS),
    ("dcat", ns::dcat::NS),
    ("dcatap", ns::dcatap::NS),
    ("dcatde", ns::dcatde::NS),
    ("dcterms", ns::dcterms::NS),
    ("dqv", ns::dqv::NS),
    ("eli", ns::eli::NS),
    ("foaf", ns::foaf::NS),
    ("geodcatap", ns::geodcatap::NS),
    ("gsp", ns::geosparql::NS),
    ("hydra", ns::hydra::NS),
    ("locn", ns::locn::NS),
    ("odrl", ns::odrl::NS),
    ("owl", ns::owl::NS),
    ("prov", ns::prov::NS),
    ("pv", ns::pv::NS),
    ("qb", ns::qb::NS),
    ("qudt", ns::qudt::NS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", ns::schema::NS),
    ("sdmx-attribute", ns::sdmx_attribute::NS),
    ("sdmx-code", ns::sdmx_code::NS),
    ("sdmx-dimension", ns::sdmx_dimension::NS),
    ("sdmx-measure", ns::sdmx_measure::NS),
    ("skos", ns::skos::NS),
    ("spdx", ns::spdx::NS),
    ("stat", ns::stat::NS),
    ("time", ns::time::NS),
    ("vcard", ns::vcard::NS),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Those of `prefixes` whose namespace occurs in the triples.
pub(super) fn used<'p>(prefixes: &[(&'p str, &'p str)], triples: &[Triple]) -> Vec<(&'p str, &'p str)> {
    let mut left: Vec<_> = prefixes.to_vec();
    let mut used = Vec::new();
    for iri in triples.iter().flat_map(iris) {
        left.retain(|&(prefix, namespace)| {
            let unused = !iri.starts_with(namespace);
            if !unused {
                used.push((prefix, namespace));
            }
            unused
        });
    }
    used.sort_unstable();
    used
}

/// All IRIs of a triple, that of the datatype included if it is written out.
pub(super) fn iris(triple: &Triple) -> impl Iterator<Item = &str> {
    let subject = match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &triple.object {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) if is_plain(literal.as_ref()) => None,
        Term::Literal(literal) => Some(literal.datatype().as_str()),
        Term::BlankNode(_) => None,
    };
    [subject, Some(triple.predicate.as_str()), object].into_iter().flatten()
}

fn is_plain(literal: LiteralRef<'_>) -> bool {
    literal.language().is_some() || literal.datatype() == xsd::STRING
}
