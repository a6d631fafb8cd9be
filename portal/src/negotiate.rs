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

/// Media types by which each representation may be asked for; the first is the one served.
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

/// The representation a client likes best (RFC 9110 §12.5.1), HTML at equal liking and when nothing
/// is said; `None` if nothing we have is acceptable.
pub fn representation(accept: Option<&str>) -> Option<Representation> {
    let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
        return Some(Representation::Html);
    };
    choose(accept, OFFERED)
}

/// The offer a client likes best; the earlier offer wins at equal liking.
pub fn choose<T: Copy>(accept: &str, offered: &[(&str, T)]) -> Option<T> {
    let ranges: Vec<Range<'_>> = accept.split(',').take(100).filter_map(Range::parse).collect();
    let mut best: Option<(f32, T)> = None;
    for (media_type, value) in offered {
        let quality = quality(&ranges, media_type);
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

/// The most specific range that matches decides.
fn quality(ranges: &[Range<'_>], media_type: &str) -> f32 {
    let specificity = |range: &Range<'_>| match range.media_type.split_once('/') {
        Some(("*", "*")) => Some(0),
        Some((kind, "*")) => {
            media_type.split('/').next().is_some_and(|k| k.eq_ignore_ascii_case(kind)).then_some(1)
        }
        _ => range.media_type.eq_ignore_ascii_case(media_type).then_some(2),
    };
    ranges
        .iter()
        .filter_map(|range| specificity(range).map(|rank| (rank, range.quality)))
        .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .map_or(0.0, |(_, quality)| quality)
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
        check("application/*;q=0.4, text/turtle;q=0.3", Some(Representation::Html));
        check(
            "text/html;q=0, */*;q=0.1, application/xhtml+xml;q=0",
            Some(Representation::Rdf(Format::Turtle)),
        );
    }

    #[test]
    fn what_we_lack_is_refused() {
        check("image/png", None);
        check("text/turtle;q=0", None);
    }
}
