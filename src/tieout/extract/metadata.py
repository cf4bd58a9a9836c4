"""What a report says of itself: title, issuer, date, signatories, rating and the scale it belongs to.

Assumes that a report introduces itself near its top or behind a label. The date of an event told in running
text is never taken for the report's own, and dates in a list of related reports belong to those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest

from tieout.extract.citations import related, sources
from tieout.extract.dateline import read_date
from tieout.extract.headline import read_title
from tieout.extract.issuer import read_issuer
from tieout.extract.passages import Passage, passages
from tieout.extract.scales import grades_pattern, read_scales
from tieout.extract.signatures import certificates, holders, name_above, names
from tieout.lexicon import Phrase, WordList
from tieout.model import BlockKind, Document, Fact, Grain, Mention, Metadata, RatingScale, Sentence
from tieout.rulebook.book import Schemas

_SAMPLE = 4000  # characters that decide the language
_HAN_SHARE = 6  # Chinese, if one letter in so many is a Chinese character
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
_SHORT = 40  # characters of a line that may be a label or a name
_FRONT = 60  # passages that may state the rating
_BEFORE_LABEL = re.compile(r"(?:^|[\s|·•/◆●,，;；。（(【\[*])\Z")
_SEPARATOR = re.compile(r"(?:[(（][^()（）\n]{1,6}[)）](?=\s*[:：]))?[\s:：|*（(【\[“\"★⭐☆️]*")
_NOT_DEFINED = r"(?!\s?(?:[（(][A-Za-z ]{1,20}[）)])?\s?(?:[:：—–\u4e00=]|-(?![A-C](?![A-Za-z]))))"
_SAYS = Phrase(r"{rating_said}")
_AS_RATING = Phrase(r"[”\"’」]?\s?{possessive}?{kind_of_note}?{rating_label}")
_KEPT = Phrase(r"\s{0,2}[（(]{rating_kept}")


def read_metadata(
    document: Document, sentences: Sequence[Sentence], facts: Sequence[Fact], schemas: Schemas
) -> Metadata:
    """Read what a document says of itself.

    Args:
        document: the report as read.
        sentences: its sentences that hold facts; unused so far, the document itself has the words.
        facts: all its facts; the report's date and the dates of cited reports are among them.
        schemas: the word lists of `schemas/disclosure.yaml`.

    Returns:
        The metadata; what is not said is None or empty.
    """
    read = passages(document)
    dates = _by_place(facts)
    cited = tuple(related(document, dates, schemas))
    listed = tuple(sources(document, dates, schemas))
    date, labelled = read_date(read, dates, {fact.id for fact in (*cited, *listed)}, schemas)
    scales = (scale for scale in read_scales(document, schemas) if scale.defined)
    people, numbers = tuple(_analysts(read, schemas)), tuple(_mentions(read, schemas, certificates))
    return Metadata(
        language=_language(read),
        title=read_title(read, dates, document.title or "", schemas.lexicon),
        issuer=read_issuer(read, schemas),
        date=date,
        date_labelled=labelled,
        analysts=people,
        certificates=numbers,
        holders=tuple(holders(people, numbers)),
        rating=_rating(read, schemas),
        scales=tuple(RatingScale(scale.subject, tuple(g.grade for g in scale.grades)) for scale in scales),
        cited=cited,
        sources=listed,
    )


def _by_place(facts: Sequence[Fact]) -> Mapping[tuple[int, int | None, int | None], Sequence[Fact]]:
    """Days and months by the passage they stand in."""
    places: dict[tuple[int, int | None, int | None], list[Fact]] = {}
    for fact in facts:
        figure = fact.figure
        if figure.dates is not None and figure.dates.grain in (Grain.DAY, Grain.MONTH):
            places.setdefault((figure.block, figure.row, figure.col), []).append(fact)
    return places


def _language(read: Sequence[Passage]) -> str:
    """The language by its letters; Chinese reports are full of Latin names, so a small share decides."""
    han = latin = 0
    for passage in read:
        han += len(_HAN.findall(passage.text))
        latin += len(_LATIN.findall(passage.text))
        if han + latin > _SAMPLE:
            break
    return "zh" if han * _HAN_SHARE > han + latin else "en"


def _mentions(
    read: Sequence[Passage], schemas: Schemas, find: Callable[[str, Schemas], Iterator[tuple[int, int]]]
) -> Iterator[Mention]:
    for passage in read:
        for start, end in find(passage.text, schemas):
            yield passage.mention(start, end)


def _analysts(read: Sequence[Passage], schemas: Schemas) -> Iterator[Mention]:
    """Names of analysts; one may have a line to itself, above the line of its certificate."""
    for passage, below in zip_longest(read, read[1:]):
        found = [passage.mention(*span) for span in names(passage.text, schemas)]
        if not found and below is not None and passage.kind is not BlockKind.HEADING:
            name = name_above(passage.text, schemas)
            number = None if name is None else next(certificates(below.text, schemas), None)
            if name is not None and number is not None and number[0] <= _SHORT and not _named(below, schemas):
                found.append(passage.mention(*name))
        yield from found


def _named(passage: Passage, schemas: Schemas) -> bool:
    return next(names(passage.text, schemas), None) is not None


def _rating(read: Sequence[Passage], schemas: Schemas) -> Mention | None:
    """The grade behind the first rating label, one that is said to be kept, or one that a sentence gives.

    A grade that a colon or dash follows is being defined, not given.
    """
    kept = re.compile(
        rf"(?P<grade>{grades_pattern(schemas).pattern}){schemas.lexicon.source(_KEPT)}",
        re.IGNORECASE | re.DOTALL,
    )
    for place, passage in enumerate(read):
        if place >= _FRONT and len(passage.text) > _SHORT:
            continue
        below = read[place + 1] if place + 1 < len(read) else None
        labelled = _labelled_rating(passage, below, schemas)
        if labelled is not None:
            return labelled
        said = kept.search(passage.text) if "(" in passage.text or "（" in passage.text else None
        if said is not None:
            return passage.mention(*said.span("grade"))
    return next(_said_ratings(read[:_FRONT], schemas), None)


def _labelled_rating(passage: Passage, below: Passage | None, schemas: Schemas) -> Mention | None:
    """The grade behind a rating label, on its line or alone in the passage below."""
    grade, text = grades_pattern(schemas).pattern, passage.text
    given = re.compile(rf"(?P<grade>{grade}){_NOT_DEFINED}", re.IGNORECASE)
    alone = re.compile(rf"\s*(?P<grade>{grade})\s*(?:[（(][^（）()]{{1,12}}[）)])?\s*", re.IGNORECASE)
    for found in schemas.words[WordList.RATING_LABEL].pattern.finditer(text):
        if _BEFORE_LABEL.search(text[max(found.start() - 2, 0) : found.start()]) is None:
            continue
        gap = _SEPARATOR.match(text, found.end())
        start = found.end() if gap is None else gap.end()
        if start == len(text) and below is not None:
            value, owner = alone.fullmatch(below.text), below
        else:
            value, owner = given.match(text, start) if start > found.end() else None, passage
        if value is not None:
            return owner.mention(*value.span("grade"))
    return None


def _said_ratings(read: Sequence[Passage], schemas: Schemas) -> Iterator[Mention]:
    """Grades that a sentence gives: a word for giving or keeping, or quotation marks, and "rating" behind."""
    source, grade = schemas.lexicon.source, grades_pattern(schemas).pattern
    said = re.compile(
        rf"(?:{source(_SAYS)}[\u4e00-\u9fff]{{0,4}}?\s?[“\"‘「]?|[“\"「])(?P<grade>{grade})(?:-[A-C])?{source(_AS_RATING)}",
        re.IGNORECASE | re.DOTALL,
    )
    for passage in read:
        for match in said.finditer(passage.text):
            yield passage.mention(*match.span("grade"))
