//! Says clearly what is missing when the web assets were not built before the program.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../web/dist");
    println!("cargo::rerun-if-changed=../web/templates");
    println!("cargo::rerun-if-changed=askama.toml");
    if !Path::new("../web/dist/manifest.json").is_file() {
        println!(
            "cargo::error=web/dist is missing: run `make web` first (it needs Node 20 or newer and runs `npm ci && npm run build` in web/)"
        );
    }
}
