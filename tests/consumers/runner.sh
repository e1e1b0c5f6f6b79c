#!/usr/bin/env bash
# GitHub's runner: ports of the two parsers by which it finds commands in the output of a step, over every format of every
# sample. Only the format `github` has some, and those are annotations. Needs python3; says "skipped" without it.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

command -v python3 > /dev/null || skip "python3 is not here"
count=0
for format in human concise json jsonl sarif github gitlab junit markdown; do
  count=$((count + $(every_sample "$format" "$format")))
done
# And what stands on both outputs, with colours.
for plan in "$top"/samples/*/ "$top"/samples/broken/*/; do
  [ -e "$plan/truenorth.json" ] || continue
  "$truenorth" check "$plan" --color=always > "$work/$(basename "$plan").printed" 2>&1 || true
done
python3 "$here/runner.py" "$work"
echo "ok: $count reports and what is printed; commands only in the format github"
