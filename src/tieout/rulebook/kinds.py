"""The closed set of kinds: their shapes, what their rules may set, and how their findings are put in words.

The loader checks packs against this table, judge and renderers read from it what they need to know of a
relation; the code that finds the relations stands further down the street, in `relate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tieout.wording import say


class Phrasing(StrEnum):
    """How a finding is put in words."""

    COMPUTED = "the stated figure, and what follows from the others"
    SENTENCE = "its detail, which is a sentence"
    REMARK = "its detail, then the expression"
    DENIED = "that the expression does not hold, then its detail"
    OF_WHOLE = "the stated figure of the whole, then its detail"


@dataclass(frozen=True, slots=True)
class KindOfRelation:
    """What is known of a kind apart from the code that finds its relations.

    `describes` are parameters by which a rule says itself what to look for; `gives` leads to the computed
    value in a message, unless the calculation itself does (`worked`). `figures` says whether its relations
    are about figures, `sums` whether roundings can drift in one direction, `arithmetic` whether final zeros
    can be the only reason that it holds, `parts` whether its figures are parts of a whole (above nothing),
    `plausible` whether it only looks at where a value lies, so that it ties nothing. No other digits mend the
    shapes of `unmended`.
    """

    shapes: tuple[str, ...]
    phrasing: Phrasing
    gives: str = ""
    describes: tuple[str, ...] = ()
    figures: bool = True
    worked: bool = False
    sums: bool = False
    arithmetic: bool = False
    parts: bool = False
    plausible: bool = False
    unmended: tuple[str, ...] = ()
    phrased_otherwise: tuple[tuple[str, Phrasing], ...] = ()  # shapes that are put in other words

    def phrasing_of(self, shape: str) -> Phrasing:
        """How a finding of this shape is put in words."""
        return dict(self.phrased_otherwise).get(shape, self.phrasing)

    @property
    def params(self) -> tuple[str, ...]:
        """All parameters that its rules may set."""
        return (*self.describes, *(CLAIMING if self.figures else ()))


# By which a rule of any kind of figures narrows what it claims, and says what it lets pass.
CLAIMING = ("labels", "concepts", "identities", "scope", "forbidden", "tolerance")

KINDS: dict[str, KindOfRelation] = {
    "total": KindOfRelation(
        ("footing", "cross-footing", "roll-forward", "periods", "prose", "part-of-whole"),
        Phrasing.COMPUTED,
        say("the parts give"),
        sums=True,
        arithmetic=True,
        phrased_otherwise=(("part-of-whole", Phrasing.OF_WHOLE),),
    ),
    "formula": KindOfRelation(
        (
            "product", "growth", "change", "cagr", "share", "points", "multiple", "average", "identity",
            "derived-column", "spreadsheet", "extent", "typed-over",
        ),
        Phrasing.COMPUTED,
        say("the figures beside it give"),
        worked=True,
        arithmetic=True,
        unmended=("extent", "typed-over"),
    ),
    "restatement": KindOfRelation(
        ("restatement", "capitals"),
        Phrasing.COMPUTED,
        say("the other printing says"),
    ),
    "comparison": KindOfRelation(
        ("words", "direction", "fold", "superlative"),
        Phrasing.REMARK,
        phrased_otherwise=(("fold", Phrasing.DENIED),),
        worked=True,
    ),
    "range": KindOfRelation(
        ("percentage", "bounds", "concept", "dimension", "scale", "list"),
        Phrasing.REMARK,
        plausible=True,
        unmended=("dimension",),
    ),
    "order": KindOfRelation(
        ("release", "citation", "certificate", "period", "numbering", "weekday", "reference"),
        Phrasing.SENTENCE,
        figures=False,
    ),
    "agree": KindOfRelation(
        ("text", "text-table", "table-table", "rating", "tagged", "grouping", "items"),
        Phrasing.COMPUTED,
        say("elsewhere the report says"),
    ),
    "contradict": KindOfRelation(("fact",), Phrasing.COMPUTED, say("the other report says")),
    "partition": KindOfRelation(("bands", "shares"), Phrasing.SENTENCE, parts=True),
    "presence": KindOfRelation(
        (
            "date", "issuer", "analyst", "certificate", "rating", "rating-definition", "source",
            "risk-warning", "currency", "words",
        ),
        Phrasing.SENTENCE,
        describes=("words",),
        figures=False,
    ),
    "pattern": KindOfRelation(
        ("certificate", "identifier", "absent"),
        Phrasing.SENTENCE,
        describes=("regex", "label", "absent"),
        figures=False,
    ),
}  # fmt: skip
