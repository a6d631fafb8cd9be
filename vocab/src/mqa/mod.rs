//! The Metadata Quality Assessment of data.europa.eu: 23 metrics in five dimensions, 405 points.
//!
//! [`measure()`] follows the scoring code of data.europa.eu, not only its description:
//!
//! 1. Each distribution is measured; several access (or download) addresses count with their best
//!    answer. A good answer is a status from 200 to 299.
//! 2. The one distribution with the most points counts, the first of several; nothing is mixed.
//! 3. What is measured at the dataset is added. dcterms:issued and dcterms:modified count once: at the
//!    distribution chosen, which is measured whether it has them or not; at the dataset only if it has
//!    no distribution.
//!
//! What was not measured yet (an address nobody asked) earns nothing there, and here. But an
//! [`Assessment`] knows what it may earn still, so that nobody is blamed for it.
//!
//! A [`Remedy`] is what somebody can do about it: one text, which may satisfy several metrics at once. What
//! it brings is told for many datasets by their outcomes ([`Gain::planned`]), and for one by measuring its
//! graph with the text in it.
//!
//! [`govdata`] is the other yardstick: the few rules GovData's dashboard counts.

mod assessment;
mod dimension;
mod dqv;
mod gain;
pub mod govdata;
mod links;
mod measure;
mod metric;
mod rating;
mod remedy;

pub use assessment::{Assessment, Outcome};
pub use dimension::Dimension;
pub use dqv::{descriptions, measurement_iri, measurements};
pub use gain::{Gain, by_effort, rank};
pub use links::{LinkAnswer, Links, Unasked};
pub use measure::{is_known_license, measure};
pub use metric::{Level, Metric};
pub use rating::Rating;
pub use remedy::Remedy;

/// The points of a perfect dataset.
pub const MOST_POINTS: u16 = 405;
