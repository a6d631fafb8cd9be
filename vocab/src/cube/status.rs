//! What is to be known about a figure: normal, exactly zero, unknown, suppressed, …

use crate::ns::sdmx_code;
use oxrdf::NamedNodeRef;

/// The status of an observation (`sdmx-attribute:obsStatus`). German statistics tell by signs why a figure is
/// missing, and each sign is a status of its own; a missing figure is never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ObsStatus {
    /// A figure like any other.
    #[default]
    Normal,
    /// `–`: exactly zero, nothing there.
    Zero,
    /// `.`: unknown, or not to be published.
    Unknown,
    /// `x`: the cell is blocked, for a figure would make no sense.
    Blocked,
    /// `/`: left out, for the figure is not reliable enough.
    Unreliable,
    /// `( )`: shown, but of limited reliability.
    Uncertain,
    /// `•`: suppressed, so that nobody can be recognised.
    Suppressed,
    /// `…`: will be known later.
    Pending,
    /// The cell is empty and says nothing about the reason.
    Empty,
    /// `p`: provisional.
    Provisional,
    /// `r`: corrected.
    Revised,
    /// `s`: estimated.
    Estimated,
    /// A projection.
    Forecast,
    /// The series has a break here, for instance a new census as its base.
    Break,
}

/// Status, notation, sign, label in German and English.
type Row = (ObsStatus, &'static str, &'static str, &'static str, &'static str);

const TABLE: [Row; 14] = [
    (ObsStatus::Normal, "A", "", "Wert", "value"),
    (ObsStatus::Zero, "Z", "–", "genau null, nichts vorhanden", "exactly zero, nothing there"),
    (ObsStatus::Unknown, "O", ".", "unbekannt oder geheim zu halten", "unknown or confidential"),
    (
        ObsStatus::Blocked,
        "M",
        "x",
        "gesperrt, weil eine Aussage nicht sinnvoll ist",
        "blocked, for it would make no sense",
    ),
    (
        ObsStatus::Unreliable,
        "N",
        "/",
        "keine Angabe, weil nicht sicher genug",
        "left out, not reliable enough",
    ),
    (ObsStatus::Uncertain, "U", "( )", "eingeschränkt aussagekräftig", "of limited reliability"),
    (
        ObsStatus::Suppressed,
        "Q",
        "•",
        "zum Schutz einzelner Personen nicht gezeigt",
        "suppressed to protect individuals",
    ),
    (ObsStatus::Pending, "L", "…", "Angabe folgt später", "to be published later"),
    (ObsStatus::Empty, "H", "", "in der Quelle leer", "empty in the source"),
    (ObsStatus::Provisional, "P", "p", "vorläufig", "provisional"),
    (ObsStatus::Revised, "R", "r", "berichtigt", "revised"),
    (ObsStatus::Estimated, "E", "s", "geschätzt", "estimated"),
    (ObsStatus::Forecast, "F", "", "Vorausberechnung", "projection"),
    (ObsStatus::Break, "B", "", "Bruch in der Zeitreihe", "break in the series"),
];

impl ObsStatus {
    /// All of them, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.0 == self).unwrap_or(&TABLE[0])
    }

    /// The code: letters of SDMX CL_OBS_STATUS where it has the same meaning, else free ones (`Z`, `R`, `H`).
    pub fn notation(self) -> &'static str {
        self.row().1
    }

    /// The status with a notation.
    pub fn from_notation(notation: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == notation).map(|row| row.0)
    }

    /// The sign that stands in a table instead of the figure, or beside it; empty if there is none.
    pub fn sign(self) -> &'static str {
        self.row().2
    }

    /// What it means, in `language` (`de` or `en`).
    pub fn label(self, language: &str) -> &'static str {
        if language == "en" { self.row().4 } else { self.row().3 }
    }

    /// Whether there is no figure.
    pub fn is_missing(self) -> bool {
        use ObsStatus::{Blocked, Empty, Pending, Suppressed, Unknown, Unreliable};
        matches!(self, Unknown | Blocked | Unreliable | Suppressed | Pending | Empty)
    }

    /// The code of the SDMX vocabulary with the same meaning, where it has one; a broader one for the others
    /// that are missing.
    pub fn sdmx(self) -> Option<NamedNodeRef<'static>> {
        match self {
            Self::Normal | Self::Zero => Some(sdmx_code::OBS_STATUS_A),
            Self::Break => Some(sdmx_code::OBS_STATUS_B),
            Self::Estimated => Some(sdmx_code::OBS_STATUS_E),
            Self::Forecast => Some(sdmx_code::OBS_STATUS_F),
            Self::Provisional => Some(sdmx_code::OBS_STATUS_P),
            status if status.is_missing() => Some(sdmx_code::OBS_STATUS_M),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_status_has_a_code_of_its_own() {
        let codes: BTreeSet<_> = ObsStatus::all().map(ObsStatus::notation).collect();
        assert_eq!(codes.len(), TABLE.len());
        for status in ObsStatus::all() {
            assert_eq!(ObsStatus::from_notation(status.notation()), Some(status));
            assert!(!status.label("de").is_empty() && !status.label("en").is_empty());
        }
    }
}
