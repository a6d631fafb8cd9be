//! What is wrong with a source file beyond its syntax. `serve` and `check-config` ask the same
//! questions here.

use super::{ConfigError, Region, SourceFile};
use crate::{schedule, sources};
use datenkreis_vocab::iri;
use datenkreis_vocab::lists::{contributors, license};

/// Every mistake in a source file. Without a region, the publisher cannot be judged.
pub fn mistakes(file: &SourceFile, region: Option<&Region>) -> Vec<ConfigError> {
    let mut mistakes: Vec<ConfigError> = [
        region.and_then(|region| publisher(file, region)),
        license_known(file),
        contributor_known(file),
        loss_share(file),
    ]
    .into_iter()
    .flatten()
    .collect();
    mistakes.extend(limits(file));
    let source = sources::open(file);
    mistakes.extend(schedule::crons(file, source.as_deref().ok()).err().into_iter().flatten());
    mistakes.extend(source.err());
    mistakes
}

/// What a source needs and is not there at the moment. It may come (back) while a server runs, so no
/// server refuses to start for it: a run that needs it fails.
pub fn absent(file: &SourceFile) -> Vec<ConfigError> {
    let variable = file.network.authorization_env.as_ref().filter(|name| std::env::var_os(name).is_none());
    let unset = variable.map(|name| {
        let message = format!(
            "die Umgebungsvariable `{name}` ist nicht gesetzt / the environment variable `{name}` is not set"
        );
        file.mistake_at(&["network", "authorization_env"], &message)
    });
    let missing = sources::open(file).ok().and_then(|source| source.absent(file));
    unset.into_iter().chain(missing).collect()
}

/// What is no mistake, but costs quality.
pub fn advice(file: &SourceFile) -> Vec<String> {
    let without_publisher = file.publisher.is_none().then(|| {
        format!(
            "{}: ohne `publisher` steht für Datensätze, die keinen Herausgeber nennen, der Name der Quelle („{}“) / without `publisher`, the name of the source (“{}”) stands in for datasets that name no publisher",
            file.path.display(),
            file.title,
            file.title
        )
    });
    without_publisher.into_iter().collect()
}

fn publisher(file: &SourceFile, region: &Region) -> Option<ConfigError> {
    let publisher = file.publisher.as_ref().filter(|id| region.organisation(id.get_ref()).is_none())?;
    let allowed: Vec<_> = region.organisations.iter().map(|o| o.id.as_str()).collect();
    let message =
        format!("unknown organisation `{}`; the region has: {}", publisher.get_ref(), allowed.join(", "));
    Some(file.mistake(publisher, &message))
}

fn license_known(file: &SourceFile) -> Option<ConfigError> {
    let found = file.license.as_ref().filter(|found| license::lookup(found).is_none() && !is_iri(found))?;
    let message = format!(
        "unknown licence `{found}`; an id or a name of the list https://www.dcat-ap.de/def/licenses is allowed, e.g. \"dl-by-de/2.0\", \"dl-zero-de/2.0\", \"cc-by/4.0\", \"cc-zero\", or the IRI of another licence"
    );
    Some(file.mistake_at(&["license"], &message))
}

fn contributor_known(file: &SourceFile) -> Option<ConfigError> {
    let found = file.contributor_id.as_ref();
    let found = found.filter(|found| contributors::lookup(found).is_none() && !is_iri(found))?;
    let message = format!(
        "unknown contributor `{found}`; an id of the list https://www.dcat-ap.de/def/contributors is allowed, e.g. \"openNRW\", or an IRI"
    );
    Some(file.mistake_at(&["contributor_id"], &message))
}

fn loss_share(file: &SourceFile) -> Option<ConfigError> {
    let message = format!("`{}` is no share; numbers from 0.0 to 1.0 are allowed", file.max_loss_share);
    (!(0.0..=1.0).contains(&file.max_loss_share)).then(|| file.mistake_at(&["max_loss_share"], &message))
}

/// Limits of zero would let no answer through.
fn limits(file: &SourceFile) -> Vec<ConfigError> {
    let network = &file.network;
    let named = [
        ("first_byte_secs", network.first_byte_secs),
        ("total_secs", network.total_secs),
        ("body_mebibytes", network.body_mebibytes),
        ("tries", network.tries.map(u64::from)),
    ];
    let zero = named.into_iter().filter(|(_, value)| *value == Some(0));
    zero.map(|(key, _)| {
        file.mistake_at(&["network", key], &format!("`{key}` is a whole number of 1 or more"))
    })
    .collect()
}

fn is_iri(text: &str) -> bool {
    matches!(iri::check(text), iri::Checked::Valid(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The lines at which mistakes are shown.
    fn check(text: &str, lines: &[usize]) {
        let settings = "[settings]\nurl = 'https://a.example/'\n";
        let file = SourceFile::parse(
            Path::new("quelle.toml"),
            format!("kind = 'ckan'\ntitle = 't'\n{text}{settings}"),
        );
        let file = file.unwrap_or_else(|error| panic!("{error}"));
        let shown: Vec<String> =
            mistakes(&file, Some(&Region::default())).iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), lines.len(), "{text}\n{}", shown.join("\n"));
        for line in lines {
            let place = format!("quelle.toml:{line}:");
            assert!(shown.iter().any(|shown| shown.contains(&place)), "line {line}:\n{}", shown.join("\n"));
        }
    }

    #[test]
    fn what_can_be_used_has_no_mistakes() {
        check("", &[]);
        check("schedule = '0 30 2 * * *'\nlicense = 'dl-by-de/2.0'\nmax_loss_share = 1.0\n", &[]);
        check("license = 'https://lizenzen.example/eigene'\ncontributor_id = 'openNRW'\n", &[]);
    }

    #[test]
    fn all_mistakes_of_a_file_are_shown() {
        check("schedule = '15 3 * * *'\n", &[3]);
        check("schedule = '0 61 3 * * *'\nincremental_schedule = 'x'\n", &[3, 4]);
        check("license = 'foo bar'\nmax_loss_share = 7.0\npublisher = 'fremd'\n", &[3, 4, 5]);
        check("contributor_id = 'niemand von hier'\n[network]\ntries = 0\n", &[3, 5]);
    }

    #[test]
    fn a_source_without_publisher_is_told() {
        let check = |text: &str, expected: usize| {
            let text = format!("kind = 'ckan'\ntitle = 'Portal'\n{text}");
            let file = SourceFile::parse(Path::new("quelle.toml"), text).expect("a source");
            let advice = advice(&file);
            assert_eq!(advice.len(), expected);
            assert!(advice.iter().all(|advice| advice.contains("quelle.toml") && advice.contains("Portal")));
        };
        check("", 1);
        check("publisher = 'unna'\n", 0);
    }

    #[test]
    fn what_is_not_there_is_told_apart() {
        let check = |text: &str, expected: &[&str]| {
            let file = SourceFile::parse(Path::new("quelle.toml"), text.into());
            let file = file.unwrap_or_else(|error| panic!("{error}"));
            assert!(mistakes(&file, None).is_empty(), "{text}");
            let shown: Vec<String> = absent(&file).iter().map(ToString::to_string).collect();
            assert_eq!(shown.len(), expected.len(), "{text}\n{}", shown.join("\n"));
            for (shown, expected) in shown.iter().zip(expected) {
                assert!(shown.contains(expected), "{shown}");
            }
        };
        let folder = "kind = 'folder'\ntitle = 't'\n";
        check(&format!("{folder}[settings]\npath = '/'\n"), &[]);
        check(&format!("{folder}[settings]\npath = 'nirgends'\n"), &["quelle.toml:4:"]);
        check(
            &format!(
                "{folder}[network]\nauthorization_env = 'DATENKREIS_TEST_UNSET'\n[settings]\npath = '/'\n"
            ),
            &["quelle.toml:4:"],
        );
    }
}
