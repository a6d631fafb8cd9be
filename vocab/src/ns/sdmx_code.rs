//! SDMX codes: <http://purl.org/linked-data/sdmx/2009/code#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://purl.org/linked-data/sdmx/2009/code#";

/// `sdmx-code:sex` (code list).
pub const SEX: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex");
/// `sdmx-code:sex-F` (code).
pub const SEX_F: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex-F");
/// `sdmx-code:sex-M` (code).
pub const SEX_M: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex-M");
/// `sdmx-code:sex-T` (code).
pub const SEX_T: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex-T");
/// `sdmx-code:sex-U` (code).
pub const SEX_U: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex-U");
/// `sdmx-code:sex-N` (code).
pub const SEX_N: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#sex-N");
/// `sdmx-code:obsStatus` (code list).
pub const OBS_STATUS: NamedNodeRef<'static> = term("http://purl.org/linked-data/sdmx/2009/code#obsStatus");
/// `sdmx-code:obsStatus-A` (code).
pub const OBS_STATUS_A: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-A");
/// `sdmx-code:obsStatus-B` (code).
pub const OBS_STATUS_B: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-B");
/// `sdmx-code:obsStatus-E` (code).
pub const OBS_STATUS_E: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-E");
/// `sdmx-code:obsStatus-F` (code).
pub const OBS_STATUS_F: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-F");
/// `sdmx-code:obsStatus-M` (code).
pub const OBS_STATUS_M: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-M");
/// `sdmx-code:obsStatus-P` (code).
pub const OBS_STATUS_P: NamedNodeRef<'static> =
    term("http://purl.org/linked-data/sdmx/2009/code#obsStatus-P");
