//! Queries to begin with.

use crate::language::Language;
use crate::state::Portal;

/// A query with what it asks.
pub struct Example {
    /// What it asks, for people.
    pub label: &'static str,
    /// The query.
    pub query: String,
}

/// A query as it is kept: `{base}` stands for the portal's base IRI, `{lang}` for the language.
struct Kept {
    german: &'static str,
    english: &'static str,
    text: &'static str,
}

const OF_DATASETS: [Kept; 5] = [
    Kept {
        german: "Die zuletzt geänderten Datensätze",
        english: "The datasets modified last",
        text: include_str!("examples/newest.rq"),
    },
    Kept {
        german: "Wer veröffentlicht wie viele Datensätze?",
        english: "Who publishes how many datasets?",
        text: include_str!("examples/publishers.rq"),
    },
    Kept {
        german: "Alle CSV-Dateien",
        english: "All CSV files",
        text: include_str!("examples/csv_files.rq"),
    },
    Kept {
        german: "Wie viele Dateien gibt es je Lizenz?",
        english: "How many files are there per licence?",
        text: include_str!("examples/licenses.rq"),
    },
    Kept {
        german: "Die zehn Datensätze mit den wenigsten Qualitätspunkten",
        english: "The ten datasets with the fewest points for quality",
        text: include_str!("examples/lowest_scores.rq"),
    },
];

/// Shown where there are statistics.
const OF_STATISTICS: [Kept; 3] = [
    Kept {
        german: "Welche Statistiken gibt es, und wonach sind sie gegliedert?",
        english: "Which statistics are there, and by what are they broken down?",
        text: include_str!("examples/statistics.rq"),
    },
    Kept {
        german: "Wo leben im Verhältnis die meisten Menschen ab 65? (Altenquotient)",
        english: "Where are most people 65 or older? (old-age ratio)",
        text: include_str!("examples/old_age_ratio.rq"),
    },
    Kept {
        german: "Aus welchen Zellen welcher Tabellen stammen Zahlen?",
        english: "Which cells of which tables do figures come from?",
        text: include_str!("examples/pedigree.rq"),
    },
];

/// The examples that have answers in this portal, at least one.
pub fn all(portal: &Portal, language: Language) -> Vec<Example> {
    let has_statistics = portal.catalogue.cubes().iter().next().is_some();
    let statistics: &[Kept] = if has_statistics { &OF_STATISTICS } else { &[] };
    OF_DATASETS.iter().chain(statistics).map(|kept| kept.example(portal.base(), language)).collect()
}

impl Kept {
    fn example(&self, base: &str, language: Language) -> Example {
        let label = match language {
            Language::De => self.german,
            Language::En => self.english,
        };
        let query = self.text.replace("{base}", base).replace("{lang}", language.tag());
        Example { label, query }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sparql::guard;

    #[test]
    fn examples_are_queries() {
        for kept in OF_DATASETS.iter().chain(&OF_STATISTICS) {
            let Example { label, query } = kept.example("https://daten.example.org", Language::De);
            assert!(guard::check(&query).is_ok(), "{label}");
            spargebra::SparqlParser::new().parse_query(&query).expect(label);
            assert!(!query.contains("{base}") && !query.contains("{lang}"), "{label}");
        }
    }
}
