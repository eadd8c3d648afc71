#!/bin/sh
# Writes the page of each built-in rule and the list of them: rule-pages.sh [FOLDER], by default docs/rules.
# The program is $CASECHECK, by default the debug build.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
casecheck=${CASECHECK:-$root/.build/debug/casecheck}
folder=${1:-$root/docs/rules}
mkdir -p "$folder"
rm -f "$folder"/*.md
list=$("$casecheck" rules)
{
  echo "# Rules"
  echo
  echo "What \`casecheck\` asks of a business case beside its schema. \`casecheck explain CODE\` shows a page in the terminal."
  echo
  echo "| Code | Severity | Name | Title |"
  echo "| --- | --- | --- | --- |"
  printf '%s\n' "$list" | while read -r code severity name title; do
    echo "| [$code]($code.md) | $severity | \`$name\` | $title |"
  done
} > "$folder/README.md"
printf '%s\n' "$list" | while read -r code rest; do
  "$casecheck" explain "$code" --format markdown > "$folder/$code.md"
done
