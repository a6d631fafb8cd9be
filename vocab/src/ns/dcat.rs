//! W3C Data Catalog Vocabulary 3: <http://www.w3.org/ns/dcat#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/dcat#";

/// `dcat:Catalog` (class).
pub const CATALOG_CLASS: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Catalog");
/// `dcat:Resource` (class).
pub const RESOURCE_CLASS: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Resource");
/// `dcat:CatalogRecord` (class).
pub const CATALOG_RECORD: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#CatalogRecord");
/// `dcat:Dataset` (class).
pub const DATASET_CLASS: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Dataset");
/// `dcat:DatasetSeries` (class).
pub const DATASET_SERIES: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#DatasetSeries");
/// `dcat:DataService` (class).
pub const DATA_SERVICE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#DataService");
/// `dcat:Distribution` (class).
pub const DISTRIBUTION_CLASS: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Distribution");
/// `dcat:Relationship` (class).
pub const RELATIONSHIP: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Relationship");
/// `dcat:Role` (class).
pub const ROLE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#Role");
/// `dcat:resource` (property).
pub const RESOURCE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#resource");
/// `dcat:dataset` (property).
pub const DATASET: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#dataset");
/// `dcat:service` (property).
pub const SERVICE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#service");
/// `dcat:catalog` (property).
pub const CATALOG: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#catalog");
/// `dcat:record` (property).
pub const RECORD: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#record");
/// `dcat:distribution` (property).
pub const DISTRIBUTION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#distribution");
/// `dcat:theme` (property).
pub const THEME: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#theme");
/// `dcat:themeTaxonomy` (property).
pub const THEME_TAXONOMY: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#themeTaxonomy");
/// `dcat:keyword` (property).
pub const KEYWORD: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#keyword");
/// `dcat:contactPoint` (property).
pub const CONTACT_POINT: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#contactPoint");
/// `dcat:landingPage` (property).
pub const LANDING_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#landingPage");
/// `dcat:accessURL` (property).
pub const ACCESS_URL: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#accessURL");
/// `dcat:downloadURL` (property).
pub const DOWNLOAD_URL: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#downloadURL");
/// `dcat:accessService` (property).
pub const ACCESS_SERVICE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#accessService");
/// `dcat:byteSize` (property).
pub const BYTE_SIZE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#byteSize");
/// `dcat:mediaType` (property).
pub const MEDIA_TYPE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#mediaType");
/// `dcat:compressFormat` (property).
pub const COMPRESS_FORMAT: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#compressFormat");
/// `dcat:packageFormat` (property).
pub const PACKAGE_FORMAT: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#packageFormat");
/// `dcat:endpointURL` (property).
pub const ENDPOINT_URL: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#endpointURL");
/// `dcat:endpointDescription` (property).
pub const ENDPOINT_DESCRIPTION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#endpointDescription");
/// `dcat:servesDataset` (property).
pub const SERVES_DATASET: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#servesDataset");
/// `dcat:startDate` (property).
pub const START_DATE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#startDate");
/// `dcat:endDate` (property).
pub const END_DATE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#endDate");
/// `dcat:bbox` (property).
pub const BBOX: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#bbox");
/// `dcat:centroid` (property).
pub const CENTROID: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#centroid");
/// `dcat:spatialResolutionInMeters` (property).
pub const SPATIAL_RESOLUTION_IN_METERS: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/dcat#spatialResolutionInMeters");
/// `dcat:temporalResolution` (property).
pub const TEMPORAL_RESOLUTION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#temporalResolution");
/// `dcat:inSeries` (property).
pub const IN_SERIES: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#inSeries");
/// `dcat:prev` (property).
pub const PREV: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#prev");
/// `dcat:hasVersion` (property).
pub const HAS_VERSION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#hasVersion");
/// `dcat:isVersionOf` (property).
pub const IS_VERSION_OF: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#isVersionOf");
/// `dcat:version` (property).
pub const VERSION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#version");
/// `dcat:qualifiedRelation` (property).
pub const QUALIFIED_RELATION: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#qualifiedRelation");
/// `dcat:hadRole` (property).
pub const HAD_ROLE: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#hadRole");
/// `dcat:granularity` (property).
pub const GRANULARITY: NamedNodeRef<'static> = term("http://www.w3.org/ns/dcat#granularity");
