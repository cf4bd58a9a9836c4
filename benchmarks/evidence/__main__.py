"""`python -m benchmarks.evidence DATA`: fit the table of evidence, with one source left out at a time.

Prints what the material says each number is worth, and for every source, by a table fitted on all others: how
many published tables are given a false error, how many planted mistakes are claimed and spoken of, and the
claimed odds against what happened. The last column of the first table is what `schemas/evidence.yaml` holds.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.corpora import by_source
from benchmarks.accuracy.runner import Share
from benchmarks.evidence.fit import SPEAK, Table, fit, material
from benchmarks.evidence.misses import Gathered, Miss, gather
from tieout.relate.evidence import counted
from tieout.rulebook import load_rulebook

WARNINGS = 0.01  # of published tables may be given a warning
CLASSES = (-99, -6, -3, 0, 3, 5, 7, 10)  # bits at which a class of claimed odds begins
FEW = 10  # misses below which a class says nothing


def main() -> None:
    """Gather, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, help="folder with the material")
    by_source(parser)
    parser.add_argument("--limit", type=int, default=3000, help="planted mistakes; default 3000")
    parser.add_argument("--most", type=int, default=400, help="published tables of a source; default 400")
    parser.add_argument("--jobs", type=int, default=2)
    gathered = gather(parser.parse_args())
    report(gathered)


def report(gathered: Gathered) -> None:
    """Print the fit on everything and what a source says of a table that did not see it."""
    today = {name: value / 10 for name, value in load_rulebook().schemas.evidence.items()}
    sources = sorted(gathered.published)
    without = {source: fit(material(gathered, source)) for source in sources}
    every = fit(material(gathered))
    print("| number | in force | left out: least to most | on all, tenths of a bit |\n|---|---|---|---|")
    for name, value in every.items():
        others = [table[name] for table in without.values()]
        now = f"{today.get(name, 0):.1f}"
        print(f"| {name} | {now} | {min(others):.1f} to {max(others):.1f} | {round(value * 10)} |")
    print(
        f"\nWarnings from {_warning(gathered, every):.1f} bits on, by a budget of {WARNINGS:.0%} of tables."
    )
    for title, tables in (
        ("in force", dict.fromkeys(sources, today)),
        ("fitted without the source", without),
        ("fitted on all", dict.fromkeys(sources, every)),
    ):
        print(f"\n## The table {title}\n")
        _speaks(gathered, tables)
        _calibration(gathered, tables)


def bits(miss: Miss, table: Mapping[str, float]) -> float:
    """The odds of a miss under a table."""
    return sum(table.get(name, 0.0) * count for name, count in counted(miss.signs).items())


def _loudest(misses: Iterable[Miss], table: Mapping[str, float]) -> dict[str, float]:
    worst: dict[str, float] = {}
    for miss in misses:
        worst[miss.table] = max(worst.get(miss.table, -99.0), bits(miss, table))
    return worst


def _warning(gathered: Gathered, table: Mapping[str, float]) -> float:
    """The odds from which on few enough published tables are spoken of; at most an error's."""
    published = _loudest((miss for miss in gathered.misses if not miss.mistake), table)
    ranked = sorted((odds for odds in published.values() if odds < SPEAK), reverse=True)
    spoken = int(WARNINGS * sum(gathered.published.values()))
    return min(ranked[spoken], SPEAK) if spoken < len(ranked) else 0.0


def _speaks(gathered: Gathered, tables: Mapping[str, Table]) -> None:
    heads = ("source", "tables", "given an error", "planted", "claimed", "given an error")
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    sums = [0] * 5
    for source, table in tables.items():
        mine = [miss for miss in gathered.misses if miss.source == source]
        false = _loudest((miss for miss in mine if not miss.mistake), table).values()
        true = _loudest((miss for miss in mine if miss.mistake), table).values()
        counts = [
            gathered.published[source],
            sum(odds >= SPEAK for odds in false),
            gathered.planted.get(source, 0),
            len(true),
            sum(odds >= SPEAK for odds in true),
        ]
        sums = [one + other for one, other in zip(sums, counts, strict=True)]
        _row(source, counts)
    _row("all", sums)


def _row(title: str, counts: Sequence[int]) -> None:
    tables, false, planted, claimed, spoken = counts
    cells = [title, str(tables), Share(false, tables).short(), str(planted)]
    cells += [Share(claimed, planted).short(), Share(spoken, planted).short()]
    print("| " + " | ".join(cells) + " |")


def _calibration(gathered: Gathered, tables: Mapping[str, Table]) -> None:
    """Claimed odds against the part of tables whose loudest miss is a mistake, by the class of its odds."""
    counts: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for source, table in tables.items():
        for planted in (False, True):
            mine = [m for m in gathered.misses if m.source == source and bool(m.mistake) == planted]
            for odds in _loudest(mine, table).values():
                low = max(bound for bound in CLASSES if bound <= odds)
                counts[source, low].append(planted)
                counts["all", low].append(planted)
    print("\n| planted, of those with odds from | " + " | ".join(_title(low) for low in CLASSES) + " |")
    print("|---|" + "---|" * len(CLASSES))
    for source in (*tables, "all"):
        shown = [counts[source, low] for low in CLASSES]
        cells = [f"{sum(one) / len(one):.0%} of {len(one)}" if len(one) >= FEW else "-" for one in shown]
        print("| " + " | ".join([source, *cells]) + " |")


def _title(low: int) -> str:
    return "less" if low == CLASSES[0] else f"{low} bits"


if __name__ == "__main__":
    main()
