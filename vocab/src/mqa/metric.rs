//! The 23 metrics: what each asks for, what it is worth, and how its points are gained.

use super::Dimension;
use crate::ns::pv;
use oxrdf::NamedNode;

/// Where a metric is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// At the dataset.
    Dataset,
    /// At each distribution; the best distribution counts.
    Distribution,
    /// At each distribution, and at the dataset if it has no distribution.
    Either,
}

/// What a metric says about itself.
#[derive(Debug)]
struct About {
    local: &'static str,
    dimension: Dimension,
    level: Level,
    points: u16,
    property: &'static str,
    name: [&'static str; 2],
    explanation: [&'static str; 2],
    advice: [&'static str; 2],
}

macro_rules! metrics {
    ($($name:ident = $local:literal, $dimension:ident, $level:ident, $points:literal, $property:literal;
       $name_de:literal / $name_en:literal;
       $explanation_de:literal / $explanation_en:literal;
       $advice_de:literal / $advice_en:literal)*) => {
        /// A metric of the Metadata Quality Assessment.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        pub enum Metric {
            $(
                #[doc = $explanation_en]
                #[serde(rename = $local)]
                $name,
            )*
        }

        impl Metric {
            /// All metrics, in the order of the published method.
            pub const ALL: [Self; 23] = [$(Self::$name),*];

            const fn about(self) -> &'static About {
                match self {
                    $(Self::$name => &About {
                        local: $local,
                        dimension: Dimension::$dimension,
                        level: Level::$level,
                        points: $points,
                        property: $property,
                        name: [$name_de, $name_en],
                        explanation: [$explanation_de, $explanation_en],
                        advice: [$advice_de, $advice_en],
                    },)*
                }
            }
        }
    };
}

metrics! {
    KeywordAvailability = "keywordAvailability", Findability, Dataset, 30, "dcat:keyword";
    "Schlagwörter" / "Keywords";
    "Der Datensatz hat mindestens ein Schlagwort." / "The dataset has at least one keyword.";
    "Tragen Sie Schlagwörter ein, unter denen jemand die Daten suchen würde." / "Enter keywords by which somebody would look for the data."
    CategoryAvailability = "categoryAvailability", Findability, Dataset, 30, "dcat:theme";
    "Thema" / "Theme";
    "Der Datensatz ist einem Thema zugeordnet." / "The dataset has a theme.";
    "Wählen Sie mindestens eines der 13 EU-Themen: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN." / "Choose at least one of the 13 EU themes: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN."
    SpatialAvailability = "spatialAvailability", Findability, Dataset, 20, "dcterms:spatial";
    "Ort" / "Place";
    "Es ist angegeben, für welches Gebiet die Daten gelten." / "It is stated which area the data are about.";
    "Geben Sie das Gebiet an, zum Beispiel mit dem amtlichen Schlüssel der Gemeinde." / "State the area, for example by the official key of the municipality."
    TemporalAvailability = "temporalAvailability", Findability, Dataset, 20, "dcterms:temporal";
    "Zeitraum" / "Period";
    "Es ist angegeben, für welchen Zeitraum die Daten gelten." / "It is stated which period the data are about.";
    "Geben Sie Beginn und Ende des Zeitraums an, den die Daten beschreiben." / "State begin and end of the period the data describe."
    AccessUrlStatusCode = "accessUrlStatusCode", Accessibility, Distribution, 50, "dcat:accessURL";
    "Zugangsadresse antwortet" / "Access address answers";
    "Die Adresse, die zu den Daten führt, antwortet ohne Fehler." / "The address that leads to the data answers without an error.";
    "Prüfen Sie die Adresse im Browser und berichtigen Sie sie. Der Server sollte auch HEAD-Anfragen beantworten." / "Try the address in a browser and correct it. The server should answer HEAD requests too."
    DownloadUrlAvailability = "downloadUrlAvailability", Accessibility, Distribution, 20, "dcat:downloadURL";
    "Adresse zum Herunterladen" / "Download address";
    "Es gibt eine Adresse, unter der die Datei selbst liegt." / "There is an address at which the file itself lies.";
    "Geben Sie die Adresse der Datei an, auch wenn sie der Zugangsadresse gleicht." / "Give the address of the file, even if it equals the access address."
    DownloadUrlStatusCode = "downloadUrlStatusCode", Accessibility, Distribution, 30, "dcat:downloadURL";
    "Datei lässt sich herunterladen" / "The file can be downloaded";
    "Die Adresse der Datei antwortet ohne Fehler." / "The address of the file answers without an error.";
    "Geben Sie eine Adresse an, unter der die Datei wirklich liegt." / "Give an address at which the file really lies."
    FormatAvailability = "formatAvailability", Interoperability, Distribution, 20, "dcterms:format";
    "Dateiformat angegeben" / "File format stated";
    "Das Dateiformat ist angegeben." / "The file format is stated.";
    "Geben Sie das Dateiformat an, zum Beispiel CSV." / "State the file format, for example CSV."
    MediaTypeAvailability = "mediaTypeAvailability", Interoperability, Distribution, 10, "dcat:mediaType";
    "Medientyp angegeben" / "Media type stated";
    "Der Medientyp (MIME-Typ) ist angegeben." / "The media type (MIME type) is stated.";
    "Geben Sie den Medientyp an, zum Beispiel text/csv." / "State the media type, for example text/csv."
    FormatMediaTypeVocabularyAlignment = "formatMediaTypeVocabularyAlignment", Interoperability, Distribution, 10, "dcterms:format, dcat:mediaType";
    "Format und Medientyp aus den Listen" / "Format and media type from the lists";
    "Format und Medientyp stehen auf der EU-Liste der Dateitypen und der Liste der IANA." / "Format and media type are on the EU list of file types and on the list of IANA.";
    "Nutzen Sie für das Format die EU-Liste „File type“ und für den Medientyp die Liste der IANA." / "Use the EU list “File type” for the format and the list of IANA for the media type."
    FormatMediaTypeNonProprietary = "formatMediaTypeNonProprietary", Interoperability, Distribution, 20, "dcterms:format";
    "Offenes Format" / "Open format";
    "Das Dateiformat gehört keinem Hersteller." / "The file format belongs to no vendor.";
    "Bieten Sie die Daten auch in einem offenen Format an, zum Beispiel CSV statt XLSX." / "Offer the data in an open format too, for example CSV instead of XLSX."
    FormatMediaTypeMachineInterpretable = "formatMediaTypeMachineInterpretable", Interoperability, Distribution, 20, "dcterms:format";
    "Maschinenlesbares Format" / "Machine-readable format";
    "Programme können das Dateiformat ohne Weiteres einlesen." / "Programs can read the file format as it is.";
    "Bieten Sie die Daten auch maschinenlesbar an, zum Beispiel als CSV oder JSON statt als PDF." / "Offer the data machine-readable too, for example as CSV or JSON instead of PDF."
    DcatApCompliance = "dcatApCompliance", Interoperability, Dataset, 30, "dcat:Dataset";
    "Entspricht DCAT-AP" / "Conforms to DCAT-AP";
    "Die Angaben verletzen keine Regel des europäischen Profils DCAT-AP." / "The metadata break no rule of the European profile DCAT-AP.";
    "Beheben Sie alle Verletzungen des europäischen Profils DCAT-AP; schon eine einzige kostet alle Punkte." / "Mend all violations of the European profile DCAT-AP; a single one costs all points."
    LicenceAvailability = "licenceAvailability", Reusability, Distribution, 20, "dcterms:license";
    "Lizenz angegeben" / "Licence stated";
    "Es ist angegeben, unter welcher Lizenz die Daten stehen." / "It is stated under which licence the data are.";
    "Nennen Sie die Lizenz, unter der die Daten stehen. Für offene Daten einer Verwaltung üblich sind die Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) und Creative Commons (cc-zero, cc-by/4.0). Die Wahl trifft, wer die Rechte hat." / "Name the licence of the data. Usual for open data of administrations are Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) and Creative Commons (cc-zero, cc-by/4.0). It is for the holder of the rights to choose."
    KnownLicence = "knownLicence", Reusability, Distribution, 10, "dcterms:license";
    "Bekannte Lizenz" / "Known licence";
    "Die Lizenz steht auf der europäischen Liste." / "The licence is on the European list.";
    "Wählen Sie eine Lizenz der europäischen Liste, zum Beispiel die Datenlizenz Deutschland oder Creative Commons." / "Choose a licence of the European list, for example Datenlizenz Deutschland or Creative Commons."
    AccessRightsAvailability = "accessRightsAvailability", Reusability, Dataset, 10, "dcterms:accessRights";
    "Zugangsbeschränkung angegeben" / "Access rights stated";
    "Es ist angegeben, ob die Daten öffentlich sind." / "It is stated whether the data are public.";
    "Geben Sie an, ob die Daten öffentlich, eingeschränkt oder nicht öffentlich sind." / "State whether the data are public, restricted or not public."
    AccessRightsVocabularyAlignment = "accessRightsVocabularyAlignment", Reusability, Dataset, 5, "dcterms:accessRights";
    "Zugangsbeschränkung aus der Liste" / "Access rights from the list";
    "Die Angabe steht auf der EU-Liste der Zugangsbeschränkungen." / "The statement is on the EU list of access rights.";
    "Nutzen Sie einen Wert der EU-Liste, für offene Daten PUBLIC." / "Use a value of the EU list, for open data PUBLIC."
    ContactPointAvailability = "contactPointAvailability", Reusability, Dataset, 20, "dcat:contactPoint";
    "Ansprechstelle" / "Contact";
    "Es ist angegeben, wer Fragen zu den Daten beantwortet." / "It is stated who answers questions about the data.";
    "Geben Sie eine Ansprechstelle mit E-Mail-Adresse oder Kontaktformular an." / "Give a contact with an e-mail address or a contact form."
    PublisherAvailability = "publisherAvailability", Reusability, Dataset, 10, "dcterms:publisher";
    "Herausgeber" / "Publisher";
    "Es ist angegeben, welche Stelle die Daten veröffentlicht." / "It is stated which body publishes the data.";
    "Nennen Sie die Stelle, die die Daten veröffentlicht." / "Name the body that publishes the data."
    RightsAvailability = "rightsAvailability", Contextuality, Distribution, 5, "dcterms:rights";
    "Rechte" / "Rights";
    "Zu den Dateien sind Rechte angegeben." / "Rights are stated for the files.";
    "Tragen Sie unter Rechte die Adresse der Lizenz noch einmal ein." / "Enter the address of the licence as rights once more."
    ByteSizeAvailability = "byteSizeAvailability", Contextuality, Distribution, 5, "dcat:byteSize";
    "Dateigröße" / "File size";
    "Die Größe der Datei ist angegeben." / "The size of the file is stated.";
    "Geben Sie die Größe der Datei in Bytes an." / "State the size of the file in bytes."
    DateIssuedAvailability = "dateIssuedAvailability", Contextuality, Either, 5, "dcterms:issued";
    "Datum der Veröffentlichung" / "Date of publication";
    "Es ist angegeben, wann die Daten veröffentlicht wurden." / "It is stated when the data were published.";
    "Geben Sie das Datum der Veröffentlichung bei jeder Datei an." / "State the date of publication at each file."
    DateModifiedAvailability = "dateModifiedAvailability", Contextuality, Either, 5, "dcterms:modified";
    "Datum der letzten Änderung" / "Date of the last change";
    "Es ist angegeben, wann die Daten zuletzt geändert wurden." / "It is stated when the data were changed last.";
    "Geben Sie das Datum der letzten Änderung bei jeder Datei an." / "State the date of the last change at each file."
}

impl Metric {
    /// Its place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The metric with this local name, e.g. `keywordAvailability`.
    pub fn by_local(local: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.local() == local)
    }

    /// The local name of its IRI.
    pub const fn local(self) -> &'static str {
        self.about().local
    }

    /// Its IRI in the vocabulary of data.europa.eu.
    pub fn iri(self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", pv::NS, self.local()))
    }

    /// The dimension its points count for.
    pub const fn dimension(self) -> Dimension {
        self.about().dimension
    }

    /// Where it is measured.
    pub const fn level(self) -> Level {
        self.about().level
    }

    /// What it is worth.
    pub const fn points(self) -> u16 {
        self.about().points
    }

    /// The property concerned, as a person would look for it at the source.
    pub const fn property(self) -> &'static str {
        self.about().property
    }

    /// Whether it asks how an address answers.
    pub const fn is_about_answers(self) -> bool {
        matches!(self, Self::AccessUrlStatusCode | Self::DownloadUrlStatusCode)
    }

    /// Its name; any language but `en` gives German.
    pub fn name(self, language: &str) -> &'static str {
        pick(self.about().name, language)
    }

    /// What it asks for; any language but `en` gives German.
    pub fn explanation(self, language: &str) -> &'static str {
        pick(self.about().explanation, language)
    }

    /// What to do to gain its points; any language but `en` gives German.
    pub fn advice(self, language: &str) -> &'static str {
        pick(self.about().advice, language)
    }
}

fn pick([german, english]: [&'static str; 2], language: &str) -> &'static str {
    if language == "en" { english } else { german }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mqa::MOST_POINTS;

    #[test]
    fn points_add_up_as_published() {
        let sum = |dimension: Dimension| {
            let of = Metric::ALL.into_iter().filter(|metric| metric.dimension() == dimension);
            of.map(Metric::points).sum::<u16>()
        };
        for dimension in Dimension::ALL {
            assert_eq!(sum(dimension), dimension.most(), "{dimension:?}");
        }
        assert_eq!(Dimension::ALL.into_iter().map(sum).sum::<u16>(), MOST_POINTS);
    }

    #[test]
    fn every_metric_is_told_in_both_languages() {
        for (index, metric) in Metric::ALL.into_iter().enumerate() {
            assert_eq!((metric.index(), Metric::by_local(metric.local())), (index, Some(metric)));
            for text in [Metric::name, Metric::explanation, Metric::advice] {
                assert!(!text(metric, "de").is_empty() && !text(metric, "en").is_empty(), "{metric:?}");
                assert_ne!(text(metric, "de"), text(metric, "en"), "{metric:?}");
            }
        }
    }
}
