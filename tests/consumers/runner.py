"""A port of TryParseV2 and TryParse of actions/runner, src/Runner.Common/ActionCommand.cs."""

import glob
import re
import sys

# The commands that a runner registers, ActionCommandManager.cs and its extensions.
NAMES = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "internal-set-repo-path",
    "notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
}


def newer(line):
    line = line.lstrip()
    if not line.startswith("::"):
        return None
    end = line.find("::", 2)
    name = line[2:end].split(" ")[0] if end >= 0 else ""
    return name if name in NAMES else None


def older(line):
    start = line.find("##[")
    end = line.find("]", start) if start >= 0 else -1
    name = line[start + 3:end].split(" ")[0] if end >= 0 else ""
    return name if name in NAMES else None


def commands(text):
    lines = re.split("[\n\r\u0085\u2028\u2029]", text)
    return [found for line in lines if (found := newer(line) or older(line))]


assert commands("  ::error file=a::b\nx ##[add-mask]c\n") == ["error", "add-mask"]
assert commands("x ::error::b\n# #[error]\n::unknown::a\n") == []
wrong = []
annotations = 0
files = sorted(glob.glob(sys.argv[1] + "/*.*"))
for path in files:
    found = commands(open(path, encoding="utf-8", newline="").read())
    if path.endswith(".github"):
        annotations += len(found)
        found = [name for name in found if name not in ("error", "warning", "notice")]
    if found:
        wrong.append(f"{path}: {found[:5]}")
for line in wrong:
    print(line)
sys.exit(1 if wrong or annotations < 50 or len(files) < 300 else 0)
