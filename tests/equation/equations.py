"""Hand-made facts and random equations of every form."""

from __future__ import annotations

from hypothesis import strategies as st

from tieout.equation import (
    Equation,
    change,
    change_of_result,
    compound,
    compounded,
    mean,
    points,
    product,
    quotient,
    share_beside,
    size,
    term,
    total,
    weighted_mean,
)
from tieout.model import Fact, Figure
from tieout.quantity import PERCENT, PLAIN, Numeral, Quantity, Unit


def fact(number: int, digits: int, exponent: int = 0, *, unit: Unit = PLAIN, exact: bool = False) -> Fact:
    numeral = Numeral(digits, exponent, max(-exponent, 0))
    whole, places = str(abs(digits)).rjust(1 - exponent, "0"), max(-exponent, 0)
    text = f"{whole[:-places]}.{whole[-places:]}" if places else whole + "0" * exponent
    text = f"{'-' if digits < 0 else ''}{text}{unit.symbol}"
    return Fact(number, Figure(text, 0, number, number + 1, Quantity(numeral, unit, exact=exact)))


def percent(number: int, digits: int, exponent: int = -1) -> Fact:
    return fact(number, digits, exponent, unit=PERCENT)


digits = st.integers(11, 99_999)


@st.composite
def equations(draw: st.DrawFn) -> Equation[Fact]:
    """An equation of any form over random positive figures; it need not hold."""
    facts = [fact(n, draw(digits), draw(st.integers(-2, 1))) for n in range(1, 6)]
    a, b, c, d, e = map(term, facts)
    rate = term(percent(0, draw(st.integers(5, 900))))
    other = term(percent(7, draw(st.integers(5, 900))))
    amount = term(fact(0, draw(digits)))
    forms = {
        "total": lambda: total(amount, (a, b, c, d)),
        "net": lambda: total(amount, (a, b, c), (1, -1, 1)),
        "cost": lambda: total(amount, (a, size(term(fact(6, -draw(digits))))), (1, -1)),
        "product": lambda: product(amount, (a, b), 24),
        "quotient": lambda: quotient(rate, a, b),
        "beside": lambda: share_beside(rate, a, b),
        "change": lambda: change(rate, a, b),
        "fall": lambda: change(term(rate.fact, factor=-1), a, b),
        "of result": lambda: change_of_result(rate, a, b, draw(st.sampled_from((1, -1)))),
        "points": lambda: points(amount, a, b),
        "compound": lambda: compound(rate, a, b, draw(st.integers(1, 12))),
        "compounded": lambda: compounded(amount, a, other, draw(st.integers(1, 12))),
        "mean": lambda: mean(amount, (a, b, c)),
        "weighted": lambda: weighted_mean(amount, (a, b), (d, e)),
    }
    return forms[draw(st.sampled_from(sorted(forms)))]()
