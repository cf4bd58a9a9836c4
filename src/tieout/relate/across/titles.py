"""What the title of a report names: whom it begins with, a product, a stretch of time.

A name that no word of the language shows to be one (Pellworm Logistics Trust) counts as a name where titles
begin with it and sentences speak of it as of somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tieout.extract.entities import spelled
from tieout.extract.subjects import is_version
from tieout.model import Dates, Fact, Grain, Report

_HEAD = re.compile(r"\W*([A-Z][\w&.’'-]*(?: (?:[A-Z][\w.’'-]*|&))*)")  # the capitals that a title begins with
_LATIN = r"([A-Z][A-Za-z&.’' -]*[a-z][A-Za-z&.’' -]*?)"
_ALSO = re.compile(
    rf"([\u4e00-\u9fff]{{2,10}})\s?[（(]{_LATIN}[)）,，]|{_LATIN}\s?[（(]([\u4e00-\u9fff]{{2,10}})[)）,，]"
)
_LONGEST = 6  # words of a name
_STRETCHES = frozenset({Grain.YEAR, Grain.HALF, Grain.QUARTER})


@dataclass(frozen=True, slots=True)
class Title:
    """What a title names; names are spelled as entities are.

    `head` is the name that it begins with, if it is one, `acts` says whether the report's sentences speak of
    it, `short` is the beginning of it that most figures of the report belong to. `also` are names in two
    languages, one in brackets behind the other; `things` are products in one version, by the entities of the
    report; `span` is the only stretch of time, `text` all of it.
    """

    text: str = ""
    head: str = ""
    acts: bool = False
    also: tuple[tuple[str, str], ...] = ()
    short: str = ""
    things: frozenset[str] = frozenset()
    span: Dates | None = None


NOTHING = Title()


def title_of(report: Report, names: Counter[str], legal: Collection[str]) -> Title:
    """Read the title of a report.

    Args:
        report: the report.
        names: the entities of its figures, with how many they have.
        legal: the legal forms of companies.
    """
    mention = report.metadata.title
    if mention is None:
        return NOTHING
    times = [fact for fact in report.facts if fact.figure.block == mention.block and fact.figure.dates]
    head = _head(mention.text, times, legal)
    said = spelled(mention.text)
    return Title(
        said,
        spelled(head),
        bool(head) and _acts(report, head, mention.block),
        tuple(_also(mention.text, legal)),
        _short(spelled(head), names),
        frozenset(name for name in named_in(said, names) if is_version(name)),
        _span(times),
    )


def begins_a_title(name: str) -> bool:
    """Whether a title could begin with a name that only titles show to be one."""
    return _HEAD.fullmatch(name) is not None and (" " in name or "-" in name)


def _also(title: str, legal: Collection[str]) -> Iterator[tuple[str, str]]:
    for match in _ALSO.finditer(title):
        first, second = (_bare(name, legal) for name in match.groups() if name)
        yield spelled(first), spelled(second)


def _bare(name: str, legal: Collection[str]) -> str:
    """A name without the legal form behind it."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().replace(".", "") in legal:
        words.pop()
    return " ".join(words).rstrip(".-’',")


def _short(head: str, names: Counter[str]) -> str:
    """A name that is the beginning of a longer one and has most figures: Oldwick, of Oldwick Breweries."""
    ((name, _),) = names.most_common(1) or [("", 0)]
    return name if name and head.startswith(f"{name} ") else ""


def _head(title: str, times: list[Fact], legal: Collection[str]) -> str:
    """The name that a title begins with: two capitals or more, or one of two parts, and no time."""
    found = _HEAD.match(title)
    if found is None or any(fact.figure.start < found.end() for fact in times):
        return ""
    name = _bare(found[1], legal)
    return name if begins_a_title(name) else ""


def _acts(report: Report, head: str, title: int) -> bool:
    """Whether sentences speak of a name as of somebody, and it is no word of the language."""
    said = re.compile(rf"(?<![\w-]){re.escape(head)}(?:['’]s|,? [a-z])")
    texts = [one.text for one in report.sentences if one.row is None and one.block != title]
    if not any(map(said.search, texts)):
        return False
    small = {word for text in texts for word in re.findall(r"[a-z]+", text)}
    return any(word.lower() not in small for word in re.findall(r"[A-Za-z]+", head))


def _span(times: list[Fact]) -> Dates | None:
    """The only year, half or quarter of a title."""
    spans = {fact.figure.dates for fact in times}
    (span,) = spans if len(spans) == 1 else (None,)
    return span if span is not None and span.grain in _STRETCHES else None


def named_in(text: str, names: Collection[str]) -> Iterator[str]:
    """The names that stand in a text, both spelled alike, in the order in which they end."""
    words = text.split()
    for end in range(1, len(words) + 1):
        for start in range(max(end - _LONGEST, 0), end):
            if (name := " ".join(words[start:end])) in names:
                yield name
                break


def short_names(titles: Collection[Title]) -> Iterator[tuple[str, str]]:
    """Names and their beginnings that stand for them, where these begin no other name."""
    begun: dict[str, set[str]] = {}
    for title in titles:
        first, _, rest = title.head.partition(" ")
        begun.setdefault(first, set()).update([title.head] if rest else [])
    for title in titles:
        if title.short and begun[title.head.split()[0]] == {title.head}:
            yield title.head, title.short


def shared_things(titles: Collection[Title]) -> Iterator[tuple[str, str]]:
    """Products that are the only one of two titles which begin with one name: figures of one are of both."""
    every = {thing for title in titles for thing in title.things}
    named: Counter[tuple[str, str]] = Counter()
    for title in titles:
        things = set(named_in(title.text, every)) if title.head and not is_version(title.head) else set()
        if len(things) == 1:
            named[title.head, things.pop()] += 1
    yield from sorted(pair for pair, count in named.items() if count > 1)
