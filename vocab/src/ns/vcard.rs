//! vCard ontology: <http://www.w3.org/2006/vcard/ns#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/2006/vcard/ns#";

/// `vcard:Kind` (class).
pub const KIND: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Kind");
/// `vcard:Organization` (class).
pub const ORGANIZATION: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Organization");
/// `vcard:Group` (class).
pub const GROUP: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Group");
/// `vcard:Location` (class).
pub const LOCATION: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Location");
/// `vcard:Individual` (class).
pub const INDIVIDUAL: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Individual");
/// `vcard:fn` (property).
pub const FN: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#fn");
/// `vcard:hasEmail` (property).
pub const HAS_EMAIL: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#hasEmail");
/// `vcard:hasURL` (property).
pub const HAS_URL: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#hasURL");
/// `vcard:hasTelephone` (property).
pub const HAS_TELEPHONE: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#hasTelephone");
/// `vcard:hasValue` (property).
pub const HAS_VALUE: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#hasValue");
/// `vcard:hasAddress` (property).
pub const HAS_ADDRESS: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#hasAddress");
/// `vcard:Address` (class).
pub const ADDRESS: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#Address");
/// `vcard:street-address` (property).
pub const STREET_ADDRESS: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#street-address");
/// `vcard:postal-code` (property).
pub const POSTAL_CODE: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#postal-code");
/// `vcard:locality` (property).
pub const LOCALITY: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#locality");
/// `vcard:region` (property).
pub const REGION: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#region");
/// `vcard:country-name` (property).
pub const COUNTRY_NAME: NamedNodeRef<'static> = term("http://www.w3.org/2006/vcard/ns#country-name");
/// `vcard:hasOrganizationName` (property).
pub const HAS_ORGANIZATION_NAME: NamedNodeRef<'static> =
    term("http://www.w3.org/2006/vcard/ns#hasOrganizationName");
/// `vcard:organization-name` (property).
pub const ORGANIZATION_NAME: NamedNodeRef<'static> =
    term("http://www.w3.org/2006/vcard/ns#organization-name");
