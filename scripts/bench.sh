#!/usr/bin/env bash
# Builds the program and the benchmarks, both as a release is built, and runs the benchmarks; see Benchmarks/README.md.
#
#   scripts/bench.sh                  everything, which takes a few minutes with the builds
#   scripts/bench.sh --quick          a short run, which fails where a figure is more than twice its target
#   scripts/bench.sh --update-docs    everything, and the figures of docs/performance.md are replaced by those found
#   scripts/bench.sh reading cold     only these suites: cold many editor reading growth
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build-release.sh >&2

flags=(--package-path Benchmarks -c release --product casecheck-bench)
if [ "$(uname -s)" = Linux ]; then
  flags+=(--static-swift-stdlib)
  # The folder with the static libyaml, where the build of the release has left one.
  [ -d .build/static-libyaml ] && flags+=(--pkg-config-path "$PWD/.build/static-libyaml")
fi
swift build "${flags[@]}" >&2
exec Benchmarks/.build/release/casecheck-bench --root "$PWD" "$@"
