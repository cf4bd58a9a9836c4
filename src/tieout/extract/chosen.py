"""Labels chosen for figures: benchmarks named behind their scores, figures of another time told beside."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tieout.extract.clauses import Reading, before
from tieout.extract.concepts import fits
from tieout.extract.vocabulary import Tag
from tieout.lexicon import Lexicon, Phrase

FARTHEST = 60  # characters between a label and its figure
_CHANGED_BY = Phrase(r"{changed_by}\s*{level_about}?\s*$")
_OUTDONE = Phrase(r"{outdoes}(?!\s*{level_about}?\s*$)[^，,。;；()（）]{1,20}$")
_MAKES_UP = Phrase(r"{prose_share}\s*{level_about}?\s*$")
_GAP = Phrase(r"{gap_noun}[^，,。;；()（）]{0,20}$")
_AND_MORE = Phrase(
    r"\s?{point_word}?\s?(?:{=narrowing}\s[\w.@-]+(?:\s[\w.@-]+){0,2})?(?:\s?[,，、;]\s?{and_word}?|\s?{and_word})\s?"
)
_LEVEL = Phrase(r"(?:{possessive}|{level_at}\s*{level_about}?)\s*$")
_REACHED = Phrase(r"\s?(?:[A-Za-z][\w@.-]*\s){0,2}?{=narrowing}\s(?:{determiner}\s)?")  # 79.8 Pass@1 on AIME
_OF_ANOTHER = Phrase(  # 61.2 on MATH: a benchmark that no schema knows
    r"\s?(?:[A-Za-z][\w@.-]*\s){0,2}?{=narrowing}\s(?:{determiner}\s)?(?=[A-Z])[\w-]*[A-Z\d][\w-]*[A-Z\d]"
)
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][A-Za-z]+")
_GOES_ON = Phrase(
    r"\s?(?:{in_period}\s?)?[,，]?\s?{and_word}\s?(?:{level_about}\s?)?"
)  # in 2025 and 7 in 2024


@dataclass(frozen=True, slots=True)
class Label:
    """A concept's label chosen for a figure, `change` if the figure is its rate of change."""

    tag: Tag
    concept: str
    change: str | None = None


def reached(reading: Reading, index: int, scores: Collection[str]) -> Label | None:
    """The benchmark right behind a score: 83.4 on MMLU and 61.2 on MATH.

    Args:
        reading: the sentence.
        index: the place of the figure.
        scores: the concepts that are benchmarks.
    """
    end = reading.spans[index][1]
    concepts = reading.tags.concepts
    first = before(concepts, end)
    if first == len(concepts):
        return None
    tag = concepts[first]
    names = [name for name in tag.values if name in scores]
    between = reading.text[end : min(tag.start, end + FARTHEST)]
    crossed = any(end <= other < tag.start for other, _ in reading.spans[index + 1 : index + 2])
    if not names or crossed or not reading.pattern(_REACHED).fullmatch(between):
        return None
    apart = is_difference(reading, index)
    return None if apart or not fits(reading.figures[index].amount, None) else Label(tag, names[0])


def is_difference(reading: Reading, index: int) -> bool:
    """Whether words or a sign say by how much something changed or two things are apart, not what it is.

    Args:
        reading: the sentence.
        index: the place of the figure.
    """
    words = reading.vocabulary.lexicon
    while True:
        start = reading.spans[index][0]
        before = reading.text[max(start - FARTHEST // 2, 0) : start]
        if reading.text[start] in "+＋" or says_difference(before, words):
            return True
        if not index or reading.figures[index - 1].quantity is None:
            return False
        if not goes_on(reading.text[reading.spans[index - 1][1] : start], words):
            return False
        index -= 1


def goes_on(between: str, lexicon: Lexicon) -> bool:
    """Whether words between two figures only say of what the first is: 3.6 points on MMLU, 14.3 on GSM8K."""
    return lexicon.pattern(_AND_MORE).fullmatch(between) is not None


def says_difference(words: str, lexicon: Lexicon) -> bool:
    """Whether words right before a figure say that it is a change, or how far two things are apart."""
    if lexicon.pattern(_MAKES_UP).search(words):
        return False
    if any(lexicon.pattern(form).search(words) for form in (_CHANGED_BY, _GAP)):
        return True
    return bool(lexicon.pattern(_OUTDONE).search(words)) and not lexicon.pattern(_LEVEL).search(words)


def of_another(reading: Reading, begin: int, index: int) -> bool:
    """Whether words around a score name what it was reached in, and no schema knows that.

    Args:
        reading: the sentence.
        begin: where the words before it begin.
        index: the place of the figure.
    """
    start, end = reading.spans[index]
    if reading.pattern(_OF_ANOTHER).match(reading.text, end) is not None:
        return True
    if begin != reading.clause(start):
        return False
    known = [(name.start, name.end) for name in reading.names_before(start, start - begin)]
    said = [word.start() for word in _CAPITAL.finditer(reading.text, begin + 2, start)]
    return any(not any(a <= word < b for a, b in known) for word in said)


def told_again(reading: Reading, chosen: list[Label | None]) -> None:
    """Give a figure of another time the label of the one it is compared or joined with."""
    last: int | None = None
    for index, figure in enumerate(reading.figures):
        if figure.quantity is None:
            continue
        label = chosen[last] if last is not None else None
        if chosen[index] is None and last is not None and label is not None and label.change is None:
            alike = figure.quantity.unit == reading.figures[last].amount.unit
            if alike and (reading.based[index] or _joined(reading, last, index)):
                chosen[index] = label
        last = index


def _joined(reading: Reading, last: int, index: int) -> bool:
    """Whether nothing but a joint stands between two figures, each with its time behind it."""
    between = reading.figures[last + 1 : index]
    behind = index + 1 < len(reading.figures) and reading.figures[index + 1].dates is not None
    if len(between) != 1 or not behind or between[0].dates is None:
        return False
    start, end = reading.spans[last + 1]
    words = reading.text[reading.spans[last][1] : start] + reading.text[end : reading.spans[index][0]]
    return reading.pattern(_GOES_ON).fullmatch(words) is not None
