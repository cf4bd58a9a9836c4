"""Whether one figure of an equation is misprinted: what the others give, but for a slip."""

from __future__ import annotations

from tieout.equation import Equation
from tieout.model import Fact
from tieout.slip import misprinted, significant


def is_misprint_in(equation: Equation[Fact], fact: Fact, digits: int = 0) -> bool:
    """Whether a figure is a slip away from what the others of an equation leave for it.

    Args:
        equation: one that is missed.
        fact: one of its figures.
        digits: how many it must have to say enough.
    """
    solved, amount = equation.solve(fact), fact.figure.amount
    return solved is not None and significant(amount) >= digits and misprinted(amount, solved.point)
