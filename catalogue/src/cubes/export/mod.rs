//! A cube as it leaves: one file for each format.

pub mod rdf;
