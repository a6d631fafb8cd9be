//! Brings what sources write, DCAT-AP.de 1.0 to 2.0 and common slips, to the terms of DCAT-AP.de 3.0
//! (3.0, appendix on changes); their namespaces are the official ones since they were parsed. Values are
//! not touched, except language tags, legal bases that are IRIs, and the granularity, which 3.0 knows as a
//! duration. What was renamed or removed is told, with the old property and its value; the bytes stay in
//! the archive.

mod granularity;

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{
    dcat, dcatap, dcatde, dcterms, foaf, geodcatap, owl, prefixed, prov, rdf, rdfs, schema, skos, vcard,
};
use oxrdf::{BlankNode, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

/// Properties that 3.0 (or a version before) renamed, and what they are called now. dcterms:isVersionOf is
/// deprecated in 3.0; DCAT 3 calls it dcat:isVersionOf.
const RENAMED: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 10] = [
    (dcatde::ORIGINATOR, geodcatap::ORIGINATOR),
    (dcatde::MAINTAINER, geodcatap::CUSTODIAN),
    (dcatde::PLANNED_AVAILABILITY, dcatap::AVAILABILITY),
    (GEOCODING_TEXT, dcatde::GEOCODING_DESCRIPTION),
    (LEGAL_BASIS_TEXT, dcatde::LEGAL_BASIS),
    (schema::START_DATE, dcat::START_DATE),
    (schema::END_DATE, dcat::END_DATE),
    (owl::VERSION_INFO, dcat::VERSION),
    (dcterms::HAS_VERSION, dcat::HAS_VERSION),
    (dcterms::IS_VERSION_OF, dcat::IS_VERSION_OF),
];

/// What a node may be called by.
const NAMES: [NamedNodeRef<'static>; 6] =
    [foaf::NAME, vcard::FN, rdfs::LABEL, skos::PREF_LABEL, dcterms::TITLE, foaf::MBOX];

/// Names of DCAT-AP.de 1.0.
const GEOCODING_TEXT: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://dcat-ap.de/def/dcatde/geocodingText");
const LEGAL_BASIS_TEXT: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://dcat-ap.de/def/dcatde/legalbasisText");

/// The triple in terms of 3.0; `None` if 3.0 has no term for it. `graph` is the record it stands in.
pub(super) fn lift(triple: Triple, graph: &[Triple], findings: &mut Vec<Finding>) -> Option<Triple> {
    if granularity::is_one(&triple) {
        return granularity::lift(triple, findings);
    }
    let object = match triple.object {
        Term::Literal(literal) => short_language(literal).into(),
        other => other,
    };
    let predicate = match property(&triple.predicate, &object)
        .or_else(|| role(&triple.subject, &triple.predicate, graph))
    {
        Some(now) => {
            findings.push(renamed(&triple.predicate, now, &object, graph));
            now.into_owned()
        }
        None => triple.predicate,
    };
    Some(Triple::new(triple.subject, predicate, object))
}

/// Whether 3.0 calls a property otherwise. dcterms:hasVersion and the terms of schema.org and OWL are no
/// sign of an older DCAT-AP.de: others use them, too.
pub fn renamed_since(property: &NamedNode) -> bool {
    let is_ours = property.as_str().starts_with(dcatde::NS);
    is_ours && RENAMED.iter().any(|(old, now)| *old == property.as_ref() && old != now)
}

/// What a property is called today that somebody is told to use: no deprecated one is proposed.
pub(super) fn today(name: &str) -> String {
    let called = |property: NamedNodeRef<'_>| prefixed(property.as_str());
    if called(dcat::GRANULARITY) == name {
        return called(dcat::TEMPORAL_RESOLUTION);
    }
    RENAMED
        .iter()
        .find(|(old, _)| called(*old) == name)
        .map_or_else(|| name.to_owned(), |(_, now)| called(*now))
}

/// What a property is called now, if it is called otherwise. A legal basis that is an IRI is a
/// dcatap:applicableLegislation; a text remains a text.
fn property(property: &NamedNode, object: &Term) -> Option<NamedNodeRef<'static>> {
    let now = RENAMED.iter().find(|(old, _)| *old == property.as_ref()).map(|(_, now)| *now);
    let is_law = now.unwrap_or(property.as_ref()) == dcatde::LEGAL_BASIS && object.is_named_node();
    if is_law { Some(dcatap::APPLICABLE_LEGISLATION) } else { now }
}

/// GeoDCAT-AP 1.0 told by dcterms:type what 2.0 tells by dcat:hadRole: as what an agent takes part.
fn role(subject: &NamedOrBlankNode, property: &NamedNode, graph: &[Triple]) -> Option<NamedNodeRef<'static>> {
    if *property != dcterms::TYPE {
        return None;
    }
    let about = || graph.iter().filter(|triple| triple.subject == *subject);
    let node = Term::from(subject.clone());
    let is_attribution = about()
        .any(|triple| triple.predicate == rdf::TYPE && triple.object == prov::ATTRIBUTION.into())
        || graph
            .iter()
            .any(|triple| triple.predicate == prov::QUALIFIED_ATTRIBUTION && triple.object == node);
    // A role that is a text is none, and will not be published.
    let has_role = about().any(|triple| triple.predicate == dcat::HAD_ROLE && !triple.object.is_literal());
    (is_attribution && !has_role).then_some(dcat::HAD_ROLE)
}

fn renamed(old: &NamedNode, now: NamedNodeRef<'static>, object: &Term, graph: &[Triple]) -> Finding {
    let value = match object {
        Term::BlankNode(node) => name_of(node, graph),
        other => value(other),
    };
    let finding = Finding::new(&rule::TERM_RENAMED, prefixed(old.as_str())).concluded(prefixed(now.as_str()));
    if value.is_empty() { finding } else { finding.found(value) }
}

/// What a person would call a blank node; its label says nothing.
fn name_of(node: &BlankNode, graph: &[Triple]) -> String {
    let node = NamedOrBlankNode::from(node.clone());
    let named = |name: &NamedNodeRef<'_>| {
        let about = graph.iter().filter(|triple| triple.subject == node && triple.predicate == *name);
        about.map(|triple| value(&triple.object)).min()
    };
    NAMES.iter().find_map(named).unwrap_or_default()
}

fn value(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::BlankNode(_) => String::new(),
    }
}

/// `de-DE` is German: a region says nothing that a reader needs, and breaks the choice of language.
fn short_language(literal: Literal) -> Literal {
    let short = literal.language().and_then(|tag| tag.split_once('-')).and_then(|(language, region)| {
        let is_region =
            region.len() == 2 || (region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit()));
        is_region.then(|| Literal::new_language_tagged_literal(literal.value(), language).ok()).flatten()
    });
    short.unwrap_or(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lifts a statement and shows it with the findings, in short.
    #[track_caller]
    fn check(property: &str, object: impl Into<Term>, expected: &str) {
        let dataset = NamedNode::new_unchecked("https://example.org/1");
        let mut findings = vec![];
        let agent = BlankNode::new_unchecked("amt");
        let graph = [Triple::new(agent, foaf::NAME, Literal::new_simple_literal("Grünamt"))];
        let triple = Triple::new(dataset, NamedNode::new_unchecked(property), object);
        let lifted = lift(triple, &graph, &mut findings);
        let told: Vec<String> = findings
            .iter()
            .map(|finding| {
                let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".into());
                format!("{} {} → {}", finding.property, part(&finding.found), part(&finding.concluded))
            })
            .collect();
        let lifted = lifted.map_or_else(|| "-".into(), |lifted| prefixed(lifted.predicate.as_str()));
        let shown = format!("{lifted} | {}", told.join("; "));
        assert_eq!(shown, expected, "{property}");
    }

    /// RULES §7 of the conversion, property by property.
    #[test]
    fn terms_of_2_0_become_those_of_3_0() {
        const DCATDE: &str = "http://dcat-ap.de/def/dcatde/";
        let text = Literal::new_simple_literal("x");
        let iri = NamedNode::new_unchecked("https://example.org/y");
        let node = BlankNode::new_unchecked("amt");
        let old = |local: &str| format!("{DCATDE}{local}");
        check(
            &old("plannedAvailability"),
            iri.clone(),
            "dcatap:availability | dcatde:plannedAvailability https://example.org/y → dcatap:availability",
        );
        check(
            "http://schema.org/startDate",
            text.clone(),
            "dcat:startDate | schema:startDate x → dcat:startDate",
        );
        check("http://schema.org/endDate", text.clone(), "dcat:endDate | schema:endDate x → dcat:endDate");
        check(
            &old("originator"),
            node.clone(),
            "geodcatap:originator | dcatde:originator Grünamt → geodcatap:originator",
        );
        check(
            &old("maintainer"),
            node.clone(),
            "geodcatap:custodian | dcatde:maintainer Grünamt → geodcatap:custodian",
        );
        check(
            &old("legalBasis"),
            iri.clone(),
            "dcatap:applicableLegislation | dcatde:legalBasis https://example.org/y → dcatap:applicableLegislation",
        );
        check(&old("legalBasis"), text.clone(), "dcatde:legalBasis | ");
        check(
            &old("legalbasisText"),
            text.clone(),
            "dcatde:legalBasis | dcatde:legalbasisText x → dcatde:legalBasis",
        );
        check(
            &old("geocodingText"),
            text.clone(),
            "dcatde:geocodingDescription | dcatde:geocodingText x → dcatde:geocodingDescription",
        );
        check(
            "http://www.w3.org/2002/07/owl#versionInfo",
            text.clone(),
            "dcat:version | owl:versionInfo x → dcat:version",
        );
        check(
            "http://purl.org/dc/terms/hasVersion",
            iri.clone(),
            "dcat:hasVersion | dcterms:hasVersion https://example.org/y → dcat:hasVersion",
        );
        check(
            "http://purl.org/dc/terms/isVersionOf",
            iri.clone(),
            "dcat:isVersionOf | dcterms:isVersionOf https://example.org/y → dcat:isVersionOf",
        );
        check(
            &old("originator"),
            BlankNode::default(),
            "geodcatap:originator | dcatde:originator - → geodcatap:originator",
        );
        // What stays: still in force, or without a counterpart.
        for (property, shown) in [
            ("http://dcat-ap.de/def/dcatde/contributorID", "dcatde:contributorID"),
            ("http://dcat-ap.de/def/dcatde/politicalGeocodingURI", "dcatde:politicalGeocodingURI"),
            ("http://dcat-ap.de/def/dcatde/qualityProcessURI", "dcatde:qualityProcessURI"),
        ] {
            check(property, iri.clone(), &format!("{shown} | "));
        }
    }

    #[test]
    fn regions_of_languages_are_left_out() {
        for (tag, expected) in [("de-DE", "de"), ("de", "de"), ("zh-Hant", "zh-hant"), ("es-419", "es")] {
            let literal = Literal::new_language_tagged_literal("x", tag).unwrap();
            assert_eq!(short_language(literal).language(), Some(expected));
        }
    }
}
