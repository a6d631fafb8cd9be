use oxrdf::NamedNode;

/// A value that ought to be a concept of an official list: the value as found, and what the list
/// made of it. Mapping sets `found`; normalising looks `found` up and sets `concept`. Reading RDF
/// takes any IRI for the concept until it is normalised, so that what was published is read back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Coded {
    /// The IRI or text at the source, unchanged.
    pub found: String,
    /// The concept of the official list (or, for licences, any valid IRI: convention 34).
    pub concept: Option<NamedNode>,
}

impl Coded {
    /// A value not yet looked up.
    pub fn found(value: impl Into<String>) -> Self {
        Self { found: value.into(), concept: None }
    }

    /// A concept already known, e.g. read back from our own RDF.
    pub fn concept(concept: NamedNode) -> Self {
        Self { found: concept.as_str().into(), concept: Some(concept) }
    }
}
