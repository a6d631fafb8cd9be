# The commands of the house; `make` lists them. Continuous integration runs the same ones (.ci/run).
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

cargo := scripts/cargo
binary := target/release/datenkreis

.PHONY: help
help: ## This list
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

.PHONY: run
run: build ## Build, then serve the demo region at http://127.0.0.1:8080
	@$(binary) serve --config config/demo.toml

.PHONY: build
build: prerequisites web ## Build the program (release)
	@$(cargo) build --release --locked -p datenkreis-portal

# One selection of packages and targets for everything that tests: another one gives other features to
# shared crates, and they would be compiled again.
.PHONY: everything
everything: prerequisites web
	@$(cargo) build --release --locked --workspace --all-targets

.PHONY: test
test: ## Everything that must hold: format, lints, unit, golden, end to end, interop, browser, licences
	@scripts/test.sh

.PHONY: check
check: prerequisites web ## Format, lints and documentation, without tests
	@$(cargo) fmt --all --check
	@$(cargo) clippy --release --locked --workspace --all-targets -- -D warnings
	@RUSTDOCFLAGS="-D warnings" $(cargo) doc --release --locked --workspace --no-deps --document-private-items

.PHONY: unit
unit: everything ## Unit and golden tests beside the code
	@$(cargo) test --release --locked --workspace --lib --bins

.PHONY: bless
bless: everything ## Rewrite the expected results of golden tests; `git diff` reviews them
	@DATENKREIS_BLESS=1 INSTA_UPDATE=always INSTA_FORCE_PASS=1 $(cargo) test --release --locked --workspace --lib --bins
	@DATENKREIS_BLESS=1 $(cargo) test --release --locked --workspace --test it mapping

.PHONY: e2e
e2e: everything ## The real program against replayed servers
	@$(cargo) test --release --locked --workspace --test it

.PHONY: interop
interop: everything .cache/venv/.installed ## Real clients from PyPI: pySHACL, SPARQLWrapper, rdflib, pandas, csvw, CKAN's DCAT parser
	@# CKAN registers a pytest plugin of its own, which wants a database.
	@PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 .cache/venv/bin/python -B -m pytest -q --disable-warnings -p no:cacheprovider tests/interop

.PHONY: browser
browser: everything tests/browser/node_modules/.package-lock.json ## Chromium: axe, no JavaScript, weight, keyboard
	@scripts/browser.sh
	@cd tests/browser && node --test --test-reporter=tap --test-concurrency=1 *.spec.mjs

.PHONY: bench
bench: everything ## Harvest rates, latencies and memory with 1,000 and 20,000 datasets
	@target/release/datenkreis-bench

.PHONY: quality-report
quality-report: everything ## What recorded catalogues have on arrival and as published, and which values are unresolved
	@target/release/datenkreis-quality-report

.PHONY: deny
deny: ## Licences, duplicates, sources and advisories of all crates
	@scripts/deny.sh

.PHONY: web
web: web/dist/manifest.json ## Build styles, fonts and scripts

.PHONY: prerequisites
prerequisites: ## Look for compilers and Node, say what is missing
	@scripts/prerequisites.sh

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@scripts/prerequisites.sh
	cd web && npm ci --no-audit --no-fund
	@touch $@

web/dist/manifest.json: web/node_modules/.package-lock.json web/build.mjs $(shell find web/src -type f)
	cd web && npm run --silent build
	@touch $@

tests/browser/node_modules/.package-lock.json: tests/browser/package.json tests/browser/package-lock.json
	cd tests/browser && npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

.cache/venv/.installed: tests/interop/requirements.txt
	@scripts/venv.sh
