//! Whether a body is the one a source stands for.

use super::Mapping;
use datenkreis_vocab::gazetteer::{self, Context, Meaning, Place};
use datenkreis_vocab::model::Agent;

impl Mapping {
    /// Whether an agent is the organisation of the source, by its IRI, its name or its place.
    pub fn stands_for(&self, agent: &Agent) -> bool {
        agent.iri.as_ref().is_some_and(|iri| self.is_own(iri.as_str()))
            || agent.name.iter().any(|name| self.is_own(&name.value))
    }

    /// Whether an IRI or a name is that of the organisation of the source. A name counts that says the same
    /// place in other words (`Stadtverwaltung Selm`, `Stadt Selm`).
    pub fn is_own(&self, called: &str) -> bool {
        let Some(own) = &self.publisher else {
            return false;
        };
        let same = |other: &str| other.trim().to_lowercase() == called.trim().to_lowercase();
        let is_named = own.iri.as_ref().is_some_and(|iri| iri.as_str() == called)
            || own.name.iter().any(|name| same(&name.value));
        let place = || gazetteer::by_key(self.place.as_deref()?);
        is_named || !called.contains("://") && place().is_some_and(|place| self.body(called) == Some(place))
    }

    /// The place that a body stands for by its name.
    fn body(&self, name: &str) -> Option<&'static Place> {
        let near = self.place.as_deref().into_iter().collect();
        match gazetteer::body(name, &Context { near, extent: None }) {
            Meaning::One(place) => Some(place),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Region, SourceFile};
    use std::path::Path;
    use std::sync::Arc;

    #[test]
    fn the_organisation_of_a_source_has_several_names() {
        let region: Region = toml::from_str(
            "id = \"unna\"\ntitle = { de = \"Kreis Unna\", en = \"Unna district\" }\n[[organisation]]\nid = \"selm\"\nname = \"Stadt Selm\"\nags = \"05978032\"",
        )
        .unwrap();
        let text = "kind = \"ckan\"\ntitle = \"Selm\"\npublisher = \"selm\"\n".into();
        let file = SourceFile::parse(Path::new("selm.toml"), text).unwrap();
        let mapping = Mapping::new("https://x.example", &file, &Arc::new(region));
        for (called, expected) in [
            ("Stadt Selm", true),
            (" stadt selm ", true),
            ("Stadtverwaltung Selm", true),
            ("https://x.example/organisation/selm", true),
            ("Stadt Lünen", false),
            ("Stadtwerke", false),
            ("https://x.example/organisation/luenen", false),
        ] {
            assert_eq!(mapping.is_own(called), expected, "{called}");
        }
    }
}
