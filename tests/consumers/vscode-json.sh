#!/usr/bin/env bash
# Editors: the schema of `truenorth schema` in the JSON language service of VS Code.
# Needs node, npm and the registry; without them it says "skipped" and ends with 0.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
top="$(cd "$here/../.." && pwd)"

skip() { echo "skipped: $*"; exit 0; }

command -v node >/dev/null || skip "node is not here"
command -v npm >/dev/null || skip "npm is not here"

# The binary to try: the first argument, else the one of cargo.
truenorth="${1:-}"
if [ -z "$truenorth" ]; then
  (cd "$top" && cargo build --quiet)
  truenorth="${CARGO_TARGET_DIR:-$top/target}/debug/truenorth"
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$truenorth" schema > "$work/plan.schema.json"
cp "$here/vscode-json.mjs" "$work/"
if ! (cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts \
    vscode-json-languageservice@5.7.2 vscode-languageserver-textdocument@1.0.16 > "$work/npm.log" 2>&1); then
  tail -n 3 "$work/npm.log" >&2
  skip "npm cannot install vscode-json-languageservice"
fi
cd "$work" && node vscode-json.mjs plan.schema.json "$top/samples/aurora/teams/"*.json
