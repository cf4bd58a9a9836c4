"""Words and signs around figures in sentences: lists, bases of comparison, levels and changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tieout.extract.belonging import spread
from tieout.extract.clauses import Reading, Spans, within
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Dates, Figure
from tieout.quantity import Quantity

ANY_CHANGE = "change"  # of which nobody says from when
_RESPECTIVELY = Phrase(r"{prose_respectively}")
_SLASHED = re.compile(r"\s*[/／、]\s*")
_LIST_REACH = 40  # figures before a list in which its periods are sought
_LIST = Phrase(r"\s*(?:[/／、,，;；]|{and_word})?\s*(?:{and_word}\s*)?")
_BASE_REACH = 30
_OPENS, _COLON = re.compile(r"\s*[(（\[]\s*"), re.compile(r"\s?[:：]\s*")
_ARROWS = frozenset({"→", "->", "=>", "⇒"})  # from what stands before to what stands behind
BASE = Phrase(
    r"(?!{base_elsewhere})(?:{compared_from}|(?<!{not_before_than}){than_word})[^，,。;；\d]{0,12}$"
)
LEVEL = Phrase(  # what follows is a level and no change
    r"{level_at}\s*(?:{level_about}|(?:20)?\d\d\s?{year_word}{year_end}?{possessive}?|\d\d?\s?{month_word}{possessive}?)?"
    r"\s*(?:{each_word}[一-鿿]{1,2})?\s*$"
)
CHANGES = Phrase(r"{moves}")


def is_rate(quantity: Quantity) -> bool:
    """Whether a quantity is a percentage or another fraction of one."""
    return quantity.unit.powers == () and quantity.unit.factor != 1


def bases(text: str, figures: Sequence[Figure], spans: Spans, lexicon: Lexicon) -> list[bool]:
    """Which figures are what another is compared with: 较上年的 x, from x, than x, x → y, y (2023: x)."""
    base = lexicon.pattern(BASE)
    found = []
    last = 0
    for index, (figure, (start, end)) in enumerate(zip(figures, spans, strict=True)):
        words = text[max(last, start - _BASE_REACH) : start]
        if index and figures[index - 1].dates is not None and figure.quantity is not None:
            date_start, date_end = spans[index - 1]  # 从 2022 年的 x: the date is no word between
            words = text[max(last, date_start - _BASE_REACH) : date_start] + text[date_end:start]
        behind = text[end : spans[index + 1][0]].strip() if index + 1 < len(spans) else ""
        beside = _beside(text, figures, spans, index)
        found.append(base.search(words) is not None or behind in _ARROWS or beside)
        if figure.quantity is not None:
            last = end
    return found


def _beside(text: str, figures: Sequence[Figure], spans: Spans, index: int) -> bool:
    """Whether a figure or its date stands in a bracket behind another: $1,352 million (2023: $1,233)."""
    first = index if figures[index].dates is not None else index - 1
    if first < 1 or first + 1 >= len(figures) or figures[first].dates is None:
        return False
    opens, colon = text[spans[first - 1][1] : spans[first][0]], text[spans[first][1] : spans[first + 1][0]]
    return _OPENS.fullmatch(opens) is not None and _COLON.fullmatch(colon) is not None


def change(reading: Reading, begin: int, end: int, between: str) -> str | None:
    """The change a stretch of words speaks of: the base named last (同比), or any."""
    named = [tag.values[0] for tag in within(reading.tags.changes, begin, end)]
    if named:
        return next((base for base in reversed(named) if base != ANY_CHANGE), ANY_CHANGE)
    return ANY_CHANGE if reading.pattern(CHANGES).search(between) else None


def runs(reading: Reading) -> list[list[int]]:
    """Figures joined to a list by nothing but list signs."""
    runs: list[list[int]] = []
    joins = reading.pattern(_LIST)
    for index in range(len(reading.figures)):
        if runs:
            last = runs[-1][-1]
            between = reading.text[reading.spans[last][1] : reading.spans[index][0]]
            if _alike(reading.figures[last], reading.figures[index]) and joins.fullmatch(between):
                runs[-1].append(index)
                continue
        runs.append([index])
    return [run for run in runs if len(run) > 1]


def _behind(reading: Reading, run: list[int]) -> dict[int, Dates]:
    """The periods of a list that follow it: $5.1 and $4.8 billion in 2024 and 2023, respectively."""
    first = run[-1] + 1
    dates = [figure.dates for figure in reading.figures[first : first + len(run) + 1]]
    known = [day for day in dates[: len(run)] if day is not None]
    if len(known) != len(run) or (len(dates) > len(run) and dates[-1] is not None):
        return {}
    return dict(zip(run, known, strict=True))


def _alike(a: Figure, b: Figure) -> bool:
    """Whether two figures can stand in one list."""
    first, second = a.quantity, b.quantity
    if first is None or second is None:
        return first is second
    return first.unit.same_dimension(second.unit) and first.unit.factor == second.unit.factor


def _slashed(reading: Reading, run: list[int]) -> bool:
    """Whether nothing but slashes or Chinese list commas join a list."""
    return all(
        _SLASHED.fullmatch(reading.text[reading.spans[a][1] : reading.spans[b][0]]) for a, b in pairwise(run)
    )


def listed_periods(reading: Reading, before: Sequence[Dates] = ()) -> dict[int, Dates]:
    """The periods of figures listed respectively, or by slashes behind as many years: 2025-2027年 a/b/c.

    Args:
        reading: the sentence.
        before: the periods of the list told last in its paragraph; one as long without any goes on with them.

    Returns:
        Periods by the places of figures.
    """
    periods: dict[int, Dates] = {}
    respectively = reading.pattern(_RESPECTIVELY).search(reading.text) is not None
    if not respectively and _SLASHED.search(reading.text) is None:
        return periods
    for run in runs(reading):
        if reading.figures[run[0]].quantity is None or not (respectively or _slashed(reading, run)):
            continue
        named = [
            i for i in range(max(run[0] - _LIST_REACH, 0), run[0]) if reading.figures[i].dates is not None
        ]
        if not named:
            behind = _behind(reading, run)
            periods.update(behind or (zip(run, before, strict=True) if len(before) == len(run) else ()))
            continue
        dates = [reading.figures[i].dates for i in named[-len(run) :]]
        if len(dates) == len(run) and len(run) > 1:
            periods.update({i: day for i, day in zip(run, dates, strict=True) if day is not None})
            continue
        last = reading.figures[named[-1]].dates
        years = spread(last, len(run)) if last is not None else None
        if years is not None:
            periods.update(zip(run, years, strict=True))
    return periods
