"""A reading measured on every entry of its line: which hold, how improbably, and why others say nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log10

from tieout.model.lines import RATES, Role
from tieout.relate.derived.forms import Form, Gap, Number, Scale, measure
from tieout.relate.derived.readings import MISTAKEN, Reading, Unit
from tieout.relate.derived.side import Side, signed
from tieout.wording import say

ENTRY_BITS = 20  # one entry alone never says more than this
POWER_BITS = 3  # owed for a power of ten between units that nothing names
LIKE_BITS = 2  # of an entry that repeats another: the same figures, or a figure equal to its operand
SIGNED = frozenset({Role.GROWTH, Role.REDUCTION, Role.SHARE, Role.MARGIN})  # a sign is part of them
DIVIDED = frozenset({Form.RATIO, Form.PRODUCT})
SAMPLE = 16  # entries that tell whether a reading is worth measuring on all

NO_BASE = say("no earlier period stands in the table")
NO_OPERAND = say("an operand of it is no figure of the table")
OF_RATES = say("its operands are rates, which are not divided")
ZERO = say("the base may be zero")
NEGATIVE = say("the base is negative, which houses sign in different ways")
POINTS = say("a change of percentages may be given in per cent or in points")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure under a reading: in which form it was held against its operands, or why it was not."""

    form: Form
    gap: Gap | None = None
    reason: str = ""
    size: bool = False  # held against the size of a negative base

    @property
    def holds(self) -> bool:
        """Whether it was measured and rounding explains the gap."""
        return self.gap is not None and not self.reason and self.gap.holds

    @property
    def misses(self) -> bool:
        """Whether it was measured and rounding does not."""
        return self.gap is not None and not self.reason and not self.gap.holds


@dataclass(frozen=True, slots=True)
class Measured:
    """What all entries say of a reading; `told` are the bits of those that hold, by crossing."""

    reading: Reading
    entries: Mapping[int, Entry]
    told: Mapping[int, int]

    @property
    def bits(self) -> int:
        """The bits of all that hold."""
        return sum(self.told.values())

    @property
    def spare(self) -> int:
        """What is left of them when the choice is paid for."""
        return self.bits - self.reading.owed

    @property
    def held(self) -> int:
        """How many hold and tell something."""
        return sum(bits > 0 for bits in self.told.values())

    @property
    def rounded(self) -> int:
        """Where its own rounding alone explains the gap, as it does where the figures were computed so."""
        gaps = (entry.gap for entry in self.entries.values() if entry.holds)
        return sum(gap is not None and abs(gap.gap) <= gap.own for gap in gaps)

    @property
    def missed(self) -> list[int]:
        """Where the line misses."""
        return [at for at, entry in self.entries.items() if entry.misses]


class Meter:
    """Measures the readings of one line: its figures are made numbers once for each unit."""

    def __init__(self, side: Side, target: int) -> None:
        self._side = side
        self._numbers: dict[tuple[int, Unit], tuple[Mapping[int, Number], Fraction]] = {}
        self._signless: dict[int, bool] = {}
        self.entries = [at for at in side.entries(target) if not _elsewhere(side, target, at)]
        step = max(len(self.entries) // SAMPLE, 1)
        self._sample = self.entries[::step]
        self._sampled = len(self._sample) < len(self.entries)

    @property
    def down(self) -> bool:
        """Whether the line is a row."""
        return self._side.down

    def measured(self, reading: Reading) -> Measured:
        """Every entry under a reading; of one that hardly holds on a sample, the sample."""
        if self._sampled:
            part = self._on(reading, self._sample)
            if reading.owed > 1 and 4 * part.held < len(part.entries):
                return part
        return self._on(reading, self.entries)

    def _on(self, reading: Reading, places: Sequence[int]) -> Measured:
        entries: dict[int, Entry] = {}
        told: dict[int, int] = {}
        seen: set[tuple[int, ...]] = set()
        numbers, unit = self.numbers(reading)
        scales = self._scales(reading, unit)
        for at in places:
            if at == reading.whole or at not in numbers:
                continue
            terms = operands(self._side, reading, at, numbers)
            if isinstance(terms, str):
                entries[at] = Entry(reading.form, reason=terms)
                continue
            target = numbers[at]
            entry = entries[at] = self._entry(reading, at, target, terms, scales)
            if entry.holds and entry.gap is not None:
                bits = min(entry.gap.bits, ENTRY_BITS)
                key = (target.value, *(term.value for term in terms[:3]))
                plain = reading.form is Form.RATIO and terms[0].value == terms[-1].value
                told[at] = min(bits, LIKE_BITS if plain else ENTRY_BITS) if key not in seen else 0
                seen.add(key)
        return Measured(reading, entries, told)

    def entry(self, reading: Reading, at: int) -> Entry | None:
        """One figure under a reading."""
        return self._on(reading, [at]).entries.get(at)

    def numbers(self, reading: Reading) -> tuple[Mapping[int, Number], Fraction]:
        """The figures of the line as numbers of one unit."""
        key = reading.target, reading.unit
        if key not in self._numbers:
            self._numbers[key] = self._read(*key)
        return self._numbers[key]

    def _read(self, line: int, unit: Unit) -> tuple[Mapping[int, Number], Fraction]:
        side = self._side
        if unit is Unit.PRINTED:
            return {
                at: number for at in self.entries if (number := side.number(line, at)) is not None
            }, side.matrix.step
        bare = side.rates(line)
        if unit is Unit.FRACTION:
            return bare.numbers, bare.unit
        return {
            at: Number(number.value * 100, number.half * 100) if signed(side.fact(line, at)) else number
            for at, number in bare.numbers.items()
        }, bare.unit / 100

    def _entry(
        self, reading: Reading, at: int, target: Number, terms: Sequence[Number], scales: Mapping[Form, Scale]
    ) -> Entry:
        form = reading.form
        if form in (Form.CHANGE, Form.REDUCTION) and reading.kind != MISTAKEN:
            return self._change(reading, at, target, terms, scales)
        gap = measure(form, scales[form], target, terms)
        taken_off = form is Form.PRODUCT and reading.kind != MISTAKEN and target.value < 0
        unsigned = self._unsigned(reading) and any(term.value < 0 for term in terms)
        if gap is not None and not gap.holds and (taken_off or unsigned):
            size = measure(form, scales[form], Number(-target.value, target.half), terms)
            if size is not None and size.holds:
                return Entry(form, size, size=True)
        return Entry(form, gap, "" if gap is not None else ZERO)

    def _unsigned(self, reading: Reading) -> bool:
        """Whether a line prints its figures without sign, as fees and prices are, though amounts have one."""
        if reading.form is not Form.RATIO or reading.kind == MISTAKEN:
            return False
        if reading.target not in self._signless:
            numbers = self.numbers(reading)[0].values()
            signed_role = self._side.lines[reading.target].role in SIGNED
            self._signless[reading.target] = not signed_role and all(one.value >= 0 for one in numbers)
        return self._signless[reading.target]

    def _change(
        self, reading: Reading, at: int, target: Number, terms: Sequence[Number], scales: Mapping[Form, Scale]
    ) -> Entry:
        """A change of percentages may be in points; one from below nothing is signed in two ways."""
        side, form = self._side, reading.form
        points = measure(Form.DIFFERENCE, self._points(reading, at, scales[Form.DIFFERENCE]), target, terms)
        if in_points(side, reading.target, at):
            return Entry(Form.DIFFERENCE, points)
        gap = measure(form, scales[form], target, terms)
        rates = all(_rate(side, term.line, term.crossing(at) or 0) for term in reading.terms)
        if gap is None:
            given = rates and points is not None and points.holds
            return Entry(Form.DIFFERENCE, points) if given else Entry(form, reason=ZERO)
        if gap.holds:
            return Entry(form, gap)
        if points is not None and points.holds and self._counts_more(reading, at):
            return Entry(Form.DIFFERENCE, points)
        if rates:
            return Entry(Form.DIFFERENCE, points) if points and points.holds else Entry(form, gap, POINTS)
        if terms[1].value < 0:
            other = measure(form, scales[form], Number(-target.value, target.half), terms)
            holds = other is not None and other.holds
            return Entry(form, other, "" if holds else NEGATIVE, size=True)
        return Entry(form, gap)

    def _counts_more(self, reading: Reading, at: int) -> bool:
        """Whether a bare whole number among rates with their sign may be so many things more: +6 aircraft."""
        side, own = self._side, reading.target
        if not side.signed(own) or signed(side.fact(own, at)) or not _counts(side, own, at):
            return False
        return all(_counts(side, term.line, term.crossing(at) or 0) for term in reading.terms)

    def _scales(self, reading: Reading, unit: Fraction) -> Mapping[Form, Scale]:
        forms = {reading.form, Form.DIFFERENCE}
        return {form: Scale.of(form, unit, self._side.matrix.step, reading.k) for form in forms}

    def _points(self, reading: Reading, at: int, scale: Scale) -> Scale:
        """Percentages printed as bare numbers differ by bare points."""
        line, place = reading.terms[0].line, reading.terms[0].crossing(at) or 0
        bare = reading.unit is Unit.PERCENT and not self._side.is_share(line, place)
        return Scale(scale.above * 100, scale.below) if bare else scale


def operands(side: Side, reading: Reading, at: int, own: Mapping[int, Number]) -> list[Number] | str:
    """The operands of the figure at a crossing as numbers, or why there are none."""
    found: list[Number] = []
    for term in reading.terms:
        place = term.crossing(at)
        if place is None:
            return NO_BASE
        number = side.number(term.line, place)
        if number is None:
            if reading.form is Form.MEAN:
                continue
            return NO_OPERAND
        rate = side.is_share(term.line, place) and side.lines[term.line].role not in RATES
        if rate and reading.form in DIVIDED:
            return OF_RATES
        exact = reading.exact and _counts(side, term.line, place)
        found.append(Number(number.value, 0) if exact else number)
    if reading.form is Form.PROPORTION:  # its third operand is a figure of its own line
        found.append(own[reading.terms[1].at or 0])
    if reading.counted is not None:
        one = 1 / side.matrix.step
        found.append(Number(int(reading.counted * one), 0))
    if len(found) < 2:
        return NO_OPERAND
    return found


def with_power(side: Side, reading: Reading, meter: Meter) -> Reading:
    """The reading with the power of ten that stands between units which nothing names."""
    numbers, unit = meter.numbers(reading)
    for at, target in numbers.items():
        terms = operands(side, reading, at, numbers)
        if isinstance(terms, str) or not target.value or not all(term.value for term in terms):
            continue
        a, b = (float(term.value * side.matrix.step) for term in terms[:2])
        given = a * b if reading.form is Form.PRODUCT else a / b
        power = round(log10(abs(float(target.value * unit) / given)))
        if power:
            return replace(reading, k=Fraction(10) ** power, owed=reading.owed + POWER_BITS)
        break
    return reading


def in_points(side: Side, line: int, at: int) -> bool:
    """Whether a figure is in points, by its own unit or by the label of its line."""
    unit = side.fact(line, at).figure.amount.unit
    labelled = side.lines[line].tags >= {"change", "points"}
    return labelled or any(base == "point" for base, _ in unit.powers)


def _rate(side: Side, line: int, at: int) -> bool:
    """Whether an operand is a percentage, by its sign or by what is said of its line or crossing line."""
    if side.fact(line, at).figure.amount.unit.powers:
        return False  # such as money: the margin may be given as an amount
    return side.is_share(line, at) or side.lines[line].role in RATES or side.across[at].role in RATES


def _counts(side: Side, line: int, at: int) -> bool:
    """Whether a figure is a whole number of things."""
    amount = side.fact(line, at).figure.amount
    return amount.numeral.exponent == 0 and amount.numeral.decimals == 0 and not amount.unit.powers


def _elsewhere(side: Side, target: int, at: int) -> bool:
    """Whether a figure belongs to what crosses the line: the change of a margin is no margin."""
    mine, other = side.lines[target].role, side.across[at].role
    if other is Role.LABEL:
        return True
    first = (Role.GROWTH, Role.CHANGE, Role.REDUCTION, Role.DIFFERENCE)
    if other in first:
        return mine not in first or side.down
    return False
