//! What somebody does about a missed metric: one remedy is one text written in one place, and it may
//! satisfy several metrics.

use super::Metric;

/// What a remedy says about itself.
struct About {
    id: &'static str,
    metrics: &'static [Metric],
    effort: u8,
    missing: [&'static str; 2],
    advice: [&'static str; 2],
}

macro_rules! remedies {
    ($($name:ident = $id:literal, $effort:literal, [$($metric:ident),*], $doc:literal;
       $missing_de:literal / $missing_en:literal;
       $advice_de:literal / $advice_en:literal)*) => {
        /// One change of a dataset's description.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Remedy {
            $(#[doc = $doc] $name,)*
        }

        impl Remedy {
            /// All remedies, in the order of the metrics of the published method.
            pub const ALL: [Self; 19] = [$(Self::$name),*];

            const fn about(self) -> &'static About {
                match self {
                    $(Self::$name => &About {
                        id: $id,
                        metrics: &[$(Metric::$metric),*],
                        effort: $effort,
                        missing: [$missing_de, $missing_en],
                        advice: [$advice_de, $advice_en],
                    },)*
                }
            }
        }
    };
}

remedies! {
    File = "distribution", 3, [AccessUrlStatusCode, DownloadUrlAvailability, DownloadUrlStatusCode,
        FormatAvailability, MediaTypeAvailability, FormatMediaTypeVocabularyAlignment,
        FormatMediaTypeNonProprietary, FormatMediaTypeMachineInterpretable, LicenceAvailability, KnownLicence,
        RightsAvailability, ByteSizeAvailability, DateIssuedAvailability, DateModifiedAvailability],
    "A file is published where there is none.";
    "Datei fehlt" / "File missing";
    "Veröffentlichen Sie die Daten als Datei und beschreiben Sie sie vollständig: Adresse, Format, Lizenz, Größe und Datum." / "Publish the data as a file and describe it in full: address, format, licence, size and date."
    Keywords = "keywordAvailability", 1, [KeywordAvailability],
    "Keywords are entered.";
    "Schlagwörter fehlen" / "Keywords missing";
    "Tragen Sie Schlagwörter ein, unter denen jemand die Daten suchen würde." / "Enter keywords by which somebody would look for the data."
    Theme = "categoryAvailability", 1, [CategoryAvailability],
    "A theme is chosen.";
    "Thema fehlt" / "Theme missing";
    "Wählen Sie mindestens eines der 13 EU-Themen: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN." / "Choose at least one of the 13 EU themes: AGRI, ECON, EDUC, ENER, ENVI, GOVE, HEAL, INTR, JUST, REGI, SOCI, TECH, TRAN."
    Place = "spatialAvailability", 1, [SpatialAvailability],
    "The place is named.";
    "Ort fehlt" / "Place missing";
    "Geben Sie den Ort an, am besten mit dem amtlichen Schlüssel der Gemeinde oder des Kreises." / "State the place, best by the official key of the municipality or district."
    Period = "temporalAvailability", 1, [TemporalAvailability],
    "The period is stated.";
    "Zeitraum fehlt" / "Period missing";
    "Geben Sie Anfang und Ende des Zeitraums an, den die Daten beschreiben." / "State begin and end of the period the data describe."
    Address = "accessUrlStatusCode", 2, [AccessUrlStatusCode],
    "The access address is repaired.";
    "Zugangsadresse antwortet nicht" / "Access address does not answer";
    "Prüfen Sie die Adresse im Browser und berichtigen Sie sie. Der Server sollte auch HEAD-Anfragen beantworten." / "Try the address in a browser and correct it. The server should answer HEAD requests too."
    DownloadAddress = "downloadUrlAvailability", 1, [DownloadUrlAvailability, DownloadUrlStatusCode],
    "The address of the file itself is stated.";
    "Adresse zum Herunterladen fehlt" / "Download address missing";
    "Geben Sie die Adresse an, unter der die Datei selbst liegt, auch wenn sie der Zugangsadresse gleicht." / "Give the address at which the file itself lies, even if it equals the access address."
    Download = "downloadUrlStatusCode", 2, [DownloadUrlStatusCode],
    "The address of the file is repaired.";
    "Datei lässt sich nicht herunterladen" / "The file cannot be downloaded";
    "Prüfen Sie die Adresse der Datei im Browser und berichtigen Sie sie." / "Try the address of the file in a browser and correct it."
    Format = "formatAvailability", 1, [FormatAvailability, MediaTypeAvailability,
        FormatMediaTypeVocabularyAlignment, FormatMediaTypeNonProprietary, FormatMediaTypeMachineInterpretable],
    "The format is named as the lists have it.";
    "Dateiformat fehlt oder steht auf keiner Liste" / "File format missing or in no list";
    "Geben Sie das Format nach der EU-Liste „File type“ und den Medientyp nach der Liste der IANA an, zum Beispiel CSV und text/csv." / "State the format as in the EU list “File type” and the media type as in the list of IANA, for example CSV and text/csv."
    OpenFormat = "formatMediaTypeMachineInterpretable", 3, [FormatMediaTypeNonProprietary,
        FormatMediaTypeMachineInterpretable],
    "The data are published in another format, too.";
    "Offenes, maschinenlesbares Format fehlt" / "Open, machine-readable format missing";
    "Bieten Sie die Daten auch in einem offenen Format an, das Programme einlesen können, zum Beispiel CSV statt XLSX oder PDF." / "Offer the data in an open format that programs can read too, for example CSV instead of XLSX or PDF."
    Constraints = "dcatApCompliance", 2, [DcatApCompliance],
    "Violations of DCAT-AP are mended.";
    "Regeln von DCAT-AP sind verletzt" / "Rules of DCAT-AP are broken";
    "Beheben Sie alle Verletzungen des europäischen Profils DCAT-AP; schon eine einzige kostet alle Punkte." / "Mend all violations of the European profile DCAT-AP; a single one costs all points."
    Licence = "licenceAvailability", 1, [LicenceAvailability, KnownLicence, RightsAvailability],
    "The licence is stated; rights follow from it.";
    "Lizenz fehlt" / "Licence missing";
    "Nennen Sie die Lizenz, unter der die Daten stehen. Für offene Daten einer Verwaltung üblich sind die Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) und Creative Commons (cc-zero, cc-by/4.0). Die Wahl trifft, wer die Rechte hat." / "Name the licence of the data. Usual for open data of administrations are Datenlizenz Deutschland (dl-zero-de/2.0, dl-by-de/2.0) and Creative Commons (cc-zero, cc-by/4.0). It is for the holder of the rights to choose."
    KnownLicence = "knownLicence", 3, [KnownLicence],
    "The holder of the rights chooses a known licence.";
    "Lizenz ist bei data.europa.eu nicht bekannt" / "Licence unknown to data.europa.eu";
    "Die angegebene Lizenz steht nicht auf der europäischen Liste. Eine andere kann nur wählen, wer die Rechte an den Daten hat; darum steht hier kein Text zum Übernehmen." / "The licence stated is not on the European list. Only the holder of the rights may choose another one; so there is no text to take over here."
    AccessRights = "accessRightsAvailability", 1, [AccessRightsAvailability, AccessRightsVocabularyAlignment],
    "Access rights are stated.";
    "Zugangsbeschränkung fehlt" / "Access rights missing";
    "Geben Sie nach der EU-Liste an, ob die Daten öffentlich (PUBLIC), eingeschränkt (RESTRICTED) oder nicht öffentlich (NON_PUBLIC) sind." / "State by the EU list whether the data are public (PUBLIC), restricted (RESTRICTED) or not public (NON_PUBLIC)."
    Contact = "contactPointAvailability", 1, [ContactPointAvailability],
    "A contact is named.";
    "Ansprechstelle fehlt" / "Contact missing";
    "Geben Sie eine Ansprechstelle mit E-Mail-Adresse oder Kontaktformular an." / "Give a contact with an e-mail address or a contact form."
    Publisher = "publisherAvailability", 1, [PublisherAvailability],
    "The publisher is named.";
    "Herausgeber fehlt" / "Publisher missing";
    "Nennen Sie die Stelle, die die Daten veröffentlicht." / "Name the body that publishes the data."
    Rights = "rightsAvailability", 1, [RightsAvailability],
    "The licence is repeated as rights.";
    "Rechte fehlen" / "Rights missing";
    "Tragen Sie unter Rechte die Lizenz noch einmal ein." / "Enter the licence as rights once more."
    Size = "byteSizeAvailability", 1, [ByteSizeAvailability],
    "The size of the file is stated.";
    "Dateigröße fehlt" / "File size missing";
    "Geben Sie die Größe der Datei in Bytes an." / "State the size of the file in bytes."
    Dates = "dateIssuedAvailability", 1, [DateIssuedAvailability, DateModifiedAvailability],
    "The dates of the file are stated.";
    "Datum der Datei fehlt" / "Date of the file missing";
    "Geben Sie bei der Datei an, wann sie veröffentlicht und wann sie zuletzt geändert wurde." / "State at the file when it was published and when it was changed last."
}

impl Remedy {
    /// Its stable name in addresses: mostly the metric it begins with.
    pub const fn id(self) -> &'static str {
        self.about().id
    }

    /// The remedy with this name; that of any metric gives the remedy for it.
    pub fn by_id(id: &str) -> Option<Self> {
        let named = || Self::ALL.into_iter().find(|remedy| remedy.id() == id);
        let of_metric = || {
            let metric = Metric::by_local(id)?;
            let mut those = Self::ALL.into_iter().filter(|remedy| *remedy != Self::File);
            those.find(|remedy| remedy.metrics().contains(&metric))
        };
        named().or_else(of_metric)
    }

    /// The metrics it is about.
    pub const fn metrics(self) -> &'static [Metric] {
        self.about().metrics
    }

    /// How hard it is, the same wherever it is shown. 1: fill in one field. 2: find out or repair
    /// something. 3: publish another file, or have somebody decide.
    pub const fn effort(self) -> u8 {
        self.about().effort
    }

    /// What is missing, as a headline; any language but `en` gives German.
    pub fn missing(self, language: &str) -> &'static str {
        pick(self.about().missing, language)
    }

    /// What to do; any language but `en` gives German.
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

    /// A page shows both; the same fault has one advice.
    #[test]
    fn what_is_found_and_what_is_missing_are_mended_alike() {
        use crate::finding::rule;
        for (rule, remedy) in [
            (&rule::LICENSE_MISSING, Remedy::Licence),
            (&rule::THEME_MISSING, Remedy::Theme),
            (&rule::CONTACT_MISSING, Remedy::Contact),
            (&rule::CONTACT_INVALID, Remedy::Contact),
        ] {
            assert_eq!(rule.fix, [remedy.advice("de"), remedy.advice("en")], "{}", rule.id);
        }
        for (metric, remedy) in [
            (Metric::LicenceAvailability, Remedy::Licence),
            (Metric::CategoryAvailability, Remedy::Theme),
            (Metric::ContactPointAvailability, Remedy::Contact),
        ] {
            assert_eq!(metric.advice("de"), remedy.advice("de"));
        }
    }

    #[test]
    fn every_metric_has_its_remedy() {
        for metric in Metric::ALL {
            let remedy = Remedy::by_id(metric.local()).unwrap();
            assert!(remedy.metrics().contains(&metric), "{metric:?}");
        }
        for remedy in Remedy::ALL {
            assert_eq!(Remedy::by_id(remedy.id()), Some(remedy));
            assert!((1..=3).contains(&remedy.effort()));
            assert_ne!(remedy.missing("de"), remedy.missing("en"));
            assert_ne!(remedy.advice("de"), remedy.advice("en"));
        }
        assert_eq!(Remedy::by_id("gibtesnicht"), None);
    }
}
