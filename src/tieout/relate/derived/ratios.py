"""What shares, margins, prices, multiples, indices may be of: two lines, or a line and one of its entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product

from tieout.model.lines import RATES, Line, Role
from tieout.relate.derived.forms import Form
from tieout.relate.derived.operands import bare_units, named_first, totals, values
from tieout.relate.derived.readings import NAMED, Reading, Term, Unit
from tieout.relate.derived.side import Side
from tieout.wording import say

BEFORE, AFTER = 6, 3  # lines tried as operands
PARTS = 4  # lines tried as those whose shares a line gives
WHOLES = 4  # entries tried as the whole
GROWN = 3  # multiples, and rates of growth, tried as what a multiple of growth is of


def share(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a line of shares: of one of the entries of its amounts, or of another line."""
    named = _wholes_named(side, target)
    near = named_first(side, target, values(side, target, PARTS, 2))
    parts = sorted(near, key=lambda line: line in named[:1])  # a whole is no part of itself
    for unit in bare_units(side, target):
        yield from _of_count(side, target, unit, parts)
        for part in parts[:1]:
            yield from _of_named(target, unit, part, named)
        for part in parts:
            for whole in _wholes(side, target, part):
                yield Reading(
                    target,
                    Form.RATIO,
                    (Term(part), Term(part, at=whole)),
                    unit,
                    said=say("share of its total"),
                )
            yield from _of_named(target, unit, part, named)
        yield from _pairs(side, target, unit, say("one line over another"))
    yield from _implied(side, target, parts)


def shares_of_entry(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a line of rates that nothing calls shares: of one of the entries of its amounts."""
    parts = values(side, target, PARTS, 2)
    for unit in bare_units(side, target)[:1]:
        for part in parts:
            for whole in _wholes(side, target, part):
                terms = (Term(part), Term(part, at=whole))
                yield Reading(target, Form.RATIO, terms, unit, said=say("share of its total, by its figures"))


def _implied(side: Side, target: int, parts: Sequence[int]) -> Iterator[Reading]:
    """Shares of one whole that does not stand in the table, told by the entry with the most digits."""
    bare = side.rates(target)
    unit = bare_units(side, target)[0]
    for part in parts[:2]:
        known = [at for at in bare.numbers if side.matrix.values[part][at]]
        for base in sorted(known, key=lambda at: -abs(bare.numbers[at].value))[:2]:
            terms = (Term(part), Term(part, at=base))
            yield Reading(
                target,
                Form.PROPORTION,
                terms,
                unit,
                said=say("share of one whole that stands elsewhere"),
            )


def margin(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a margin: a result over what it is left of, or 1 - costs over that."""
    near = values(side, target, BEFORE + 4, AFTER)
    results = [line for line in named_first(side, target, near) if side.lines[line].result]
    bases = sorted(
        (line for line in near if line < target),
        key=lambda line: (0, -line) if _is_revenue(side, line) else (1, line),
    )
    costs = [line for line in near if "cost" in side.lines[line].tags]
    for unit in bare_units(side, target):
        for base in bases[:1]:
            for result in results[:2]:
                if result != base:
                    yield Reading(
                        target,
                        Form.RATIO,
                        (Term(result), Term(base)),
                        unit,
                        said=say("result over revenue"),
                    )
            for cost in costs[:1]:
                yield Reading(
                    target,
                    Form.REDUCTION,
                    (Term(cost), Term(base)),
                    unit,
                    said=say("what costs leave of revenue"),
                )
        yield from _pairs(side, target, unit, say("one line over another"))
        for above, below in _near_pairs(side, target):
            yield Reading(
                target,
                Form.REDUCTION,
                (Term(above), Term(below)),
                unit,
                said=say("what one line leaves of another"),
            )


def _is_revenue(side: Side, line: int) -> bool:
    """Whether a line is called revenue, and not the cost of it."""
    return "revenue" in side.lines[line].tags and "cost" not in side.lines[line].tags


def price(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a price or multiple: an amount over a count; the last of the three is derived."""
    yield from named(side, target)
    yield from _over_growth(side, target)
    for above, below in _priced(side, target):
        last = max(target, above, below)
        if last == target:
            yield Reading(target, Form.RATIO, (Term(above), Term(below)), said=say("amount for one"))
        elif last == above:
            for exact in (True, False):
                yield Reading(
                    above,
                    Form.PRODUCT,
                    (Term(below), Term(target)),
                    said=say("count times price"),
                    exact=exact,
                )
        else:
            yield Reading(below, Form.RATIO, (Term(above), Term(target)), said=say("amount over price"))


def _over_growth(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a multiple of growth: a multiple over the growth in percent, the nearest ones first."""
    if "multiple_of_growth" not in side.lines[target].tags:
        return
    near = [line for line in side.near(target) if side.lines[line].tags.isdisjoint({"multiple_of_growth"})]
    multiples, rates = (
        [line for line in near if side.lines[line].role is role][:GROWN]
        for role in (Role.MULTIPLE, Role.GROWTH)
    )
    for above, below in product(multiples, rates):
        yield Reading(target, Form.RATIO, (Term(above), Term(below)), said=say("multiple over growth"))


def named(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a line whose label names two others: the one over the other."""
    line = side.lines[target]
    if line.named is not None:
        above, below = line.named
        for unit in bare_units(side, target) if line.role is Role.RATIO else (Unit.PRINTED,):
            yield Reading(target, Form.RATIO, (Term(above), Term(below)), unit, said=NAMED)
        if line.role is Role.RATIO:
            yield Reading(above, Form.PRODUCT, (Term(below), Term(target)), said=NAMED, exact=True)


def relative(side: Side, target: int) -> Iterator[Reading]:
    """The readings of an index or multiple of a base: every entry over the one that is 1 or 100."""
    bare = side.rates(target)
    for part in values(side, target, PARTS, 2):
        for one, unit in ((Fraction(1), Unit.FRACTION), (Fraction(100), Unit.PERCENT)):
            bases = [at for at, number in bare.numbers.items() if number.value * bare.unit == one]
            for base in bases[:WHOLES]:
                yield Reading(
                    target,
                    Form.RATIO,
                    (Term(part), Term(part, at=base)),
                    unit,
                    said=say("relative to its base"),
                )


def _wholes(side: Side, target: int, part: int) -> Sequence[int]:
    """Entries that may be the whole: where the share says 100%, totals, the first and the last."""
    bare = side.rates(target)
    full = [at for at, number in bare.numbers.items() if number.value * bare.unit in (1, 100)]
    entries = [at for at in side.filled if side.matrix.values[part][at]]
    ends = (entries[-1], entries[0]) if entries else ()
    found = dict.fromkeys((*reversed(full[-2:]), *full[:1], *totals(side), *ends))
    return [at for at in found if side.matrix.values[part][at]][:WHOLES]


def _wholes_named(side: Side, target: int) -> list[int]:
    """The lines that a label of shares names as their whole, the one named last first: X as a % of revenue.

    Where its own label says nothing of shares, the heading above it does. What its own label opens with is
    the part, if another line is a total: 芯片占比, the share of chips.
    """
    line = side.lines[target]
    own = {"share", "part_of"} & line.tags or len(line.label) < 2
    label = (line.own if own else line.label[-2]).casefold()
    others = values(side, target, 30, 10)
    if own and any(side.lines[other].role is Role.TOTAL for other in others):
        others = [other for other in others if not _opens(label, side.lines[other])]
    found = [(_named_at(side, line.tags, label, other), other) for other in others]
    return [other for place, other in sorted(found, key=lambda pair: -pair[0]) if place >= 0]


def _opens(label: str, line: Line) -> bool:
    """Whether a label opens with the name of a line that is no total itself."""
    return line.role is not Role.TOTAL and len(line.own) > 1 and label.startswith(line.own.casefold())


def _named_at(side: Side, tags: frozenset[str], label: str, line: int) -> int:
    """Where a label names a line, -1 if it does not; revenue goes by several names."""
    own = side.lines[line].own.casefold()
    if len(own) > 1 and own in label:
        return label.rfind(own)
    return 0 if "revenue" in tags and "revenue" in side.lines[line].tags else -1


def _of_named(target: int, unit: Unit, part: int, named: Sequence[int]) -> Iterator[Reading]:
    for line in named[:2]:
        if line != part:
            yield Reading(
                target,
                Form.RATIO,
                (Term(part), Term(line)),
                unit,
                said=say("share of the line it names"),
            )


def _of_count(side: Side, target: int, unit: Unit, parts: Sequence[int]) -> Iterator[Reading]:
    """Shares of the number that a caption gives: n = 214."""
    if side.counted is not None:
        for part in parts[:2]:
            yield Reading(
                target,
                Form.RATIO,
                (Term(part),),
                unit,
                said=say("share of the number in the caption"),
                exact=True,
                counted=side.counted,
            )


def _priced(side: Side, target: int) -> list[tuple[int, int]]:
    """Ordered pairs of an amount and a count; those first whose units say which is which."""
    pairs = [pair for pair in _near_pairs(side, target) if not any(_percentages(side, line) for line in pair)]
    return sorted(pairs, key=lambda pair: -_has_unit(side, pair[0]) + _has_unit(side, pair[1]))


def _percentages(side: Side, line: int) -> bool:
    return side.lines[line].role in RATES or side.signed(line)


def _has_unit(side: Side, line: int) -> bool:
    first = next(side.entries(line))
    return bool(side.fact(line, first).figure.amount.unit.powers)


def _pairs(side: Side, target: int, unit: Unit, said: str) -> Iterator[Reading]:
    for above, below in _near_pairs(side, target):
        yield Reading(target, Form.RATIO, (Term(above), Term(below)), unit, said=said)


def _near_pairs(side: Side, target: int) -> list[tuple[int, int]]:
    """Ordered pairs of lines, those nearest to the target first."""
    near = values(side, target, BEFORE, AFTER)
    rank = {line: place for place, line in enumerate(near)}
    return sorted(permutations(near, 2), key=lambda pair: (rank[pair[0]] + rank[pair[1]], rank[pair[0]]))
