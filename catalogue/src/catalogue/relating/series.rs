//! Brings what is published to the series that the operator confirms, and proposes others.

use crate::catalogue::Catalogue;
use crate::journal::{Change, Mode, Received, Resolved, RunCounts, Stated, Verdict};
use crate::rdf::canonical;
use crate::relations::{Confirmed, InSeries, Policy, Proposal, SERIES_SOURCE, Series, membership};
use crate::{Error, Result};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::model::{Dataset, best};
use datenkreis_vocab::ns::dcat;
use oxrdf::{NamedNode, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// The property at which publishers are told of series.
const PROPERTY: &str = "dcat:inSeries";
/// How sure we are that datasets which differ in their times only are a series, in percent: not enough to
/// say so for a publisher.
const ALIKE_PERCENT: u8 = 80;

/// What is to be published about series.
#[derive(Default)]
struct Wanted {
    /// The series with members.
    series: Vec<(NativeId, DatasetIri, Vec<Triple>)>,
    /// What members say, by row.
    triples: BTreeMap<i64, Vec<Triple>>,
    /// What publishers are told, by row.
    findings: BTreeMap<i64, Vec<Finding>>,
}

impl Catalogue {
    /// Publishes, changes and withdraws series, and what their members say of them. Returns how many
    /// versions that made.
    pub(super) fn relate_series(&self, policy: &Policy) -> Result<u64> {
        let journal = &self.0.journal;
        let before = journal.all_stated()?;
        let resolved = journal.resolve(&policy.series)?;
        let mut wanted = Wanted::default();
        let mut confirmed = BTreeSet::new();
        for (series, resolved) in policy.series.iter().zip(&resolved) {
            if !resolved.unknown.is_empty() {
                tracing::warn!(
                    series = series.id,
                    datasets = ?resolved.unknown,
                    "relations.toml: series {} names datasets that are not published",
                    series.id
                );
            }
            confirmed.extend(resolved.members.iter().map(|member| member.id));
            self.describe_series(policy, series, resolved, &before, &mut wanted)?;
        }
        for alike in journal.alike(&confirmed)? {
            let finding = Finding::new(&rule::SERIES_PROPOSED, PROPERTY).concluded(&alike.title);
            for (id, _) in alike.members {
                wanted.findings.entry(id).or_default().push(finding.clone().confidence(ALIKE_PERCENT));
            }
        }
        let stated = wanted.stated(&before)?;
        let changes = self.series_changes(wanted.series)?;
        if stated.is_empty() && changes.is_empty() {
            return Ok(0);
        }
        self.write_series(changes, &stated)
    }

    /// Adds a series and what its members say; nothing if it has none.
    fn describe_series(
        &self,
        policy: &Policy,
        series: &Series,
        resolved: &Resolved,
        before: &BTreeMap<i64, Stated>,
        wanted: &mut Wanted,
    ) -> Result<()> {
        let members = resolved.members.iter().map(|member| self.published(&member.dataset));
        let members: Vec<Dataset> = members.collect::<Result<_>>()?;
        if members.is_empty() {
            return Ok(());
        }
        let described = series.described(self.base(), &members, policy.speaker.as_ref());
        let title = best(&described.title, "de").map(|title| title.value.as_str()).unwrap_or_default();
        let mut previous: Option<&DatasetIri> = None;
        for (member, dataset) in resolved.members.iter().zip(&members) {
            let own = before.get(&member.id).map(|stated| stated.triples.as_slice()).unwrap_or_default();
            let said = wanted.triples.entry(member.id).or_default();
            // Who is in two series, or says itself what came before, has no other place in line.
            let has_place = |triples: &[Triple]| triples.iter().any(|t| t.predicate == dcat::PREV);
            let by_source: Vec<Triple> =
                dataset.extra.iter().filter(|triple| !own.contains(triple)).cloned().collect();
            let follows = resolved.is_ordered() && !has_place(said) && !has_place(&by_source);
            said.extend(membership(&member.dataset, &described, previous.filter(|_| follows)));
            let finding = Finding::new(&rule::SERIES_CONFIRMED, PROPERTY).concluded(title);
            wanted.findings.entry(member.id).or_default().push(finding);
            previous = Some(&member.dataset);
        }
        let iri = series.iri(self.base());
        wanted.series.push((NativeId::new(&series.id), iri, described.to_rdf()));
        Ok(())
    }

    fn published(&self, dataset: &DatasetIri) -> Result<Dataset> {
        let triples = self.current(dataset)?.map(|version| version.triples).unwrap_or_default();
        let iri = NamedNode::new_unchecked(dataset.as_str());
        Ok(Dataset::from_rdf(&Graph::from_iter(triples), &iri).0)
    }

    /// The series that are not published as they should be, and those that should not be any more.
    fn series_changes(&self, wanted: Vec<(NativeId, DatasetIri, Vec<Triple>)>) -> Result<Vec<Change>> {
        let published = self.published_ids(&SourceId::new(SERIES_SOURCE))?;
        let gone = published.into_iter().filter(|id| wanted.iter().all(|(wanted, ..)| wanted != id));
        let mut changes: Vec<Change> = gone.map(|native_id| Change::Withdraw { native_id }).collect();
        for (native_id, dataset, triples) in wanted {
            let hash = canonical::hash(&canonical::n_quads(&triples, dataset.as_str()));
            if self.current(&dataset)?.is_some_and(|version| version.hash == hash) {
                continue;
            }
            changes.push(Change::Put {
                native_id,
                dataset,
                payload_hash: hash,
                triples,
                findings: vec![],
                received: Received::default(),
                assessed: None,
            });
        }
        Ok(changes)
    }

    fn write_series(&self, changes: Vec<Change>, stated: &[(i64, Stated)]) -> Result<u64> {
        let journal = &self.0.journal;
        let source = SourceId::new(SERIES_SOURCE);
        // Nobody else runs this source: what is open was interrupted.
        journal.close_open_runs(Some(&source))?;
        let Some(run) = journal.start_run(&source, Mode::Full)? else {
            return Ok(0);
        };
        // The series first, so that no member ever names one that is not there.
        let (put, withdrawn): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| matches!(change, Change::Put { .. }));
        let done = journal.commit(run, &source, put)?;
        let members = journal.state(run, stated)?;
        let removed = journal.commit(run, &source, withdrawn)?.removed;
        let counts = RunCounts {
            seen: done.created + done.updated,
            created: done.created,
            updated: done.updated,
            removed,
            ..RunCounts::default()
        };
        journal.finish_run(run, Verdict::Complete, &counts, None, &[])?;
        tracing::info!(
            created = done.created,
            updated = done.updated,
            removed,
            members,
            "brought the series to what is confirmed"
        );
        Ok(done.created + done.updated + removed + members)
    }

    /// The shown datasets of the same source and publisher whose titles differ from this one's in their
    /// times only (`Wahl 2014`, `Wahl 2019`), this one among them, by their time. None if they are fewer than
    /// three, or two of polls, or if the dataset is in a series already.
    pub fn siblings(&self, dataset: &DatasetIri) -> Result<Vec<InSeries>> {
        self.0.journal.siblings(dataset)
    }

    /// The shown datasets that say they are in a series, by their time.
    pub fn members_of(&self, series: &str) -> Result<Vec<InSeries>> {
        self.0.journal.members_of(series)
    }

    /// What the portal adds to what the source says about a dataset, because of others.
    pub fn stated(&self, dataset: &DatasetIri) -> Result<Vec<Triple>> {
        let stated = self.0.journal.stated([dataset])?.remove(dataset);
        Ok(stated.map(|stated| stated.triples).unwrap_or_default())
    }

    /// How the confirmed series stand, and what else is proposed as a series.
    pub fn series(&self, policy: &Policy) -> Result<(Vec<Confirmed>, Vec<Proposal>)> {
        let resolved = self.0.journal.resolve(&policy.series)?;
        let ids = resolved.iter().flat_map(|resolved| resolved.members.iter().map(|member| member.id));
        let proposals = self.0.journal.alike(&ids.collect())?;
        let confirmed = policy.series.iter().zip(resolved);
        Ok((
            confirmed.map(|(series, resolved)| resolved.confirmed(series.iri(self.base()))).collect(),
            proposals.into_iter().map(|alike| alike.proposal()).collect(),
        ))
    }
}

impl Wanted {
    /// What is to be said otherwise than before.
    fn stated(&self, before: &BTreeMap<i64, Stated>) -> Result<Vec<(i64, Stated)>> {
        let datasets: BTreeSet<i64> =
            self.triples.keys().chain(self.findings.keys()).chain(before.keys()).copied().collect();
        let nothing = Stated::default();
        let mut changed = vec![];
        for dataset in datasets {
            let triples = self.triples.get(&dataset).map(Vec::as_slice).unwrap_or_default();
            let findings = self.findings.get(&dataset).cloned().unwrap_or_default();
            let stated =
                Stated::new(triples, findings).map_err(|reason| Error::Damaged { seq: 0, reason })?;
            if before.get(&dataset).unwrap_or(&nothing) != &stated {
                changed.push((dataset, stated));
            }
        }
        Ok(changed)
    }
}
