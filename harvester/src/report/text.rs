//! The report in words, for people in a town hall: plain text, and the same as simple HTML.

use super::quality::{DimensionChange, Step};
use super::standing::{Changes, Count, Standing};
use datenkreis_vocab::finding;
use datenkreis_vocab::mqa::{MOST_POINTS, Remedy};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt::Write;

/// Whom a report is about, and who sends it.
pub struct Frame<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Name of the portal.
    pub portal: &'a str,
    /// Where everything stands in detail.
    pub details: String,
    /// Mailbox of the portal, for questions.
    pub contact: &'a str,
    /// When the report was made.
    pub at: Timestamp,
}

/// A report as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// What stands in the subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A heading with its lines; numbered where their order tells something.
struct Section {
    heading: &'static str,
    lines: Vec<String>,
    is_numbered: bool,
}

/// Puts a report into words.
pub fn report(frame: &Frame<'_>, standing: &Standing, changes: &Changes) -> Report {
    let sections = sections(standing, changes);
    let intro = intro(frame, standing);
    let closing = [
        format!("Alles im Einzelnen, mit den genauen Texten: {}", frame.details),
        format!("Fragen beantwortet Ihnen {}.", frame.contact),
        "Diesen Bericht erhalten Sie höchstens einmal in der Woche und nur, wenn sich etwas geändert hat."
            .to_owned(),
    ];
    Report {
        subject: subject(frame, changes),
        text: text(&intro, &sections, &closing),
        html: html(frame, &intro, &sections, &closing),
    }
}

/// What the data are worth, in a line each.
fn worth(standing: &Standing, changes: &Changes) -> Vec<String> {
    let Some(quality) = &standing.quality else { return vec![] };
    let mean = decimal(quality.points);
    let mut lines = match &changes.score {
        Some(change) => vec![format!(
            "Im Mittel {mean} von {MOST_POINTS} Punkten (beim letzten Bericht {})",
            decimal(change.before)
        )],
        None => vec![format!("Im Mittel {mean} von {MOST_POINTS} Punkten")],
    };
    for DimensionChange { dimension, before, now } in
        changes.score.iter().flat_map(|change| &change.dimensions)
    {
        lines.push(format!(
            "{}: {} von {} (vorher {})",
            dimension.name("de"),
            decimal(*now),
            dimension.most(),
            decimal(*before)
        ));
    }
    lines
}

/// What brings the most points for the least effort; nothing of a remedy that this program does not know.
fn step(step: &Step) -> Option<String> {
    let remedy = Remedy::by_id(&step.remedy)?;
    let datasets = match step.datasets {
        1 => "1 Datensatz".to_owned(),
        count => format!("{count} Datensätze"),
    };
    let (missing, advice) = (remedy.missing("de"), remedy.advice("de").trim_end_matches('.'));
    let hoped = match step.answers {
        0 => String::new(),
        all if all == step.points => ", wenn die Adressen antworten".to_owned(),
        some => format!(", davon {some}, wenn die Adressen antworten"),
    };
    Some(format!("{missing}: {advice} (betrifft {datasets}, zusammen +{} Punkte{hoped})", step.points))
}

/// A number as it is written in German, to tenths.
fn decimal(number: f64) -> String {
    let shown = format!("{number:.1}").replace('.', ",");
    shown.strip_suffix(",0").map_or(shown.clone(), str::to_owned)
}

fn subject(frame: &Frame<'_>, changes: &Changes) -> String {
    let parts: Vec<String> = [
        (changes.worse.len() + changes.died.len(), "neu aufgefallen"),
        (changes.better.len() + changes.revived.len(), "besser geworden"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .chain(changes.score.iter().map(|change| {
        let [before, now] = [change.before, change.now].map(decimal);
        format!("{now} Punkte (vorher {before})")
    }))
    .collect();
    let what = if parts.is_empty() { "nichts Neues".into() } else { parts.join(", ") };
    format!("Ihre offenen Daten: {what} ({})", frame.organisation)
}

fn intro(frame: &Frame<'_>, standing: &Standing) -> String {
    let day = frame.at.to_zoned(TimeZone::UTC).strftime("%d.%m.%Y");
    let datasets = match standing.datasets {
        1 => "1 Datensatz steht".to_owned(),
        count => format!("{count} Datensätze stehen"),
    };
    format!(
        "Guten Tag,\n\ndies ist der Bericht von „{}“ über offene Daten ({}, Stand {day}). {datasets} im Katalog.",
        frame.portal, frame.organisation
    )
}

fn sections(standing: &Standing, changes: &Changes) -> Vec<Section> {
    let problem = |count: &Count| format!("{} – {}", problem(count), in_datasets(count.datasets));
    let remedy = |count: &Count| {
        let fix = finding::by_id(&count.rule).map_or("", |rule| rule.fix[0]);
        format!("{} {fix} (betrifft {})", self::problem(count), datasets(count.datasets)).replace("  ", " ")
    };
    let died = changes.died.iter().map(|url| {
        let link = standing.dead_links.get(url).cloned().unwrap_or_default();
        let answer = link.status.map_or("keine Antwort".into(), |status| format!("HTTP {status}"));
        let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).strftime("%d.%m.%Y").to_string();
        let last = link.last_good.map_or(String::new(), |at| format!(", zuletzt erreichbar am {}", day(at)));
        format!("{url} ({answer}{last}) – in: {}", link.datasets.join("; "))
    });
    let steps = standing.quality.iter().flat_map(|quality| &quality.steps);
    let sections = [
        Section { heading: "Qualität", lines: worth(standing, changes), is_numbered: false },
        Section {
            heading: "Neu aufgefallen",
            lines: changes.worse.iter().map(problem).collect(),
            is_numbered: false,
        },
        Section { heading: "Nicht mehr erreichbare Links", lines: died.collect(), is_numbered: false },
        Section {
            heading: "Besser geworden",
            lines: changes
                .better
                .iter()
                .map(problem)
                .chain(changes.revived.iter().map(|url| format!("Link nicht mehr tot: {url}")))
                .collect(),
            is_numbered: false,
        },
        Section {
            heading: "Das sollten Sie zuerst beheben",
            lines: changes.remedies.iter().map(remedy).collect(),
            is_numbered: true,
        },
        Section {
            heading: "Das bringt am meisten Punkte für die wenigste Arbeit",
            lines: steps.filter_map(step).collect(),
            is_numbered: true,
        },
    ];
    sections.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

/// What is wrong, and at which property.
fn problem(count: &Count) -> String {
    let problem = finding::by_id(&count.rule).map_or(count.rule.as_str(), |rule| rule.problem[0]);
    match count.property.as_str() {
        "" => problem.to_owned(),
        property => format!("{problem} ({property})"),
    }
}

fn in_datasets(count: u64) -> String {
    if count == 1 { "in 1 Datensatz".into() } else { format!("in {count} Datensätzen") }
}

fn datasets(count: u64) -> String {
    if count == 1 { "1 Datensatz".into() } else { format!("{count} Datensätze") }
}

fn text(intro: &str, sections: &[Section], closing: &[String]) -> String {
    let mut text = format!("{intro}\n");
    for section in sections {
        let _ = write!(text, "\n{}\n", section.heading);
        for (number, line) in section.lines.iter().enumerate() {
            let mark = if section.is_numbered { format!("{}.", number + 1) } else { "-".into() };
            let _ = writeln!(text, "{mark} {line}");
        }
    }
    for line in closing {
        let _ = write!(text, "\n{line}\n");
    }
    text
}

fn html(frame: &Frame<'_>, intro: &str, sections: &[Section], closing: &[String]) -> String {
    let mut html =
        String::from("<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\"></head><body>\n");
    for paragraph in intro.split("\n\n") {
        let _ = writeln!(html, "<p>{}</p>", escaped(paragraph));
    }
    for section in sections {
        let list = if section.is_numbered { "ol" } else { "ul" };
        let _ = writeln!(html, "<h2>{}</h2>\n<{list}>", escaped(section.heading));
        for line in &section.lines {
            let _ = writeln!(html, "<li>{}</li>", escaped(line));
        }
        let _ = writeln!(html, "</{list}>");
    }
    for line in closing {
        let shown = escaped(line);
        let address = escaped(&frame.details);
        let _ = writeln!(
            html,
            "<p>{}</p>",
            shown.replace(&address, &format!("<a href=\"{address}\">{address}</a>"))
        );
    }
    html + "</body></html>\n"
}

/// Text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::quality::Quality;
    use crate::report::standing::DeadLink;

    fn frame() -> Frame<'static> {
        Frame {
            organisation: "Stadt Selm",
            portal: "Offene Daten <im> Kreis",
            details: "https://daten.example/qualitaet/selm".into(),
            contact: "daten@example.org",
            at: "2026-03-01T08:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_report_says_what_is_new_and_what_helps() {
        let count = Count { rule: "license-missing".into(), property: "license_id".into(), datasets: 2 };
        let link = DeadLink {
            datasets: vec!["Haushalt <2024>".into()],
            status: Some(404),
            last_good: Some("2026-01-02T08:00:00Z".parse().unwrap()),
        };
        let standing = Standing {
            datasets: 1,
            quality: Some(quality(210.0, 40.0)),
            findings: vec![count],
            dead_links: [("https://x.example/d.csv".to_owned(), link)].into(),
        };
        let report = report(&frame(), &standing, &standing.since(None));
        assert_eq!(report.subject, "Ihre offenen Daten: 2 neu aufgefallen (Stadt Selm)");
        for part in [
            "1 Datensatz steht im Katalog",
            "Stand 01.03.2026",
            "\nNeu aufgefallen\n- ",
            "(license_id) – in 2 Datensätzen",
            "\nDas sollten Sie zuerst beheben\n1. ",
            "\nQualität\n- Im Mittel 210 von 405 Punkten\n",
            "wenigste Arbeit\n1. Lizenz fehlt: ",
            "(betrifft 3 Datensätze, zusammen +195 Punkte, davon 45, wenn die Adressen antworten)",
            "https://x.example/d.csv (HTTP 404, zuletzt erreichbar am 02.01.2026) – in: Haushalt <2024>",
            "https://daten.example/qualitaet/selm",
        ] {
            assert!(report.text.contains(part), "{part}\n{}", report.text);
        }
        assert!(!report.text.contains("Besser geworden"));
        assert!(
            report.html.contains("Haushalt &lt;2024&gt;") && !report.html.contains("<im>"),
            "{}",
            report.html
        );
        assert!(report.html.contains("<a href=\"https://daten.example/qualitaet/selm\">"));
        let better = report_of_better(&standing);
        assert!(better.text.contains("\nBesser geworden\n- "), "{}", better.text);
        assert_eq!(
            better.subject,
            "Ihre offenen Daten: 2 besser geworden, 235,5 Punkte (vorher 210) (Stadt Selm)"
        );
        for part in [
            "Im Mittel 235,5 von 405 Punkten (beim letzten Bericht 210)",
            "Auffindbarkeit: 65,5 von 100 (vorher 40)",
        ] {
            assert!(better.text.contains(part), "{part}\n{}", better.text);
        }
    }

    fn quality(points: f64, first: f64) -> Quality {
        let step = Step { remedy: Remedy::Licence.id().into(), points: 195, answers: 45, datasets: 3 };
        Quality { points, dimensions: [first, 80.0, 50.0, 30.0, 10.0], steps: vec![step] }
    }

    fn report_of_better(before: &Standing) -> Report {
        let now = Standing { datasets: 1, quality: Some(quality(235.5, 65.5)), ..Standing::default() };
        report(&frame(), &now, &now.since(Some(before)))
    }
}
