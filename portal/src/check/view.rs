//! A report as templates show it: grouped, the worst and most frequent first, with a few examples each.

use crate::language::Language;
use crate::texts::check::{Texts, of};
use datenkreis_harvester::inspect::{DatasetName, Group, Inspection, Located, Place, Remark};
use datenkreis_vocab::finding::{self, Finding, by_id, rule};
use datenkreis_vocab::shapes::{Severity, Violation};
use oxrdf::Term;
use std::collections::BTreeMap;

/// Places shown of a group.
const EXAMPLES: usize = 5;
/// Ways to more points that are shown.
const CHANCES: usize = 3;
/// Bytes of a line of which a column is told.
const LONG_LINE: usize = 200;
/// Characters of a value, at most.
const VALUE: usize = 300;

/// Rules whose findings hold a reason in our words in place of a value.
const OUR_WORDS: [&str; 3] =
    [rule::FILE_UNREADABLE.id, rule::RECORD_UNREADABLE.id, rule::DOCUMENT_DAMAGED.id];

/// A report.
pub struct ReportView {
    pub texts: &'static Texts,
    pub verdict: String,
    pub is_met: bool,
    pub notes: Vec<String>,
    pub gaps: Vec<String>,
    /// Label and value.
    pub facts: Vec<(&'static str, String)>,
    pub chances: Vec<String>,
    pub sections: Vec<Section>,
    pub remarks: Vec<GroupView>,
}

/// All groups of a severity.
pub struct Section {
    pub id: &'static str,
    pub title: &'static str,
    pub groups: Vec<GroupView>,
}

/// One kind of problem.
pub struct GroupView {
    pub class: &'static str,
    pub severity: &'static str,
    pub times: String,
    pub problem: String,
    pub fix: String,
    pub clause: Option<String>,
    pub clause_href: Option<&'static str>,
    pub rule: String,
    pub examples: Vec<Example>,
    pub more: Option<String>,
}

/// Where a problem stands.
pub struct Example {
    pub place: Option<String>,
    pub excerpt: Option<String>,
    pub field: Option<String>,
    pub subject: String,
    pub found: Option<String>,
    /// A label, and the value.
    pub concluded: Option<(&'static str, String)>,
}

impl ReportView {
    /// The report in a language.
    pub fn of(inspection: &Inspection, language: Language) -> Self {
        let texts = of(language);
        let mut facts = vec![
            (texts.checked, inspection.name.clone()),
            (texts.recognised, texts.format(&inspection.recognised)),
            (texts.profile, inspection.profile.title(language.tag()).to_owned()),
            (texts.contents, texts.contents(inspection)),
        ];
        if let Some(counts) = inspection.published {
            let counts = texts.counts([counts.violations, counts.warnings, counts.infos]);
            facts.push((texts.published, counts));
        }
        facts.extend(texts.score(&inspection.score).map(|score| (texts.points, score)));
        let mut notes = vec![];
        if !inspection.old_terms.is_empty() {
            notes.push(texts.old_terms(&inspection.old_terms));
        }
        notes.extend(
            inspection.offered().map(|profile| texts.offer(profile.title(language.tag()), profile.name())),
        );
        let groups = inspection.groups();
        let section = |severity, id, title| {
            let groups = groups.iter().filter(|group| group.severity == severity && group.repaired == 0);
            let groups: Vec<GroupView> =
                groups.filter_map(|group| of_group(inspection, group, texts)).collect();
            (!groups.is_empty()).then_some(Section { id, title, groups })
        };
        let sections = [
            section(Severity::Violation, "verstoesse", texts.violations),
            section(Severity::Warning, "warnungen", texts.warnings),
            section(Severity::Info, "hinweise", texts.infos),
        ];
        let repaired = groups.iter().filter(|group| group.repaired > 0);
        let repaired: Vec<GroupView> =
            repaired.filter_map(|group| of_group(inspection, group, texts)).collect();
        let repaired = (!repaired.is_empty()).then_some(Section {
            id: "ergaenzt",
            title: texts.repaired_title,
            groups: repaired,
        });
        notes.extend(texts.by_itself(inspection));
        notes.extend(texts.reading(&inspection.reading));
        Self {
            texts,
            verdict: texts.verdict(inspection),
            is_met: inspection.is_met(),
            notes,
            gaps: inspection.gaps.iter().map(|gap| texts.sentence(gap)).collect(),
            facts,
            chances: texts.chances(&inspection.score, CHANCES, inspection.profile),
            sections: sections.into_iter().chain([repaired]).flatten().collect(),
            remarks: remarks(inspection, texts),
        }
    }
}

fn of_group(inspection: &Inspection, group: &Group, texts: &'static Texts) -> Option<GroupView> {
    let language = texts.language.tag();
    let (first, _) = inspection.result(*group.mistakes.first()?)?;
    let examples = group.mistakes.iter().take(EXAMPLES).filter_map(|index| inspection.result(*index));
    let examples = examples.map(|(result, located)| example(inspection, result, located, texts));
    let left = group.mistakes.len().saturating_sub(EXAMPLES);
    let clause = first.clause(language);
    Some(GroupView {
        class: match group.severity {
            Severity::Violation => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        severity: texts.severity(group.severity),
        times: texts.times(group.mistakes.len(), group.datasets),
        problem: first.problem(language),
        fix: advice(inspection, group, texts),
        clause_href: specification(&clause),
        clause: Some(clause),
        rule: group.rule.id.to_owned(),
        examples: examples.collect(),
        more: (left > 0).then(|| texts.more(left, texts.in_the_report())),
    })
}

/// What to write, for all mistakes of a group: if each has its own right value, that stands beside it.
pub fn advice(inspection: &Inspection, group: &Group, texts: &Texts) -> String {
    let at = usize::from(texts.language == Language::En);
    let located: Vec<&Located> =
        group.mistakes.iter().filter_map(|index| Some(inspection.result(*index)?.1)).collect();
    let Some(first) = located.first() else { return String::new() };
    let is_same = located.iter().all(|other| other.right == first.right);
    match located.iter().find(|located| located.right.is_some()) {
        Some(known) if !is_same => texts.each_its_own(&known.fix[at]),
        _ => first.fix[at].clone(),
    }
}

/// Where a finding stands, as its property tells: not the line, which is told beside it.
pub fn place_of(finding: &Finding) -> Option<String> {
    let property = finding.property.split(" (line").next().unwrap_or_default();
    let is_line = property.starts_with("line ") || property.starts_with("lines ");
    (!property.is_empty() && !is_line && finding.found.as_deref() != Some(property))
        .then(|| property.to_owned())
}

/// The value that a finding is about, without the name of the rule by which something was guessed from it.
/// Why something cannot be read is said in both languages.
pub fn said(finding: &Finding, texts: &Texts) -> Option<String> {
    let found = finding.found.as_deref()?;
    if OUR_WORDS.contains(&finding.rule.as_str()) {
        return Some(texts.half(found).to_owned());
    }
    let guessed = finding.confidence.and_then(|_| found.strip_suffix(')')?.rsplit_once(" ("));
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    Some(guessed.filter(|(_, name)| is_name(name)).map_or(found, |(text, _)| text).to_owned())
}

fn example(inspection: &Inspection, result: &Violation, located: &Located, texts: &Texts) -> Example {
    Example {
        place: located.place.map(|place| line(inspection, place, texts)),
        excerpt: located.place.and_then(|place| inspection.excerpt(place)),
        field: located
            .written_in
            .as_ref()
            .map(|names| names[usize::from(texts.language == Language::En)].clone()),
        subject: subject(located.dataset.as_ref(), inspection.published.is_none(), result.subject(), texts),
        found: located.found.as_deref().map(cut),
        concluded: located.right.as_deref().map(|right| (texts.concluded, cut(right))),
    }
}

/// The dataset, and the node within it, unless that is nameless, or has only the name that we would give
/// it when harvesting: `has_name` tells.
pub fn subject(dataset: Option<&DatasetName>, has_name: bool, node: &Term, texts: &Texts) -> String {
    let node = Some(node).filter(|node| has_name && !matches!(node, Term::BlankNode(_))).map(plain);
    let Some(dataset) = dataset else {
        let outside = texts.catalogue_itself;
        return node.map_or_else(|| outside.to_owned(), |node| format!("{node} ({outside})"));
    };
    match node.filter(|node| *node != dataset.id) {
        Some(node) => cut(&format!("{}: {node}", called(dataset, texts))),
        None => cut(&called(dataset, texts)),
    }
}

/// A dataset by its title and IRI, as far as it has them.
pub fn called(dataset: &DatasetName, texts: &Texts) -> String {
    let id = if dataset.id.starts_with("_:") { texts.nameless } else { &*dataset.id };
    match &dataset.title {
        Some(title) => texts.titled(title, id),
        None => id.to_owned(),
    }
}

/// What was noticed while reading, by rule.
fn remarks(inspection: &Inspection, texts: &'static Texts) -> Vec<GroupView> {
    let at = usize::from(texts.language == Language::En);
    let mut by_rule: BTreeMap<(std::cmp::Reverse<finding::Severity>, &str), Vec<&Remark>> = BTreeMap::new();
    for remark in &inspection.remarks {
        let key = (std::cmp::Reverse(remark.finding.severity), remark.finding.rule.as_str());
        by_rule.entry(key).or_default().push(remark);
    }
    let groups = by_rule.into_iter().filter_map(|((severity, rule), remarks)| {
        let rule = by_id(rule)?;
        let left = remarks.len().saturating_sub(EXAMPLES);
        let examples = remarks.iter().take(EXAMPLES).map(|remark| Example {
            place: remark.place.map(|place| line(inspection, place, texts)),
            excerpt: remark.place.and_then(|place| inspection.excerpt(place)),
            field: place_of(&remark.finding),
            subject: remark.dataset.as_ref().map_or(String::new(), |dataset| cut(&called(dataset, texts))),
            found: said(&remark.finding, texts).as_deref().map(cut),
            concluded: remark
                .finding
                .concluded
                .as_deref()
                .map(|value| (texts.instead(&remark.finding), cut(value))),
        });
        Some(GroupView {
            class: match severity.0 {
                finding::Severity::Error => "error",
                finding::Severity::Warning => "warning",
                finding::Severity::Info => "info",
            },
            severity: texts.finding_severity(severity.0),
            times: texts.times(remarks.len(), 0),
            problem: rule.problem[at].to_owned(),
            fix: rule.fix[at].to_owned(),
            clause: None,
            clause_href: None,
            rule: rule.id.to_owned(),
            examples: examples.collect(),
            more: (left > 0).then(|| texts.more(left, texts.in_the_report())),
        })
    });
    groups.collect()
}

/// A line, with its document if there are several.
pub fn line(inspection: &Inspection, place: Place, texts: &Texts) -> String {
    let several = inspection.documents.len() > 1;
    let document = inspection.documents.get(place.document);
    // In a line that fits the page everybody finds the place.
    let is_long = document.is_some_and(|document| document.line(place.line).len() > LONG_LINE);
    let column = Some(place.column).filter(|column| is_long && *column > 0);
    texts.line(document.filter(|_| several).map(|document| document.name.as_str()), place.line, column)
}

/// A node as a person reads it.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.to_string(),
    }
}

/// A value, cut.
pub fn cut(text: &str) -> String {
    let mut characters = text.chars();
    let mut cut: String = characters.by_ref().take(VALUE).collect();
    if characters.next().is_some() {
        cut.push_str(" …");
    }
    cut
}

/// Where the standard behind a clause can be read.
fn specification(clause: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 5] = [
        ("DCAT-AP.de 3.0", "https://www.dcat-ap.de/def/dcatde/3.0/spec/"),
        ("DCAT-AP.de 2.0", "https://www.dcat-ap.de/def/dcatde/2.0/spec/"),
        ("DCAT-AP HVD", "https://semiceu.github.io/DCAT-AP/releases/3.0.0-hvd/"),
        ("DCAT-AP 3.0", "https://semiceu.github.io/DCAT-AP/releases/3.0.0/"),
        ("DCAT-AP 2.1", "https://semiceu.github.io/DCAT-AP/releases/2.1.1/"),
    ];
    KNOWN.iter().find(|(title, _)| clause.starts_with(title)).map(|(_, address)| *address)
}
