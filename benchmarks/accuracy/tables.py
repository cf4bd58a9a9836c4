"""Which cells add up: the sums that the tool verifies against those that people marked in spreadsheets.

A sum counts by its total and the set of its parts that hold a digit; blanks inside a marked range are no
parts of anything printed. Relations of the tool count if they hold. Shares of a total in another row are not
marked in this data, so they are not measured here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, as_csv, check, held_out, records

MEASURES = {
    "sums of spreadsheets": (
        {"Sum"},
        {"arithmetic/total-equals-parts", "arithmetic/roll-forward", "arithmetic/periods-sum"},
    ),
    "ratios, changes, averages of spreadsheets": (
        {"Division", "RelativeChange", "Average"},
        {"percentages/derived-column", "arithmetic/average"},
    ),
}

Spot = tuple[int, int]
Marked = tuple[Spot, frozenset[Spot]]


def measure(data: Path, most: int | None = None) -> list[tuple[str, str, str]]:
    """Rows of (measure, development half, held-out half)."""
    sheets = list(records(data / "tables_labelled_aggrecol.jsonl"))[:most]
    seen = check({f"{sheet['id']}.csv": as_csv(sheet["rows"]) for sheet in sheets})
    halves = [[s for s in sheets if held_out(s["id"]) is half] for half in (False, True)]
    rows: list[tuple[str, str, str]] = []
    for title, (operators, shapes) in MEASURES.items():
        counts = [_count(half, seen, operators, shapes) for half in halves]
        rows += [
            (f"{title}: precision", *(str(Share(hits, said)) for hits, said, _ in counts)),
            (f"{title}: recall", *(str(Share(hits, marked)) for hits, _, marked in counts)),
        ]
    return rows


def _count(
    sheets: list[dict[str, Any]], seen: dict[str, Seen], operators: set[str], shapes: set[str]
) -> tuple[int, int, int]:
    """Relations found and marked, found, marked."""
    hits = said = marked = 0
    for sheet in sheets:
        chosen = [a for a in sheet["aggregations"] if a["op"] in operators]
        truth = {_printed(sheet, a["target"], a["parts"]) for a in chosen}
        truth = {sum_ for sum_ in truth if sum_[1] and _has_digit(sheet, sum_[0])}
        found = _found(sheet, seen.get(f"{sheet['id']}.csv", Seen()), shapes)
        hits, said, marked = hits + len(truth & found), said + len(found), marked + len(truth)
    return hits, said, marked


def _found(sheet: dict[str, Any], seen: Seen, shapes: set[str]) -> set[Marked]:
    sums = set()
    for outcome in seen.outcomes:
        if outcome["rule"] not in shapes or outcome["verdict"] != "holds" or not outcome["subject"]:
            continue
        places = [outcome["subject"], *outcome["operands"]]
        if all(place.get("row") for place in places):
            target, *parts = [(place["row"] - 1, place["col"] - 1) for place in places]
            sums.add(_printed(sheet, target, parts))
    return sums


def _printed(sheet: dict[str, Any], target: Any, parts: Any) -> Marked:
    return tuple(target), frozenset(tuple(part) for part in parts if _has_digit(sheet, part))


def _has_digit(sheet: dict[str, Any], spot: Any) -> bool:
    row, col = spot
    cells = sheet["rows"][row]
    return col < len(cells) and any(char.isdigit() for char in cells[col])
