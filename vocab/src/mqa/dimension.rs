//! The five dimensions of the assessment.

use crate::ns::pv;
use oxrdf::NamedNode;

/// A dimension of the Metadata Quality Assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Can the dataset be found?
    Findability,
    /// Can the data be had?
    Accessibility,
    /// Can programs work with the data?
    Interoperability,
    /// May the data be used, and who answers questions?
    Reusability,
    /// What else helps to judge the data?
    Contextuality,
}

impl Dimension {
    /// All dimensions, in the order of the published method.
    pub const ALL: [Self; 5] = [
        Self::Findability,
        Self::Accessibility,
        Self::Interoperability,
        Self::Reusability,
        Self::Contextuality,
    ];

    /// Its place in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Points to be had in it.
    pub const fn most(self) -> u16 {
        match self {
            Self::Findability | Self::Accessibility => 100,
            Self::Interoperability => 110,
            Self::Reusability => 75,
            Self::Contextuality => 20,
        }
    }

    /// The local name of its IRI.
    pub const fn local(self) -> &'static str {
        match self {
            Self::Findability => "findability",
            Self::Accessibility => "accessibility",
            Self::Interoperability => "interoperability",
            Self::Reusability => "reusability",
            Self::Contextuality => "contextuality",
        }
    }

    /// Its IRI in the vocabulary of data.europa.eu.
    pub fn iri(self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", pv::NS, self.local()))
    }

    /// The metric by which its points are told, e.g. `pv:findabilityScoring`.
    pub fn scoring(self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}Scoring", pv::NS, self.local()))
    }

    /// Its name; any language but `en` gives German.
    pub fn name(self, language: &str) -> &'static str {
        let [german, english] = match self {
            Self::Findability => ["Auffindbarkeit", "Findability"],
            Self::Accessibility => ["Zugänglichkeit", "Accessibility"],
            Self::Interoperability => ["Verarbeitbarkeit", "Interoperability"],
            Self::Reusability => ["Nachnutzbarkeit", "Reusability"],
            Self::Contextuality => ["Einordnung", "Contextuality"],
        };
        if language == "en" { english } else { german }
    }

    /// The question it answers; any language but `en` gives German.
    pub fn explanation(self, language: &str) -> &'static str {
        let [german, english] = match self {
            Self::Findability => [
                "Lässt sich der Datensatz über Stichwort, Thema, Ort und Zeit finden?",
                "Can the dataset be found by keyword, theme, place and time?",
            ],
            Self::Accessibility => {
                ["Führen die Adressen wirklich zu den Daten?", "Do the addresses really lead to the data?"]
            }
            Self::Interoperability => [
                "Können Programme die Daten ohne Handarbeit einlesen?",
                "Can programs read the data without work by hand?",
            ],
            Self::Reusability => [
                "Ist klar, was man mit den Daten tun darf und wer Fragen beantwortet?",
                "Is it clear what one may do with the data, and who answers questions?",
            ],
            Self::Contextuality => [
                "Helfen Größe, Datum und Rechte dabei, die Daten einzuschätzen?",
                "Do size, dates and rights help to judge the data?",
            ],
        };
        if language == "en" { english } else { german }
    }
}
