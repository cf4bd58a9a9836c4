"""Quarters, halves and months that name no year: Q1 to Q4, 上半年. They follow each other in whatever year.

They say which lines tile which, and which comes before which; facts do not get them, for they are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tieout.extract.figures import scanner
from tieout.lexicon import WordList
from tieout.model import Dates, Grain
from tieout.rulebook.book import Schemas

FEWEST = 3  # labels that must name parts of a year, or a year as a whole
LONGEST = 16  # letters of such a label
_NOMINAL = 2001  # no leap year
_OF_A_YEAR = "noise/label"  # words that narrow nothing: full year, annual
_PARTS = frozenset({Grain.MONTH, Grain.QUARTER, Grain.HALF})
_HAN = re.compile(r"[\u4e00-\u9fff]")


def nominal_periods(labels: Mapping[int, Sequence[str]], schemas: Schemas) -> dict[int, Dates]:
    """The periods of lines by their innermost labels, in one nominal year; none where too few name one.

    Args:
        labels: the path of labels of every line that has figures and no period.
        schemas: the words of dates.
    """
    found = {line: dates for line, path in labels.items() if path and (dates := _dates(path[-1], schemas))}
    grains = [dates.grain for dates in found.values()]
    return found if len(found) >= FEWEST and not _PARTS.isdisjoint(grains) else {}


def _dates(label: str, schemas: Schemas) -> Dates | None:
    text = label.strip()
    if not text or len(text) > LONGEST:
        return None
    dated = f"{_NOMINAL}{_year(schemas)}{text}" if _HAN.search(text) else f"{text} {_NOMINAL}"
    items = scanner(schemas).scan(dated)
    dates = items[0].dates if len(items) == 1 else None
    if dates is None or dates.grain is Grain.DAY:
        return None
    whole = (items[0].start, items[0].end) == (0, len(dated))
    a_year = schemas.words[_OF_A_YEAR].pattern.fullmatch(text.casefold()) is not None
    return dates if whole or (dates.grain is Grain.YEAR and a_year) else None


def _year(schemas: Schemas) -> str:
    """The word that stands behind a year where labels are not written in letters."""
    return next(word for word in schemas.lexicon.words(WordList.YEAR_WORD) if _HAN.fullmatch(word))
