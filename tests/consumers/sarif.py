"""Reads the verdicts of Sarif.Multitool, whose exit status says nothing, and holds the reports against the schema."""

import glob
import json
import sys

import jsonschema

schema_path, work = sys.argv[1:]
validator = jsonschema.Draft4Validator(json.load(open(schema_path)))


def verdict(path):
    """The results of a validation by level."""
    found = {}
    for run in json.load(open(path, encoding="utf-8-sig"))["runs"]:
        for result in run.get("results", []):
            level = result.get("level", "warning")
            found.setdefault(level, []).append((result["ruleId"], result["message"].get("arguments")))
    return found


wrong = []
damaged = verdict(f"{work}/damaged.verdict")
if not damaged.get("error"):
    wrong.append(f"Sarif.Multitool accepts a damaged report: {damaged}")
if not list(validator.iter_errors(json.load(open(f"{work}/damaged.schema")))):
    wrong.append("the schema accepts a damaged report")
reports = sorted(glob.glob(f"{work}/*.sarif"))
for level, results in verdict(f"{work}/all.verdict").items():
    if level in ("error", "warning"):
        wrong.append(f"{level}: {results[:3]}")
for path in reports:
    for error in validator.iter_errors(json.load(open(path))):
        wrong.append(f"{path}: {error.json_path}: {error.message[:200]}")
for line in wrong[:20]:
    print(line)
sys.exit(1 if wrong or len(reports) < 30 else 0)
