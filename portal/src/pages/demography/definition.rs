//! What a property, a code list, a code or a unit of the cubes means: its IRI leads somewhere.

use super::Ground;
use crate::error::PortalError;
use crate::language::Language;
use crate::negotiate::{Representation, representation};
use crate::state::Portal;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::cubes::CubeView;
use datenkreis_catalogue::cubes::export::rdf::structure_triples;
use datenkreis_catalogue::rdf::{PREFIXES, serialize};
use datenkreis_vocab::cube::Dimension;
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};

/// First parts of names that all cubes share.
const SHARED: [&str; 5] = ["ab", "alter", "bis", "einheit", "status"];

/// GET `/def/{name}`: what is said about it as RDF; who asks for a page comes to a cube that uses it.
pub async fn definition(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let name = request.match_info().get("name").unwrap_or_default().to_owned();
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let wanted = representation(accept);
    let found = web::block(move || {
        let ground = Ground::new(&portal, language);
        let term = NamedNode::new_unchecked(format!("{}/def/{name}", portal.base()));
        let used = ground.cubes.iter().filter(|cube| may_use(cube, &name));
        let mut told = used.map(|cube| (ground.links.cube(&cube.definition.id), about(&portal, cube, &term)));
        told.find(|(_, triples)| !triples.is_empty()).ok_or_else(|| PortalError::not_found(language))
    });
    let (cube, triples) = found.await??;
    Ok(match wanted {
        Some(Representation::Html) | None => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, cube))
            .insert_header((header::VARY, "accept"))
            .finish(),
        Some(Representation::Rdf(format)) => HttpResponse::Ok()
            .content_type(format.content_type())
            .insert_header((header::VARY, "accept"))
            .body(serialize(&triples, format, PREFIXES)),
    })
}

/// Whether a name can be one of a cube's; spares the others their structure.
fn may_use(cube: &CubeView, name: &str) -> bool {
    let first = name.split('/').next().unwrap_or_default();
    let is_of = |dimension: &Dimension| matches!(dimension, Dimension::Coded(coded) if coded.id == first);
    SHARED.contains(&first)
        || cube.definition.measure.id == first
        || cube.definition.dimensions.iter().any(is_of)
}

fn about(portal: &Portal, cube: &CubeView, term: &NamedNode) -> Vec<Triple> {
    let mut triples = structure_triples(&portal.catalogue.names(), cube);
    triples.retain(|triple| matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if node == term));
    triples
}
