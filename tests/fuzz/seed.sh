#!/bin/sh
# Fills a corpus with what is known: every plan file of samples and fixtures, and the examples of the pages of rules.
set -eu
cd "$(dirname "$0")/../.."
corpus=${1:-target/fuzz-corpus}
mkdir -p "$corpus"
find samples tests/fixtures -name '*.json' -size -64k | while read -r file; do
  cp "$file" "$corpus/$(echo "$file" | tr / _)"
done
for page in docs/rules/*.md; do
  # Each ```json block is a file of its own.
  awk -v name="$corpus/rule_$(basename "$page" .md)" '
    /^```json/ { inside = 1; count++; next }
    /^```/     { if (inside) close(name "_" count); inside = 0 }
    inside     { print > (name "_" count) }
  ' "$page"
done
echo "$(find "$corpus" -type f | wc -l) files in $corpus"
