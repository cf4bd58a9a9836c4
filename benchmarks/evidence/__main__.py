"""`python -m benchmarks.evidence DATA`: fit the table of evidence, with one source left out at a time.

Prints what the material says each number is worth, the threshold that keeps the budget of false alarms, and
for every source, by a table fitted on all others: how often published tables are given an error, how many
planted mistakes that the engine claims anything about are spoken of, and claimed odds against what happened.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.corpora import by_source
from benchmarks.accuracy.runner import Share
from benchmarks.evidence.fit import Table, fit, signs_of
from benchmarks.evidence.misses import Gathered, Miss, gather
from tieout.rulebook import load_rulebook

BUDGET = 0.003  # of published tables may be given an error, of the mean source
WARNINGS = 0.01
CLASSES = (-6, -3, 0, 2, 4, 6, 9)  # bits at which a class of claimed odds begins
FEW = 10  # misses below which a class says nothing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="folder with the material")
    by_source(parser)
    parser.add_argument("--limit", type=int, default=3000, help="planted mistakes; default 3000")
    parser.add_argument("--most", type=int, default=400, help="published tables of a source; default 400")
    parser.add_argument("--jobs", type=int, default=2)
    gathered = gather(options := parser.parse_args())
    today = {name: value / 10 for name, value in load_rulebook().schemas.evidence.items()}
    sources = sorted(gathered.published)
    without = {source: fit([m for m in gathered.misses if m.source != source], {}) for source in sources}
    every = fit(gathered.misses, {})
    _numbers(today, every, without)
    print(f"\nOf {sum(gathered.planted.values())} planted mistakes, {options.limit} asked for:\n")
    for title, tables in (
        ("the table in force", dict.fromkeys(sources, today)),
        ("fitted without the source", without),
    ):
        print(f"\n## {title}\n")
        _speaks(gathered, tables)
        _calibration(gathered.misses, tables)


def bits(miss: Miss, table: Mapping[str, float]) -> float:
    """The odds of a miss under a table."""
    return sum(table.get(name, 0.0) * count for name, count in signs_of(miss.signs).items())


def _numbers(today: Table, every: Table, without: Mapping[str, Table]) -> None:
    print("| number | in force | fitted on all | one source left out |\n|---|---|---|---|")
    for name, value in every.items():
        others = [table[name] for table in without.values()]
        print(f"| {name} | {today.get(name, 0):.1f} | {value:.1f} | {min(others):.1f} to {max(others):.1f} |")


def _speaks(gathered: Gathered, tables: Mapping[str, Table]) -> None:
    """Published tables and planted mistakes spoken of, each at the threshold that other sources set."""
    heads = (
        "source",
        "tables",
        "given an error",
        "or a warning",
        "planted",
        "claimed",
        "error",
        "or warning",
    )
    print("| " + " | ".join([*heads, "error at"]) + " |\n|" + "---|" * (len(heads) + 1))
    for source, table in tables.items():
        others = [m for m in gathered.misses if m.source != source]
        count = sum(n for name, n in gathered.published.items() if name != source)
        if "speak/error" in table:
            levels = [table["speak/error"], table["speak/warning"]]
        else:
            levels = [threshold(others, table, count, budget) for budget in (BUDGET, WARNINGS)]
        mine = [m for m in gathered.misses if m.source == source]
        cells = [source, str(gathered.published[source])]
        cells += [
            Share(_reach(mine, table, level, False), gathered.published[source]).short() for level in levels
        ]
        claimed = len({m.table for m in mine if m.mistake})
        planted = gathered.planted.get(source, 0)
        cells += [str(planted), Share(claimed, planted).short()]
        cells += [Share(_reach(mine, table, level, True), planted).short() for level in levels]
        print("| " + " | ".join([*cells, f"{levels[0]:.1f} bits"]) + " |")


def threshold(misses: Iterable[Miss], table: Mapping[str, float], tables: int, budget: float) -> float:
    """The odds from which on no more than the budget of published tables are spoken of."""
    worst: dict[str, float] = {}
    for miss in misses:
        if not miss.mistake:
            worst[miss.table] = max(worst.get(miss.table, -99.0), bits(miss, table))
    ranked = sorted(worst.values(), reverse=True)
    spoken = int(budget * tables)
    return ranked[spoken] + 0.05 if spoken < len(ranked) else -99.0


def _reach(misses: Iterable[Miss], table: Mapping[str, float], level: float, planted: bool) -> int:
    return len({m.table for m in misses if bool(m.mistake) == planted and bits(m, table) >= level})


def _calibration(misses: Sequence[Miss], tables: Mapping[str, Table]) -> None:
    """Claimed odds against the part of misses that are mistakes, mistakes and others weighing the same."""
    right: dict[tuple[str, int], float] = defaultdict(float)
    count: dict[tuple[str, int], int] = defaultdict(int)
    wrong: dict[tuple[str, int], float] = defaultdict(float)
    true = sum(m.weight for m in misses if m.mistake) or 1.0
    false = sum(m.weight for m in misses if not m.mistake) or 1.0
    for miss in misses:
        if miss.source in tables:
            claimed = bits(miss, tables[miss.source])
            low = max((bound for bound in CLASSES if bound <= claimed), default=-99)
            for source in (miss.source, "all"):
                count[source, low] += 1
                if miss.mistake:
                    right[source, low] += miss.weight / true
                else:
                    wrong[source, low] += miss.weight / false
    classes = (-99, *CLASSES)
    print("\n| mistakes among misses claimed at | " + " | ".join(_title(low) for low in classes) + " |")
    print("|---|" + "---|" * len(classes))
    for source in (*sorted(tables), "all"):
        cells = []
        for low in classes:
            here = (source, low)
            both = right[here] + wrong[here]
            cells.append(f"{right[here] / both:.0%} of {count[here]}" if count[here] >= FEW and both else "-")
        print("| " + " | ".join([source, *cells]) + " |")


def _title(low: int) -> str:
    return "less" if low == -99 else f"{low} bits ({1 / (1 + 2.0**-low):.0%}) on"


if __name__ == "__main__":
    main()
