"""The table of what a form can say of its slots, and what measures it.

Each function gives the relations of a match, or none where the figures of its slots do not go together.
Readings are tried inside: a relation fails only if none holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tieout.model import Relation
from tieout.relate.prose import amounts, comparisons, energy, gaps, moved, ratios, worth
from tieout.relate.prose.match import Match

MEASURES: dict[str, Callable[[Match], Iterator[Relation]]] = {
    "movement": moved.movement,
    "followed": moved.followed,
    "turned": moved.turned,
    "share": ratios.share,
    "gap": gaps.gap,
    "mean": ratios.average,
    "mean-of-things": ratios.mean_of_things,
    "cost": ratios.cost,
    "product": ratios.multiplied,
    "each": ratios.each,
    "dividend": worth.dividend,
    "apart": gaps.apart,
    "generated": energy.generated,
    "upside": worth.upside,
    "one-price": worth.one_price,
    "tally": amounts.tally,
    "left": amounts.left,
    "within": amounts.within,
    "weighted": ratios.weighted,
    "lasts": ratios.lasts,
    "stretch": gaps.stretch,
    "order": comparisons.ordered,
    "turn": comparisons.turned,
    "reach": comparisons.reached,
    "exceed": comparisons.exceeded,
}
