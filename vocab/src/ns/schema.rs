//! schema.org: <http://schema.org/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://schema.org/";

/// `schema:startDate` (property).
pub const START_DATE: NamedNodeRef<'static> = term("http://schema.org/startDate");
/// `schema:endDate` (property).
pub const END_DATE: NamedNodeRef<'static> = term("http://schema.org/endDate");
/// `schema:AdministrativeArea` (class).
pub const ADMINISTRATIVE_AREA: NamedNodeRef<'static> = term("http://schema.org/AdministrativeArea");
/// `schema:name` (property).
pub const NAME: NamedNodeRef<'static> = term("http://schema.org/name");
/// `schema:description` (property).
pub const DESCRIPTION: NamedNodeRef<'static> = term("http://schema.org/description");
/// `schema:position` (property).
pub const POSITION: NamedNodeRef<'static> = term("http://schema.org/position");
/// `schema:identifier` (property).
pub const IDENTIFIER: NamedNodeRef<'static> = term("http://schema.org/identifier");
/// `schema:containedInPlace` (property).
pub const CONTAINED_IN_PLACE: NamedNodeRef<'static> = term("http://schema.org/containedInPlace");
/// `schema:ContactPoint` (class).
pub const CONTACT_POINT_CLASS: NamedNodeRef<'static> = term("http://schema.org/ContactPoint");
/// `schema:email` (property).
pub const EMAIL: NamedNodeRef<'static> = term("http://schema.org/email");
/// `schema:contactPoint` (property).
pub const CONTACT_POINT: NamedNodeRef<'static> = term("http://schema.org/contactPoint");
/// `schema:publisher` (property).
pub const PUBLISHER: NamedNodeRef<'static> = term("http://schema.org/publisher");
/// `schema:creator` (property).
pub const CREATOR: NamedNodeRef<'static> = term("http://schema.org/creator");
/// `schema:contributor` (property).
pub const CONTRIBUTOR: NamedNodeRef<'static> = term("http://schema.org/contributor");
/// `schema:dateCreated` (property).
pub const DATE_CREATED: NamedNodeRef<'static> = term("http://schema.org/dateCreated");
/// `schema:datePublished` (property).
pub const DATE_PUBLISHED: NamedNodeRef<'static> = term("http://schema.org/datePublished");
/// `schema:dateModified` (property).
pub const DATE_MODIFIED: NamedNodeRef<'static> = term("http://schema.org/dateModified");
/// `schema:creativeWorkStatus` (property).
pub const CREATIVE_WORK_STATUS: NamedNodeRef<'static> = term("http://schema.org/creativeWorkStatus");
/// `schema:workExample` (property).
pub const WORK_EXAMPLE: NamedNodeRef<'static> = term("http://schema.org/workExample");
/// `schema:license` (property).
pub const LICENSE: NamedNodeRef<'static> = term("http://schema.org/license");
/// `schema:creditText` (property).
pub const CREDIT_TEXT: NamedNodeRef<'static> = term("http://schema.org/creditText");
