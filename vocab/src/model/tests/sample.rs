//! A dataset with every field of the model filled.

use super::{DATASET, named};
use crate::model::*;
use crate::ns::xsd;
use oxrdf::{Literal, Triple};

/// A dataset with every field of the model filled.
pub(super) fn full_dataset() -> Dataset {
    let concept = |iri: &str| Coded::concept(named(iri));
    let eu = |list: &str, code: &str| {
        concept(&format!("http://publications.europa.eu/resource/authority/{list}/{code}"))
    };
    let date = |value: &str| Literal::new_typed_literal(value, xsd::DATE);
    let agent = |name: &str| Agent {
        iri: None,
        name: vec![LangString::german(name)],
        r#type: Some(concept("http://purl.org/adms/publishertype/LocalAuthority")),
        mbox: vec![named("mailto:od@unna.example")],
        homepage: Some(named("https://unna.example/")),
    };
    let contact = |name: &str| ContactPoint {
        iri: None,
        r#fn: Some(LangString::german(name)),
        has_email: vec![named("mailto:od@unna.example")],
        has_url: vec![named("https://unna.example/kontakt")],
        has_telephone: vec![named("tel:+49-2303-27-0")],
        organization_name: Some(LangString::untagged("Kreis Unna")),
    };
    let law = named("http://data.europa.eu/eli/reg_impl/2023/138/oj");
    let license = concept("http://dcat-ap.de/def/licenses/dl-by-de/2.0");
    let mut dataset = Dataset::new(named(DATASET));
    dataset.title =
        vec![LangString::german("Titel"), LangString { value: "Title".into(), language: Some("en".into()) }];
    dataset.description = vec![LangString::german("Beschreibung")];
    dataset.publisher =
        Some(Agent { iri: Some(named("https://data.example/organisation/unna")), ..agent("Kreis Unna") });
    dataset.creator = vec![agent("Amt 1")];
    dataset.contributor = vec![agent("Amt 2")];
    dataset.originator = vec![agent("Amt 3")];
    dataset.custodian = vec![agent("Amt 4")];
    dataset.contact_point = vec![contact("Amt 1"), contact("Amt 2")];
    dataset.keyword = vec![LangString::german("Verkehr"), LangString::untagged("Zählung")];
    dataset.theme = vec![eu("data-theme", "TRAN"), eu("data-theme", "GOVE")];
    dataset.identifier = vec![Literal::new_simple_literal("kreis-1")];
    dataset.other_identifier = vec![
        Identifier {
            iri: None,
            notation: "10.1/1".into(),
            datatype: Some("http://purl.org/spar/datacite/doi".into()),
        },
        Identifier { iri: Some(named("https://unna.example/id/1")), notation: "1".into(), datatype: None },
    ];
    dataset.issued = Some(date("2014-12-19"));
    dataset.modified = Some(Literal::new_typed_literal("2024-05-01T10:00:00", xsd::DATE_TIME));
    dataset.accrual_periodicity = Some(eu("frequency", "ANNUAL"));
    dataset.access_rights = Some(eu("access-right", "PUBLIC"));
    dataset.availability = Some(eu("planned-availability", "STABLE"));
    dataset.language = vec![eu("language", "DEU")];
    dataset.spatial = vec![
        Location {
            iri: Some(named("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978")),
            ..Location::default()
        },
        Location {
            iri: None,
            pref_label: vec![LangString::german("Kreis Unna")],
            bbox: Some("POLYGON((7.6 51.5,7.8 51.5,7.8 51.6,7.6 51.6,7.6 51.5))".into()),
            centroid: Some("POINT(7.7 51.55)".into()),
        },
    ];
    dataset.political_geocoding_level_uri =
        vec![concept("http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict")];
    dataset.political_geocoding_uri =
        vec![named("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978")];
    dataset.geocoding_description = vec![LangString::german("Kreisgebiet")];
    dataset.contributor_id = vec![named("http://dcat-ap.de/def/contributors/openNRW")];
    dataset.temporal = vec![
        PeriodOfTime { start_date: Some(date("2023-01-01")), end_date: Some(date("2023-12-31")) },
        PeriodOfTime { start_date: Some(Literal::new_typed_literal("2024", xsd::G_YEAR)), end_date: None },
    ];
    dataset.temporal_resolution = Some(Literal::new_typed_literal("P1D", xsd::DURATION));
    dataset.spatial_resolution_in_meters = Some(Literal::new_typed_literal("10.5", xsd::DECIMAL));
    dataset.landing_page = vec![named("https://unna.example/daten/1")];
    dataset.page = vec![named("https://unna.example/doku/1")];
    dataset.conforms_to = vec![named("https://unna.example/standard/1")];
    dataset.relation = vec![named("https://unna.example/verwandt/1")];
    dataset.references =
        vec![named("https://musterdatenkatalog.de/def/musterdatensatz/bevoelkerung/altersstruktur")];
    dataset.provenance = vec![LangString::german("Gezählt im Mai")];
    dataset.r#type = vec![eu("dataset-type", "STATISTICAL")];
    dataset.version = Some("1.0".into());
    dataset.version_notes = vec![LangString::german("Erste Fassung")];
    dataset.in_series = vec![named("https://data.example/dataset/unna/reihe")];
    dataset.applicable_legislation = vec![law.clone()];
    dataset.hvd_category = vec![concept("http://data.europa.eu/bna/c_b79e35eb")];
    dataset.legal_basis = vec![LangString::german("Open-Data-Satzung")];
    dataset.distribution = vec![
        Distribution {
            iri: Some(named("https://data.example/dataset/unna/1/distribution/1")),
            title: vec![LangString::german("CSV")],
            description: vec![LangString::german("Tabelle")],
            access_url: vec![named("https://unna.example/1.csv")],
            download_url: vec![named("https://unna.example/1.csv")],
            license: Some(license.clone()),
            license_attribution_by_text: vec![LangString::german("Kreis Unna")],
            rights: vec![license.clone()],
            format: Some(eu("file-type", "CSV")),
            media_type: Some(concept("http://www.iana.org/assignments/media-types/text/csv")),
            compress_format: Some(concept("http://www.iana.org/assignments/media-types/application/gzip")),
            package_format: Some(concept("http://www.iana.org/assignments/media-types/application/zip")),
            byte_size: Some(u64::MAX),
            issued: Some(date("2024-01-01")),
            modified: Some(date("2024-01-02")),
            language: vec![eu("language", "DEU")],
            availability: Some(eu("planned-availability", "STABLE")),
            status: Some(eu("distribution-status", "COMPLETED")),
            checksum: Some(Checksum {
                algorithm: concept("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                checksum_value: "00ff".into(),
            }),
            conforms_to: vec![named("https://unna.example/standard/2")],
            page: vec![named("https://unna.example/doku/2")],
            applicable_legislation: vec![law],
            access_service: vec![],
        },
        Distribution {
            access_url: vec![named("https://unna.example/wms")],
            license: Some(license.clone()),
            rights: vec![Coded::found("Nur zur Ansicht")],
            access_service: vec![DataService {
                iri: None,
                title: vec![LangString::german("WMS")],
                description: vec![LangString::german("Kartendienst")],
                endpoint_url: vec![named("https://unna.example/wms")],
                endpoint_description: vec![named("https://unna.example/wms?request=GetCapabilities")],
                publisher: Some(agent("Kreis Unna")),
                license: Some(license),
                conforms_to: vec![named("https://unna.example/standard/wms")],
            }],
            ..Distribution::default()
        },
    ];
    dataset.record = vec![CatalogRecord {
        iri: None,
        title: vec![LangString::german("Eintrag")],
        description: vec![LangString::german("Eintrag im Stadtportal")],
        issued: Some(date("2023-01-01")),
        modified: Some(date("2024-01-03")),
        language: vec![eu("language", "DEU")],
        conforms_to: vec![named("http://dcat-ap.de/def/dcatde/3.0/")],
        status: Some(named("http://purl.org/adms/status/Completed")),
        source: Some(named("https://unna.example/eintrag/0")),
    }];
    dataset.extra = vec![Triple::new(
        named(DATASET),
        named("https://unna.example/vocab#farbe"),
        Literal::new_simple_literal("blau"),
    )];
    dataset
}
