//! SPDX: <http://spdx.org/rdf/terms#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://spdx.org/rdf/terms#";

/// `spdx:Checksum` (class).
pub const CHECKSUM_CLASS: NamedNodeRef<'static> = term("http://spdx.org/rdf/terms#Checksum");
/// `spdx:checksum` (property).
pub const CHECKSUM: NamedNodeRef<'static> = term("http://spdx.org/rdf/terms#checksum");
/// `spdx:algorithm` (property).
pub const ALGORITHM: NamedNodeRef<'static> = term("http://spdx.org/rdf/terms#algorithm");
/// `spdx:checksumValue` (property).
pub const CHECKSUM_VALUE: NamedNodeRef<'static> = term("http://spdx.org/rdf/terms#checksumValue");
/// `spdx:ChecksumAlgorithm` (class).
pub const CHECKSUM_ALGORITHM: NamedNodeRef<'static> = term("http://spdx.org/rdf/terms#ChecksumAlgorithm");
