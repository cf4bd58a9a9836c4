"""Totals in sentences: 合计T，其中a、b; T, of which a; a and b, for a total of T.

A part is not above its whole. A sum is expected only where the words say that the list is complete (a list
followed by its total, "comprising"), or where the list does add up; a list after 其中 may be a selection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Sign, order, term, total
from tieout.model import Evidence, Fact, Relation, Report, Severity
from tieout.relate.prose.bridge import bridges
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import Reading, alike, bare, relation
from tieout.relate.prose.skeleton import Skeleton, skeletons
from tieout.relate.prose.sums import borne_out
from tieout.rulebook.book import Schemas

_LABEL = "[^A-DF-Z,;:()、/]{0,24}"
_SEPARATOR = "(?:、|/|,and|and|,|和|及|以及|与)"
_WHOLE = re.compile(
    r"(?P<t>[AP])[^A-Z,;:()]{0,8}(?:[,(](?:Q[RF]E{0,2}[PO]|[RF]E{0,2}P)\)?){0,2}[,(:]?E{0,2}(?P<word>[IL])"
)
_PART = re.compile(r"[^AP;:()IUMKRFQSL]{0,40}(?P<a>[AP])")
_LISTED = re.compile(
    rf"[AP]{_LABEL}(?:{_SEPARATOR}{_LABEL}[AP]{_LABEL})+,?[EW]{{0,2}}[^A-Z,;:()]{{0,4}}U[ETW:]{{0,4}}(?P<t>[AP])"
)
_NET = re.compile(
    r"(?P<t>A)[^A-Z;(),]{0,12}[:(=](?:[^A-DF-LN-Z,;:()]|M){0,40}(?P<a>A)[^A-Z,;:()]{0,12}"
    r"(?:less(?!than)|minus|netof|F去|扣除)[^A-DF-Z,;:()]{0,40}(?P<b>A)"
)
_NOT_A_SUM = re.compile("[RFVMKGHCQ]|净|net|less|offset|抵|扣|冲减|平均|人均")
_COUNTED = re.compile(r"[\d万亿千百]\s?(?![万亿千百])([一-鿿])")
_COUNTED_THINGS = re.compile(r"\s([a-z]{3,}s)\b")
_MEASURE = re.compile(
    "收入|利润|资产|负债|成本|费用|现金|投资|贷款|存款|税|revenue|income|profit|cost|debt|cash", re.IGNORECASE
)
_NEAR = Fraction(1, 5)  # a total further off than this is the total of something else
_TWO = 2


def prose_totals(report: Report, schemas: Schemas, known: Iterable[Relation] = ()) -> Iterator[Relation]:
    """Relations of kind `total`, shapes `prose` and `part-of-whole`, that sentences state; not the known."""
    sums = {_figures(relation) for relation in known}
    for skeleton in skeletons(report, schemas):
        stated = [relation for relation in _stated(skeleton) if _figures(relation) not in sums]
        yield from stated
        sums |= {_figures(relation) for relation in stated}
        yield from borne_out(skeleton, sums)


def _figures(relation: Relation) -> frozenset[int]:
    operands = frozenset(operand.fact.id for operand in relation.operands)
    return operands if relation.subject is None else operands | {relation.subject.id}


def _stated(skeleton: Skeleton) -> Iterator[Relation]:
    letters = set(skeleton.text)
    if letters & {"I", "L"}:
        yield from _wholes(skeleton)
    if "U" in letters:
        yield from _after_lists(skeleton)
    yield from _nets(skeleton)
    yield from bridges(skeleton)


def _wholes(skeleton: Skeleton) -> Iterator[Relation]:
    """T, of which a, b and c."""
    for match in _WHOLE.finditer(skeleton.text):
        whole = skeleton.named(match, "t")
        if whole is None or _moves(skeleton, match.start()) or _cut_off(skeleton, whole):
            continue
        parts, pure = _parts(skeleton, whole, match.end())
        if not parts:
            continue
        sums = _sum(whole, parts)
        if len(parts) >= _TWO and sums.tie.holds:
            yield _total(sums, Evidence.SUPPORTED)
        elif match["word"] == "L" and pure and len(parts) >= _TWO and _near(sums):
            yield _total(sums, Evidence.STATED)
        elif _one_measure(skeleton, whole, parts[0]) and not _other_whole(skeleton, whole, parts[0]):
            yield _within(whole, parts[0])
            if pure and len(parts) >= _TWO and sums.points[1] > sums.points[0] and _near(sums):
                yield from _above(skeleton, whole, parts, sums)


def _above(skeleton: Skeleton, whole: Fact, parts: list[Fact], sums: Reading) -> Iterator[Relation]:
    """Parts that add up to a little more than their whole; figures of other measures are no parts."""
    labels = [skeleton.sentence.between(a, b) for a, b in pairwise((whole, *parts))]
    measures = {found.group() if (found := _MEASURE.search(label)) else "" for label in labels}
    if len(measures) == 1 and "W" not in skeleton.text:
        yield replace(
            _total(sums, Evidence.GUESSED), shape="part-of-whole", cap=Severity.WARNING,
            detail="the parts are more than the whole",
        )  # fmt: skip


def _one_measure(skeleton: Skeleton, whole: Fact, part: Fact) -> bool:
    """Whether a part and its whole count the same, by unit or classifier; a share may be one of a share."""
    if kind(whole.figure.amount) == "P":
        return False
    if not bare(whole.figure.amount) or not bare(part.figure.amount):
        return True
    counted = {_classifier(skeleton, fact) for fact in (whole, part)}
    return len(counted) == 1 and None not in counted


def _classifier(skeleton: Skeleton, fact: Fact) -> str | None:
    """The word for what a bare number counts: 种 of 5种, 瓶 of 8万瓶, stores of 640 stores."""
    behind = skeleton.sentence.after(fact, 24)
    found = _COUNTED.search(fact.figure.text + behind.strip()[:1]) or _COUNTED_THINGS.match(behind)
    return None if found is None else found.group(1)


def _parts(skeleton: Skeleton, whole: Fact, start: int) -> tuple[list[Fact], bool]:
    """The amounts listed from an offset on, and whether nothing but labels and separators joins them."""
    parts: list[Fact] = []
    place, pure = start, True
    while (match := _PART.match(skeleton.text, place)) is not None:
        part = skeleton.named(match, "a")
        if part is None or not alike(part.figure.amount, whole.figure.amount, bound=False):
            break
        pure = pure and re.fullmatch(f"{_LABEL}{_SEPARATOR}?{_LABEL}", match.group()[:-1]) is not None
        parts.append(part)
        place = match.end()
    return parts, pure


def _after_lists(skeleton: Skeleton) -> Iterator[Relation]:
    """a, b and c, together T."""
    for match in _LISTED.finditer(skeleton.text):
        whole = skeleton.named(match, "t")
        parts = skeleton.facts(match.start(), match.start("t"), "AP")
        if whole is None or _NOT_A_SUM.search(skeleton.text, match.start(), match.end()):
            continue
        if not all(alike(part.figure.amount, whole.figure.amount, bound=False) for part in parts):
            continue
        sums = _sum(whole, parts)
        if sums.tie.holds or _near(sums):
            yield _total(sums, Evidence.STATED)


def _nets(skeleton: Skeleton) -> Iterator[Relation]:
    """T: a less b."""
    for match in _NET.finditer(skeleton.text):
        rest, whole, taken = (skeleton.named(match, name) for name in "tab")
        if rest is None or whole is None or taken is None:
            continue
        amounts = (rest.figure.amount, whole.figure.amount, taken.figure.amount)
        if not all(alike(amounts[0], other, bound=False) for other in amounts[1:]):
            continue
        difference = Reading(total(term(rest, "rest"), (term(whole), term(taken)), (1, -1)))
        if difference.tie.holds or _near(difference):
            yield relation("prose", difference, kind_name="total")


def _other_whole(skeleton: Skeleton, whole: Fact, part: Fact) -> bool:
    """Whether a part larger than what stands before it is one of an earlier whole.

    Of 13 stations 11 are open, 2 are ready, of which 6 are new.
    """
    amount = part.figure.amount
    before = [
        fact for fact in skeleton.sentence.facts if fact.id < whole.id and fact.figure.quantity is not None
    ]
    return amount.value > whole.figure.amount.value and any(
        alike(fact.figure.amount, amount, bound=False) and fact.figure.amount.value >= amount.value
        for fact in before
    )


def _moves(skeleton: Skeleton, place: int) -> bool:
    """Whether an amount is a change or a net of things: its parts may be larger than it is."""
    ahead = skeleton.text[max(place - 24, 0) : place]
    clause = re.split("[,;:]", ahead)[-1]
    return _NOT_A_SUM.search(clause) is not None


def _cut_off(skeleton: Skeleton, whole: Fact) -> bool:
    """Whether a number is the rest of something else: 25 of 2024/25."""
    return skeleton.sentence.before(whole, 1) in {"/", "-", "–"}


def _sum(whole: Fact, parts: list[Fact]) -> Reading:
    return Reading(total(term(whole, "whole"), [term(part) for part in parts]))


def _near(sums: Reading) -> bool:
    return sums.tie.gap <= _NEAR * max(map(abs, sums.points))


def _total(sums: Reading, evidence: Evidence) -> Relation:
    return relation("prose", sums, kind_name="total", evidence=evidence)


def _within(whole: Fact, part: Fact) -> Relation:
    within = order(term(part, "part"), Sign.AT_MOST, term(whole, "whole"))
    detail = "a part is larger than its whole" if within.fails else ""
    return Relation.of(within, kind="total", shape="part-of-whole", detail=detail)
