//! Who runs a recorded catalogue, written as an operator writes it into the region file and the source's
//! `publisher`. Portals that collect from many bodies have none of their own.

use datenkreis_tests::Site;

/// A town or body that runs a source.
pub struct Operator {
    /// Where the paths of its recordings begin.
    path: &'static str,
    name: &'static str,
    /// Official key, if it stands for a place.
    key: Option<&'static str>,
    /// Whether it is a municipality or district.
    pub is_municipal: bool,
}

const OPERATORS: [Operator; 7] = [
    Operator { path: "ckan/koeln", name: "Stadt Köln", key: Some("05315000"), is_municipal: true },
    Operator { path: "ckan/bonn", name: "Bundesstadt Bonn", key: Some("05314000"), is_municipal: true },
    Operator { path: "ckan/berlin", name: "Land Berlin", key: Some("11000000"), is_municipal: true },
    Operator { path: "ckan/moers", name: "Stadt Moers", key: Some("05170024"), is_municipal: true },
    Operator { path: "ckan/govdata-moers", name: "Stadt Moers", key: Some("05170024"), is_municipal: true },
    Operator {
        path: "dcat/govdata-dashboard/rostock",
        name: "Hanse- und Universitätsstadt Rostock",
        key: Some("13003000"),
        is_municipal: true,
    },
    Operator {
        path: "dcat/govdata-dashboard/destatis",
        name: "Statistisches Bundesamt",
        key: None,
        is_municipal: false,
    },
];

/// All others.
const NOBODY: Operator = Operator { path: "", name: "Betreiber der Quelle", key: None, is_municipal: false };

impl Operator {
    /// Who runs the catalogue recorded at a path.
    pub fn of(path: &str) -> &'static Self {
        OPERATORS.iter().find(|operator| path.starts_with(operator.path)).unwrap_or(&NOBODY)
    }

    /// Makes it the organisation of a site's region that its sources name as publisher.
    pub fn run(&self, site: &Site) {
        let key = self.key.map(|key| format!("ags = \"{key}\"\n")).unwrap_or_default();
        let region = format!(
            "id = \"quelle\"\n[title]\nde = \"Quelle\"\nen = \"Source\"\n[[organisation]]\nid = \"musterstadt\"\n\
             name = \"{}\"\nhomepage = \"https://quelle.example/\"\nemail = \"daten@quelle.example\"\n{key}",
            self.name
        );
        site.write("region.toml", &region);
    }
}
