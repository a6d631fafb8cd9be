use datenkreis_vocab::identity::SourceId;

/// What ends a run, or a command, early. A bad record is never one of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No source has this id.
    #[error("there is no source “{0}” in the configuration")]
    UnknownSource(SourceId),
    /// The source is being harvested already.
    #[error("source “{0}” is being harvested already")]
    AlreadyRunning(SourceId),
    /// Only what is not configured any more can be withdrawn.
    #[error("source “{0}” is still configured")]
    StillConfigured(SourceId),
    /// Links are checked one round at a time.
    #[error("links are being checked already")]
    LinksUnderWay,
    /// No organisation of the region has this id.
    #[error("there is no organisation “{0}” in the region")]
    UnknownOrganisation(String),
    /// What a report tells cannot be written down.
    #[error("what the report tells cannot be written down")]
    Report(#[source] serde_json::Error),
    /// Configuration.
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    /// The catalogue refused.
    #[error(transparent)]
    Catalogue(#[from] datenkreis_catalogue::Error),
    /// The scheduler refused.
    #[error("scheduler")]
    Schedule(#[from] tokio_cron_scheduler::JobSchedulerError),
    /// A blocking task died.
    #[error("a worker thread died")]
    Worker(#[from] tokio::task::JoinError),
}

/// An error with all its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
