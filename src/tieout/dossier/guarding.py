"""How well figures are guarded, as the pages say it: of a report, of each section and table, of a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tieout.dossier.names import Links
from tieout.dossier.tallies import Standings, Tally, by_section, tally
from tieout.equation import key_of
from tieout.guard import Guards, Rate
from tieout.model import Fact, Report
from tieout.wording import translated


@dataclass(frozen=True, slots=True)
class Part:
    """A report, or a section or table of one: how its figures stand, and the guard rate in percent.

    The rate is None where no figure was tried.
    """

    tally: Tally
    guarded: int | None


def percent(guards: Guards, facts: Iterable[Fact]) -> int | None:
    """The guard rate of some figures, cut down; None where none was tried, as of a report held against."""
    found = (guards.figures.get(key_of(fact)) for fact in facts)
    mean = Rate.of(guard for guard in found if guard is not None).mean
    return None if mean is None else int(mean * 100)


def sections(report: Report, standings: Standings, guards: Guards, before: str, links: Links) -> list[Part]:
    """The sections of a report that have figures, in reading order; `before` names what precedes them."""
    inside = by_section(report, standings, before, links)
    return [Part(one, percent(guards, facts)) for one, facts in inside]


def tables(report: Report, standings: Standings, guards: Guards, links: Links) -> list[Part]:
    """The tables of a report that have figures, in reading order."""
    return [
        Part(
            tally(
                grid.caption or str(grid.number),
                grid.facts.values(),
                standings,
                f"#{links.spot(report, grid.block)}",
            ),
            percent(guards, grid.facts.values()),
        )
        for grid in report.grids
        if grid.facts
    ]


def told(guards: Guards, fact: Fact, language: str) -> str:
    """How a figure is guarded and why not better; empty where that was not asked."""
    guard = guards.figures.get(key_of(fact))
    if guard is None:
        return ""
    words = [translated(text, language) for text in (guard.standing, guard.why) if text]
    return ": ".join(words) if language == "en" else "：".join(words)
