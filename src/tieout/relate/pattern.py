"""Kind `pattern`: identifiers are well formed, and the same wherever the same thing is identified.

Certificates of Chinese analysts, ISINs, exchange codes, social credit codes, whatever a rule describes with a
`label` and a `regex` of its own, and what a rule names in `absent`, which must not stand in a report.
Telephone numbers and postcodes are never looked at: an identifier is known by its label or by a shape that
nothing else has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tieout.extract.passages import passages
from tieout.extract.signatures import CERTIFICATE
from tieout.model import Evidence, Mention, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate import identifiers
from tieout.relate.kind import Kind
from tieout.relate.placeholders import blanks
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

KEPT, BROKEN = Tie(Fraction(0), Fraction(0)), Tie(Fraction(1), Fraction(0))
_FIGURES = 13  # of a certificate number
_READ_FOR_S = "$§5s8"
_READ_FOR_FIGURES = str.maketrans("OoIlBZ", "001182")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find identifiers and say whether they are well formed."""
    yield from _certificates(report)
    for found in identifiers.find(passages(report.document), schemas.lexicon):
        yield _relation("identifier", found.mention, found.detail, found.suggestion, cap=found.cap)
    for rule in rules:
        params = dict(rule.params)
        if "regex" in params:
            yield from _described(report, rule, str(params["regex"]), str(params.get("label", "")))
        absent = params.get("absent", ())
        for blank in blanks(report, absent if isinstance(absent, tuple) else (), schemas.lexicon):
            detail = (
                say("{blank} stands for something that was to be filled in", blank=blank.mention.text)
                if blank.left
                else ""
            )
            yield _relation("absent", blank.mention, detail, rule=rule.id)


def _certificates(report: Report) -> Iterator[Relation]:
    """Each certificate number on its own, then those of one person, then those of one house."""
    printed = report.metadata.certificates
    well = [mention for mention in printed if CERTIFICATE.fullmatch(mention.text)]
    for mention in printed:
        if CERTIFICATE.fullmatch(mention.text):
            yield _relation("certificate", mention)
        else:
            suggestion = _likely(mention.text, well)
            yield _relation("certificate", mention, _malformed(mention.text), suggestion)
    holders = {number: person.text.replace(" ", "") for number, person in report.metadata.holders}
    yield from _same_person(printed, holders)
    yield from _same_house(well)


def _malformed(text: str) -> str:
    """What is wrong with a certificate number, in words."""
    head, figures = text.lstrip("\\")[:1], text.lstrip("\\")[1:]
    if head in _READ_FOR_S and len(figures) == _FIGURES and figures.isdigit():
        return say("certificate number {number} begins with {head} where S is due", number=text, head=head)
    if text.isdigit():
        return say("certificate number {number} lacks its letter S", number=text)
    digits = sum(char.isdigit() for char in text)
    if digits != _FIGURES:
        return say(
            "certificate number {number} has {digits} figures where 13 are due", number=text, digits=digits
        )
    return say(
        "certificate number {number} is not S, house (4), type (1-9), year and month (yymm), serial (4)",
        number=text,
    )


def _likely(text: str, well: Sequence[Mention]) -> str:
    """The well-formed number meant: another printing of the same figures, else the slip undone."""
    bare = text.lstrip("\\")
    figures = "".join(char for char in bare.translate(_READ_FOR_FIGURES) if char.isdigit())
    for known in well:
        if known.text[1:] in (figures, figures[1:]) or _one_edit(known.text[1:], figures):
            return known.text
    repaired = (bare[0] if bare[0] in "SA" else "S") + bare[1:].translate(_READ_FOR_FIGURES)
    return repaired if CERTIFICATE.fullmatch(repaired) else ""


def _one_edit(whole: str, other: str) -> bool:
    """Whether one figure added, lost or changed, or two neighbours swapped, turn one text into the other."""
    if abs(len(whole) - len(other)) > 1 or whole == other:
        return False
    start = 0
    while start < min(len(whole), len(other)) and whole[start] == other[start]:
        start += 1
    a, b = whole[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _same_person(printed: Sequence[Mention], holders: Mapping[Mention, str]) -> Iterator[Relation]:
    """One person has one number; a misprinted letter does not hide that the figures differ."""
    first: dict[str, Mention] = {}
    for mention in printed:
        person = holders.get(mention)
        if person is None or len(_figures(mention.text)) != _FIGURES:
            continue
        known = first.setdefault(person, mention)
        if known is mention:
            continue
        if _figures(known.text) == _figures(mention.text):
            yield _relation("certificate", mention)
        else:
            detail = say("{person} has {number} elsewhere in the report", person=person, number=known.text)
            yield _relation("certificate", mention, detail, known.text)


def _figures(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _same_house(well: Sequence[Mention]) -> Iterator[Relation]:
    """Signatories of one report mostly belong to one house; the odd one out deserves a look."""
    houses = {mention: mention.text[1:5] for mention in well}
    counts = Counter({text: text[1:5] for text in (m.text for m in well)}.values())
    if len(counts) < 2:
        return
    usual, times = counts.most_common(1)[0]
    for mention, house in houses.items():
        if house != usual and times > counts[house]:
            detail = say("house {house}, while the others have {usual}", house=house, usual=usual)
            yield _relation("certificate", mention, detail, evidence=Evidence.GUESSED, cap=Severity.WARNING)


def _described(report: Report, rule: Rule, regex: str, label: str) -> Iterator[Relation]:
    """What follows a rule's own label must match the rule's own pattern."""
    pattern, reason = identifiers.safe(regex)
    if pattern is None or not label:
        reason = reason or say("a rule with a regex needs a label to look behind")
        yield Relation("pattern", "identifier", Evidence.DECLARED, regex, reason=reason, rule=rule.id)
        return
    for mention in identifiers.labelled(passages(report.document), label):
        matches = pattern.fullmatch(mention.text) is not None
        detail = "" if matches else say("what follows {label!r} must match {regex}", label=label, regex=regex)
        yield _relation("identifier", mention, detail, rule=rule.id)


def _relation(
    shape: str,
    mention: Mention,
    detail: str = "",
    suggestion: str = "",
    *,
    evidence: Evidence = Evidence.STATED,
    cap: Severity = Severity.ERROR,
    rule: str = "",
) -> Relation:
    """A relation about one printed identifier; it fails when there is something to say against it."""
    return Relation(
        "pattern", shape, evidence, mention.text, mention=mention, tie=BROKEN if detail else KEPT,
        detail=detail, suggestion=suggestion if detail else "", cap=cap, rule=rule,
    )  # fmt: skip


KIND = Kind("pattern", within=find)
