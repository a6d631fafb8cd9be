//! Accept header and file extension to a representation.

use datenkreis_catalogue::rdf::Format;

/// What a resource can be served as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    /// A page.
    Html,
    /// RDF in some serialisation.
    Rdf(Format),
}

/// Media types by which each representation may be asked for; the first of each is the one served.
const OFFERED: &[(&str, Representation)] = &[
    ("text/html", Representation::Html),
    ("application/xhtml+xml", Representation::Html),
    ("text/turtle", Representation::Rdf(Format::Turtle)),
    ("application/rdf+xml", Representation::Rdf(Format::RdfXml)),
    ("application/ld+json", Representation::Rdf(Format::JsonLd)),
    ("application/n-triples", Representation::Rdf(Format::NTriples)),
    ("application/x-turtle", Representation::Rdf(Format::Turtle)),
    ("text/n3", Representation::Rdf(Format::Turtle)),
    ("application/xml", Representation::Rdf(Format::RdfXml)),
    ("text/xml", Representation::Rdf(Format::RdfXml)),
    ("application/json", Representation::Rdf(Format::JsonLd)),
    ("text/plain", Representation::Rdf(Format::NTriples)),
];

/// The same where there is no page: who asks for one gets Turtle.
const RDF_OFFERED: &[(&str, Format)] = &[
    ("text/turtle", Format::Turtle),
    ("text/html", Format::Turtle),
    ("application/xhtml+xml", Format::Turtle),
    ("application/rdf+xml", Format::RdfXml),
    ("application/ld+json", Format::JsonLd),
    ("application/n-triples", Format::NTriples),
    ("application/x-turtle", Format::Turtle),
    ("text/n3", Format::Turtle),
    ("application/xml", Format::RdfXml),
    ("text/xml", Format::RdfXml),
    ("application/json", Format::JsonLd),
    ("text/plain", Format::NTriples),
];

/// The representation a client likes best (RFC 9110 §12.5.1), HTML at equal liking and when nothing
/// is said; `None` if nothing we have is acceptable.
pub fn representation(accept: Option<&str>) -> Option<Representation> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
        return Some(Representation::Html);
    };
    choose(accept, OFFERED)
}

/// The serialisation a client likes best where there is no page; Turtle when nothing is said.
pub fn serialisation(accept: Option<&str>) -> Option<Format> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
        return Some(Format::Turtle);
    };
    choose(accept, RDF_OFFERED)
}

/// The offer a client likes best; the earlier offer wins at equal liking. The first media type of an
/// offer is the one it is served as, the others are further names for it.
pub fn choose<T: Copy + PartialEq>(accept: &str, offered: &[(&str, T)]) -> Option<T> {
    let ranges: Vec<Range<'_>> = accept.split(',').take(100).filter_map(Range::parse).collect();
    let mut best: Option<(f32, T)> = None;
    for (media_type, value) in offered {
        let served = offered.iter().find(|(_, same)| same == value).map_or(*media_type, |(first, _)| first);
        let quality = quality(&ranges, media_type, served);
        if quality > 0.0 && best.is_none_or(|(before, _)| quality > before) {
            best = Some((quality, *value));
        }
    }
    best.map(|(_, value)| value)
}

struct Range<'a> {
    media_type: &'a str,
    quality: f32,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let media_type = parts.next().filter(|media_type| media_type.contains('/'))?;
        let quality = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .and_then(|(_, value)| value.trim().parse().ok())
            .unwrap_or(1.0);
        Some(Self { media_type, quality })
    }
}

/// How much a client likes what it calls `name` and gets as `served`. What is said of the type served
/// counts first; a further name counts where it is written out, for a wildcard speaks of what is served.
fn quality(ranges: &[Range<'_>], name: &str, served: &str) -> f32 {
    match (decisive(ranges, served), decisive(ranges, name)) {
        (Some((_, refused)), _) if refused <= 0.0 => 0.0,
        (Some((NAMED, quality)), _) => quality,
        (_, Some((NAMED, quality))) => quality,
        (Some((_, quality)), _) if name == served => quality,
        _ => 0.0,
    }
}

/// Rank of a range that names one media type.
const NAMED: u8 = 2;

/// The most specific range that matches decides: its rank and quality.
fn decisive(ranges: &[Range<'_>], media_type: &str) -> Option<(u8, f32)> {
    let rank = |range: &Range<'_>| match range.media_type.split_once('/') {
        Some(("*", "*")) => Some(0),
        Some((kind, "*")) => {
            media_type.split('/').next().is_some_and(|k| k.eq_ignore_ascii_case(kind)).then_some(1)
        }
        _ => range.media_type.eq_ignore_ascii_case(media_type).then_some(NAMED),
    };
    ranges
        .iter()
        .filter_map(|range| rank(range).map(|rank| (rank, range.quality)))
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expected: Option<Representation>) {
        assert_eq!(representation(Some(accept)), expected, "{accept}");
    }

    #[test]
    fn browsers_get_pages() {
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Representation::Html));
        check("*/*", Some(Representation::Html));
        check("", Some(Representation::Html));
    }

    #[test]
    fn clients_get_what_they_like_best() {
        check("text/turtle", Some(Representation::Rdf(Format::Turtle)));
        check("text/turtle;q=0.5, application/ld+json", Some(Representation::Rdf(Format::JsonLd)));
        check("application/rdf+xml;q=0.9, text/html;q=0.1", Some(Representation::Rdf(Format::RdfXml)));
        check("application/*;q=0.4, text/turtle;q=0.3", Some(Representation::Rdf(Format::RdfXml)));
        check(
            "text/html;q=0, */*;q=0.1, application/xhtml+xml;q=0",
            Some(Representation::Rdf(Format::Turtle)),
        );
    }

    #[test]
    fn what_is_served_is_what_was_matched() {
        check("application/*", Some(Representation::Rdf(Format::RdfXml)));
        check("text/*", Some(Representation::Html));
        check("text/html;q=0,*/*", Some(Representation::Rdf(Format::Turtle)));
        check("text/*;q=0, */*;q=0.1", Some(Representation::Rdf(Format::RdfXml)));
        check("application/xhtml+xml, text/*;q=0", None);
        check(
            "application/xhtml+xml, text/html;q=0.3, text/turtle;q=0.5",
            Some(Representation::Rdf(Format::Turtle)),
        );
        check("application/xhtml+xml", Some(Representation::Html));
        check("application/json", Some(Representation::Rdf(Format::JsonLd)));
        check("application/json;q=0.4, */*;q=0.1", Some(Representation::Rdf(Format::JsonLd)));
    }

    #[test]
    fn where_there_is_no_page_browsers_get_turtle() {
        let check = |accept: &str, expected: Option<Format>| {
            assert_eq!(serialisation(Some(accept)), expected, "{accept}");
        };
        check("", Some(Format::Turtle));
        check("text/html", Some(Format::Turtle));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Format::Turtle));
        check("text/turtle;q=0,*/*;q=0.1", Some(Format::RdfXml));
        check("text/turtle;q=0,text/html", None);
        check("application/*;q=0.2", Some(Format::RdfXml));
        check("application/ld+json, text/html;q=0.5", Some(Format::JsonLd));
        check("image/png", None);
    }

    #[test]
    fn what_we_lack_is_refused() {
        check("image/png", None);
        check("text/turtle;q=0", None);
    }
}
