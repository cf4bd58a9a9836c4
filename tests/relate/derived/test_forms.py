"""The forms of derived figures, measured in whole numbers."""

from __future__ import annotations

from fractions import Fraction

from tieout.relate.derived.forms import Form, Number, Scale, measure


def test_a_change_is_known_as_far_as_its_quotient() -> None:
    """198 / 1,117 - 1 is known to a tenth of a point, for the divisor hardly moves a small quotient."""
    scale = Scale.of(Form.CHANGE, Fraction(1, 2000), Fraction(1, 2000), Fraction(1))
    gap = measure(Form.CHANGE, scale, Number(-1648, 1), (Number(396_000, 1000), Number(2_234_000, 1000)))
    assert gap is not None
    assert not gap.holds


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    scale = Scale.of(Form.RATIO, Fraction(1), Fraction(1), Fraction(1))
    assert measure(Form.RATIO, scale, Number(1, 0), (Number(2, 0), Number(1, 1))) is None


def test_a_proportion_needs_no_unit() -> None:
    scale = Scale.of(Form.PROPORTION, Fraction(1, 100), Fraction(1000), Fraction(1))
    terms = (Number(425, 0), Number(750, 0), Number(1500, 0))
    gap = measure(Form.PROPORTION, scale, Number(850, 0), terms)
    assert gap is not None
    assert gap.holds
