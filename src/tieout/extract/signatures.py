"""Who signed a report: analysts by name, and their certificate numbers, well formed or not.

A Chinese analyst's certificate is S (a broker) or A (an adviser), four figures for the house, one for the
registration type, year and month, and a serial of four. What follows a certificate label and has nearly that
shape is a certificate too, so that a misprinted one can be reported instead of being overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from tieout.lexicon import Phrase, WordList
from tieout.model import Mention
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
# Forms without a colon, of Chinese names alone: a surname opens them, and what follows is no running text.
_CHINESE = r"(?P<name>{=surname}[\u4e00-\u9fff]{1,2})"
_OPENS = r"(?<![\u4e00-\u9fff])"
_ENDS = r"(?=[\sA-Za-z（(:：\d☎]|{=certificate_label}|{=certificate_label_general}|{=contact_word}|\Z)"
_LABELS = r"(?:{=certificate_label}|{=certificate_label_general}|{=analyst_label}|[ \t\u3000（）():：])"
_FORMS = (
    Phrase(rf"{{=analyst_label}}[ \t\u3000:：|]{{0,4}}{_CHINESE}{_ENDS}"),
    Phrase(rf"{_OPENS}{_CHINESE}[ \t\u3000]{{0,3}}[（(]?[ \t]?{{=analyst_label}}"),
    Phrase(rf"{_OPENS}{_CHINESE}\s{{1,3}}[\u4e00-\u9fff&、/]{{2,12}}{{=analyst_label}}"),
    Phrase(
        rf"{_OPENS}(?P<name>{{=surname}}[\u4e00-\u9fff]{{1,2}}?){{=sector_name}}[\u4e00-\u9fff&、/]{{0,10}}{{=analyst_label}}"
    ),
    Phrase(rf"{_CHINESE}[（(]{{=analyst_label}}[）)]"),
    Phrase(rf"{{=analyst_label}}{{declares}}\s{{0,2}}{_CHINESE}(?=[、，]|{{declares}})"),
    Phrase(rf"{_OPENS}{_CHINESE}(?=[ \t（(])[ -~]{{1,60}}(?:{_LABELS}){{0,6}}{_GAP}{_WELL}"),
    Phrase(rf"{_OPENS}{_CHINESE}\s{{0,3}}(?:{_LABELS}\s{{0,2}}){{0,6}}{_GAP}{_WELL}"),
    Phrase(rf"\bI,? (?P<name>{_LATIN}),? {{declares}}"),
)
_MAY_SIGN = Phrase(r"{=analyst_label}|{=certificate_label}|{=certificate_label_general}|{declares}|\d{9}")
_LONE_NAME = Phrase(rf"\s*(?P<name>{{=surname}}[\u4e00-\u9fff]{{1,2}}|{_LATIN})(?:,? {{=degree}})*\s*")
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
    """Where the names of analysts stand: beside a label or a certificate, or in a certification."""
    found = list(_listed_names(text, schemas))
    if schemas.lexicon.pattern(_MAY_SIGN).search(text) is not None:
        other = schemas.words[WordList.NOT_A_SIGNATORY]
        for match in chain.from_iterable(schemas.lexicon.pattern(form).finditer(text) for form in _FORMS):
            start, end = match.span("name")
            if other.search(match["name"]) is None and all(
                end <= low or high <= start for low, high in found
            ):
                found.append((start, end))
    yield from sorted(found)


def name_above(text: str, schemas: Schemas) -> tuple[int, int] | None:
    """Where the name stands in a line that is one: the line below may give its certificate."""
    match = schemas.lexicon.pattern(_LONE_NAME).fullmatch(text) if len(text) <= _LONE_LABEL else None
    return None if match is None else match.span("name")


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


def holders(people: Sequence[Mention], numbers: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Certificates with their analysts: as many names as numbers, in the order printed, run after run.

    Args:
        people: names of analysts.
        numbers: certificate numbers.
    """
    marks = [(m.block, m.row or 0, m.col or 0, m.start, False, m) for m in people]
    marks += [(m.block, m.row or 0, m.col or 0, m.start, True, m) for m in numbers]
    named: list[Mention] = []
    numbered: list[Mention] = []
    for *_, is_number, mention in [*sorted(marks, key=lambda mark: mark[:4]), (0, 0, 0, 0, False, None)]:
        if is_number and mention is not None:
            numbered.append(mention)
            continue
        if numbered:
            if len(named) == len(numbered):
                yield from zip(numbered, named, strict=True)
            named, numbered = [], []
        if mention is not None:
            named.append(mention)
