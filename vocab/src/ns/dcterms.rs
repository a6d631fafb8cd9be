//! DCMI Metadata Terms: <http://purl.org/dc/terms/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/dc/terms/";

/// `dcterms:title` (property).
pub const TITLE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/title");
/// `dcterms:description` (property).
pub const DESCRIPTION: NamedNodeRef<'static> = term("http://purl.org/dc/terms/description");
/// `dcterms:publisher` (property).
pub const PUBLISHER: NamedNodeRef<'static> = term("http://purl.org/dc/terms/publisher");
/// `dcterms:creator` (property).
pub const CREATOR: NamedNodeRef<'static> = term("http://purl.org/dc/terms/creator");
/// `dcterms:contributor` (property).
pub const CONTRIBUTOR: NamedNodeRef<'static> = term("http://purl.org/dc/terms/contributor");
/// `dcterms:identifier` (property).
pub const IDENTIFIER: NamedNodeRef<'static> = term("http://purl.org/dc/terms/identifier");
/// `dcterms:issued` (property).
pub const ISSUED: NamedNodeRef<'static> = term("http://purl.org/dc/terms/issued");
/// `dcterms:modified` (property).
pub const MODIFIED: NamedNodeRef<'static> = term("http://purl.org/dc/terms/modified");
/// `dcterms:language` (property).
pub const LANGUAGE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/language");
/// `dcterms:license` (property).
pub const LICENSE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/license");
/// `dcterms:rights` (property).
pub const RIGHTS: NamedNodeRef<'static> = term("http://purl.org/dc/terms/rights");
/// `dcterms:accessRights` (property).
pub const ACCESS_RIGHTS: NamedNodeRef<'static> = term("http://purl.org/dc/terms/accessRights");
/// `dcterms:format` (property).
pub const FORMAT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/format");
/// `dcterms:spatial` (property).
pub const SPATIAL: NamedNodeRef<'static> = term("http://purl.org/dc/terms/spatial");
/// `dcterms:temporal` (property).
pub const TEMPORAL: NamedNodeRef<'static> = term("http://purl.org/dc/terms/temporal");
/// `dcterms:accrualPeriodicity` (property).
pub const ACCRUAL_PERIODICITY: NamedNodeRef<'static> = term("http://purl.org/dc/terms/accrualPeriodicity");
/// `dcterms:conformsTo` (property).
pub const CONFORMS_TO: NamedNodeRef<'static> = term("http://purl.org/dc/terms/conformsTo");
/// `dcterms:provenance` (property).
pub const PROVENANCE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/provenance");
/// `dcterms:source` (property).
pub const SOURCE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/source");
/// `dcterms:relation` (property).
pub const RELATION: NamedNodeRef<'static> = term("http://purl.org/dc/terms/relation");
/// `dcterms:references` (property).
pub const REFERENCES: NamedNodeRef<'static> = term("http://purl.org/dc/terms/references");
/// `dcterms:isReferencedBy` (property).
pub const IS_REFERENCED_BY: NamedNodeRef<'static> = term("http://purl.org/dc/terms/isReferencedBy");
/// `dcterms:hasPart` (property).
pub const HAS_PART: NamedNodeRef<'static> = term("http://purl.org/dc/terms/hasPart");
/// `dcterms:isPartOf` (property).
pub const IS_PART_OF: NamedNodeRef<'static> = term("http://purl.org/dc/terms/isPartOf");
/// `dcterms:hasVersion` (property).
pub const HAS_VERSION: NamedNodeRef<'static> = term("http://purl.org/dc/terms/hasVersion");
/// `dcterms:isVersionOf` (property).
pub const IS_VERSION_OF: NamedNodeRef<'static> = term("http://purl.org/dc/terms/isVersionOf");
/// `dcterms:type` (property).
pub const TYPE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/type");
/// `dcterms:subject` (property).
pub const SUBJECT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/subject");
/// `dcterms:Location` (class).
pub const LOCATION: NamedNodeRef<'static> = term("http://purl.org/dc/terms/Location");
/// `dcterms:PeriodOfTime` (class).
pub const PERIOD_OF_TIME: NamedNodeRef<'static> = term("http://purl.org/dc/terms/PeriodOfTime");
/// `dcterms:LicenseDocument` (class).
pub const LICENSE_DOCUMENT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/LicenseDocument");
/// `dcterms:RightsStatement` (class).
pub const RIGHTS_STATEMENT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/RightsStatement");
/// `dcterms:ProvenanceStatement` (class).
pub const PROVENANCE_STATEMENT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/ProvenanceStatement");
/// `dcterms:Standard` (class).
pub const STANDARD: NamedNodeRef<'static> = term("http://purl.org/dc/terms/Standard");
/// `dcterms:Frequency` (class).
pub const FREQUENCY: NamedNodeRef<'static> = term("http://purl.org/dc/terms/Frequency");
/// `dcterms:LinguisticSystem` (class).
pub const LINGUISTIC_SYSTEM: NamedNodeRef<'static> = term("http://purl.org/dc/terms/LinguisticSystem");
/// `dcterms:MediaType` (class).
pub const MEDIA_TYPE: NamedNodeRef<'static> = term("http://purl.org/dc/terms/MediaType");
/// `dcterms:MediaTypeOrExtent` (class).
pub const MEDIA_TYPE_OR_EXTENT: NamedNodeRef<'static> = term("http://purl.org/dc/terms/MediaTypeOrExtent");
/// `dcterms:isReplacedBy` (property).
pub const IS_REPLACED_BY: NamedNodeRef<'static> = term("http://purl.org/dc/terms/isReplacedBy");
