#!/usr/bin/env bash
# Installs what the build needs from the system: libyaml's headers and pkg-config. Does nothing where they are there.
#
#   scripts/setup.sh          what `swift build` needs
#   scripts/setup.sh --tests  and Python with its venv module, for the checks with other people's tools
set -euo pipefail

wants_python=false
case "${1:-}" in
  "") ;;
  --tests) wants_python=true ;;
  *) echo "usage: scripts/setup.sh [--tests]" >&2; exit 2 ;;
esac

has_libyaml() { pkg-config --exists yaml-0.1 2>/dev/null; }
has_python() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

if ! command -v swift >/dev/null; then
  echo "setup: no Swift toolchain on the PATH; https://www.swift.org/install has them" >&2
  exit 2
fi

packages=()
has_libyaml || packages+=(libyaml)
if $wants_python && ! has_python; then packages+=(python); fi
[ ${#packages[@]} -eq 0 ] && exit 0

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "setup: this needs root, and there is no sudo: $*" >&2
    exit 2
  fi
}

with_apt() {
  local names=()
  for package in "${packages[@]}"; do
    case "$package" in
      libyaml) names+=(libyaml-dev pkg-config) ;;
      python) names+=(python3 python3-venv) ;;
    esac
  done
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}")
  # The lists of packages are often there and fresh; only where they are not is the slow update due.
  as_root "${install[@]}" </dev/null >/dev/null 2>&1 && return
  as_root apt-get update -qq </dev/null
  as_root "${install[@]}" </dev/null >/dev/null
}

with_brew() {
  local names=()
  for package in "${packages[@]}"; do
    case "$package" in
      libyaml) names+=(libyaml pkg-config) ;;
      python) names+=(python3) ;;
    esac
  done
  brew install --quiet "${names[@]}" </dev/null
}

echo "setup: installing what is missing (${packages[*]})"
if command -v apt-get >/dev/null; then
  with_apt
elif command -v brew >/dev/null; then
  with_brew
else
  cat >&2 <<'HINT'
setup: there is neither apt-get nor brew here. Please install libyaml's headers and pkg-config, and for the tests
Python 3 with venv, then call this again. By the names of other systems:
  Fedora, RHEL, Amazon Linux   dnf install libyaml-devel pkgconf-pkg-config python3
  Arch                         pacman -S libyaml pkgconf python
HINT
  exit 2
fi
if ! has_libyaml; then
  echo "setup: libyaml is installed, but pkg-config does not find it (yaml-0.1)" >&2
  exit 2
fi
