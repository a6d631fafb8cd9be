//! EU file types, for dcterms:format, with the media type usual for each.

use super::{Certainty, Found, List, by_end_of_iri, media_type};
use percent_encoding::percent_decode_str;
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/file_type.tsv")));

/// The file type that `found` means: an IRI, a code, a file extension, a name, or a media type.
pub fn lookup(found: &str) -> Option<Found> {
    let found = found.trim().trim_start_matches('.');
    LIST.lookup(found)
        .or_else(|| of_media_type(found))
        .or_else(|| {
            let (name, _parameters) = found.split_once(';')?;
            LIST.lookup(name)
        })
        .or_else(|| by_end_of_iri(found, |end| LIST.lookup(end).or_else(|| of_media_type(end))))
}

/// The media type usual for a file type, by the IRIs of both lists.
pub fn media_type(file_type: &str) -> Option<&'static str> {
    let name = LIST.entry(file_type)?.value("mime")?;
    media_type::lookup(name).map(|found| found.iri)
}

/// The file type of a media type in any spelling. `application/octet-stream` tells nothing.
pub fn of_media_type(found: &str) -> Option<Found> {
    let iri = media_type::lookup(found)?.iri;
    let name = iri.strip_prefix(media_type::LIST.base)?;
    if name == "application/octet-stream" {
        return None;
    }
    let certainty = if LIST.lookup(name)?.certainty == Certainty::Assumed {
        Certainty::Assumed
    } else {
        Certainty::Spelling
    };
    LIST.lookup(name).map(|found| Found { certainty, ..found })
}

/// Whether the file type is an interface (WMS, WFS, …) and no file.
pub fn is_service(file_type: &str) -> bool {
    LIST.entry(file_type).is_some_and(|entry| entry.has("service"))
}

/// Whether the file type is a container (ZIP, TAR, …) that tells nothing about its content.
pub fn is_archive(file_type: &str) -> bool {
    LIST.entry(file_type).is_some_and(|entry| entry.has("archive"))
}

/// Whether programs can read the file type without further knowledge (list of data.europa.eu).
pub fn is_machine_readable(file_type: &str) -> bool {
    LIST.entry(file_type).is_some_and(|entry| entry.has("machine-readable"))
}

/// Whether nobody owns the file type (list of data.europa.eu).
pub fn is_non_proprietary(file_type: &str) -> bool {
    LIST.entry(file_type).is_some_and(|entry| entry.has("non-proprietary"))
}

/// What an address tells about its content: the requested format, the OGC service, or the extension of
/// the last path segment. Always [`Certainty::Assumed`].
pub fn of_address(address: &str) -> Option<Found> {
    let (address, _fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let assumed = |found: Found| Found { certainty: Certainty::Assumed, ..found };
    parameter(query, &["format", "outputformat", "f", "exportformat"])
        .or_else(|| parameter(query, &["service"]))
        .or_else(|| extension(path))
        .map(assumed)
}

fn parameter(query: &str, names: &[&str]) -> Option<Found> {
    query.split('&').filter_map(|pair| pair.split_once('=')).find_map(|(name, value)| {
        let value = percent_decode_str(value).decode_utf8_lossy();
        names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)).then(|| lookup(&value))?
    })
}

/// What the ending of an address tells about a file and its packing, the packing last: CSV and GZIP of
/// `baeume.csv.gz`. `None` unless exactly one file type is packed.
pub fn packed_at_address(address: &str) -> Option<(Found, Found)> {
    let path = address.split(['?', '#']).next()?;
    let (stem, _) = path.rsplit_once('.')?;
    let packing = extension(path).filter(|packing| is_archive(packing.iri))?;
    let content = extension(stem).filter(|content| !is_archive(content.iri) && !is_service(content.iri))?;
    let assumed = |found: Found| Found { certainty: Certainty::Assumed, ..found };
    Some((assumed(content), assumed(packing)))
}

/// Extensions that name the program behind an address, not the content.
const PROGRAMS: [&str; 4] = ["pl", "exe", "jar", "war"];

fn extension(path: &str) -> Option<Found> {
    let after_host =
        path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let name = after_host.rsplit('/').next()?;
    let (_, extension) = name.rsplit_once('.')?;
    let is_code = !extension.is_empty()
        && extension.len() <= 8
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let extension = extension.to_ascii_lowercase();
    (is_code && !PROGRAMS.contains(&extension.as_str())).then(|| LIST.lookup(&extension))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(found: Option<Found>) -> Option<(&'static str, Certainty)> {
        found.map(|found| (found.iri.strip_prefix(LIST.base).unwrap_or(found.iri), found.certainty))
    }

    #[test]
    fn formats_of_german_portals() {
        use Certainty::{Assumed, Listed, Spelling};
        for (found, expected, certainty) in [
            ("http://publications.europa.eu/resource/authority/file-type/CSV", "CSV", Listed),
            ("http://publications.europa.eu/resource/authority/file-type/WMS", "WMS_SRVC", Spelling),
            ("csv", "CSV", Spelling),
            (".XLSX", "XLSX", Spelling),
            ("text/csv", "CSV", Spelling),
            ("text/csv;charset=utf-8", "CSV", Spelling),
            ("application/x-zip-compressed", "ZIP", Spelling),
            ("https://www.iana.org/assignments/media-types/application/gml+xml", "GML", Spelling),
            ("OGC WMS", "WMS_SRVC", Spelling),
            ("Web Page", "HTML", Spelling),
            ("ESRI Shapefile", "SHP", Spelling),
            ("gjson", "GEOJSON", Spelling),
            ("jpg", "JPEG", Spelling),
            ("CityGML", "GML", Assumed),
            ("Esri REST", "REST", Spelling),
        ] {
            assert_eq!(local(lookup(found)), Some((expected, certainty)), "{found}");
        }
        for found in ["", "SOSI", "REST", "API", "application/octet-stream ", "docreader", "CSV, XLSX"] {
            assert_eq!(local(lookup(found)).filter(|(iri, _)| *iri != "OCTET"), None, "{found}");
        }
    }

    #[test]
    fn addresses_tell_the_format() {
        for (address, expected) in [
            ("https://a.de/x/daten.CSV", Some("CSV")),
            ("https://a.de/x/daten.csv?v=1#top", Some("CSV")),
            ("https://a.de/wfs?SERVICE=WFS&REQUEST=GetFeature&outputFormat=application%2Fjson", Some("JSON")),
            ("https://a.de/ows?service=WMS&request=GetCapabilities", Some("WMS_SRVC")),
            ("https://a.de/daten?format=csv", Some("CSV")),
            ("https://a.csv", None),
            ("https://a.de/v1.0", None),
            ("https://a.de/skript.pl", None),
            ("https://a.de/", None),
            ("", None),
        ] {
            assert_eq!(local(of_address(address)).map(|(code, _)| code), expected, "{address}");
        }
    }

    #[test]
    fn addresses_tell_what_is_packed() {
        for (address, expected) in [
            ("https://a.de/x/daten.csv.gz", Some(("CSV", "GZIP"))),
            ("https://a.de/x/daten.CSV.GZ?v=1", Some(("CSV", "GZIP"))),
            ("https://a.de/x/daten.shp.zip", Some(("SHP", "ZIP"))),
            ("https://a.de/x/daten.tar.gz", None),
            ("https://a.de/x/daten.v1.zip", None),
            ("https://a.de/x/daten.zip", None),
            ("https://csv.gz", None),
        ] {
            let code = |found: Found| found.iri.strip_prefix(LIST.base).unwrap_or_default();
            let codes = packed_at_address(address).map(|(content, packing)| (code(content), code(packing)));
            assert_eq!(codes, expected, "{address}");
        }
    }

    #[test]
    fn file_types_know_their_media_type() {
        let csv = lookup("CSV").map(|found| found.iri).unwrap_or_default();
        assert_eq!(media_type(csv), Some("https://www.iana.org/assignments/media-types/text/csv"));
        let wms = lookup("WMS").map(|found| found.iri).unwrap_or_default();
        assert_eq!(media_type(wms), None);
        assert!(is_service(wms) && !is_service(csv) && is_machine_readable(csv) && is_non_proprietary(csv));
        for entry in LIST.entries() {
            assert_eq!(media_type(&entry.iri).is_some(), entry.value("mime").is_some(), "{}", entry.iri);
        }
    }
}
