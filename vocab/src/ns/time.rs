//! OWL-Time: <http://www.w3.org/2006/time#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/2006/time#";

/// `time:Instant` (class).
pub const INSTANT: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#Instant");
/// `time:hasBeginning` (property).
pub const HAS_BEGINNING: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#hasBeginning");
/// `time:hasEnd` (property).
pub const HAS_END: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#hasEnd");
/// `time:inXSDDate` (property).
pub const IN_XSD_DATE: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#inXSDDate");
/// `time:inXSDDateTime` (property).
pub const IN_XSD_DATE_TIME: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#inXSDDateTime");
/// `time:inXSDDateTimeStamp` (property).
pub const IN_XSD_DATE_TIME_STAMP: NamedNodeRef<'static> =
    term("http://www.w3.org/2006/time#inXSDDateTimeStamp");
/// `time:GeneralDateTimeDescription` (class).
pub const GENERAL_DATE_TIME_DESCRIPTION: NamedNodeRef<'static> =
    term("http://www.w3.org/2006/time#GeneralDateTimeDescription");
/// `time:unitType` (property).
pub const UNIT_TYPE: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#unitType");
/// `time:unitYear` (individual).
pub const UNIT_YEAR: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#unitYear");
/// `time:unitMonth` (individual).
pub const UNIT_MONTH: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#unitMonth");
/// `time:unitDay` (individual).
pub const UNIT_DAY: NamedNodeRef<'static> = term("http://www.w3.org/2006/time#unitDay");
