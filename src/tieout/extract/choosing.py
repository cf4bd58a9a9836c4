"""Which label each figure of a sentence belongs to: the nearest one before it that its unit allows.

A label is used once, except by a figure that another is compared from, or by a list. A label may stand in
the unit (GPU hours), close behind the figure, or be the benchmark that a sentence goes on about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tieout.extract.clauses import Reading
from tieout.extract.concepts import Powers, fits
from tieout.extract.subjects import released
from tieout.extract.vocabulary import Role, Tag
from tieout.extract.wording import CHANGES, LEVEL, change, is_base, is_rate, runs
from tieout.model import Grain
from tieout.quantity import Quantity
from tieout.rulebook.book import Concept, Schemas

_FARTHEST = 60  # characters between a label and its figure
_BEHIND = 14
_JOINING = re.compile(
    r"\d|%|\s|(?:up|down|from|to|or|at|a|an|by|of|an? increase of|implying|and was)(?![a-z])"
    r"|[为至由从即约仅达的较]|其中|同比|环比",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"\s?[（(][^（）()]{1,16}[）)]"
)  # 9.6 万亿（9,600B）token: the unit follows the bracket
_DIRECTLY = re.compile(r"\s?(?:of|in|for|的|个|tokens?)?\s?(?:the |its )?\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A concept's label chosen for a figure, `change` if the figure is its rate of change."""

    tag: Tag
    concept: str
    change: str | None = None


class LabelChooser:
    """Chooses the labels of figures by the concepts of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._concepts = schemas.concepts
        self._unit_words: dict[Powers, tuple[str, ...]] = {}
        for entry in schemas.units:
            words = tuple(word.lower() for word in entry.words if len(word) > 1)
            self._unit_words[entry.unit.powers] = self._unit_words.get(entry.unit.powers, ()) + words

    def labels(self, reading: Reading) -> list[Label | None]:
        """One label per figure at most; a label is used once, except by a figure it is compared from."""
        chosen: list[Label | None] = [None] * len(reading.facts)
        used: set[tuple[int, str]] = set()
        for index, fact in enumerate(reading.facts):
            if fact.figure.quantity is None:
                label = self._event(reading, index)
            else:
                label = self._label(reading, index, used) or self._score(reading, index)
            chosen[index] = label
            if label is not None and label.change is None and not is_base(reading, index):
                used.add((label.tag.start, label.concept))
        self._share_lists(reading, chosen)
        return chosen

    def _label(self, reading: Reading, index: int, used: set[tuple[int, str]]) -> Label | None:
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
                    return Label(tag, name)
        return self._behind(reading, index, quantity)

    def _fitting(
        self, reading: Reading, tag: Tag, index: int, quantity: Quantity, clause: int
    ) -> Label | None:
        """Whether a tag before a figure names it."""
        start = reading.spans[index][0]
        between = reading.text[tag.end : start]
        changes = change(reading, tag.end, start, between)
        for name in tag.values(Role.CONCEPT):
            concept = self._concepts[name]
            if changes is not None and is_rate(quantity) and not LEVEL.search(between):
                return Label(tag, name, changes)
            if tag.start < clause and not _continues(reading, tag, index):
                continue
            if changes is not None and not LEVEL.search(between) and CHANGES.search(between[-8:]):
                return None  # by how much it changed, not what it is
            if self._fits(reading, tag, quantity, concept) and not _crosses(reading, tag, index, concept):
                return Label(tag, name)
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

    def _score(self, reading: Reading, index: int) -> Label | None:
        """The benchmark that a score was reached in: the last one named before it in the sentence."""
        start = reading.spans[index][0]
        quantity = reading.facts[index].figure.amount
        for tag in reversed(reading.tags):
            names = [name for name in tag.values(Role.CONCEPT) if self._concepts[name].powers is None]
            if tag.end <= start and names:
                between = reading.text[max(tag.end, start - 12) : start]
                level = not CHANGES.search(between) or LEVEL.search(between)
                return Label(tag, names[0]) if level and fits(quantity, None) else None
        return None

    def _behind(self, reading: Reading, index: int, quantity: Quantity) -> Label | None:
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
                if not names:
                    continue
                if not _DIRECTLY.fullmatch(reading.text[begin : tag.start]):
                    return None
                if resumed and not quantity.unit.powers:
                    names = [name for name in names if self._says(resumed, self._concepts[name].powers or ())]
                    return Label(tag, names[0]) if names else None
                for name in names:
                    if self._allows(tag, quantity, self._concepts[name]):
                        return Label(tag, name)
        return None

    def _event(self, reading: Reading, index: int) -> Label | None:
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
                    if (near or end <= tag.start < following) and released(reading, index):
                        return Label(tag, name)
        return None

    def _share_lists(self, reading: Reading, chosen: list[Label | None]) -> None:
        """Give one label to every figure of a list: 净利润分别为 a/b/c."""
        for run in runs(reading):
            first = chosen[run[0]]
            if first is None:
                continue
            for index in run[1:]:
                if chosen[index] is None and reading.facts[index].figure.quantity is not None:
                    chosen[index] = first


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
    return len(_JOINING.sub("", CHANGES.sub("", tail)).strip()) <= 2


def _crosses(reading: Reading, tag: Tag, index: int, concept: Concept) -> bool:
    """Whether another figure of the same dimension stands between a label and a figure."""
    own = reading.facts[index].figure.amount
    for other in range(index):
        quantity = reading.facts[other].figure.quantity
        if quantity is None or reading.spans[other][0] < tag.end:
            continue
        if quantity.unit.same_dimension(own.unit) and not is_base(reading, other):
            return True
    return False
