"""Which label each figure of a sentence belongs to: the nearest one before it that its unit allows.

A label is used once, except by a figure that another is compared from, or by a list. A label may stand in
the unit (GPU hours), close behind the figure, or be the benchmark that a sentence goes on about.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tieout.extract.aimed import Aims
from tieout.extract.chosen import FARTHEST, Label, is_difference, of_another, reached, told_again
from tieout.extract.clauses import Reading, before, within
from tieout.extract.concepts import Powers, fits, is_money
from tieout.extract.subjects import released
from tieout.extract.vocabulary import Tag
from tieout.extract.wording import CHANGES, LEVEL, change, is_rate, runs
from tieout.lexicon import Phrase
from tieout.model import Grain
from tieout.quantity import Quantity
from tieout.rulebook.book import Concept, Schemas

_BEHIND = 14
_BENCHMARK = 200
_REMEMBERED = 2000
_JOINING = Phrase(r"\d|%|\s|{goes_on_label}")
_RESTATED = re.compile(
    r"\s?[（(][^（）()]{1,16}[）)]"
)  # 9.6 万亿（9,600B）token: the unit follows the bracket
_MORE = Phrase(r"\s?{point_word} {apart_from}")  # 5.5 points higher: a difference
_LED_TO = Phrase(r"[\s,，)）]*{prose_to}\s*(?:{level_about}\s*)?")
_SCALED = Phrase(r"(?i:{=amount_scale})")  # 83 亿 is money, 1.6T a speed
_POSSESSIVE = Phrase(r"\s?{possessive}")
_DIRECTLY = Phrase(r"\s?{label_behind}?\s?(?:{determiner} )?\s?")


class LabelChooser:
    """Chooses the labels of figures by the concepts of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self._concepts = schemas.concepts
        self._aims = Aims(schemas)
        self._unit_words: dict[Powers, tuple[str, ...]] = {}
        for entry in schemas.units:
            words = tuple(word.lower() for word in entry.words if len(word) > 1)
            self._unit_words[entry.unit.powers] = self._unit_words.get(entry.unit.powers, ()) + words
        self._said: dict[tuple[str, Powers], bool] = {}
        self._events = frozenset(n for n, c in self._concepts.items() if c.powers == (("date", 1),))
        self._scores = frozenset(n for n, c in self._concepts.items() if c.powers is None)

    def labels(self, reading: Reading) -> list[Label | None]:
        """One label per figure at most; a label is used once, except by a figure it is compared from."""
        chosen: list[Label | None] = [None] * len(reading.figures)
        if not reading.tags.concepts:
            return chosen
        used: set[tuple[int, str]] = set()
        for index, figure in enumerate(reading.figures):
            if figure.quantity is None:
                label = self._event(reading, index)
            else:
                label = (
                    reached(reading, index, self._scores)
                    or self._label(reading, index, used)
                    or self._score(reading, index)
                )
            label = self._aims.aimed(reading, index, label)
            chosen[index] = label
            if label is not None and label.change is None and not reading.based[index]:
                used.add((label.tag.start, label.concept))
        self._share_lists(reading, chosen)
        self._led_to(reading, chosen)
        told_again(reading, chosen)
        return chosen

    def _label(self, reading: Reading, index: int, used: set[tuple[int, str]]) -> Label | None:
        quantity = reading.figures[index].amount
        start, end = reading.spans[index]
        if not is_rate(quantity) and is_difference(reading, index):
            return None
        clause = reading.clause(start)
        concepts = reading.tags.concepts
        first = before(concepts, start)
        for at in range(first - 1, -1, -1):
            tag = concepts[at]
            if start - tag.end > FARTHEST:
                break
            if tag.end > start:
                continue
            label = self._fitting(reading, tag, index, quantity, clause)
            if label is not None and (label.change is not None or (tag.start, label.concept) not in used):
                return label
            if tag.start < clause:
                break
        for tag in concepts[max(first - 1, 0) :]:
            if tag.start >= end:
                break
            for name in tag.values:
                if tag.end > start and fits(quantity, self._concepts[name].powers):
                    return Label(tag, name)
        return self._behind(reading, index, quantity)

    def _fitting(
        self, reading: Reading, tag: Tag, index: int, quantity: Quantity, clause: int
    ) -> Label | None:
        """Whether a tag before a figure names it."""
        start = reading.spans[index][0]
        fitting = [name for name in tag.values if self._fits(reading, tag, quantity, self._concepts[name])]
        if not quantity.unit.powers and reading.pattern(_SCALED).search(reading.figures[index].text) is None:
            fitting = [name for name in fitting if not is_money(self._concepts[name].powers)]
        rate = is_rate(quantity)
        if not fitting and not rate:
            return None
        between = reading.text[tag.end : start]
        changes = change(reading, tag.end, start, between)
        if changes is not None and reading.pattern(LEVEL).search(between) is None:
            if rate:
                return Label(tag, tag.values[0], changes)
            if reading.pattern(CHANGES).search(between[-8:]) is not None:
                return None  # by how much it changed, not what it is
        if not fitting or (tag.start < clause and not _continues(reading, tag, index)):
            return None
        if not rate and _is_shared(reading, tag):
            return None
        return None if _crosses(reading, tag, index) else Label(tag, fitting[0])

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
        if not quantity.unit.powers and quantity.unit.factor == 1 and len(tag.values) > 1:
            return False
        return fits(quantity, concept.powers)

    def _says(self, words: str, powers: Powers) -> bool:
        known = self._said.get((words, powers))
        if known is None:
            known = any(word in words for word in self._unit_words.get(powers, ()))
            if len(self._said) < _REMEMBERED:
                self._said[words, powers] = known
        return known

    def _score(self, reading: Reading, index: int) -> Label | None:
        """The benchmark that a score was reached in: the last one named before it in the sentence."""
        start, end = reading.spans[index]
        quantity = reading.figures[index].amount
        concepts = reading.tags.concepts
        if is_difference(reading, index) or reading.pattern(_MORE).match(reading.text, end):
            return None
        for at in range(before(concepts, start) - 1, -1, -1):
            tag = concepts[at]
            if start - tag.end > _BENCHMARK:
                return None
            names = [name for name in tag.values if name in self._scores]
            if tag.end <= start and names:
                if of_another(reading, max(tag.end, reading.clause(start)), index):
                    return None
                between = reading.text[max(tag.end, start - 12) : start]
                level = not reading.pattern(CHANGES).search(between) or reading.pattern(LEVEL).search(between)
                return Label(tag, names[0]) if level and fits(quantity, None) else None
        return None

    def _behind(self, reading: Reading, index: int, quantity: Quantity) -> Label | None:
        """`$3.8 million of revenue`, `83 亿元的营业收入`: a label close behind, in the same clause."""
        end = reading.spans[index][1]
        restated = _RESTATED.match(reading.text, end)
        begin = restated.end() if restated is not None else end
        limit = min(reading.clause_end(begin), begin + _BEHIND)
        following = index + 1
        while following < len(reading.spans) and reading.spans[following][0] < begin:
            following += 1
        if following < len(reading.spans):
            limit = min(limit, reading.spans[following][0])
        resumed = reading.text[begin : begin + _BEHIND].lower() if restated is not None else ""
        concepts = reading.tags.concepts
        first = before(concepts, begin)
        if first == len(concepts) or concepts[first].start >= limit:
            return None
        tag = concepts[first]
        if not reading.pattern(_DIRECTLY).fullmatch(reading.text[begin : tag.start]):
            return None
        if resumed and not quantity.unit.powers:
            fitting = [name for name in tag.values if self._says(resumed, self._concepts[name].powers or ())]
        else:
            fitting = [name for name in tag.values if self._counts(reading, tag, quantity, name)]
        return Label(tag, fitting[0]) if fitting else None

    def _counts(self, reading: Reading, tag: Tag, quantity: Quantity, name: str) -> bool:
        """Whether a label behind a number fits it, or says its unit: 671B total parameters."""
        concept = self._concepts[name]
        if self._allows(tag, quantity, concept):
            return True
        if quantity.unit.powers or quantity.unit.factor != 1 or len(tag.values) > 1 or not concept.powers:
            return False
        return self._says(reading.text[tag.start : tag.end].lower(), concept.powers)

    def _event(self, reading: Reading, index: int) -> Label | None:
        """The event a day or month belongs to: a release, in the same clause or the next one."""
        dates = reading.figures[index].dates
        if dates is None or dates.grain not in (Grain.DAY, Grain.MONTH):
            return None
        start, end = reading.spans[index]
        limit = reading.clause_end(end)
        following = reading.clause_end(limit)
        if index + 1 < len(reading.spans):
            following = min(following, reading.spans[index + 1][0])
        begin = max(reading.clause(start), start - _BEHIND * 2)
        for tag in within(reading.tags.concepts, begin, following + _BEHIND):
            for name in tag.values:
                near = tag.end <= start and start - tag.end <= _BEHIND
                if name in self._events and (near or end <= tag.start < following):
                    return Label(tag, name) if released(reading, index) else None
        return None

    def _led_to(self, reading: Reading, chosen: list[Label | None]) -> None:
        """Give what a change led to its label: revenue rose by $118 million, or 9.6%, to $1,352 million."""
        led = reading.pattern(_LED_TO)
        for index in range(1, len(chosen)):
            figure, rate = reading.figures[index], chosen[index - 1]
            if figure.quantity is None or chosen[index] is not None or rate is None or rate.change is None:
                continue
            between = reading.text[reading.spans[index - 1][1] : reading.spans[index][0]]
            if led.fullmatch(between) and fits(figure.quantity, self._concepts[rate.concept].powers):
                chosen[index] = Label(rate.tag, rate.concept)

    def _share_lists(self, reading: Reading, chosen: list[Label | None]) -> None:
        """Give one label to every figure of a list: 净利润分别为 a/b/c."""
        for run in runs(reading):
            first = chosen[run[0]]
            if first is None:
                continue
            for index in run[1:]:
                if chosen[index] is None and reading.figures[index].quantity is not None:
                    chosen[index] = first


def _is_shared(reading: Reading, tag: Tag) -> bool:
    """Whether a share stands right before a label: 19.0%股权价值 is a part of what the label names."""
    at = bisect_right(reading.spans, (tag.start, -1)) - 1
    if at < 0 or reading.figures[at].quantity is None or not is_rate(reading.figures[at].amount):
        return False
    between = reading.text[reading.spans[at][1] : tag.start]
    return not between or reading.pattern(_POSSESSIVE).fullmatch(between) is not None


def _continues(reading: Reading, tag: Tag, index: int) -> bool:
    """Whether the clause of a figure goes on about the label of the clause before: `, up 5% to x`."""
    start = reading.spans[index][0]
    clause = reading.clause(start)
    before = reading.clause(max(clause - 1, 0))
    if tag.start < before:
        return False
    tail = reading.text[clause:start]
    other = index - 1
    while other >= 0 and reading.spans[other][0] >= clause:
        tail = tail.replace(reading.text[slice(*reading.spans[other])], " ")
        other -= 1
    for idle in (CHANGES, _JOINING):
        tail = reading.pattern(idle).sub("", tail)
    return len(tail.strip()) <= 2


def _crosses(reading: Reading, tag: Tag, index: int) -> bool:
    """Whether another figure of the same dimension stands between a label and a figure."""
    own = reading.figures[index].amount
    other = index - 1
    while other >= 0 and reading.spans[other][0] >= tag.end:
        quantity = reading.figures[other].quantity
        if quantity is not None and quantity.unit.same_dimension(own.unit) and not reading.based[other]:
            return True
        other -= 1
    return False
