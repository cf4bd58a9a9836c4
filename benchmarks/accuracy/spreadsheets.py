"""Which cells add up: the sums, ratios, changes and averages the tool ties, against those people marked.

By corpus, since what was fitted on one is not measured on it. A relation counts by its target and the set of
its operands that hold a digit. What one line leaves of another is marked in this material as the sum of what
is taken off and what is left; shares of a total in another row are not marked.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

from benchmarks.accuracy.corpora import Table, tables
from benchmarks.accuracy.runner import Seen, Share, check

MEASURES = {
    "sums": (
        {"Sum"},
        {"arithmetic/total-equals-parts", "arithmetic/roll-forward", "arithmetic/periods-sum"},
    ),
    "ratios, changes, averages": (
        {"Division", "RelativeChange", "Average"},
        {"percentages/derived-column", "arithmetic/average"},
    ),
}

_LESS = re.compile(r"sum of (rows|columns) (\d+) less ")

Spot = tuple[int, int]
Marked = tuple[Spot, frozenset[Spot]]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, help="sheets of each corpus; default all")


def measure(options: argparse.Namespace) -> None:
    """Check the sheets and print precision and recall by corpus."""
    corpora: dict[str, list[Table]] = {}
    for table in tables(options.data, ["AggreCol"]):
        corpora.setdefault(table.source, []).append(table)
    print("| corpus | sheets | relations | precision | recall |\n|---|---|---|---|---|")
    for corpus, sheets in corpora.items():
        chosen = sheets[: options.limit]
        seen = check({table.name + table.suffix: table.text() for table in chosen})
        for title, (operators, rules) in MEASURES.items():
            hits = said = marked = 0
            for table in chosen:
                truth = _truth(table, operators)
                found = _found(table, seen[table.name + table.suffix], rules)
                hits, said, marked = hits + len(truth & found), said + len(found), marked + len(truth)
            print(
                f"| {corpus} | {len(chosen)} | {title} | {Share(hits, said)} | {Share(hits, marked)} |",
                flush=True,
            )


def _truth(table: Table, operators: set[str]) -> set[Marked]:
    marked = (_printed(table, a["target"], a["parts"]) for a in table.marks if a["op"] in operators)
    return {one for one in marked if one[1] and _has_digit(table, one[0])}


def _found(table: Table, seen: Seen, rules: set[str]) -> set[Marked]:
    found = set()
    for outcome in seen.outcomes:
        if outcome["rule"] not in rules or outcome["verdict"] != "holds" or not outcome["subject"]:
            continue
        places = [outcome["subject"], *outcome["operands"]]
        if all(place.get("row") for place in places):
            target, *parts = [(place["row"] - 1, place["col"] - 1) for place in places]
            found.add(_printed(table, *_as_marked(outcome, target, parts)))
    return found


def _as_marked(outcome: dict[str, Any], target: Spot, parts: list[Spot]) -> tuple[Spot, list[Spot]]:
    """A difference as the sum that people mark: the line it begins with is the target."""
    less = _LESS.match(outcome.get("reading") or "")
    axis = 0 if less and less[1] == "rows" else 1
    first = [spot for spot in parts if less and spot[axis] == int(less[2]) - 1]
    if len(first) != 1:
        return target, parts
    return first[0], [target, *(spot for spot in parts if spot != first[0])]


def _printed(table: Table, target: Any, parts: Any) -> Marked:
    row, col = target
    return (row, col), frozenset((r, c) for r, c in parts if _has_digit(table, (r, c)))


def _has_digit(table: Table, spot: Spot) -> bool:
    row, col = spot
    cells = table.rows[row]
    return col < len(cells) and any(char.isdigit() for char in cells[col])
