"""What every row and column of a table is, decided once from its words, its signs and its figures.

Words decide first, the longest word of all lists winning: in "rate swaps" there is no rate. A line's own
label speaks for it, to a column also the headers above it. Percent signs and figures decide what words
leave open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tieout.extract.concepts import is_currency
from tieout.extract.counted import ranked
from tieout.extract.remembered import remembering
from tieout.extract.table.nominal_periods import nominal_periods
from tieout.extract.table.outline import outline_depths
from tieout.lexicon import WordList
from tieout.model import Dates, Grid
from tieout.model.lines import Line, Role
from tieout.rulebook.book import Schemas
from tieout.wording import Message, say

# the first list of which a line speaks gives its role; "rate of growth" is growth, "average price" a price
_BY_WORD = (
    ("serial", Role.LABEL),
    ("reduction", Role.REDUCTION),
    ("growth", Role.GROWTH),
    ("margin", Role.MARGIN),
    ("share", Role.SHARE),
    ("running", Role.RUNNING),
    ("multiple", Role.MULTIPLE),
    ("price", Role.PRICE),
    ("per_share", Role.PRICE),
    ("relative", Role.RELATIVE),
    ("median", Role.RATE),
    ("rate", Role.RATE),
    ("percent", Role.RATE),
    ("average", Role.AVERAGE),
    ("total", Role.TOTAL),
    ("net_result", Role.RESULT),
    ("net", Role.RESULT),
    ("difference", Role.DIFFERENCE),
    ("change", Role.CHANGE),
)
_LISTS = (
    *(name for name, _ in _BY_WORD), "amount_name", "points", "adjusted", "month", "opening", "closing",
    "decrease", "things", "revenue", "cost", "share_count", "part_of",
    "after_deducting", "multiple_of_growth",
)  # fmt: skip
_CHANGES = frozenset({"change", "difference"})
_PER = frozenset({"price", "per_share"})
_SUBJECTS = frozenset({"revenue", "cost"})  # what an amount is of hides no total: total revenue
_FIRST = ("less", "balance", "of_which", "nets", "remainder")
_OPENERS = " (（-–—－·•"
_CLOSERS = " )）.:：*"
_COMMAS = (",", "，", "-", "–", "—")
_DASHES = " -–—－―─"  # a label of nothing else says nothing
_REMEMBERED = 10_000  # labels
_LONGEST = 120  # a label longer than this is a sentence, and words in it say little
_GLUED = re.compile(r"(?<=[a-z.])(?=[A-Z][a-z])")  # PercentChange: a line break that was lost
_MARKED = re.compile(r"(?<=[a-z]{4})\d{1,2}(?![\w.%])")  # Share1: the mark of a footnote
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_WORD = re.compile(r"\w+")
QUALIFIERS = ("scope/basic", "scope/diluted")  # which of two counts of shares
_RATE_IN_NAME = re.compile(r"\d\s?[%％]")  # 5% notes, a stake of 50%: the name of an amount
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
_DATED_WORDS = 6  # a label of more words than this is no mere date
_RATE_WORDS = {"growth", "reduction", "share", "price", "relative", "rate", "percent", "average"}


def row_lines(grid: Grid, schemas: Schemas) -> list[Line]:
    """The lines of the rows by their words; where nothing is indented, numbers tell how they are nested."""
    depths: Sequence[int] = grid.row_depths
    if len(set(depths)) == 1:
        labels = [path[-1] if path else "" for path in grid.row_labels]
        depths = outline_depths(labels, schemas.lexicon) or depths
    periods = _periods(grid, 0, grid.row_labels, schemas)
    lines = [
        _line(
            row, path, _spoken(path, schemas), depth, periods.get(row), schemas, blank=_unlabelled(grid, row)
        )
        for row, (path, depth) in enumerate(zip(grid.row_labels, depths, strict=True))
    ]
    return _with_prices(lines, _for_one(grid, 0))


def _spoken(path: tuple[str, ...], schemas: Schemas) -> tuple[str, ...]:
    """The labels that speak for a row: its own, and the one above where its own only says which of two."""
    if len(path) < 2:
        return path
    rest = path[-1]
    for name in QUALIFIERS:
        rest = schemas.words[name].pattern.sub("", rest)
    words = [word for word in _WORD.findall(rest) if not word.isdecimal()]  # but for numbers of footnotes
    return path[-2:] if rest != path[-1] and all(map(schemas.words["and_word"].search, words)) else path[-1:]


def column_lines(grid: Grid, schemas: Schemas) -> list[Line]:
    """The lines of the columns by their words: any header over a column may say it."""
    spoken: list[list[str]] = [[] for _ in range(grid.cols)]
    exception = schemas.words[WordList.EXCEPT_WORD].pattern
    for texts in grid.texts[: grid.header_rows]:
        body = texts[grid.label_cols :]
        spans = sum(bool(text) for text in body) > 1
        running = ""
        for col, text in enumerate(body, grid.label_cols):
            running = exception.split(text)[0] or (running if spans else "")
            spoken[col].append(running)
    periods = _periods(grid, 1, grid.col_labels, schemas)
    lines = [
        _line(col, path, (*words, " ".join(words)), 0, periods.get(col), schemas, blank=not any(words))
        for col, (path, words) in enumerate(zip(grid.col_labels, spoken, strict=True))
    ]
    return _with_prices(lines, _for_one(grid, 1))


def _with_prices(lines: list[Line], priced: frozenset[int]) -> list[Line]:
    """The same lines; those of money for one of something are prices, though a word call them rates."""
    return [
        replace(line, role=Role.PRICE, reason=say("its figures are money for one of something"))
        if line.position in priced and line.role in (Role.AMOUNT, Role.RATE)
        else line
        for line in lines
    ]


def tags_of(label: str, schemas: Schemas) -> frozenset[str]:
    """The word lists of which a text speaks."""
    return _voice(schemas).says(label)


def _line(
    position: int,
    path: tuple[str, ...],
    spoken: Sequence[str],
    depth: int,
    period: Dates | None,
    schemas: Schemas,
    *,
    blank: bool,
) -> Line:
    voice = _voice(schemas)
    tags = frozenset[str]().union(*map(voice.says, spoken))
    if path:
        tags |= voice.begins(path[-1]) | voice.ends(path[-1])
    if "total" in tags and path and voice.is_bare_total(path[-1]):
        tags |= {"bare_total"}
    role, word = next(((role, name) for name, role in _BY_WORD if name in tags), (Role.AMOUNT, ""))
    if role is Role.AMOUNT and "of_which" in tags:
        role, word = Role.OF_WHICH, "of_which"
    if role is Role.AMOUNT and any(map(voice.tells_so_far, spoken)):
        role, word, tags = Role.RUNNING, "so_far", tags | {"so_far"}
    if "share_count" in tags and any(map(schemas.words[QUALIFIERS[1]].search, spoken)):
        tags |= {"diluted"}  # which a longer word may hide
    if word == "net" and not voice.is_short(path[-1] if path else ""):
        role, word = Role.AMOUNT, ""
    if role is Role.RATE and "part_of" in tags:
        role, word = Role.SHARE, "part_of"
    if word == "percent" and tags & _CHANGES:
        role, word = Role.GROWTH, "change in percent"
    if word in _PER and any(map(voice.counts_shares, spoken)):
        role, word = Role.AVERAGE, "share_count"
    said = Message(word.replace("_", " "), {})  # a name of a list, which the catalogue may have
    reason = say("its label speaks of {word}", word=said) if word else say("nothing says otherwise")
    leading = voice.leads(path[-1]) if path else 0
    return Line(position, path, role, reason, tags, depth, period, blank, leading=leading)


def _for_one(grid: Grid, axis: int) -> frozenset[int]:
    """The rows or columns (from 0) whose figures all are money for one of something: dollars an hour."""
    priced: dict[int, bool] = {}
    for at, fact in grid.facts.items():
        if fact.figure.quantity is not None:
            powers = fact.figure.quantity.unit.powers
            money = any(power == 1 and is_currency(base) for base, power in powers)
            line = at[axis] - 1
            priced[line] = priced.get(line, True) and money and any(power < 0 for _, power in powers)
    return frozenset(line for line, told in priced.items() if told)


def _unlabelled(grid: Grid, row: int) -> bool:
    """Whether a row has figures and no label of its own."""
    labels = grid.texts[row][: grid.label_cols]
    return grid.label_cols > 0 and not any(text.strip(_DASHES) for text in labels)


def _periods(grid: Grid, axis: int, labels: Sequence[tuple[str, ...]], schemas: Schemas) -> dict[int, Dates]:
    """The period of every row or column whose figures all have the same; if none has, of quarters."""
    found: dict[int, set[Dates | None]] = {}
    for at, fact in grid.facts.items():
        if fact.figure.quantity is not None:
            found.setdefault(at[axis] - 1, set()).add(fact.period)
    single = {line: next(iter(periods)) for line, periods in found.items() if len(periods) == 1}
    known = {line: period for line, period in single.items() if period is not None}
    return known or nominal_periods({line: labels[line] for line in single}, schemas)


class _Voice:
    """What single labels say; a table is asked more than once, and its labels stand in others too."""

    def __init__(self, schemas: Schemas) -> None:
        self._inside = [(name, schemas.words[name]) for name in _LISTS if name in schemas.words]
        self._first = [(name, schemas.words[name]) for name in _FIRST if name in schemas.words]
        self._shares, self._per = (schemas.words[name] for name in ("share_count", "per_share"))
        self._total = schemas.words["total"]
        self._so_far, self._lexicon = schemas.words["so_far"], schemas.lexicon
        self.says = lru_cache(_REMEMBERED)(self._says)
        self.begins = lru_cache(_REMEMBERED)(self._begins)
        self.ends = lru_cache(_REMEMBERED)(self._ends)
        self.leads = lru_cache(_REMEMBERED)(self._leads)

    def _says(self, label: str) -> frozenset[str]:
        """The word lists of which a word stands in a label, but inside no longer word of another list."""
        text = _MARKED.sub("", _GLUED.sub(" ", _RATE_IN_NAME.sub(" ", label)))[:_LONGEST].casefold()
        spans = [
            (*match.span(), name) for name, words in self._inside for match in words.pattern.finditer(text)
        ]
        said = {
            name
            for start, end, name in spans
            if not any(
                a <= start and end <= b and b - a > end - start and longer not in _SUBJECTS
                for a, b, longer in spans
            )
        }
        if "amount_name" in said:
            said -= _RATE_WORDS
        if "total" in said:
            said.discard("serial")  # a total number is no number of a row
        if _RATE_IN_NAME.search(label):
            said -= {"rate", "percent"}
        if "month" in said:
            said.discard("month")
            if _DAY.search(text) and len(text.split()) <= _DATED_WORDS:
                said.add("dated")
        return frozenset(said)

    def _begins(self, label: str) -> frozenset[str]:
        """Those of which a word opens it."""
        found = [(name, words.search(label)) for name, words in self._first]
        return frozenset(
            name
            for name, word in found
            if word is not None
            and not label[: word.start()].strip(_OPENERS)
            and not (name == "of_which" and len(word.group()) == 1)  # a syllable of another word
        )

    def _ends(self, label: str) -> frozenset[str]:
        """Those of which a word closes it, behind a comma: special items, net."""
        return frozenset(
            name
            for name, words in self._first
            if name == "nets"
            and any(
                not label[match.end() :].strip(_CLOSERS) and label[: match.start()].rstrip()[-1:] in _COMMAS
                for match in words.pattern.finditer(label)
            )
        )

    def _leads(self, label: str) -> int:
        """How many of the largest lines a label says to add up, 0 if none: top five, CR5."""
        found = ranked(label[:_LONGEST], self._lexicon)
        return found[0] if found is not None else 0

    def counts_shares(self, label: str) -> bool:
        """Whether a label counts shares before it says what for: shares used in earnings per share."""
        count, per = self._shares.search(label), self._per.search(label)
        return count is not None and per is not None and count.start() < per.start()

    def tells_so_far(self, label: str) -> bool:
        """Whether a label says that figures are carried forward, and of what only in brackets."""
        return self._so_far.pattern.fullmatch(_BRACKETED.sub("", label).strip().casefold()) is not None

    def is_bare_total(self, label: str) -> bool:
        """Whether a label says that its line is a total and nothing else."""
        return not any(map(str.isalnum, self._total.pattern.sub("", label.casefold())))

    @staticmethod
    def is_short(label: str) -> bool:
        """Whether a label is hardly more than one term."""
        return len(label.split()) <= 2 and len(label) <= 24


_voice = remembering(_Voice)
