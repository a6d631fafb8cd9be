//! The SPARQL query that gives the figures of a chart: typed terms in, text for people out.
//!
//! Written as Oxigraph answers it fastest (measured at 3.2 million triples), which looks up what is bound in the
//! order it is written: what leaves the fewest observations first, which are the slices of an area and a time;
//! `FILTER IN` instead of `VALUES` for all else, a block of its own for each cube, and an order only by what differs:
//! a sort looks each value up again, also where all are the same.

use datenkreis_vocab::cube::{CubeDefinition, Dimension, Period, iri};
use datenkreis_vocab::ns::{PREFIXES, dcterms, prefixed, qb, sdmx_attribute};
use oxrdf::{NamedNode, Term};
use std::collections::BTreeSet;
use std::fmt::{self, Display, Write};

/// Which observations of one cube are meant: for each dimension, in the cube's order, the notations asked for;
/// none means all.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern<'a> {
    /// The cube.
    pub cube: &'a CubeDefinition,
    /// Notations by dimension.
    pub notations: Vec<Vec<String>>,
}

/// More slices than this are not listed: a query is for people, too.
const SLICES: usize = 200;

/// A query for the observations of one or several cubes.
pub struct Query<'a> {
    /// The portal's base IRI without trailing slash.
    pub base: &'a str,
    /// What the chart shows, as a comment.
    pub title: &'a str,
    /// What is asked for.
    pub patterns: &'a [Pattern<'a>],
}

impl Display for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blocks = vec![];
        for pattern in self.patterns {
            let mut block = String::new();
            self.block(&mut block, pattern)?;
            blocks.push(block);
        }
        let body = blocks.join("  } UNION {\n");
        for line in self.title.lines() {
            writeln!(f, "# {line}")?;
        }
        for (prefix, namespace) in self.prefixes() {
            if body.contains(&format!("{prefix}:")) {
                writeln!(f, "PREFIX {prefix}: <{namespace}>")?;
            }
        }
        writeln!(f, "SELECT ?{} ?wert ?status ?beobachtung WHERE {{", self.variables().join(" ?"))?;
        match self.patterns.len() {
            1 => f.write_str(&body)?,
            _ => write!(f, "  {{\n{body}  }}\n")?,
        }
        f.write_str("}\n")?;
        match self.differing().as_slice() {
            [] => Ok(()),
            differing => writeln!(f, "ORDER BY ?{}", differing.join(" ?")),
        }
    }
}

impl Query<'_> {
    /// The variables for dimensions, in the order they occur first.
    fn variables(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let dimensions = self.patterns.iter().flat_map(|pattern| &pattern.cube.dimensions);
        dimensions.map(variable).filter(|name| seen.insert(name.clone())).collect()
    }

    /// The variables that are not the same in all answers. Codes of ages do not stand in the order of ages, so
    /// answers are not sorted by them.
    fn differing(&self) -> Vec<String> {
        let age = variable(&Dimension::Age);
        let same = |name: &String| {
            let asked = self.patterns.iter().map(|Pattern { cube, notations }| {
                let mut all = cube.dimensions.iter().zip(notations);
                all.find(|(dimension, _)| variable(dimension) == *name).map(|(_, asked)| asked.as_slice())
            });
            let asked: BTreeSet<_> = asked.collect();
            asked.len() == 1 && matches!(asked.first(), Some(Some([_])))
        };
        self.variables().into_iter().filter(|name| *name != age && !same(name)).collect()
    }

    fn prefixes(&self) -> Vec<(String, String)> {
        let known =
            PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
        known.chain(self.own()).collect()
    }

    fn own(&self) -> [(String, String); 2] {
        [
            ("def".into(), format!("{}/def/", self.base)),
            ("gebiet".into(), format!("{}/id/gebiet/", self.base)),
        ]
    }

    fn block(&self, out: &mut String, Pattern { cube, notations }: &Pattern<'_>) -> fmt::Result {
        let mut bound = vec![];
        let mut open = vec![];
        let mut filters = String::new();
        let mut bindings = String::new();
        let indent = if self.patterns.len() > 1 { "    " } else { "  " };
        let slices = self.slices(cube, notations);
        for (dimension, asked) in cube.dimensions.iter().zip(notations) {
            let property = self.node(&iri::dimension(self.base, dimension));
            let terms: Vec<_> = asked.iter().filter_map(|notation| self.term(dimension, notation)).collect();
            let name = variable(dimension);
            let is_of_slice =
                !slices.is_empty() && matches!(dimension, Dimension::RefArea | Dimension::RefPeriod);
            match terms.as_slice() {
                [one] => {
                    if !is_of_slice {
                        bound.push((dimension, format!("{property} {one}")));
                    }
                    writeln!(bindings, "{indent}BIND({one} AS ?{name})")?;
                }
                several => {
                    open.push(format!("{property} ?{name}"));
                    if !several.is_empty() && !is_of_slice {
                        writeln!(filters, "{indent}FILTER(?{name} IN ({}))", several.join(", "))?;
                    }
                }
            }
        }
        bound.sort_by_key(|(dimension, _)| reach(dimension));
        let bound = bound.into_iter().map(|(_, bound)| bound);
        let part_of = prefixed(dcterms::IS_PART_OF.as_str());
        let first: Vec<_> = match slices.as_slice() {
            [] => {
                let data_set = NamedNode::new_unchecked(iri::cube(self.base, &cube.id).as_str());
                let data_set = format!("{} {}", prefixed(qb::DATA_SET.as_str()), self.node(&data_set));
                bound.chain([data_set]).collect()
            }
            [slice] => [format!("{part_of} {slice}")].into_iter().chain(bound).collect(),
            several => {
                let listed = several.join(&format!("\n{indent}  "));
                writeln!(out, "{indent}VALUES ?schnitt {{\n{indent}  {listed}\n{indent}}}")?;
                [format!("{part_of} ?schnitt")].into_iter().chain(bound).collect()
            }
        };
        let measure = self.node(&iri::measure(self.base, &cube.measure));
        open.push(format!("{measure} ?wert"));
        open.push(format!("{} ?status", prefixed(sdmx_attribute::OBS_STATUS.as_str())));
        writeln!(out, "{indent}?beobachtung {} ;\n{indent}  {} .", first.join(" ; "), open.join(" ; "))?;
        out.push_str(&filters);
        out.push_str(&bindings);
        Ok(())
    }

    /// The slices of the areas and times that are asked for; none if all areas or times are, or very many.
    fn slices(&self, cube: &CubeDefinition, notations: &[Vec<String>]) -> Vec<String> {
        let [areas, periods, ..] = notations else { return vec![] };
        if areas.len() * periods.len() > SLICES {
            return vec![];
        }
        let [area, period] = [&Dimension::RefArea, &Dimension::RefPeriod];
        let known = |dimension, all: &Vec<String>| all.iter().all(|one| self.term(dimension, one).is_some());
        if !known(area, areas) || !known(period, periods) {
            return vec![];
        }
        let of_area = |area: &String| {
            let slice = |period: &String| self.node(&iri::slice(self.base, &cube.id, area, period));
            periods.iter().map(slice).collect::<Vec<_>>()
        };
        areas.iter().flat_map(of_area).collect()
    }

    fn term(&self, dimension: &Dimension, notation: &str) -> Option<String> {
        match dimension {
            Dimension::RefPeriod => {
                let literal = Period::from_notation(notation)?.to_literal();
                Some(format!("\"{}\"^^{}", literal.value(), prefixed(literal.datatype().as_str())))
            }
            _ => iri::code(self.base, dimension, notation).map(|code| self.node(&code)),
        }
    }

    /// A prefixed name where the local part is one that SPARQL allows without escapes, else the whole IRI.
    fn node(&self, node: &NamedNode) -> String {
        let plain = |local: &str| {
            !local.is_empty()
                && local.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
                && !local.starts_with('-')
                && !local.ends_with('-')
        };
        let prefixes = self.prefixes();
        let short = prefixes.iter().find_map(|(prefix, namespace)| {
            let local = node.as_str().strip_prefix(namespace.as_str())?;
            plain(local).then(|| format!("{prefix}:{local}"))
        });
        short.unwrap_or_else(|| Term::from(node.clone()).to_string())
    }
}

/// How many observations one code leaves in the store of a region, as a rank: fewest first.
fn reach(dimension: &Dimension) -> u8 {
    match dimension {
        Dimension::RefArea => 0,
        Dimension::Coded(_) => 1,
        Dimension::Age => 2,
        Dimension::RefPeriod => 3,
        Dimension::Sex => 4,
    }
}

/// The variable of a dimension: what its column is called in the CSV of the chart, too.
pub fn variable(dimension: &Dimension) -> String {
    match dimension {
        Dimension::RefArea => "gebiet".into(),
        Dimension::RefPeriod => "jahr".into(),
        Dimension::Sex => "geschlecht".into(),
        Dimension::Age => "alter".into(),
        Dimension::Coded(coded) => coded.id.replace('-', "_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::cube::known;

    fn query(patterns: &[Pattern<'_>]) -> String {
        Query { base: "https://daten.example.org", title: "Altersaufbau", patterns }.to_string()
    }

    #[test]
    fn queries_are_sparql() {
        let cube = |id| known::cube(id).expect("a cube");
        let text = |notations: &[&[&str]]| {
            notations.iter().map(|all| all.iter().map(|one| (*one).to_owned()).collect()).collect()
        };
        let pyramid = Pattern {
            cube: cube(known::POPULATION),
            notations: text(&[&["05978020"], &["2024"], &["F", "M"], &[]]),
        };
        let written = query(std::slice::from_ref(&pyramid));
        spargebra::SparqlParser::new().parse_query(&written).expect(&written);
        let slice = "<https://daten.example.org/id/schnitt/bevoelkerung-stand/05978020/2024>";
        assert!(written.contains(&format!("?beobachtung dcterms:isPartOf {slice} ;")), "{written}");
        assert!(!written.contains("sdmx-dimension:refArea"), "{written}");
        assert!(written.contains("FILTER(?geschlecht IN (sdmx-code:sex-F, sdmx-code:sex-M))"), "{written}");
        assert!(written.contains("\"2024\"^^xsd:gYear"), "{written}");
        let projected = Pattern {
            cube: cube(known::PROJECTION),
            notations: text(&[&["05978020"], &[], &["T"], &["_T"], &["mittel"]]),
        };
        let both = query(&[pyramid, projected]);
        spargebra::SparqlParser::new().parse_query(&both).expect(&both);
        assert!(both.contains("UNION"));
        assert!(written.ends_with("ORDER BY ?geschlecht\n"), "{written}");
        assert!(both.ends_with("ORDER BY ?jahr ?geschlecht ?variante\n"), "{both}");
    }

    #[test]
    fn several_years_are_several_slices() {
        let notations = [vec!["05978020".to_owned()], vec!["2023".into(), "2024".into()]];
        let cube = known::cube(known::LAND).expect("a cube");
        let written = query(&[Pattern { cube, notations: notations.to_vec() }]);
        spargebra::SparqlParser::new().parse_query(&written).expect(&written);
        for slice in ["flaeche/05978020/2023>\n", "flaeche/05978020/2024>\n"] {
            assert!(written.contains(&format!("<https://daten.example.org/id/schnitt/{slice}")), "{written}");
        }
        assert!(written.contains("dcterms:isPartOf ?schnitt ;"), "{written}");
        assert!(written.contains("sdmx-dimension:refPeriod ?jahr"), "{written}");
        assert!(!written.contains("FILTER"), "{written}");
    }

    #[test]
    fn what_leaves_few_observations_is_asked_first() {
        let cube = &datenkreis_vocab::indicator::cube(datenkreis_vocab::indicator::indicators());
        let map = ["2024", "altenquotient"].map(|one| vec![one.to_owned()]);
        let written = query(&[Pattern { cube, notations: [vec![]].into_iter().chain(map).collect() }]);
        let at = |part: &str| written.find(part).expect(part);
        assert!(at("def:indikator ") < at("sdmx-dimension:refPeriod "), "{written}");
        assert!(at("sdmx-dimension:refPeriod ") < at("qb:dataSet "), "{written}");
        assert!(at("qb:dataSet ") < at("sdmx-dimension:refArea "), "{written}");
    }

    #[test]
    fn what_is_no_notation_is_left_out() {
        let cube = known::cube(known::LAND).expect("a cube");
        let evil = "05> } ; DROP".to_owned();
        let written = query(&[Pattern { cube, notations: vec![vec![evil], vec!["2024\" .".into()]] }]);
        assert!(!written.contains("DROP") && !written.contains("2024"), "{written}");
        spargebra::SparqlParser::new().parse_query(&written).expect(&written);
    }
}
