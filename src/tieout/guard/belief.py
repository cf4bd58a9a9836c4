"""Whether a relation of a table would still be believed, and how loudly, if one of its figures were another.

A sum or a derived line is believed by its words, its place and its other entries. The finders are asked once
for each entry what a miss in its place would be weighed by; only a known mistake, which the value shows, is
added for every change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from tieout.model import Grid, Report, Severity
from tieout.model.claims import Doubt, Signs
from tieout.relate.derived import changes_in_words
from tieout.relate.derived.find import group as derived_group
from tieout.relate.derived.find import readings, siblings
from tieout.relate.derived.judging import if_missed as if_derived_missed
from tieout.relate.derived.judging import loudness
from tieout.relate.derived.side import sides
from tieout.relate.evidence import severity
from tieout.relate.formula import lead
from tieout.relate.tables.find import Sum, read_table
from tieout.relate.tables.missed import if_missed
from tieout.relate.total import group as sum_group
from tieout.rulebook.book import Schemas

LARGEST = 1_000  # figures of a table that are tried; the entries of a larger one are weighed against too many
Loudness = Callable[[Signs], Severity | None]
Entry = tuple[str, int]  # the group of a relation, and its stated figure


@dataclass(frozen=True, slots=True)
class Belief:
    """What a miss of a relation would be weighed by (None: it would not be believed), and how loudly."""

    signs: Signs | None
    loudness: Loudness
    own: int = 0  # bits that one entry holds with

    def severity(self, *, mistake: bool, near: bool) -> Severity | None:
        """How loudly a miss may be spoken of that a known mistake explains, or that is small."""
        if self.signs is None or Doubt.ADJUSTED in self.signs.doubts:
            return None
        return self.loudness(replace(self.signs, mistake=mistake, near=near))

    def with_others(self, others: int) -> Belief:
        """The same where so many other entries of the line miss with it."""
        if self.signs is None or not others:
            return self
        held, spare = self.signs.held - others, max(self.signs.spare - others * self.own, 0)
        if held <= 0 and self.signs.form == "derived":
            return replace(self, signs=None)
        missed = self.signs.missed + others
        return replace(self, signs=replace(self.signs, held=held, missed=missed, spare=spare if held else 0))


def beliefs(report: Report, schemas: Schemas) -> Mapping[Entry, Belief]:
    """What is believed of the tables of a report, by the group and the stated figure of a relation."""
    return dict((*_of_sums(report, schemas), *_of_derived(report, schemas)))


def tried_tables(report: Report) -> Iterator[Grid]:
    """The tables that are not so large that they are data."""
    return (grid for grid in report.grids if len(grid.facts) <= LARGEST)


def _of_sums(report: Report, schemas: Schemas) -> Iterator[tuple[Entry, Belief]]:
    for grid in tried_tables(report):
        table = read_table(grid)
        if table is None:
            continue
        for found in table.sums:
            signs = if_missed(found.axis, found.reading, found.check)
            entry = sum_group(grid, found), table.matrix.facts[found.target].id
            yield entry, Belief(signs, partial(_loudness_of_sum, found, schemas.evidence), found.check.bits)


def _loudness_of_sum(found: Sum, evidence: Mapping[str, int], signs: Signs) -> Severity | None:
    cap = severity(signs, evidence)
    return min(cap, Severity.WARNING) if cap is not None and found.reading.left_out else cap


def _of_derived(report: Report, schemas: Schemas) -> Iterator[tuple[Entry, Belief]]:
    words = changes_in_words(report, schemas)
    for grid in tried_tables(report):
        for side in sides(grid, words.get(grid.block, {}), lead(report, grid), schemas.lexicon) or ():
            kept = readings(side)
            for target, chosen in kept.items():
                beside = siblings(kept.values(), chosen)
                loud = partial(loudness, chosen.measured.reading, evidence=schemas.evidence)
                for at, entry in chosen.measured.entries.items():
                    signs = if_derived_missed(side, chosen, at, beside) if entry.holds else None
                    name = derived_group(side, grid.number, target), side.fact(target, at).id
                    yield name, Belief(signs, loud, chosen.measured.told.get(at, 0))
