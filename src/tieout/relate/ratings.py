"""The rating a report gives is one of the grades its own definition lists (shape `rating` of kind agree)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.model import Document, Evidence, Mention, Relation, Report
from tieout.quantity import Tie
from tieout.wording import say

INSIDE, OUTSIDE = Tie(Fraction(0), Fraction(0)), Tie(Fraction(1), Fraction(0))


def ratings(report: Report) -> Iterator[Relation]:
    """Hold the rating against the scales; silent where the report gives no rating."""
    rating = report.metadata.rating
    if rating is None:
        return
    grades = [grade for scale in report.metadata.scales for grade in scale.grades]
    names = tuple(dict.fromkeys(grade.text.lower() for grade in grades))
    expression = say("{rating} in {grades}", rating=rating.text, grades=", ".join(names))
    inside = rating.text.lower() in names
    reason = "" if grades else say("the report defines no scale")
    if grades and not inside and _is_among(rating.text, grades, report.document):
        reason = say("the grade stands among the definitions, but was not read as one of them")
    if reason:
        yield Relation("agree", "rating", Evidence.STATED, expression, mention=rating, reason=reason)
        return
    detail = "" if inside else say("{rating} is no grade of the report's own scale", rating=rating.text)
    yield Relation(
        "agree", "rating", Evidence.STATED, expression, mention=rating, tie=INSIDE if inside else OUTSIDE,
        detail=detail,
    )  # fmt: skip


def _is_among(rating: str, grades: Sequence[Mention], document: Document) -> bool:
    """Whether a grade stands anywhere between the first and the last that were read."""
    blocks = sorted(grade.block for grade in grades)
    return any(
        rating.lower() in text.lower()
        for block in document.blocks[blocks[0] : blocks[-1] + 1]
        for text in (
            block.text.content,
            *(cell.text.content for cell in (block.table.cells if block.table else ())),
        )
    )
