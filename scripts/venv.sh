#!/usr/bin/env bash
# The Python clients of the interop tests, in .cache/venv. Test tools only: some are AGPL and no part
# of the product.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

rm -rf .cache/venv
python3 -m venv .cache/venv 2>/dev/null || {
  rm -rf .cache/venv
  apt_install python3 python3-venv && python3 -m venv .cache/venv
} || fail "The interop tests need Python 3.11 or newer with venv: apt-get install python3-venv"
# CKAN looks at file types with libmagic.
has_library libmagic.so.1 || apt_install libmagic1 || fail "The interop tests need libmagic: apt-get install libmagic1"
.cache/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/interop/requirements.txt
touch .cache/venv/.installed
