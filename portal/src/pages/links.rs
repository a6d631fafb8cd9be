//! The addresses of our own pages in both languages, in one place.

use crate::demography::address::Address;
use crate::language::Language;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::identity::SourceId;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A page of the portal.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// `/`
    Home,
    /// `/suche` with its query string, without `?`; may be empty.
    Search(String),
    /// A dataset by its path below the base, `/dataset/<source>/<id>`.
    Dataset(String),
    /// What became of a dataset's record, field by field; by the dataset's path.
    Origin(String),
    /// `/status`
    Status,
    /// `/status/{source}`
    Source(SourceId),
    /// `/status/{source}/befunde` with its query string.
    Findings(SourceId, String),
    /// `/qualitaet`
    Quality,
    /// `/qualitaet/{organisation}` with its query string, without `?`; may be empty.
    QualityOf(String, String),
    /// `/sparql`
    Sparql,
    /// `/demografie` with its query string, without `?`; may be empty.
    Demography(String),
    /// `/demografie/{area}` with its query string.
    Area(AreaKey, String),
    /// `/demografie/{area}/{view}` with its state.
    Chart(Address),
    /// `/dashboards`
    Dashboards,
    /// `/dashboards/{id}` with its query string.
    Dashboard(String, String),
    /// `/dashboards/{id}/{tile}` with its query string.
    Tile(String, String, String),
    /// `/indikator/{id}` with its query string.
    Indicator(String, String),
    /// `/demografie/methode/vorausberechnung`
    ProjectionMethod,
    /// `/vergleich` with its query string.
    Comparison(String),
    /// `/frage` with its query string.
    Question(String),
    /// `/kubus/{id}`
    Cube(String),
    /// Where a figure comes from; by the path of its IRI below the base.
    Pedigree(String),
    /// `/pruefen`
    Check,
    /// `/ueber`
    About,
    /// `/impressum`
    LegalNotice,
    /// `/datenschutz`
    Privacy,
    /// `/barrierefreiheit`
    Accessibility,
    /// An error page; it has no address of its own and points home.
    Error,
}

/// Paths in one language, below the path of the portal's base address.
#[derive(Clone, Debug)]
pub struct Links {
    root: String,
    base: String,
    language: Language,
}

impl Links {
    /// Links below `base`, the public address without trailing slash.
    pub fn new(base: &str, language: Language) -> Self {
        let root = url::Url::parse(base).map_or(String::new(), |url| url.path().trim_end_matches('/').into());
        Self { root, base: base.into(), language }
    }

    /// The path of a page.
    pub fn path(&self, page: &Page) -> String {
        let [german, english] = match page {
            Page::Home | Page::Error => ["/".into(), "/en/".into()],
            Page::Search(query) if query.is_empty() => ["/suche".into(), "/en/search".into()],
            Page::Search(query) => [format!("/suche?{query}"), format!("/en/search?{query}")],
            Page::Dataset(path) => [path.clone(), format!("/en{path}")],
            Page::Origin(path) => [format!("{path}/herkunft"), format!("/en{path}/provenance")],
            Page::Status => ["/status".into(), "/en/status".into()],
            Page::Source(id) => [format!("/status/{id}"), format!("/en/status/{id}")],
            Page::Findings(id, query) => {
                [format!("/status/{id}/befunde?{query}"), format!("/en/status/{id}/findings?{query}")]
            }
            Page::Quality => ["/qualitaet".into(), "/en/quality".into()],
            Page::QualityOf(id, query) if query.is_empty() => {
                [format!("/qualitaet/{id}"), format!("/en/quality/{id}")]
            }
            Page::QualityOf(id, query) => {
                [format!("/qualitaet/{id}?{query}"), format!("/en/quality/{id}?{query}")]
            }
            Page::Sparql => ["/sparql".into(), "/en/sparql".into()],
            Page::Demography(query) => ["/demografie", "/en/demography"].map(|path| with_query(path, query)),
            Page::Area(area, query) => {
                ["/demografie", "/en/demography"].map(|path| with_query(&format!("{path}/{area}"), query))
            }
            Page::Chart(Address { area, view, state }) => ["/demografie", "/en/demography"]
                .map(|path| with_query(&format!("{path}/{area}/{}", view.slug()), &state.query())),
            Page::Dashboards => ["/dashboards".into(), "/en/dashboards".into()],
            Page::Dashboard(id, query) => {
                ["/dashboards", "/en/dashboards"].map(|path| with_query(&format!("{path}/{id}"), query))
            }
            Page::Tile(id, tile, query) => ["/dashboards", "/en/dashboards"]
                .map(|path| with_query(&format!("{path}/{id}/{tile}"), query)),
            Page::ProjectionMethod => {
                ["/demografie/methode/vorausberechnung".into(), "/en/demography/method/projection".into()]
            }
            Page::Indicator(id, query) => {
                ["/indikator", "/en/indicator"].map(|path| with_query(&format!("{path}/{id}"), query))
            }
            Page::Comparison(query) => ["/vergleich", "/en/comparison"].map(|path| with_query(path, query)),
            Page::Question(query) => ["/frage", "/en/question"].map(|path| with_query(path, query)),
            Page::Cube(id) => [format!("/kubus/{id}"), format!("/en/cube/{id}")],
            Page::Pedigree(path) => [path.clone(), format!("/en{path}")],
            Page::Check => ["/pruefen".into(), "/en/check".into()],
            Page::About => ["/ueber".into(), "/en/about".into()],
            Page::LegalNotice => ["/impressum".into(), "/en/legal-notice".into()],
            Page::Privacy => ["/datenschutz".into(), "/en/privacy".into()],
            Page::Accessibility => ["/barrierefreiheit".into(), "/en/accessibility".into()],
        };
        let path = match self.language {
            Language::De => german,
            Language::En => english,
        };
        format!("{}{path}", self.root)
    }

    /// The same links in another language.
    pub fn r#in(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }

    /// The start page.
    pub fn home(&self) -> String {
        self.path(&Page::Home)
    }

    /// The search page without a query.
    pub fn search(&self) -> String {
        self.path(&Page::Search(String::new()))
    }

    /// Results with one value of a facet, e.g. `filtered("kommune", "05978036")`.
    pub fn filtered(&self, parameter: &str, value: &str) -> String {
        self.path(&Page::Search(format!("{parameter}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))))
    }

    /// Results for a keyword, as a phrase.
    pub fn keyword(&self, keyword: &str) -> String {
        let phrase = format!("\"{}\"", keyword.replace('"', " "));
        self.filtered("q", &phrase)
    }

    /// The status page.
    pub fn status(&self) -> String {
        self.path(&Page::Status)
    }

    /// The status page of a source.
    pub fn source(&self, id: &SourceId) -> String {
        self.path(&Page::Source(id.clone()))
    }

    /// All findings of a source as CSV.
    pub fn findings_csv(&self, id: &SourceId) -> String {
        match self.language {
            Language::De => format!("{}/status/{id}/befunde.csv", self.root),
            Language::En => format!("{}/en/status/{id}/findings.csv", self.root),
        }
    }

    /// The quality of the region.
    pub fn quality(&self) -> String {
        self.path(&Page::Quality)
    }

    /// The quality of an organisation's datasets.
    pub fn quality_of(&self, organisation: &str) -> String {
        self.path(&Page::QualityOf(organisation.into(), String::new()))
    }

    /// The same in another form (`atom`, `csv`, `json`), or that of the region. JSON has no language.
    pub fn quality_as(&self, organisation: Option<&str>, extension: &str) -> String {
        let links = if extension == "json" { &self.r#in(Language::De) } else { self };
        let page = organisation.map_or_else(|| links.quality(), |id| links.quality_of(id));
        format!("{page}.{extension}")
    }

    /// The datasets of an organisation, or of the region, that break official constraints.
    pub fn constraints_csv(&self, organisation: Option<&str>) -> String {
        let page = organisation.map_or_else(|| self.quality(), |id| self.quality_of(id));
        match self.language {
            Language::De => format!("{page}/regeln.csv"),
            Language::En => format!("{page}/constraints.csv"),
        }
    }

    /// What there is to do about a dataset in another form (`atom`, `csv`).
    pub fn dataset_as(&self, iri: &str, extension: &str) -> String {
        let name = match self.language {
            Language::De => "befunde",
            Language::En => "findings",
        };
        format!("{}/{name}.{extension}", self.dataset(iri))
    }

    /// What changed about the quality of a source, as Atom.
    pub fn source_changes(&self, id: &SourceId) -> String {
        match self.language {
            Language::De => format!("{}/status/{id}/befunde.atom", self.root),
            Language::En => format!("{}/en/status/{id}/findings.atom", self.root),
        }
    }

    /// The SPARQL page.
    pub fn sparql(&self) -> String {
        self.path(&Page::Sparql)
    }

    /// Demography of the region.
    pub fn demography(&self) -> String {
        self.path(&Page::Demography(String::new()))
    }

    /// The page of an area.
    pub fn area(&self, area: &AreaKey) -> String {
        self.path(&Page::Area(area.clone(), String::new()))
    }

    /// A chart by itself.
    pub fn chart(&self, address: &Address) -> String {
        self.path(&Page::Chart(address.clone()))
    }

    /// All dashboards.
    pub fn dashboards(&self) -> String {
        self.path(&Page::Dashboards)
    }

    /// A dashboard as it is when nothing was chosen.
    pub fn dashboard(&self, id: &str) -> String {
        self.path(&Page::Dashboard(id.into(), String::new()))
    }

    /// A tile of a dashboard by itself, with its state as query string.
    pub fn tile(&self, dashboard: &str, tile: &str, query: &str) -> String {
        self.path(&Page::Tile(dashboard.into(), tile.into(), query.into()))
    }

    /// The page of an indicator.
    pub fn indicator(&self, id: &str) -> String {
        self.path(&Page::Indicator(id.into(), String::new()))
    }

    /// How the population is projected.
    pub fn projection_method(&self) -> String {
        self.path(&Page::ProjectionMethod)
    }

    /// The question box.
    pub fn question(&self) -> String {
        self.path(&Page::Question(String::new()))
    }

    /// Areas side by side.
    pub fn comparison(&self) -> String {
        self.path(&Page::Comparison(String::new()))
    }

    /// The bytes of a table as they were received, by their hash.
    pub fn archived(&self, sha256: &str) -> String {
        format!("{}/id/tabelle/{sha256}", self.root)
    }

    /// The page of a cube.
    pub fn cube(&self, id: &str) -> String {
        self.path(&Page::Cube(id.into()))
    }

    /// A cube as a file; what it ends with may be followed by a query string.
    pub fn cube_as(&self, id: &str, end: &str) -> String {
        format!("{}/kubus/{id}.{end}", self.root)
    }

    /// The page that checks metadata.
    pub fn check(&self) -> String {
        self.path(&Page::Check)
    }

    /// About the portal.
    pub fn about(&self) -> String {
        self.path(&Page::About)
    }

    /// Impressum.
    pub fn imprint(&self) -> String {
        self.path(&Page::LegalNotice)
    }

    /// Datenschutz.
    pub fn privacy(&self) -> String {
        self.path(&Page::Privacy)
    }

    /// Barrierefreiheit.
    pub fn accessibility(&self) -> String {
        self.path(&Page::Accessibility)
    }

    /// A dataset's page by its IRI.
    pub fn dataset(&self, iri: &str) -> String {
        self.path(&self.dataset_page(iri))
    }

    /// A dataset as RDF, by its IRI and a file extension.
    pub fn rdf(&self, iri: &str, extension: &str) -> String {
        match self.dataset_page(iri) {
            Page::Dataset(path) => format!("{}{path}.{extension}", self.root),
            _ => format!("{iri}.{extension}"),
        }
    }

    /// Field by field what became of the record behind the dataset with this IRI.
    pub fn origin_page(&self, iri: &str) -> Page {
        match self.dataset_page(iri) {
            Page::Dataset(path) => Page::Origin(path),
            other => other,
        }
    }

    /// The record behind a dataset, as its source delivered it.
    pub fn record(&self, iri: &str) -> String {
        match self.dataset_page(iri) {
            Page::Dataset(path) => format!("{}{path}/original", self.root),
            other => self.path(&other),
        }
    }

    /// The page of the dataset with this IRI; every dataset IRI begins with our base.
    pub fn dataset_page(&self, iri: &str) -> Page {
        match iri.strip_prefix(&self.base) {
            Some(path) if path.starts_with("/dataset/") => Page::Dataset(path.into()),
            _ => Page::Search(String::new()),
        }
    }

    /// The catalogue in a serialisation.
    pub fn catalogue(&self, extension: &str) -> String {
        format!("{}/catalog.{extension}", self.root)
    }

    /// A built web asset by its plain name.
    pub fn asset(&self, name: &str) -> String {
        format!("{}/static/{}", self.root, crate::assets::hashed(name))
    }

    /// A path of ours as absolute address.
    pub fn absolute(&self, path: &str) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        format!("{}{below}", self.base)
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.into() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let check = |base: &str, page: Page, german: &str, english: &str| {
            let links = Links::new(base, Language::De);
            assert_eq!(links.path(&page), german);
            assert_eq!(links.r#in(Language::En).path(&page), english);
        };
        let base = "https://daten.example";
        check(base, Page::Home, "/", "/en/");
        check(base, Page::Search("q=a".into()), "/suche?q=a", "/en/search?q=a");
        check("https://kreis.example/daten", Page::About, "/daten/ueber", "/daten/en/about");
    }

    #[test]
    fn datasets() {
        let links = Links::new("https://kreis.example/daten", Language::En);
        let iri = "https://kreis.example/daten/dataset/unna/a%2Fb";
        assert_eq!(links.dataset(iri), "/daten/en/dataset/unna/a%2Fb");
        assert_eq!(links.rdf(iri, "ttl"), "/daten/dataset/unna/a%2Fb.ttl");
        assert_eq!(links.absolute("/daten/dataset/unna/a%2Fb"), iri);
        assert_eq!(links.filtered("lizenz", "dl-by-de/2.0"), "/daten/en/search?lizenz=dl%2Dby%2Dde%2F2%2E0");
    }
}
