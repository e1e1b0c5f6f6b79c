"""The checks of the plain program in Python: `peer.py networkx|rustworkx DIR`. See README.md beside it."""

import json
import sys
from pathlib import Path


def read(directory):
    goals, others = [], []
    for path in sorted(Path(directory).glob("*.json")):
        document = json.loads(path.read_bytes())
        goals += document.get("pillars", []) + document.get("goals", [])
        others += document.get("teams", []) + document.get("people", [])
    return goals, others


def edges(goals, number):
    """Links from child to parent; the vision is the last node."""
    vision = len(goals)
    for child, goal in enumerate(goals):
        if "contributes_to" not in goal:
            yield child, vision
        for link in goal.get("contributes_to", []):
            parent = vision if link["goal"] == "vision" else number.get(link["goal"])
            if parent is not None:
                yield child, parent


def end(goal):
    return goal.get("due") or goal.get("period", "..").split("..")[1]


def main():
    library, directory = sys.argv[1], sys.argv[2]
    goals, others = read(directory)
    ids = [item["id"] for item in goals + others]
    found = len(ids) - len(set(ids))
    number = {goal["id"]: position for position, goal in enumerate(goals)}
    owners = {item["id"] for item in others}
    for goal in goals:
        found += sum(goal[field] not in owners for field in ("owner", "team") if field in goal)
        links = goal.get("contributes_to", [])
        found += sum(link["goal"] not in number and link["goal"] != "vision" for link in links)
        shares = [float(link["share"].rstrip("%")) for link in links if "share" in link]
        found += bool(shares) and abs(sum(shares) - 100) > 0.01
        for link in links:
            parent = number.get(link["goal"])
            found += parent is not None and end(goals[parent]) < end(goal)
    links = list(edges(goals, number))
    if library == "networkx":
        import networkx

        graph = networkx.DiGraph()
        graph.add_nodes_from(range(len(goals) + 1))
        graph.add_edges_from(links)
        found += not networkx.is_directed_acyclic_graph(graph)
        found += len(goals) - len(networkx.ancestors(graph, len(goals)))
    else:
        import rustworkx

        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(len(goals) + 1))
        graph.add_edges_from_no_data(links)
        found += not rustworkx.is_directed_acyclic_graph(graph)
        found += len(goals) - len(rustworkx.ancestors(graph, len(goals)))
    print(found, "findings")


main()
