//! Hydra core: <http://www.w3.org/ns/hydra/core#>

use super::term;
use oxrdf::NamedNodeRef;

/// The namespace IRI.
pub const NS: &str = "http://www.w3.org/ns/hydra/core#";

/// `hydra:PagedCollection` (class).
pub const PAGED_COLLECTION: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#PagedCollection");
/// `hydra:PartialCollectionView` (class).
pub const PARTIAL_COLLECTION_VIEW: NamedNodeRef<'static> =
    term("http://www.w3.org/ns/hydra/core#PartialCollectionView");
/// `hydra:totalItems` (property).
pub const TOTAL_ITEMS: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#totalItems");
/// `hydra:itemsPerPage` (property).
pub const ITEMS_PER_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#itemsPerPage");
/// `hydra:next` (property).
pub const NEXT: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#next");
/// `hydra:nextPage` (property).
pub const NEXT_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#nextPage");
/// `hydra:previous` (property).
pub const PREVIOUS: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#previous");
/// `hydra:previousPage` (property).
pub const PREVIOUS_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#previousPage");
/// `hydra:first` (property).
pub const FIRST: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#first");
/// `hydra:firstPage` (property).
pub const FIRST_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#firstPage");
/// `hydra:last` (property).
pub const LAST: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#last");
/// `hydra:lastPage` (property).
pub const LAST_PAGE: NamedNodeRef<'static> = term("http://www.w3.org/ns/hydra/core#lastPage");
