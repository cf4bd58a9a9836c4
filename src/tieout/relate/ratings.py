"""The rating a report gives is one of the grades its own definition lists (shape `rating` of kind agree)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.model import Evidence, Relation, Report
from tieout.quantity import Tie

INSIDE, OUTSIDE = Tie(Fraction(0), Fraction(0)), Tie(Fraction(1), Fraction(0))


def ratings(report: Report) -> Iterator[Relation]:
    """Hold the rating against the scale; silent where the report gives no rating."""
    rating = report.metadata.rating
    if rating is None:
        return
    grades = tuple(dict.fromkeys(grade.text.lower() for grade in report.metadata.scale))
    expression = f"{rating.text} in {', '.join(grades)}"
    if not grades:
        reason = "the report defines no scale"
        yield Relation("agree", "rating", Evidence.STATED, expression, mention=rating, reason=reason)
        return
    inside = rating.text.lower() in grades
    detail = "" if inside else f"{rating.text} is no grade of the report's own scale"
    yield Relation(
        "agree", "rating", Evidence.STATED, expression, mention=rating, tie=INSIDE if inside else OUTSIDE,
        detail=detail,
    )  # fmt: skip
