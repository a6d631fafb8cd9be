//! Assessments as linked data: one dqv:QualityMeasurement for each thing measured, in the terms of
//! data.europa.eu.

use super::{Assessment, Dimension, MOST_POINTS, Metric, Outcome};
use crate::ns::{dqv, pv, rdf, skos, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

/// The IRI of a measurement: below the dataset's IRI, the same for ever.
pub fn measurement_iri(dataset: &str, local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{dataset}#quality-{local}"))
}

/// The measurements of a dataset: a truth value for each metric, the HTTP status for those about
/// answers (0 for silence), the points of each dimension, and those of all. What is pending was not
/// measured. Sorted by measurement, without blank nodes.
pub fn measurements(dataset: &str, assessment: &Assessment) -> Vec<Triple> {
    let node = NamedNode::new_unchecked(dataset);
    let mut triples = Vec::with_capacity(4 * 29);
    let mut say = |metric: NamedNode, local: &str, value: Literal| {
        let measurement = measurement_iri(dataset, local);
        triples.push(Triple::new(measurement.clone(), rdf::TYPE, dqv::QUALITY_MEASUREMENT));
        triples.push(Triple::new(measurement.clone(), dqv::COMPUTED_ON, node.clone()));
        triples.push(Triple::new(measurement.clone(), dqv::IS_MEASUREMENT_OF, metric));
        triples.push(Triple::new(measurement, dqv::VALUE, value));
    };
    for metric in Metric::ALL {
        let value = match (metric, assessment.outcome(metric)) {
            (_, Outcome::Pending) => None,
            (Metric::AccessUrlStatusCode, _) => assessment.access_status.map(integer),
            (Metric::DownloadUrlStatusCode, _) => assessment.download_status.map(integer),
            (_, outcome) => Some(Literal::from(outcome == Outcome::Gained)),
        };
        if let Some(value) = value {
            say(metric.iri(), metric.local(), value);
        }
    }
    let points = assessment.dimensions();
    for dimension in Dimension::ALL {
        let local = format!("{}Scoring", dimension.local());
        say(dimension.scoring(), &local, integer(points[dimension.index()]));
    }
    say(pv::SCORING.into_owned(), "scoring", integer(points.iter().sum()));
    triples
}

/// What the metrics and dimensions are, said once for all measurements.
pub fn descriptions() -> Vec<Triple> {
    let mut triples = vec![];
    for dimension in Dimension::ALL {
        describe(
            &mut triples,
            &dimension.iri(),
            dqv::DIMENSION,
            |language| dimension.name(language).to_owned(),
            |language| dimension.explanation(language).to_owned(),
        );
        let scoring = dimension.scoring();
        describe(
            &mut triples,
            &scoring,
            dqv::METRIC,
            |language| format!("{}: {}", points(language), dimension.name(language)),
            |language| of_most(language, dimension.most()),
        );
        in_dimension(&mut triples, &scoring, dimension, xsd::INTEGER);
    }
    for metric in Metric::ALL {
        let iri = metric.iri();
        describe(
            &mut triples,
            &iri,
            dqv::METRIC,
            |language| metric.name(language).to_owned(),
            |language| format!("{} {}", metric.explanation(language), of_most(language, metric.points())),
        );
        let datatype = if metric.is_about_answers() { xsd::INTEGER } else { xsd::BOOLEAN };
        in_dimension(&mut triples, &iri, metric.dimension(), datatype);
    }
    let scoring = pv::SCORING.into_owned();
    describe(
        &mut triples,
        &scoring,
        dqv::METRIC,
        |language| points(language).to_owned(),
        |language| of_most(language, MOST_POINTS),
    );
    triples.push(Triple::new(scoring, dqv::EXPECTED_DATA_TYPE, xsd::INTEGER));
    triples
}

fn describe(
    triples: &mut Vec<Triple>,
    subject: &NamedNode,
    class: NamedNodeRef<'_>,
    name: impl Fn(&str) -> String,
    definition: impl Fn(&str) -> String,
) {
    triples.push(Triple::new(subject.clone(), rdf::TYPE, class.into_owned()));
    for language in ["de", "en"] {
        let text = |text: String| Literal::new_language_tagged_literal_unchecked(text, language);
        triples.push(Triple::new(subject.clone(), skos::PREF_LABEL, text(name(language))));
        triples.push(Triple::new(subject.clone(), skos::DEFINITION, text(definition(language))));
    }
}

fn in_dimension(
    triples: &mut Vec<Triple>,
    metric: &NamedNode,
    dimension: Dimension,
    datatype: NamedNodeRef<'_>,
) {
    triples.push(Triple::new(metric.clone(), dqv::IN_DIMENSION, dimension.iri()));
    triples.push(Triple::new(metric.clone(), dqv::EXPECTED_DATA_TYPE, Term::from(datatype.into_owned())));
}

fn points(language: &str) -> &'static str {
    if language == "en" { "Points" } else { "Punkte" }
}

fn of_most(language: &str, most: u16) -> String {
    if language == "en" { format!("At most {most} points.") } else { format!("Höchstens {most} Punkte.") }
}

fn integer(value: u16) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::INTEGER)
}
