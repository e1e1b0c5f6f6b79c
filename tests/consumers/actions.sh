#!/usr/bin/env bash
# GitHub Actions: zizmor and the schemas of GitHub on action.yml and the workflow that `init --ci github` writes; then the
# steps of both, run as a runner does. Needs python3 and its registry, jq for a part; says "skipped" without them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

with_python zizmor==1.32.0 check-jsonschema==0.39.0 PyYAML==6.0.4
mkdir "$work/repository" && cd "$work/repository"
"$truenorth" init --example first-steps plan > /dev/null
mkdir .git
"$truenorth" init plan --ci github > /dev/null
"$work/venv/bin/zizmor" --offline --quiet --persona=pedantic "$top/action.yml" .github/workflows > "$work/zizmor.txt" 2>&1 || { cat "$work/zizmor.txt"; exit 1; }
printf 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n' > "$work/bad.yml"
if "$work/venv/bin/zizmor" --offline --quiet "$work/bad.yml" > /dev/null 2>&1; then echo "zizmor accepts anything"; exit 1; fi
"$python" -m check_jsonschema --builtin-schema vendor.github-actions "$top/action.yml" > /dev/null
"$python" -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml > /dev/null
"$python" - "$top/action.yml" .github/workflows/truenorth.yml <<'PYTHON'
# No expression inside of a script, where its value would be read by the shell.
import sys, yaml
action, workflow = (yaml.safe_load(open(path)) for path in sys.argv[1:])
steps = action["runs"]["steps"] + workflow["jobs"]["check"]["steps"]
scripts = [step["run"] for step in steps if "run" in step]
assert len(scripts) == 6, len(scripts)
assert not any("${{" in script for script in scripts)
open("check.sh", "w").write(action["runs"]["steps"][1]["run"])
job = workflow["jobs"]["check"]
open("look.sh", "w").write(job["steps"][1]["run"])
open("install.sh", "w").write(job["steps"][3]["run"])
open("workflow.sh", "w").write("\n".join(step["run"] for step in job["steps"][4:]))
assert job["env"] == {"PLAN": "plan", "FAIL_ON": "${{ github.event_name == 'schedule' && 'warning' || '' }}"}, job["env"]
# PyYAML reads `on` as true. A push to the branch of a pull request starts one run.
assert workflow[True]["push"] == {"branches": ["main", "master"]} and "schedule" in workflow[True], workflow[True]
PYTHON

export RUNNER_TEMP="$work/temp" GITHUB_OUTPUT="$work/output" GITHUB_STEP_SUMMARY="$work/summary"
mkdir -p "$RUNNER_TEMP/truenorth/bin" && ln -s "$truenorth" "$RUNNER_TEMP/truenorth/bin/truenorth"
: > "$GITHUB_OUTPUT"; : > "$GITHUB_STEP_SUMMARY"
status=0
PLAN=plan FAIL_ON='' SELECT='' TODAY='' SUMMARY=true bash -eo pipefail check.sh > "$work/log" || status=$?
[ "$status" = 1 ] || { echo "the action ends with $status"; cat "$work/log"; exit 1; }
[ "$(grep -c '^::error file=plan/' "$work/log")" = 6 ] && grep -q "^### 6 errors" "$GITHUB_STEP_SUMMARY"
if command -v jq > /dev/null; then
  grep -q "^sarif=$RUNNER_TEMP/truenorth.sarif$" "$GITHUB_OUTPUT"
  [ "$(jq '[.runs[0].results[] | select(.level == "error")] | length' "$RUNNER_TEMP/truenorth.sarif")" = 6 ]
  "$truenorth" init --example aurora > /dev/null
  PLAN=aurora FAIL_ON='' SELECT='' TODAY='' SUMMARY=false bash -eo pipefail check.sh > /dev/null
  [ "$(jq '.runs[0].results | length' "$RUNNER_TEMP/truenorth.sarif")" = 0 ] || { echo "ignored findings are left"; exit 1; }
fi
# Words that speak to a shell stay words.
status=0
PLAN='$(touch pwned); `touch pwned`' FAIL_ON='note --report human=pwned' SELECT='' TODAY='' SUMMARY=true bash -eo pipefail check.sh > /dev/null 2>&1 || status=$?
[ "$status" = 2 ] && [ ! -e pwned ] || { echo "an input is read by the shell"; exit 1; }

# The workflow, with truenorth on the PATH, and without.
status=0
PATH="$(dirname "$truenorth"):$PATH" PLAN=plan bash -e -c '. ./look.sh > /dev/null; exit 9' || status=$?
[ "$status" = 0 ] || { echo "the step that looks for truenorth ends with $status where it is there"; exit 1; }
status=0
PATH=/usr/bin:/bin TRUENORTH_REPOSITORY='' bash -e look.sh > "$work/log" || status=$?
[ "$status" = 2 ] && grep -q '^::error title=truenorth is not installed::' "$work/log" || { cat "$work/log"; exit 1; }
# What is installed and kept is the newest revision, and an address that leads nowhere ends the step.
git -c init.defaultBranch=main init -q "$work/tool"
git -C "$work/tool" -c user.name=a -c user.email=a@b.invalid commit -q --allow-empty -m a
revision="$(git -C "$work/tool" rev-parse HEAD)"
: > "$GITHUB_OUTPUT"
PATH=/usr/bin:/bin TRUENORTH_REPOSITORY="$work/tool" bash -e look.sh
[ "$(cat "$GITHUB_OUTPUT")" = "revision=$revision" ] || { cat "$GITHUB_OUTPUT"; exit 1; }
if PATH=/usr/bin:/bin TRUENORTH_REPOSITORY="$work/nowhere" bash -e look.sh > /dev/null 2>&1; then echo "an address that leads nowhere is taken"; exit 1; fi
mkdir "$work/fake" && printf '#!/bin/sh\nprintf "%%s\\n" "$@" > "%s"\n' "$work/cargo" > "$work/fake/cargo" && chmod +x "$work/fake/cargo"
GITHUB_PATH="$work/path" HOME="$work/home" REVISION="$revision" TRUENORTH_REPOSITORY="$work/tool" PATH="$work/fake:/usr/bin:/bin" bash -e install.sh
grep -qx -- "$revision" "$work/cargo" && [ "$(cat "$work/path")" = "$work/home/.truenorth/bin" ] || { cat "$work/cargo" "$work/path"; exit 1; }
status=0
PATH="$(dirname "$truenorth"):$PATH" PLAN=plan FAIL_ON='' bash -e workflow.sh > "$work/log" || status=$?
[ "$status" = 1 ] && [ -s truenorth.md ] && grep -q '^::error file=plan/' "$work/log" || { cat "$work/log"; exit 1; }
# Time brings warnings, which fail the run on a schedule alone.
"$truenorth" init late --minimal > /dev/null
sed -i 's/"vision": /"as_of": "2199-01-01", "vision": /' late/truenorth.json
PATH="$(dirname "$truenorth"):$PATH" PLAN=late FAIL_ON='' bash -e workflow.sh > "$work/log" || { cat "$work/log"; exit 1; }
grep -q '^::warning file=late/' "$work/log" || { cat "$work/log"; exit 1; }
status=0
PATH="$(dirname "$truenorth"):$PATH" PLAN=late FAIL_ON=warning bash -e workflow.sh > "$work/log" || status=$?
[ "$status" = 1 ] || { echo "the run on a schedule ends with $status"; cat "$work/log"; exit 1; }
echo "ok: zizmor (pedantic) and the schemas of GitHub; the steps of the action and of the workflow"
