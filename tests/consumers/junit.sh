#!/usr/bin/env bash
# JUnit: every sample, read by junitparser and held against the schema of the xUnit plugin of Jenkins, a copy of which is in
# tests/fixtures/schemas. Needs python3 and its registry; says "skipped" without them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

with_python junitparser==5.0.3 lxml==6.1.3
count="$(every_sample junit xml)"
"$python" - "$top/tests/fixtures/schemas/junit-10.xsd" "$work" <<'PYTHON'
import glob, sys
from junitparser import JUnitXml, Failure, Error, Skipped
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
# Attributes that other tools write and Jenkins refuses: the schema is strict enough to say something.
bad = etree.fromstring('<testsuites><testsuite name="a" tests="1" failures="0" errors="0"><testcase name="b" file="c"/></testsuite></testsuites>')
assert not schema.validate(bad), "the schema accepts anything"
totals = {}
for path in sorted(glob.glob(sys.argv[2] + "/*.xml")):
    schema.assertValid(etree.parse(path))
    kinds = [type(result) for suite in JUnitXml.fromfile(path) for case in suite for result in case.result]
    totals[path.rsplit("/", 1)[1]] = tuple(sum(kind is wanted for kind in kinds) for wanted in (Failure, Error, Skipped))
assert totals["first-steps.xml"] == (6, 0, 0), totals["first-steps.xml"]
assert totals["comment.xml"] == (0, 1, 0), totals["comment.xml"]
assert totals["aurora.xml"][2] == 1, totals["aurora.xml"]
PYTHON
echo "ok: $count reports; junitparser and junit-10.xsd of Jenkins"
