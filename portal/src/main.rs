//! The program `datenkreis`: commands and wiring. The only file that names both the portal and the
//! harvester's processes.

mod api;
mod assets;
mod caching;
mod chart;
mod check;
mod client_address;
mod commands;
mod config;
mod cross_origin;
mod dashboards;
mod demography;
mod describe;
mod download;
mod error;
mod language;
mod negotiate;
mod pages;
mod server;
mod server_file;
mod sparql;
mod state;
mod status;
mod texts;

use clap::Parser;
use commands::Command;
use std::process::ExitCode;

/// Harvesting and RDF are many small strings, of which the system's allocator leaves gaps behind.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One portal for the open data of a region's municipalities.
#[derive(Parser)]
#[command(name = "datenkreis", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        // The two kinds of child process start nothing else: they are there to be killed.
        Command::SparqlWorker { snapshot } => sparql::worker::main(&snapshot),
        Command::ParseWorker => datenkreis_harvester::rdf::parse_worker_main(),
        command => commands::main(command),
    }
}
