//! What a page says about the others: Hydra with its old names (PagedCollection, nextPage) and its new
//! ones (PartialCollectionView, next), links as IRI or as text.

use datenkreis_vocab::ns::hydra;
use memchr::memmem;
use oxrdf::{Term, Triple};
use url::Url;

/// A link stands so near to its name, in bytes.
const LINK_BYTES: usize = 300;

/// The paging of one page.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Paging {
    /// Addresses of next pages, as found.
    pub next: Vec<String>,
    /// Number of records on all pages together.
    pub total: Option<u64>,
    /// Whether the page says anything about paging.
    pub is_paged: bool,
}

impl Paging {
    /// Reads what the triples of a page say.
    pub(crate) fn of(triples: &[Triple]) -> Self {
        let mut paging = Self::default();
        for triple in triples {
            let predicate = triple.predicate.as_ref();
            paging.is_paged |= predicate.as_str().starts_with(hydra::NS);
            if predicate == hydra::NEXT || predicate == hydra::NEXT_PAGE {
                let link = match &triple.object {
                    Term::NamedNode(iri) => iri.as_str().to_owned(),
                    Term::Literal(literal) => literal.value().trim().to_owned(),
                    _ => continue,
                };
                if !link.is_empty() && !paging.next.contains(&link) {
                    paging.next.push(link);
                }
            } else if predicate == hydra::TOTAL_ITEMS
                && let Term::Literal(literal) = &triple.object
                && let Ok(total) = literal.value().trim().parse::<u64>()
            {
                paging.total = paging.total.max(Some(total));
            }
        }
        paging
    }
}

/// Where a link to the next page leads. A catalogue behind a proxy often names its inner address
/// (`http://192.168.57.3:5000/catalog.xml?page=2`) or the wrong scheme: a link to the same endpoint at
/// another origin leads to the origin we asked. The second value tells whether that was done.
pub(crate) fn resolve(link: &str, page: &Url) -> Option<(Url, bool)> {
    let mut next = page.join(link).ok()?;
    next.set_fragment(None);
    if next.origin() == page.origin() || endpoint(&next) != endpoint(page) {
        return Some((next, false));
    }
    let mut rewritten = page.clone();
    rewritten.set_query(next.query());
    Some((rewritten, true))
}

/// Where a page seems to lead, judged by its text alone, so that the next page can be fetched while
/// this one is parsed. Only another page of the same address is guessed, and only if nothing else in
/// the text looks like one; what the page really says decides.
pub(super) fn guess(body: &[u8], page: &Url) -> Option<Url> {
    let is_name = |at: usize| at > 0 && b":#/\"".contains(&body[at - 1]);
    let names = memmem::find_iter(body, "next").filter(|at| is_name(*at));
    let mut guesses = names.filter_map(|at| {
        let near = &body[at..body.len().min(at + LINK_BYTES)];
        let link = &near[memmem::find(near, b"http")?..];
        let end = link.iter().position(|byte| b"\"'<> \r\n\t".contains(byte))?;
        let link = std::str::from_utf8(&link[..end]).ok()?.replace("&amp;", "&");
        let (next, _) = resolve(&link, page)?;
        (next.origin() == page.origin() && next.path() == page.path() && next != *page).then_some(next)
    });
    let guess = guesses.next()?;
    guesses.all(|other| other == guess).then_some(guess)
}

/// The last part of the path, by which an endpoint is recognised under another origin.
fn endpoint(url: &Url) -> Option<&str> {
    url.path().trim_end_matches('/').rsplit('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(link: &str, page: &str, expected: &str, rewritten: bool) {
        let (next, was) = resolve(link, &Url::parse(page).unwrap()).unwrap();
        assert_eq!((next.as_str(), was), (expected, rewritten), "{link}");
    }

    #[test]
    fn links_lead_to_the_origin_that_was_asked() {
        let page = "https://opendata.example.org/catalog.xml?page=1";
        let two = "https://opendata.example.org/catalog.xml?page=2";
        check("http://opendata.example.org/catalog.xml?page=2", page, two, true);
        check("http://192.168.57.3:5000/catalog.xml?page=2", page, two, true);
        check("http://ckan:5000/inner/catalog.xml?page=2", page, two, true);
        check("?page=2", page, two, false);
        check("/catalog.xml?page=2#x", page, two, false);
        check(
            "https://api.example.com/v2/datasets?page=2",
            page,
            "https://api.example.com/v2/datasets?page=2",
            false,
        );
    }

    #[test]
    fn the_next_page_is_guessed_in_every_format() {
        let page = Url::parse("https://example.org/catalog?page=1").unwrap();
        let check = |text: &str, expected: Option<&str>| {
            let guess = guess(text.as_bytes(), &page);
            assert_eq!(guess.as_ref().map(Url::as_str), expected, "{text}");
        };
        let two = Some("https://example.org/catalog?page=2&x=1");
        check("<hydra:nextPage>http://inner:5000/catalog?page=2&amp;x=1</hydra:nextPage>", two);
        check("<hydra:next rdf:resource='https://example.org/catalog?page=2&amp;x=1'/>", two);
        check("hydra:next <https://example.org/catalog?page=2&x=1> ; hydra:first <x>", two);
        check(r#"{"next": {"@id": "https://example.org/catalog?page=2&x=1"}}"#, two);
        check("<http://www.w3.org/ns/hydra/core#next> <https://example.org/catalog?page=2&x=1> .", two);
        check("hydra:next <https://example.org/elsewhere?page=2>", None);
        check("hydra:next <https://example.org/catalog?page=1>", None);
        check(
            "hydra:next <https://example.org/catalog?page=2>, hydra:next <https://example.org/catalog?page=3>",
            None,
        );
        check("dct:title \"what comes next http\"", None);
        check("", None);
    }
}
