"""Who issued a report: the name behind an issuer label, or the house that the report names most often.

A report names other houses too (where an analyst came from, whose view is quoted), so occurrences are
counted by the house's stem, 华安证券 in 华安证券股份有限公司, and the words of a disclaimer decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tieout.extract.passages import Passage
from tieout.lexicon import Phrase, WordList
from tieout.model import Mention
from tieout.rulebook.book import Schemas

_EDGE = 60  # passages of front and back matter, where an issuer is named
_HEADLINE = 200  # a house with an English name is looked for in lines, not in running text
_SHORTEST = 2  # characters that no stem is made of
_HAN = re.compile(r"[\u4e00-\u9fff]{1,10}\Z")
_CAPITALS = re.compile(r"(?:(?<![\w-])[A-Z][A-Za-z&.'’-]{1,20} ){1,3}\Z")
_NO_NAME = Phrase(r".*(?:[,，]|{before_house})")
_FORM = Phrase(r"{legal_form}\Z|{research_arm}\S*\Z")
_BARE = Phrase(
    r"(?:^|\n|[|｜·•]\s?)[\s*>]*(?P<name>[\u4e00-\u9fff]{2,5}?{bare_house})"
    r"(?=(?:[\u4e00-\u9fff]{0,8}{house_team})?(?:[\s|｜·•*]|\Z))"
)
_NO_HOUSE = Phrase(r"{no_house}")
_VALUE = re.compile(r"[ \t]*[:：][ \t]*(?P<name>[^\n|，,。;；（(]{2,60})")


def read_issuer(read: Sequence[Passage], schemas: Schemas) -> Mention | None:
    """The issuer as the report first names it in full, or None.

    Args:
        read: all passages in order.
        schemas: word lists `issuer_label` and `issuer_suffix`.
    """
    label = schemas.words[WordList.ISSUER_LABEL].pattern
    whole = "\n".join(passage.text for passage in read)
    houses: list[tuple[str, Mention]] = []
    for place, passage in enumerate(read):
        if _EDGE <= place < len(read) - _EDGE:
            continue
        for found in label.finditer(passage.text[:200]):
            value = _VALUE.match(passage.text, found.end())
            if value is not None and not passage.text[: found.start()].strip(" *|-"):
                start = value.start("name")
                return passage.mention(start, start + len(value["name"].rstrip(" *")))
        houses += _houses(passage, whole, schemas)
    houses = houses or [house for passage in read[:_EDGE] for house in _bare(passage, schemas)]
    counts = Counter(stem for stem, _ in houses)
    best = max(counts.values(), default=0)
    return next((mention for stem, mention in houses if counts[stem] == best), None)


def _houses(passage: Passage, whole: str, schemas: Schemas) -> Iterator[tuple[str, Mention]]:
    """Names that end as houses' names do, with the stem by which to count them."""
    for suffix in schemas.words[WordList.ISSUER_SUFFIX].pattern.finditer(passage.text):
        text, end = passage.text, suffix.end()
        if suffix.group().isascii():
            before = _CAPITALS.search(text, max(suffix.start() - 60, 0), suffix.start())
            if before is not None and len(text) <= _HEADLINE and suffix.group()[0].isupper():
                yield text[before.start() : end], passage.mention(before.start(), end)
            continue
        before = _HAN.search(text, max(suffix.start() - 10, 0), suffix.start())
        if before is None:
            continue
        cut = schemas.lexicon.pattern(_NO_NAME).match(before.group())
        start = before.start() if cut is None else before.start() + cut.end()
        start += _run_on(text[start : suffix.start()], suffix.group()[:2], whole)
        stem = schemas.lexicon.pattern(_FORM).sub("", text[start:end])
        if len(stem) > _SHORTEST:
            yield stem, passage.mention(start, end)


def _bare(passage: Passage, schemas: Schemas) -> Iterator[tuple[str, Mention]]:
    """Names of houses that open a line near the top without saying what kind of company they are."""
    if passage.row is None:
        for house in schemas.lexicon.pattern(_BARE).finditer(passage.text[:_HEADLINE]):
            if schemas.lexicon.pattern(_NO_HOUSE).search(house["name"]) is None:
                yield house["name"], passage.mention(*house.span("name"))


def _run_on(name: str, kind: str, whole: str) -> int:
    """How many characters before a name do not belong to it.

    Words run into the name of a house where print had a line's end; what is its name stands elsewhere too.
    """
    uses = [whole.count(name[start:] + kind) for start in range(max(len(name) - 1, 1))]
    return next(start for start, count in enumerate(uses) if count * 2 > max(uses))
