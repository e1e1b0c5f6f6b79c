#!/usr/bin/env bash
# SARIF: every sample, read by the validator of Microsoft with the rules of SARIF and of GitHub, by sarif-tools, and held
# against the schema of OASIS. Needs node, npm, python3 and the registries; says "skipped" without them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

command -v npm > /dev/null || skip "npm is not here"
if ! (cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts \
    @microsoft/sarif-multitool@5.7.0 > "$work/npm.log" 2>&1); then
  tail -n 3 "$work/npm.log" >&2
  skip "npm cannot install @microsoft/sarif-multitool"
fi
# The wrapper of the package gives its arguments to a shell without quotes, so the program is called itself.
multitool="$work/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
[ -f "$multitool" ] || skip "there is no sarif-multitool for this system"
chmod +x "$multitool"
with_python sarif-tools==3.0.5 jsonschema==4.26.0
count="$(every_sample sarif sarif)"

# A report that is wrong must be refused, or the rest says nothing.
mkdir "$work/damaged"
sed 's/"startLine": [0-9]*/"startLine": 99/; s/"uri": "[^"]*"/"uri": "a b"/' "$work/first-steps.sarif" > "$work/damaged/first-steps.sarif"
sed 's/"startLine": [0-9]*/"startLine": -1/' "$work/first-steps.sarif" > "$work/damaged.schema"
validate() { "$multitool" validate "${@:2}" --rule-kind "Sarif;Ghas" --level "Error;Warning" --output "$1" --log ForceOverwrite > "$1.log" 2>&1 || true; }
validate "$work/damaged.verdict" "$work/damaged/first-steps.sarif"
validate "$work/all.verdict" "$work"/*.sarif
grep -q "$count files scanned" "$work/all.verdict.log" && ! grep -q skipped "$work/all.verdict.log" || { cat "$work/all.verdict.log"; exit 1; }
"$python" "$here/sarif.py" "$top/tests/fixtures/schemas/sarif-2.1.0.json" "$work"

(cd "$work" && "$work/venv/bin/sarif" summary first-steps.sarif > summary.txt)
grep -q "error: 6" "$work/summary.txt" || { cat "$work/summary.txt"; exit 1; }
if "$work/venv/bin/sarif" --check error summary "$work/first-steps.sarif" > /dev/null; then
  echo "sarif --check does not see the errors of first-steps"
  exit 1
fi
"$work/venv/bin/sarif" --check error summary "$work/skills.sarif" > /dev/null
"$work/venv/bin/sarif" diff "$work/first-steps.sarif" "$work/first-steps.sarif" > "$work/diff.txt"
grep -q "no changes\|^error level: +0 -0\|all levels: +0 -0" "$work/diff.txt" || { cat "$work/diff.txt"; exit 1; }
"$work/venv/bin/sarif" html --output "$work/report.html" "$work/report.sarif" > /dev/null
"$work/venv/bin/sarif" codeclimate --output "$work/codeclimate.json" "$work/first-steps.sarif" > /dev/null
"$truenorth" check "$top/samples/first-steps" --report "gitlab=$work/gitlab.json" > /dev/null || true
"$python" - "$work/codeclimate.json" "$work/gitlab.json" <<'PYTHON'
# What sarif-tools makes of our SARIF for GitLab says the same as our own format for it.
import json, sys
theirs, ours = (json.load(open(path)) for path in sys.argv[1:])
place = lambda issue: (issue["location"]["path"], issue["location"]["lines"]["begin"], issue["check_name"].split()[0])
assert sorted(map(place, theirs)) == sorted(map(place, ours)), (theirs, ours)
severities = lambda issues: sorted(issue["severity"] for issue in issues)
assert severities(theirs) == severities(ours), (severities(theirs), severities(ours))
PYTHON
echo "ok: $count reports; Sarif.Multitool (Sarif;Ghas) 0 errors and 0 warnings, OASIS schema, sarif-tools summary, check, diff, html, codeclimate"
