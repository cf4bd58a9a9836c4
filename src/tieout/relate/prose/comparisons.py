"""Forms that order two figures, or say that one is twice the other: measured.

A word that opens a number (超过 40%) is a hedge, one in a condition (不低于, if, must) a threshold: neither
compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from tieout.equation import Equation, Number, Sign, Term, order, product
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.quantity import Hedge, Interval, Numeral, Quantity, Unit
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, best, relation, together
from tieout.relate.prose.movement import pairs
from tieout.relate.prose.steps import is_of_another, is_step
from tieout.rulebook.statements import BRACKET, PAUSE, SIGNS
from tieout.wording import say

_NEAR = 32  # letters named between a figure and the word that compares it
_FAR = 60  # the same between that word and the other figure
_LISTED = 30  # letters between the figures of a list, and before a comparison its condition
_FURTHER = 8  # letters that may stand beside a date: further
_BEHIND = 12  # letters behind a comparison
_INCOMPARABLE = 100  # times; figures further apart were not compared with each other
_OBJECT = 3  # letters that name what is doubled
_SAME_NAME = 2  # characters by which a measure is known again
_UNSURE = (WordList.PROSE_THRESHOLDS, WordList.PROSE_LOWER_BETTER)
_ELSEWHERE = (WordList.PROSE_TO, WordList.PROSE_FROM, WordList.DIFFERS_UPWARDS)
_NEW_MEASURE = SIGNS | {WordList.IS_WORD, WordList.PROSE_TO, WordList.OF_WORD}
_COMPARING = frozenset({WordList.PROSE_ABOVE, WordList.PROSE_BELOW})
_GAPS = _COMPARING | {"gap_upwards", "gap_downwards"}  # right behind a figure: it is the distance
_FACTORS: dict[str, Numeral] = {
    WordList.DOUBLES: Numeral(2, 0), WordList.TRIPLES: Numeral(3, 0), WordList.QUADRUPLES: Numeral(4, 0),
    WordList.TENFOLD: Numeral(10, 0), WordList.HALVES: Numeral(5, -1),
}  # fmt: skip
_HEDGES: dict[str, Hedge] = {"over_fold": Hedge.OVER, "under_fold": Hedge.UNDER}


def ordered(match: Match) -> Iterator[Relation]:
    """`one` is above, or below, `other` and what is listed with it, as the word between them says."""
    one, other = match.one("one"), match.one("other")
    word = next(mark for mark in match.words if mark.names & _COMPARING)
    signed = min(one.figure.amount.value, other.figure.amount.value) < 0
    if _is_distance(match.line, word, one, other) or _is_gap(match.line, other):
        return
    if not signed and _comparable(one, other) and _compares(match.line, word, one, other):
        for each in (other, *_listed_behind(match.line, other)):
            if _comparable(one, each):
                yield _ordered("words", one, each, larger=WordList.PROSE_ABOVE in word.names)


def _is_distance(line: Line, word: Mark, one: Fact, other: Fact) -> bool:
    """Whether a figure right before the word is how far the one before is from the other: 68, 3 above 65."""
    own = line.mark(one)
    before = [
        mark for mark in line.inside(0, own.start) if mark.letter == own.letter and mark.fact is not None
    ]
    if not before or line.words(own.end, word.start):
        return False
    opens = max(
        (mark.end for mark in line.inside(before[-1].end, own.start) if mark.names & SIGNS), default=-1
    )
    level = before[-1].fact
    if opens < 0 or level is None or line.words(opens, own.start) or not _comparable(level, other):
        return False
    target = other.figure.amount.value
    return abs(level.figure.amount.value - target) < abs(one.figure.amount.value - target)


def _is_gap(line: Line, fact: Fact) -> bool:
    """Whether the word right behind a figure says that it is a distance: 0.8% above ours and 2.0% higher."""
    own, behind = line.mark(fact), line.marks[line.place(fact) + 1 :][:1]
    return any(mark.names & _GAPS and not line.words(own.end, mark.start) for mark in behind)


def _compares(line: Line, word: Mark, one: Fact, other: Fact) -> bool:
    """Whether a word compares what stands right before it with what is named right behind it."""
    left, right = line.mark(one), line.mark(other)
    before, behind = line.naming(left.end, word.start), line.naming(word.end, right.start)
    named = 0 < behind <= _FAR or line.said(word.end, right.start, WordList.DEFINITE)
    if (
        before > _NEAR
        or not named
        or line.in_row(one)
        or _bracketed_with_others(line, one)
        or _led(line, one)
    ):
        return False
    if line.said(left.end, word.start, WordList.AND_WORD) or line.said(word.end, right.start, *_ELSEWHERE):
        return False
    follows = line.inside(word.end, right.start)[:1]
    if follows and WordList.AND_WORD in follows[0].names and not line.words(word.end, follows[0].start):
        return False  # described above and ...
    return not line.said(left.start - _LISTED, right.end + _BEHIND, *_UNSURE)


def _led(line: Line, fact: Fact) -> bool:
    """Whether a word that compares leads to a figure: it is what another is above or below."""
    start = line.mark(fact).start
    opens = max((mark.end for mark in line.inside(0, start) if mark.names & SIGNS), default=0)
    return line.said(opens, start, *_COMPARING)


def _bracketed_with_others(line: Line, fact: Fact) -> bool:
    """Whether a bracket that a figure closes holds others before it."""
    place = line.place(fact)
    if not line.marks[place + 1 :] or BRACKET not in line.marks[place + 1].names:
        return False
    inside = list(takewhile(lambda mark: BRACKET not in mark.names, reversed(line.marks[:place])))
    return any(mark.letter and mark.letter not in "DZ" for mark in inside)


def _listed_behind(line: Line, fact: Fact) -> Iterator[Fact]:
    """The figures that "and" joins to one, of the same measure."""
    place = line.place(fact)
    while True:
        behind = range(place + 1, len(line.marks))
        following = next((at for at in behind if line.marks[at].fact is not None), place)
        between = line.marks[place + 1 : following]
        if not between or WordList.AND_WORD not in between[0].names:
            return
        if any(mark.names & _NEW_MEASURE for mark in between[1:]):
            return
        mark = line.marks[following]
        if mark.fact is None or line.naming(line.marks[place].end, mark.start) > _LISTED:
            return
        yield mark.fact
        place = following


def turned(match: Match) -> Iterator[Relation]:
    """From `base` up, or down, to `result`; or to twice as much."""
    word = next((mark for mark in match.words if mark.names & _FACTORS.keys()), None)
    base, result = match.one("base"), match.one("result")
    if word is not None:
        yield from _folded(match, word, base, result)
    elif (
        match.direction
        and _moves(base, result)
        and not (_one_of_several(match, base, result) or is_of_another(match, base, result))
    ):
        yield _ordered("direction", result, base, larger=match.direction > 0)


def reached(match: Match) -> Iterator[Relation]:
    """`result` is where the figure before rose or fell to: both are dated, or one measure is named twice."""
    line, result = match.line, match.one("result")
    verb = match.words[0]
    before = [mark for mark in line.inside(0, verb.start) if mark.letter and mark.letter not in "DZ"]
    base = before[-1].fact if before else None
    if base is None or not match.direction or not _moves(base, result):
        return
    pauses = [mark for mark in line.inside(before[-1].end, verb.start) if mark.names & SIGNS]
    if len(pauses) != 1 or PAUSE not in pauses[0].names:
        return
    if line.said(pauses[0].end, verb.start, WordList.PROSE_OF_WHICH):
        return
    found = _ordered("direction", result, base, larger=match.direction > 0)
    if _dated(line, base, pauses[0], verb):
        yield found
    elif _name(line, before[-1].start) == _name(line, verb.start) != "":
        yield replace(found, evidence=Evidence.GUESSED, cap=Severity.WARNING)


def exceeded(match: Match) -> Iterator[Relation]:
    """`result` is the higher, or lower, of two: a comparative opens the line, or "than" follows it."""
    line, word = match.line, match.words[0]
    base, result = match.one("base"), match.one("result")
    opens = not line.words(0, word.start) and line.said(word.end, line.mark(result).start, WordList.OF_WORD)
    names = line.naming(word.end, line.mark(result).start, match.words)
    if match.direction and names and (opens or match.said("than_others")) and _moves(base, result):
        yield _ordered("direction", result, base, larger=match.direction > 0)


def _dated(line: Line, base: Fact, pause: Mark, verb: Mark) -> bool:
    """Whether a date stands before the base, and one between the pause and the verb right behind it."""
    behind = [mark for mark in line.inside(pause.end, verb.start) if mark.letter]
    near = line.naming(pause.end, verb.start) <= _FURTHER
    return near and bool(behind) and any(date.id < base.id for date in line.dates)


def _name(line: Line, end: int) -> str:
    """The last characters of the name before an offset, words that say nothing apart."""
    for mark in reversed(line.inside(0, end)):
        if mark.end == end and mark.names & {WordList.IS_WORD, WordList.PROSE_FILLER, WordList.PROSE_TO}:
            end = mark.start
    name = line.text[max(end - _SAME_NAME, 0) : end]
    return "" if name.isascii() else name


def _one_of_several(match: Match, base: Fact, result: Fact) -> bool:
    """Whether a result before its base closes a list of its like, any of which may be meant."""
    if result.id > base.id or match.said(WordList.PROSE_TO):
        return False
    return _follows_its_like(match.line, result)


def _follows_its_like(line: Line, fact: Fact) -> bool:
    own = line.mark(fact)
    return any(mark.letter == own.letter for mark in line.inside(own.start - _LISTED, own.start))


def _folded(match: Match, word: Mark, base: Fact, result: Fact) -> Iterator[Relation]:
    """Twice, half or ten times as much; "threefold" is used for four times as much as well."""
    if not alike(base.figure.amount, result.figure.amount) or is_step(match.line, result, word):
        return
    ratios = list(pairs(base, result))
    times, text = _times(match.line, word)
    readings = [Reading(_multiplied(pair, times)) for pair in ratios]
    if "in_folds" in word.names:
        more: Number[Fact] = Number(times.point + 1, times.value().interval + Interval.point(1), text)
        readings += [Reading(_multiplied(pair, more), "read as 'n times more'") for pair in ratios]
    chosen = best(readings)
    if chosen is not None and (chosen.tie.holds or not _has_object(match.line, word, base, result)):
        low, high = ratios[0]
        ratio = hundredths(high.value().point / low.value().point)
        detail = "" if chosen.tie.holds else say("it is {ratio} times", ratio=ratio)
        said = f"{result.figure.text} / {base.figure.text}: {text}"
        yield relation("fold", chosen, kind_name="comparison", expression=said, detail=detail)


def _has_object(line: Line, word: Mark, base: Fact, result: Fact) -> bool:
    """Whether what doubles is named behind the word, and no figure is: from 32 to 128 doubles throughput."""
    if max(line.mark(base).end, line.mark(result).end) > word.start:
        return False
    following = next((mark.start for mark in line.marks if mark.start >= word.end), len(line.text))
    return line.text[word.end : word.end + 1] == " " and line.naming(word.end, following) > _OBJECT


def _multiplied(pair: tuple[Term[Fact], Term[Fact]], times: Number[Fact]) -> Equation[Fact]:
    return product(pair[1], (pair[0], times))


def _times(line: Line, word: Mark) -> tuple[Number[Fact], str]:
    """What a word such as "more than doubled" allows the ratio to be, its factor to half a unit; its text."""
    numeral = next(each for name, each in _FACTORS.items() if name in word.names)
    start, hedge = word.start, None
    for before in line.inside(0, word.start):
        for name in before.names & _HEDGES.keys():
            if not line.text[before.end : word.start].strip():
                start, hedge = before.start, _HEDGES[name]
    quantity = Quantity(numeral, Unit("x"), hedge=hedge)
    text = line.text[start : word.end]
    return Number(quantity.value, quantity.interval, text), text


def hundredths(ratio: Fraction) -> str:
    """A ratio to two places."""
    whole, rest = divmod(round(abs(ratio) * 100), 100)
    return f"{whole}.{rest:02}"


def _moves(base: Fact, result: Fact) -> bool:
    """Whether one figure can have become the other: both are above zero, and are told plainly."""
    return min(base.figure.amount.value, result.figure.amount.value) > 0 and _comparable(
        _unhedged(base), _unhedged(result)
    )


def _comparable(left: Fact, right: Fact) -> bool:
    a, b = left.figure.quantity, right.figure.quantity
    if a is None or b is None or a.upper is not None or b.upper is not None or b.hedge is not None:
        return False
    if kind(a) not in "APX" or not alike(a, b, bound=False):
        return False
    low, high = sorted((abs(a.value), abs(b.value)))
    return high <= low * _INCOMPARABLE


def _ordered(shape: str, left: Fact, right: Fact, *, larger: bool) -> Relation:
    sides = (_without_bound(left.figure.amount), _without_bound(right.figure.amount))
    one, other = together(left, right, sides, ("part", "compared with"))
    said = order(one, Sign.ABOVE if larger else Sign.BELOW, other)
    told = say("the text says higher") if larger else say("the text says lower")
    detail = told if said.fails else ""
    return Relation.of(said, kind="comparison", shape=shape, detail=detail)


def _unhedged(fact: Fact) -> Fact:
    """A figure said to be about so much, as if it were printed plainly."""
    quantity = fact.figure.quantity
    if quantity is None or quantity.hedge is not Hedge.ABOUT:
        return fact
    return replace(fact, figure=replace(fact.figure, quantity=replace(quantity, hedge=None)))


def _without_bound(quantity: Quantity) -> Quantity:
    """Without the words that bound it on one side; "about" leaves it as wide as it is."""
    return quantity if quantity.hedge is Hedge.ABOUT else replace(quantity, hedge=None)
