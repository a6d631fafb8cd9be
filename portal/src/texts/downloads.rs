//! What the files of a cube are called, and whom each is good for.

use crate::language::Language;
use datenkreis_catalogue::cubes::export::Format;

/// The name of a format, and a sentence on what it is good for.
pub fn of(language: Language, format: Format) -> [&'static str; 2] {
    match language {
        Language::De => german(format),
        Language::En => english(format),
    }
}

fn german(format: Format) -> [&'static str; 2] {
    match format {
        Format::Csv => [
            "CSV (Tabelle)",
            "Für Tabellenkalkulation, R und Python: eine Zeile je Wert, Codes und Namen nebeneinander, mit Status und Herkunft.",
        ],
        Format::TableMetadata => [
            "Beschreibung der CSV-Spalten (JSON)",
            "Für Programme, die CSV prüfen oder in RDF übersetzen: Typ und Bedeutung jeder Spalte.",
        ],
        Format::Csvw => [
            "CSVW (ZIP)",
            "Zum Aufbewahren und Weitergeben: die CSV-Datei, ihre Beschreibung nach W3C CSVW und alles über Quellen und Lizenz.",
        ],
        Format::Parquet => [
            "Parquet",
            "Für Auswertungen mit pandas, R, DuckDB oder Spark: klein, und Schlüssel behalten ihre führende Null.",
        ],
        Format::JsonStat => [
            "JSON-stat 2.0",
            "Für Anwendungen im Web und Diagramme: der Würfel mit seinen Dimensionen in einer Datei.",
        ],
        Format::SdmxCsv => [
            "SDMX-CSV 2.0",
            "Für Systeme der amtlichen Statistik: nur Codes und Werte, mit den Spalten von SDMX.",
        ],
        Format::DataCube => [
            "RDF Data Cube (Turtle)",
            "Für Linked Data: jeder Wert mit eigener Adresse, seiner Bedeutung und der Zelle, aus der er stammt.",
        ],
        Format::CubeLink => [
            "RDF cube.link (Turtle)",
            "Für Programme wie visualize.admin.ch, die das Schweizer Profil cube.link lesen.",
        ],
    }
}

fn english(format: Format) -> [&'static str; 2] {
    match format {
        Format::Csv => [
            "CSV (table)",
            "For spreadsheets, R and Python: one row per value, codes and names side by side, with status and origin.",
        ],
        Format::TableMetadata => [
            "Description of the CSV columns (JSON)",
            "For programs that check CSV or translate it to RDF: type and meaning of each column.",
        ],
        Format::Csvw => [
            "CSVW (ZIP)",
            "To keep and to pass on: the CSV file, its description in W3C CSVW, and all about sources and licence.",
        ],
        Format::Parquet => [
            "Parquet",
            "For analysis with pandas, R, DuckDB or Spark: small, and keys keep their leading zero.",
        ],
        Format::JsonStat => {
            ["JSON-stat 2.0", "For web applications and charts: the cube with its dimensions in one file."]
        }
        Format::SdmxCsv => [
            "SDMX-CSV 2.0",
            "For systems of official statistics: codes and values only, in the columns of SDMX.",
        ],
        Format::DataCube => [
            "RDF Data Cube (Turtle)",
            "For linked data: each value with its own address, its meaning and the cell it comes from.",
        ],
        Format::CubeLink => [
            "RDF cube.link (Turtle)",
            "For programs like visualize.admin.ch that read the Swiss profile cube.link.",
        ],
    }
}
