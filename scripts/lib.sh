# Shared by the scripts of this directory; sourced, never run.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .cache

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Installs Debian packages if this machine has apt-get and we may use it; otherwise returns false.
apt_install() {
  command -v apt-get >/dev/null || return 1
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  echo "Installing $* with apt-get …"
  "${as_root[@]}" apt-get update -qq || return 1
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Whether the dynamic linker knows a library.
has_library() {
  ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"
}
