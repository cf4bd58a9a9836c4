"""Claimed odds against what happened: how often a claim that is said to fail touches a planted mistake.

Counted over the failing outcomes of tables with one planted mistake and of the same tables as published, by
what the tool claims in `odds` (tenths of a bit that the claim was really made). A well calibrated tool's hit
rate is the claimed one. An engine that gives no odds is measured by severity alone.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from benchmarks.accuracy.corpora import by_source
from benchmarks.accuracy.planted import Case, cases, spot, texts
from benchmarks.accuracy.runner import Seen, Share, check, loud

BITS = (0, 2, 4, 6, 8, 12)  # where one class of odds ends and the next begins


def arguments(parser: argparse.ArgumentParser) -> None:
    by_source(parser)
    parser.add_argument("--limit", type=int, default=600, help="how many mistakes; default 600")


def measure(options: argparse.Namespace) -> None:
    """Check planted and published tables and print hit rates by claimed odds and source."""
    found = cases(options.data, options.source, options.limit, options.seed)
    seen = check(texts(found))
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for case in found:
        for name, hit in _claims(case, seen):
            counts[case.table.source, name].append(hit)
            counts["all", name].append(hit)
    names = sorted({name for _, name in counts})
    print("| source | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for source in sorted({source for source, _ in counts}):
        shares = [Share(sum(counts[source, name]), len(counts[source, name])) for name in names]
        print("| " + " | ".join([source, *(f"{share.short()} of {share.of}" for share in shares)]) + " |")


def _claims(case: Case, seen: dict[str, Seen]) -> Iterator[tuple[str, bool]]:
    """What is claimed of both forms of a table, and whether it touches the mistake."""
    for name in (case.name, case.clean):
        claims = [o for o in seen[name].outcomes if o["verdict"] == "fails" and _odds(o) is not None]
        for outcome in claims:
            places = [place for place in (outcome["subject"], *outcome["operands"]) if place]
            yield _class(_odds(outcome) or 0), name == case.name and _hits(case, places)
        for finding in loud(seen[name]) if not claims else ():
            yield finding["severity"], name == case.name and _hits(case, finding["locations"])


def _hits(case: Case, places: list[dict[str, Any]]) -> bool:
    return any(spot(place) in case.planted.meant for place in places)


def _odds(outcome: dict[str, Any]) -> float | None:
    odds = outcome.get("odds")
    return None if odds is None else float(odds) / 10


def _class(bits: float) -> str:
    low = max((bound for bound in BITS if bound <= bits), default=None)
    if low is None:
        return "under 0 bits, claimed under 50%"
    high = next((bound for bound in BITS if bound > bits), None)
    claimed = f"claimed {_probability(low):.1%}" + (f" to {_probability(high):.1%}" if high else " and more")
    return f"{low:02d} bits, {claimed}"


def _probability(bits: float) -> float:
    return float(1 / (1 + 2**-bits))
