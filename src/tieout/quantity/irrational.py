"""Results that no fraction is: powers with broken exponents, logarithms; enclosed between two fractions."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

_PRECISE = Context(prec=50)
_LOST = Fraction(1, 10**45)  # far more than the last of fifty digits
_FUNCTIONS = {"power": _PRECISE.power, "exp": _PRECISE.exp, "ln": _PRECISE.ln, "log10": _PRECISE.log10}


def enclosed(function: str, *arguments: Fraction) -> tuple[Fraction, Fraction]:
    """Two fractions between which a result lies.

    Args:
        function: `power`, `exp`, `ln` or `log10`.
        arguments: in the domain of the function, and small enough for a result of reasonable size.
    """
    exact = (_PRECISE.divide(Decimal(one.numerator), Decimal(one.denominator)) for one in arguments)
    result = Fraction(_FUNCTIONS[function](*exact))  # type: ignore[operator]
    lost = max(abs(result), Fraction(1)) * _LOST
    return result - lost, result + lost
