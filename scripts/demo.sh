#!/usr/bin/env bash
# Shows casecheck on the samples: the sound ones are clean, the faulty ones are not.
#
#   scripts/demo.sh BINARY
#
# Ends with 0 where the program did what it should, whatever it found; with 1 where it did not.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1

# Runs the program, shows how, and holds it to the exit status that is wanted.
show() {
  local wanted=$1 status=0
  shift
  printf '\n$ casecheck %s\n' "$*"
  "$binary" "$@" || status=$?
  if [ "$status" -ne "$wanted" ]; then
    echo "demo: exit status $status, where $wanted was expected" >&2
    exit 1
  fi
}

show 0 validate samples/worked-example.case.yaml samples/supplier.supplier.yaml samples/.casecheck.yaml
show 1 validate samples/draft.case.yaml
show 1 validate samples/faulty --format concise
printf '\nThe sound samples are clean, and what is wrong with the others is shown above.\n'
