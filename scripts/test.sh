#!/usr/bin/env bash
# Everything that must hold, one step after the other. The last line is the sum over all steps; a step
# that is no test program counts as one test.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Sums up what the test programs of a step printed: cargo, pytest and node each in their own way.
count() {
  local status=$1 good bad
  read -r good bad < <(awk '
    /^test result: / { good += $4; bad += $6; next }
    /^# pass [0-9]+$/ { good += $3 }
    /^# fail [0-9]+$/ { bad += $3 }
    / in [0-9.]+s/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) good += $(i - 1); if ($i ~ /^(failed|errors?)/) bad += $(i - 1) } }
    END { print good + 0, bad + 0 }' "$log")
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    bad=1
  elif [ "$status" -eq 0 ] && [ "$good" -eq 0 ]; then
    good=1
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
}

step() {
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$log"
  local status=${PIPESTATUS[0]}
  count "$status"
  return "$status"
}

finish() {
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
  exit
}

# Without these, nothing else can run.
step 'prerequisites' scripts/prerequisites.sh || finish
step 'format' scripts/cargo fmt --all --check
step 'web' make web || finish
step 'build' make everything || finish

step 'lints' scripts/cargo clippy --release --locked --workspace --all-targets -- -D warnings
step 'unit and golden tests' make unit
step 'end to end' make e2e
step 'interop' make interop
step 'browser' make browser
step 'crates' make deny
finish
