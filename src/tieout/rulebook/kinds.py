"""The closed set of kinds with their shapes and parameters, as a rulebook may name them.

The loader checks packs against this table; the code that finds the relations stands further down the street,
where the rulebook cannot look; the kinds take their shapes and parameters from here.
"""

from __future__ import annotations

SHAPES: dict[str, tuple[str, ...]] = {
    "total": ("footing", "cross-footing", "roll-forward", "periods", "prose", "part-of-whole"),
    "formula": (
        "product",
        "growth",
        "change",
        "cagr",
        "share",
        "points",
        "multiple",
        "average",
        "identity",
        "derived-column",
        "spreadsheet",
        "extent",
        "typed-over",
    ),
    "restatement": ("restatement", "capitals"),
    "comparison": ("words", "direction", "fold", "superlative"),
    "range": ("percentage", "bounds", "concept", "dimension", "scale"),
    "order": ("release", "citation", "certificate", "period", "numbering", "weekday", "reference"),
    "agree": ("text", "text-table", "table-table", "rating", "tagged", "grouping", "items"),
    "contradict": ("fact",),
    "partition": ("bands", "shares"),
    "presence": (
        "date",
        "issuer",
        "analyst",
        "certificate",
        "rating",
        "rating-definition",
        "source",
        "risk-warning",
        "currency",
        "words",
    ),
    "pattern": ("certificate", "identifier", "absent"),
}

PARAMS: dict[str, tuple[str, ...]] = {  # kind -> parameters its rules may set; none if absent
    "presence": ("words",),
    "pattern": ("regex", "label", "absent"),
}
