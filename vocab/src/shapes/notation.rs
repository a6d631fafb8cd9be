//! The notation of paths and constraints in the tables.
//!
//! Terms are prefixed names, or IRIs in angle brackets. A path is a property, `^p` (backwards), `p/q`
//! (one after the other) or `p|q` (any of them); ` > ` leads on to the values of a property shape inside
//! a property shape, `.` is the node itself. A constraint is the name of SHACL with its value:
//!
//! ```text
//! minCount 1                      nodeKind IRI              class foaf:Agent
//! datatype xsd:decimal            pattern ^https://         hasValue <http://dcat-ap.de/def/licenses>
//! or( { nodeKind IRI } { class dcterms:Location ; nodeKind BlankNode } )
//! qualifiedMinCount 1 ( { skos:inScheme : hasValue <http://dcat-ap.de/def/contributors> } )
//! ```
//!
//! `{ path : constraint ; constraint }` is a shape; without path it is about the node itself.
//! `classIfDescribed` is ours: an IRI about which the graph says nothing is believed.

use super::rule::{Constant, Constraint, NodeKind, Path, Shape, Target, TargetKind};
use crate::ns::PREFIXES;
use foldhash::fast::RandomState;
use regex::Regex;
use std::collections::HashMap;

/// The IRIs of the tables, numbered in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Constants {
    numbers: HashMap<String, Constant, RandomState>,
    iris: Vec<String>,
}

impl Constants {
    /// The number of an IRI, a new one if it has none.
    pub fn intern(&mut self, iri: &str) -> Constant {
        if let Some(number) = self.number(iri) {
            return number;
        }
        let number = Constant::try_from(self.iris.len()).unwrap_or(Constant::MAX);
        self.iris.push(iri.to_owned());
        self.numbers.insert(iri.to_owned(), number);
        number
    }

    /// The number of an IRI that stands in a table.
    pub fn number(&self, iri: &str) -> Option<Constant> {
        self.numbers.get(iri).copied()
    }

    /// The IRI with this number.
    pub fn iri(&self, number: Constant) -> Option<&str> {
        self.iris.get(usize::try_from(number).ok()?).map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iris.len()
    }

    fn term(&mut self, written: &str) -> Option<Constant> {
        expand(written).map(|iri| self.intern(&iri))
    }
}

/// The IRI that a prefixed name or an IRI in angle brackets means. `true` is the literal.
pub(super) fn expand(written: &str) -> Option<String> {
    if let Some(iri) = written.strip_prefix('<') {
        return iri.strip_suffix('>').map(str::to_owned);
    }
    if written == "true" {
        return Some(written.to_owned());
    }
    let (prefix, local) = written.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    Some(format!("{namespace}{local}"))
}

/// A target: `dcat:Dataset`, `subjectsOf p`, `objectsOf p`, each with `unless class` behind it.
pub(super) fn target(text: &'static str, constants: &mut Constants) -> Option<Target> {
    let (text, unless) = match text.split_once(" unless ") {
        Some((text, class)) => (text, Some(constants.term(class)?)),
        None => (text, None),
    };
    let (kind, term) = match text.split_once(' ') {
        None => (TargetKind::Class, text),
        Some(("subjectsOf", term)) => (TargetKind::SubjectsOf, term),
        Some(("objectsOf", term)) => (TargetKind::ObjectsOf, term),
        Some(_) => return None,
    };
    Some(Target { kind, term, number: constants.term(term)?, unless })
}

/// The steps of a path column; none for the node itself.
pub(super) fn steps(text: &str, constants: &mut Constants) -> Option<Vec<Path>> {
    if text == "." {
        return Some(vec![]);
    }
    text.split(" > ").map(|step| path(step, constants)).collect()
}

fn path(text: &str, constants: &mut Constants) -> Option<Path> {
    let alternatives = split(text, '|');
    if alternatives.len() > 1 {
        let paths: Option<_> = alternatives.into_iter().map(|part| path(part, constants)).collect();
        return paths.map(Path::Alternative);
    }
    let parts = split(text, '/');
    if parts.len() > 1 {
        let paths: Option<_> = parts.into_iter().map(|part| path(part, constants)).collect();
        return paths.map(Path::Sequence);
    }
    match text.strip_prefix('^') {
        Some(inverse) => constants.term(inverse).map(Path::Inverse),
        None => constants.term(text).map(Path::Predicate),
    }
}

/// Splits outside of angle brackets.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut inside = false;
    text.split(|letter| {
        inside = match letter {
            '<' => true,
            '>' => false,
            _ => inside,
        };
        letter == separator && !inside
    })
    .collect()
}

/// A constraint column.
pub(super) fn constraint(text: &str, constants: &mut Constants) -> Option<Constraint> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut reader = Reader { words: &words, constants };
    let constraint = reader.constraint()?;
    reader.words.is_empty().then_some(constraint)
}

struct Reader<'a> {
    words: &'a [&'a str],
    constants: &'a mut Constants,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn skip(&mut self, word: &str) -> Option<()> {
        (self.next()? == word).then_some(())
    }

    fn ahead(&self, distance: usize) -> Option<&'a str> {
        self.words.get(distance).copied()
    }

    fn number(&mut self) -> Option<usize> {
        self.next()?.parse().ok()
    }

    fn term(&mut self) -> Option<Constant> {
        let written = self.next()?;
        self.constants.term(written)
    }

    fn constraint(&mut self) -> Option<Constraint> {
        Some(match self.next()? {
            "minCount" => Constraint::MinCount(self.number()?),
            "maxCount" => Constraint::MaxCount(self.number()?),
            "nodeKind" => Constraint::NodeKind(node_kind(self.next()?)?),
            "datatype" => Constraint::Datatype(self.term()?),
            "class" => Constraint::Class(self.term()?),
            "classIfDescribed" => Constraint::ClassIfDescribed(self.term()?),
            "pattern" => Constraint::Pattern(Regex::new(self.next()?).ok()?),
            "hasValue" => Constraint::HasValue(self.term()?),
            "or(" => Constraint::Or(self.shapes()?),
            "not(" => Constraint::Not(self.only_shape()?),
            "node(" => Constraint::Node(self.only_shape()?),
            "property(" => Constraint::Property(self.only_shape()?),
            "qualifiedMinCount" => {
                let count = self.number()?;
                self.skip("(")?;
                Constraint::QualifiedMinCount(count, self.only_shape()?)
            }
            "qualifiedMaxCount" => {
                let count = self.number()?;
                self.skip("(")?;
                Constraint::QualifiedMaxCount(count, self.only_shape()?)
            }
            _ => return None,
        })
    }

    /// Shapes up to the closing bracket.
    fn shapes(&mut self) -> Option<Vec<Shape>> {
        let mut shapes = vec![];
        while self.ahead(0)? != ")" {
            shapes.push(self.shape()?);
        }
        self.skip(")")?;
        Some(shapes)
    }

    fn only_shape(&mut self) -> Option<Shape> {
        let mut shapes = self.shapes()?;
        (shapes.len() == 1).then(|| shapes.pop())?
    }

    fn shape(&mut self) -> Option<Shape> {
        self.skip("{")?;
        let path = match self.ahead(1)? {
            ":" => {
                let written = self.next()?;
                self.skip(":")?;
                Some(path(written, self.constants)?)
            }
            _ => None,
        };
        let mut constraints = vec![self.constraint()?];
        loop {
            match self.next()? {
                ";" => constraints.push(self.constraint()?),
                "}" => return Some(Shape { path, constraints }),
                _ => return None,
            }
        }
    }
}

fn node_kind(name: &str) -> Option<NodeKind> {
    Some(match name {
        "IRI" => NodeKind::Iri,
        "Literal" => NodeKind::Literal,
        "BlankNode" => NodeKind::BlankNode,
        "BlankNodeOrIRI" => NodeKind::BlankNodeOrIri,
        "IRIOrLiteral" => NodeKind::IriOrLiteral,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read() {
        let mut constants = Constants::default();
        let mut check = |text: &str, expected: &str| {
            let read = steps(text, &mut constants).map(|steps| format!("{steps:?}"));
            assert_eq!(read.unwrap_or_else(|| "-".into()), expected, "{text}");
        };
        check(".", "[]");
        check("dcterms:title", "[Predicate(0)]");
        check("dcterms:language > skos:inScheme", "[Predicate(1), Predicate(2)]");
        check(
            "^dcat:servesDataset|dcat:distribution/dcat:accessService",
            "[Alternative([Inverse(3), Sequence([Predicate(4), Predicate(5)])])]",
        );
        check("<http://a.example/b|c/d>", "[Predicate(6)]");
        check("unknown:title", "-");
        check("", "-");
    }

    #[test]
    fn mistakes_in_constraints_are_refused() {
        let check = |text: &str, expected: bool| {
            assert_eq!(constraint(text, &mut Constants::default()).is_some(), expected, "{text}");
        };
        check("minCount 1", true);
        check("or( { nodeKind IRI } { class dcterms:Location ; nodeKind BlankNode } )", true);
        check("node( { property( { skos:inScheme : minCount 1 } ) } )", true);
        check("qualifiedMaxCount 1 ( { nodeKind Literal } )", true);
        check("minCount", false);
        check("minCount one", false);
        check("minCount 1 2", false);
        check("nodeKind Stone", false);
        check("pattern [", false);
        check("or( { nodeKind IRI }", false);
        check("not( { nodeKind IRI } { nodeKind IRI } )", false);
        check("node( { } )", false);
        check("nothing", false);
        check("", false);
    }
}
