"""Who signed a report: analysts by name, and their certificate numbers, well formed or not.

A Chinese analyst's certificate is S (a broker) or A (an adviser), four figures for the house, one for the
registration type, year and month, and a serial of four. What follows a certificate label and has nearly that
shape is a certificate too, so that a misprinted one can be reported instead of being overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tieout.lexicon import Phrase, WordList
from tieout.rulebook.book import Schemas

CERTIFICATE = re.compile(r"[SA](\d{4})([1-9])(\d{2}(?:0[1-9]|1[0-2]))\d{4}")  # house, type, year and month
_WELL = r"(?<![A-Za-z0-9$])[SA]\d{4}[1-9]\d{2}(?:0[1-9]|1[0-2])\d{4}"
_RUN_ON = (
    r"(?!\d{1,2}(?![\d–-]))"  # a telephone number may follow without a space, one or two figures may not
)
# After a label: nine figures or more behind a letter or a sign read for one, or the thirteen without any.
_NEAR = r"(?:[A-Z]|\\?[$§])[\dOoIl]{9,16}|[58]?\d{13}(?!\d)"
_NEAR_GENERAL = r"(?:S|\\?[$§])[\dOoIl]{9,16}"
_LONG = re.compile(r"[\dOoIl]{9}")
_GAP = r"[^\S\n]{0,3}{=number_sign}?[^\S\n]{0,3}[:：]?\s{0,3}\\?"
_NAME = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,3}[\u4e00-\u9fff])(?![\u4e00-\u9fff])"
_LATIN = r"[A-Z][A-Za-z'’-]+(?:[ \u00a0](?:[A-Z]\.|[A-Z][A-Za-z'’-]+)){1,3}"
_BETWEEN = Phrase(r"(?:\s{0,3}(?:[、,，/;；&]|{and_word}|{=degree}\b)\s{0,3}|\s{1,3}){0,5}")
_NOT_WELL = rf"(?!{_WELL}{_RUN_ON})"
_CERTIFICATES = Phrase(
    rf"(?P<well>{_WELL}{_RUN_ON})"
    rf"|{{=certificate_label}}{_GAP}{_NOT_WELL}(?P<near>{_NEAR})"
    rf"|{{=certificate_label_general}}{_GAP}{_NOT_WELL}(?P<general>{_NEAR_GENERAL})"
)
_FIRST = re.compile(r"[ \t\u3000]{0,4}[:：|][^\S\n]{0,4}")
_SPACE = re.compile(r"\s{1,4}")
_LONE_LABEL = 24  # characters of a line that is a label and no more


def certificates(text: str, schemas: Schemas) -> Iterator[tuple[int, int]]:
    """Where certificate numbers stand in a text: all well-formed ones, and near ones behind a label."""
    if _LONG.search(text) is None:
        return
    for match in schemas.lexicon.pattern(_CERTIFICATES).finditer(text):
        yield match.span(match.lastgroup or 0)


def names(text: str, schemas: Schemas) -> Iterator[tuple[int, int]]:
    """Where the names of analysts stand: listed behind a label and a colon, or before a certificate."""
    listed = list(_listed_names(text, schemas))
    yield from listed
    if _LONG.search(text) is None:
        return
    for label in schemas.words[WordList.CERTIFICATE_LABEL].pattern.finditer(text):
        holder = _holder().search(text, max(label.start() - 12, 0), label.start())
        if holder is not None and holder.span("name") not in listed:
            yield holder.span("name")


def _listed_names(text: str, schemas: Schemas) -> Iterator[tuple[int, int]]:
    other, between = schemas.words[WordList.NOT_A_SIGNATORY], schemas.lexicon.pattern(_BETWEEN)
    for label in schemas.words[WordList.ANALYST_LABEL].pattern.finditer(text):
        first = _FIRST.match(text, label.end())
        if first is None and not label.start() and len(text) <= _LONE_LABEL:
            first = _SPACE.match(text, label.end())
        if first is None:
            continue
        position = first.end()
        while (name := _person().match(text, position)) is not None:
            if other.search(name.group()):
                break
            yield name.span()
            gap = between.match(text, name.end())
            if gap is None or gap.end() == name.end():
                break
            position = gap.end()


@cache
def _person() -> re.Pattern[str]:
    """The name of a person; compiled where there is a label, for most reports sign nothing."""
    return re.compile(rf"{_NAME}|{_LATIN}")


@cache
def _holder() -> re.Pattern[str]:
    """A name right before the bracket in which its certificate follows."""
    return re.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})\s?[（(]\s?\Z")
