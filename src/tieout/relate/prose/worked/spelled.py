"""Numbers that a text writes as words (twelve reviewers, over eight years): constants beside its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.extract.remembered import remembering
from tieout.lexicon import WordList
from tieout.relate.prose.worked.passage import Passage

_LEAST = 2  # the list begins with two
_BEHIND = re.compile(r"[\s-]([a-z]+)")


class Spelled(NamedTuple):
    """A number in words, where it stands and the word behind it."""

    start: int
    end: int
    value: int
    text: str
    behind: str


def spelled(passage: Passage, sentence: int) -> Sequence[Spelled]:
    """The numbers in words of one sentence of a passage."""
    return _by_sentence(passage)[sentence]


@remembering
def _by_sentence(passage: Passage) -> Sequence[Sequence[Spelled]]:
    """Those of all sentences: every figure of a passage asks for them."""
    return [list(_of_sentence(passage, sentence)) for sentence in range(len(passage.starts))]


def _of_sentence(passage: Passage, sentence: int) -> Iterator[Spelled]:
    starts = [*passage.starts, len(passage.line.text)]
    for mark in passage.line.inside(starts[sentence], starts[sentence + 1]):
        if WordList.SMALL_NUMBER in mark.names:
            text = passage.line.text[mark.start : mark.end].casefold()
            behind = _BEHIND.match(passage.line.text, mark.end)
            if text in passage.small:
                value = _LEAST + passage.small.index(text)
                yield Spelled(mark.start, mark.end, value, text, behind[1] if behind else "")
