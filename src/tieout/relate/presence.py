"""Kind `presence`: what a report must carry is there.

What must be there depends on what the document says it is: signatories, ratings and their definition are
asked of brokers' research only, a date of whatever calls itself a report. A general note is not nagged: what
does not apply is not evaluated, with the reason. A rule may ask for `words` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.extract.passages import Passage, passages
from tieout.lexicon import WordList, compile_words
from tieout.model import BlockKind, Evidence, Fact, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate import currency, sources
from tieout.relate.kind import Kind
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

THERE, MISSING = Tie(Fraction(0), Fraction(0)), Tie(Fraction(1), Fraction(0))
NOT_BROKER = say("not a broker report")
_UNRATED = say("the report defines a rating scale, but gives no rating: state one or leave the scale out")
_HINTS = 2  # different hints that together make a document a broker's report
_EDGE = 60  # passages of front and back matter
_TOP = 6  # passages in which a document says what it is
_OPENING = 15  # characters in which the words of a warning begin
_LINE = 60  # characters of a heading, or of the words that open a section


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Say of each thing that must be there whether it is."""
    read = passages(report.document)
    title = report.metadata.title.text if report.metadata.title is not None else ""
    other = is_other_document(title, read, schemas)
    broker = is_broker_report(read, schemas, other=other)
    yield _date(report, read, schemas, broker=broker, other=other)
    yield from _signed(report, broker)
    yield from _rated(report, broker)
    yield _asked("risk-warning", _risk_warning(read, schemas), broker, say("no risk warning"))
    yield from _sourced(report, schemas, broker)
    yield from currency.find(report, schemas)
    for rule in rules:
        yield from _worded(rule, read)


def is_broker_report(read: Sequence[Passage], schemas: Schemas, *, other: bool = False) -> bool:
    """Whether a document says that it is a broker's research: one plain sign, or two hints.

    Args:
        read: its passages.
        schemas: word lists `broker_report`, `broker_hint` and `certificate_label`.
        other: whether its title says that it is another kind of document: then licences of those who sign it
            and prices named in it tell nothing.
    """
    plain, hint = schemas.words[WordList.BROKER_REPORT], schemas.words[WordList.BROKER_HINT]
    licence = schemas.words[WordList.CERTIFICATE_LABEL]
    hints: set[str] = set()
    for place, passage in enumerate(read):
        if _EDGE <= place < len(read) - _EDGE and len(passage.text) > _LINE:
            continue  # a report says what it is at its edges and in its headings
        said = plain.search(passage.text)
        if said is not None and not (other and licence.search(said.group())):
            return True
        hints.update(found.group().lower() for found in hint.pattern.finditer(passage.text))
    return len(hints) >= _HINTS and not other


def is_other_document(title: str, read: Sequence[Passage], schemas: Schemas) -> bool:
    """Whether a document's title says that it is a prospectus, a filing, a paper or the like."""
    other, about = schemas.words[WordList.OTHER_DOCUMENT], schemas.words[WordList.COMMENT_ON]
    lines = [title, *(passage.text for passage in read[:_TOP] if len(passage.text) <= _LINE)]
    return any(other.search(line) and not about.search(line) for line in lines)


def _there(shape: str, found: Mention | Fact | None, missing: str) -> Relation:
    """A relation that holds if something was found; it points at what was found."""
    if found is None:
        return Relation("presence", shape, Evidence.DECLARED, missing, tie=MISSING, detail=missing)
    figure = found.figure if isinstance(found, Fact) else None
    mention = found if isinstance(found, Mention) else None
    if figure is not None:
        mention = Mention(figure.text, figure.block, figure.start, figure.end, figure.row, figure.col)
    text = mention.text if mention is not None else ""
    return Relation("presence", shape, Evidence.DECLARED, f"{shape}: {text}", mention=mention, tie=THERE)


def _asked(shape: str, found: Mention | Fact | None, broker: bool, missing: str) -> Relation:
    """The same, where it is asked of brokers' reports only."""
    if not broker and found is None:
        return Relation("presence", shape, Evidence.DECLARED, missing, reason=NOT_BROKER)
    return _there(shape, found, missing)


def _date(
    report: Report, read: Sequence[Passage], schemas: Schemas, *, broker: bool, other: bool
) -> Relation:
    """A date is asked of whatever calls itself a report at its top; annual reports go by years."""
    calls, statement = schemas.words[WordList.CALLS_ITSELF_REPORT], schemas.words[WordList.RESULTS_WORD]
    title = report.metadata.title
    top = [passage.text for passage in read[:_TOP]] + ([title.text] if title else [])
    lines = [text for text in top if len(text) <= _LINE]
    called = any(calls.search(line) for line in lines) and not any(statement.search(line) for line in lines)
    missing = say("the report has no date of its own")
    if report.metadata.date is None and (other or not (broker or called)):
        return Relation(
            "presence", "date", Evidence.DECLARED, missing, reason=say("does not call itself a report")
        )
    return _there("date", report.metadata.date, missing)


def _signed(report: Report, broker: bool) -> Iterator[Relation]:
    """Issuer, analysts and, of those who sign under Chinese rules, certificates."""
    metadata = report.metadata
    yield _asked("issuer", metadata.issuer, broker, say("the report does not name its issuer"))
    yield _asked("analyst", next(iter(metadata.analysts), None), broker, say("no analyst signs the report"))
    certificate = next(iter(metadata.certificates), None)
    missing = say("no certificate number of a signatory")
    if metadata.language != "zh" and certificate is None:
        yield Relation(
            "presence", "certificate", Evidence.DECLARED, missing, reason=say("not under Chinese rules")
        )
    else:
        yield _asked("certificate", certificate, broker, missing)


def _rated(report: Report, broker: bool) -> Iterator[Relation]:
    """A rating and its definition ask for each other; houses append the definition to unrated reports too."""
    rating = report.metadata.rating
    scale = [grade for scale in report.metadata.scales for grade in scale.grades]
    pairs = (
        ("rating", rating, scale, _UNRATED, Severity.NOTE),
        ("rating-definition", next(iter(scale), None), rating, _undefined(rating), Severity.ERROR),
    )
    for shape, found, asker, missing, cap in pairs:
        if found is None and not asker:
            yield Relation(
                "presence", shape, Evidence.DECLARED, missing, reason=say("the report gives no rating")
            )
        else:
            yield replace(_asked(shape, found, broker, missing), cap=cap)


def _undefined(rating: Mention | None) -> str:
    """What to add, and where, so that readers know what a grade means."""
    grade = say('"{grade}"', grade=rating.text) if rating is not None else say("a rating")
    return say(
        "the report gives the rating {grade}, but nowhere says what its grades mean: "
        "add the rating definition (each grade with its bounds) to the disclosures",
        grade=grade,
    )


def _risk_warning(read: Sequence[Passage], schemas: Schemas) -> Mention | None:
    """A heading that speaks of risks, or words that open a text as a warning."""
    for passage in read:
        heading = passage.kind is BlockKind.HEADING
        found = schemas.words[WordList.RISK_WORD if heading else "risk_warning"].search(passage.text[:_LINE])
        if found is not None and (heading or found.start() < _OPENING):
            return passage.mention(*found.span())
    return None


def _sourced(report: Report, schemas: Schemas, broker: bool) -> Iterator[Relation]:
    """Each numbered figure or table names its source, in reports that name sources at all."""
    captions = sources.find(report, schemas)
    if captions and not broker and not any(sourced for _, sourced in captions):
        yield Relation("presence", "source", Evidence.DECLARED, say("no source is named"), reason=NOT_BROKER)
        return
    for caption, sourced in captions:
        detail = "" if sourced else say("{caption} has no source line", caption=caption.mention.text)
        yield Relation(
            "presence", "source", Evidence.DECLARED, say("source of {caption}", caption=caption.mention.text),
            mention=caption.mention, tie=THERE if sourced else MISSING, detail=detail,
        )  # fmt: skip


def _worded(rule: Rule, read: Sequence[Passage]) -> Iterator[Relation]:
    """A rule's own words: one of them must occur."""
    words = next((value for name, value in rule.params if name == "words"), ())
    if not isinstance(words, tuple) or not words:
        return
    pattern = compile_words(words)
    hits = ((passage, pattern.search(passage.text)) for passage in read)
    found = next((passage.mention(*hit.span()) for passage, hit in hits if hit is not None), None)
    yield replace(_there("words", found, say("none of: {words}", words=", ".join(words))), rule=rule.id)


KIND = Kind("presence", within=find)
