use super::{ConfigError, Region, Series, SourceFile, read_toml};
use datenkreis_catalogue::relations::{Policy, SERIES_SOURCE, SourcePolicy};
use datenkreis_vocab::identity::DatasetIri;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// `relations.toml` beside the directory of sources: what the operator knows better about datasets that are
/// the same, or are not, and about those that are a series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Relations {
    /// Pairs of datasets that are the same.
    pub same: Vec<[String; 2]>,
    /// Pairs of datasets that are not the same.
    pub different: Vec<[String; 2]>,
    /// Datasets that are shown whenever they are the same as others.
    pub show: Vec<String>,
    /// Series.
    pub series: Vec<Series>,
}

impl Relations {
    /// Reads and checks the file; without one, nothing is said. All mistakes make one error.
    pub fn load(path: &Path, base: &str) -> Result<Self, ConfigError> {
        if !path.is_file() {
            return Ok(Self::default());
        }
        let (relations, text): (Self, String) = read_toml(path)?;
        let at = |key: &[&str], message: &str| ConfigError::at_key(path, &text, key, message);
        let mistakes = relations.mistakes(base).into_iter();
        let mistakes = mistakes.map(|(key, message)| {
            let key: Vec<&str> = key.iter().map(String::as_str).collect();
            at(&key, &message)
        });
        ConfigError::all(mistakes.collect()).map_or(Ok(relations), Err)
    }

    /// What is wrong with which key.
    fn mistakes(&self, base: &str) -> Vec<(Vec<String>, String)> {
        let mut mistakes = vec![];
        let mut told: BTreeSet<[&str; 2]> = BTreeSet::new();
        for (name, pairs) in [("same", &self.same), ("different", &self.different)] {
            for (number, pair) in pairs.iter().enumerate() {
                let key = |end: usize| vec![name.to_owned(), number.to_string(), end.to_string()];
                for (end, iri) in pair.iter().enumerate() {
                    mistakes.extend(no_dataset(iri, base).map(|message| (key(end), message)));
                }
                let [mut one, mut other] = pair.each_ref().map(String::as_str);
                if one > other {
                    std::mem::swap(&mut one, &mut other);
                }
                if one == other {
                    mistakes.push((key(1), "a pair names two different datasets".into()));
                } else if !told.insert([one, other]) {
                    mistakes.push((key(0), "something is already said about this pair".into()));
                }
            }
        }
        for (number, iri) in self.show.iter().enumerate() {
            let key = vec!["show".to_owned(), number.to_string()];
            mistakes.extend(no_dataset(iri, base).map(|message| (key, message)));
        }
        for (number, series) in self.series.iter().enumerate() {
            let known = self.series[..number].iter().any(|known| known.id == series.id);
            let found = series.mistakes(known, |iri| no_member(iri, base)).into_iter();
            let place = ["series".to_owned(), number.to_string()];
            mistakes.extend(found.map(|(key, message)| ([place.to_vec(), key].concat(), message)));
        }
        mistakes
    }

    /// What decides between datasets: this file, and what the source files say about their sources. Who
    /// speaks for series of several publishers is for the portal to say.
    pub fn policy(&self, region: &Region, files: &[SourceFile]) -> Policy {
        let source = |file: &SourceFile| {
            let organisation = file.publisher.as_ref().and_then(|id| region.organisation(id.get_ref()));
            let publisher = organisation.map(|organisation| organisation.name.clone());
            (file.id.clone(), SourcePolicy { priority: file.priority, publisher })
        };
        let pairs = |pairs: &[[String; 2]]| {
            let pair = |[one, other]: &[String; 2]| (DatasetIri::new(one), DatasetIri::new(other));
            pairs.iter().map(pair).collect()
        };
        Policy {
            sources: files.iter().map(source).collect(),
            same: pairs(&self.same),
            different: pairs(&self.different),
            show: self.show.iter().map(DatasetIri::new).collect(),
            series: self.series.iter().map(Series::confirmed).collect(),
            speaker: None,
        }
    }
}

fn no_dataset(iri: &str, base: &str) -> Option<String> {
    let is_dataset = iri.strip_prefix(base).is_some_and(|rest| rest.starts_with("/dataset/"));
    (!is_dataset).then(|| {
        format!(
            "`{iri}` is no dataset of this portal; an address that begins with `{base}/dataset/` is allowed"
        )
    })
}

/// A series is no member of another.
fn no_member(iri: &str, base: &str) -> Option<String> {
    let series = format!("{base}/dataset/{SERIES_SOURCE}/");
    no_dataset(iri, base)
        .or_else(|| iri.starts_with(&series).then(|| format!("`{iri}` is a series, and no member of one")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lines: &[usize]) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("relations.toml");
        std::fs::write(&path, text).unwrap();
        let shown = Relations::load(&path, "https://x.example")
            .map_or_else(|error| error.to_string(), |_| String::new());
        assert_eq!(shown.matches("relations.toml:").count(), lines.len(), "{text}\n{shown}");
        for line in lines {
            assert!(shown.contains(&format!("relations.toml:{line}:")), "line {line}:\n{shown}");
        }
    }

    #[test]
    fn all_mistakes_are_shown() {
        let (a, b) = ("'https://x.example/dataset/a/1'", "'https://x.example/dataset/b/1'");
        check("", &[]);
        check(&format!("same = [[{a}, {b}]]\nshow = [{b}]\n"), &[]);
        check(&format!("same = [[{a}, {a}]]\n"), &[1]);
        check(&format!("same = [\n  [{a}, {b}],\n]\ndifferent = [\n  [{b}, {a}],\n]\n"), &[5]);
        check("show = [\n  'https://anderswo.example/dataset/a/1',\n  'x',\n]\n", &[2, 3]);
        check("sam = []\n", &[1]);
        let series = |rest: &str| format!("[[series]]\nid = 'haushalt'\ntitle = 'Haushalt'\n{rest}");
        check(&series(&format!("like = {a}\nexcept = [{b}]\n")), &[]);
        check(
            &format!("series = [\n  {{ id = 'h', title = {{ de = 'H', en = 'B' }}, like = {a} }},\n]\n"),
            &[],
        );
        let titled = |title: &str| format!("[[series]]\nid = 'h'\ntitle = {title}\nmembers = [{a}]\n");
        check(&titled("{ de = 'Haushalt' }"), &[]);
        check(&titled("{ en = 'Budget' }"), &[]);
        check(&titled("{}"), &[3]);
        check(&titled("{ de = 'Haushalt', fr = 'Budget' }"), &[3]);
        check(&titled("{ de = 'Haushalt', en = ' ' }"), &[3]);
        check(&series(""), &[2]);
        check(&series("like = 'x'\nmembers = [\n  'https://x.example/dataset/reihe/y',\n]\n"), &[4, 6]);
        check(&series(&format!("members = [{a}, {a}]\nexcept = [{a}]\n")), &[4, 5, 5]);
        check(&format!("{0}{0}", series(&format!("members = [{a}]\n"))), &[6]);
        check("[[series]]\nid = 'Ä'\ntitle = ''\nlike = 'https://x.example/dataset/a/1'\n", &[2, 3]);
        check("[[series]]\nid = 'a'\ntitle = 5\nmember = []\n", &[3, 4]);
    }

    #[test]
    fn without_the_file_nothing_is_said() {
        let relations = Relations::load(Path::new("nirgends/relations.toml"), "https://x.example").unwrap();
        assert_eq!(relations, Relations::default());
    }
}
