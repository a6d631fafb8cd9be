//! Values that an official list knows: which of several names or licences is meant, and codes in place of
//! IRIs.

use super::{Node, Reader, VALUE_NAMES, shown};
use crate::finding::rule;
use crate::lists::{
    Found, access_right, availability, contributors, data_theme, distribution_status, file_type, frequency,
    language, license, media_type,
};
use crate::model::{Coded, LangString, best};
use crate::ns::{adms, dcat, dcatap, dcterms};
use oxrdf::{NamedNode, NamedNodeRef, Term};
use std::cmp::Reverse;

/// Whether the list of a property knows a text; properties without a list know none.
fn is_known(predicate: NamedNodeRef<'_>, text: &str) -> bool {
    let lookup: fn(&str) -> Option<Found> = match predicate {
        _ if predicate == dcterms::FORMAT => {
            |text| file_type::lookup(text).or_else(|| media_type::lookup(text))
        }
        _ if predicate == dcat::MEDIA_TYPE => {
            |text| media_type::lookup(text).or_else(|| file_type::lookup(text))
        }
        _ if predicate == dcterms::LICENSE => license::lookup,
        _ if predicate == dcterms::LANGUAGE => language::lookup,
        _ if predicate == dcterms::ACCRUAL_PERIODICITY => frequency::lookup,
        _ if predicate == dcterms::ACCESS_RIGHTS => access_right::lookup,
        _ if predicate == dcatap::AVAILABILITY => availability::lookup,
        _ if predicate == dcat::THEME => data_theme::lookup,
        _ if predicate == adms::STATUS => distribution_status::lookup,
        _ if predicate == crate::ns::dcatde::CONTRIBUTOR_ID => contributors::lookup,
        _ => return false,
    };
    lookup(text).is_some()
}

impl<'a> Reader<'a> {
    /// What a node that is a value is called: by a name that the list of the property knows, else by the
    /// first of its names.
    pub(super) fn value_name(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<LangString> {
        let known = |name: &&LangString| is_known(predicate, &name.value);
        let named = VALUE_NAMES.into_iter().find(|&property| {
            node.objects(property).filter_map(LangString::from_term).any(|name| known(&&name))
        });
        let names = match named {
            Some(property) => self.texts(node, property),
            None => self.names(node, &VALUE_NAMES),
        };
        let known: Vec<LangString> = names.iter().filter(known).cloned().collect();
        best(if known.is_empty() { &names } else { &known }, "de").cloned()
    }

    /// The licence. Of several that do not mean the same the one that allows least is taken, for nobody must
    /// be told that more is allowed than each of them allows; one that the list knows goes before others.
    pub(in crate::model) fn license(
        &mut self,
        node: Node<'a>,
        predicate: NamedNodeRef<'static>,
    ) -> Option<Coded> {
        let terms = self.take(node, predicate);
        let meaning =
            |reader: &Self, term: &Term| license::lookup(&reader.called(term)).map(|found| found.iri);
        let rank = |term: &&Term| {
            let kind = match term {
                Term::NamedNode(iri) => u8::from(self.is_own(iri)),
                _ => 2,
            };
            let meant = meaning(self, term);
            (meant.is_none(), Reverse(meant.map(license::strictness)), kind)
        };
        let chosen = terms.iter().copied().min_by_key(rank)?;
        let meant = meaning(self, chosen);
        let (same, others): (Vec<&Term>, Vec<&Term>) = terms
            .into_iter()
            .filter(|term| *term != chosen)
            .partition(|term| meant.is_some() && meaning(self, term) == meant);
        for (rule, terms) in [(&rule::CARDINALITY, same), (&rule::LICENSE_CONTRADICTS, others)] {
            if !terms.is_empty() {
                let found: Vec<String> = terms.into_iter().map(|term| self.called(term)).collect();
                let concluded = self.called(chosen);
                self.find(rule, predicate, found.join(" | "), Some(concluded));
            }
        }
        self.described_license(predicate, chosen).or_else(|| self.coded(predicate, chosen))
    }

    /// A licence whose document says which one it is: the document gives way to the entry of the list, and the
    /// finding keeps what it said.
    fn described_license(&mut self, predicate: NamedNodeRef<'static>, term: &'a Term) -> Option<Coded> {
        let Term::NamedNode(iri) = term else { return None };
        let meant = self.license_described(iri)?;
        let entry = license::lookup(&meant)?.iri;
        let mut said = vec![];
        for property in license::DESCRIPTION {
            let node = self.peek(iri);
            let mut texts: Vec<String> = node.objects(property).map(shown).collect();
            let mean_it = |text: &String| license::lookup(text).is_some_and(|known| known.iri == entry);
            if !texts.is_empty() && texts.iter().all(mean_it) {
                self.take(node, property);
                said.append(&mut texts);
            }
        }
        if !self.is_own(iri) {
            said.insert(0, iri.as_str().to_owned());
        }
        self.dissolve(iri, None);
        if said.iter().any(|text| *text != meant) {
            self.find(&rule::VALUE_NORMALISED, predicate, said.join(" | "), Some(meant.clone()));
        }
        Some(Coded::found(meant))
    }

    /// What the document of a licence says of itself, if its address is not known and that is.
    fn license_described(&self, iri: &NamedNode) -> Option<String> {
        if license::lookup(iri.as_str()).is_some() {
            return None;
        }
        let said = license::DESCRIPTION.iter().flat_map(|property| self.graph.objects(iri, *property));
        let said: Vec<String> = said.map(shown).collect();
        license::described(said.iter().map(String::as_str)).map(str::to_owned)
    }

    /// A term as a person would write it; the document of a known licence by what it says of itself, another
    /// node of ours by its first name.
    fn called(&self, term: &Term) -> String {
        if let Term::NamedNode(iri) = term
            && let Some(meant) = self.license_described(iri)
        {
            return meant;
        }
        let name = match term {
            Term::NamedNode(iri) if self.is_own(iri) => VALUE_NAMES
                .iter()
                .find_map(|property| self.graph.objects(iri, *property).find_map(LangString::from_term)),
            _ => None,
        };
        name.map_or_else(|| shown(term), |name| name.value)
    }

    /// A data provider of GovData, by IRI or by code. Identifiers of another form are allowed (convention
    /// 13).
    pub(in crate::model) fn contributor(
        &mut self,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<NamedNode> {
        if let Term::NamedNode(iri) = term
            && !self.is_own(iri)
        {
            return self.iri_value(predicate, term);
        }
        let found = self.coded(predicate, term)?.found;
        if found.contains("://") {
            return self.checked(predicate, &found, &found);
        }
        let Some(listed) = contributors::lookup(&found) else {
            self.find(&rule::VALUE_UNKNOWN, predicate, &found, None);
            return None;
        };
        self.find(&rule::VALUE_NORMALISED, predicate, &found, Some(listed.iri.into()));
        Some(NamedNode::new_unchecked(listed.iri))
    }
}
