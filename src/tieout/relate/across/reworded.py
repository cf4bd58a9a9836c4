"""Sentences that stand in the place of each other in two versions of a report, or in two languages.

Versions keep the order of their sentences: what was changed between two sentences that both have is the same
sentence, if it has as many figures and most of its words. In two languages no word shows what a figure is of:
there a sentence is another's translation if all figures of both agree but one, which looks like the other
gone wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tieout.lexicon import letter_pairs
from tieout.model import Fact, Grain, Report, Sentence, Severity, Status
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.links import OPINION, Link, Unlinked
from tieout.relate.across.reports import Kinship, Known
from tieout.relate.across.sentences import between, quantities, worded
from tieout.relate.across.whom import Whom
from tieout.slip import near

_MOST = 3  # earlier versions that one is held against
_ALIKE = 3, 5  # of the words that both sentences have
_BLOCK = 40  # sentences changed in one go, beyond which it was written anew
_FIGURES = 12  # of a sentence; one with more is a list
_SHOWN = 2  # figures that agree, or a day and a thing, which show a sentence to be another's translation


def linked(
    reports: Sequence[Report], known: Sequence[Known], whom: Whom, twice: Sequence[tuple[int, int]]
) -> Iterator[Link | Unlinked]:
    """The figures of sentences that are one in two versions, or in two languages.

    Args:
        reports: all of them.
        known: what is known of each.
        whom: of whom figures are.
        twice: the numbers of reports that print a table twice.
    """
    versions: dict[str, list[int]] = {}
    for number, one in enumerate(known):
        if one.version:
            versions.setdefault(one.title, []).append(number)
    for same in versions.values():
        for at, number in enumerate(same):
            for other in same[max(at - _MOST, 0) : at]:
                kin = Kinship.of(known[number], known[other])
                yield from _of_versions(reports[number], reports[other], kin)
    for first, second in sorted(set(twice)):
        a, b = reports[first], reports[second]
        if a.metadata.language != b.metadata.language:
            yield from _translated(_Side.of(a, known[first], whom), _Side.of(b, known[second], whom))


def _of_versions(new: Report, old: Report, kin: Kinship) -> Iterator[Link | Unlinked]:
    mine, theirs = _spoken(new), _spoken(old)
    matcher = SequenceMatcher(None, [worded(one) for one in mine], [worded(one) for one in theirs], False)
    for sort, first, last, begin, end in matcher.get_opcodes():
        if sort == "equal":
            pairs = list(zip(mine[first:last], theirs[begin:end], strict=True))
        elif sort == "replace" and max(last - first, end - begin) <= _BLOCK:
            pairs = list(_changed(mine[first:last], theirs[begin:end]))
        else:
            continue
        for sentence, other in pairs:
            for fact, figure in zip(quantities(sentence), quantities(other), strict=True):
                yield from _judged(hold(fact, figure), kin)


def _spoken(report: Report) -> list[Sentence]:
    return [one for one in report.sentences if one.row is None and quantities(one)]


def _changed(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of as many figures that have most of their words in common, each with at most one other."""
    ranked = []
    for first, sentence in enumerate(mine):
        for second, other in enumerate(theirs):
            own, words = _words(sentence), _words(other)
            shared, every = (own & words).total(), (own | words).total()
            if shared * _ALIKE[1] >= every * _ALIKE[0] and len(quantities(sentence)) == len(
                quantities(other)
            ):
                ranked.append((-shared, abs(first - second), first, second))
    done: tuple[set[int], set[int]] = set(), set()
    for _, _, first, second in sorted(ranked):
        if first not in done[0] and second not in done[1]:
            done[0].add(first)
            done[1].add(second)
            yield mine[first], theirs[second]


def _words(sentence: Sentence) -> Counter[str]:
    """The words of a sentence without its figures, Chinese by pairs of characters."""
    words = " ".join(between(sentence)).casefold().split()
    latin = [word.strip(".,;:()") for word in words if word.isascii()]
    return Counter([*latin, *(pair for word in words if not word.isascii() for pair in letter_pairs(word))])


def _judged(held: Held, kin: Kinship) -> Iterator[Link | Unlinked]:
    """What changed from one version to the next: it may have been meant to, which nobody says."""
    if held.agrees:
        yield Link(held)
    elif held.apart and not held.fact.status is held.other.status is Status.ACTUAL:
        yield Unlinked(held, OPINION)
    elif held.apart:
        dated = held.fact.period is not None and held.other.period is not None
        alike = near(held.fact.figure.amount, held.other.figure.amount)
        yield Link(held, Severity.WARNING if dated and alike and not kin.restated else Severity.NOTE)


@dataclass(frozen=True, slots=True)
class _Side:
    """The sentences of one report, each with its figures, its days and whom it is of."""

    known: Known
    sentences: Sequence[tuple[Sequence[Fact], frozenset[int], frozenset[str]]]

    @staticmethod
    def of(report: Report, known: Known, whom: Whom) -> _Side:
        """Read the sentences of a report."""
        told = []
        for sentence in _spoken(report):
            facts = quantities(sentence)
            if len(facts) <= _FIGURES and all(fact.status is Status.ACTUAL for fact in facts):
                days = (fact.figure.dates for fact in sentence.facts)
                things = {who for fact in facts if (who := whom.of_fact(fact, known)) and whom.is_thing(who)}
                dated = frozenset(day.last for day in days if day is not None and day.grain is Grain.DAY)
                told.append((facts, dated, frozenset(things)))
        return _Side(known, told)

    @property
    def by_figure(self) -> Mapping[object, list[int]]:
        """The sentences that have a figure or a day."""
        found: dict[object, list[int]] = {}
        for number, (facts, days, _) in enumerate(self.sentences):
            for key in {*(fact.figure.amount.value for fact in facts), *days}:
                found.setdefault(key, []).append(number)
        return found


def _translated(mine: _Side, theirs: _Side) -> Iterator[Link | Unlinked]:
    """The figures of sentences that are one in two languages, and the only ones that can be."""
    there, here = _partners(mine, theirs), _partners(theirs, mine)
    for first, (second, pairs) in there.items():
        if second in here and here[second][0] == first:
            for fact, other in pairs:
                held = hold(fact, other)
                if held.agrees:
                    yield Link(held)
                elif held.near and fact.figure.amount.unit == other.figure.amount.unit:
                    kin = Kinship.of(mine.known, theirs.known)
                    yield Link(held, Severity.NOTE if kin.restated or kin.other_houses else Severity.WARNING)


def _partners(mine: _Side, theirs: _Side) -> dict[int, tuple[int, list[tuple[Fact, Fact]]]]:
    """What each sentence can be a translation of, with their figures in turn; where one fits best."""
    found, by_figure = {}, theirs.by_figure
    for number, (facts, days, things) in enumerate(mine.sentences):
        shared = {other for fact in facts for other in by_figure.get(fact.figure.amount.value, ())}
        shared |= {other for day in days for other in by_figure.get(day, ())}
        ranked = []
        for other in shared:
            figures, dated, named = theirs.sentences[other]
            pairs = list(zip(facts, figures, strict=True)) if len(facts) == len(figures) else []
            agreeing = sum(hold(*pair).agrees for pair in pairs)
            shown = agreeing + len(days & dated) + bool(things & named)
            if pairs and shown >= _SHOWN and agreeing >= len(pairs) - 1:
                ranked.append((shown, other, pairs))
        best = [one for one in ranked if one[0] == max(shown for shown, _, _ in ranked)]
        if len(best) == 1:
            found[number] = best[0][1:]
    return found
