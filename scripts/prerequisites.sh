#!/usr/bin/env bash
# Looks for what a build needs. Rust, a C/C++ compiler and Node are the visitor's to install, and are
# named clearly when missing; libclang (which the bindings of RocksDB are generated with) is fetched.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

missing=()
command -v cargo >/dev/null || missing+=("Rust (cargo), 1.95 or newer: https://rustup.rs")
command -v cc >/dev/null || command -v gcc >/dev/null || missing+=("a C compiler: apt-get install build-essential")
command -v c++ >/dev/null || command -v g++ >/dev/null || missing+=("a C++ compiler: apt-get install build-essential")
if command -v node >/dev/null; then
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    missing+=("Node.js 20 or newer (found $(node --version)): https://nodejs.org")
else
  missing+=("Node.js 20 or newer: https://nodejs.org")
fi
command -v npm >/dev/null || missing+=("npm, which comes with Node.js")
if [ ${#missing[@]} -gt 0 ]; then
  fail "Missing on this machine:" "${missing[@]/#/  - }" "" "Install it and try again."
fi

libclang_found() {
  # Not libclang-cpp, which other packages bring and bindings cannot be made with.
  [ -n "${LIBCLANG_PATH:-}" ] || has_library 'libclang[-.0-9]*\.so' ||
    compgen -G '/usr/lib/llvm-*/lib/libclang.so*' >/dev/null ||
    compgen -G '/usr/lib/llvm-*/lib/libclang-[0-9]*.so*' >/dev/null
}

# The wheel has the library but not the compiler's own headers; gcc's serve as well.
libclang_from_pypi() {
  command -v python3 >/dev/null || return 1
  echo "Fetching libclang from PyPI …"
  rm -rf .cache/libclang .cache/libclang.zip
  mkdir -p .cache/libclang
  python3 -m pip download --quiet --no-deps --dest .cache/libclang libclang==18.1.1 || return 1
  python3 -m zipfile -e .cache/libclang/libclang-*.whl .cache/libclang || return 1
  cat >.cache/environment <<ENVIRONMENT
export LIBCLANG_PATH="$PWD/.cache/libclang/clang/native"
export BINDGEN_EXTRA_CLANG_ARGS="-I$(cc -print-file-name=include)"
ENVIRONMENT
}

if ! libclang_found && [ ! -f .cache/environment ]; then
  apt_install libclang-dev || libclang_from_pypi ||
    fail "Missing on this machine:" "  - libclang: apt-get install libclang-dev (or set LIBCLANG_PATH)"
fi
