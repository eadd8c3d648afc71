#!/usr/bin/env bash
# Builds the release binary, `.build/release/casecheck`, so that it runs alone from any folder.
#
# On Linux the Swift runtime and libyaml are linked into it: it then needs nothing but the system's C and C++ libraries,
# and starts in half the time, as no dozen shared libraries have to be loaded first. Elsewhere, or
# where libyaml has no static library, the linker takes what there is.
set -euo pipefail
cd "$(dirname "$0")/.."

flags=()
if [ "$(uname -s)" = Linux ]; then
  flags+=(--static-swift-stdlib)
  library="$(pkg-config --variable=libdir yaml-0.1)/libyaml.a"
  if [ -f "$library" ]; then
    # A folder with libyaml.a alone and a description that leads there: `-lyaml` then cannot find the shared one.
    folder="$PWD/.build/static-libyaml"
    mkdir -p "$folder"
    cp "$library" "$folder/"
    cat > "$folder/yaml-0.1.pc" <<PC
Name: LibYAML
Description: YAML parser and emitter, as a static library
Version: $(pkg-config --modversion yaml-0.1)
Cflags: $(pkg-config --cflags yaml-0.1)
Libs: -L$folder -lyaml
PC
    flags+=(--pkg-config-path "$folder")
  fi
fi
swift build -c release --product casecheck "${flags[@]+"${flags[@]}"}"
