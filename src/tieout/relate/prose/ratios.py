"""Forms that say a share, a ratio, a multiple, a mean, a price: measured."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from tieout.equation import mean, product, quotient, term, weighted_mean
from tieout.lexicon import WordList
from tieout.model import Fact, Relation
from tieout.quantity import PLAIN, Hedge
from tieout.relate.prose.listing import listed_alike
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import counts_things, exactly, in_full, money, number_of, told, unless_far
from tieout.rulebook.statements import BRACKET, COLON, PAUSE, STOP

_HOURS = Fraction(24)
_DEALT = frozenset({WordList.PROSE_AGAINST, WordList.AND_WORD, WordList.PROSE_FILLER})
_BASES = (WordList.PROSE_FROM, WordList.PROSE_AGAINST)
_NOTHING = 2  # letters between two rates that no word parts
_COMES_TO = (WordList.IN_ALL, WordList.RESTATED_AS, "yields", "costs", "proceeds")


def share(match: Match) -> Iterator[Relation]:
    """`share` is what `part` is of `whole`; the same number once more is neither."""
    whole = match.one("whole")
    whole = match.line.now(whole) or whole
    left = "rest_word" in match.line.names_before(whole)  # a tax of 119, 22%, leaving a profit of 421
    for part, stated in ((match.one("part"), match.one("share")), *_going_on(match)):
        again = part.figure.amount.value == whole.figure.amount.value
        chance = "chance_word" in match.line.names_behind(stated) or _is_of_the_next(match, stated, whole)
        other = again or chance or left or _is_base(match, part)
        if alike(part.figure.amount, whole.figure.amount) and not other:
            found = share_of(part, whole, stated)
            of_it = not (
                match.of_another(stated)
                or match.line.is_told_again(stated)
                or _is_first_of_two(match, stated)
            )
            if found is not None and (found.holds or of_it):
                yield unless_far(match, found)


def _is_base(match: Match, part: Fact) -> bool:
    """Whether a word right before a part says that something came from there: up from 256, or 83% of 383."""
    place = match.line.place(part)
    before = match.line.marks[place - 1] if place else None
    led = before is not None and not match.line.words(before.end, match.line.marks[place].start)
    return led and before is not None and not before.names.isdisjoint(_BASES)


def _is_of_the_next(match: Match, share: Fact, whole: Fact) -> bool:
    """Whether a share is of the next thing, or a distance: 41 at 60% and a value of 52; 11% above 140."""
    start, end = match.line.mark(share).end, match.line.mark(whole).start
    between = match.line.inside(start, end)
    leads = next((mark for mark in between if WordList.OF_WORD in mark.names), None)
    apart = (WordList.AND_WORD, WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
    return leads is not None and match.line.said(start, leads.start, *apart)


def _is_first_of_two(match: Match, stated: Fact) -> bool:
    """Whether another rate follows at once: 45% against 25% are of two things, dealt out in their order."""
    marks = match.line.marks
    place = match.line.place(stated)
    between = takewhile(lambda mark: mark.fact is None, marks[place + 1 :])
    told = [mark for mark in between if not mark.names & _DEALT]
    follows = next((mark for mark in marks[place + 1 :] if mark.fact is not None), None)
    if told or follows is None or follows.letter != marks[place].letter:
        return False
    return match.line.words(marks[place].end, follows.start) <= _NOTHING


def _going_on(match: Match) -> Iterator[tuple[Fact, Fact]]:
    """More parts of the same whole, each with its share in brackets: of N, k (p%), l (q%) and m (r%)."""
    marks = match.line.marks
    place = match.line.place(match.one("share"))
    if BRACKET not in marks[place - 1].names:
        return
    part, opened = None, False
    for mark in takewhile(lambda mark: not mark.names & {STOP, COLON}, marks[place + 1 :]):
        if mark.fact is None:
            opened = BRACKET in mark.names
        elif part is None and mark.letter == "A":
            part = mark.fact
        elif part is not None and mark.letter == "P" and opened:
            yield part, mark.fact
            part = None
        else:
            return


def average(match: Match) -> Iterator[Relation]:
    """`mean` is the mean of `values`."""
    values, stated = match.slots["values"], match.one("mean")
    if (
        not match.said(WordList.AVERAGES)
        or match.line.names_before(values[0]) & {"spreads"}
        or not all(listed_alike(stated.figure.amount, fact.figure.amount) for fact in values)
    ):
        return
    parts = in_full(values, stated, "value")
    yield told(match, "average", Reading(mean(term(stated, "average"), parts)))


def weighted(match: Match) -> Iterator[Relation]:
    """`mean` is the mean of `values`, each with its chance."""
    values, chances, stated = match.slots["values"], match.slots["chances"], match.one("mean")
    if len(values) != len(chances) or sum(fact.figure.amount.value for fact in chances) != 1:
        return  # chances that do not make one are said by themselves
    if not all(listed_alike(stated.figure.amount, fact.figure.amount) for fact in values):
        return
    weights = [term(fact, "chance", strict=True) for fact in chances]
    said = weighted_mean(term(stated, "expected"), in_full(values, stated, "value"), weights)
    yield told(match, "average", Reading(said))


def lasts(match: Match) -> Iterator[Relation]:
    """`stock` used up by `flow` every month is enough for `time`."""
    stock, flow, stated = match.one("stock"), match.one("flow"), match.one("time")
    monthly = match.said("by_month") or ("month", -1) in flow.figure.amount.unit.powers
    if not monthly or stated.figure.amount.unit.powers != (("month", 1),) or not money(stock):
        return
    below = term(flow, "a month")
    if money(flow) == money(stock) and below.interval.is_positive():
        reading = Reading(quotient(term(stated, "time"), term(stock, "stock"), below))
        yield relation("product", reading) if match.tight else told(match, "product", reading)


def cost(match: Match) -> Iterator[Relation]:
    """`total` is what `count` things cost at `price` each, over one `more` factor if there is any."""
    stated, count, price = match.one("total"), match.one("count"), match.one("price")
    counts = [fact for fact in (count, match.get("more")) if fact is not None]
    hedges = {fact.figure.amount.hedge for fact in (stated, price)} - {None, Hedge.ABOUT}
    if not match.said(*_COMES_TO) or (hedges and stated.figure.amount.hedge is not price.figure.amount.hedge):
        return
    if not money(price) or money(price) != money(stated) or any(map(money, counts)):
        return
    if not all(_sold_by(price, fact) for fact in counts):
        return
    counted = [number_of(fact) for fact in counts]
    factors = [*counted, term(price, "factor", strict=True)]
    by_hour = ("hour", -1) in price.figure.amount.unit.powers
    daily = match.said("per_day") and by_hour and ("hour", -1) not in stated.figure.amount.unit.powers
    constant = _HOURS if daily else 1
    reading = Reading(product(term(stated, "total"), factors, constant))
    if _passes_over(match, price, stated) and not reading.tie.holds:
        return  # 40 seats at $1,200 a year for 1.5 years
    closed = match.said("each_of") and match.said(
        "in_all"
    )  # nothing else can be meant, however far it misses
    yield relation("product", reading) if closed else told(match, "product", reading)


def _passes_over(match: Match, first: Fact, last: Fact) -> bool:
    """Whether a figure that fills no slot stands between two that do."""
    inside = match.line.inside(match.line.mark(first).end, match.line.mark(last).start)
    filled = {fact.id for facts in match.slots.values() for fact in facts}
    return any(mark.fact is not None and mark.fact.id not in filled for mark in inside)


def _sold_by(price: Fact, count: Fact) -> bool:
    """Whether a price may be that of each: per their measure, or of things told without a larger measure."""
    measured, per = count.figure.amount.unit, dict(price.figure.amount.unit.powers)
    if any(power < 0 for power in per.values()):
        return not measured.powers or all(per.get(base) == -power for base, power in measured.powers)
    return measured.factor == 1


def multiplied(match: Match) -> Iterator[Relation]:
    """`total` is the product of all other slots, whose units make its unit."""
    stated = match.one("total")
    factors = [facts[0] for slot, facts in match.slots.items() if slot != "total"]
    unit = PLAIN
    for fact in factors:
        unit = unit * fact.figure.amount.unit
    if match.get("one") is not None and not _is_multiple_of(match):
        return
    if unit.same_dimension(stated.figure.amount.unit):
        counted = all(counts_things(fact.figure.amount) for fact in (stated, *factors))
        result = exactly(stated, counted, "result")
        yield told(match, "product", Reading(product(result, [number_of(fact) for fact in factors])))


def _is_multiple_of(match: Match) -> bool:
    """Whether one of two figures is a multiple of the other: right before it, or behind it."""
    one, other = (match.line.mark(match.one(slot)) for slot in ("one", "other"))
    if one.letter == "X":
        between = match.line.inside(one.end, other.start)
        return other.letter != "X" and not any(PAUSE in mark.names for mark in between)
    return other.letter == "X"


def each(match: Match) -> Iterator[Relation]:
    """`total` over `count` things is `price` for each."""
    stated, count, price = match.one("total"), match.one("count"), match.one("price")
    if not money(price) or money(price) != money(stated) or money(count):
        return
    below = term(count, "number", strict=True)
    if below.interval.is_positive():
        yield told(match, "product", Reading(quotient(term(price, "each"), term(stated, "total"), below)))


def mean_of_things(match: Match) -> Iterator[Relation]:
    """`mean` is what `total` gives for each of `count` things."""
    stated, whole, count = match.one("mean"), match.one("total"), match.one("count")
    if not money(stated) or money(stated) != money(whole) or money(count):
        return
    many = number_of(count)
    if many.interval.is_positive():
        yield told(match, "average", Reading(quotient(term(stated, "average"), term(whole, "total"), many)))
