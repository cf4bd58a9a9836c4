"""The text around a figure in which the label of its cell is said, and its own clause."""

from __future__ import annotations

import re

from tieout.model import Fact
from tieout.relate.linking.speech import Speech

_BEFORE, _BEHIND = 200, 200  # characters around a figure in which the label of its cell is said
_ENDED = re.compile(r"[,，;；。]|\.(?=\s|$)|$")


def around(speech: Speech, fact: Fact) -> str:
    """The text of a sentence near a figure."""
    start, end = speech.start(fact), fact.figure.end - speech.sentence.start
    return speech.sentence.text[max(start - _BEFORE, 0) : end + _BEHIND].lower()


def beside(speech: Speech, fact: Fact) -> str:
    """The text from the figure before a figure to the end of its clause."""
    start, end = speech.start(fact), fact.figure.end - speech.sentence.start
    before = (other for other in speech.quantities if speech.start(other) < start)
    opens = max((other.figure.end - speech.sentence.start for other in before), default=0)
    starts = (speech.start(other) for other in speech.quantities if speech.start(other) >= end)
    text = speech.sentence.text
    ends = _ENDED.search(text, end, min(starts, default=len(text)))
    return text[opens : end if ends is None else ends.start()].lower()
