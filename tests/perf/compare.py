"""Whole processes side by side on the same plan: `python3 tests/perf/compare.py DIR [RUNS]`.

Prints a Markdown table of CPU time (user and system) and peak memory: `truenorth check`, the plain program, reading and
resolving alone, the dangling check of jq, and Python with networkx and with rustworkx. The programs take turns, so
that a slow minute of the machine slows all of them. What is not installed is named and left out. Wants
`cargo build --release --examples --bins` first; TARGET names another target directory.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("TARGET", HERE.parent.parent / "target")) / "release"

# Every reference of `contributes_to` and `depends_on` that no id answers, as one would write it in jq.
DANGLING = """
[inputs | (.goals // [])[], (.pillars // [])[]] as $goals
| ($goals | map({key: .id, value: true}) | from_entries) as $known
| [$goals[] | (.contributes_to // [])[].goal, (.depends_on // [])[].goal]
| map(select(. != "vision" and ($known[.] | not))) | length
"""


def measure(command):
    """CPU seconds, peak memory in MB and exit status of one run."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, os.waitstatus_to_exitcode(status)


def programs(plan):
    """Name and command of everything that is here; what is not here is said."""
    found = [
        ("`truenorth check`", [str(TARGET / "truenorth"), "check", plan]),
        ("plain program (serde_json, petgraph)", [str(TARGET / "examples/plain"), plan]),
        ("truenorth, read and resolve alone", [str(TARGET / "examples/stages"), plan, "--until", "resolve"]),
        ("serde_json typed and borrowed, read and resolve", [str(TARGET / "examples/borrowed"), plan]),
    ]
    files = sorted(str(path) for path in Path(plan).glob("*.json"))
    found.append(("jq, dangling references", ["jq", "-n", DANGLING, *files]))
    for library in ["networkx", "rustworkx"]:
        if importlib.util.find_spec(library) is None:
            print(f"left out: {library} is not installed for {sys.executable}", file=sys.stderr)
        else:
            found.append((f"Python, json and {library}", [sys.executable, str(HERE / "peer.py"), library, plan]))
    here = []
    for name, command in found:
        if shutil.which(command[0]) is None:
            print(f"left out: {command[0]} is not there ({name})", file=sys.stderr)
        else:
            here.append((name, command))
    return here


def main():
    plan = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    todo = programs(plan)
    results = {name: [] for name, _ in todo}
    for _ in range(runs):
        for name, command in todo:
            cpu, memory, status = measure(command)
            if status != 0:
                sys.exit(f"{name} ended with {status}: its figures would mean nothing")
            results[name].append((cpu, memory))
    first = min(cpu for cpu, _ in results[todo[0][0]])
    print("| program | CPU, s: least | median | peak memory, MB | least CPU to that of `truenorth check` |")
    print("|---|---:|---:|---:|---:|")
    for name, _ in todo:
        cpus = sorted(cpu for cpu, _ in results[name])
        memory = max(memory for _, memory in results[name])
        middle = cpus[len(cpus) // 2]
        print(f"| {name} | {cpus[0]:.3f} | {middle:.3f} | {memory:.0f} | {cpus[0] / first:.2f} |")


main()
