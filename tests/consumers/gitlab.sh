#!/usr/bin/env bash
# GitLab: every sample in the form of Code Quality, held against the fields that docs.gitlab.com names as required
# (ci/testing/code_quality, "Code Quality report format"), and the template against the schema of .gitlab-ci.yml.
# Needs python3 and its registry; says "skipped" without them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

with_python check-jsonschema==0.39.0 PyYAML==6.0.4
count="$(every_sample gitlab json)"
cat > "$work/schema" <<'JSON'
{ "type": "array", "items": { "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"],
  "properties": {
    "description": { "type": "string", "minLength": 1 }, "check_name": { "type": "string", "minLength": 1 },
    "fingerprint": { "type": "string", "minLength": 1 },
    "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
    "location": { "type": "object", "required": ["path", "lines"], "properties": {
      "path": { "type": "string", "pattern": "^[^./]" },
      "lines": { "type": "object", "required": ["begin"], "properties": { "begin": { "type": "integer", "minimum": 1 } } } } } } } }
JSON
"$python" -m check_jsonschema --schemafile "$work/schema" "$work"/*.json > "$work/told" || { cat "$work/told"; exit 1; }
echo '[{"description": "a"}]' > "$work/bad"
if "$python" -m check_jsonschema --schemafile "$work/schema" "$work/bad" > /dev/null; then echo "the schema accepts anything"; exit 1; fi
"$python" -c 'import json, sys
for path in sys.argv[1:]:
    prints = [issue["fingerprint"] for issue in json.load(open(path))]
    assert len(prints) == len(set(prints)), path' "$work"/*.json
"$python" -m check_jsonschema --builtin-schema vendor.gitlab-ci "$top/docs/ci/gitlab.yml" > /dev/null
# The script of the job, with truenorth on the PATH: time brings warnings, which fail the pipeline on a schedule alone.
"$python" - "$top/docs/ci/gitlab.yml" "$work" <<'PYTHON'
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))["plan"]
open(sys.argv[2] + "/job.sh", "w").write("\n".join(job["before_script"] + job["script"]))
assert job["rules"][0] == {"if": '$CI_PIPELINE_SOURCE == "schedule"', "variables": {"FAIL_ON": "warning"}}, job["rules"]
PYTHON
cd "$work"
"$truenorth" init late --minimal > /dev/null
sed -i 's/"vision": /"as_of": "2199-01-01", "vision": /' late/truenorth.json
PATH="$(dirname "$truenorth"):$PATH" PLAN=late bash -e job.sh > "$work/told" || { cat "$work/told"; exit 1; }
status=0
PATH="$(dirname "$truenorth"):$PATH" PLAN=late FAIL_ON=warning bash -e job.sh > "$work/told" || status=$?
[ "$status" = 1 ] || { echo "the pipeline on a schedule ends with $status"; cat "$work/told"; exit 1; }
echo "ok: $count reports with the required fields and fingerprints of their own; the template is a .gitlab-ci.yml"
