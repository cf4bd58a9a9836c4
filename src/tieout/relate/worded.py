"""With which words a figure of the text is told, but for its time and words that narrow nothing."""

from __future__ import annotations

import re

from tieout.extract.vocabulary import Vocabulary
from tieout.model import Fact

_LEAST = 2  # letters that name anything
_NUMBERS = re.compile(r"[\d\s.,%*:：]+")


def told_alike(fact: Fact, reference: Fact, vocabulary: Vocabulary) -> bool:
    """Whether the words before two figures name the same and nothing else.

    Args:
        fact: a figure of the text.
        reference: another one.
        vocabulary: knows the words that narrow nothing.
    """
    own, other = (_named(each, vocabulary) for each in (fact, reference))
    return own == other and len(own) >= _LEAST


def _named(fact: Fact, vocabulary: Vocabulary) -> str:
    """The letters of the words before a figure without those that narrow nothing."""
    text = fact.label[-1].lower() if fact.label else ""
    kept, last = [], 0
    for start, end in vocabulary.noise(text):
        kept.append(text[last:start])
        last = max(end, last)
    return _NUMBERS.sub("", "".join((*kept, text[last:])))
