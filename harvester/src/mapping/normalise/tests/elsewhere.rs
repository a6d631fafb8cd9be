//! Values that are told in another place than their own: the licence at the dataset, a code at the end of an
//! IRI, the packing in a file name.

use super::*;
use datenkreis_vocab::lists::{license, usable};
use datenkreis_vocab::ns::dcterms;
use oxrdf::{Literal, NamedNodeRef, Triple};

/// dcterms:license and dcterms:rights of the dataset, rights of the file; the licence concluded.
#[test]
fn a_licence_is_taken_from_where_it_is_said() {
    #[track_caller]
    fn check(
        of_dataset: &[(NamedNodeRef<'static>, &str)],
        own: Option<&str>,
        rights: &str,
        expected: Option<&str>,
    ) {
        let dataset = dataset(|dataset| {
            let said = |(property, text): &(NamedNodeRef<'static>, &str)| {
                Triple::new(dataset.iri.clone(), *property, Literal::new_simple_literal(*text))
            };
            dataset.extra = of_dataset.iter().map(said).collect();
            dataset.distribution.push(Distribution {
                license: own.map(Coded::found),
                rights: Some(rights)
                    .filter(|rights| !rights.is_empty())
                    .map(Coded::found)
                    .into_iter()
                    .collect(),
                ..Distribution::default()
            });
        });
        let (dataset, findings) = run(dataset, &mapping());
        let license = dataset.distribution[0].license.as_ref();
        let concept = license.and_then(|license| license.concept.as_ref()).map(NamedNode::as_str);
        assert_eq!(concept.map(|iri| iri.replace(license::LIST.base, "")).as_deref(), expected);
        let is_told = findings.iter().any(|finding| finding.starts_with("value-concluded dcterms:license"));
        assert_eq!(is_told, expected.is_some() && own.is_none_or(usable::says_nothing), "{findings:?}");
    }
    const LICENSE: NamedNodeRef<'static> = dcterms::LICENSE;
    const RIGHTS: NamedNodeRef<'static> = dcterms::RIGHTS;
    check(&[(LICENSE, "cc-zero")], None, "", Some("cc-zero"));
    check(&[(LICENSE, "cc-zero")], Some("keine Angabe"), "", Some("cc-zero"));
    check(&[(LICENSE, "cc-zero")], Some("dl-zero-de/2.0"), "", Some("dl-zero-de/2.0"));
    check(&[(LICENSE, "cc-zero"), (LICENSE, "dl-zero-de/2.0")], None, "", None);
    check(&[(LICENSE, "")], None, "", None);
    check(&[(RIGHTS, "cc-zero")], None, "", Some("cc-zero"));
    check(&[(RIGHTS, "Alle Rechte vorbehalten")], None, "", None);
    check(&[(LICENSE, "cc-zero")], None, "dl-zero-de/2.0", Some("dl-zero-de/2.0"));
    check(&[], None, "Bitte die Quelle nennen", None);
}

#[test]
fn ends_of_relative_iris_are_looked_up() {
    let (dataset, findings) = run(
        dataset(|dataset| {
            dataset.accrual_periodicity = Some(Coded::found("http://127.0.0.1:1/irregular"));
            dataset.language = vec![Coded::found("http://127.0.0.1:1/NOR")];
            dataset.theme = vec![Coded::found("http://stadt.example/themen#Energie")];
        }),
        &mapping(),
    );
    assert_eq!(local(&dataset.accrual_periodicity), Some("frequency/IRREG"));
    assert_eq!(local(&dataset.language.first().cloned()), Some("language/NOR"));
    assert_eq!(local(&dataset.theme.first().cloned()), Some("data-theme/ENER"));
    has(&findings, "value-normalised dcterms:accrualPeriodicity http://127.0.0.1:1/irregular IRREG");
}

#[test]
fn files_packed_at_their_address() {
    #[track_caller]
    fn check(
        stated: Option<&str>,
        address: &str,
        format: &str,
        compress: Option<&str>,
        package: Option<&str>,
    ) {
        let (dataset, _) = run(
            distribution(|distribution| {
                distribution.format = stated.map(Coded::found);
                distribution.download_url = vec![iri(address)];
            }),
            &mapping(),
        );
        let distribution = &dataset.distribution[0];
        assert_eq!(local(&distribution.format), Some(format), "{stated:?} {address}");
        let media = |coded: &Option<Coded>| {
            let concept = coded.as_ref()?.concept.as_ref()?.as_str();
            concept.strip_prefix("https://www.iana.org/assignments/media-types/").map(str::to_owned)
        };
        let packing = [media(&distribution.compress_format), media(&distribution.package_format)];
        assert_eq!(packing.each_ref().map(Option::as_deref), [compress, package], "{stated:?} {address}");
    }
    check(None, "https://a.de/x.csv.gz", "file-type/CSV", Some("application/gzip"), None);
    check(Some("GZ"), "https://a.de/x.csv.gz", "file-type/CSV", Some("application/gzip"), None);
    check(Some("CSV"), "https://a.de/x.csv.gz", "file-type/CSV", Some("application/gzip"), None);
    check(Some("JSON"), "https://a.de/x.csv.gz", "file-type/JSON", None, None);
    check(None, "https://a.de/x.csv.zip", "file-type/CSV", None, Some("application/zip"));
    check(None, "https://a.de/x.csv", "file-type/CSV", None, None);
}

#[test]
fn languages_in_one_value_and_tags_by_name() {
    #[track_caller]
    fn check(found: &str, expected: &[&str]) {
        let (dataset, _) = run(dataset(|dataset| dataset.language = vec![Coded::found(found)]), &mapping());
        let concepts = dataset.language.iter().filter_map(|coded| coded.concept.as_ref());
        let codes: Vec<&str> = concepts.filter_map(|iri| iri.as_str().rsplit('/').next()).collect();
        assert_eq!(codes, expected, "{found}");
    }
    check("deutsch/englisch", &["DEU", "ENG"]);
    check("Deutsch und Englisch", &["DEU", "ENG"]);
    check("de, en", &["DEU", "ENG"]);
    check("http://publications.europa.eu/resource/authority/language/DEU", &["DEU"]);
    #[track_caller]
    fn tag(found: &str, expected: &str) {
        let (dataset, findings) = run(
            dataset(|dataset| {
                dataset.description = vec![LangString { value: "Text".into(), language: Some(found.into()) }];
            }),
            &mapping(),
        );
        assert_eq!(dataset.description[0].language.as_deref(), Some(expected), "{found}");
        let is_told =
            findings.iter().any(|finding| finding.starts_with("value-rewritten dcterms:description"));
        assert_eq!(is_told, found != expected, "{found}: {findings:?}");
    }
    tag("deutsch", "de");
    tag("ger", "de");
    tag("de", "de");
    tag("eng-gb", "en-gb");
    tag("hsb", "hsb");
}

#[test]
fn telephone_numbers_become_global() {
    #[track_caller]
    fn check(found: &str, expected: &str) {
        let (dataset, findings) = run(
            dataset(|dataset| {
                dataset.contact_point =
                    vec![ContactPoint { has_telephone: vec![iri(found)], ..ContactPoint::default() }];
            }),
            &mapping(),
        );
        assert_eq!(dataset.contact_point[0].has_telephone, [iri(expected)], "{found}");
        let is_told =
            findings.iter().any(|finding| finding.starts_with("value-rewritten vcard:hasTelephone"));
        assert_eq!(is_told, found != expected, "{found}: {findings:?}");
    }
    check("tel:02306-104-0", "tel:+4923061040");
    check("tel:0049-2306-1040", "tel:+4923061040");
    check("tel:+49-2306-104-0", "tel:+49-2306-104-0");
    check("tel:115", "tel:115");
    check("tel:104;phone-context=+492306", "tel:104;phone-context=+492306");
}
