//! The catalogue's own description, DCAT-AP.de 3.0 dcat:Catalog.

use crate::api::organisation::OPERATOR;
use crate::config::Configuration;
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

const DATA_THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const LANGUAGES: &str = "http://publications.europa.eu/resource/authority/language/";

/// Title, description, publisher, languages and home page of the catalogue.
pub fn describe(configuration: &Configuration) -> Vec<Triple> {
    let portal = &configuration.portal;
    let base = portal.base();
    let iri = |text: String| NamedNode::new_unchecked(text);
    let catalog = iri(format!("{base}/catalog"));
    let publisher = iri(format!("{base}/organisation/{OPERATOR}"));
    let text = |value: &str, language: &str| {
        Term::from(Literal::new_language_tagged_literal_unchecked(value, language))
    };
    let mut triples = vec![];
    let mut say = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        triples.push(Triple::new(subject.clone(), predicate.into_owned(), object));
    };
    say(&catalog, rdf::TYPE, dcat::CATALOG_CLASS.into());
    for (language, title, description) in
        [("de", &portal.title.de, &portal.description.de), ("en", &portal.title.en, &portal.description.en)]
    {
        say(&catalog, dcterms::TITLE, text(title, language));
        say(&catalog, dcterms::DESCRIPTION, text(description, language));
    }
    say(&catalog, dcterms::PUBLISHER, publisher.clone().into());
    say(&catalog, foaf::HOMEPAGE, iri(format!("{base}/")).into());
    say(&catalog, dcat::THEME_TAXONOMY, iri(DATA_THEMES.into()).into());
    for language in ["DEU", "ENG"] {
        say(&catalog, dcterms::LANGUAGE, iri(format!("{LANGUAGES}{language}")).into());
    }
    say(&publisher, rdf::TYPE, foaf::AGENT.into());
    say(&publisher, foaf::NAME, text(&portal.operator.name, "de"));
    if let Ok(mailbox) = NamedNode::new(format!("mailto:{}", portal.operator.email)) {
        say(&publisher, foaf::MBOX, mailbox.into());
    }
    if let Some(homepage) = &portal.operator.homepage {
        say(&publisher, foaf::HOMEPAGE, iri(homepage.to_string()).into());
    }
    triples
}
