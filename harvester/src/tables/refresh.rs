//! After a run of a source: its tables are read again, as far as their bytes or mappings changed.

use super::mapping::{Mapping, TableName};
use super::propose::{About, Proposal, propose};
use super::read::read;
use super::small::small_numbers;
use crate::Error;
use crate::config::SourceFile;
use crate::http::{Client, Fetcher};
use crate::run::{Harvest, authorization};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::archive::BodyHash;
use datenkreis_catalogue::cubes::Table;
use datenkreis_catalogue::journal::{Reading, ReadingSummary, RunId};
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::iri::dataset_iri;
use datenkreis_vocab::lists::file_type;
use datenkreis_vocab::model::{Dataset, Distribution, best};
use jiff::Timestamp;
use oxrdf::NamedNode;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use url::Url;

/// What is asked for where a table lies elsewhere.
const ACCEPT: &str = "*/*";

/// A table as its dataset describes it.
struct Located {
    dataset: DatasetIri,
    url: String,
    attribution: String,
    license: Option<String>,
    title: String,
}

/// Reads the tables of a source whose bytes or mapping are others than the last time, and tells what is found in all
/// of them. A table that is not there, or cannot be read, is a finding; what was read the last time stays.
pub(crate) async fn refresh(
    source: &SourceId,
    harvest: &Harvest,
    run: RunId,
    http: &Fetcher,
) -> Result<Vec<Finding>, Error> {
    let own = |mapping: &&Mapping| mapping.table.source == source.as_str();
    let mappings: Vec<Mapping> = harvest.tables.iter().filter(own).cloned().collect();
    if mappings.is_empty() {
        return Ok(vec![]);
    }
    let mut notes = vec![];
    let mut fetched = vec![];
    for mapping in mappings {
        match fetch(source, &harvest.catalogue, &mapping.table, http).await? {
            Ok((located, body)) => fetched.push((mapping, located, body)),
            Err(reason) => {
                tracing::warn!(mapping = mapping.id, reason, "a table that feeds a statistic is not there");
                notes.push(Finding::new(&rule::TABLE_NOT_FOUND, &mapping.id).found(&reason));
            }
        }
    }
    let catalogue = harvest.catalogue.clone();
    let read = move || -> Result<Vec<Finding>, Error> {
        let known = catalogue.readings()?;
        let mut findings = vec![];
        let mut readings = vec![];
        for (mapping, located, body) in fetched {
            match unchanged(&known, &mapping, &located, &body) {
                Some(reading) => findings.extend(named(&mapping.id, &reading.findings)),
                None => {
                    readings.push(reading(run, &mapping, located, &body, &catalogue.statistics().guard));
                }
            }
        }
        for reading in &readings {
            let observations: usize = reading.parts.iter().map(|(_, observations)| observations.len()).sum();
            tracing::info!(
                mapping = reading.table.mapping,
                observations,
                findings = reading.findings.len(),
                "read a table"
            );
        }
        findings.extend(readings.iter().flat_map(|new| named(&new.table.mapping, &new.findings)));
        if !readings.is_empty() {
            catalogue.add_readings(&readings)?;
        }
        Ok(findings)
    };
    notes.extend(tokio::task::spawn_blocking(read).await??);
    Ok(notes)
}

/// What would be read of a table that nobody has mapped yet: the mapping that its cells propose.
///
/// # Errors
/// In words, if the table is not to be had, or no figures are found in it.
pub async fn propose_for(
    catalogue: &Catalogue,
    client: &Client,
    file: &SourceFile,
    table: &TableName,
    area: Option<AreaKey>,
) -> Result<Proposal, String> {
    let http = client.fetcher(
        (&file.network).into(),
        file.network.allow_private,
        &file.network.ports,
        authorization(file),
        None,
    );
    let fetched = fetch(&file.id, catalogue, table, &http).await.map_err(|error| crate::chain(&error))?;
    let (located, body) = fetched?;
    let about = About {
        source: table.source.clone(),
        dataset: table.dataset.clone(),
        distribution: table.distribution.clone(),
        title: located.title,
        area,
    };
    tokio::task::spawn_blocking(move || propose(&body, &about)).await.map_err(|error| error.to_string())?
}

/// Where a table is, and its bytes; or why they are not to be had.
async fn fetch(
    source: &SourceId,
    catalogue: &Catalogue,
    table: &TableName,
    http: &Fetcher,
) -> Result<Result<(Located, Vec<u8>), String>, Error> {
    let iri = dataset_iri(catalogue.base(), source, &NativeId::new(&table.dataset));
    let (asked, table) = (catalogue.clone(), table.clone());
    let located = tokio::task::spawn_blocking(move || locate(&asked, iri, &table)).await??;
    let located = match located {
        Ok(located) => located,
        Err(reason) => return Ok(Err(reason)),
    };
    // Files of folders lie in the archive, under their path on this portal.
    if let Some(path) = located.url.strip_prefix(catalogue.base()) {
        let (asked, source, path) = (catalogue.clone(), source.clone(), path.to_owned());
        let archived = tokio::task::spawn_blocking(move || asked.archived(&source, &path)).await??;
        return Ok(archived
            .map(|(_, body)| (located, body))
            .ok_or_else(|| "the file is not in the archive".into()));
    }
    let url = match Url::parse(&located.url) {
        Ok(url) => url,
        Err(error) => return Ok(Err(format!("{}: {error}", located.url))),
    };
    match http.get(&url, ACCEPT).await {
        Ok(response) => Ok(Ok((located, response.body))),
        Err(error) => Ok(Err(crate::chain(&error))),
    }
}

/// The distribution that a mapping means.
fn locate(
    catalogue: &Catalogue,
    iri: DatasetIri,
    table: &TableName,
) -> Result<Result<Located, String>, Error> {
    let Some(version) = catalogue.current(&iri)?.filter(|version| !version.triples.is_empty()) else {
        return Ok(Err(format!("dataset {iri} is not published")));
    };
    let node = NamedNode::new_unchecked(iri.as_str());
    let (dataset, _) = Dataset::from_rdf(&Graph::from_iter(version.triples), &node);
    let meant: Vec<&Distribution> = match &table.distribution {
        Some(name) => {
            dataset.distribution.iter().filter(|distribution| is_called(distribution, name)).collect()
        }
        None => dataset.distribution.iter().collect(),
    };
    let [distribution] = meant.as_slice() else {
        let there: Vec<String> = dataset.distribution.iter().filter_map(address).collect();
        let which = table.distribution.as_deref().unwrap_or("no `distribution` named");
        return Ok(Err(format!(
            "{} distributions for {which}; there are: {}",
            meant.len(),
            there.join(", ")
        )));
    };
    let Some(url) = address(distribution) else { return Ok(Err("the distribution has no address".into())) };
    let attribution = best(&distribution.license_attribution_by_text, "de").map(|text| text.value.clone());
    let license = distribution
        .license
        .as_ref()
        .and_then(|license| license.concept.as_ref())
        .map(|iri| iri.as_str().to_owned());
    let title = best(&dataset.title, "de").map(|title| title.value.clone()).unwrap_or_default();
    Ok(Ok(Located { title, dataset: iri, url, attribution: attribution.unwrap_or_default(), license }))
}

fn address(distribution: &Distribution) -> Option<String> {
    distribution.download_url.first().or(distribution.access_url.first()).map(|url| url.as_str().to_owned())
}

/// By the name of its file, its title or its format.
fn is_called(distribution: &Distribution, name: &str) -> bool {
    let is_file =
        address(distribution).is_some_and(|url| url.rsplit('/').next().is_some_and(|file| file == name));
    let is_title = distribution.title.iter().any(|title| title.value == name);
    let format = distribution.format.as_ref().and_then(|format| format.concept.as_ref());
    is_file
        || is_title
        || format.is_some_and(|iri| file_type::lookup(name).is_some_and(|found| found.iri == iri.as_str()))
}

/// What was read of the same bytes with the same mapping.
fn unchanged<'a>(
    known: &'a [ReadingSummary],
    mapping: &Mapping,
    located: &Located,
    body: &[u8],
) -> Option<&'a ReadingSummary> {
    let BodyHash(sha256) = hash(body);
    known.iter().find(|reading| {
        reading.table.mapping == mapping.id
            && reading.mapping_hash == mapping.sha256
            && reading.table.sha256 == sha256
            && reading.table.attribution == located.attribution
            && reading.table.license == located.license
    })
}

/// Findings that say which table they are about: a source may have many.
fn named(mapping: &str, findings: &[Finding]) -> impl Iterator<Item = Finding> {
    findings.iter().cloned().map(move |finding| {
        let property =
            if finding.property.is_empty() { String::new() } else { format!(": {}", finding.property) };
        Finding { property: format!("{mapping}{property}"), ..finding }
    })
}

fn hash(body: &[u8]) -> BodyHash {
    BodyHash(format!("{:x}", Sha256::digest(body)))
}

fn reading(run: RunId, mapping: &Mapping, located: Located, body: &[u8], guard: &Guard) -> Reading {
    let BodyHash(sha256) = hash(body);
    let super::Reading { parts, mut findings } = read(mapping, body);
    let definition = |id: &str| {
        mapping
            .cubes
            .iter()
            .find(|cube| cube.definition.id == id)
            .map(|cube| Arc::unwrap_or_clone(cube.definition.clone()))
    };
    let parts = parts.into_iter().filter(|(_, observations)| !observations.is_empty());
    let parts: Vec<_> =
        parts.filter_map(|(id, observations)| Some((definition(&id)?, observations))).collect();
    findings.extend(small_numbers(&parts, guard));
    Reading {
        table: Table {
            mapping: mapping.id.clone(),
            title: mapping.table.title.clone().unwrap_or_else(|| mapping.table.dataset.clone()),
            dataset: Some(located.dataset),
            url: located.url,
            sha256,
            run: Some(run.0),
            at: Timestamp::now(),
            attribution: located.attribution,
            license: located.license,
        },
        mapping_hash: mapping.sha256.clone(),
        priority: mapping.table.priority.clamp(i32::MIN.into(), i32::MAX.into()) as i32,
        findings,
        parts,
    }
}
