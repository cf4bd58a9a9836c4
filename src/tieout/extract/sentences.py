"""Where sentences end, in Chinese and English, in one linear pass.

A sentence keeps its clauses together; relations are looked for inside it. Points inside numbers,
abbreviations and initials do not end one, nor does a line break that only wraps a line. The mark of a
footnote that lost its height belongs to the sentence before it: "rose to $5 billion.10 On average".
"""

from __future__ import annotations

import re

from tieout.lexicon import Lexicon, Phrase, WordList

_CANDIDATE = re.compile(
    r"[。！？；!?;]+[”’」』）)\]\"]*|\.(?=[\s”\"')\]]|$)[”\"')\]]*|(?<=[a-z%)])\.\d{1,2}(?=\s+[A-Z])|\n[\s]*"
)
_WORD_BEFORE = re.compile(r"[A-Za-z.]+\Z")
_LONGEST_ABBREVIATION = 12
_FULL_LINE = 20
_MARKER = Phrase(r"[-*•●■◆➢\d(（①-⑳]|{chinese_digit}")


def split(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """The start and end of every sentence, without the white space around it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _CANDIDATE.finditer(text):
        if _ends(text, start, found, words):
            _add(spans, text, start, found.end())
            start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, start: int, found: re.Match[str], words: Lexicon) -> bool:
    first = found.group()[0]
    if first == "\n":
        return _breaks(text, start, found, words)
    if first == "." or first in "!?;":
        return _stops(text, found, words)
    return True


def _stops(text: str, found: re.Match[str], words: Lexicon) -> bool:
    """Whether a Western full stop ends a sentence rather than an abbreviation or an initial."""
    following = text[found.end() : found.end() + 2].lstrip()[:1]
    if following.islower():
        return False
    if found.group()[0] != ".":
        return not following or text[found.end()].isspace() or not following.isascii()
    before = _WORD_BEFORE.search(text, max(found.start() - _LONGEST_ABBREVIATION, 0), found.start())
    if before is None:
        return True
    if before.start() and (text[before.start() - 1].isalnum() or text[before.start() - 1] == "/"):
        return True  # 2026E. and y/y. are no initials
    word = before.group().lower()
    return (
        word not in words.words(WordList.ABBREVIATION)
        and not (len(word) == 1 and word.isalpha())
        and "." not in word
    )


def _breaks(text: str, start: int, found: re.Match[str], words: Lexicon) -> bool:
    """Whether a line break ends a sentence; one that wraps a line of running text does not."""
    if found.group().count("\n") > 1 or found.start() == 0 or found.end() >= len(text):
        return True
    before, after = text[found.start() - 1], text[found.end()]
    if words.pattern(_MARKER).match(after) and not after.isdigit():
        return True
    if before.isascii():
        return not (before.isalnum() or before in ",-") or not (after.islower() or after.isdigit())
    running = before.isalpha() or before in "，、"
    line = found.start() - max(text.rfind("\n", start, found.start()), start)
    return not (running and line >= _FULL_LINE and not after.isspace())
