//! What the program prints with `--format json`.

use serde::Deserialize;

/// One run, as `datenkreis harvest` prints it.
#[derive(Clone, Debug, Deserialize)]
pub struct RunReport {
    /// The source.
    pub source: String,
    /// `complete`, `partial`, `failed` or `held`.
    pub verdict: String,
    /// What happened to the records.
    pub counts: RunCounts,
    /// Why it is not complete.
    pub reason: Option<String>,
    /// The newest seq afterwards.
    pub seq: u64,
}

/// What happened to the records of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct RunCounts {
    /// Delivered.
    pub seen: u64,
    /// New.
    pub created: u64,
    /// Changed.
    pub updated: u64,
    /// As before.
    pub unchanged: u64,
    /// Left out for a stated reason.
    pub skipped: u64,
    /// Unreadable.
    pub failed: u64,
    /// Not delivered any more.
    pub missing: u64,
    /// Withdrawn.
    pub removed: u64,
    /// What the source itself claims to have.
    pub declared: Option<u64>,
}

impl RunReport {
    /// Checks that every record seen ended somewhere.
    pub fn assert_adds_up(&self) {
        let counts = &self.counts;
        let sum = counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed;
        assert_eq!(counts.seen, sum, "the counts do not add up: {self:?}");
    }

    /// Checks the verdict, and that the counts add up.
    #[track_caller]
    pub fn assert_verdict(&self, expected: &str) -> &Self {
        assert_eq!(self.verdict, expected, "{self:?}");
        self.assert_adds_up();
        self
    }
}

/// `datenkreis status` and the admin API's status.
#[derive(Clone, Debug, Deserialize)]
pub struct Status {
    /// How many datasets each view holds.
    pub counts: Counts,
    /// Every configured source.
    pub sources: Vec<SourceStatus>,
}

/// How many datasets each view holds, at which seq.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Counts {
    /// The journal's newest seq.
    pub seq: u64,
    /// Datasets in the journal.
    pub journal: u64,
    /// Datasets in the store.
    pub store: u64,
    /// Documents in the index.
    pub index: u64,
    /// The seq the store has applied.
    pub store_seq: u64,
    /// The seq the index has applied.
    pub index_seq: u64,
}

/// One source.
#[derive(Clone, Debug, Deserialize)]
pub struct SourceStatus {
    /// Its id.
    pub id: String,
    /// Whether a run is under way.
    pub running: bool,
    /// Records by status: `present`, `missing`, `removed`.
    pub records: Vec<(String, u64)>,
    /// The newest runs, newest first.
    pub runs: Vec<Run>,
}

/// One run in a status.
#[derive(Clone, Debug, Deserialize)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// How it ended; `None` while it runs.
    pub verdict: Option<String>,
    /// When it began.
    pub started: jiff::Timestamp,
    /// When it ended; `None` while it runs.
    pub ended: Option<jiff::Timestamp>,
    /// What happened to the records.
    pub counts: RunCounts,
}

impl Counts {
    /// Checks that all views hold the same datasets at the same seq, and how many.
    #[track_caller]
    pub fn assert_agree(&self, datasets: u64) {
        let expected = Counts {
            journal: datasets,
            store: datasets,
            index: datasets,
            store_seq: self.seq,
            index_seq: self.seq,
            ..*self
        };
        assert_eq!(*self, expected, "the views do not agree");
    }
}

impl SourceStatus {
    /// How many records stand so.
    pub fn records(&self, status: &str) -> u64 {
        self.records.iter().find(|(name, _)| name == status).map_or(0, |(_, count)| *count)
    }
}

impl Status {
    /// The source with this id.
    #[track_caller]
    pub fn source(&self, id: &str) -> &SourceStatus {
        self.sources.iter().find(|source| source.id == id).expect("a configured source")
    }
}
