#!/usr/bin/env bash
# Licences, bans, sources and advisories of all crates (deny.toml). The advisory database is fetched
# from the network; where it cannot be reached, that part is left out and said so.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

version=0.20.2
deny=.cache/cargo-deny/bin/cargo-deny
if ! [ -x "$deny" ] || [ "$("$deny" --version)" != "cargo-deny $version" ]; then
  echo "Building cargo-deny $version …"
  # A checker that runs for seconds needs no optimising: this halves its build.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_TARGET_DIR=.cache/cargo-deny-target cargo install cargo-deny --version "$version" --locked --quiet --root .cache/cargo-deny
  rm -rf .cache/cargo-deny-target
fi

"$deny" --locked check bans licenses sources
if ! answer=$("$deny" --locked check advisories 2>&1); then
  if grep -qE 'failed to (fetch|load|clone|open|find)[^:]*advisory' <<<"$answer"; then
    echo "The advisory database cannot be reached from here: advisories were not checked."
    exit
  fi
  printf '%s\n' "$answer"
  exit 1
fi
printf '%s\n' "$answer"
