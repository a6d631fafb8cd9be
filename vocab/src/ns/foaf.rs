//! Friend of a Friend: <http://xmlns.com/foaf/0.1/>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://xmlns.com/foaf/0.1/";

/// `foaf:Agent` (class).
pub const AGENT: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/Agent");
/// `foaf:Organization` (class).
pub const ORGANIZATION: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/Organization");
/// `foaf:Group` (class).
pub const GROUP: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/Group");
/// `foaf:Person` (class).
pub const PERSON: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/Person");
/// `foaf:Document` (class).
pub const DOCUMENT: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/Document");
/// `foaf:name` (property).
pub const NAME: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/name");
/// `foaf:mbox` (property).
pub const MBOX: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/mbox");
/// `foaf:homepage` (property).
pub const HOMEPAGE: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/homepage");
/// `foaf:page` (property).
pub const PAGE: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/page");
/// `foaf:primaryTopic` (property).
pub const PRIMARY_TOPIC: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/primaryTopic");
/// `foaf:phone` (property).
pub const PHONE: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/phone");
/// `foaf:isPrimaryTopicOf` (property).
pub const IS_PRIMARY_TOPIC_OF: NamedNodeRef<'static> = term("http://xmlns.com/foaf/0.1/isPrimaryTopicOf");
