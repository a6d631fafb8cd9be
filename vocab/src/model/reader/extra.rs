//! What the model does not know travels along: every statement about the dataset, about nodes below
//! its IRI and about foreign nodes it refers to. The walk ends at other records of the catalogue.

use super::{Reader, shown};
use crate::finding::{Finding, rule};
use crate::ns::{self, dcat, dcterms, locn, rdf, rdfs, skos};
use crate::order;
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::HashSet;

/// Classes of nodes that are records of their own (or whole lists): never walked into, and never
/// written as types of other nodes, because a harvester takes each such node for a dataset.
const RECORDS: [NamedNodeRef<'static>; 5] = [
    dcat::DATASET_CLASS,
    dcat::DATASET_SERIES,
    dcat::CATALOG_CLASS,
    dcat::CATALOG_RECORD,
    skos::CONCEPT_SCHEME,
];

impl<'a> Reader<'a> {
    /// Ends reading: everything not known, and all findings.
    pub(in crate::model) fn finish(mut self) -> (Vec<Triple>, Vec<Finding>) {
        let mut queue = std::mem::take(&mut self.reached);
        let mut seen = HashSet::new();
        while let Some(iri) = queue.pop() {
            if !seen.insert(iri) || self.is_foreign_record(iri) {
                continue;
            }
            for triple in self.graph.about(iri) {
                if self.known.contains(&(iri.as_str(), triple.predicate.as_str())) {
                    continue;
                }
                let is_kept = self.keep(triple.clone());
                if let Term::NamedNode(object) = &triple.object
                    && is_kept
                {
                    queue.push(object);
                }
            }
        }
        order::sort(&mut self.extra);
        for ((_, predicate), values) in std::mem::take(&mut self.not_published) {
            let found = match values.len() {
                0..=10 => values.join(" | "),
                more => format!("{} | … ({more})", values[..10].join(" | ")),
            };
            self.findings
                .push(Finding::new(&rule::TRIPLE_NOT_PUBLISHED, ns::prefixed(&predicate)).found(found));
        }
        (self.extra, self.findings)
    }

    fn is_foreign_record(&self, iri: &NamedNode) -> bool {
        !self.modelled.contains(iri)
            && !self.is_own(iri)
            && self.graph.objects(iri, rdf::TYPE).any(is_record_class)
    }

    /// Puts a statement into `extra`, in a form that no reader stumbles over; or, if there is none,
    /// leaves it to a finding. Tells whether it was kept.
    pub(in crate::model) fn keep(&mut self, mut triple: Triple) -> bool {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            return self.do_not_publish(&triple);
        };
        if triple.predicate == rdf::TYPE && self.concepts.contains(subject) {
            return false;
        }
        if self.is_harmful(subject, &triple) {
            return self.do_not_publish(&triple);
        }
        match self.dissolved.get(subject) {
            Some(None) => return self.do_not_publish(&triple),
            Some(Some(into)) => triple.subject = into.clone().into(),
            // GovData's reader takes the rdfs:label of a node for the value itself.
            None if triple.predicate == rdfs::LABEL && subject != self.dataset && !self.is_own(subject) => {
                triple.predicate = skos::PREF_LABEL.into_owned();
            }
            None => {}
        }
        if let Term::NamedNode(object) = &triple.object
            && let Some(Some(into)) = self.dissolved.get(object)
        {
            triple.object = into.clone().into();
        }
        self.extra.push(triple);
        true
    }

    fn is_harmful(&self, subject: &NamedNode, triple: &Triple) -> bool {
        let predicate = triple.predicate.as_ref();
        let is_about_another = subject != self.dataset;
        match &triple.object {
            Term::NamedNode(object) => {
                // A node as geometry ends the whole run of GovData's reader.
                [locn::GEOMETRY, dcat::BBOX, dcat::CENTROID].contains(&predicate)
                    || (predicate == rdf::TYPE && is_about_another && is_record_class(&triple.object))
                    // Other datasets of a service are their own records' business.
                    || (predicate == dcat::SERVES_DATASET && object != self.dataset)
                    || (predicate == dcterms::HAS_PART && is_about_another && self.is_foreign_record(object))
            }
            Term::Literal(_) => predicate == locn::GEOMETRY,
            _ => true,
        }
    }

    fn do_not_publish(&mut self, triple: &Triple) -> bool {
        self.not_published
            .entry((triple.subject.to_string(), triple.predicate.as_str().into()))
            .or_default()
            .push(shown(&triple.object));
        false
    }
}

fn is_record_class(class: &Term) -> bool {
    matches!(class, Term::NamedNode(class) if RECORDS.contains(&class.as_ref()))
}
