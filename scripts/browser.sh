#!/usr/bin/env bash
# The browser of the browser tests.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

[ -n "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || apt_install chromium fonts-dejavu-core ||
  fail "The browser tests need Chromium: apt-get install chromium (or set CHROMIUM to its path)"
