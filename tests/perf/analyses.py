"""The analyses over links with rustworkx: `python analyses.py FILE`, where `analyses generate` wrote the file.

Prints the same table as `analyses FILE`. Needs `pip install rustworkx`.
"""

import sys
import time

import rustworkx

RUNS = 5


def least(run):
    """The least time of several runs, in ms, as a text."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return f"{min(times) * 1000:.2f}"


def main(path):
    with open(path) as file:
        nodes = int(file.readline())
        # From parents to children, as in the other program.
        edges = [(int(parent), int(child)) for child, parent in (line.split() for line in file)]

    def build():
        graph = rustworkx.PyDiGraph(multigraph=True)
        graph.add_nodes_from(range(nodes))
        graph.extend_from_edge_list(edges)
        return graph

    graph = build()
    acyclic = rustworkx.is_directed_acyclic_graph(graph)
    children = {child for _, child in edges}
    roots = [node for node in range(nodes) if node not in children]
    rooted = graph.copy()
    top = rooted.add_node(None)
    rooted.add_edges_from_no_data([(top, root) for root in roots])
    print(f"{nodes} nodes, {len(edges)} links; least of {RUNS} runs, ms; rustworkx {rustworkx.__version__}\n")
    print("| operation | rustworkx |\n|---|---:|")
    print(f"| build and freeze | {least(build)} |", flush=True)
    if acyclic:
        print(f"| topological sort | {least(lambda: rustworkx.topological_sort(graph))} |", flush=True)
    print(f"| strong components | {least(lambda: rustworkx.strongly_connected_components(graph))} |", flush=True)
    print(f"| reach from the roots | {least(lambda: rustworkx.descendants(rooted, top))} |", flush=True)
    print(f"| dominators | {least(lambda: rustworkx.immediate_dominators(rooted, top))} |", flush=True)
    if acyclic:
        print(f"| longest path | {least(lambda: rustworkx.dag_longest_path(graph))} |", flush=True)
    if acyclic and nodes <= 10_000:
        print(f"| transitive reduction | {least(lambda: rustworkx.transitive_reduction(graph))} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
