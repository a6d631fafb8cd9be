//! Names of places as sentences need them.

use crate::language::Language;

/// Whom the words of a chart are about.
pub struct About {
    /// `Selm`, `Kreis Unna`, `Selm 2023`.
    pub place: String,
    /// `in Selm`, `im Kreis Unna`, `in Selm 2023`.
    pub within: String,
}

impl About {
    /// A place.
    pub fn new(language: Language, place: &str) -> Self {
        Self { place: place.into(), within: within(language, place) }
    }

    /// The same place in a year.
    pub fn in_year(self, year: i16) -> Self {
        Self { place: format!("{} {year}", self.place), within: format!("{} {year}", self.within) }
    }
}

/// “in Selm”, “im Kreis Unna”, “in der Region Hannover”.
pub fn within(language: Language, place: &str) -> String {
    if language == Language::En {
        return format!("in {place}");
    }
    let starts = |starts: &[&str]| starts.iter().any(|start| place.starts_with(start));
    let is_region = starts(&["Region ", "Städteregion "]) || place.to_lowercase().ends_with("region");
    let is_district = place.ends_with("kreis") || place.ends_with("Kreis") || place.contains("kreis ");
    let is_male = is_district
        || place.contains("Kreis ")
        || starts(&["Landkreis ", "Regionalverband ", "Reg.-Bez. ", "Saarland"]);
    match place.strip_suffix("scher Kreis") {
        Some(name) => format!("im {name}schen Kreis"),
        None if is_region => format!("in der {place}"),
        None if is_male => format!("im {place}"),
        None => format!("in {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_sentences() {
        let check = |place: &str, expected: &str| {
            assert_eq!(About::new(Language::De, place).within, expected);
            assert_eq!(About::new(Language::En, place).within, format!("in {place}"));
        };
        check("Selm", "in Selm");
        check("Kreischa", "in Kreischa");
        check("Rheinberg", "in Rheinberg");
        check("Dortmund", "in Dortmund");
        check("Kreis Unna", "im Kreis Unna");
        check("Landkreis Göttingen", "im Landkreis Göttingen");
        check("Rhein-Kreis Neuss", "im Rhein-Kreis Neuss");
        check("Rhein-Sieg-Kreis", "im Rhein-Sieg-Kreis");
        check("Hochsauerlandkreis", "im Hochsauerlandkreis");
        check("Eifelkreis Bitburg-Prüm", "im Eifelkreis Bitburg-Prüm");
        check("Märkischer Kreis", "im Märkischen Kreis");
        check("Rheinisch-Bergischer Kreis", "im Rheinisch-Bergischen Kreis");
        check("Reg.-Bez. Arnsberg", "im Reg.-Bez. Arnsberg");
        check("Region Hannover", "in der Region Hannover");
        check("KielRegion", "in der KielRegion");
        check("Metropolregion", "in der Metropolregion");
        check("Südwestfalen", "in Südwestfalen");
        check("Saarland", "im Saarland");
        assert_eq!(About::new(Language::De, "Kreis Unna").in_year(2023).within, "im Kreis Unna 2023");
    }
}
