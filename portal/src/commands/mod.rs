//! The commands of the program.

mod check;
mod check_links;
mod harvest;
mod open;
mod progress;
mod propose_cube;
pub mod relations;
mod report;
mod serve;
mod server;
mod show;
mod validate;
mod words;

use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the portal and harvest by schedule.
    Serve(Config),
    /// Harvest sources now (all, if none is named) and print a report for each; a running server does it.
    Harvest {
        #[command(flatten)]
        config: Config,
        /// Ids of sources.
        sources: Vec<String>,
        /// Ask only for what changed since the last complete run, where the protocol can.
        #[arg(long)]
        incremental: bool,
        /// How to print the reports.
        #[arg(long, value_enum, default_value_t)]
        format: Output,
    },
    /// Fetch a sample of a source and print what a run would do, writing nothing.
    CheckSource {
        #[command(flatten)]
        config: Config,
        /// Id of the source.
        source: String,
        /// How many records to look at.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// Print the Turtle that would be published, too.
        #[arg(long)]
        turtle: bool,
        /// Print notices, too, not only errors and warnings.
        #[arg(long)]
        all: bool,
        /// How to print it; as JSON always whole: one line for each record, one for the delivery.
        #[arg(long, value_enum, default_value_t)]
        format: Output,
    },
    /// Measure a file by the official constraints and print what does not do, and how to mend it.
    Check(validate::Arguments),
    /// Read the configuration and report every mistake.
    CheckConfig(Config),
    /// Ask whether what the datasets name can be had: what is due, or everything.
    CheckLinks {
        #[command(flatten)]
        config: Config,
        /// Only what the datasets of this source name.
        #[arg(long)]
        source: Option<String>,
        /// Everything, not only what is due.
        #[arg(long)]
        all: bool,
        /// The time to go by, instead of the clock's.
        #[arg(long, hide = true)]
        now: Option<jiff::Timestamp>,
        /// How to print the result.
        #[arg(long, value_enum, default_value_t)]
        format: Output,
    },
    /// Let the last held run of a source count as complete.
    Release {
        #[command(flatten)]
        config: Config,
        /// Id of the source.
        source: String,
    },
    /// Withdraw all datasets of a source that is not configured any more.
    Withdraw {
        #[command(flatten)]
        config: Config,
        /// Id of the source.
        source: String,
        /// Do it, instead of telling what would be done.
        #[arg(long)]
        yes: bool,
    },
    /// Print the state of sources and views.
    Status {
        #[command(flatten)]
        config: Config,
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: Output,
    },
    /// List which datasets of different sources are the same, which of them is shown, and which datasets are
    /// a series, or probably one.
    Relations {
        #[command(flatten)]
        config: Config,
        /// How to print it.
        #[arg(long, value_enum, default_value_t)]
        format: Output,
    },
    /// Propose how a table is read as a statistic: a mapping to be checked and put into the directory of
    /// statistics.
    ProposeCube {
        #[command(flatten)]
        config: Config,
        /// Id of the source.
        source: String,
        /// The dataset's id at its source.
        dataset: String,
        /// File name, title or format of the distribution, if there are several.
        #[arg(long)]
        distribution: Option<String>,
    },
    /// Tell an organisation what changed about its data, if it is due and something did.
    Report {
        #[command(flatten)]
        config: Config,
        /// Id of the organisation.
        #[arg(long)]
        organisation: String,
        /// Print the report, and send nothing.
        #[arg(long)]
        dry_run: bool,
        /// The time to go by, instead of the clock's.
        #[arg(long, hide = true)]
        now: Option<jiff::Timestamp>,
    },
    /// Make store, index and snapshot again from the journal.
    Rebuild(Config),
    /// Write a folder that a town without a portal can keep its data in.
    NewFolder {
        /// Where; must not exist yet or be empty.
        directory: PathBuf,
        /// Explanations in English instead of German.
        #[arg(long)]
        english: bool,
    },
    /// Read an admin token from standard input and print the hash for the configuration.
    HashToken,
    #[command(hide = true)]
    SparqlWorker { snapshot: PathBuf },
    #[command(hide = true)]
    ParseWorker,
}

/// Which portal.
#[derive(clap::Args)]
pub struct Config {
    /// The portal's configuration file.
    #[arg(long, env = "DATENKREIS_CONFIG", default_value = "config/demo.toml")]
    config: PathBuf,
}

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Output {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

/// A command's own failure: already worded for the person at the terminal.
pub type Outcome = Result<ExitCode, String>;

/// Runs any command but the child processes.
pub fn main(command: Command) -> ExitCode {
    if matches!(command, Command::Status { .. } | Command::Relations { .. } | Command::CheckConfig(_)) {
        end_with_the_reader();
    }
    let outcome = match command {
        Command::Serve(config) => serve::serve(&config.config),
        Command::Harvest { config, sources, incremental, format } => {
            harvest::harvest(&config.config, &sources, incremental, format)
        }
        Command::CheckSource { config, source, limit, turtle, all, format } => {
            let detail = check::Detail { turtle, all };
            check::source(&config.config, &source, limit, detail, format)
        }
        Command::Check(arguments) => validate::check(&arguments),
        Command::CheckConfig(config) => check::config(&config.config),
        Command::CheckLinks { config, source, all, now, format } => {
            check_links::check_links(&config.config, source.as_deref(), all, now, format)
        }
        Command::Release { config, source } => harvest::release(&config.config, &source),
        Command::Withdraw { config, source, yes } => harvest::withdraw(&config.config, &source, yes),
        Command::Status { config, format } => show::status(&config.config, format),
        Command::Relations { config, format } => relations::relations(&config.config, format),
        Command::ProposeCube { config, source, dataset, distribution } => {
            propose_cube::propose_cube(&config.config, source, dataset, distribution)
        }
        Command::Report { config, organisation, dry_run, now } => {
            report::report(&config.config, &organisation, dry_run, now)
        }
        Command::Rebuild(config) => show::rebuild(&config.config),
        Command::NewFolder { directory, english } => show::new_folder(&directory, english),
        Command::HashToken => show::hash_token(),
        Command::SparqlWorker { .. } | Command::ParseWorker => Err("started by main".into()),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("{message}");
        ExitCode::FAILURE
    })
}

/// `datenkreis status | head` ends quietly. Not for commands with child processes: one that dies must not
/// take us along.
fn end_with_the_reader() {
    // SAFETY: the default action of a signal is set, before any thread is started.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
}
