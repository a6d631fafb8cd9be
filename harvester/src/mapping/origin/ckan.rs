//! Which property a field of a CKAN or DKAN package becomes: what [`crate::mapping::ckan_package`] does,
//! said as a table.

use super::Statement;
use super::json::{first_way, walk};
use serde_json::Value;

const WAYS: &[(&[&str], &str)] = &[
    (&["title", "title_translated", "display_name"], "dcterms:title"),
    (&["notes", "notes_translated", "description", "description_translated"], "dcterms:description"),
    (&["identifier", "guid", "id"], "dcterms:identifier"),
    (&["alternate_identifier", "uri", "metadata_original_id", "doi"], "adms:identifier skos:notation"),
    (&["name", "url", "landingPage", "accessURL"], "dcat:landingPage"),
    (&["publisher", "publisher_name", "dcat_publisher", "organization"], "dcterms:publisher foaf:name"),
    (&["publisher_email"], "dcterms:publisher foaf:mbox"),
    (&["publisher_url", "publisher_homepage"], "dcterms:publisher foaf:homepage"),
    (&["publisher_type"], "dcterms:publisher dcterms:type"),
    (
        &["creator", "author", "autor", "dcat_creator", "author_email", "creator_email"],
        "dcterms:creator foaf:name",
    ),
    (&["contributorID", "contributor_id"], "dcatde:contributorID"),
    (&["contributor", "contributor_name"], "dcterms:contributor foaf:name"),
    (&["originator", "originator_name"], "geodcatap:originator foaf:name"),
    (&["custodian", "custodian_name"], "geodcatap:custodian foaf:name"),
    (
        &["maintainer_email", "contact_email", "contact_email_address", "contact.email"],
        "dcat:contactPoint vcard:hasEmail",
    ),
    (
        &["maintainer", "contact_name", "contact", "contact_point", "contact_points"],
        "dcat:contactPoint vcard:fn",
    ),
    (&["contacts.email"], "dcat:contactPoint vcard:hasEmail"),
    (&["contacts.address"], "dcat:contactPoint vcard:hasAddress"),
    (&["contacts.name"], "dcat:contactPoint vcard:fn"),
    (&["tags", "tags_translated", "keyword", "keywords", "tag_string"], "dcat:keyword"),
    (&["groups", "subgroups", "theme", "themes", "category", "categories"], "dcat:theme"),
    (&["language", "languages"], "dcterms:language"),
    (&["access_rights"], "dcterms:accessRights"),
    (&["availability", "plannedAvailability"], "dcatap:availability"),
    (&["dcat_type"], "dcterms:type"),
    (&["hvd_category"], "dcatap:hvdCategory"),
    (&["applicable_legislation"], "dcatap:applicableLegislation"),
    (&["legalbasisText", "legalBasis", "legal_basis"], "dcatde:legalBasis"),
    (&["qualityProcessURI"], "dcatde:qualityProcessURI"),
    (&["version", "dcat_version"], "dcat:version"),
    (&["version_notes"], "adms:versionNotes"),
    (&["provenance"], "dcterms:provenance rdfs:label"),
    (&["spatial_resolution_in_meters", "spatial_resolution"], "dcat:spatialResolutionInMeters"),
    (
        &[
            "issued",
            "dcat_issued",
            "date_released",
            "dateFirstPublished",
            "release_date",
            "published",
            "created",
            "metadata_created",
        ],
        "dcterms:issued",
    ),
    (
        &[
            "modified",
            "dcat_modified",
            "date_updated",
            "dateLastUpdated",
            "aktualisiert",
            "last_modified",
            "metadata_modified",
            "dates",
        ],
        "dcterms:modified",
    ),
    (
        &["temporal_start", "temporal_coverage_from", "temporal-extent-begin"],
        "dcterms:temporal dcat:startDate",
    ),
    (
        &[
            "temporal_end",
            "temporal_coverage_to",
            "temporal-extent-end",
            "temporal_coverage",
            "temporal",
            "temporals",
        ],
        "dcterms:temporal dcat:endDate",
    ),
    (&["temporal_resolution"], "dcat:temporalResolution"),
    (
        &[
            "frequency",
            "accrual_periodicity",
            "accrualPeriodicity",
            "update_frequency",
            "updateInterval",
            "frequency-of-update",
        ],
        "dcterms:accrualPeriodicity",
    ),
    (
        &["politicalGeocodingLevelURI", "politicalGeocodingLevel", "geographical_granularity"],
        "dcatde:politicalGeocodingLevelURI",
    ),
    (&["politicalGeocodingURI", "politicalGeocoding"], "dcatde:politicalGeocodingURI"),
    (&["geocodingText", "geocodingDescription"], "dcatde:geocodingDescription"),
    (
        &[
            "spatial_bbox",
            "spatial_geometry",
            "spatial_geom",
            "bbox-west-long",
            "bbox-south-lat",
            "bbox-east-long",
            "bbox-north-lat",
        ],
        "dcterms:spatial dcat:bbox",
    ),
    (&["spatial_centroid"], "dcterms:spatial dcat:centroid"),
    (
        &[
            "spatial",
            "spatial_uri",
            "spatial_coverage",
            "spatial_text",
            "geographical_coverage",
            "spatialRelationship",
            "spatial_info",
            "spatial_name",
        ],
        "dcterms:spatial",
    ),
    (&["documentation", "metadata_original_html"], "foaf:page"),
    (&["references"], "dcterms:references"),
    (&["related_resource", "relation", "related"], "dcterms:relation"),
    (&["conforms_to"], "dcterms:conformsTo"),
    (&["source"], "dcterms:source"),
    (&["in_series", "relationships_as_subject"], "dcat:inSeries"),
    (&["type"], "rdf:type"),
    (
        &[
            "license_id",
            "license",
            "license_url",
            "license_title",
            "licence",
            "lizenz",
            "terms_of_use.license_id",
            "terms_of_use.license_url",
            "isopen",
        ],
        "dcat:distribution dcterms:license",
    ),
    (
        &[
            "licenseAttributionByText",
            "license_attribution_by_text",
            "attribution_text",
            "attribution",
            "terms_of_use.attribution_text",
        ],
        "dcat:distribution dcatde:licenseAttributionByText",
    ),
    (&["resources.name", "resources.title", "resources.name_translated"], "dcat:distribution dcterms:title"),
    (&["resources.description", "resources.description_translated"], "dcat:distribution dcterms:description"),
    (
        &["resources.url", "resources.access_url", "resources.link_to_api", "resources.accessURL"],
        "dcat:distribution dcat:accessURL",
    ),
    (
        &["resources.download_url", "resources.file_url", "resources.downloadURL"],
        "dcat:distribution dcat:downloadURL",
    ),
    (&["resources.format", "resources.distribution_format"], "dcat:distribution dcterms:format"),
    (
        &["resources.mimetype", "resources.mediaType", "resources.media_type"],
        "dcat:distribution dcat:mediaType",
    ),
    (
        &["resources.license", "resources.license_id", "resources.license_url", "resources.license_title"],
        "dcat:distribution dcterms:license",
    ),
    (
        &["resources.licenseAttributionByText", "resources.license_attribution_by_text"],
        "dcat:distribution dcatde:licenseAttributionByText",
    ),
    (&["resources.size", "resources.byte_size"], "dcat:distribution dcat:byteSize"),
    (&["resources.hash", "resources.checksum"], "dcat:distribution spdx:checksum spdx:checksumValue"),
    (&["resources.hash_algorithm"], "dcat:distribution spdx:checksum spdx:algorithm"),
    (&["resources.issued", "resources.created"], "dcat:distribution dcterms:issued"),
    (
        &["resources.modified", "resources.last_modified", "resources.metadata_modified"],
        "dcat:distribution dcterms:modified",
    ),
    (&["resources.language"], "dcat:distribution dcterms:language"),
    (&["resources.rights", "terms_of_use.other"], "dcat:distribution dcterms:rights"),
    (&["resources.status"], "dcat:distribution adms:status"),
    (&["resources.availability", "resources.plannedAvailability"], "dcat:distribution dcatap:availability"),
    (&["resources.documentation"], "dcat:distribution foaf:page"),
    (&["resources.conforms_to"], "dcat:distribution dcterms:conformsTo"),
    (&["resources.access_services"], "dcat:distribution dcat:accessService"),
    (&["resources.applicable_legislation"], "dcat:distribution dcatap:applicableLegislation"),
];

/// The way to the property a field becomes.
pub fn property(field: &str) -> Option<&'static str> {
    let field = field.strip_prefix("extras.").unwrap_or(field);
    // DKAN's flat shape calls them distributions.
    match field.strip_prefix("distribution") {
        Some(rest) if rest.starts_with('[') => first_way(WAYS, &format!("resources{rest}")),
        _ => first_way(WAYS, field),
    }
}

/// The field that states a property, or the first that states a part of it (the name of a publisher).
pub fn field(way: &str) -> Option<&'static str> {
    let stating = |way: &dyn Fn(&str) -> bool| {
        WAYS.iter().find(|(_, known)| way(known)).and_then(|(fields, _)| fields.first().copied())
    };
    stating(&|known| known == way)
        .or_else(|| stating(&|known| known.strip_prefix(way).is_some_and(|rest| rest.starts_with(' '))))
}

/// The fields of a package; an extra is named by its key.
pub fn statements(payload: &[u8]) -> Vec<Statement> {
    let Ok(Value::Object(mut package)) = serde_json::from_slice(payload) else {
        return vec![];
    };
    let mut statements = vec![];
    let mut tell = |field: &str, value: String| {
        let property = property(field).map(str::to_owned);
        statements.push(Statement { field: field.to_owned(), property, value });
    };
    let extras = package.remove("extras");
    walk("", &Value::Object(package), &mut tell);
    match extras {
        Some(Value::Array(extras)) => {
            for extra in &extras {
                match (extra.get("key").and_then(Value::as_str), extra.get("value")) {
                    (Some(key), Some(value)) => walk(&format!("extras.{key}"), value, &mut tell),
                    _ => walk("extras", extra, &mut tell),
                }
            }
        }
        Some(extras) => walk("extras", &extras, &mut tell),
        None => {}
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lead_to_their_property() {
        for (field, expected) in [
            ("notes", Some("dcterms:description")),
            ("resources[3].license_id", Some("dcat:distribution dcterms:license")),
            ("distribution[0].mediaType", Some("dcat:distribution dcat:mediaType")),
            ("extras.politicalGeocodingURI", Some("dcatde:politicalGeocodingURI")),
            ("tags[0].display_name", Some("dcat:keyword")),
            ("organization.title", Some("dcterms:publisher foaf:name")),
            ("extras.contacts[1].address", Some("dcat:contactPoint vcard:hasAddress")),
            ("terms_of_use.other", Some("dcat:distribution dcterms:rights")),
            ("tracking_summary.total", None),
        ] {
            assert_eq!(property(field), expected, "{field}");
        }
    }

    #[test]
    fn a_package_is_told_field_by_field() {
        let package = r#"{"title": "Bäume", "extras": [{"key": "issued", "value": "2024"}],
            "resources": [{"format": "CSV", "url": "https://a.example/b.csv"}], "maintainer": ""}"#;
        let told: Vec<_> = statements(package.as_bytes())
            .into_iter()
            .map(|told| format!("{} = {} -> {}", told.field, told.value, told.property.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                "title = Bäume -> dcterms:title",
                "resources[0].format = CSV -> dcat:distribution dcterms:format",
                "resources[0].url = https://a.example/b.csv -> dcat:distribution dcat:accessURL",
                "extras.issued = 2024 -> dcterms:issued",
            ]
        );
    }
}
