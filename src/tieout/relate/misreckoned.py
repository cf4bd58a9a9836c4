"""How authors reckon a change wrongly: on the later figure, the wrong way round, as a ratio.

One home for the words of these mistakes, in sentences and in tables. One that fits a figure to its last place
is as telling as a slip of a digit: few figures do so by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import Equation, Number, Quotient, Term, grown, less
from tieout.model import Fact
from tieout.wording import say

LATER_BASE = say("it is computed on the later figure")
INVERSE = say("it is computed the wrong way round")
MULTIPLE = say("it is the ratio, not the change")
LOSS_TAKEN_OFF = say("the loss is taken off the profit")  # where both of them lie between the two
_TELLING = 16  # last places that a rate must have: fewer fit by chance


def misreckoned(rate: Term[Fact], base: Term[Fact], result: Term[Fact]) -> str:
    """The mistake that explains a rate of change to its last digit; empty if none does.

    Args:
        rate: as stated, with the sign that its words give it.
        base: what it should be measured against; not zero or below.
        result: what became of it.
    """
    printed = rate.fact.figure.amount
    if not result.interval.is_positive() or abs(printed.value) < _TELLING * printed.quantum:
        return ""
    for said, equation in _mistakes(rate, base, result):
        computed = equation.computed()
        if computed is not None and 2 * abs(computed.point - printed.value) <= printed.quantum:
            return said
    return ""


def _mistakes(rate: Term[Fact], base: Term[Fact], result: Term[Fact]) -> Iterator[tuple[str, Equation[Fact]]]:
    one: Number[Fact] = Number(Fraction(1))
    yield LATER_BASE, Equation(rate, less(one, Quotient(base, result)))
    yield INVERSE, Equation(rate, grown(result, base))
    yield MULTIPLE, Equation(rate, Quotient(result, base))
