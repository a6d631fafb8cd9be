//! A mapping for a table that nobody has mapped: what can be told from its cells, with comments that say why, and
//! what an operator must fill in. No area is guessed from a name.

mod blocks;
mod cubes;
mod define;
mod dimensions;
mod expect;
mod figures;
mod file;
mod frame;
mod known_cubes;
mod left_out;
mod marks;
mod measure;
mod others;
mod part_names;
mod places;
mod profile;
mod projection;
mod quarters;
mod unit;
mod variants;
mod write;

use super::config::parse_mapping;
use super::mapping::Format;
use super::read::read;
use datenkreis_vocab::cube::AreaKey;
use file::Sample;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What is known of a table apart from its bytes.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The id of the source.
    pub source: String,
    /// The id of the dataset at its source.
    pub dataset: String,
    /// File name or title of the distribution.
    pub distribution: Option<String>,
    /// The title of the dataset.
    pub title: String,
    /// The area its publisher is responsible for; proposed where the table names no area.
    pub area: Option<AreaKey>,
}

/// A mapping as text, to be put into `config/statistics/<id>.toml` once an operator has read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The text of the file.
    pub text: String,
    /// What must be filled in before it can be used: nothing if it can be used as it is.
    pub gaps: Vec<String>,
    /// How many observations it gives; 0 while something must be filled in.
    pub observations: usize,
}

/// Proposes a mapping.
///
/// # Errors
/// In German and English, if the bytes are no table, or no figures are found in them.
pub fn propose(bytes: &[u8], about: &About) -> Result<Proposal, String> {
    let sample = file::open(bytes)?;
    if sample.layout.format == Format::Fixed {
        return Ok(tried(bytes, write::register(about), vec![]));
    }
    let frame = frame::find(&sample).ok_or("keine Zahlen gefunden / no figures found")?;
    let sample = Sample::anew(bytes, sample, &frame)?;
    let profiles = profile::of(&sample, &frame);
    let draft = cubes::draft(&sample, &frame, &profiles, about);
    let text = write::mapping(&sample, &frame, &profiles, &draft, about);
    Ok(tried(bytes, text, draft.gaps))
}

/// The proposal with what came of reading the table by it.
fn tried(bytes: &[u8], mut text: String, gaps: Vec<String>) -> Proposal {
    if !gaps.is_empty() {
        return Proposal { text, gaps, observations: 0 };
    }
    match parse_mapping(Path::new("proposal.toml"), &text) {
        Ok(mapping) => {
            let reading = read(&mapping, bytes);
            let observations = reading.parts.iter().map(|(_, observations)| observations.len()).sum();
            let mut told = vec![format!("Read with this mapping: {observations} observations.")];
            let shown = |found: &Option<String>| found.clone().unwrap_or_default();
            told.extend(reading.findings.iter().map(|finding| {
                format!("{}: {} = {}", finding.rule, finding.property, shown(&finding.found))
            }));
            text.push('\n');
            for line in told.iter().flat_map(|told| told.lines()) {
                text.push_str(&format!("# {line}\n"));
            }
            Proposal { text, gaps, observations }
        }
        Err(mistakes) => {
            let gaps = mistakes.iter().map(ToString::to_string).collect();
            Proposal { text, gaps, observations: 0 }
        }
    }
}
