"""Whom figures are of: one name for all the names of one company, and for the versions of one report.

A code of a security beside a name in a title says that both are of one company, in any language. Two reports
of one title that repeat most of each other's figures are versions of one report, whoever that is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from tieout.extract.entities import spelled
from tieout.extract.subjects import is_version
from tieout.lexicon import Lexicon, WordList
from tieout.model import Fact, Grain, Report, Status
from tieout.relate.across.reports import Known, short_name
from tieout.relate.across.titles import named_in, shared_things, short_names
from tieout.slip import distinctive

COMPARED = "compared from"  # the scope of what a figure is only compared with
_INDUSTRY, _PRIOR, _IN_QUARTER = "industry", "prior", "quarter"  # scopes
_REPEATED = 4  # different telling figures that two versions have in common
_MOST_OF_A_TITLE = 32  # reports of one title that are looked at


@dataclass(frozen=True, slots=True)
class Whom:
    """Knows whom figures are of."""

    names: Mapping[str, str]  # of companies by all the names that they have
    lexicon: Lexicon
    heads: frozenset[str] = frozenset()  # whom titles begin with, and sentences speak of
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of all names of whom they stand for

    @staticmethod
    def of(known: Sequence[Known], lexicon: Lexicon) -> Whom:
        """Bring together the names that titles tell with one code, or in two languages."""
        parents: dict[str, str] = {}

        def root(name: str) -> str:
            while parents.setdefault(name, name) != name:
                name = parents[name]
            return name

        coded = ((*one.codes, name) for one in known for name in sorted(one.named) if len(one.codes) == 1)
        also = (pair for one in known for pair in one.titled.also)
        titles = [one.titled for one in known]
        for first, second in (*coded, *also, *short_names(titles), *shared_things(titles)):
            least, most = sorted((root(first), root(second)))
            parents[most] = least
        heads = frozenset(one.titled.head for one in known if one.titled.acts)
        names = {name: root(name) for name in parents}
        words: dict[str, frozenset[str]] = {}
        for name, first in names.items():
            words[first] = words.get(first, frozenset()).union(name.split())
        return Whom(names, lexicon, heads, words)

    def named(self, subject: str) -> str:
        """The one name of a company."""
        return self.names.get(subject, subject)

    def about(self, one: Known) -> Known:
        """What is known of a report, its subjects by their one name."""
        also = {name for name, _ in one.titled.also}
        subjects = one.subjects | also | ({one.titled.head} & self.heads)
        return replace(one, subjects=frozenset(map(self.named, subjects)))

    def dated(self, fact: Fact, known: Known) -> Fact:
        """A figure of a sentence that says no time: what is known is of the time that its title names."""
        span, words = known.titled.span, fact.label[-1] if fact.label else ""
        if fact.period is not None or fact.figure.row is not None or fact.status is not Status.ACTUAL:
            return fact
        if (
            span is None
            or (known.day is not None and span.last > known.day)
            or {COMPARED, _PRIOR} & {*fact.scope}
        ):
            return fact
        in_quarter = span.grain is Grain.QUARTER and _IN_QUARTER in fact.scope
        spans = self.lexicon.tags(words, WordList.TIME_SPAN)
        other = any(not words[tag.start : tag.end].lower().startswith(span.grain) for tag in spans)
        return replace(fact, period=span) if in_quarter or not (other or _IN_QUARTER in fact.scope) else fact

    def called(self, who: str) -> frozenset[str]:
        """All words by which somebody is called."""
        return self.words.get(who, frozenset(who.split()))

    def is_thing(self, who: str) -> bool:
        """Whether a name is that of a product in one version: most of its figures do not change with time."""
        return is_version(who) and who not in self.names

    def of_fact(self, fact: Fact, known: Known, before: str = "") -> str | None:
        """Whom a figure is of: whom it names, else whom its report is about; a whole industry is nobody.

        Args:
            fact: the figure.
            known: what is known of its report.
            before: what its sentence says before it, where the name of another report's title may stand.
        """
        if _INDUSTRY in fact.scope:
            return None
        if known.primary and fact.label:
            return self.named(spelled(fact.label[0]))
        head = self._head(fact, before)
        if head is not None:
            return self.named(head)
        if fact.entity is not None:
            return self.named(short_name(fact.entity, self.lexicon))
        return min(known.subjects, default=None)

    def _head(self, fact: Fact, before: str) -> str | None:
        """Whose line a cell stands in, or who is named last before a figure, of those that titles name."""
        if fact.figure.row is not None:
            return next((name for part in fact.label[-2:] if (name := spelled(part)) in self.heads), None)
        if not before or not self.heads:
            return None
        said = spelled(before)
        last = next(reversed(list(named_in(said, self.heads))), None)
        behind = "" if last is None else f" {said.rpartition(last)[2]} "
        return None if fact.entity and f" {fact.entity} " in behind else last


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


def with_tables(
    known: Sequence[Known], reports: Sequence[Report], twice: Iterable[tuple[int, int]]
) -> list[Known]:
    """Reports that print much of each other are about the same, if one is called by whom the other is about.

    In two languages no title shows it: there what they repeat has to do.

    Args:
        known: what is known of each report.
        reports: all of them.
        twice: the numbers of reports that repeat much of each other in tables.
    """
    found = list(known)
    for first, second in sorted(set(twice)):
        a, b = found[first], found[second]
        foreign = reports[first].metadata.language != reports[second].metadata.language
        if foreign or a.titled.text in b.subjects or b.titled.text in a.subjects:
            both = a.subjects | b.subjects or frozenset({f"= {min(a.path, b.path)}"})
            found[first], found[second] = replace(a, subjects=both), replace(b, subjects=both)
    return found


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
