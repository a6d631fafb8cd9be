//! Every text a person reads, without HTML that is not allowed.

use super::Findings;
use crate::mapping::text::{Cleaned, description, plain, unhidden};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::language;
use datenkreis_vocab::model::{DataService, Dataset, Distribution, LangString};
use std::collections::HashSet;

/// Cleans the texts of a dataset and of what belongs to it. Texts that are empty then go.
pub fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    texts(&mut dataset.title, plain, "dcterms:title", findings);
    texts(&mut dataset.description, description, "dcterms:description", findings);
    texts(&mut dataset.provenance, plain, "dcterms:provenance", findings);
    texts(&mut dataset.version_notes, plain, "adms:versionNotes", findings);
    texts(&mut dataset.geocoding_description, plain, "dcatde:geocodingDescription", findings);
    texts(&mut dataset.legal_basis, plain, "dcatde:legalBasis", findings);
    keywords(&mut dataset.keyword, findings);
    let agents =
        [&mut dataset.creator, &mut dataset.contributor, &mut dataset.originator, &mut dataset.custodian];
    for agent in dataset.publisher.iter_mut().chain(agents.into_iter().flatten()) {
        texts(&mut agent.name, plain, "foaf:name", findings);
    }
    for contact in &mut dataset.contact_point {
        text(&mut contact.r#fn, "vcard:fn", findings);
        text(&mut contact.organization_name, "vcard:organization-name", findings);
    }
    for location in &mut dataset.spatial {
        texts(&mut location.pref_label, plain, "dcterms:spatial", findings);
    }
    for distribution in &mut dataset.distribution {
        distribution_texts(distribution, findings);
    }
    for service in &mut dataset.service {
        service_texts(service, findings);
    }
    for record in &mut dataset.record {
        texts(&mut record.title, plain, "dcterms:title", findings);
        texts(&mut record.description, description, "dcterms:description", findings);
    }
}

fn distribution_texts(distribution: &mut Distribution, findings: &mut Findings) {
    texts(&mut distribution.title, plain, "dcterms:title", findings);
    texts(&mut distribution.description, description, "dcterms:description", findings);
    texts(&mut distribution.license_attribution_by_text, plain, "dcatde:licenseAttributionByText", findings);
    for service in &mut distribution.access_service {
        service_texts(service, findings);
    }
}

fn service_texts(service: &mut DataService, findings: &mut Findings) {
    texts(&mut service.title, plain, "dcterms:title", findings);
    texts(&mut service.description, description, "dcterms:description", findings);
}

type Clean = fn(&str) -> Cleaned;

fn texts(texts: &mut Vec<LangString>, clean: Clean, property: &str, findings: &mut Findings) {
    for text in texts.iter_mut() {
        text.value = cleaned(&text.value, clean, property, findings);
    }
    texts.retain(|text| !text.value.is_empty());
    tags(texts, property, findings);
    german(texts, property, findings);
}

fn text(text: &mut Option<LangString>, property: &str, findings: &mut Findings) {
    if let Some(text) = text {
        text.value = cleaned(&text.value, plain, property, findings);
    }
    text.take_if(|text| text.value.is_empty());
    tags(text.as_mut_slice(), property, findings);
}

fn cleaned(found: &str, clean: Clean, property: &str, findings: &mut Findings) -> String {
    let cleaned = clean(found);
    if let Some(unhidden) = unhidden(found) {
        findings.push(Finding::new(&rule::CHARACTERS_REMOVED, property).found(unhidden));
    }
    if cleaned.held_html {
        findings.push(Finding::new(&rule::HTML_CLEANED, property).found(found));
    }
    cleaned.text
}

/// Language tags that are the name of a language or its code of three letters (`@deutsch`, `@ger`) are brought to the
/// code of two letters, which BCP 47 demands where there is one.
fn tags(texts: &mut [LangString], property: &str, findings: &mut Findings) {
    for text in texts {
        let Some(found) = text.language.as_deref() else { continue };
        let (main, rest) = found.split_once('-').map_or((found, None), |(main, rest)| (main, Some(rest)));
        let Some(tag) = language::tag(main).filter(|tag| main.len() > 2 && *tag != main) else { continue };
        let tag = rest.map_or(tag.to_owned(), |rest| format!("{tag}-{rest}"));
        let finding = Finding::new(&rule::VALUE_REWRITTEN, property).found(format!("@{found}"));
        findings.push(finding.concluded(format!("@{tag}")));
        text.language = Some(tag);
    }
}

/// GovData takes the text tagged exactly `de` and overlooks `de-DE`. Other variants of German, such as
/// easy language, keep their tag.
fn german(texts: &mut [LangString], property: &str, findings: &mut Findings) {
    if texts.iter().any(|text| text.language.as_deref() == Some("de")) {
        return;
    }
    let regional = |text: &&mut LangString| {
        matches!(text.language.as_deref(), Some("de-de" | "de-at" | "de-ch" | "de-lu" | "de-li"))
    };
    for text in texts.iter_mut().filter(regional) {
        let tag = text.language.replace("de".into()).unwrap_or_default();
        findings
            .push(Finding::new(&rule::VALUE_REWRITTEN, property).found(format!("@{tag}")).concluded("@de"));
    }
}

/// Keywords hold no commas: readers split there.
fn keywords(keywords: &mut Vec<LangString>, findings: &mut Findings) {
    texts(keywords, plain, "dcat:keyword", findings);
    let mut seen = HashSet::new();
    let mut single = vec![];
    for keyword in keywords.drain(..) {
        let parts: Vec<String> = keyword
            .value
            .split([',', ';'])
            .map(|part| plain(part).text)
            .filter(|part| !part.is_empty())
            .collect();
        if keyword.value.contains([',', ';']) {
            let concluded = parts.join(" | ");
            findings.push(
                Finding::new(&rule::KEYWORD_SPLIT, "dcat:keyword").found(&keyword.value).concluded(concluded),
            );
        }
        let language = &keyword.language;
        single.extend(parts.into_iter().map(|value| LangString { value, language: language.clone() }));
    }
    single.retain(|keyword| seen.insert(keyword.clone()));
    *keywords = single;
}
