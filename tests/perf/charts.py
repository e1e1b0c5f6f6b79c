"""The growth chart of a plan, drawn by others: `charts.py PROGRAM DATA.json OUT` draws it, `charts.py compare ...` measures.

Each draws the same series from the same file of numbers: planned path, actuals, scenarios, with title, axes, legend and
the name of the last value, at the size that truenorth draws. A process starts, draws one picture and ends."""

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

WIDTH, HEIGHT = 1600, 900


def series(path):
    """By name: lists of dates and values."""
    table = json.load(open(path))["tables"]["chart"]
    found = {}
    for row in table:
        key = row.get("series") or row.get("kind") or "value"
        day, value = row.get("date") or row.get("day") or row.get("time"), row.get("value")
        if day is not None and value is not None:
            found.setdefault(key, []).append((day, value))
    return found


def matplotlib(data, out):
    import datetime

    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    for name, points in data.items():
        days = [datetime.date.fromisoformat(day) for day, _ in points]
        axes.plot(days, [value for _, value in points], label=name, linewidth=3)
    axes.set_title("Growth plan", loc="left", fontsize=20)
    axes.legend()
    axes.grid(axis="y")
    figure.savefig(out)


def vl_convert(data, out):
    import vl_convert

    rows = [{"series": name, "day": day, "value": value} for name, points in data.items() for day, value in points]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Growth plan",
        "width": WIDTH - 200,
        "height": HEIGHT - 100,
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 3},
        "encoding": {
            "x": {"field": "day", "type": "temporal"},
            "y": {"field": "value", "type": "quantitative"},
            "color": {"field": "series", "type": "nominal"},
        },
    }
    if out.endswith(".svg"):
        Path(out).write_text(vl_convert.vegalite_to_svg(spec))
    else:
        Path(out).write_bytes(vl_convert.vegalite_to_png(spec))


def plotly(data, out):
    import plotly.graph_objects as go

    figure = go.Figure()
    for name, points in data.items():
        figure.add_scatter(x=[day for day, _ in points], y=[value for _, value in points], name=name, mode="lines")
    figure.update_layout(title="Growth plan", width=WIDTH, height=HEIGHT)
    figure.write_image(out, width=WIDTH, height=HEIGHT)


def cpu(command):
    """Processor time of a process and all it starts, in seconds, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - begin


def compare(truenorth, plan, work, runs):
    chart = [truenorth, "render", "growth-plan", plan, "--item", "passengers-a-month", "-o"]
    subprocess.run([*chart, f"{work}/data.svg", "--data", "json"], check=True)
    data = f"{work}/data.json"
    programs = ["truenorth", "matplotlib", "vl-convert", "plotly+kaleido"]
    print(f"| format | program | CPU time, s: least | median | wall, s: median | ratio | bytes | same bytes |")
    print("|---|---|---:|---:|---:|---:|---:|---|")
    for ending in ("svg", "png"):
        times, walls, bytes_of = {}, {}, {}
        for run in range(runs):
            for program in programs:
                out = f"{work}/{program}-{run}.{ending}"
                command = [*chart, out]
                if program != "truenorth":
                    command = [sys.executable, __file__, program, data, out]
                used, wall = cpu(command)
                times.setdefault(program, []).append(used)
                walls.setdefault(program, []).append(wall)
                bytes_of.setdefault(program, []).append(Path(out).read_bytes())
        yard = statistics.median(times["truenorth"])
        for program in programs:
            median = statistics.median(times[program])
            same = "yes" if len(set(bytes_of[program])) == 1 else "no"
            print(
                f"| {ending.upper()} | {program} | {min(times[program]):.3f} | {median:.3f} | "
                f"{statistics.median(walls[program]):.2f} | {median / yard:.0f} | {len(bytes_of[program][0]):,} | {same} |"
            )


def main():
    if sys.argv[1] == "compare":
        compare(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        draw = {"matplotlib": matplotlib, "vl-convert": vl_convert, "plotly+kaleido": plotly}[sys.argv[1]]
        draw(series(sys.argv[2]), sys.argv[3])


main()
