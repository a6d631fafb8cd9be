//! The licences of DCAT-AP.de, for dcterms:license, in every spelling seen.

mod creative_commons;

use super::{Certainty, Entry, Found, List, usable};
use crate::ns::{dcterms, foaf, owl, rdf, rdfs, skos};
use oxrdf::NamedNodeRef;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The list of dcat-ap.de/def/licenses.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/license.tsv")));

/// Well-known licences outside the list. By convention 34 they are passed on unchanged.
pub static FOREIGN: LazyLock<List> =
    LazyLock::new(|| List::parse(include_str!("../../data/license_foreign.tsv")));

/// What stands for a licence where nobody states one: without a licence nobody may use the data unasked.
/// The list has no entry for “unknown”, and GovData puts this one itself
/// (`ckanext-dcatde`, `dcatde_rdf.py`).
pub const IN_WANT_OF_ANY: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://dcat-ap.de/def/licenses/other-closed");
/// An open licence that the list does not name, or several of them.
pub const OTHER_OPEN: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://dcat-ap.de/def/licenses/other-open");

/// The licence that `found` means: an IRI, an id of CKAN or GovData, a name, the address of the licence
/// text, or a sentence with the address of exactly one known licence. The IRI may be that of a
/// well-known licence outside the list: see [`is_listed`].
pub fn lookup(found: &str) -> Option<Found> {
    if found.len() > usable::MAX_LICENSE_BYTES {
        return None;
    }
    by_name(found).or_else(|| by_name(with_attribution(found)?.0).map(spelled)).or_else(|| embedded(found))
}

fn by_name(found: &str) -> Option<Found> {
    by_address(found).or_else(|| known(&creative_commons::short_name(found)?).map(spelled))
}

fn spelled(found: Found) -> Found {
    match found.certainty {
        Certainty::Listed => Found { certainty: Certainty::Spelling, ..found },
        _ => found,
    }
}

/// What a document about a licence says of itself: its names, and the addresses of the same licence.
pub const DESCRIPTION: [NamedNodeRef<'static>; 12] = [
    foaf::HOMEPAGE,
    foaf::PAGE,
    owl::SAME_AS,
    skos::EXACT_MATCH,
    dcterms::SOURCE,
    dcterms::IDENTIFIER,
    dcterms::TITLE,
    rdfs::LABEL,
    skos::PREF_LABEL,
    skos::NOTATION,
    foaf::NAME,
    rdf::VALUE,
];

/// Which of the things that a document says of itself ([`DESCRIPTION`]) names the licence: the surest of those
/// that are known; none if they mean different ones.
pub fn described<'t>(said: impl IntoIterator<Item = &'t str>) -> Option<&'t str> {
    let known = said.into_iter().filter_map(|text| Some((text, lookup(text)?)));
    let known: Vec<(&str, Found)> = known.collect();
    let meant: BTreeSet<&str> = known.iter().map(|(_, found)| found.iri).collect();
    let surest = known.iter().min_by_key(|(_, found)| found.certainty == Certainty::Assumed)?;
    (meant.len() == 1).then_some(surest.0)
}

/// A licence and, behind a comma or the like, the text that its attribution demands:
/// `CC BY 4.0, Datenquelle: Stadt Selm`.
pub fn with_attribution(found: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 11] = [
        "datenquelle",
        "quelle",
        "quellenangabe",
        "quellenvermerk",
        "namensnennung",
        "urheber",
        "source",
        "attribution",
        "credit",
        "©",
        "(c)",
    ];
    let begins = |text: &&str| {
        let text = text.to_lowercase();
        MARKS.iter().any(|mark| {
            let rest = text.strip_prefix(mark);
            rest.is_some_and(|rest| mark.starts_with(['©', '(']) || rest.trim_start().starts_with(':'))
        })
    };
    let mut ends = found.match_indices([',', ';', '|', '\n', '–', '-']);
    ends.find_map(|(at, mark)| {
        let (license, text) = (found[..at].trim(), found[at + mark.len()..].trim());
        let is_one = begins(&text)
            && by_name(license).is_some_and(|known| requires_attribution(known.iri) == Some(true));
        is_one.then_some((license, text))
    })
}

fn by_address(found: &str) -> Option<Found> {
    known(found)
        .or_else(|| known(without_page(found)?))
        .or_else(|| international(found))
        .or_else(|| ported(without_page(found).unwrap_or(found)))
}

/// Creative Commons before 4.0, adapted to a country's law (`…/by/3.0/it/`), for the licences that the list
/// leaves out anyway: there an IRI is passed on as it is.
fn ported(found: &str) -> Option<Found> {
    let (_, path) = found.trim_end_matches('/').split_once("creativecommons.org/licenses/")?;
    let (license, country) = path.rsplit_once('/')?;
    let is_country =
        (2..=3).contains(&country.len()) && country.bytes().all(|byte| byte.is_ascii_lowercase());
    let unported =
        is_country.then(|| FOREIGN.lookup(&format!("http://creativecommons.org/licenses/{license}/")))??;
    Some(Found { certainty: Certainty::Assumed, ..unported })
}

/// Version 4.0 of Creative Commons is the same in every country: `…/by/4.0/no/`, with or without a page.
fn international(found: &str) -> Option<Found> {
    let end = found.find("/4.0/").filter(|_| found.contains("creativecommons.org/licenses/"))?;
    known(found.get(..end + "/4.0/".len())?)
}

/// Whether `iri` is on the list of DCAT-AP.de.
pub fn is_listed(iri: &str) -> bool {
    LIST.entry(iri).is_some()
}

/// Whether the licence is open as GovData counts it (`isOpenLicense`); `None` for unknown licences.
pub fn is_open(iri: &str) -> Option<bool> {
    entry(iri).map(|entry| entry.has("open"))
}

/// Whether the licence demands attribution; `None` for unknown licences.
pub fn requires_attribution(iri: &str) -> Option<bool> {
    entry(iri).map(|entry| entry.has("by"))
}

/// How little a known licence allows: 3 if it is not open, 2 if it demands the same licence for what is made
/// of the data, 1 if it demands attribution, 0 if it demands nothing.
pub fn strictness(iri: &str) -> u8 {
    const SHARE_ALIKE: [&str; 4] = ["-sa", "odbl", "gfdl", "gpl"];
    let name = iri.to_ascii_lowercase();
    if is_open(iri) == Some(false) {
        3
    } else if SHARE_ALIKE.iter().any(|mark| name.contains(mark)) {
        2
    } else {
        u8::from(requires_attribution(iri) == Some(true))
    }
}

/// The licence of what is made of data under these licences: the one that all have. Different ones that are all open,
/// and of which none demands itself for what is made of the data, are together [`OTHER_OPEN`]; what each demands is to be
/// said beside. `None` where there is none, where one is not known, or where they cannot be joined.
pub fn together<'a>(licenses: impl IntoIterator<Item = Option<&'a str>>) -> Option<&'a str> {
    let licenses: Option<Vec<&str>> = licenses.into_iter().collect();
    let licenses = licenses?;
    let first = *licenses.first()?;
    if licenses.iter().all(|license| *license == first) {
        return Some(first);
    }
    let is_free = |license: &&str| is_open(license) == Some(true) && strictness(license) < 2;
    licenses.iter().all(is_free).then_some(OTHER_OPEN.as_str())
}

/// What the licence is called; `None` for unknown licences. Any language but `en` gives German.
pub fn name(iri: &str, language: &str) -> Option<&'static str> {
    entry(iri).map(|entry| entry.label[usize::from(language == "en")])
}

/// The id by which portals run with CKAN know a licence of the list: `dl-de-by-2.0`, `cc-zero`; `None` if
/// it has none.
pub fn ckan_id(iri: &str) -> Option<&'static str> {
    let is_id = |text: &&str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        !text.is_empty() && text.bytes().all(is_plain)
    };
    let entry = LIST.entry(iri)?;
    // `cc-by` is an id in both worlds, `odbl` only a part of an IRI: CKAN says `odc-odbl`.
    let own = Some(entry.local).filter(is_id);
    own.filter(|local| local.contains('-')).or_else(|| entry.spellings().find(is_id)).or(own)
}

/// The address of the licence's text, as far as the list tells it.
pub fn address(iri: &str) -> Option<&'static str> {
    let of_text = |spelling: &&str| spelling.starts_with("http") && !spelling.contains("/def/licenses/");
    entry(iri)?.spellings().find(of_text)
}

fn entry(iri: &str) -> Option<&'static Entry> {
    LIST.entry(iri).or_else(|| FOREIGN.entry(iri))
}

fn known(found: &str) -> Option<Found> {
    LIST.lookup(found).or_else(|| FOREIGN.lookup(found))
}

/// The licence an address of Creative Commons' explaining or legal page belongs to:
/// `…/by/4.0/deed.de`, `…/by/4.0/legalcode`.
fn without_page(found: &str) -> Option<&str> {
    ["/deed", "/legalcode", "/rdf"].iter().find_map(|page| found.find(page)).and_then(|at| found.get(..at))
}

/// The one known licence whose address stands within a longer text.
fn embedded(found: &str) -> Option<Found> {
    let mut licenses = found
        .match_indices("http")
        .filter_map(|(at, _)| {
            let end = |c: char| {
                c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '}' | ',' | ';')
            };
            let address = found.get(at..)?.split(end).next()?.trim_end_matches('.');
            address.contains("://").then(|| by_address(address))?
        })
        .map(|license| license.iri);
    let first = licenses.next()?;
    licenses.all(|other| other == first).then_some(Found { iri: first, certainty: Certainty::Spelling })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &str, local: &str, certainty: Certainty) {
        let expected =
            if local.starts_with("http") { local.to_owned() } else { format!("{}{local}", LIST.base) };
        assert_eq!(
            lookup(found).map(|found| (found.iri.to_owned(), found.certainty)),
            Some((expected, certainty)),
            "{found}"
        );
    }

    #[test]
    fn licences_of_german_portals() {
        use Certainty::{Assumed, Listed, Spelling};
        check("http://dcat-ap.de/def/licenses/dl-by-de/2.0", "dl-by-de/2.0", Listed);
        check("https://www.dcat-ap.de/def/licenses/cc-zero", "cc-zero", Spelling);
        check("http://dcat-ap.de/def/licenses/dl-by-de/2.0/", "dl-by-de/2.0", Spelling);
        check("http://dcat-ap.de/def/licenses/dl-by-de/2_0", "dl-by-de/2.0", Spelling);
        check("http://dcat-ap.de/def/licenses/cc-by-nc-de/4_0", "cc-by-nc/4.0", Spelling);
        check("dl-de-by-2.0", "dl-by-de/2.0", Spelling);
        check("https://www.govdata.de/dl-de/by-2-0", "dl-by-de/2.0", Spelling);
        check("Datenlizenz Deutschland – Namensnennung – Version 2.0", "dl-by-de/2.0", Spelling);
        check("Datenlizenz Deutschland Namensnennung", "dl-by-de/2.0", Assumed);
        check("dl-de-by", "dl-by-de/2.0", Assumed);
        check("Datenlizenz Deutschland – Zero", "dl-zero-de/2.0", Assumed);
        check("cc-by", "cc-by", Spelling);
        check("Creative Commons Namensnennung (CC-BY)", "cc-by", Spelling);
        check("https://creativecommons.org/licenses/by/4.0/deed.de", "cc-by/4.0", Spelling);
        check("https://creativecommons.org/licenses/by/4.0/legalcode", "cc-by/4.0", Spelling);
        check("http://creativecommons.org/publicdomain/zero/1.0/", "cc-zero", Spelling);
        check("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "cc-by/4.0", Spelling);
        check("http://publications.europa.eu/resource/authority/licence/CC_BY", "cc-by", Spelling);
        check(
            "Es gilt die Lizenz dl-de/by-2-0 (https://www.govdata.de/dl-de/by-2-0).",
            "dl-by-de/2.0",
            Spelling,
        );
        check(
            r#"{"id":"cc-by/4.0","url":"https://creativecommons.org/licenses/by/4.0/","quelle":"X"}"#,
            "cc-by/4.0",
            Spelling,
        );
        check("Creative Commons Namensnennung - Nicht kommerziell 4.0", "cc-by-nc/4.0", Spelling);
        check("cc by nd 4.0 int", "cc-by-nd/4.0", Spelling);
        check("ccby", "cc-by", Spelling);
        check("dl-zero", "dl-zero-de/2.0", Assumed);
        check("Open Data Commons Attribution", "odby", Spelling);
        check("CC BY 4.0, Datenquelle: Stadt Selm – www.selm.example", "cc-by/4.0", Spelling);
        check("dl-de/by-2-0; © Kreis Unna", "dl-by-de/2.0", Spelling);
        check("http://creativecommons.org/licenses/by/4.0/no/", "cc-by/4.0", Spelling);
        check("https://creativecommons.org/licenses/by-sa/4.0/at/deed.de", "cc-by-sa/4.0", Spelling);
        check("http://publications.europa.eu/resource/authority/licence/MPL_2_0", "mozilla", Spelling);
        check(
            "https://wiki.data.gouv.fr/images/9/9d/Licence_Ouverte.pdf",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
            Spelling,
        );
        check(
            "https://creativecommons.org/licenses/by/3.0/it/",
            "http://creativecommons.org/licenses/by/3.0/",
            Assumed,
        );
        check("https://www.openstreetmap.org/copyright", "odbl", Spelling);
        check(
            "NonCommercialAllowed-CommercialAllowed-ReferenceRequired",
            "http://dcat-ap.ch/vocabulary/licenses/terms_by",
            Spelling,
        );
        check("CC BY-NC-SA 4.0", "http://creativecommons.org/licenses/by-nc-sa/4.0/", Spelling);
        check(
            "http://creativecommons.org/licenses/by/3.0/",
            "http://creativecommons.org/licenses/by/3.0/",
            Listed,
        );
    }

    #[test]
    fn what_names_no_licence_is_unknown() {
        for found in [
            "notspecified",
            "",
            "Nutzungsbedingungen der LHP",
            "other-undefined",
            "https://example.org/agb",
            "License Not Specified",
            "https://creativecommons.org/licenses/by-nd/3.0/it/",
            "https://creativecommons.org/licenses/",
        ] {
            assert_eq!(lookup(found), None, "{found}");
        }
        let two = "https://www.govdata.de/dl-de/by-2-0 oder https://www.govdata.de/dl-de/zero-2-0";
        assert_eq!(lookup(two), None);
    }

    #[test]
    fn portals_know_licences_by_an_id() {
        for (local, id) in [
            ("dl-by-de/2.0", Some("dl-de-by-2.0")),
            ("dl-zero-de/2.0", Some("dl-de-zero-2.0")),
            ("cc-zero", Some("cc-zero")),
            ("cc-by/4.0", Some("cc-by-4.0")),
            ("odbl", Some("odc-odbl")),
            ("geoNutz/20131001", Some("geonutz-be-2013-10-01")),
            ("gibtesnicht", None),
        ] {
            let iri = format!("{}{local}", LIST.base);
            assert_eq!(ckan_id(&iri), id, "{local}");
            // Whoever reads the id back finds the same licence.
            assert_eq!(id.and_then(lookup).map(|found| found.iri), id.map(|_| iri.as_str()), "{local}");
        }
        let by = format!("{}dl-by-de/2.0", LIST.base);
        assert!(address(&by).is_some_and(|address| address.contains("govdata.de/dl-de/by-2-0")));
        assert_eq!(name(&by, "de"), Some("Datenlizenz Deutschland Namensnennung 2.0"));
    }

    #[test]
    fn licences_together() {
        let iri = |local: &str| format!("{}{local}", LIST.base);
        let check = |locals: &[&str], expected: Option<&str>| {
            let all: Vec<String> = locals.iter().map(|local| iri(local)).collect();
            let found = together(all.iter().map(|license| Some(license.as_str())));
            assert_eq!(found.map(str::to_owned), expected.map(iri), "{locals:?}");
        };
        check(&[], None);
        check(&["dl-by-de/2.0", "dl-by-de/2.0"], Some("dl-by-de/2.0"));
        check(&["dl-by-de/2.0", "dl-zero-de/2.0"], Some("other-open"));
        check(&["other-closed", "other-closed"], Some("other-closed"));
        check(&["dl-by-de/2.0", "other-closed"], None);
        check(&["dl-by-de/2.0", "cc-by-sa/4.0"], None);
        check(&["dl-by-de/2.0", "unbekannt"], None);
        assert_eq!(together([Some("http://dcat-ap.de/def/licenses/dl-by-de/2.0"), None]), None);
    }

    #[test]
    fn flags_tell_openness_and_attribution() {
        let iri = |local: &str| format!("{}{local}", LIST.base);
        assert_eq!(is_open(&iri("dl-by-de/2.0")), Some(true));
        assert_eq!(is_open(&iri("other-closed")), Some(false));
        assert_eq!(is_open(IN_WANT_OF_ANY.as_str()), Some(false));
        assert_eq!(requires_attribution(&iri("dl-by-de/2.0")), Some(true));
        assert_eq!(requires_attribution(&iri("dl-zero-de/2.0")), Some(false));
        assert_eq!(requires_attribution("http://example.org/"), None);
        assert!(is_listed(&iri("cc-by")) && !is_listed("http://creativecommons.org/licenses/by/3.0/"));
    }

    #[test]
    fn licences_allow_more_or_less() {
        for (local, expected) in
            [("cc-by-nc/4.0", 3), ("other-closed", 3), ("cc-by-sa/4.0", 2), ("odbl", 2), ("dl-by-de/2.0", 1)]
        {
            assert_eq!(strictness(&format!("{}{local}", LIST.base)), expected, "{local}");
        }
        assert_eq!(strictness(&format!("{}cc-zero", LIST.base)), 0);
    }

    #[test]
    fn a_document_says_which_licence_it_is() {
        let by = "Datenlizenz Deutschland – Namensnennung – Version 2.0";
        for (said, expected) in [
            (&["Lizenz", by, "dl-by-de/2.0"][..], Some(by)),
            (&["https://www.govdata.de/dl-de/by-2-0", by], Some("https://www.govdata.de/dl-de/by-2-0")),
            (&["Datenlizenz Deutschland Namensnennung", by], Some(by)),
            (&[by, "https://www.govdata.de/dl-de/zero-2-0"], None),
            (&["Nutzungsbedingungen"], None),
        ] {
            assert_eq!(described(said.iter().copied()), expected, "{said:?}");
        }
    }

    #[test]
    fn an_attribution_stands_behind_its_licence() {
        for (found, expected) in [
            ("CC BY 4.0, Datenquelle: Land – www.land.example", Some("Datenquelle: Land – www.land.example")),
            ("CC BY 4.0 © Stadt Selm", None),
            ("dl-de-by-2.0 | © Stadt Selm", Some("© Stadt Selm")),
            // Other words may take back what the licence allows.
            ("CC BY 4.0, nur mit Genehmigung", None),
            ("CC BY 4.0, Quelle liegt beim Amt", None),
            ("cc-zero, Quelle: Stadt", None),
        ] {
            assert_eq!(with_attribution(found).map(|(_, text)| text), expected, "{found}");
        }
    }
}
