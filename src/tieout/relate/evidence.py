"""From the signs of a miss to its odds: is it a mistake of the report, or of the reading?

What each sign is worth stands in the table of evidence (`schemas/evidence.yaml`), in tenths of a bit. All
numbers are monotone: more of what speaks for a claim never lowers its odds.
"""

from __future__ import annotations

from collections.abc import Mapping

from tieout.model import Severity
from tieout.model.claims import Signs

SPARE_LIMIT = 16  # bits: siblings that hold more improbably say no more
ENTRIES_LIMIT = 4  # entries that miss beyond this say no more


def odds(signs: Signs, table: Mapping[str, int]) -> int:
    """The odds, in tenths of a bit, that a miss is a mistake of the report."""
    form = signs.form
    total = table[f"{form}/base"]
    total += table[f"{form}/{signs.words or ('layout' if signs.layout else 'siblings')}"]
    total += table[f"{form}/closed"] * signs.closed
    total += table[f"{form}/spare"] * min(max(signs.spare, 0), SPARE_LIMIT)
    total += table[f"{form}/mistake"] * signs.mistake + table[f"{form}/near"] * signs.near
    total -= table[f"{form}/missed"] * min(signs.missed, ENTRIES_LIMIT)
    return total - sum(table[f"doubt/{doubt.name.lower()}"] for doubt in signs.doubts)


def severity(signs: Signs, table: Mapping[str, int]) -> Severity | None:
    """How loudly a miss may be spoken of; None where it is only counted."""
    found = odds(signs, table)
    if found >= table["speak/error"]:
        return Severity.ERROR
    return Severity.WARNING if found >= table["speak/warning"] else None
