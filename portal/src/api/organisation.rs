//! The IRIs of publishers that we make. What is known of a publisher stands in every dataset of his and
//! in the feed, so these lead on (303, as linked data on the web does it).

use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// Who runs the portal, as the catalogue's description calls him.
pub const OPERATOR: &str = "betreiber";

/// GET and HEAD `/organisation/{id}`: to the publisher's home page, or to what we say of the operator.
pub async fn organisation(
    portal: web::Data<Portal>,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let place = match portal.region.organisation(&id) {
        _ if *id == OPERATOR => "/ueber".to_owned(),
        Some(organisation) => organisation.homepage.as_ref().map_or("/".to_owned(), ToString::to_string),
        None => return Err(PortalError::not_found(Language::De)),
    };
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish())
}
