"""The meaning of the figures of a sentence, read from the words around each of them.

A label belongs to the first figure after it that its unit allows, or to a list joined by `respectively`.
Where the words leave doubt an attribute stays empty: an empty one is never a wildcard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tieout.extract.clauses import Reading
from tieout.extract.concepts import Powers, fits
from tieout.extract.belonging import period_of, spread
from tieout.extract.entities import Name
from tieout.extract.vocabulary import Role, Tag
from tieout.model import Dates, Fact, Grain, Status
from tieout.quantity import Quantity
from tieout.rulebook.book import Concept, Schemas

_FARTHEST = 60  # characters between a label and its figure
_BEHIND = 14
_RESPECTIVELY = re.compile(r"分别|依次|respectively", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[/／、,，;；]|和|及|与|and)?\s*(?:and\s*)?", re.IGNORECASE)
_BASE = re.compile(
    r"(?:从|由|自|较|(?<![同环占])比|上年同期|上年|去年|去年同期|上期|from|than|versus|vs\.?|compared (?:to|with)|against)"
    r"[^，,。;；\d]{0,12}$",
    re.IGNORECASE,
)
_LEVEL = re.compile(  # what follows is a level and no change
    r"(?:至|到|为|达|达到|由|从|自|是|(?:^|\s)(?:to|at|of|from|than|reach\w*|was|were|is))"
    r"\s*(?:about|around|approximately|roughly|nearly|约|近|超|逾|高达)?\s*(?:每[一-鿿]{1,2})?\s*$",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"\d|%|\s|(?:up|down|from|to|or|at|a|an|by|of|an? increase of|implying|and was|为|至|由|从|即|约|仅|其中|达|的|较|同比|环比)(?![a-z])",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:据|根据|依据)\s?([^，,。；：:（(]{2,20}?)(?:的?(?:数据|统计|报道|测算|显示|披露|介绍|公告|预测)|，|,)"
    r"|[Aa]ccording to (?:the )?([A-Za-z][\w&.\- ]{1,40}?)(?=[,.;)]|$)"
)
_COMPARED = re.compile(
    r"(?:相比|对比|相较于?|较|比|高于|低于|超过|超越|对标|媲美|比肩|仅次于|优于|不及|强于|弱于|达到与|与|than|versus|vs\.?"
    r"|compared (?:to|with)|against|beats?|over|rival(?:s|ing)?)\s?(?:[\w一-鿿]{0,6}(?:的|['’]s))?\s*$",
    re.IGNORECASE,
)
_RESTATED = re.compile(r"\s?[（(][^（）()]{1,16}[）)]")  # 9.6 万亿（9,600B）token: the unit follows the bracket
_DIRECTLY = re.compile(r"\s?(?:of|in|for|的|个|tokens?)?\s?(?:the |its )?\s?", re.IGNORECASE)
_BRACKET = re.compile(r"[()（）]")
_CHANGES = re.compile(
    r"蒸发|流失|缩水|增长|增加|增幅|增速|增|上升|上涨|提升|提高|下降|下滑|下跌|减少|降低|回落|变动"
    r"|(?<![A-Za-z])(?:rose|ris(?:e|es|ing)|grew|grow(?:s|th|ing)?|up|down|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)"
    r"|fell|fall(?:s|ing)?|gain(?:s|ed|ing)?|declin(?:e|es|ed|ing)|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:e|ed|es|ing)"
    r"|drop(?:s|ped)?|improv(?:e|ed|es|ing)|widen(?:ed|s|ing)?|narrow(?:ed|s|ing)?|higher|lower|expand(?:ed|s|ing)?"
    r"|shr[ai]nk|slipped|contract(?:ed|s|ing)?|advanc(?:e|ed|ing)|cut|reduc(?:e|ed|es|ing)|add(?:s|ed|ing)?)(?![A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What the words of a sentence say about one of its figures."""

    words: str = ""
    concept: str | None = None
    entity: str | None = None
    period: Dates | None = None
    status: Status = Status.ACTUAL
    basis: str | None = None
    source: str | None = None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    """A concept's label chosen for a figure, `change` if the figure is its rate of change."""

    tag: Tag
    concept: str
    change: str | None = None


class ProseReader:
    """Reads the meaning of sentences."""

    def __init__(self, schemas: Schemas) -> None:
        self._concepts = schemas.concepts
        self._unit_words: dict[Powers, tuple[str, ...]] = {}
        for entry in schemas.units:
            words = tuple(word.lower() for word in entry.words if len(word) > 1)
            self._unit_words[entry.unit.powers] = self._unit_words.get(entry.unit.powers, ()) + words

    def read(self, reading: Reading) -> list[Meant]:
        """The meaning of every fact of a sentence, in order."""
        labels = self._labels(reading)
        lists = _lists(reading)
        source = _source(reading.text)
        return [
            self._meant(reading, index, labels[index], lists.get(index), source)
            for index in range(len(reading.facts))
        ]

    def _meant(
        self,
        reading: Reading,
        index: int,
        label: _Label | None,
        period: Dates | None,
        source: str | None,
    ) -> Meant:
        start = reading.spans[index][0]
        quantity = reading.facts[index].figure.quantity
        clause = reading.clause(label.tag.start if label else start)
        said, foreseen = period_of(reading, index)
        scope = self._scope(reading, index, label)
        concept = None
        if label is not None:
            concept = label.concept if label.change is None else f"{label.concept} growth"
            if label.change:
                scope.add(label.change)
        return Meant(
            words=reading.text[clause:start].strip(" 　:：*") if clause < start else "",
            concept=concept,
            entity=_entity(reading, index) if quantity else _released(reading, index),
            period=period or said,
            status=Status.FORECAST if foreseen else _status(reading, index),
            basis=_nearest(reading, Role.BASIS, clause, start),
            source=source,
            scope=tuple(sorted(scope)),
        )

    # --- labels --------------------------------------------------------------------------------------

    def _labels(self, reading: Reading) -> list[_Label | None]:
        """One label per figure at most; a label is used once, except by a figure it is compared from."""
        chosen: list[_Label | None] = [None] * len(reading.facts)
        used: set[tuple[int, str]] = set()
        for index, fact in enumerate(reading.facts):
            if fact.figure.quantity is None:
                label = self._event(reading, index)
            else:
                label = self._label(reading, index, used) or self._score(reading, index)
            chosen[index] = label
            if label is not None and label.change is None and not _is_base(reading, index):
                used.add((label.tag.start, label.concept))
        self._share_lists(reading, chosen)
        return chosen

    def _label(self, reading: Reading, index: int, used: set[tuple[int, str]]) -> _Label | None:
        quantity = reading.facts[index].figure.amount
        start, end = reading.spans[index]
        clause = reading.clause(start)
        inside = [tag for tag in reading.tags if tag.start < end and tag.end > start]
        for tag in reversed(reading.tags):
            if tag.end > start or start - tag.end > _FARTHEST:
                continue
            label = self._fitting(reading, tag, index, quantity, clause)
            if label is not None and (label.change is not None or (tag.start, label.concept) not in used):
                return label
            if tag.start < clause and tag.values(Role.CONCEPT):
                break
        for tag in inside:
            for name in tag.values(Role.CONCEPT):
                if fits(quantity, self._concepts[name].powers):
                    return _Label(tag, name)
        return self._behind(reading, index, quantity)

    def _fitting(
        self, reading: Reading, tag: Tag, index: int, quantity: Quantity, clause: int
    ) -> _Label | None:
        """Whether a tag before a figure names it."""
        start = reading.spans[index][0]
        between = reading.text[tag.end : start]
        changes = _change(reading, tag.end, start, between)
        for name in tag.values(Role.CONCEPT):
            concept = self._concepts[name]
            if changes is not None and _is_rate(quantity) and not _LEVEL.search(between):
                return _Label(tag, name, changes)
            if tag.start < clause and not _continues(reading, tag, index):
                continue
            if changes is not None and not _LEVEL.search(between) and _CHANGES.search(between[-8:]):
                return None  # by how much it changed, not what it is
            if self._fits(reading, tag, quantity, concept) and not _crosses(reading, tag, index, concept):
                return _Label(tag, name)
        return None

    def _fits(self, reading: Reading, tag: Tag, quantity: Quantity, concept: Concept) -> bool:
        """Whether the unit is the concept's; a plain number will do if the label says the unit."""
        if self._allows(tag, quantity, concept):
            return True
        if not concept.powers:
            return False
        label = reading.text[tag.start : tag.end].lower()
        implied = tuple(
            (base, power) for base, power in concept.powers if not self._says(label, ((base, abs(power)),))
        )
        if implied != concept.powers and implied and fits(quantity, implied):
            return True  # 每小时 2 美元, after GPU 租金
        if quantity.unit.powers or quantity.unit.factor != 1:
            return False
        return self._says(label, concept.powers) 

    @staticmethod
    def _allows(tag: Tag, quantity: Quantity, concept: Concept) -> bool:
        """Whether the unit fits; a label of several concepts says nothing about a number without a unit."""
        if not quantity.unit.powers and quantity.unit.factor == 1 and len(tag.values(Role.CONCEPT)) > 1:
            return False
        return fits(quantity, concept.powers)

    def _says(self, words: str, powers: Powers) -> bool:
        return any(word in words for word in self._unit_words.get(powers, ()))

    def _score(self, reading: Reading, index: int) -> _Label | None:
        """The benchmark that a score was reached in: the last one named before it in the sentence."""
        start = reading.spans[index][0]
        quantity = reading.facts[index].figure.amount
        for tag in reversed(reading.tags):
            names = [name for name in tag.values(Role.CONCEPT) if self._concepts[name].powers is None]
            if tag.end <= start and names:
                between = reading.text[max(tag.end, start - 12) : start]
                level = not _CHANGES.search(between) or _LEVEL.search(between)
                return _Label(tag, names[0]) if level and fits(quantity, None) else None
        return None

    def _behind(self, reading: Reading, index: int, quantity: Quantity) -> _Label | None:
        """`$3.8 million of revenue`, `83 亿元的营业收入`: a label close behind, in the same clause."""
        end = reading.spans[index][1]
        restated = _RESTATED.match(reading.text, end)
        begin = restated.end() if restated is not None else end
        limit = min(reading.clause_end(begin), begin + _BEHIND)
        following = next((span for span in reading.spans[index + 1 :] if span[0] >= begin), None)
        if following is not None:
            limit = min(limit, following[0])
        resumed = reading.text[begin : begin + _BEHIND].lower() if restated is not None else ""
        for tag in reading.tags:
            if begin <= tag.start < limit:
                names = tag.values(Role.CONCEPT)
                if names and not _DIRECTLY.fullmatch(reading.text[begin : tag.start]):
                    return None
                if resumed and not quantity.unit.powers:
                    names = [name for name in names if self._says(resumed, self._concepts[name].powers or ())]
                    return _Label(tag, names[0]) if names else None
                for name in names:
                    if self._allows(tag, quantity, self._concepts[name]):
                        return _Label(tag, name)
        return None

    def _event(self, reading: Reading, index: int) -> _Label | None:
        """The event a day or month belongs to: a release, in the same clause or the next one."""
        dates = reading.facts[index].figure.dates
        if dates is None or dates.grain not in (Grain.DAY, Grain.MONTH):
            return None
        start, end = reading.spans[index]
        limit = reading.clause_end(end)
        following = reading.clause_end(limit)
        if index + 1 < len(reading.spans):
            following = min(following, reading.spans[index + 1][0])
        for tag in reading.tags:
            for name in tag.values(Role.CONCEPT):
                if self._concepts[name].powers == (("date", 1),):
                    near = reading.clause(start) <= tag.start < start and start - tag.end <= _BEHIND
                    if (near or end <= tag.start < following) and _released(reading, index):
                        return _Label(tag, name)
        return None

    def _share_lists(self, reading: Reading, chosen: list[_Label | None]) -> None:
        """Give one label to every figure of a list: 净利润分别为 a/b/c."""
        for run in _runs(reading):
            first = chosen[run[0]]
            if first is None:
                continue
            for index in run[1:]:
                if chosen[index] is None and reading.facts[index].figure.quantity is not None:
                    chosen[index] = first

    # --- scope ---------------------------------------------------------------------------------------

    def _scope(self, reading: Reading, index: int, label: _Label | None) -> set[str]:
        start, end = reading.spans[index]
        clause = reading.clause(start if label is None else min(label.tag.start, start))
        scope = {
            value
            for tag in reading.tags
            if clause <= tag.start and tag.end <= end
            for value in tag.values(Role.SCOPE)
        }
        if label is not None and label.tag.start < start:
            narrowed = reading.narrowed(label.tag.start, clause)
            if narrowed:
                scope.add(narrowed)
        if _is_base(reading, index):
            scope.add("compared from")
        return scope


def _is_rate(quantity: Quantity) -> bool:
    return quantity.unit.powers == () and quantity.unit.factor != 1


def _is_base(reading: Reading, index: int) -> bool:
    start = reading.spans[index][0]
    begin = max(reading.clause(start), reading.spans[index - 1][1] if index else 0)
    return bool(_BASE.search(reading.text[begin:start]))


def _change(reading: Reading, begin: int, end: int, between: str) -> str | None:
    """The change a stretch of words speaks of: a named base (同比), or any."""
    for tag in reading.tags:
        if begin <= tag.start and tag.end <= end:
            for value in tag.values(Role.CHANGE):
                return value
    return "change" if _CHANGES.search(between) else None


def _continues(reading: Reading, tag: Tag, index: int) -> bool:
    """Whether the clause of a figure goes on about the label of the clause before: `, up 5% to x`."""
    start = reading.spans[index][0]
    clause = reading.clause(start)
    before = reading.clause(max(clause - 1, 0))
    if tag.start < before:
        return False
    tail = reading.text[clause:start]
    for first, last in reading.spans:
        if clause <= first and last <= start:
            tail = tail.replace(reading.text[first:last], " ")
    return len(_JOINING.sub("", _CHANGES.sub("", tail)).strip()) <= 2


def _crosses(reading: Reading, tag: Tag, index: int, concept: Concept) -> bool:
    """Whether another figure of the same dimension stands between a label and a figure."""
    own = reading.facts[index].figure.amount
    for other in range(index):
        quantity = reading.facts[other].figure.quantity
        if quantity is None or reading.spans[other][0] < tag.end:
            continue
        if quantity.unit.same_dimension(own.unit) and not _is_base(reading, other):
            return True
    return False


def _runs(reading: Reading) -> list[list[int]]:
    """Figures joined to a list by nothing but list signs."""
    runs: list[list[int]] = []
    for index in range(len(reading.facts)):
        if runs:
            last = runs[-1][-1]
            between = reading.text[reading.spans[last][1] : reading.spans[index][0]]
            if _alike(reading.facts[last], reading.facts[index]) and _LIST.fullmatch(between):
                runs[-1].append(index)
                continue
        runs.append([index])
    return [run for run in runs if len(run) > 1]


def _alike(a: Fact, b: Fact) -> bool:
    """Whether two figures can stand in one list."""
    first, second = a.figure.quantity, b.figure.quantity
    if first is None or second is None:
        return first is second
    return first.unit.same_dimension(second.unit) and first.unit.factor == second.unit.factor


def _lists(reading: Reading) -> dict[int, Dates]:
    """The periods of figures listed respectively."""
    periods: dict[int, Dates] = {}
    if not _RESPECTIVELY.search(reading.text):
        return periods
    for run in _runs(reading):
        if reading.facts[run[0]].figure.quantity is None:
            continue
        named = [i for i in range(run[0]) if reading.facts[i].figure.dates is not None]
        if not named:
            continue
        dates = [reading.facts[i].figure.dates for i in named[-len(run) :]]
        if len(dates) == len(run) and len(run) > 1:
            periods.update({i: day for i, day in zip(run, dates, strict=True) if day is not None})
            continue
        last = reading.facts[named[-1]].figure.dates
        years = spread(last, len(run)) if last is not None else None
        if years is not None:
            periods.update(zip(run, years, strict=True))
    return periods


def _entity(reading: Reading, index: int) -> str | None:
    """The name a figure belongs to: the nearest before it in its clause, else the subject before it."""
    start = reading.spans[index][0]
    clause = reading.clause(start)
    quantity = reading.facts[index].figure.quantity
    multiple = quantity is not None and quantity.unit.symbol == "x"
    for name in reversed(reading.names):
        if name.end > start or _in_closed_bracket(reading.text[name.end : start]):
            continue
        compared = is_compared(reading.text, name)
        if name.start >= clause and not multiple:
            return name.entity
        if not compared:
            return name.entity
    return None


def _in_closed_bracket(following: str) -> bool:
    """Whether what follows a name closes a bracket before it opens one: the name stood in brackets."""
    mark = _BRACKET.search(following)
    return mark is not None and mark.group() in ")）"


def is_compared(text: str, name: Name) -> bool:
    """Whether a name is what something is compared with, and not what a sentence is about."""
    return _COMPARED.search(text[max(name.start - 16, 0) : name.start]) is not None


def _released(reading: Reading, index: int) -> str | None:
    """The product that a date is about: the first one with a version behind it, else the last before it."""
    end = reading.spans[index][1]
    until = next(
        (reading.spans[i][0] for i in range(index + 1, len(reading.facts)) if reading.facts[i].figure.dates),
        len(reading.text),
    )
    versions = [name for name in reading.names if any(char.isdigit() for char in name.entity)]
    behind = [name for name in versions if end <= name.start < until]
    before = [name for name in versions if name.end <= reading.spans[index][0]]
    if behind and not before:
        return behind[0].entity
    return before[-1].entity if before else None


def _status(reading: Reading, index: int) -> Status:
    start = reading.spans[index][0]
    found = _nearest(reading, Role.STATUS, 0, start)
    if found == Status.TARGET:
        found = _nearest(reading, Role.STATUS, reading.clause(start), start)
    return Status(found) if found is not None else Status.ACTUAL


def _nearest(reading: Reading, role: Role, begin: int, end: int) -> str | None:
    for tag in reversed(reading.tags):
        if begin <= tag.start and tag.end <= end:
            values = tag.values(role)
            if values:
                return values[0]
    return None


def _source(text: str) -> str | None:
    match = _SOURCE.search(text) if "据" in text or "ccording" in text else None
    if match is None:
        return None
    return next(group for group in match.groups() if group).strip().lower()

