#!/usr/bin/env bash
# Runs one phase of `make`: says which, and how long it took when it is done.
#
#   scripts/phase.sh NAME COMMAND [ARGUMENT...]
set -euo pipefail
name=$1
shift
echo "== $name"
SECONDS=0
status=0
"$@" || status=$?
if [ "$status" -ne 0 ]; then
  echo "== $name failed with status $status after $SECONDS s" >&2
  exit "$status"
fi
echo "== $name took $SECONDS s"
