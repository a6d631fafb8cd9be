//! DCAT-AP.de: <http://dcat-ap.de/def/dcatde/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://dcat-ap.de/def/dcatde/";

/// `dcatde:politicalGeocodingLevelURI` (property).
pub const POLITICAL_GEOCODING_LEVEL_URI: NamedNodeRef<'static> =
    term("http://dcat-ap.de/def/dcatde/politicalGeocodingLevelURI");
/// `dcatde:politicalGeocodingURI` (property).
pub const POLITICAL_GEOCODING_URI: NamedNodeRef<'static> =
    term("http://dcat-ap.de/def/dcatde/politicalGeocodingURI");
/// `dcatde:contributorID` (property).
pub const CONTRIBUTOR_ID: NamedNodeRef<'static> = term("http://dcat-ap.de/def/dcatde/contributorID");
/// `dcatde:geocodingDescription` (property).
pub const GEOCODING_DESCRIPTION: NamedNodeRef<'static> =
    term("http://dcat-ap.de/def/dcatde/geocodingDescription");
/// `dcatde:legalBasis` (property).
pub const LEGAL_BASIS: NamedNodeRef<'static> = term("http://dcat-ap.de/def/dcatde/legalBasis");
/// `dcatde:qualityProcessURI` (property).
pub const QUALITY_PROCESS_URI: NamedNodeRef<'static> = term("http://dcat-ap.de/def/dcatde/qualityProcessURI");
/// `dcatde:originator` (property).
pub const ORIGINATOR: NamedNodeRef<'static> = term("http://dcat-ap.de/def/dcatde/originator");
/// `dcatde:maintainer` (property).
pub const MAINTAINER: NamedNodeRef<'static> = term("http://dcat-ap.de/def/dcatde/maintainer");
/// `dcatde:licenseAttributionByText` (property).
pub const LICENSE_ATTRIBUTION_BY_TEXT: NamedNodeRef<'static> =
    term("http://dcat-ap.de/def/dcatde/licenseAttributionByText");
/// `dcatde:plannedAvailability` (property).
pub const PLANNED_AVAILABILITY: NamedNodeRef<'static> =
    term("http://dcat-ap.de/def/dcatde/plannedAvailability");
