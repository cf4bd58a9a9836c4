"""From the signs of a miss to its odds: is it a mistake of the report, or of the reading?

What each sign is worth stands in the table of evidence (`schemas/evidence.yaml`), in tenths of a bit. All
numbers are monotone: more of what speaks for a claim never lowers its odds.
"""

from __future__ import annotations

from collections.abc import Mapping

from tieout.model import Severity
from tieout.model.claims import NUMBERS, Signs
from tieout.wording import say

WHOLE_LINE = 10  # bits with which one mistake must explain a line that is wrong in every entry
HABIT = say("its last place follows the rounding habit of the house")
SPARE_LIMIT = 16  # bits: siblings that hold more improbably say no more
ENTRIES_LIMIT = 4  # entries that miss beyond this say no more


def counted(signs: Signs) -> dict[str, int]:
    """How often each number of the table counts for a miss, below nothing where it speaks against."""
    form, words = signs.form, signs.words or ("layout" if signs.layout else "")
    counts = {
        "base": 1,
        "spare": min(max(signs.spare, 0), SPARE_LIMIT),
        f"{form}/{words}": 1,
        f"{form}/closed": int(signs.closed),
        f"{form}/missed": -min(signs.missed, ENTRIES_LIMIT),
        f"{form}/mistake": int(signs.mistake),
        f"{form}/near": int(signs.near),
        **{f"doubt/{doubt.name.lower()}": -1 for doubt in signs.doubts},
    }
    return {name: count for name, count in counts.items() if name in NUMBERS}


def odds(signs: Signs, table: Mapping[str, int]) -> int:
    """The odds, in tenths of a bit, that a miss is a mistake of the report."""
    return sum(table[name] * count for name, count in counted(signs).items())


def severity(signs: Signs, table: Mapping[str, int]) -> Severity | None:
    """How loudly a miss may be spoken of; None where it is only counted."""
    found = odds(signs, table)
    if found >= table["speak/error"]:
        return Severity.ERROR
    return Severity.WARNING if found >= table["speak/warning"] else None
