"""How far two named things are apart, by the table that has both: A leads B by 1.3 on MATH."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from tieout.lexicon import Phrase, WordList
from tieout.model import Fact
from tieout.relate.linking.arithmetic import combined
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Speech
from tieout.relate.prose.letter import kind
from tieout.relate.sameness import comparable

_OF = Phrase(r"\s?{point_word}?\s{=narrowing}\s(?:{determiner}\s)?")


def gap(direct: Direct, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Linked | None:
    """The difference of two cells that a figure is said to be.

    The two lines are the ones of their axis that the sentence names, the cells those of the line across that
    is named nearest. Where it names more lines than two, only a difference that ties is claimed.

    Args:
        direct: the names of the lines of all tables.
        speech: the sentence.
        spots: where it names lines.
        fact: its figure.
    """
    missed: list[tuple[Linked, bool]] = []
    for table, cells, sure in _pairs(direct, speech, spots, fact):
        counted = speech.counts_points(fact) and kind(cells[0].figure.amount) == "P"
        given = combined(cells, sure, difference=True, unit=Fraction(1, 100) if counted else Fraction(1))
        equation = given.equation(fact)
        tie = equation.tie()
        if tie is None:
            continue
        link = Linked(equation, tie, table, closed=True)
        if tie.holds:
            return link
        missed.append((link, sure))
    if speech.led_by(fact, WordList.PROSE_TO):
        return None  # what a gap grew to is that of a later time
    return missed[0][0] if len(missed) == 1 and missed[0][1] else None


def _pairs(
    direct: Direct, speech: Speech, spots: Sequence[Spot], fact: Fact
) -> Iterator[tuple[int, list[Fact], bool]]:
    """Pairs of cells of two named lines in one across, with their table; and whether no others are named."""
    lines = [
        (spot, line)
        for spot in _nearest_first(spots, speech.start(fact))
        for line in direct.names.near(spot.name, speech.sentence.block)
    ]
    whole = all(_is_whole(spot, spots, speech) for spot in spots)
    behind = _named_behind(speech, spots, fact)
    for table in dict.fromkeys(line.grid.number for _, line in lines):
        of_table = [(spot, line) for spot, line in lines if line.grid.number == table]
        for is_row in (True, False):
            things = list({line.key: line for _, line in of_table if line.is_row is is_row}.values())
            across = [(spot, line) for spot, line in of_table if line.is_row is not is_row]
            exactly = [line for spot, line in across if spot is behind]
            for line in (exactly or [line for _, line in across])[: len(things) > 1]:
                for pair in combinations(things, 2):
                    cells = [_crossing(thing, line) for thing in pair]
                    known = [cell for cell in cells if cell is not None and _goes(speech, cell, fact)]
                    if len(known) == 2:
                        yield table, known, whole and len(things) == 2


def _named_behind(speech: Speech, spots: Sequence[Spot], fact: Fact) -> Spot | None:
    """The name right behind a figure that says what it is of: 14.3 points on GSM8K."""
    end = fact.figure.end - speech.sentence.start
    spot = next((spot for spot in spots if spot.start >= end), None)
    if spot is None:
        return None
    led = speech.lexicon.pattern(_OF).fullmatch(speech.sentence.text[end : spot.start])
    return spot if led is not None else None


def _is_whole(spot: Spot, spots: Sequence[Spot], speech: Speech) -> bool:
    """Whether what stands beside a name is another one or says who is before whom, and narrows nothing."""
    words = speech.lexicon.words
    lists = WordList.OUTDOES, WordList.OUTDOES_BY, WordList.NARROWING, WordList.CHANGED_BY
    idle = (*(word for name in lists for word in words(name)), *(other.name for other in spots))
    goes_on = spot.runs_on and spot.after not in (*idle, *spot.name.split())
    return not goes_on and (not spot.narrowing or spot.narrowing.endswith(idle))


def _nearest_first(spots: Sequence[Spot], start: int) -> list[Spot]:
    """Names before a figure from the nearest on, then those behind it."""
    return sorted(spots, key=lambda spot: (spot.start >= start, abs(spot.start - start)))


def _crossing(thing: Line, across: Line) -> Fact | None:
    row, col = (thing, across) if thing.is_row else (across, thing)
    return thing.grid.facts.get((row.number, col.number))


def _goes(speech: Speech, cell: Fact, fact: Fact) -> bool:
    """Whether a difference of such cells can be the figure: points are those of rates, or of scores."""
    quantity = cell.figure.quantity
    if quantity is None:
        return False
    if kind(quantity) == "P":
        return kind(fact.figure.amount) in ("O", "P") or speech.counts_points(fact)
    return comparable(fact.figure.amount, quantity)
