//! Datasets made up by number: the same number always gives the same dataset. German enough for
//! search to have something to do, and about 75 triples each when mapped.

use super::{Answer, Asked};
use serde_json::{Value, json};
use std::fmt::Write;

const SUBJECTS: [&str; 24] = [
    "Radwegenetz",
    "Bevölkerungsstand",
    "Schulstandorte",
    "Kindertagesstätten",
    "Straßenverzeichnis",
    "Baumkataster",
    "Haushaltsplan",
    "Luftmessstellen",
    "Hochwasserrisiko",
    "Bebauungspläne",
    "Wahlergebnisse",
    "Ladesäulen",
    "Spielplätze",
    "Verkehrszählung",
    "Abfallmengen",
    "Denkmalliste",
    "Arbeitslosenquote",
    "Grundwasserstände",
    "Feuerwehreinsätze",
    "Bibliotheksstatistik",
    "Tourismuszahlen",
    "Bodenrichtwerte",
    "Breitbandausbau",
    "Sportstätten",
];
const PLACES: [&str; 12] = [
    "Bergkamen",
    "Bönen",
    "Fröndenberg",
    "Holzwickede",
    "Kamen",
    "Lünen",
    "Schwerte",
    "Selm",
    "Unna",
    "Werne",
    "Recklinghausen",
    "Kiel",
];
const DETAILS: [&str; 8] = [
    "Die Angaben stammen aus der laufenden Verwaltung und werden jährlich geprüft.",
    "Enthalten sind Lage, Bezeichnung und Zustand jedes Objektes.",
    "Die Tabelle nennt je Ortsteil die Zahl der Einwohnerinnen und Einwohner.",
    "Grundlage ist die Erhebung des zuständigen Fachbereichs für Umwelt und Verkehr.",
    "Fehlende Werte sind durch einen Strich gekennzeichnet.",
    "Die Geometrien liegen im amtlichen Lagebezugssystem ETRS89 vor.",
    "Änderungen gegenüber dem Vorjahr sind gesondert ausgewiesen.",
    "Für die Richtigkeit der Daten wird keine Gewähr übernommen.",
];
const KEYWORDS: [&str; 16] = [
    "verkehr",
    "umwelt",
    "bildung",
    "soziales",
    "statistik",
    "geodaten",
    "bauen",
    "energie",
    "wasser",
    "gesundheit",
    "sicherheit",
    "kultur",
    "wirtschaft",
    "natur",
    "mobilität",
    "finanzen",
];
const THEMES: [&str; 8] = ["TRAN", "ENVI", "EDUC", "SOCI", "REGI", "GOVE", "ECON", "HEAL"];
const GROUPS: [&str; 8] = [
    "transport-verkehr",
    "umwelt-klima",
    "bildung-wissenschaft",
    "bevoelkerung",
    "geo",
    "politik-wahlen",
    "wirtschaft-arbeit",
    "gesundheit",
];
const FORMATS: [(&str, &str); 4] = [
    ("CSV", "text/csv"),
    ("JSON", "application/json"),
    ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("PDF", "application/pdf"),
];
const LICENSES: [(&str, &str); 3] = [
    ("dl-de-by-2.0", "http://dcat-ap.de/def/licenses/dl-by-de/2.0"),
    ("dl-de-zero-2.0", "http://dcat-ap.de/def/licenses/dl-zero-de/2.0"),
    ("cc-by-4.0", "http://dcat-ap.de/def/licenses/cc-by/4.0"),
];

/// Words to search for: common, rare, inflected, with umlauts folded, mistyped, and two at once.
pub const SEARCHES: [&str; 16] = [
    "radweg",
    "Bevölkerung",
    "bevoelkerungsstand unna",
    "schule",
    "strasse",
    "baumkataster schwerte",
    "haushalt 2015",
    "luft",
    "hochwasser lünen",
    "Bebauungsplan",
    "wahlergebnis",
    "spielplatz kamen",
    "verker",
    "abfall umwelt",
    "\"Angaben stammen\"",
    "tourismus -kiel",
];

fn pick<T: Copy>(list: &[T], number: usize) -> T {
    list[number % list.len()]
}

/// The UUID of a dataset.
pub fn id(number: usize) -> String {
    // Spread over the alphabet, as real ones are.
    let spread = (number as u32).wrapping_mul(2_654_435_761);
    format!("{spread:08x}-0000-4000-8000-{number:012x}")
}

fn title(number: usize) -> String {
    format!("{} {} {}", pick(&SUBJECTS, number), pick(&PLACES, number / 24), 2000 + number / 288 % 25)
}

fn description(number: usize, revision: usize) -> String {
    let sentences: Vec<_> = (0..4).map(|offset| pick(&DETAILS, number * 3 + offset)).collect();
    format!("Datensatz Nummer {number}, Fassung {revision}. {}", sentences.join(" "))
}

/// A package as CKAN 2.10 gives it.
pub fn package(number: usize, revision: usize) -> Value {
    let id = id(number);
    let (license, license_url) = pick(&LICENSES, number);
    let place = pick(&PLACES, number / 24);
    let resource = |index: usize| {
        let (format, mimetype) = pick(&FORMATS, number + index);
        json!({
            "id": format!("{index:08x}-{}", &id[9..]), "package_id": id, "position": index, "name": format!("{format}-Datei {index}"),
            "description": "Tabelle mit Kopfzeile", "format": format, "mimetype": mimetype, "size": 1000 + number * 7 + index,
            "url": format!("https://daten.example.org/{id}/{index}.{}", format.to_lowercase()),
            "created": "2020-01-02T03:04:05.000006", "last_modified": "2024-05-06T07:08:09.000010", "state": "active",
            "license": license_url, "licenseAttributionByText": format!("Stadt {place}"),
        })
    };
    json!({
        "id": id, "name": format!("datensatz-{number}"), "title": title(number), "notes": description(number, revision),
        "author": format!("Stadt {place}"), "author_email": "daten@example.org", "maintainer": format!("Statistikstelle {place}"),
        "maintainer_email": "statistik@example.org", "license_id": license, "license_title": license, "license_url": license_url,
        "isopen": true, "private": false, "state": "active", "type": "dataset", "version": "1.0", "url": "https://daten.example.org/",
        "metadata_created": "2020-01-02T03:04:05.000006", "metadata_modified": "2024-05-06T07:08:09.000010",
        "num_resources": 3, "num_tags": 3, "resources": (0..3).map(resource).collect::<Vec<_>>(),
        "tags": (0..3).map(|index| json!({ "name": pick(&KEYWORDS, number + index * 5), "state": "active" })).collect::<Vec<_>>(),
        "groups": [{ "name": pick(&GROUPS, number), "title": pick(&GROUPS, number) }],
        "organization": { "id": format!("org-{place}"), "name": place.to_lowercase(), "title": format!("Stadt {place}"), "state": "active" },
        "extras": [
            { "key": "issued", "value": "2020-01-02" }, { "key": "modified", "value": "2024-05-06" },
            { "key": "frequency", "value": "http://publications.europa.eu/resource/authority/frequency/ANNUAL" },
            { "key": "temporal_start", "value": "2020-01-01" }, { "key": "temporal_end", "value": "2020-12-31" },
            { "key": "language", "value": "http://publications.europa.eu/resource/authority/language/DEU" },
            { "key": "contact_name", "value": format!("Statistikstelle {place}") }, { "key": "contact_email", "value": "statistik@example.org" },
            { "key": "publisher_name", "value": format!("Stadt {place}") },
            { "key": "spatial", "value": "{\"type\":\"Polygon\",\"coordinates\":[[[7.5,51.4],[7.9,51.4],[7.9,51.7],[7.5,51.7],[7.5,51.4]]]}" },
        ],
    })
}

/// A catalogue of RDF/XML in pages, as CKAN's DCAT extension gives it.
#[derive(Clone, Copy)]
pub struct RdfCatalogue {
    /// How many datasets.
    pub datasets: usize,
    /// Datasets per page.
    pub page_size: usize,
}

impl RdfCatalogue {
    /// Answers `/catalog.rdf?page=N`.
    pub fn play(&self, asked: &Asked) -> Answer {
        let page = asked.number("page").unwrap_or(1);
        let pages = self.datasets.div_ceil(self.page_size);
        if asked.path() != "/catalog.rdf" || page == 0 || page > pages {
            return Answer::text("not found").with_status(404);
        }
        let this = |page: usize| {
            let mut url = asked.url.clone();
            url.set_query(Some(&format!("page={page}")));
            url
        };
        let mut body = String::from(XML_HEAD);
        let _ = write!(
            body,
            "<hydra:PagedCollection rdf:about=\"{}\"><hydra:totalItems rdf:datatype=\"http://www.w3.org/2001/XMLSchema#integer\">{}</hydra:totalItems>",
            this(page),
            self.datasets
        );
        if page < pages {
            let next = this(page + 1);
            let _ = write!(body, "<hydra:nextPage>{next}</hydra:nextPage><hydra:next>{next}</hydra:next>");
        }
        body.push_str("</hydra:PagedCollection>\n");
        for number in (page - 1) * self.page_size..self.datasets.min(page * self.page_size) {
            dataset_xml(&mut body, number);
        }
        body.push_str("</rdf:RDF>\n");
        Answer::new("application/rdf+xml", body)
    }
}

fn dataset_xml(out: &mut String, number: usize) {
    let id = id(number);
    let iri = format!("https://daten.example.org/dataset/{id}");
    let place = pick(&PLACES, number / 24);
    let (_, license) = pick(&LICENSES, number);
    let _ = write!(
        out,
        "<dcat:Dataset rdf:about=\"{iri}\"><dct:identifier>{id}</dct:identifier><dct:title xml:lang=\"de\">{}</dct:title>\
         <dct:description xml:lang=\"de\">{}</dct:description>\
         <dct:issued rdf:datatype=\"{XSD}date\">2020-01-02</dct:issued><dct:modified rdf:datatype=\"{XSD}date\">2024-05-06</dct:modified>\
         <dct:accrualPeriodicity rdf:resource=\"{EU}frequency/ANNUAL\"/><dct:language rdf:resource=\"{EU}language/DEU\"/>\
         <dcat:theme rdf:resource=\"{EU}data-theme/{}\"/><dct:accessRights rdf:resource=\"{EU}access-right/PUBLIC\"/>\
         <dct:publisher><foaf:Organization rdf:about=\"https://daten.example.org/organization/{}\"><foaf:name>Stadt {place}</foaf:name></foaf:Organization></dct:publisher>\
         <dcat:contactPoint><vcard:Organization rdf:about=\"{iri}#contact\"><vcard:fn>Statistikstelle {place}</vcard:fn><vcard:hasEmail rdf:resource=\"mailto:statistik@example.org\"/></vcard:Organization></dcat:contactPoint>\
         <dct:temporal><dct:PeriodOfTime rdf:about=\"{iri}#period\"><dcat:startDate rdf:datatype=\"{XSD}date\">2020-01-01</dcat:startDate><dcat:endDate rdf:datatype=\"{XSD}date\">2020-12-31</dcat:endDate></dct:PeriodOfTime></dct:temporal>",
        title(number),
        description(number, 0),
        pick(&THEMES, number),
        place.to_lowercase(),
    );
    for index in 0..3 {
        let _ = write!(
            out,
            "<dcat:keyword xml:lang=\"de\">{}</dcat:keyword>",
            pick(&KEYWORDS, number + index * 5)
        );
        let (format, mimetype) = pick(&FORMATS, number + index);
        let file = format!("https://daten.example.org/{id}/{index}.{}", format.to_lowercase());
        let _ = write!(
            out,
            "<dcat:distribution><dcat:Distribution rdf:about=\"{iri}/resource/{index}\"><dct:title xml:lang=\"de\">{format}-Datei {index}</dct:title>\
             <dct:description xml:lang=\"de\">Tabelle mit Kopfzeile</dct:description><dcat:accessURL rdf:resource=\"{file}\"/><dcat:downloadURL rdf:resource=\"{file}\"/>\
             <dct:format rdf:resource=\"{EU}file-type/{format}\"/><dcat:mediaType rdf:resource=\"https://www.iana.org/assignments/media-types/{mimetype}\"/>\
             <dct:license rdf:resource=\"{license}\"/><dcatde:licenseAttributionByText xml:lang=\"de\">Stadt {place}</dcatde:licenseAttributionByText>\
             <dcat:byteSize rdf:datatype=\"{XSD}nonNegativeInteger\">{}</dcat:byteSize>\
             <dct:modified rdf:datatype=\"{XSD}date\">2024-05-06</dct:modified></dcat:Distribution></dcat:distribution>",
            1000 + number * 7 + index
        );
    }
    out.push_str("</dcat:Dataset>\n");
}

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const EU: &str = "http://publications.europa.eu/resource/authority/";
const XML_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
  xmlns:dct="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:vcard="http://www.w3.org/2006/vcard/ns#"
  xmlns:dcatde="http://dcat-ap.de/def/dcatde/" xmlns:hydra="http://www.w3.org/ns/hydra/core#">
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cassette, Client, rdf};

    #[test]
    fn ids_differ() {
        let ids: std::collections::HashSet<_> = (0..20_000).map(id).collect();
        assert_eq!(ids.len(), 20_000);
    }

    #[test]
    fn pages_hold_all_datasets() {
        let catalogue = RdfCatalogue { datasets: 25, page_size: 10 };
        let cassette = Cassette::start(move |asked| catalogue.play(asked));
        let client = Client::new(&cassette.url(""), "");
        let mut next = Some("/catalog.rdf".to_owned());
        let mut found = vec![];
        while let Some(url) = next {
            let graph = rdf::parse(&client.get(&url).expect(200).body, "application/rdf+xml");
            found.extend(rdf::datasets(&graph));
            next = rdf::value(&graph, rdf::NEXT);
        }
        assert_eq!(found.len(), 25);
    }
}
