"""Mistakes planted by structure in tables that tie, by source and by kind of mistake.

Found: an error or a warning, which the table as published does not get, touches a figure that the mistake
made wrong. Named: such a finding's first suspect is one of them. Value: it suggests what should stand there.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.accuracy.cells import read
from benchmarks.accuracy.corpora import Table, by_source, tables
from benchmarks.accuracy.ground import Ground, Planted
from benchmarks.accuracy.marked import marked_lines
from benchmarks.accuracy.plant import DERIVED, KINDS
from benchmarks.accuracy.runner import Seen, Share, check, loud
from benchmarks.accuracy.structures import structures

COLUMNS = ("found", "as error", "named", "value")
FEWEST = 20  # cases that make a source the worst


@dataclass(frozen=True)
class Case:
    """A table with a mistake planted in it."""

    name: str
    table: Table
    planted: Planted

    @property
    def clean(self) -> str:
        """The name under which the table as published is checked."""
        return self.table.name + self.table.suffix


def arguments(parser: argparse.ArgumentParser) -> None:
    by_source(parser)
    parser.add_argument("--limit", type=int, default=1500, help="how many mistakes; default 1500")
    parser.add_argument("--kind", choices=KINDS, nargs="+", default=tuple(KINDS))
    parser.add_argument("--show", action="store_true", help="list the mistakes that are not found")


def measure(options: argparse.Namespace) -> None:
    """Plant, check and print."""
    begun = time.perf_counter()
    found = cases(options.data, options.source, options.limit, options.seed, options.kind)
    planted = time.perf_counter() - begun
    seen = check(texts(found))
    verdicts = {case.name: judged(case, seen) for case in found}
    _print("source", _grouped(found, lambda case: case.table.source), verdicts, seen)
    _print("mistake", _grouped(found, lambda case: case.planted.kind), verdicts)
    _print("structure", _grouped(found, lambda case: case.planted.form), verdicts)
    checked = time.perf_counter() - begun - planted
    print(f"\n{planted:.0f} s to plant, {checked:.0f} s to check {len(seen)} reports")
    if options.show:
        for case in found:
            if not verdicts[case.name][0]:
                _show(case)


def cases(
    data: Path, sources: Sequence[str], limit: int, seed: int, kinds: Sequence[str] = tuple(KINDS)
) -> list[Case]:
    """The same number of mistakes of each kind in each source, as far as its tables have room for them."""
    grounds: dict[str, list[Table]] = {}
    for table in tables(data, sources):
        grounds.setdefault(table.source, []).append(table)
    each = -(-limit // max(len(grounds) * len(kinds), 1))
    return [case for source in sorted(grounds) for case in _planted(grounds[source], each, seed, kinds)]


def _planted(within: list[Table], each: int, seed: int, kinds: Sequence[str]) -> Iterator[Case]:
    """Kinds take turns on the tables, one a table; the tables are gone through again while there is room."""
    dice = random.Random(f"{seed} {within[0].source}")
    order = dice.sample(within, min(len(within), each * len(kinds) * 4))
    left, used = dict.fromkeys(kinds, each), set[tuple[str, str]]()
    for _ in kinds:
        for table in order:
            ground = _ground(table)
            wanted = sorted(left, key=lambda kind: (kind not in DERIVED, -left[kind]))  # rare ones first
            for kind in wanted if ground.found.sums or ground.found.derived else ():
                planted = None if (table.name, kind) in used else KINDS[kind](ground, dice)
                if planted is not None:
                    name = f"{table.name}~{kind.replace(' ', '-').replace(',', '')}{table.suffix}"
                    used.add((table.name, kind))
                    left[kind] -= 1
                    yield Case(name, table, planted)
                    break
            left = {kind: many for kind, many in left.items() if many}
            if not left:
                return


@cache
def _ground(table: Table) -> Ground:
    found = structures(table.rows, table.point)
    if found.derived or not table.marks:
        return Ground(table.rows, found)
    return Ground(table.rows, replace(found, derived=tuple(marked_lines(found.cells, table.marks))))


def texts(found: Iterable[Case]) -> dict[str, str]:
    """The reports to check: each table with its mistake, and as published."""
    files = {case.name: case.table.text(case.planted.rows) for case in found}
    return files | {case.clean: case.table.text() for case in found}


def judged(case: Case, seen: dict[str, Seen]) -> tuple[bool, bool, bool, bool]:
    """Whether the mistake is found, found as an error, named, and given its right value."""
    before = {_identity(finding) for finding in loud(seen[case.clean])}
    touching = [
        finding
        for finding in loud(seen[case.name])
        if _identity(finding) not in before
        and any(spot(place) in case.planted.meant for place in finding["locations"])
    ]
    suspects = [finding["suspect"] for finding in touching if finding["suspect"]]
    named = [suspect for suspect in suspects if spot(suspect["location"]) in case.planted.meant]
    return (
        bool(touching),
        any(finding["severity"] == "error" for finding in touching),
        bool(named),
        any(_mends(suspect, case) for suspect in named),
    )


def _identity(finding: dict[str, Any]) -> tuple[Any, ...]:
    return finding["rule"], tuple(sorted(map(str, map(spot, finding["locations"])))), finding["severity"]


def spot(place: dict[str, Any] | None) -> tuple[int, int] | None:
    """The cell of a location, from 0; none for a place in the text."""
    return (place["row"] - 1, place["col"] - 1) if place and place.get("row") and place.get("col") else None


def _mends(suspect: dict[str, Any], case: Case) -> bool:
    cell = read(suspect.get("suggestion") or "", case.table.point)
    return cell is not None and cell.value == case.planted.meant[spot(suspect["location"])]  # type: ignore[index]


# --- printing -----------------------------------------------------------------------------------------


def _grouped(found: Sequence[Case], key: Callable[[Case], str]) -> dict[str, list[Case]]:
    groups: dict[str, list[Case]] = {}
    for case in found:
        groups.setdefault(key(case), []).append(case)
    return groups


def _print(
    title: str,
    groups: dict[str, list[Case]],
    verdicts: Mapping[str, tuple[bool, ...]],
    seen: dict[str, Seen] | None = None,
) -> None:
    clean = ("tables", "an error", "a warning") if seen is not None else ()
    print(
        "\n| "
        + " | ".join([title, "n", *COLUMNS, *clean])
        + " |\n|"
        + "---|" * (2 + len(COLUMNS) + len(clean))
    )
    shares: dict[str, list[Share]] = {}
    for name, group in groups.items():
        shares[name] = [
            Share(sum(verdicts[c.name][i] for c in group), len(group)) for i in range(len(COLUMNS))
        ]
        published = _published(group, seen) if seen is not None else []
        _row(name, len(group), [*map(Share.short, shares[name]), *published])
    if seen is not None:
        everything = [case for group in groups.values() for case in group]
        size = len(everything)
        means = [sum(row[i].share for row in shares.values()) / len(shares) for i in range(len(COLUMNS))]
        _row("mean of the sources", size, [*(f"{mean:.1%}" for mean in means), *_published(everything, seen)])
        large = [row for row in shares.values() if row[0].of >= FEWEST] or list(shares.values())
        _row(
            "worst source",
            min(row[0].of for row in large),
            [f"{min(r[i].share for r in large):.1%}" for i in range(len(COLUMNS))],
        )


def _published(group: Sequence[Case], seen: dict[str, Seen]) -> list[str]:
    """The tables as published: how many, and the shares given an error and a warning."""
    names = {case.clean for case in group}
    given = [{finding["severity"] for finding in loud(seen[name])} for name in names]
    flagged = [Share(sum(level in levels for levels in given), len(names)) for level in ("error", "warning")]
    return [str(len(names)), *map(Share.short, flagged)]


def _row(name: str, size: int, shares: list[str]) -> None:
    print("| " + " | ".join([name, str(size), *shares]) + " |", flush=True)


def _show(case: Case) -> None:
    print(f"- {case.name} ({case.planted.form})")
    for (row, col), value in case.planted.meant.items():
        label = next((text for text in case.planted.rows[row] if any(map(str.isalpha, text))), "")
        print(f"    row {row + 1} col {col + 1} {label[:40]!r}: {case.planted.rows[row][col]!r} for {value}")
