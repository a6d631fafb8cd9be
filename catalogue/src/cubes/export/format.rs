//! The formats a cube can be had in.

/// One format of a whole cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table, see [`super::csv`].
    Csv,
    /// What the columns of the table mean, see [`super::csvw`].
    TableMetadata,
    /// The table with what its columns mean, in one file, see [`super::bundle`].
    Csvw,
    /// See [`super::parquet`].
    Parquet,
    /// See [`super::json_stat`].
    JsonStat,
    /// See [`super::sdmx_csv`].
    SdmxCsv,
    /// RDF Data Cube as Turtle, see [`super::rdf`].
    DataCube,
    /// Turtle in the profile of cube.link, see [`super::cube_link`].
    CubeLink,
}

impl Format {
    /// All, those for everybody first.
    pub const ALL: [Self; 8] = [
        Self::Csv,
        Self::TableMetadata,
        Self::Csvw,
        Self::Parquet,
        Self::JsonStat,
        Self::SdmxCsv,
        Self::DataCube,
        Self::CubeLink,
    ];

    /// What stands behind a cube's id and the dot in the address of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::TableMetadata => "csv-metadata.json",
            Self::Csvw => "zip",
            Self::Parquet => "parquet",
            Self::JsonStat => "json",
            Self::SdmxCsv => "sdmx.csv",
            Self::DataCube => "ttl",
            Self::CubeLink => "ttl?profil=cube.link",
        }
    }

    /// The format with an extension and, where the address names one, a profile.
    pub fn read(extension: &str, profile: Option<&str>) -> Option<Self> {
        let ending =
            profile.map_or_else(|| extension.to_owned(), |profile| format!("{extension}?profil={profile}"));
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// What its file is called, behind the id of the cube and a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::CubeLink => "cube-link.ttl",
            other => other.ending(),
        }
    }

    /// The media type its file is sent with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::TableMetadata => "application/csvm+json",
            Self::Csvw => "application/zip",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::JsonStat => "application/json",
            Self::SdmxCsv => "application/vnd.sdmx.data+csv;version=2.0.0",
            Self::DataCube | Self::CubeLink => "text/turtle; charset=utf-8",
        }
    }

    /// The IRI of what its file conforms to beyond its media type.
    pub fn profile(self) -> Option<&'static str> {
        match self {
            Self::Csv | Self::Parquet => None,
            Self::TableMetadata | Self::Csvw => Some("https://www.w3.org/TR/tabular-metadata/"),
            Self::JsonStat => Some("https://json-stat.org/full/"),
            Self::SdmxCsv => Some("https://github.com/sdmx-twg/sdmx-csv"),
            Self::DataCube => Some("https://www.w3.org/TR/vocab-data-cube/"),
            Self::CubeLink => Some("https://cube.link/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        for format in Format::ALL {
            let (extension, profile) = match format.ending().split_once("?profil=") {
                Some((extension, profile)) => (extension, Some(profile)),
                None => (format.ending(), None),
            };
            assert_eq!(Format::read(extension, profile), Some(format));
        }
        for (extension, profile) in [("exe", None), ("csv", Some("cube.link")), ("ttl", Some("")), ("", None)]
        {
            assert_eq!(Format::read(extension, profile), None, "{extension} {profile:?}");
        }
    }
}
