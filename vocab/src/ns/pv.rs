//! The vocabulary of data.europa.eu's Metadata Quality Assessment: <https://piveau.eu/ns/voc#>. Its
//! metrics and dimensions are named by [`crate::mqa::Metric::iri`] and [`crate::mqa::Dimension::iri`].

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "https://piveau.eu/ns/voc#";

/// `pv:scoring` (metric): the points of a dataset over all dimensions.
pub const SCORING: NamedNodeRef<'static> = term("https://piveau.eu/ns/voc#scoring");
