//! RDF, judged as it arrived.

use super::advice::{INTERNAL, Rights, key, of_statement, shown};
use super::json::Json;
use super::kind;
use super::mapped::{self, Mapped};
use super::mistyped::mistyped;
use super::notation::Notation;
use super::owners::Owners;
use super::places::Places;
use super::score::Tally;
use super::{
    Document, InspectError, Inspection, Inspector, Located, Place, Recognised, Remark, Score, records,
};
use crate::mapping::Mapping;
use crate::mapping::dcat_graph::renamed_since;
use crate::rdf::{self, Fault, Format, Noticed, Parsed, both, explain, halves};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{dcat, prefixed, rdf as syntax};
use datenkreis_vocab::shapes::{Profile, Report, prepare, validate};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Instant;

/// Classes of which a catalogue has at least one instance.
const CLASSES: [NamedNodeRef<'static>; 5] = [
    dcat::CATALOG_CLASS,
    dcat::DATASET_CLASS,
    dcat::DATASET_SERIES,
    dcat::DISTRIBUTION_CLASS,
    dcat::DATA_SERVICE,
];

/// The triples that are looked at to measure all datasets together, as a multiple of those there are:
/// what datasets share is looked at again for each.
const SHARED_WORK: usize = 20;
/// So many triples are looked at in any case.
const WORK: usize = 1_000_000;

/// Looks at documents that belong together. `gaps` is what is known to be missing.
pub(super) async fn inspect(
    inspector: &Inspector,
    documents: Vec<(String, rdf::Document)>,
    gaps: Vec<String>,
) -> Result<Inspection, InspectError> {
    let profile = inspector.profile;
    let mapping = records::mapping(inspector)?;
    tokio::task::spawn_blocking(move || judge(profile, &mapping, documents, gaps)).await?
}

fn judge(
    profile: Profile,
    mapping: &Mapping,
    read: Vec<(String, rdf::Document)>,
    mut gaps: Vec<String>,
) -> Result<Inspection, InspectError> {
    let format = read.first().map_or(Format::Turtle, |(_, document)| document.format);
    let (mut triples, mut read_at, mut noticed) = (vec![], vec![], vec![]);
    let (mut documents, mut json) = (vec![], vec![]);
    for (number, (name, document)) in read.into_iter().enumerate() {
        let Parsed { triples: said, noticed: told, damaged, lines, faults, .. } = document.parsed;
        if said.is_empty()
            && let Some(what) = kind::of_text(&document.text)
        {
            return Err(InspectError::Unusable(what));
        }
        read_at.extend(
            (0..said.len()).map(|index| Place::of_line(number, lines.get(index).copied().unwrap_or(0))),
        );
        triples.extend(said);
        // What a strict parser refuses is told as a fault already.
        let is_fault =
            |noticed: &Noticed| !faults.is_empty() && SYNTAX.contains(&noticed.finding.rule.as_str());
        noticed.extend(told.into_iter().filter(|told| !is_fault(told)).map(|noticed| (number, noticed)));
        // What is missing is missing because of a fault, which says more.
        if faults.is_empty() {
            gaps.extend(damaged.map(|damaged| {
                let [german, english] = halves(&damaged);
                both([
                    format!("ein Teil ist nicht lesbar: {german}"),
                    format!("a part cannot be read: {english}"),
                ])
            }));
        } else {
            gaps.extend(faults.iter().map(|fault| refused(fault, damaged.is_some())));
        }
        json.push((document.format == Format::JsonLd).then(|| Json::read(&document.text)));
        documents.push(Document::new(name, document.text));
    }
    if triples.is_empty() {
        return Err(InspectError::Unusable(nothing(&gaps)));
    }
    if let Some(what) = kind::of_graph(&triples) {
        return Err(InspectError::Unusable(what));
    }
    gaps.extend(no_catalogue(&triples));
    let owners = Owners::of(&triples);
    let places = Places::of_documents(&documents, &triples, &read_at, &owners, json);
    prepare();
    let begun = Instant::now();
    let report = validate(profile, &triples);
    let evaluated_in = begun.elapsed();
    let in_force = in_force(profile, &report, &triples);
    let found = mapped::datasets(&triples, &owners, mapping);
    let rights: HashMap<usize, Rights> =
        found.iter().filter_map(|mapped| Some((mapped.dataset?, Rights::of(&mapped.findings)))).collect();
    let mut notation = Notation::of(format, documents.iter().map(Document::text));
    let located = report.results.iter().map(|result| {
        let owner = owners.owner(result.subject());
        let right = owner.and_then(|number| rights.get(&number)?.value(result, None));
        Located {
            dataset: owner.and_then(|number| owners.name(number)),
            place: places.of(result),
            found: result.found().and_then(|found| shown(found, INTERNAL)),
            fix: notation.written(of_statement(result, right.as_deref())),
            right,
            ..Located::default()
        }
    });
    let located: Vec<Located> = located.collect();
    let remarks = noticed.into_iter().map(|(document, Noticed { about, finding })| Remark {
        dataset: about.clone().and_then(|node| owners.name(owners.owner(&node.into())?)),
        place: places.of_finding(document, about.as_ref(), &finding),
        finding,
    });
    let mut remarks: Vec<Remark> = remarks.collect();
    let mistyped = mistyped(&triples, &report, &owners, &places);
    let is_mistyped = |remark: &Remark| {
        mistyped.iter().any(|told| {
            let (told, other) = (&told.finding, &remark.finding);
            let shown = told.found.as_deref().unwrap_or_default();
            let found = other.found.as_deref().unwrap_or_default();
            key(&told.property) == key(&other.property)
                && !found.is_empty()
                && (shown == found
                    || shown.strip_prefix('"').is_some_and(|rest| rest.starts_with(&format!("{found}\"^^"))))
        })
    };
    let news = news(found, &report, &owners, &places);
    remarks.extend(news.into_iter().filter(|remark| !is_mistyped(remark)));
    remarks.extend(mistyped);
    in_order(&mut remarks);
    let score = score(&triples, &owners, &in_force);
    drop(places);
    let inspection = Inspection {
        name: documents.first().map(|document| document.name.clone()).unwrap_or_default(),
        recognised: Recognised::Rdf(format),
        profile,
        datasets: instances(&triples, dcat::DATASET_CLASS),
        distributions: instances(&triples, dcat::DISTRIBUTION_CLASS),
        old_terms: old_terms(&triples),
        remarks,
        gaps,
        report,
        located,
        published: None,
        score,
        evaluated_in,
        documents,
        reading: notation.reading(),
        graph: vec![],
    };
    Ok(Inspection { graph: triples, ..inspection })
}

/// Rules of the reader about what a strict parser refuses.
const SYNTAX: [&str; 2] = [rule::DOCUMENT_DAMAGED.id, rule::DOCUMENT_MENDED.id];

/// What a strict parser refuses, in both languages. Where statements are missing because of it, it says so.
fn refused(fault: &Fault, is_damaged: bool) -> String {
    let [german, english] = explain(&fault.message);
    let place = |[line, column]: [&str; 2]| match (fault.line, fault.column) {
        (0, _) => String::new(),
        (number, 0) => format!("{line} {number}: "),
        (number, character) => format!("{line} {number}, {column} {character}: "),
    };
    let begin = if is_damaged {
        ["ein Teil ist nicht lesbar: ", "a part cannot be read: "]
    } else {
        ["andere Programme können damit nichts anfangen: ", "other programs can make nothing of it: "]
    };
    both([
        format!("{}{}{german}", begin[0], place(["Zeile", "Zeichen"])),
        format!("{}{}{english}", begin[1], place(["line", "character"])),
    ])
}

/// Puts remarks in the order of the document; those without a place stand by their property, of which the
/// numbers count as such.
pub(super) fn in_order(remarks: &mut [Remark]) {
    let numbers = |property: &str| -> Vec<u64> {
        let digits = property.split(|c: char| !c.is_ascii_digit());
        digits.filter_map(|digits| digits.parse().ok()).collect()
    };
    remarks.sort_by_cached_key(|remark| {
        let property = &remark.finding.property;
        let plain: String = property.chars().filter(|c| !c.is_ascii_digit()).collect();
        let dataset = remark.dataset.as_ref().map(|dataset| dataset.id.clone());
        (remark.place, dataset, plain, numbers(property))
    });
}

/// Rules that tell more than that a value has not the form it should have.
const SAY_MORE: [&str; 2] = [rule::DATE_UNREADABLE.id, rule::PLACE_UNKNOWN.id];

/// What mapping found that the report does not say already.
fn news(found: Vec<Mapped>, report: &Report, owners: &Owners<'_>, places: &Places<'_>) -> Vec<Remark> {
    let reported: HashSet<(Option<usize>, &str, Option<String>)> = report
        .results
        .iter()
        .map(|result| {
            let value = result.found().map(|value| match value {
                Term::Literal(literal) => literal.value().to_owned(),
                Term::NamedNode(iri) => iri.as_str().to_owned(),
                Term::BlankNode(node) => node.to_string(),
            });
            (owners.owner(result.subject()), result.property(), value)
        })
        .collect();
    let statements = owners.statements();
    let remark = |dataset: Option<usize>, finding: Finding| {
        let property = finding.property.rsplit(' ').next().unwrap_or_default();
        let says_more = finding.found.is_some() && SAY_MORE.contains(&finding.rule.as_str());
        if !says_more && reported.contains(&(dataset, property, finding.found.clone())) {
            return None;
        }
        let node = dataset.and_then(|number| owners.datasets().get(number).copied());
        let own = dataset.and_then(|number| statements.get(&number)).map_or(&[][..], Vec::as_slice);
        Some(Remark {
            dataset: dataset.and_then(|number| owners.name(number)),
            place: node.and_then(|node| places.of_value_of(node, own, &finding)),
            finding,
        })
    };
    let all = found
        .into_iter()
        .flat_map(|Mapped { dataset, findings }| findings.into_iter().map(move |it| (dataset, it)));
    all.filter_map(|(dataset, finding)| remark(dataset, finding)).collect()
}

/// Why nothing could be read.
fn nothing(gaps: &[String]) -> String {
    gaps.first().cloned().unwrap_or_else(|| {
        "das Dokument ist leer: es enthält keine Aussage / the document is empty: it says nothing".into()
    })
}

/// RDF about something else is not praised: it would seem to be right.
fn no_catalogue(triples: &[Triple]) -> Option<String> {
    let is_ours = |triple: &Triple| match &triple.object {
        Term::NamedNode(class) => triple.predicate == syntax::TYPE && CLASSES.contains(&class.as_ref()),
        _ => false,
    };
    (!triples.iter().any(is_ours)).then(|| {
        "das Dokument ist RDF, beschreibt aber keinen Katalog: es enthält weder einen Datensatz (dcat:Dataset) noch einen Katalog / the document is RDF, but describes no catalogue: it holds neither a dataset (dcat:Dataset) nor a catalogue".into()
    })
}

/// How many nodes a graph calls instances of a class.
pub(super) fn instances(triples: &[Triple], class: NamedNodeRef<'_>) -> usize {
    let of_class = triples.iter().filter(
        |triple| matches!(&triple.object, Term::NamedNode(iri) if triple.predicate == syntax::TYPE && iri.as_ref() == class),
    );
    of_class.map(|triple| &triple.subject).collect::<HashSet<_>>().len()
}

/// Properties that 3.0 calls otherwise.
pub(super) fn old_terms(triples: &[Triple]) -> Vec<String> {
    let old = triples.iter().filter(|triple| renamed_since(&triple.predicate));
    old.map(|triple| prefixed(triple.predicate.as_str())).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The report by the profile in force, whose European rules decide whether a dataset conforms.
pub(super) fn in_force<'r>(profile: Profile, report: &'r Report, triples: &[Triple]) -> Cow<'r, Report> {
    match profile {
        Profile::DcatApDe3 => Cow::Borrowed(report),
        _ => Cow::Owned(validate(Profile::DcatApDe3, triples)),
    }
}

/// Measures every dataset, as long as they do not share so much that it would never end.
pub(super) fn score(triples: &[Triple], owners: &Owners<'_>, in_force: &Report) -> Score {
    let violations = in_force.european();
    let faulty: HashSet<usize> = violations.filter_map(|result| owners.owner(result.subject())).collect();
    let mut tally = Tally::default();
    let mut work = WORK.max(triples.len().saturating_mul(SHARED_WORK));
    for (number, dataset) in owners.datasets().iter().enumerate() {
        if !is_dataset(dataset, owners, triples) {
            continue;
        }
        let own = with_distributions(dataset, owners, triples, work);
        match own {
            Some(own) => {
                work -= own.len();
                tally.measure(&own, dataset, !faulty.contains(&number));
            }
            None => tally.leave_out(),
        }
    }
    tally.finish()
}

fn is_dataset(node: &NamedOrBlankNode, owners: &Owners<'_>, triples: &[Triple]) -> bool {
    let class = Term::from(dcat::DATASET_CLASS);
    owners.about(node).iter().any(|index| triples[*index].object == class)
}

/// What is said of a dataset, of its distributions and of their values: all that is measured. `None` if
/// these are more than `most` triples.
fn with_distributions(
    dataset: &NamedOrBlankNode,
    owners: &Owners<'_>,
    triples: &[Triple],
    most: usize,
) -> Option<Vec<Triple>> {
    let mut own: Vec<usize> = owners.about(dataset).to_vec();
    let mut known: HashSet<&NamedOrBlankNode> = HashSet::from([dataset]);
    let mut from = 0;
    for depth in 0..2 {
        let end = own.len();
        for at in from..end {
            let triple = &triples[own[at]];
            if depth == 0 && triple.predicate != dcat::DISTRIBUTION {
                continue;
            }
            if let Some(node) = owners.node(&triple.object).filter(|node| known.insert(node)) {
                own.extend(owners.about(node));
            }
            if own.len() > most {
                return None;
            }
        }
        from = end;
    }
    Some(own.into_iter().map(|index| triples[index].clone()).collect())
}
