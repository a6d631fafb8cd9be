//! `datenkreis relations`: which datasets are the same, and which of them is shown; which are a series, and
//! which could be one.

use super::open::Door;
use super::{Outcome, Output, open, words};
use datenkreis_catalogue::relations::{Confirmed, Decision, Doubt, KeyKind, Proposal};
use datenkreis_harvester::chain;
use datenkreis_vocab::identity::{DatasetIri, Seq};
use std::path::Path;
use std::process::ExitCode;

/// Decisions asked for at a time.
pub const PAGE: u64 = 1_000;

/// Lists every decision that holds now, and the series.
pub fn relations(path: &Path, format: Output) -> Outcome {
    open::logs(true, "warn");
    let configuration = open::configuration(path)?;
    let door = open::door(&configuration)?;
    let runtime = open::runtime()?;
    let mut after = Seq(0);
    let mut decisions = 0;
    loop {
        let page = match &door {
            Door::Directory(catalogue) => catalogue.decisions(after, PAGE).map_err(|error| chain(&error))?,
            Door::Server(server) => runtime.block_on(server.relations(after))?,
        };
        let Some(last) = page.last() else { break };
        after = last.seq;
        decisions += page.len();
        for decision in &page {
            match format {
                Output::Json => {
                    println!("{}", serde_json::to_string(decision).map_err(|error| error.to_string())?);
                }
                Output::Text => println!("{}\n", told(decision)),
            }
        }
    }
    let (confirmed, proposed) = match &door {
        Door::Directory(catalogue) => {
            catalogue.series(&configuration.policy()).map_err(|error| chain(&error))?
        }
        Door::Server(server) => runtime.block_on(server.series())?,
    };
    let doubts = match &door {
        Door::Directory(catalogue) => {
            catalogue.doubts(&configuration.policy()).map_err(|error| chain(&error))?
        }
        Door::Server(server) => runtime.block_on(server.doubts())?,
    };
    match format {
        Output::Json => {
            let confirmed = confirmed.iter().map(serde_json::to_string);
            let rest =
                proposed.iter().map(serde_json::to_string).chain(doubts.iter().map(serde_json::to_string));
            for line in confirmed.chain(rest) {
                println!("{}", line.map_err(|error| error.to_string())?);
            }
        }
        Output::Text => {
            confirmed.iter().for_each(|series| println!("{}\n", told_series(series)));
            if !proposed.is_empty() {
                println!("{PROPOSALS}");
            }
            proposed.iter().for_each(|proposal| println!("{}", told_proposal(proposal)));
            if !proposed.is_empty() {
                println!("]\n");
            }
            if !doubts.is_empty() {
                println!("{DOUBTS}");
                doubts.iter().for_each(|doubt| println!("{}", told_doubt(doubt)));
                println!("]\n");
            }
        }
    }
    if format == Output::Text {
        println!("{decisions} Datensätze werden nicht gezeigt / datasets are not shown");
    }
    Ok(ExitCode::SUCCESS)
}

const PROPOSALS: &str = "Vermutlich Reihen; wer eine bestätigt, übernimmt ihre Zeile in relations.toml / \
                         probably series; to confirm one, put its line into relations.toml:\n\nseries = [";

const DOUBTS: &str = "Gleiche Kennung, aber Titel, Zeitraum oder Herausgeber sprechen dagegen, dass es derselbe Datensatz ist; \
                      beide werden gezeigt. Wer es besser weiß, übernimmt die Zeile in relations.toml, unter same \
                      oder different / same identifier, but title, period or publisher speak against it; both are \
                      shown. Whoever knows better puts the line into relations.toml:\n\nsame = [";

/// Two datasets that could be the same as the line of `relations.toml` that says so.
fn told_doubt(doubt: &Doubt) -> String {
    let Doubt { one, title, other, other_title, kind, key } = doubt;
    let line = |text: &str| text.replace(['\n', '\r'], " ");
    let quoted = |text: &str| toml::Value::from(text).to_string();
    format!(
        "  # {}: {}\n  # {}\n  # {}\n  [{}, {}],",
        by(*kind),
        line(key),
        line(title),
        line(other_title),
        quoted(one.as_str()),
        quoted(other.as_str())
    )
}

/// A confirmed series for a person.
fn told_series(series: &Confirmed) -> String {
    let members = series.members.iter().map(|member| format!("\n  {member}"));
    let unknown = series.unknown.iter().map(|dataset| {
        format!("\n  ! nicht veröffentlicht, in relations.toml genannt / not published, but named: {dataset}")
    });
    let lines: String = members.chain(unknown).collect();
    format!("Reihe / series: {}{lines}", series.series)
}

/// A proposal as the line of `relations.toml` that confirms it, with its members above.
fn told_proposal(proposal: &Proposal) -> String {
    let members: String = proposal.members.iter().map(|member| format!("  # {member}\n")).collect();
    let like = proposal.members.first().map(DatasetIri::as_str).unwrap_or_default();
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let id = id_of(&proposal.title, like);
    format!(
        "{members}  {{ id = {}, title = {}, like = {} }},",
        quoted(&id),
        quoted(&proposal.title),
        quoted(like)
    )
}

/// An id for a series: its title, with the source of its members, for many towns have budgets.
fn id_of(title: &str, member: &str) -> String {
    let source = member.rsplit('/').nth(1).unwrap_or_default();
    let mut id = String::new();
    for c in format!("{source} {title}").to_lowercase().chars() {
        match c {
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// A decision for a person.
fn told(decision: &Decision) -> String {
    let by = by(decision.kind);
    format!(
        "gezeigt / shown:       {}\nnicht gezeigt / hidden: {}\n  {by}: {} · seq {} · {}",
        decision.shown,
        decision.hidden,
        decision.key,
        decision.seq,
        words::moment(decision.at)
    )
}

/// By what two datasets are recognised, for a person.
fn by(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Operator => "relations.toml",
        KeyKind::Iri => "dieselbe Adresse (IRI) / the same IRI",
        KeyKind::Identifier => "dieselbe Kennung / the same identifier",
        KeyKind::IdentifierAndTitle => "Kennung und Titel / identifier and title",
        KeyKind::LandingPage => "Seite und Titel / page and title",
        KeyKind::Fingerprint => "Titel, Herausgeber und Dateien / title, publisher and files",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_is_settled_with_one_line() {
        let [one, other] =
            ["rvr/a", "unna/7"].map(|id| DatasetIri::new(format!("https://x.example/dataset/{id}")));
        let doubt = Doubt {
            one: one.clone(),
            title: "Lärm\n2017".into(),
            other: other.clone(),
            other_title: "Lärm 2022".into(),
            kind: KeyKind::Identifier,
            key: "10.1/x".into(),
        };
        let file: toml::Table = format!("same = [\n{}\n]", told_doubt(&doubt)).parse().expect("valid TOML");
        let pair = file["same"][0].as_array().expect("a pair");
        let pair: Vec<_> = pair.iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(pair, [one.as_str(), other.as_str()]);
    }

    #[test]
    fn a_proposal_is_confirmed_with_one_line() {
        let member = DatasetIri::new("https://x.example/dataset/unna/haushalt-2022");
        let proposal = Proposal { title: "Haushaltsplan \"Ü\" (Entwurf)".into(), members: vec![member] };
        let line = told_proposal(&proposal);
        let file: toml::Table =
            format!("series = [\n{line}\n]").parse().unwrap_or_else(|error| panic!("{line}\n{error}"));
        let series = &file["series"][0];
        assert_eq!(series["id"].as_str(), Some("unna-haushaltsplan-ue-entwurf"));
        assert_eq!(series["title"].as_str(), Some(proposal.title.as_str()));
        assert_eq!(series["like"].as_str(), Some(proposal.members[0].as_str()));
    }
}
