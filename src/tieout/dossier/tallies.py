"""How many figures stand how: in a report, in each of its sections."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tieout.dossier.names import Links
from tieout.model import BlockKind, Fact, Report
from tieout.render.standing import Standing

Standings = Mapping[tuple[str, int], Standing]
CHECKED = (Standing.SUSPECT, Standing.FAILING, Standing.WAIVED, Standing.TIED)
MOST_SECTIONS = 24  # of one report; where there are more, the deeper headings are passed over


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of something by how they stand; `href` leads there."""

    name: str
    counts: Mapping[Standing, int]
    href: str = ""

    @property
    def figures(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def checked(self) -> int:
        """Those that a relation ties, or that stand in one that fails."""
        return sum(self.counts.get(standing, 0) for standing in CHECKED)

    @property
    def percent(self) -> int:
        """Checked figures of a hundred, cut down."""
        return self.checked * 100 // self.figures if self.figures else 0

    def shares(self, wide: int) -> list[tuple[Standing, int, int]]:
        """Where each standing begins in a bar so wide, and how wide it is; what is there is seen."""
        bars, passed = [], 0
        for standing in Standing:
            count = self.counts.get(standing, 0)
            begin, end = (wide * at // max(self.figures, 1) for at in (passed, passed + count))
            passed += count
            if count:
                bars.append((standing, min(begin, wide - 1), max(end - begin, 1)))
        return bars


def tally(name: str, facts: Iterable[Fact], standings: Standings, href: str = "") -> Tally:
    """Count some figures."""
    counts = Counter(standings.get((fact.report, fact.id), Standing.UNCOVERED) for fact in facts)
    return Tally(name, counts, href)


def by_section(
    report: Report, standings: Standings, before: str, links: Links
) -> list[tuple[Tally, list[Fact]]]:
    """The figures of each section that has any, counted, in reading order.

    Args:
        report: the report.
        standings: how its figures stand.
        before: what stands before the first heading is called this.
        links: seen from its page.
    """
    starts = _headings(report)
    at = [number for number, _ in starts]
    inside: dict[int, list[Fact]] = {}
    for fact in report.facts:
        inside.setdefault(bisect_right(at, fact.figure.block), []).append(fact)
    named = [(before, "#top"), *((name, f"#{links.spot(report, number)}") for number, name in starts)]
    return [
        (tally(named[index][0], inside[index], standings, named[index][1]), inside[index])
        for index in sorted(inside)
    ]


def _headings(report: Report) -> Sequence[tuple[int, str]]:
    """The headings that sections begin with: all, or as many levels as a picture has room for."""
    found = [
        (number, block.level, " ".join(block.text.content.split()))
        for number, block in enumerate(report.document.blocks)
        if block.kind is BlockKind.HEADING
    ]
    levels = sorted({level for _, level, _ in found})
    for deepest in reversed(levels):
        kept = [(number, name) for number, level, name in found if level <= deepest]
        if len(kept) <= MOST_SECTIONS or deepest == levels[0]:
            return kept
    return ()
