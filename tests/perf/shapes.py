"""Plans of hard shapes: `shapes.py chain|cycle|diamonds|bipartite COUNT FILE`. `truenorth check` must give the right answer
on each, also with `ulimit -s 2048`: chain, diamonds and bipartite all reach the vision, the cycle is named."""

import json
import sys


def goals(shape, count):
    if shape in ("chain", "cycle"):
        for at in range(count):
            above = "vision" if at == 0 and shape == "chain" else f"g{(at - 1) % count}"
            yield f"g{at}", [above]
    elif shape == "diamonds":
        top = "vision"
        for at in range(count):
            yield f"l{at}", [top]
            yield f"r{at}", [top]
            yield f"b{at}", [f"l{at}", f"r{at}"]
            top = f"b{at}"
    else:
        for at in range(count):
            yield f"u{at}", ["vision"]
        for at in range(count):
            yield f"d{at}", [f"u{up}" for up in range(count)]


def main():
    shape, count, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(file, "w") as out:
        out.write('{ "truenorth": 1, "as_of": "2027-01-01", "organization": { "name": "Shapes" }, "vision": "One", "goals": [\n')
        for position, (name, parents) in enumerate(goals(shape, count)):
            goal = {
                "id": name,
                "title": name,
                "kind": "initiative",
                "owner": "organization",
                "due": "2027-06-30",
                "contributes_to": parents,
            }
            out.write((",\n" if position else "") + json.dumps(goal))
        out.write("\n] }\n")


main()
