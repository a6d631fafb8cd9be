//! Withdraws a source that is not configured any more, as a run of its own: nothing leaves the catalogue
//! without a trace in the journal.

use super::batch::SIZE;
use super::{Harvest, Report, measure, publish};
use crate::Error;
use datenkreis_catalogue::journal::{Change, Mode, RunCounts, RunId, Verdict};
use datenkreis_vocab::identity::SourceId;

const REASON: &str = "Die Quelle ist nicht mehr konfiguriert; ihre Datensätze wurden auf Befehl zurückgezogen. / \
                      The source is not configured any more; its datasets were withdrawn by command.";

/// Withdraws everything that is published of `source`.
pub async fn withdraw_source(source: &SourceId, harvest: &Harvest) -> Result<Report, Error> {
    let catalogue = &harvest.catalogue;
    let run =
        catalogue.start_run(source, Mode::Full)?.ok_or_else(|| Error::AlreadyRunning(source.clone()))?;
    let mut counts = RunCounts::default();
    let withdrawn = withdraw_all(source, harvest, run, &mut counts).await;
    let published = publish(harvest).await;
    let ended = withdrawn.and(published);
    let (verdict, reason) = match &ended {
        Ok(()) => (Verdict::Complete, REASON.to_owned()),
        Err(error) => (Verdict::Partial, crate::chain(error)),
    };
    catalogue.finish_run(run, verdict, &counts, Some(&reason), &[])?;
    measure::ended(source, verdict, &counts);
    ended?;
    tracing::info!(source = %source, removed = counts.removed, "{source} was withdrawn");
    Ok(Report { source: source.clone(), verdict, counts, reason: Some(reason), seq: catalogue.seq() })
}

async fn withdraw_all(
    source: &SourceId,
    harvest: &Harvest,
    run: RunId,
    counts: &mut RunCounts,
) -> Result<(), Error> {
    for chunk in harvest.catalogue.published_ids(source)?.chunks(SIZE) {
        let changes = chunk.iter().map(|id| Change::Withdraw { native_id: id.clone() }).collect();
        let (catalogue, source) = (harvest.catalogue.clone(), source.clone());
        let committed =
            tokio::task::spawn_blocking(move || catalogue.commit(run, &source, changes)).await??;
        counts.removed += committed.removed;
    }
    Ok(())
}
