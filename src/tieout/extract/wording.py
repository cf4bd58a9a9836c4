"""Words and signs around figures in sentences: lists, bases of comparison, levels and changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tieout.extract.belonging import spread
from tieout.extract.clauses import Reading, Spans, within
from tieout.model import Dates, Figure
from tieout.quantity import Quantity

_RESPECTIVELY = re.compile(r"分别|依次|respectively", re.IGNORECASE)
_SLASHED = re.compile(r"\s*[/／、]\s*")
_LIST_REACH = 40  # figures before a list in which its periods are sought
_LIST = re.compile(r"\s*(?:[/／、,，;；]|和|及|与|and)?\s*(?:and\s*)?", re.IGNORECASE)
_BASE_REACH = 30
_ARROWS = frozenset({"→", "->", "=>", "⇒"})  # from what stands before to what stands behind
_BASE = re.compile(  # of words in lower case
    r"(?:从|由|自|较|(?<![同环占])比|上年同期|上年|去年|去年同期|上期"
    r"|from|than|versus|vs\.?|compared (?:to|with)|against)"
    r"[^，,。;；\d]{0,12}$"
)
LEVEL = re.compile(  # what follows is a level and no change
    r"(?:至|到|为|达|达到|由|从|自|是|(?:^|\s)(?:to|at|of|from|than|reach\w*|was|were|is))"
    r"\s*(?:about|around|approximately|roughly|nearly|约|近|超|逾|高达|(?:20)?\d\d\s?年(?:末|底)?的?|\d\d?\s?月的?)?"
    r"\s*(?:每(?-i:[一-鿿]{1,2}))?\s*$",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r"蒸发|流失|缩水|增长|增加|增幅|增速|增|上升|上涨|提升|提高|下降|下滑|下跌|减少|降低|回落|变动"
    r"|(?<![A-Za-z])(?:rose|ris(?:e|es|ing)|grew|grow(?:s|th|ing)?|up|down|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)"
    r"|fell|fall(?:s|ing)?|gain(?:s|ed|ing)?|declin(?:e|es|ed|ing)|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:e|ed|es|ing)"
    r"|drop(?:s|ped)?|improv(?:e|ed|es|ing)|widen(?:ed|s|ing)?|narrow(?:ed|s|ing)?|higher|lower|expand(?:ed|s|ing)?"
    r"|shr[ai]nk|slipped|contract(?:ed|s|ing)?|advanc(?:e|ed|ing)|cut|reduc(?:e|ed|es|ing)|add(?:s|ed|ing)?)(?![A-Za-z])",
    re.IGNORECASE,
)


def is_rate(quantity: Quantity) -> bool:
    """Whether a quantity is a percentage or another fraction of one."""
    return quantity.unit.powers == () and quantity.unit.factor != 1


def bases(text: str, figures: Sequence[Figure], spans: Spans) -> list[bool]:
    """Which figures are what another is compared with: 较上年的 x, from x, than x, x → y."""
    found = []
    last = 0
    for index, (figure, (start, end)) in enumerate(zip(figures, spans, strict=True)):
        words = text[max(last, start - _BASE_REACH) : start]
        if index and figures[index - 1].dates is not None and figure.quantity is not None:
            date_start, date_end = spans[index - 1]  # 从 2022 年的 x: the date is no word between
            words = text[max(last, date_start - _BASE_REACH) : date_start] + text[date_end:start]
        behind = text[end : spans[index + 1][0]].strip() if index + 1 < len(spans) else ""
        found.append(_BASE.search(words.lower()) is not None or behind in _ARROWS)
        if figure.quantity is not None:
            last = end
    return found


def change(reading: Reading, begin: int, end: int, between: str) -> str | None:
    """The change a stretch of words speaks of: a named base (同比), or any."""
    for tag in within(reading.tags.changes, begin, end):
        return tag.values[0]
    return "change" if CHANGES.search(between) else None


def runs(reading: Reading) -> list[list[int]]:
    """Figures joined to a list by nothing but list signs."""
    runs: list[list[int]] = []
    for index in range(len(reading.figures)):
        if runs:
            last = runs[-1][-1]
            between = reading.text[reading.spans[last][1] : reading.spans[index][0]]
            if _alike(reading.figures[last], reading.figures[index]) and _LIST.fullmatch(between):
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


def listed_periods(reading: Reading) -> dict[int, Dates]:
    """The periods of figures listed respectively, or by slashes behind as many years: 2025-2027年 a/b/c."""
    periods: dict[int, Dates] = {}
    respectively = _RESPECTIVELY.search(reading.text) is not None
    if not respectively and _SLASHED.search(reading.text) is None:
        return periods
    for run in runs(reading):
        if reading.figures[run[0]].quantity is None or not (respectively or _slashed(reading, run)):
            continue
        named = [
            i for i in range(max(run[0] - _LIST_REACH, 0), run[0]) if reading.figures[i].dates is not None
        ]
        if not named:
            periods.update(_behind(reading, run))
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
