"""Rates and differences: a figure that its words call a rise, a fall or a gap of two levels around it."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.lexicon import WordList
from tieout.model import Grain, Relation
from tieout.relate.prose.match import FALLS, RISES
from tieout.relate.prose.measure import alike, bare, in_unit_of
from tieout.relate.prose.movement import Movement, measure, skips_a_year
from tieout.relate.prose.told import in_points
from tieout.relate.prose.worked.choosing import Way, once
from tieout.relate.prose.worked.kinship import is_earlier, lists_of, of_one_name, time_of
from tieout.relate.prose.worked.levels import are_alone, is_of_a_second, may_lie_between
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.referred import PAIR, referents
from tieout.rulebook.statements import PAUSE, SIGNS, STOP

_UNNAMED = 4  # bits: nothing says that a level is the base
_REVERSED = 2  # and it stands behind the other
_REACHED = 3  # less, where the other level is the one that a change leads to
_ALONE = 2  # less, where the sentence has no other figures
_OTHERWISE = 3  # bits: the words of a claim name something else, or another time
_TRAILED = 2  # the same where it follows the two levels at once
_A_YEAR = 330, 400  # days
_UP = (*RISES, WordList.PROSE_ABOVE, "gap_upwards")
_DOWN = (*FALLS, WordList.PROSE_BELOW, "gap_downwards")
_ABOVE = (WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
_BEFORE = (WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_BASE_PERIOD)
_CAUSES = ("leads_to",)  # a part of a change, or its effect on something else
_RATES = (WordList.PROSE_RATE_OF_RISE, WordList.PROSE_RATE_OF_FALL)
_TURNED = (WordList.PROSE_CHANGE, "more_times")
_ROOM = ("upside_word",)
_GAPS = ("differs_by", "gap_upwards", "gap_downwards")  # between two things as well as between two times
_AGAIN = frozenset({WordList.PROSE_FILLER, "restated_as", "that_makes", WordList.IS_WORD})
_TRAILING = 24  # letters that may name what lies between two levels
_NO_STEP = (
    WordList.PROSE_TO, WordList.PROSE_FROM, WordList.PROSE_TOTAL, WordList.IN_ALL, WordList.AND_WORD,
    "stands_at", "measure_word",
)  # fmt: skip
_NEVER = (WordList.PROSE_COMPOUND, WordList.PROSE_YEARLY, WordList.AVERAGES, WordList.PROSE_SHARE)


def moves(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as what lies between two levels."""
    yield from once(_moves(passage, claim)) if claims(passage, claim) else ()  # either way about is one


def _moves(passage: Passage, claim: Told) -> Iterator[Way]:
    direction = _direction(claim)
    yield from _of_a_step(passage, claim, direction)
    levels = [each for each in passage.around(claim, "APX") if _is_level(passage, each, claim)]
    pair = referents(passage, claim)
    if len(pair) == PAIR and pair[0] is not pair[1] and may_lie_between(claim, pair[1], pair[0], direction):
        result, base = pair  # the former is so much above the latter
        yield from (Way(found, 0) for found in _measured(base, result, claim, direction))
        return
    for result in levels:
        if passage.is_base(result):
            continue
        for base in levels:
            if (
                base is result
                or not may_lie_between(claim, base, result, direction)
                or _is_no_base(claim, base)
                or is_of_a_second(passage, claim, base)
                or _runs_the_other_way(passage, claim, base, result, direction)
            ):
                continue
            if _is_of_another_year(claim, result) or _is_turned(passage, claim, base, result):
                continue
            bits = _bits(passage, claim, base, result)
            for relation in _measured(base, result, claim, direction):
                yield Way(relation, bits)


def _of_a_step(passage: Passage, claim: Told, direction: int) -> Iterator[Way]:
    """A rate beside the amount of the same change: down 60 to 3,420, or 1.7%."""
    if claim.letter != "P" or not direction:
        return
    beside = [each for each in passage.around(claim, "A") if each.sentence == claim.sentence]
    steps = [
        each for each in beside
        if passage.is_step(each) and _direction(each) == direction and passage.are_neighbours(each, claim)
        and not _is_no_base(claim, each)
    ]  # fmt: skip
    for step in steps:
        for result in beside:
            if passage.is_step(result) or passage.is_base(result) or not _is_level(passage, result, claim):
                continue
            amount = in_unit_of(step.fact, result.fact)
            if alike(amount.figure.amount, result.fact.figure.amount, bound=False):
                bits = _bits(passage, claim, step, result)
                own = passage.clause(step)
                of = passage.subject(result)
                bits += _OTHERWISE * bool(own and of and not of_one_name(own, of))
                said = Movement(None, result.fact, (claim.fact, amount), direction)
                yield from (Way(found, bits) for found in measure(said))


def claims(passage: Passage, claim: Told) -> bool:
    """Whether its words call a figure a change."""
    if (
        said_in(claim.far, _CAUSES)
        or claim.said(*_NEVER, *_CAUSES)
        or claim.followed(WordList.PROSE_COMPOUND, WordList.PROSE_YEARLY)
    ):
        return False
    if passage.is_step(claim) or (claim.letter in "PO" and claim.followed(*_ABOVE)):
        return True
    if claim.letter in "PO" and not claim.said(WordList.PROSE_TO) and passage.own_behind(claim)[:1]:
        first = passage.own_behind(claim)[0]  # a 20% improvement
        if not first.names.isdisjoint(_TURNED) and not passage.line.words(claim.mark.end, first.start):
            return True
    if claim.letter == "A" and claim.behind and claim.behind[0].names & frozenset(_ABOVE):
        led = all(mark.names & _AGAIN for mark in claim.own)  # 3.7 above, which is 3.7 above
        return led and passage.line.words(claim.mark.end, claim.behind[0].start) == 0
    return (claim.letter == "P" and (claim.said(*_ROOM) or claim.followed(*_ROOM))) or _trails(passage, claim)


def _trails(passage: Passage, claim: Told) -> bool:
    """Whether a figure follows a pair of levels, from one to the other, all of its kind in its sentence."""
    own = [
        each for each in passage.around(claim, "A")
        if each.sentence == claim.sentence
        and alike(each.fact.figure.amount, claim.fact.figure.amount, bound=False)
    ]  # fmt: skip
    if claim.letter != "A" or len(own) != len(("base", "result")) or own[-1].place > claim.place:
        return False
    base, result = own
    ahead = passage.line.marks[claim.place - 1 :: -1]
    sign = next((mark for mark in ahead if mark.letter or mark.names & SIGNS), None)
    return (
        base.said(WordList.PROSE_FROM) and result.said(WordList.PROSE_TO)
        and sign is not None and PAUSE in sign.names
        and not claim.said(*_NO_STEP) and passage.are_neighbours(result, claim)
        and passage.line.words(sign.end, claim.mark.start) <= _TRAILING
    )  # fmt: skip


def _direction(claim: Told) -> int:
    for marks in (claim.own[::-1], claim.behind, claim.far[::-1]):
        for mark in marks:
            if not mark.names.isdisjoint(_UP):
                return 1
            if not mark.names.isdisjoint(_DOWN):
                return -1
    return 0


def _is_level(passage: Passage, told: Told, claim: Told) -> bool:
    """Whether a figure is one that something stood at; so is a rate of growth where points are of rates."""
    rates = claim.letter == "O" and told.letter == "P" and claim.said(*_RATES)
    return told.fact.figure.amount.value > 0 and (rates or not passage.is_step(told))


def _is_turned(passage: Passage, claim: Told, base: Told, result: Told) -> bool:
    """Whether two rates lie the other way than a gap of points says, and nothing names the base."""
    if claim.letter not in "OP" or not claim.said(*_GAPS) or passage.is_base(base):
        return False
    apart = result.fact.figure.amount.value - base.fact.figure.amount.value
    return apart * _direction(claim) < 0


def _runs_the_other_way(passage: Passage, claim: Told, base: Told, result: Told, direction: int) -> bool:
    """Whether a rate would be told of a rise that is a fall, where nothing names the base."""
    apart = result.fact.figure.amount.value - base.fact.figure.amount.value
    if claim.letter != "P" or base.letter != "A" or apart * direction >= 0:
        return False
    if said_in(passage.line.marks[claim.place : base.place], (STOP,)) and not _is_yearly(claim):
        return True  # 20% more; a year ago it was so much
    return not (passage.is_base(base) or _timed(claim, base) or is_earlier(base, result))


def _is_no_base(claim: Told, base: Told) -> bool:
    """Whether a base is only what was expected, or of a year ago, and the claim speaks of the time before."""
    if skips_a_year(lists_of(claim), lists_of(base)):
        return True
    yearly = base.said(WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_YEAR_AGO, WordList.PROSE_BASE_PERIOD)
    moved = base.said(WordList.PROSE_AGAINST) and base.said(WordList.PROSE_RISE, WordList.PROSE_FALL)
    if _is_yearly(claim) and moved and not yearly:
        return True  # 15 down on the end of January
    return _is_yearly(claim) and base.said(*_ABOVE) and not base.said(*_BEFORE)


def _is_of_another_year(claim: Told, result: Told) -> bool:
    """Whether a rate is told of another year than a level: the first of a list may have no base here."""
    own, now = time_of(claim), time_of(result)
    if claim.letter != "P" or own is None or now is None:
        return False
    return own.grain is now.grain is Grain.YEAR and own.last != now.last


def _bits(passage: Passage, claim: Told, base: Told, result: Told) -> int:
    """What it costs to take two levels for those of a claim."""
    named = passage.is_base(base) or passage.is_step(base) or is_earlier(base, result) or _timed(claim, base)
    bits = 0 if named else _UNNAMED - _REACHED * _reaches(passage, claim, base, result)
    gap = claim.said(*_GAPS) or said_in(passage.own_behind(claim)[:1], _GAPS)
    alone = (claim.letter == "A" or gap) and are_alone(passage, claim, base, result)
    bits -= (_ALONE + gap) * (alone and not named)
    bits += _REVERSED * (not named and not alone and base.place > result.place)
    bits += (abs(claim.sentence - base.sentence) + abs(claim.sentence - result.sentence) + 1) // 2
    bits += passage.in_bracket(result) and not passage.in_bracket(claim)
    for operand, cost in ((result, 1), (base, 2)):
        between = [each for each in _between(passage, claim, operand) if each not in (base, result)]
        bits += 2 * sum(each.letter == "A" and not passage.is_step(each) for each in between)
        bits += cost * sum(each.letter == claim.letter for each in between if each.letter in "PO")
    clause, of, other = passage.clause(claim), passage.subject(result), passage.subject(base)
    leads = claim.place < result.place and not of and not other
    told = of_one_name(clause, of) or of_one_name(clause, other) or (gap and alone and not named)
    trails = base.place < result.place < claim.place and _trails(passage, claim)
    bits += (_TRAILED if trails else _OTHERWISE) * bool(clause and not leads and not told)
    bits += bool(of and other and not passage.is_base(base) and not of_one_name(of, other))
    caused = said_in(claim.behind, ("has_cause",)) and claim.sentence not in (base.sentence, result.sentence)
    bits += _OTHERWISE * caused
    bits += _REVERSED * (result.place > claim.place and _follows(passage, claim, result))
    bits += _OTHERWISE * (base.place > claim.place and _is_of_the_next(passage, claim, base))
    bits += _OTHERWISE * _is_taken(passage, claim, base)
    dealt = WordList.PROSE_RESPECTIVELY in passage.line.names and result in (
        passage.following(base),
        passage.before(base),
    )
    bits += _OTHERWISE * (dealt and not _timed(claim, base) and not (gap and alone))
    return bits + _OTHERWISE * _at_another_time(claim, base, result)


def _is_yearly(claim: Told) -> bool:
    return claim.said(WordList.PROSE_YEAR_ON_YEAR) or claim.followed(WordList.PROSE_YEAR_ON_YEAR)


def _is_of_the_next(passage: Passage, claim: Told, base: Told) -> bool:
    """Whether another claim follows a base at once, which then is its own."""
    behind = [each for each in passage.told if each.place > base.place][:1]
    return bool(behind) and behind[0].letter == claim.letter and passage.is_step(behind[0])


def _is_taken(passage: Passage, claim: Told, base: Told) -> bool:
    """Whether a base of a sentence before is that of a rate there: grew 19% from 193. Billings rose 21%."""
    before = [each for each in passage.told if each.place < base.place][-1:]
    if claim.letter != "P" or base.sentence == claim.sentence or not before or not base.said(*_BEFORE):
        return False
    rate = before[0]
    return rate.letter == claim.letter and passage.is_step(rate) and rate.sentence == base.sentence


def _reaches(passage: Passage, claim: Told, base: Told, result: Told) -> bool:
    """Whether a change leads to its result, and no other level than the base stands before it."""
    between = passage.line.marks[claim.place : result.place]
    levels = [each for each in passage.told if each.letter == base.letter and not passage.is_step(each)]
    return (
        claim.place < result.place
        and result.said(WordList.PROSE_TO, "stands_at")
        and not said_in(between, (STOP,))
        and base.place < claim.place
        and levels == [base, result]
    )


def _timed(claim: Told, base: Told) -> bool:
    """Whether a claim names the time of a base: 4.6 more than in 2023; in 2023 it was so much."""
    dates = {mark.fact.figure.dates for mark in claim.own if mark.fact is not None}
    return bool(dates) and claim.said(*_BEFORE) and time_of(base) in dates


def _follows(passage: Passage, claim: Told, result: Told) -> bool:
    """Whether another level than a named base stands right before a claim: it is what has changed."""
    before = [each for each in passage.told if each.place < claim.place and each.letter == result.letter][-1:]
    return bool(before) and before[0].sentence == claim.sentence and not passage.is_base(before[0])


def _between(passage: Passage, one: Told, other: Told) -> Iterator[Told]:
    low, high = sorted((one.place, other.place))
    return (each for each in passage.told if low < each.place < high)


def _at_another_time(claim: Told, base: Told, result: Told) -> bool:
    """Whether the times of two levels are not those that a claim speaks of."""
    own, then, now = (time_of(each) for each in (claim, base, result))
    if then is not None and now is not None:
        if then.last > now.last:
            return True
        if (_is_yearly(claim) or claim.said(WordList.PROSE_BASE_PERIOD)) and not _A_YEAR[
            0
        ] < now.last - then.last < _A_YEAR[1]:
            return True
    if _timed(claim, base):
        return False
    return own is not None and now is not None and own.last not in (now.last, then.last if then else now.last)


def _measured(base: Told, result: Told, claim: Told, direction: int) -> Iterator[Relation]:
    delta = claim.fact
    if base.letter == "P" and bare(delta.figure.amount):
        delta = in_points(delta)
    yield from measure(Movement(in_unit_of(base.fact, result.fact), result.fact, (delta,), direction))
