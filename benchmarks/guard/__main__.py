"""`python -m benchmarks.guard FOLDER`: how often the guard rate says what planting shows.

For every figure one change of each sort, chosen by a seed, is written into the source of its report, which is
then read and checked like any other. Noticed: an error that the report does not have as it stands, in whose
relations the figure stands. Figures that fail already are left out.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.guard.planting import Planted, planted
from tieout.rulebook import load_rulebook


def main() -> None:
    """Plant, and print three tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="one of so many figures")
    parser.add_argument("--only", default="", help="reports whose name has this")
    parser.add_argument("--differing", action="store_true", help="list where the two differ")
    options = parser.parse_args()
    book, begun, every = load_rulebook(), time.process_time(), []
    for path in sorted(options.folder.iterdir()):
        if options.only in path.name:
            found = list(planted(path, book, options.every))
            every += [(path.name, one) for one in found]
            print(_line(path.name, found), flush=True)
    print(_line("all", [one for _, one in every]))
    _grouped("relation", [one for _, one in every], lambda one: one.relation)
    _grouped("change", [one for _, one in every], lambda one: one.trial.change.sort)
    for name, one in every if options.differing else ():
        if one.found is not None and one.said != one.was:
            print(name, _told(one))
    print(f"{time.process_time() - begun:.0f} s of processor time")


def _grouped(title: str, every: Iterable[Planted], by: Callable[[Planted], str]) -> None:
    groups = defaultdict(list)
    for one in every:
        groups[by(one)].append(one)
    heads = (title, "planted", "agree", "both", "said only", "was only", "neither")
    print(f"\n| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for name in sorted(groups):
        print(_line(name, groups[name]))


def _line(name: str, found: list[Planted]) -> str:
    made = [one for one in found if one.found is not None]
    both, said, was, neither = (
        sum((one.said, one.was) == pair for one in made)
        for pair in ((True, True), (True, False), (False, True), (False, False))
    )
    share = f"{(both + neither) / len(made):.1%}" if made else "-"
    left = f" ({len(found) - len(made)} not written)" if len(made) < len(found) else ""
    return f"| {name} | {len(made)}{left} | {share} | {both} | {said} | {was} | {neither} |"


def _told(one: Planted) -> str:
    change, fact = one.trial.change, one.guard.fact
    loudest = max((finding.severity.label for finding in one.found or ()), default="nothing")
    asked = "; ".join(each.stake.outcome.relation.expression for each in one.guard.witnesses)
    return (
        f"{' / '.join(fact.label[-2:])}: {fact.figure.text} -> {change.text} ({change.sort.name}) "
        f"said {one.trial.severity and one.trial.severity.label}, was {loudest}: {one.relation} [{asked}]"
    )


if __name__ == "__main__":
    main()
