"""Whom a report is about, by its title: the company named first in it.

A Chinese title begins with the company's short name; it is one if a ticker or a year follows, if it ends
in a line of business, if a word for the kind of report follows and the text says what it did in a year, or if
the text uses it again. An English title names the company before a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.lexicon import Lexicon, Phrase
from tieout.model import Block, BlockKind

_HAN_RUN = re.compile(r"[一-鿿]{2,20}")
_ENGLISH = Phrase(
    r"([A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*|{=name_particle})){0,4})\s?(?:[:|–—]|\([A-Z.]{1,6}\))"
)
_USUAL = 4  # characters of a company's short name
_SHORTEST, _LONGEST = 3, 6
_AGAIN = 2
_FIRST_BLOCKS = 6
_ACTS = Phrase(r"(?:\s?{on_date}?\s?20\d\d|{company_does})")
_YEAR = Phrase(r"20\d\d\s?{year_word}?，?")
_BUSINESS = Phrase(r"{line_of_business}")
_KIND = Phrase(r"{report_kind}")
_AT_LARGE = Phrase(r"{any_company}")  # 商业银行: nobody


def subject(blocks: Sequence[Block], texts: Sequence[str], words: Lexicon) -> str | None:
    """The company a report's title begins with, or None.

    Args:
        blocks: of the document, in order.
        texts: all its texts, in which the name must be used again if nothing else shows it to be one.
        words: `line_of_business`, which end the names of companies, and `report_kind`, before which a title
            names the company.
    """
    title = next(
        (block.text.content.strip() for block in blocks[:_FIRST_BLOCKS] if block.kind is BlockKind.HEADING),
        "",
    )
    english = words.pattern(_ENGLISH).match(title)
    if english is not None:
        word = english.group(1).split()[0]
        return english.group(1) if _uses(texts, word) > _AGAIN else None
    run = _HAN_RUN.match(title)
    return None if run is None else _chinese(run.group(), texts, words)


def _chinese(run: str, texts: Sequence[str], words: Lexicon) -> str | None:
    business = words.pattern(_BUSINESS)
    for length in range(_SHORTEST, _LONGEST + 1):
        found = business.search(run[2:length])
        if found is not None and found.end() == length - 2 and len(run) >= length:
            return None if words.pattern(_AT_LARGE).search(run[:length]) is not None else run[:length]
    kind = words.pattern(_KIND).search(run)
    if kind is not None and _SHORTEST <= kind.start() <= _LONGEST:
        name = run[: kind.start()]
        acts = re.compile(f"{name}{words.source(_ACTS)}|{words.source(_YEAR)}{name}", re.DOTALL)
        if any(acts.search(text) for text in texts):
            return run[: kind.start()]
    if _SHORTEST <= len(run) <= _LONGEST and _uses(texts, run) > _AGAIN:
        return run
    name = run[:_USUAL]
    return name if len(run) > _LONGEST and _uses(texts, name) > _AGAIN * 2 else None


def _uses(texts: Sequence[str], word: str) -> int:
    return sum(text.count(word) for text in texts)
