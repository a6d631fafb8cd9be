//! A site whose folder holds made-up statistics, with mappings that make cubes of them.

use super::Figures;
use crate::site::{BASE, Site};

const POPULATION: &str = r#"
[table]
source = "zahlen"
dataset = "bevoelkerung"
title = "Bevölkerung nach Alter"

[layout]
header_rows = 1

[[cube]]
id = "bevoelkerung-stand"
values = ["Bevölkerung"]
[cube.dimensions]
refArea = { column = "AGS" }
refPeriod = { column = "Jahr" }
sex = { column = "Geschlecht" }
age = { column = "Alter" }
"#;

const CHANGES: &str = r#"
[table]
source = "zahlen"
dataset = "bewegung"

[layout]
header_rows = 1

[[cube]]
id = "bevoelkerung-bewegung"
values = ["4.."]
[cube.dimensions]
refArea = { column = "AGS" }
refPeriod = { column = "Jahr" }
sex = { column = "Geschlecht" }
bewegungsart = { header = 1, codes = { "Geburten" = "lebendgeborene", "Sterbefälle" = "gestorbene", "Zuzüge" = "zuzug", "Fortzüge" = "fortzug" } }
"#;

impl Figures {
    /// A site with a folder source `zahlen`, and further settings of `[statistics]`.
    pub fn site(&self, settings: &str) -> Site {
        let site = Site::new(BASE, &format!("[statistics]\ntables = \"statistik\"\n{settings}"));
        for directory in ["daten", "statistik"] {
            std::fs::create_dir(site.path(directory)).expect("a directory");
        }
        site.write("daten/bevoelkerung.csv", &self.population());
        site.write("daten/bewegung.csv", &self.changes());
        let licensed = "lizenz = \"dl-de/by-2-0\"\nnamensnennung = \"Erfundene Zahlen, Amt für Beispiele\"\n";
        for (name, title) in
            [("bevoelkerung", "Bevölkerung"), ("bewegung", "Geburten, Sterbefälle und Wanderungen")]
        {
            let metadata = format!("titel = \"{title}\"\nbeschreibung = \"Erfundene Zahlen.\"\n{licensed}");
            site.write(&format!("daten/{name}.toml"), &metadata);
        }
        site.write("statistik/bevoelkerung.toml", POPULATION);
        site.write("statistik/bewegung.toml", CHANGES);
        site.folder("zahlen", &site.path("daten"));
        site
    }
}
