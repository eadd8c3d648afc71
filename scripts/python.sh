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
  # A registry that does not answer at once often does a moment later.
  install() {
    python3 -m venv "$venv" || return 1
    for attempt in 1 2 3; do
      "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 5 -r "$wanted" && return 0
      sleep $((attempt * 5))
    done
    return 1
  }
  if install >"$log" 2>&1 </dev/null; then
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
