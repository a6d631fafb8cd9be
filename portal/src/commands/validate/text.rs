//! A report for people at a terminal: grouped, the worst and most frequent first.

use crate::check::view::{advice, called, cut, line, place_of, said, subject};
use crate::language::Language;
use crate::texts::check::{Texts, of};
use datenkreis_harvester::inspect::{Group, Inspection, Located};
use datenkreis_vocab::finding::{self, by_id};
use datenkreis_vocab::shapes::{Severity, Violation};
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// Places shown of a group.
const EXAMPLES: usize = 3;
/// Ways to more points that are shown.
const CHANCES: usize = 3;

/// How to write.
#[derive(Clone, Copy)]
pub struct Style {
    /// Every result.
    pub all: bool,
    /// With colours, for a terminal.
    pub coloured: bool,
}

impl Style {
    /// Bold, in the colour of a severity.
    fn heading(self, severity: Severity, text: &str) -> String {
        let colour = match severity {
            Severity::Violation => "31",
            Severity::Warning => "33",
            Severity::Info => "36",
        };
        if self.coloured { format!("\x1b[1;{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn examples(self) -> usize {
        if self.all { usize::MAX } else { EXAMPLES }
    }
}

/// Writes the report.
pub fn write(inspection: &Inspection, language: Language, style: Style, out: &mut impl Write) -> Result<()> {
    let texts = of(language);
    let (format, contents) = (texts.format(&inspection.recognised), texts.contents(inspection));
    writeln!(out, "{}: {format}, {contents}", shown(&inspection.name))?;
    if !inspection.old_terms.is_empty() {
        writeln!(out, "{}", shown(&texts.old_terms(&inspection.old_terms)))?;
    }
    if let Some(profile) = inspection.offered() {
        writeln!(
            out,
            "{}",
            texts.offer(profile.title(language.tag()), &format!("--profile {}", profile.name()))
        )?;
    }
    for gap in &inspection.gaps {
        writeln!(out, "{}: {}", texts.gaps, shown(&texts.sentence(gap)))?;
    }
    if let Some(reading) = texts.reading(&inspection.reading) {
        writeln!(out, "{}", shown(&reading))?;
    }
    let groups = inspection.groups();
    let first_repaired = groups.iter().position(|group| group.repaired > 0);
    for (number, group) in groups.into_iter().enumerate() {
        writeln!(out)?;
        if first_repaired == Some(number) {
            writeln!(out, "{}\n", texts.repaired_title)?;
        }
        write_group(inspection, &group, texts, style, out)?;
    }
    write_remarks(inspection, texts, style, out)?;
    writeln!(out)?;
    if let Some(counts) = inspection.published {
        let counts = texts.counts([counts.violations, counts.warnings, counts.infos]);
        writeln!(out, "{}: {counts}", texts.published)?;
    }
    if let Some(score) = texts.score(&inspection.score) {
        let chances = texts.chances(&inspection.score, CHANCES, inspection.profile);
        let chances = if chances.is_empty() {
            String::new()
        } else {
            let lines: String = chances.iter().map(|chance| format!("\n- {chance}")).collect();
            format!("\n{}:{lines}", texts.chances)
        };
        writeln!(out, "{}: {score}{chances}", texts.points)?;
    }
    let title = inspection.profile.title(language.tag());
    writeln!(out, "{title}: {}, {}", texts.datasets(inspection), texts.counts(inspection.counts()))?;
    if inspection.report.is_met() && !inspection.is_met() {
        writeln!(out, "{}", texts.verdict(inspection))?;
    }
    match texts.by_itself(inspection) {
        Some(repaired) => writeln!(out, "{repaired}"),
        None => Ok(()),
    }
}

fn write_group(
    inspection: &Inspection,
    group: &Group,
    texts: &Texts,
    style: Style,
    out: &mut impl Write,
) -> Result<()> {
    let language = texts.language.tag();
    let mut results = group.mistakes.iter().filter_map(|index| inspection.result(*index));
    let Some((first, _)) = results.clone().next() else { return Ok(()) };
    let severity = style.heading(group.severity, texts.severity(group.severity));
    writeln!(out, "{severity}: {}", shown(&first.problem(language)))?;
    writeln!(out, "  {}", texts.times(group.mistakes.len(), group.datasets))?;
    writeln!(out, "  {}", shown(&advice(inspection, group, texts)))?;
    writeln!(out, "  {} ({})", first.clause(language), group.rule.id)?;
    for (result, located) in results.by_ref().take(style.examples()) {
        write_result(inspection, result, located, texts, out)?;
    }
    more(results.count(), texts, out)
}

fn more(left: usize, texts: &Texts, out: &mut impl Write) -> Result<()> {
    if left > 0 { writeln!(out, "  {}", texts.more(left, "--all")) } else { Ok(()) }
}

fn write_result(
    inspection: &Inspection,
    result: &Violation,
    located: &Located,
    texts: &Texts,
    out: &mut impl Write,
) -> Result<()> {
    let place =
        located.place.map(|place| format!("{}: ", line(inspection, place, texts))).unwrap_or_default();
    let subject = subject(located.dataset.as_ref(), inspection.published.is_none(), result.subject(), texts);
    writeln!(out, "  - {}", shown(&format!("{place}{subject}")))?;
    if let Some(names) = &located.written_in {
        let name = &names[usize::from(texts.language == Language::En)];
        writeln!(out, "    {} {}", texts.field, shown(name))?;
    }
    if let Some(found) = &located.found {
        writeln!(out, "    {} {}", texts.found, shown(&cut(found)))?;
    }
    if let Some(right) = &located.right {
        writeln!(out, "    {} {}", texts.concluded, shown(&cut(right)))?;
    }
    match located.place.and_then(|place| inspection.excerpt(place)) {
        Some(excerpt) => writeln!(out, "    | {}", shown(&excerpt)),
        None => Ok(()),
    }
}

fn write_remarks(inspection: &Inspection, texts: &Texts, style: Style, out: &mut impl Write) -> Result<()> {
    let at = usize::from(texts.language == Language::En);
    let mut by_rule: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let told = |severity| style.all || severity != finding::Severity::Info;
    for remark in inspection.remarks.iter().filter(|remark| told(remark.finding.severity)) {
        by_rule.entry(remark.finding.rule.as_str()).or_default().push(remark);
    }
    if !by_rule.is_empty() {
        writeln!(out, "\n{}", texts.remarks)?;
    }
    for (rule, remarks) in by_rule {
        let Some(rule) = by_id(rule) else { continue };
        writeln!(out, "  {} ({}, {})", rule.problem[at], rule.id, texts.times(remarks.len(), 0))?;
        writeln!(out, "  {}", rule.fix[at])?;
        for remark in remarks.iter().take(style.examples()) {
            let place = remark.place.map(|place| line(inspection, place, texts));
            let subject = remark.dataset.as_ref().map(|dataset| called(dataset, texts));
            let found = said(&remark.finding, texts).map(|found| format!("{} {}", texts.found, cut(&found)));
            let concluded = remark.finding.concluded.as_deref();
            let concluded =
                concluded.map(|value| format!("{} {}", texts.instead(&remark.finding), cut(value)));
            let parts = [place, subject, place_of(&remark.finding), found, concluded];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            writeln!(out, "  - {}", shown(&parts.join(" · ")))?;
        }
        more(remarks.len().saturating_sub(style.examples()), texts, out)?;
    }
    Ok(())
}

/// Without the control characters by which a document could speak to the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
