use datenkreis_catalogue::relations;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::model::LangString;
use serde::Deserialize;

/// `[[series]]` of `relations.toml`: a series that the operator confirms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// What its address ends with; stays, whatever its title becomes.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What it is.
    pub description: Option<Words>,
    /// A dataset: what is proposed together with it belongs to the series.
    pub like: Option<String>,
    /// Datasets that belong to it.
    #[serde(default)]
    pub members: Vec<String>,
    /// Datasets that do not, though they are like the others.
    #[serde(default)]
    pub except: Vec<String>,
}

/// A text: German, or in German, English or both.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a text is allowed, or { de = \"…\", en = \"…\" } with one of them or both")]
pub enum Words {
    /// German.
    German(String),
    /// By language.
    ByLanguage(ByLanguage),
}

/// A text by its language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByLanguage {
    /// German.
    pub de: Option<String>,
    /// English.
    pub en: Option<String>,
}

impl Default for Words {
    fn default() -> Self {
        Self::German(String::new())
    }
}

impl Words {
    fn texts(&self) -> Vec<LangString> {
        match self {
            Self::German(text) => vec![LangString::german(text)],
            Self::ByLanguage(ByLanguage { de, en }) => {
                let english =
                    |value: &String| LangString { value: value.clone(), language: Some("en".into()) };
                de.iter().map(LangString::german).chain(en.iter().map(english)).collect()
            }
        }
    }

    fn is_empty(&self) -> bool {
        let texts = self.texts();
        texts.is_empty() || texts.iter().any(|text| text.value.trim().is_empty())
    }
}

impl Series {
    /// What is wrong with which key; `no_dataset` tells what is wrong with the IRI of a dataset.
    pub(super) fn mistakes(
        &self,
        known_already: bool,
        no_dataset: impl Fn(&str) -> Option<String>,
    ) -> Vec<(Vec<String>, String)> {
        let mut mistakes = vec![];
        let mut add = |key: &[&str], message: String| {
            mistakes.push((key.iter().map(|&part| part.to_owned()).collect(), message));
        };
        if known_already {
            add(&["id"], format!("the series id `{}` occurs twice", self.id));
        }
        let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if self.id.is_empty() || !self.id.bytes().all(is_part) {
            let message = "is part of an IRI: lower-case letters, digits and hyphens are allowed";
            add(&["id"], format!("`{}` {message}", self.id));
        }
        if self.title.is_empty() {
            add(&["title"], "a series has a title".into());
        }
        if self.description.as_ref().is_some_and(Words::is_empty) {
            add(&["description"], "the description is empty; leave it out to have one written".into());
        }
        if self.like.is_none() && self.members.is_empty() {
            let message = "a series has members: `like` names a dataset whose siblings belong to it, `members` lists datasets";
            add(&["id"], message.into());
        }
        if self.like.is_none() && !self.except.is_empty() {
            add(&["except"], "`except` leaves out of what `like` finds, and there is no `like`".into());
        }
        if let Some(message) = self.like.as_deref().and_then(&no_dataset) {
            add(&["like"], message);
        }
        for (name, list) in [("members", &self.members), ("except", &self.except)] {
            for (number, iri) in list.iter().enumerate() {
                let at = number.to_string();
                if let Some(message) = no_dataset(iri) {
                    add(&[name, &at], message);
                } else if list[..number].contains(iri) {
                    add(&[name, &at], format!("`{iri}` is named twice"));
                } else if name == "except" && self.members.contains(iri) {
                    add(&[name, &at], format!("`{iri}` is named a member, too"));
                }
            }
        }
        mistakes
    }

    /// The same for the catalogue.
    pub(super) fn confirmed(&self) -> relations::Series {
        let iris = |list: &[String]| list.iter().map(DatasetIri::new).collect();
        relations::Series {
            id: self.id.clone(),
            title: self.title.texts(),
            description: self.description.as_ref().map(Words::texts).unwrap_or_default(),
            like: self.like.as_ref().map(DatasetIri::new),
            members: iris(&self.members),
            except: iris(&self.except),
        }
    }
}
