use oxrdfio::{JsonLdProfileSet, RdfFormat};

/// A concrete syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RDF 1.1 Turtle.
    Turtle,
    /// RDF 1.1 XML Syntax.
    RdfXml,
    /// JSON-LD 1.1, compact, with its context inside.
    JsonLd,
    /// RDF 1.1 N-Triples.
    NTriples,
    /// RDF 1.1 N-Quads.
    NQuads,
    /// RDF 1.1 TriG.
    TriG,
}

impl Format {
    /// The formats every dataset and the catalogue are offered in, the preferred one first.
    pub const OFFERED: [Self; 4] = [Self::Turtle, Self::RdfXml, Self::JsonLd, Self::NTriples];

    /// All formats.
    pub const ALL: [Self; 6] =
        [Self::Turtle, Self::RdfXml, Self::JsonLd, Self::NTriples, Self::NQuads, Self::TriG];

    /// The registered media type, without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::TriG => "application/trig",
        }
    }

    /// The Content-Type to answer with. Only `text/*` needs the charset: the other types are UTF-8 by
    /// definition.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle; charset=utf-8",
            other => other.media_type(),
        }
    }

    /// The file name extension, without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
        }
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle",
            Self::RdfXml => "RDF/XML",
            Self::JsonLd => "JSON-LD",
            Self::NTriples => "N-Triples",
            Self::NQuads => "N-Quads",
            Self::TriG => "TriG",
        }
    }

    /// The format of a file name extension, without dot, in any case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "ttl" | "turtle" => Self::Turtle,
            "rdf" | "xml" | "owl" | "rdfxml" => Self::RdfXml,
            "jsonld" | "json" => Self::JsonLd,
            "nt" => Self::NTriples,
            "nq" => Self::NQuads,
            "trig" => Self::TriG,
            _ => return None,
        })
    }

    /// The format of a media type, in any case, parameters ignored; older and generic names included.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match essence.as_str() {
            "text/turtle" | "application/turtle" | "application/x-turtle" | "text/n3" | "text/rdf+n3" => {
                Self::Turtle
            }
            "application/rdf+xml" | "application/xml" | "text/xml" => Self::RdfXml,
            "application/ld+json" | "application/json" => Self::JsonLd,
            "application/n-triples" | "text/plain" | "text/ntriples" | "text/nt" => Self::NTriples,
            "application/n-quads" | "text/x-nquads" | "text/nquads" => Self::NQuads,
            "application/trig" | "application/x-trig" => Self::TriG,
            _ => return None,
        })
    }
}

impl From<Format> for RdfFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Turtle => Self::Turtle,
            Format::RdfXml => Self::RdfXml,
            Format::JsonLd => Self::JsonLd { profile: JsonLdProfileSet::empty() },
            Format::NTriples => Self::NTriples,
            Format::NQuads => Self::NQuads,
            Format::TriG => Self::TriG,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_is_found_by_its_names() {
        for format in Format::ALL {
            assert_eq!(Format::from_extension(format.extension()), Some(format));
            assert_eq!(Format::from_media_type(format.content_type()), Some(format));
        }
        assert_eq!(Format::from_media_type("Application/RDF+XML; charset=UTF-8"), Some(Format::RdfXml));
        assert_eq!(Format::from_extension("csv"), None);
        assert_eq!(Format::from_media_type("text/html"), None);
    }
}
