use oxrdf::{Literal, Term};

/// A text with an optional BCP 47 language tag. German without tag is tolerated by convention 03.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct LangString {
    /// The text.
    pub value: String,
    /// Lower-case language tag, e.g. `de`.
    pub language: Option<String>,
}

impl LangString {
    /// A text in German.
    pub fn german(value: impl Into<String>) -> Self {
        Self { value: value.into(), language: Some("de".into()) }
    }

    /// A text whose language is not known.
    pub fn untagged(value: impl Into<String>) -> Self {
        Self { value: value.into(), language: None }
    }

    /// The literal; an invalid tag is left out.
    pub fn to_literal(&self) -> Literal {
        match &self.language {
            Some(tag) => Literal::new_language_tagged_literal(&self.value, tag)
                .unwrap_or_else(|_| Literal::new_simple_literal(&self.value)),
            None => Literal::new_simple_literal(&self.value),
        }
    }

    /// Any literal is text; anything else is not.
    pub fn from_term(term: &Term) -> Option<Self> {
        match term {
            Term::Literal(literal) => Some(Self {
                value: literal.value().into(),
                language: literal.language().map(str::to_lowercase),
            }),
            _ => None,
        }
    }
}

/// The text best fit for a reader of `language`: exact tag, then German, then untagged, then any.
pub fn best<'a>(texts: &'a [LangString], language: &str) -> Option<&'a LangString> {
    let tagged = |wanted: &str| texts.iter().find(|text| text.language.as_deref() == Some(wanted));
    tagged(language)
        .or_else(|| tagged("de"))
        .or_else(|| texts.iter().find(|text| text.language.is_none()))
        .or_else(|| texts.first())
}
