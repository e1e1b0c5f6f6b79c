#!/usr/bin/env bash
# Diagrams: what every question to every sample says in the languages of Graphviz and Mermaid, read by both.
# Needs Graphviz for one half, node, npm and the registry for the other; says "skipped" of what it could not try.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
top="$(cd "$here/../.." && pwd)"

# The binary to try: the first argument, else the one of cargo.
truenorth="${1:-}"
if [ -z "$truenorth" ]; then
  (cd "$top" && cargo build --quiet)
  truenorth="${CARGO_TARGET_DIR:-$top/target}/debug/truenorth"
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

questions() {
  printf '%s\n' "trace vision" "trace vision --depth 1" "impact vision" "impact organization" "explain vision weights" \
    "explain vision progress" "money" "money --by all --from category" "path" "owners" "stats" "compare-rollups"
  if [ "$1" = aurora ]; then
    printf '%s\n' "explain punctuality" "explain by-department adopted" "trace punctuality" "impact p-semaphore" \
      "impact second-data-room" "money --from by-department --depth 1" "path --to signalling/coast-north/north-live"
  fi
}

asked=0
for plan in "$top"/samples/*/ "$top/tests/fixtures/format-1/"; do
  name="$(basename "$plan")"
  [ -f "$plan/truenorth.json" ] || continue
  number=0
  while read -r question; do
    number=$((number + 1))
    for format in dot mermaid; do
      # Words of a question are words of the command line.
      # shellcheck disable=SC2086
      if ! (cd "$plan" && "$truenorth" $question --format "$format") > "$work/$name-$number.$format" 2> "$work/told"; then
        rm "$work/$name-$number.$format"
        [ "$format" = mermaid ] || echo "skipped: $name: $question: $(head -n 1 "$work/told")"
      else
        asked=$((asked + 1))
      fi
    done
  done < <(questions "$name")
done
echo "$asked diagrams"

failed=0
if command -v dot > /dev/null; then
  for file in "$work"/*.dot; do
    # Placing the boxes of a large plan takes long and reads nothing more: -Tcanon only reads.
    if [ "$(wc -l < "$file")" -lt 120 ]; then as=-Tsvg; else as=-Tcanon; fi
    dot "$as" "$file" -o /dev/null 2> "$work/told" || failed=1
    if [ -s "$work/told" ]; then
      echo "Graphviz on $(basename "$file"): $(head -n 2 "$work/told")"
      failed=1
    fi
  done
  echo "Graphviz read $(ls "$work"/*.dot | wc -l) diagrams"
else
  echo "skipped: Graphviz is not here"
fi

if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  echo "skipped: Mermaid: node or npm is not here"
  exit "$failed"
fi
cp "$here/diagrams.mjs" "$work/"
if ! (cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts \
    mermaid@11.17.2 jsdom@24.1.3 > "$work/npm.log" 2>&1); then
  tail -n 3 "$work/npm.log" >&2
  echo "skipped: npm cannot install mermaid"
  exit "$failed"
fi
(cd "$work" && node diagrams.mjs) || failed=1
exit "$failed"
