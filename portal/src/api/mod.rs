//! Interfaces for programs: RDF, feed, SPARQL, health, admin.

pub mod admin;
pub mod catalog;
pub mod check;
pub mod cube;
pub mod dataset;
pub mod files;
pub mod health;
pub mod organisation;
pub mod quality;
pub mod sparql;
