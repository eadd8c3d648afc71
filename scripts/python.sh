#!/usr/bin/env bash
# Runs a Python script of ours in `.venv`, which this makes: the checks that use other people's tools.
#
#   scripts/python.sh SCRIPT [ARGUMENT...]
#
# Where the packages of scripts/requirements.txt cannot be had, the check is left out and that is said; in CI
# (CI set) it fails.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
venv="$root/.venv"
wanted="$root/scripts/requirements.txt"

if ! cmp -s "$wanted" "$venv/installed.txt"; then
  log=$(mktemp)
  if { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"; } \
    >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    cp "$wanted" "$venv/installed.txt"
  else
    tail -n 5 "$log" >&2
    rm -f "$log"
    if [ -n "${CI:-}" ]; then
      echo "python: the packages of scripts/requirements.txt cannot be installed" >&2
      exit 2
    fi
    echo "python: NOT CHECKED, since the packages of scripts/requirements.txt cannot be installed: $*" >&2
    exit 0
  fi
fi
PATH="$venv/bin:$PATH" exec "$venv/bin/python" "$@"
