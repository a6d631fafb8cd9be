//! The DCAT-AP.de 3.0 model: one class a file, named after the class, fields named after the
//! property in snake case. `to_rdf` writes triples, `from_rdf` reads them back; both stand beside
//! the type. Mapping fills these types, normalising resolves their [`Coded`] values.

mod agent;
mod catalog_record;
mod checksum;
mod coded;
mod contact_point;
mod data_service;
mod dataset;
mod distribution;
pub mod geometry;
mod identifier;
mod lang_string;
mod location;
mod period_of_time;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use agent::Agent;
pub use catalog_record::CatalogRecord;
pub use checksum::Checksum;
pub use coded::Coded;
pub use contact_point::ContactPoint;
pub use data_service::DataService;
pub use dataset::{Dataset, Kind};
pub use distribution::Distribution;
pub use identifier::Identifier;
pub use lang_string::{LangString, best};
pub use location::Location;
pub use period_of_time::PeriodOfTime;
