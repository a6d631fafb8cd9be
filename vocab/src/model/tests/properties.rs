//! What holds for every graph and every dataset.

use super::sample::full_dataset;
use super::{DATASET, graph, named};
use crate::graph::Graph;
use crate::model::*;
use crate::ns::{adms, dcat, dcatap, dcatde, dcterms, foaf, locn, prefixed, rdf, rdfs, skos, vcard, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use proptest::prelude::*;
use std::collections::HashSet;

const PREDICATES: &[NamedNodeRef<'static>] = &[
    rdf::TYPE,
    dcterms::TITLE,
    dcterms::PUBLISHER,
    dcterms::CREATOR,
    dcat::CONTACT_POINT,
    dcat::THEME,
    dcterms::LICENSE,
    dcterms::IDENTIFIER,
    adms::IDENTIFIER,
    dcterms::ISSUED,
    dcterms::MODIFIED,
    dcterms::SPATIAL,
    dcat::BBOX,
    dcat::CENTROID,
    locn::GEOMETRY,
    dcterms::TEMPORAL,
    dcat::START_DATE,
    dcat::END_DATE,
    dcat::DISTRIBUTION,
    dcat::ACCESS_URL,
    dcterms::FORMAT,
    dcterms::RIGHTS,
    dcat::BYTE_SIZE,
    dcat::ACCESS_SERVICE,
    dcterms::PROVENANCE,
    rdfs::LABEL,
    skos::PREF_LABEL,
    skos::NOTATION,
    foaf::NAME,
    vcard::FN,
    vcard::HAS_EMAIL,
    vcard::HAS_VALUE,
    dcterms::TYPE,
    dcatap::AVAILABILITY,
    dcatde::LICENSE_ATTRIBUTION_BY_TEXT,
    dcat::VERSION,
    dcterms::CONFORMS_TO,
    dcat::SERVES_DATASET,
    dcat::LANDING_PAGE,
];

fn any_node() -> impl Strategy<Value = NamedNode> {
    prop_oneof![
        Just(named(DATASET)),
        (0..5u8).prop_map(|n| named(&format!("{DATASET}/node/{n}"))),
        (0..4u8).prop_map(|n| named(&format!("http://x.example/{n}"))),
        Just(dcat::DATASET_CLASS.into_owned()),
        Just(dcat::DISTRIBUTION_CLASS.into_owned()),
        Just(foaf::ORGANIZATION.into_owned()),
    ]
}

fn any_literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        "[a-zäß \\t\\n\"]{0,8}".prop_map(Literal::new_simple_literal),
        Just(Literal::new_language_tagged_literal_unchecked("Text", "de")),
        Just(Literal::new_typed_literal("2014-12-19", xsd::DATE)),
        Just(Literal::new_simple_literal("2014")),
        Just(Literal::new_typed_literal("99", xsd::DECIMAL)),
        Just(Literal::new_simple_literal("POINT(7.7 51.5)")),
        Just(Literal::new_simple_literal("POLYGON((7 51,8 51,8 52,7 51))")),
        Just(Literal::new_simple_literal("a@b.example")),
        Just(Literal::new_simple_literal("https://x.example/a b")),
    ]
}

fn any_triple() -> impl Strategy<Value = Triple> {
    let predicate = prop_oneof![
        9 => prop::sample::select(PREDICATES).prop_map(|predicate| predicate.into_owned()),
        1 => Just(named("http://x.example/unknown")),
    ];
    let object = prop_oneof![any_node().prop_map(Term::from), any_literal().prop_map(Term::from)];
    (any_node(), predicate, object)
        .prop_map(|(subject, predicate, object)| Triple::new(subject, predicate, object))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    /// Whatever a graph says: reading and writing ends, and writes no blank nodes and nothing that a
    /// federal reader crashes on.
    #[test]
    fn any_graph_becomes_harmless(triples in prop::collection::vec(any_triple(), 0..40)) {
        let graph: Graph = triples.into_iter().collect();
        let (dataset, _) = Dataset::from_rdf(&graph, &named(DATASET));
        let written = dataset.to_rdf();
        for triple in &written {
            prop_assert!(triple.predicate != locn::GEOMETRY);
            prop_assert!(matches!(triple.subject, NamedOrBlankNode::NamedNode(_)));
            let is_geometry = [dcat::BBOX, dcat::CENTROID].contains(&triple.predicate.as_ref());
            prop_assert!(!is_geometry || matches!(triple.object, Term::Literal(_)));
            let is_record = triple.predicate == rdf::TYPE && triple.object == dcat::DATASET_CLASS.into();
            prop_assert!(!is_record || triple.subject == named(DATASET).into());
        }
    }

    /// What is written is read back, whichever fields are filled and whatever the texts are.
    #[test]
    fn any_dataset_is_read_back(text in "\\PC{1,20}[a-z]", keep in any::<u32>(), bytes in any::<Option<u64>>()) {
        let mut dataset = full_dataset();
        let is_kept = |bit: u32| keep >> bit & 1 == 1;
        dataset.title = vec![LangString::untagged(&text), LangString::german(&text)];
        dataset.provenance.push(LangString::untagged(&text));
        dataset.distribution[0].byte_size = bytes;
        dataset.publisher = dataset.publisher.filter(|_| is_kept(0));
        dataset.accrual_periodicity = dataset.accrual_periodicity.filter(|_| is_kept(1));
        dataset.distribution[0].checksum = dataset.distribution[0].checksum.take().filter(|_| is_kept(2));
        dataset.distribution[0].iri = dataset.distribution[0].iri.take().filter(|_| is_kept(3));
        dataset.contact_point.truncate(keep as usize >> 4 & 3);
        dataset.spatial.truncate(keep as usize >> 6 & 3);
        dataset.temporal.truncate(keep as usize >> 8 & 3);
        dataset.distribution.truncate(keep as usize >> 10 & 3);
        dataset.other_identifier.truncate(keep as usize >> 12 & 3);
        dataset.kind = if is_kept(14) { Kind::Dataset } else { Kind::DatasetSeries };
        let (read, findings) = Dataset::from_rdf(&graph(&dataset), &dataset.iri);
        prop_assert_eq!(findings, []);
        prop_assert_eq!(read.to_rdf(), dataset.to_rdf());
        prop_assert_eq!(Dataset::from_rdf(&graph(&read), &read.iri).0, read);
    }

    /// Every statement about the dataset itself is written, or is answered by a finding, or its value
    /// stands in a field that is written in another form.
    #[test]
    fn nothing_is_lost_silently(triples in prop::collection::vec(any_triple(), 0..40)) {
        // A dataset that is its own publisher would be named twice: its label becomes a foaf:name.
        let graph: Graph = triples.into_iter().filter(|triple| triple.object != named(DATASET).into()).collect();
        let (dataset, findings) = Dataset::from_rdf(&graph, &named(DATASET));
        let written: HashSet<Triple> = dataset.to_rdf().into_iter().collect();
        let predicates: HashSet<_> =
            written.iter().filter(|t| t.subject == named(DATASET).into()).map(|t| t.predicate.clone()).collect();
        let found: HashSet<_> = findings.iter().map(|finding| finding.property.as_str()).collect();
        // A text in place of a concept waits in its field for normalising.
        let codes: HashSet<_> = dataset.theme.iter().chain(&dataset.r#type).chain(&dataset.availability).map(|code| code.found.as_str()).collect();
        for triple in graph.about(&named(DATASET)) {
            let is_text_of_a_code = matches!(&triple.object, Term::Literal(text) if codes.contains(text.value()))
                || matches!(&triple.object, Term::NamedNode(node) if node.as_str().starts_with(DATASET) && !codes.is_empty());
            let is_said = written.contains(triple) || predicates.contains(&triple.predicate) || is_text_of_a_code;
            let is_told = found.contains(prefixed(triple.predicate.as_str()).as_str());
            prop_assert!(is_said || is_told, "{triple} vanished: {findings:?}");
        }
    }
}
