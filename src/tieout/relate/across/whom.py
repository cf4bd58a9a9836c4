"""Whom figures are of: one name for all the names of one company, and for the versions of one report.

A code of a security beside a name in a title says that both are of one company, in any language. Two reports
of one title that repeat most of each other's figures are versions of one report, whoever that is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tieout.extract.entities import spelled
from tieout.lexicon import Lexicon
from tieout.model import Fact, Report
from tieout.relate.across.reports import Known, short_name
from tieout.slip import distinctive

_INDUSTRY = "industry"  # a scope
_REPEATED = 4  # different telling figures that two versions have in common
_MOST_OF_A_TITLE = 32  # reports of one title that are looked at


@dataclass(frozen=True, slots=True)
class Whom:
    """Knows whom figures are of."""

    names: Mapping[str, str]  # of companies by all the names that they have
    lexicon: Lexicon

    @staticmethod
    def of(known: Sequence[Known], lexicon: Lexicon) -> Whom:
        """Bring together the names that titles tell with one code."""
        parents: dict[str, str] = {}

        def root(name: str) -> str:
            while parents.setdefault(name, name) != name:
                name = parents[name]
            return name

        for one in known:
            if len(one.codes) == 1:
                (code,) = one.codes
                for name in sorted(one.named):
                    first, second = sorted((root(code), root(name)))
                    parents[second] = first
        return Whom({name: root(name) for name in parents}, lexicon)

    def named(self, subject: str) -> str:
        """The one name of a company."""
        return self.names.get(subject, subject)

    def about(self, one: Known) -> Known:
        """What is known of a report, its subjects by their one name."""
        return replace(one, subjects=frozenset(map(self.named, one.subjects)))

    def of_fact(self, fact: Fact, known: Known) -> str | None:
        """Whom a figure is of: whom it names, else whom its report is about; a whole industry is nobody."""
        if _INDUSTRY in fact.scope:
            return None
        if known.primary and fact.label:
            return self.named(spelled(fact.label[0]))
        if fact.entity is not None:
            return self.named(short_name(fact.entity, self.lexicon))
        return min(known.subjects, default=None)


def with_versions(known: Sequence[Known], reports: Sequence[Report]) -> list[Known]:
    """Versions of one report are known to be about the same."""
    titled: dict[str, list[int]] = {}
    for number, one in enumerate(known):
        if one.title:
            titled.setdefault(one.title, []).append(number)
    versions = {number for same in titled.values() for pair in _versions(same, reports) for number in pair}
    return [
        replace(one, subjects=one.subjects | {f"= {one.title}"}, version=True) if number in versions else one
        for number, one in enumerate(known)
    ]


def _versions(same: Sequence[int], reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    figures = {number: _figures(reports[number]) for number in same[:_MOST_OF_A_TITLE]} if same[1:] else {}
    for first, second in combinations(figures, 2):
        shared = figures[first] & figures[second]
        fewer = min(len(figures[first]), len(figures[second]))
        if len(shared) >= _REPEATED and 2 * len(shared) >= fewer:
            yield first, second


def _figures(report: Report) -> frozenset[str]:
    """The different telling figures of a report, as printed."""
    quantities = (fact.figure for fact in report.facts if fact.figure.quantity is not None)
    return frozenset(figure.text for figure in quantities if distinctive(figure.amount))
