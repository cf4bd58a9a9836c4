"""The table of what a form can say of its slots, and what measures it.

Each function gives the relations of a match, or none where the figures of its slots do not go together.
Readings are tried inside: a relation fails only if none holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tieout.model import Relation
from tieout.relate.prose import amounts, comparisons, gaps, moved, ratios, worth
from tieout.relate.prose.match import Match

MEASURES: dict[str, tuple[str, Callable[[Match], Iterator[Relation]]]] = {  # what is said: kind, and how
    "movement": ("formula", moved.movement),
    "followed": ("formula", moved.followed),
    "turned": ("formula", moved.turned),
    "compound": ("formula", moved.compound),
    "share": ("formula", ratios.share),
    "gap": ("formula", gaps.gap),
    "mean": ("formula", ratios.average),
    "mean-of-things": ("formula", ratios.mean_of_things),
    "times": ("formula", ratios.times),
    "fold": ("formula", ratios.fold),
    "cost": ("formula", ratios.cost),
    "product": ("formula", ratios.multiplied),
    "each": ("formula", ratios.each),
    "ratio": ("formula", ratios.ratio),
    "upside": ("formula", worth.upside),
    "parts": ("total", amounts.parts),
    "multiple": ("formula", worth.multiple),
    "one-price": ("formula", worth.one_price),
    "tally": ("total", amounts.tally),
    "left": ("total", amounts.left),
    "within": ("total", amounts.within),
    "weighted": ("formula", ratios.weighted),
    "lasts": ("formula", ratios.lasts),
    "stretch": ("order", gaps.stretch),
    "order": ("comparison", comparisons.ordered),
    "turn": ("comparison", comparisons.turned),
    "reach": ("comparison", comparisons.reached),
    "exceed": ("comparison", comparisons.exceeded),
}
