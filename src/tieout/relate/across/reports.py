"""What two reports have to do with each other: one company, one house, one day, one title, a revision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tieout.extract.entities import spelled
from tieout.extract.subjects import is_version
from tieout.lexicon import Lexicon, Phrase, WordList, fold
from tieout.model import BlockKind, Fact, Report, Status
from tieout.reference import FORMAT
from tieout.relate.across.companies import company_of
from tieout.relate.across.titles import NOTHING, Title, title_of

_CODE = re.compile(r"(?<![\w.])(\d{6})(?:\.[A-Z]{2})?(?![\w.])")
_TICKER = re.compile(r"\((?:[A-Z]{2,8}:\s?)?([A-Z]{2,5})\)")
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_RESTATED = Phrase(r"{revises}")
FIRST = 6  # blocks in which a report says that it revises an earlier one
_FEWEST = 5  # figures that belong to whom a report is about
_TIMES = 2  # as many as belong to anybody else


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one report: whom it is about, its title and house, its day, whether it revises."""

    path: str
    subjects: frozenset[str]
    title: str
    words: frozenset[str]  # of the title
    house: str
    day: int | None
    revises: bool
    beside: bool = False  # it is not judged itself
    primary: bool = False  # it lists reference figures
    codes: frozenset[str] = frozenset()  # of securities, in its title
    named: frozenset[str] = frozenset()  # names in its title that figures belong to
    version: bool = False  # another report is a version of it
    titled: Title = NOTHING

    def about(self, headings: Sequence[str]) -> Known:
        """The same, known to be about what the last of some headings names."""
        return replace(self, subjects=frozenset(spelled(heading) for heading in headings[-1:]))


def foreseen(fact: Fact, known: Known) -> bool:
    """Whether a figure is none of what is known: by its words, or for its time ends after its report."""
    if fact.status is not Status.ACTUAL:
        return True
    period = fact.period
    if period is None or known.day is None or period.fiscal:  # when a fiscal year ends is not known
        return False
    return period.last > known.day


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two reports have in common."""

    one_subject: bool
    one_title: bool
    titles_share: bool  # a word
    other_houses: bool
    one_vintage: bool
    restated: bool
    primary: bool = False  # one of them lists the figures that the other must have
    versions: bool = False  # they are versions of one report

    @staticmethod
    def of(a: Known, b: Known) -> Kinship:
        """Compare two reports."""
        houses = bool(a.house and b.house)
        versions = a.version and b.version and a.title == b.title
        return Kinship(
            one_subject=bool(a.subjects & b.subjects),
            one_title=bool(a.title) and a.title == b.title,
            titles_share=bool(a.words & b.words),
            other_houses=houses and a.house != b.house,
            one_vintage=(a.house == b.house if houses else versions) and a.day == b.day,
            restated=a.revises or b.revises,
            primary=a.primary or b.primary,
            versions=versions,
        )


def known_of(report: Report, lexicon: Lexicon) -> Known:
    """What a report says of itself."""
    metadata = report.metadata
    title = metadata.title.text if metadata.title is not None else ""
    codes, named, most = _subjects(report, title, lexicon)
    dates = metadata.date.figure.dates if metadata.date is not None else None
    titled, subjects = _titled(report, lexicon), codes | named | most
    company = "" if subjects else company_of(report, titled, lexicon)
    return Known(
        report.path,
        subjects | ({company} - {""}),
        fold(title).text,
        frozenset(word for word in lexicon.label(title).tokens if len(word) > 1 and word.isalpha()),
        fold(metadata.issuer.text).text if metadata.issuer is not None else "",
        dates.last if dates is not None else None,
        _revises(report, lexicon),
        report.beside,
        report.document.format == FORMAT,
        codes,
        named,
        titled=titled,
    )


def _titled(report: Report, lexicon: Lexicon) -> Title:
    """What a title names, without the legal forms of companies."""
    names = Counter(short_name(fact.entity, lexicon) for fact in report.facts if fact.entity is not None)
    return title_of(report, names, frozenset(word.lower() for word in lexicon.words(WordList.COMPANY_FORM)))


def _revises(report: Report, lexicon: Lexicon) -> bool:
    """Whether its title or first lines say that it revises, corrects or restates."""
    pattern = lexicon.pattern(_RESTATED)
    first = [block for block in report.document.blocks if block.kind is not BlockKind.FURNITURE][:FIRST]
    return any(pattern.search(block.text.content) is not None for block in first)


def _subjects(
    report: Report, title: str, lexicon: Lexicon
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """By what a report can be known to be about the same as another; nothing if about nobody.

    Returns:
        The codes of securities in its title, the names there that figures belong to, and the name that most
        figures belong to.
    """
    names = Counter(short_name(fact.entity, lexicon) for fact in report.facts if fact.entity is not None)
    said = f" {spelled(title)} "
    named = {name for name in names if not is_version(name) and f" {name} " in said}
    ranked: Sequence[tuple[str, int]] = names.most_common(2)
    name, figures = ranked[0] if ranked else ("", 0)
    others = ranked[1][1] if len(ranked) > 1 else 0
    most = figures >= max(_FEWEST, _TIMES * others) and not is_version(name)
    return frozenset(_codes(title, lexicon)), frozenset(named), frozenset({name} if most else ())


def _codes(title: str, lexicon: Lexicon) -> Iterator[str]:
    """The codes of securities in a title; months (202503), units and initials are none."""
    yield from (match[1] for match in _CODE.finditer(title) if _MONTH.fullmatch(match[1]) is None)
    for match in _TICKER.finditer(title):
        letters = match[1]
        words = re.findall(r"[A-Za-z]+", title[: match.start()])[-len(letters) :]
        initials = "".join(word[0] for word in words).upper()
        if initials != letters and lexicon.label(f"a ({letters})").text != "a":
            yield letters


def short_name(entity: str, lexicon: Lexicon) -> str:
    """A name without the legal form behind it: apple inc is apple."""
    legal = {word.lower() for word in lexicon.words(WordList.COMPANY_FORM)}
    words = entity.split()
    while len(words) > 1 and words[-1] in legal:
        words.pop()
    return " ".join(words)
