//! What the columns of a metadata table mean, and what their cells say.

use super::resemble::resembling;
use crate::mapping::table_entry::{Entry, FileEntry, Party};

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The dataset's id.
    Id,
    /// dcterms:title.
    Title,
    /// dcterms:description.
    Description,
    /// A file beside the table, or an address.
    File,
    /// dcterms:title of the file.
    FileTitle,
    /// dcterms:format of the file.
    Format,
    /// dcterms:license.
    License,
    /// dcatde:licenseAttributionByText.
    Attribution,
    /// dcat:theme.
    Theme,
    /// dcat:keyword.
    Keyword,
    /// dcterms:publisher.
    Publisher,
    /// dcterms:creator.
    Creator,
    /// vcard:hasEmail of the contact.
    ContactEmail,
    /// vcard:fn of the contact.
    ContactName,
    /// dcat:startDate.
    Start,
    /// dcat:endDate.
    End,
    /// dcterms:temporal in one cell.
    Period,
    /// dcterms:modified.
    Modified,
    /// dcterms:issued.
    Issued,
    /// dcterms:accrualPeriodicity.
    Frequency,
    /// Official key of the place.
    Ags,
    /// Name of the place.
    Place,
    /// dcat:landingPage.
    LandingPage,
    /// foaf:page.
    Documentation,
    /// dcterms:provenance.
    Source,
    /// dcterms:language.
    Language,
    /// dcat:version.
    Version,
    /// dcatap:hvdCategory.
    HvdCategory,
    /// dcatap:applicableLegislation.
    ApplicableLegislation,
    /// dcterms:accessRights.
    AccessRights,
}

/// Headings, without case, blanks and punctuation, umlauts spelled out.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Id, &["kennung", "id", "identifier", "bezeichner"]),
    (Column::Title, &["titel", "title", "name", "datensatz", "dataset"]),
    (Column::Description, &["beschreibung", "description", "inhalt"]),
    (
        Column::File,
        &[
            "dateioderadresse",
            "datei",
            "adresse",
            "url",
            "link",
            "fileoraddress",
            "fileorurl",
            "file",
            "address",
            "downloadurl",
        ],
    ),
    (Column::FileTitle, &["titelderdatei", "dateititel", "filetitle"]),
    (Column::Format, &["format", "dateiformat", "fileformat"]),
    (Column::License, &["lizenz", "license", "licence", "nutzungsbedingungen"]),
    (Column::Attribution, &["namensnennung", "namensnennungstext", "attribution"]),
    (Column::Theme, &["thema", "themen", "kategorie", "theme", "themes", "category"]),
    (
        Column::Keyword,
        &["schlagwoerter", "schlagworte", "stichworte", "stichwoerter", "keywords", "keyword", "tags"],
    ),
    (Column::Publisher, &["herausgeber", "publisher", "veroeffentlichendestelle"]),
    (Column::Creator, &["ersteller", "urheber", "creator", "author"]),
    (Column::ContactEmail, &["kontaktemail", "email", "kontakt", "contactemail", "contact"]),
    (Column::ContactName, &["kontaktname", "ansprechpartner", "ansprechperson", "contactname"]),
    (Column::Start, &["zeitraumvon", "von", "temporalstart", "from", "start"]),
    (Column::End, &["zeitraumbis", "bis", "temporalend", "to", "end"]),
    (
        Column::Period,
        &[
            "zeitraum",
            "zeitbezug",
            "zeitlicherbezug",
            "zeitlicheabdeckung",
            "berichtszeitraum",
            "bezugszeitraum",
            "erhebungszeitraum",
            "datenzeitraum",
            "period",
            "timeperiod",
            "temporal",
            "temporalcoverage",
        ],
    ),
    (Column::Modified, &["stand", "aktualisiert", "geaendert", "modified", "updated", "lastmodified"]),
    (Column::Issued, &["veroeffentlicht", "veroeffentlichtam", "issued", "published"]),
    (
        Column::Frequency,
        &["haeufigkeit", "aktualisierung", "aktualisierungshaeufigkeit", "turnus", "frequency"],
    ),
    (
        Column::Ags,
        &[
            "gemeindeschluessel",
            "ags",
            "amtlichergemeindeschluessel",
            "regionalschluessel",
            "municipalitykey",
        ],
    ),
    (Column::Place, &["ort", "raum", "gebiet", "place", "spatial"]),
    (Column::LandingPage, &["seite", "webseite", "landingpage", "page"]),
    (Column::Documentation, &["dokumentation", "documentation"]),
    (Column::Source, &["quelle", "herkunft", "source", "provenance"]),
    (Column::Language, &["sprache", "language"]),
    (Column::Version, &["version"]),
    (Column::HvdCategory, &["hvdkategorie", "hvdcategory"]),
    (Column::ApplicableLegislation, &["rechtsgrundlage", "applicablelegislation"]),
    (Column::AccessRights, &["zugang", "zugangsrechte", "accessrights"]),
];

impl Column {
    /// The column under a heading.
    pub fn under(heading: &str) -> Option<Self> {
        let plain = folded(heading);
        HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(column, _)| *column)
    }

    /// The known heading that an unknown one resembles, as it is written in the template.
    pub fn resembling(heading: &str) -> Option<String> {
        let known = HEADINGS.iter().flat_map(|(_, names)| names.iter().copied());
        let name = resembling(&folded(heading), known)?;
        let (column, names) = HEADINGS.iter().find(|(_, names)| names.contains(&name))?;
        let written = column.written().unwrap_or(names[0]);
        let mut letters = written.chars();
        Some(letters.next()?.to_uppercase().chain(letters).collect())
    }

    /// The heading of the template, where its folded form is hard to read.
    fn written(self) -> Option<&'static str> {
        Some(match self {
            Self::File => "Datei oder Adresse",
            Self::FileTitle => "Titel der Datei",
            Self::Keyword => "Schlagwörter",
            Self::ContactEmail => "Kontakt-E-Mail",
            Self::ContactName => "Kontakt-Name",
            Self::Start => "Zeitraum von",
            Self::End => "Zeitraum bis",
            Self::Issued => "Veröffentlicht",
            Self::Frequency => "Häufigkeit",
            Self::Ags => "Gemeindeschlüssel",
            Self::HvdCategory => "HVD-Kategorie",
            _ => return None,
        })
    }

    /// Whether it names the file of a row.
    pub fn names_file(self) -> bool {
        matches!(self, Self::File | Self::FileTitle | Self::Format)
    }

    /// Whether it may differ from file to file of one dataset.
    pub fn varies_by_file(self) -> bool {
        matches!(self, Self::License | Self::Attribution | Self::Modified | Self::Issued | Self::Language)
    }

    /// Writes what a cell says about the file of its row.
    pub fn put_file(self, cell: &str, file: &mut FileEntry) {
        let text = cell.to_owned();
        match self {
            Self::File if is_address(cell) => file.url = text,
            Self::File => file.file = text,
            Self::FileTitle => file.title = text,
            Self::Format => file.format = text,
            Self::License => file.license = text,
            Self::Attribution => file.attribution = text,
            Self::Modified => file.modified = text,
            Self::Issued => file.issued = text,
            Self::Language => file.language = list(cell),
            _ => {}
        }
    }

    /// Writes what a cell says about the dataset.
    pub fn put(self, cell: &str, entry: &mut Entry) {
        let text = cell.to_owned();
        match self {
            Self::Id => entry.id = text,
            Self::Title => entry.title = text,
            Self::Description => entry.description = text,
            Self::File | Self::FileTitle | Self::Format => {}
            Self::License => entry.license = text,
            Self::Attribution => entry.attribution = text,
            // Names of themes hold commas.
            Self::Theme => entry.theme = parts(cell, &[';']),
            Self::Keyword => entry.keyword = list(cell),
            Self::Publisher => entry.publisher = vec![named(text)],
            Self::Creator => entry.creator = vec![named(text)],
            Self::ContactEmail => entry.contact_email = text,
            Self::ContactName => entry.contact = vec![named(text)],
            Self::Start => entry.temporal_start = text,
            Self::End => entry.temporal_end = text,
            Self::Period => entry.temporal = text,
            Self::Modified => entry.modified = text,
            Self::Issued => entry.issued = text,
            Self::Frequency => entry.frequency = text,
            Self::Ags => entry.ags = list(cell),
            Self::Place => entry.place = vec![text],
            Self::LandingPage => entry.landing_page = vec![text],
            Self::Documentation => entry.documentation = vec![text],
            Self::Source => entry.source = text,
            Self::Language => entry.language = list(cell),
            Self::Version => entry.version = text,
            Self::HvdCategory => entry.hvd_category = list(cell),
            Self::ApplicableLegislation => entry.applicable_legislation = list(cell),
            Self::AccessRights => entry.access_rights = text,
        }
    }
}

fn folded(heading: &str) -> String {
    let plain = heading.to_lowercase();
    let plain = plain.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    plain.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether a cell names an address and not a file.
pub fn is_address(cell: &str) -> bool {
    cell.contains("://")
}

fn named(name: String) -> Party {
    Party { name, ..Party::default() }
}

fn list(cell: &str) -> Vec<String> {
    parts(cell, &[';', ','])
}

fn parts(cell: &str, separators: &[char]) -> Vec<String> {
    cell.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
