use crate::language::Language;
use crate::pages::value::{Row, Value, foreign_tag};
use crate::pages::{clean, concept};
use crate::texts::{Texts, format};
use datenkreis_catalogue::journal::LinkState;
use datenkreis_vocab::model::{Coded, DataService, Distribution, LangString, best};
use oxrdf::NamedNode;

/// A file or service as its card shows it.
pub struct DistributionView {
    /// Title, or the file's name, or "file".
    pub title: String,
    /// The title's language where it is not the page's.
    pub title_language: Option<String>,
    /// Description as safe HTML.
    pub description: Vec<super::RichText>,
    /// Short format, e.g. `CSV`.
    pub format: Option<String>,
    /// Size in words, where no button tells it.
    pub size: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The licence, as link if it has an address.
    pub license: Option<Value>,
    /// What the source called the licence, if that differs.
    pub license_found: Option<String>,
    /// How to name the source.
    pub attribution: Vec<Value>,
    /// Addresses to get the data.
    pub ways: Vec<Way>,
    /// Everything else.
    pub more: Vec<Row>,
}

/// An address where the data can be had.
pub struct Way {
    /// What happens, with what: "CSV herunterladen (12 kB)".
    pub label: String,
    /// The address, for people to see where they go.
    pub address: String,
    /// The address as link; `None` if it is not fit to be one.
    pub href: Option<String>,
    /// Whether it is the file itself.
    pub download: bool,
    /// Since when it cannot be reached, if it cannot.
    pub dead: Option<String>,
}

impl DistributionView {
    /// The card of a distribution.
    pub fn new(texts: &'static Texts, distribution: &Distribution, links: &[LinkState]) -> Self {
        let language = texts.language;
        let title = best(&distribution.title, language.tag());
        let license = distribution.license.as_ref();
        Self {
            title: title
                .map(|title| clean::line(&title.value))
                .filter(|title| !title.is_empty())
                .or_else(|| file_name(distribution))
                .unwrap_or_else(|| texts.distribution_untitled.into()),
            title_language: title.and_then(|title| foreign_tag(title, language)),
            description: super::rich(&distribution.description, language),
            format: format_of(distribution, language),
            size: size(distribution, language).filter(|_| distribution.download_url.is_empty()),
            modified: distribution.modified.as_ref().map(|modified| super::date(language, modified)),
            license: license.map(|license| coded(texts, license)),
            license_found: license
                .filter(|license| {
                    license.concept.as_ref().is_some_and(|concept| concept.as_str() != license.found)
                })
                .map(|license| clean::line(&license.found)),
            attribution: distribution
                .license_attribution_by_text
                .iter()
                .map(|text| Value::tagged(text, language))
                .collect(),
            ways: ways(texts, distribution, links),
            more: more(texts, distribution),
        }
    }
}

/// A coded value with its list's label; linked where it has an address.
pub fn coded(texts: &Texts, value: &Coded) -> Value {
    let label = concept::label(value, texts.language);
    match &value.concept {
        Some(concept) if label == concept.as_str() => Value::address(concept.as_str()),
        Some(concept) => Value::labelled(label, concept.as_str()),
        None if clean::web_link(&value.found).is_some() => Value::address(&value.found),
        None => Value::text(label),
    }
}

/// The notation of a coded value: the last part of its IRI, or what the source said.
pub fn code(value: &Coded) -> &str {
    match &value.concept {
        Some(concept) => {
            let iri = concept.as_str();
            // Media types have two parts.
            iri.split_once("/media-types/")
                .map_or_else(|| iri.rsplit(['/', '#']).next().unwrap_or(iri), |(_, media_type)| media_type)
        }
        None => &value.found,
    }
}

/// The short name of the format, or the media type.
fn format_of(distribution: &Distribution, language: Language) -> Option<String> {
    let of_list = |format: &Coded| match &format.concept {
        Some(_) => clean::line(&concept::format_name(code(format), language)),
        None => clean::line(code(format)),
    };
    let media_type = || distribution.media_type.as_ref().map(|media_type| clean::line(code(media_type)));
    distribution.format.as_ref().map(of_list).or_else(media_type)
}

fn size(distribution: &Distribution, language: Language) -> Option<String> {
    distribution.byte_size.map(|size| format::bytes(language, size))
}

/// Download addresses, then access addresses that are not the same.
fn ways(texts: &'static Texts, distribution: &Distribution, links: &[LinkState]) -> Vec<Way> {
    let language = texts.language;
    let format = format_of(distribution, language);
    let size = size(distribution, language);
    let way = |address: &NamedNode, download| Way {
        label: if download {
            texts.download(format.as_deref(), size.as_deref())
        } else {
            texts.open(format.as_deref().filter(|_| distribution.download_url.is_empty()))
        },
        address: clean::short_address(address.as_str()).into_owned(),
        href: clean::web_link(address.as_str()).map(String::from),
        download,
        dead: links.iter().find(|link| link.url == address.as_str()).and_then(|link| texts.dead_link(link)),
    };
    let downloads = distribution.download_url.iter().map(|address| way(address, true));
    let pages = distribution.access_url.iter().filter(|address| !distribution.download_url.contains(address));
    downloads.chain(pages.map(|address| way(address, false))).collect()
}

fn more(texts: &'static Texts, distribution: &Distribution) -> Vec<Row> {
    let language = texts.language;
    let list = |values: &[Coded]| values.iter().map(|value| coded(texts, value)).collect::<Vec<_>>();
    let one = |value: &Option<Coded>| value.iter().map(|value| coded(texts, value)).collect::<Vec<_>>();
    let addresses =
        |values: &[NamedNode]| values.iter().map(|value| Value::address(value.as_str())).collect::<Vec<_>>();
    let checksum = distribution.checksum.iter().map(|checksum| {
        let algorithm = match concept::label(&checksum.algorithm, language) {
            address if clean::web_link(&address).is_some() => clean::line(code(&checksum.algorithm)),
            label => label,
        };
        Value::text(format!("{algorithm}: {}", checksum.checksum_value))
    });
    let other_titles = others(&distribution.title, language);
    let rows = [
        Row::new(texts.other_languages, other_titles),
        Row::new(texts.format, one(&distribution.format)),
        Row::new(texts.media_type, one(&distribution.media_type)),
        Row::new(texts.compress_format, one(&distribution.compress_format)),
        Row::new(texts.package_format, one(&distribution.package_format)),
        Row::new(
            texts.issued,
            distribution.issued.iter().map(|date| Value::text(super::date(language, date))).collect(),
        ),
        Row::new(texts.availability, one(&distribution.availability)),
        Row::new(texts.status, one(&distribution.status)),
        Row::new(texts.rights, list(&distribution.rights)),
        Row::new(texts.data_language, list(&distribution.language)),
        Row::new(texts.checksum, checksum.collect()),
        Row::new(texts.conforms_to, addresses(&distribution.conforms_to)),
        Row::new(texts.documentation, addresses(&distribution.page)),
        Row::new(texts.legislation, addresses(&distribution.applicable_legislation)),
    ];
    let services = distribution.access_service.iter().flat_map(|service| service_rows(texts, service));
    rows.into_iter().flatten().chain(services).collect()
}

fn service_rows(texts: &'static Texts, service: &DataService) -> Vec<Row> {
    let language = texts.language;
    let tagged =
        |values: &[LangString]| values.iter().map(|text| Value::tagged(text, language)).collect::<Vec<_>>();
    let addresses =
        |values: &[NamedNode]| values.iter().map(|value| Value::address(value.as_str())).collect::<Vec<_>>();
    let publisher = service.publisher.iter().flat_map(|agent| tagged(&agent.name));
    [
        Row::new(texts.services, tagged(&service.title)),
        Row::new(texts.description, tagged(&service.description)),
        Row::new(texts.endpoint, addresses(&service.endpoint_url)),
        Row::new(texts.endpoint_description, addresses(&service.endpoint_description)),
        Row::new(texts.publisher, publisher.collect()),
        Row::new(texts.license, service.license.iter().map(|license| coded(texts, license)).collect()),
        Row::new(texts.conforms_to, addresses(&service.conforms_to)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The texts besides the one shown.
pub fn others(texts: &[LangString], language: crate::language::Language) -> Vec<Value> {
    let shown = best(texts, language.tag());
    let others = texts.iter().filter(|text| shown.is_some_and(|shown| !std::ptr::eq(shown, *text)));
    others.map(|text| Value::tagged(text, language)).collect()
}

/// The last part of the address, if it looks like a file.
fn file_name(distribution: &Distribution) -> Option<String> {
    let address = distribution.download_url.first().or(distribution.access_url.first())?;
    let url = url::Url::parse(address.as_str()).ok()?;
    let name = url.path_segments()?.next_back()?;
    let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    name.contains('.').then(|| clean::line(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distribution(download: &[&str], access: &[&str]) -> Distribution {
        let nodes =
            |addresses: &[&str]| addresses.iter().map(|address| NamedNode::new_unchecked(*address)).collect();
        Distribution { download_url: nodes(download), access_url: nodes(access), ..Distribution::default() }
    }

    #[test]
    fn ways_and_names() {
        let check = |download: &[&str], access: &[&str], title: &str, expected: &[(&str, bool)]| {
            let view =
                DistributionView::new(crate::texts::of(Language::De), &distribution(download, access), &[]);
            let ways: Vec<_> = view.ways.iter().map(|way| (way.label.as_str(), way.href.is_some())).collect();
            assert_eq!((view.title.as_str(), ways.as_slice()), (title, expected));
        };
        check(
            &["https://a.example/x/Daten%202.csv"],
            &["https://a.example/x"],
            "Daten 2.csv",
            &[("Herunterladen", true), ("Öffnen", true)],
        );
        check(
            &["https://a.example/x.csv"],
            &["https://a.example/x.csv"],
            "x.csv",
            &[("Herunterladen", true)],
        );
        check(&[], &["javascript:alert(1)"], "Datei", &[("Öffnen", false)]);
        check(&[], &["https://a.example/dienst"], "Datei", &[("Öffnen", true)]);
    }

    #[test]
    fn buttons_tell_format_and_size() {
        let check = |distribution: &Distribution, german: &str, english: &str| {
            let label = |language| {
                DistributionView::new(crate::texts::of(language), distribution, &[]).ways[0].label.clone()
            };
            assert_eq!((label(Language::De).as_str(), label(Language::En).as_str()), (german, english));
        };
        let format = |code: &str| {
            let list = "http://publications.europa.eu/resource/authority/file-type/";
            Some(Coded::concept(NamedNode::new_unchecked(format!("{list}{code}"))))
        };
        let file = distribution(&["https://a.example/x"], &[]);
        let csv = Distribution { format: format("CSV"), byte_size: Some(12_345), ..file };
        check(&csv, "CSV herunterladen (12,3\u{a0}kB)", "Download CSV (12.3\u{a0}kB)");
        let service =
            Distribution { format: format("WFS_SRVC"), ..distribution(&[], &["https://a.example/x"]) };
        check(&service, "WFS-Dienst öffnen", "Open WFS service");
    }

    #[test]
    fn codes() {
        let check = |iri: &str, expected: &str| {
            assert_eq!(code(&Coded::concept(NamedNode::new_unchecked(iri))), expected);
        };
        check("http://publications.europa.eu/resource/authority/file-type/CSV", "CSV");
        check("https://www.iana.org/assignments/media-types/text/csv", "text/csv");
        assert_eq!(code(&Coded::found("Excel-Datei")), "Excel-Datei");
    }
}
