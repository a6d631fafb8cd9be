use datenkreis_vocab::lists::language;
use datenkreis_vocab::model::LangString;

/// The language tag of the texts of an entry: known if the entry names exactly one language. Without
/// one, none is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(Option<&'static str>);

impl Language {
    /// The language of what is written beside `stated`.
    pub fn of(stated: &[String]) -> Self {
        match stated {
            [only] => Self(language::tag(only)),
            _ => Self(None),
        }
    }

    /// The language of a file's own texts: the entry's, unless the file states another.
    pub fn of_file(self, stated: &[String]) -> Self {
        if stated.is_empty() || Self::of(stated) == self { self } else { Self(None) }
    }

    /// The text in this language; nothing for an empty one.
    pub fn texts(self, text: &str) -> Vec<LangString> {
        if text.is_empty() {
            return vec![];
        }
        vec![LangString { value: text.into(), language: self.0.map(str::to_owned) }]
    }
}
