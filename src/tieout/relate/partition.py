"""Kind `partition`: what is cut into pieces is cut without gap or overlap.

Rating scales tile the line of returns. Shares of one whole sum to 100%, where the report says that the list
is complete: a total, a remainder ("other"), or all scenarios of a forecast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tieout.extract.scales import Graded, Scale, read_scales
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Mention, Operand, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate import shares
from tieout.relate.bands import Band, Boundary, percent, read_band
from tieout.relate.itemised import itemised
from tieout.relate.kind import Kind
from tieout.relate.shares_in_tables import tabled
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

BROKEN = Tie(Fraction(1), Fraction(0))
_CLAIMED = 2  # grades with figures that make a list a scale


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find rating scales and lists of shares."""
    facts: dict[tuple[int, int | None, int | None], list[Fact]] = {}
    for fact in report.facts:
        facts.setdefault((fact.figure.block, fact.figure.row, fact.figure.col), []).append(fact)
    for number, scale in enumerate(read_scales(report.document, schemas), start=1):
        yield from _scale(scale, f"rating scale {number}", facts, schemas)
    yield from shares.find(report, schemas)
    for grid in report.grids:
        yield from tabled(grid, schemas)
    yield from itemised(report, schemas)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A grade with the band it claims."""

    graded: Graded
    band: Band

    @property
    def name(self) -> str:
        return self.graded.grade.text


def _scale(
    scale: Scale, group: str, facts: Mapping[tuple[int, int | None, int | None], list[Fact]], schemas: Schemas
) -> Iterator[Relation]:
    """Whether the bands of a scale tile the line: one relation per boundary."""
    benchmark = schemas.words[WordList.BENCHMARK]
    measured = [graded for graded in scale.grades if "%" in graded.definition.text.replace("％", "%")]
    if len(measured) < _CLAIMED or not any(benchmark.search(graded.definition.text) for graded in measured):
        return
    claims: list[_Claim] = []
    for graded in scale.grades:
        band = read_band(graded.definition.text, schemas.lexicon)
        if band is not None:
            claims.append(_Claim(graded, band))
        elif graded.rated:
            reason = say("the definition of {grade} was not understood as a band", grade=graded.grade.text)
            yield Relation(
                "partition", "bands", Evidence.LABELLED, graded.definition.text.strip(),
                mention=graded.grade, reason=reason, group=group,
            )  # fmt: skip
            return
    if not scale.defined and not _opens_once(claims):
        return  # a list of advice, not of bands
    claims.sort(key=lambda claim: _order(claim.band))
    evidence = Evidence.LABELLED if scale.defined else Evidence.GUESSED
    cap = Severity.ERROR if scale.defined else Severity.WARNING
    for lower, upper in pairwise(claims):
        yield _boundary(lower, upper, claims, facts, evidence, cap, group)
    yield from _ends(claims, group)


def _opens_once(claims: Sequence[_Claim]) -> bool:
    """Whether at most one band is open to each side, as in every scale that is one."""
    ends = [(claim.band.low is None, claim.band.high is None) for claim in claims]
    return sum(low for low, _ in ends) <= 1 and sum(high for _, high in ends) <= 1


def _order(band: Band) -> tuple[bool, Fraction, bool, Fraction]:
    low, high = band.low, band.high
    return (
        low is not None, low.value if low else Fraction(0),
        high is None, high.value if high else Fraction(0),
    )  # fmt: skip


def _boundary(
    lower: _Claim,
    upper: _Claim,
    claims: Sequence[_Claim],
    facts: Mapping[tuple[int, int | None, int | None], list[Fact]],
    evidence: Evidence,
    cap: Severity,
    group: str,
) -> Relation:
    """Where one band ends the next must begin."""
    ends, begins = lower.band.high, upper.band.low
    expression = f"{lower.name} {lower.band} | {upper.name} {upper.band}"
    if ends is None or begins is None:
        both = say(
            "{lower} and {upper} overlap: both are open to the same side", lower=lower.name, upper=upper.name
        )
        return Relation(
            "partition", "bands", evidence, expression, mention=upper.graded.grade, tie=BROKEN,
            detail=both, cap=cap, group=group,
        )  # fmt: skip
    sides = [(lower, ends), (upper, begins)]
    lower_has, upper_has = _mirrored(ends, begins, claims)
    if lower_has and not upper_has:
        sides.reverse()
    (wrong, stated), (right, due) = sides
    subject, other = _fact(wrong, stated, facts), _fact(right, due, facts)
    tie = Tie(abs(ends.value - begins.value), Fraction(0))
    detail = "" if tie.holds else _broken(ends, begins, lower, upper)
    return Relation(
        "partition", "bands", evidence, expression, subject,
        () if other is None else (Operand(other, "boundary"),), tie, due.value,
        cap=cap, mention=wrong.graded.definition if subject is None else None, detail=detail,
        suggestion="" if tie.holds or lower_has == upper_has else percent(due.value), group=group,
    )  # fmt: skip


def _broken(ends: Boundary, begins: Boundary, lower: _Claim, upper: _Claim) -> str:
    """In words, the gap or the overlap between two bands."""
    low, high = (percent(value) for value in sorted((ends.value, begins.value)))
    if ends.value < begins.value:
        return say(
            "no grade covers {low} to {high}, between {lower} and {upper}",
            low=low, high=high, lower=lower.name, upper=upper.name,
        )  # fmt: skip
    return say(
        "two grades claim {low} to {high}, between {lower} and {upper}",
        low=low, high=high, lower=lower.name, upper=upper.name,
    )  # fmt: skip


def _mirrored(ends: Boundary, begins: Boundary, claims: Sequence[_Claim]) -> tuple[bool, bool]:
    """Which of two boundaries that should be one have their mirror image on the other side of zero."""
    others = [end for claim in claims for end in (claim.band.low, claim.band.high) if end is not None]
    mirrors = {-end.value for end in others if end not in (ends, begins)}
    return ends.value in mirrors, begins.value in mirrors


def _fact(
    claim: _Claim, boundary: Boundary, facts: Mapping[tuple[int, int | None, int | None], list[Fact]]
) -> Fact | None:
    """The fact in which a boundary is printed."""
    said: Mention = claim.graded.definition
    start, end = said.start + boundary.start, said.start + boundary.end
    found = facts.get((said.block, said.row, said.col), ())
    return next((fact for fact in found if fact.figure.start < end and start < fact.figure.end), None)


def _ends(claims: Sequence[_Claim], group: str) -> Iterator[Relation]:
    """A scale should say what happens beyond its outermost figures; houses do leave that out."""
    lowest, highest = claims[0].band.low, max(claims, key=lambda claim: _order(claim.band)).band.high
    for end, below in ((lowest, True), (highest, False)):
        if end is not None and len(claims) > _CLAIMED:
            outermost = percent(end.value)
            said = (
                say("no grade covers returns below {bound}", bound=outermost)
                if below
                else say("no grade covers returns above {bound}", bound=outermost)
            )
            yield Relation(
                "partition", "bands", Evidence.GUESSED, said,
                mention=claims[0].graded.grade, tie=BROKEN, cap=Severity.NOTE,
                detail=said, group=group,
            )  # fmt: skip


KIND = Kind("partition", within=find)
