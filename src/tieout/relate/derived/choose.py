"""The reading of a derived line: claimed by its role, chosen by the bits that its entries have to spare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from tieout.model.claims import MOST_RIVALS
from tieout.model.lines import Role
from tieout.relate.derived.byvalue import by_value, is_short
from tieout.relate.derived.forms import QUOTIENTS, Form
from tieout.relate.derived.growth import growth, reduction
from tieout.relate.derived.measure import Measured, Meter, with_power
from tieout.relate.derived.mistakes import slipped
from tieout.relate.derived.ratios import margin, named, price, relative, share
from tieout.relate.derived.readings import Reading, owing
from tieout.relate.derived.runs import average, difference, running
from tieout.relate.derived.side import Side
from tieout.relate.derived.whole_line import contradicted, whole_line

SPARE = 13  # bits with which a rest that holds proves a line (2,919 unseen tables: four of five lines true)
PREFERRED = 8  # bits by which a remote reading must beat one that words and layout favour and that holds
LEAST = 2  # bits with which a reading is chosen at all
SIGNS = "(（+-−– \u00a0"  # that stand before the digits of a rate
COMPARED = 8  # entries that a further one is compared with
UNCLAIMED = 3  # entries that must hold where nothing says that a line is derived
UNCLAIMED_RATES = 2  # and where its figures are percentages
MOSTLY = 7, 10  # share of them that must
TWO_OF_THREE = 2, 3  # and of few
NEARLY = 9, 10  # and of an average, amid figures like it

READINGS: Mapping[Role, Callable[[Side, int], Iterator[Reading]]] = {
    Role.GROWTH: growth,
    Role.REDUCTION: reduction,
    Role.SHARE: share,
    Role.MARGIN: margin,
    Role.RATIO: named,
    Role.AVERAGE: average,
    Role.PRICE: price,
    Role.MULTIPLE: price,
    Role.RELATIVE: relative,
    Role.RUNNING: running,
    Role.DIFFERENCE: difference,
}
# these claim something only if what they are made of is here
LOOSE = frozenset({Role.PRICE, Role.MULTIPLE, Role.AVERAGE, Role.DIFFERENCE})
RATE_ROLES = frozenset({Role.GROWTH, Role.REDUCTION, Role.SHARE, Role.MARGIN})
POWERS = frozenset({Role.PRICE, Role.MULTIPLE, Role.AVERAGE})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A derived line as it was read, and whether words claim it.

    `rivals` are the strongest of the `tried` other readings.
    """

    measured: Measured
    meter: Meter
    claimed: bool
    rivals: tuple[Measured, ...] = ()
    tried: int = 0
    mistake: Measured | None = None  # the whole line under the one mistake that fits all of it

    @property
    def target(self) -> int:
        """The line that is derived."""
        return self.measured.reading.target

    @property
    def proved(self) -> bool:
        """Whether what holds proves the reading."""
        return self.measured.spare >= SPARE


def choose(side: Side, target: int) -> Chosen | None:
    """The reading of a line that its words claim, or its figures hold improbably; None without either."""
    meter = Meter(side, target)
    role = side.lines[target].role
    claim = None if role in RATE_ROLES and _has_prices(side, target) else READINGS.get(role)
    best, tried = _best(side, meter, claim(side, target), powers=role in POWERS) if claim else (None, [])
    beside = [found for found in tried if found is not best]
    rivals = tuple(nlargest(MOST_RIVALS, beside, key=_score))
    wrong = None if best is None else whole_line(side, meter, tried, best, loose=role in LOOSE)
    if wrong is not None:
        return Chosen(wrong.meant, meter, True, rivals, len(beside), wrong.made)
    loose = role in LOOSE and best is not None and best.held < len(best.missed)
    if best is not None and best.spare >= LEAST and not loose:
        return Chosen(best, meter, True, rivals, len(beside))
    valued = _unclaimed(side, target, meter)
    if valued is not None:
        wrong = None if best is None else contradicted(tried[0], valued, loose=role in LOOSE)
        if wrong is not None:
            return Chosen(wrong.meant, meter, True, rivals, len(beside), wrong.made)
        return Chosen(valued, meter, claim is not None, rivals, len(beside))
    return None if best is None or role in LOOSE else Chosen(best, meter, True, rivals, len(beside))


def _has_prices(side: Side, target: int) -> bool:
    """Whether a currency sign stands at a figure of a line, which then is none of rates."""
    figures = (side.fact(target, at).figure for at in side.entries(target))
    texts = (figure.text for figure in figures if figure.amount.hedge is None)  # ~37% is a rate
    return any(not text.lstrip(SIGNS)[:1].isdigit() for text in texts)  # such as a currency sign


def _best(
    side: Side, meter: Meter, readings: Iterator[Reading], *, powers: bool
) -> tuple[Measured | None, list[Measured]]:
    """The reading with most bits to spare (where none holds, the favoured one); and all, favoured first."""
    best: Measured | None = None
    tried: list[Measured] = []
    for reading in owing(readings):
        scaled = powers and reading.form is not Form.MEAN
        found = meter.measured(with_power(side, reading, meter) if scaled else reading)
        tried.append(found)
        if best is None or (found.spare >= LEAST and _score(found) > _ahead(best)):
            best = found
        if best.spare >= SPARE and not best.missed and best.held * 2 > len(best.entries):
            break
    return best, tried


def _score(found: Measured) -> tuple[int, int]:
    return found.spare, -len(found.missed)


def _ahead(best: Measured) -> tuple[int, int]:
    """What another reading must score: more, by far, than one that is favoured and holds at all."""
    spare, missed = _score(best)
    preferred = best.reading.favoured and best.held > 0 and spare >= LEAST
    return (spare + PREFERRED, missed) if preferred else (spare, missed)


def _independent(meter: Meter, found: Measured) -> int:
    """The bits to spare of a line, where each entry says only what others have not.

    Where a figure is nearly that of an earlier entry, so may be what its operands give.
    """
    figures, told = meter.numbers(found.reading)[0], 0
    seen: list[int] = []
    for at, bits in found.told.items():
        figure = figures[at].value
        apart = min((abs(figure - other) for other in seen), default=abs(figure))
        told += max(bits - (abs(figure) // apart).bit_length() + 1, 0) if apart else 0
        if len(seen) < COMPARED:
            seen.append(figure)
    return told - found.reading.owed


def _varied(side: Side, found: Measured) -> bool:
    """Whether neither a line nor its first operand is one figure again and again: all divide such a one."""
    values, reading = side.matrix.values, found.reading
    lines = (reading.target, reading.terms[0].line)
    least = min(UNCLAIMED, found.held)
    return all(len({values[line][at] for at in found.told}) >= least for line in lines)


def _mended(side: Side, meter: Meter, found: Measured) -> int:
    """How many of the entries of a few rates that miss one slip of the hand mends, if more hold."""
    reading = found.reading
    few = reading.form in QUOTIENTS and is_short(side, reading.target, meter)
    missed = found.missed if few and len(found.missed) < found.held else []
    return sum(slipped(side, meter, reading, at, found.entries[at]) for at in missed)


def _unclaimed(side: Side, target: int, meter: Meter) -> Measured | None:
    """The ratio or change that the figures of a line hold improbably, whatever it is called.

    Where nothing says that the line is one of rates, any of the table could have been tried.
    """
    best: Measured | None = None
    rates = side.signed(target) or side.lines[target].derived
    for reading in by_value(side, target, meter):
        found = meter.measured(reading)
        announced = rates or reading.form is Form.MEAN  # whose bits count what tells its entries apart
        spare = found.spare if announced else _independent(meter, found) - len(side.active).bit_length()
        fewest = UNCLAIMED_RATES if rates else UNCLAIMED
        enough = found.held >= fewest and spare >= SPARE
        share = NEARLY if reading.form is Form.MEAN else MOSTLY if found.held > fewest else TWO_OF_THREE
        missed = len(found.missed) - _mended(side, meter, found)
        mostly = found.held * share[1] >= (found.held + missed) * share[0]
        if enough and mostly and _varied(side, found) and (best is None or _score(found) > _score(best)):
            best = found
    return best
