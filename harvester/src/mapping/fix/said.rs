//! A property with its values, and where they come from.

/// A property of a dataset or a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Keyword,
    Theme,
    Spatial,
    PeriodStart,
    PeriodEnd,
    AccessUrl,
    DownloadUrl,
    Format,
    MediaType,
    License,
    AccessRights,
    ContactName,
    ContactEmail,
    Publisher,
    Rights,
    ByteSize,
    Issued,
    Modified,
}

/// What is to be said of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Dataset,
    /// The distribution that counts.
    Distribution,
    /// Another one that is to be published.
    NewDistribution,
}

/// How far a value may be trusted, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The source states it so already: it stands only where the text writes a node as a whole.
    Stated,
    /// It is published so already.
    Published,
    /// It is a proposal that a person has to check.
    Proposed,
    /// Nothing is known: a gap, which a person has to fill.
    Open,
}

/// A property with its values: IRIs where the property demands them, else texts.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub field: Field,
    pub values: Vec<String>,
    pub basis: Basis,
}

impl Said {
    /// Values as published; a gap if there are none.
    pub fn published(field: Field, values: Vec<String>) -> Self {
        Self::of(field, values, Basis::Published)
    }

    /// Proposed values; a gap if there are none.
    pub fn proposed(field: Field, values: Vec<String>) -> Self {
        Self::of(field, values, Basis::Proposed)
    }

    /// Values that the source states, though they are not published; a gap if there are none.
    pub fn stated(field: Field, values: Vec<String>) -> Self {
        Self::of(field, values, Basis::Stated)
    }

    /// A gap.
    pub fn open(field: Field) -> Self {
        Self { field, values: vec![field.gap().to_owned()], basis: Basis::Open }
    }

    /// These values, or others if there are none.
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.basis == Basis::Open { other() } else { self }
    }

    fn of(field: Field, values: Vec<String>, basis: Basis) -> Self {
        if values.is_empty() { Self::open(field) } else { Self { field, values, basis } }
    }

    /// The values; for a gap, one that somebody could fill in.
    pub fn filled(&self) -> Vec<String> {
        if self.basis == Basis::Open { vec![self.field.filling().to_owned()] } else { self.values.clone() }
    }
}

impl Field {
    /// What stands where a person has to write something: words in single angle quotes, without blanks where
    /// they stand in an address. These marks survive in every format as they are: they mean nothing to JSON,
    /// TOML, XML or Turtle, and an IRI may hold them.
    fn gap(self) -> &'static str {
        match self {
            Self::Keyword => "‹Schlagwort›",
            Self::Theme => "http://publications.europa.eu/resource/authority/data-theme/‹Thema›",
            Self::Spatial => "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/‹Gemeindeschlüssel›",
            Self::PeriodStart => "‹Beginn JJJJ-MM-TT›",
            Self::PeriodEnd => "‹Ende JJJJ-MM-TT›",
            Self::AccessUrl | Self::DownloadUrl => "https://‹Adresse-der-Datei›",
            Self::Format => "http://publications.europa.eu/resource/authority/file-type/‹Format›",
            Self::MediaType => "https://www.iana.org/assignments/media-types/‹Medientyp›",
            Self::License | Self::Rights => "http://dcat-ap.de/def/licenses/‹Lizenz›",
            Self::AccessRights => "http://publications.europa.eu/resource/authority/access-right/‹Zugang›",
            Self::ContactName | Self::Publisher => "‹Name der Stelle›",
            Self::ContactEmail => "‹E-Mail-Adresse›",
            Self::ByteSize => "‹Größe in Bytes›",
            Self::Issued | Self::Modified => "‹JJJJ-MM-TT›",
        }
    }

    /// A value that may stand in the gap: by it is measured what filling the gap brings. It is shown to
    /// nobody.
    fn filling(self) -> &'static str {
        match self {
            Self::Keyword => "Stichwort",
            Self::Theme => "http://publications.europa.eu/resource/authority/data-theme/GOVE",
            Self::Spatial => "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978032",
            Self::PeriodStart => "2026-01-01",
            Self::PeriodEnd => "2026-12-31",
            // Without an ending, which would tell a format as well.
            Self::AccessUrl | Self::DownloadUrl => "https://datei.invalid/neu",
            Self::Format => "http://publications.europa.eu/resource/authority/file-type/CSV",
            Self::MediaType => "https://www.iana.org/assignments/media-types/text/csv",
            Self::License | Self::Rights => "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
            Self::AccessRights => "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
            Self::ContactName | Self::Publisher => "Stelle",
            Self::ContactEmail => "stelle@datei.invalid",
            Self::ByteSize => "1",
            Self::Issued | Self::Modified => "2026-01-01",
        }
    }
}

/// Whether a value is one of [`Field::gap`], or holds one.
pub(super) fn is_gap(value: &str) -> bool {
    value.contains('‹')
}

/// Everything that is to be said.
#[derive(Clone)]
pub(super) struct Change {
    pub target: Target,
    pub said: Vec<Said>,
}

impl Change {
    /// How far the least certain of its values may be trusted.
    pub fn basis(&self) -> Basis {
        self.said.iter().map(|said| said.basis).max().unwrap_or(Basis::Published)
    }

    /// The change as a person might have made it: every gap is filled.
    pub fn filled(&self) -> Self {
        let filled = |said: &Said| Said { values: said.filled(), ..said.clone() };
        Self { target: self.target, said: self.said.iter().map(filled).collect() }
    }

    /// What the source does not state yet.
    pub fn missing(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| said.basis != Basis::Stated)
    }

    pub fn values(&self, field: Field) -> &[String] {
        self.said.iter().find(|said| said.field == field).map_or(&[], |said| &said.values)
    }

    pub fn value(&self, field: Field) -> Option<&str> {
        self.values(field).first().map(String::as_str)
    }
}
