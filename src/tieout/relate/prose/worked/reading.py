"""The figures of a report that are worked out from others in its text, read once for all kinds that ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from tieout.extract.remembered import remembering
from tieout.lexicon import WordList
from tieout.model import Evidence, Relation, Report, Severity
from tieout.relate.prose.alone import Explained, alone, besides
from tieout.relate.prose.lines import lines
from tieout.relate.prose.statements import KINDS, stated
from tieout.relate.prose.worked.accounts import accounts
from tieout.relate.prose.worked.apposed import apposed_shares
from tieout.relate.prose.worked.chains import chains
from tieout.relate.prose.worked.choosing import Way, chosen
from tieout.relate.prose.worked.closed import closed
from tieout.relate.prose.worked.complements import complements
from tieout.relate.prose.worked.compounding import compounded
from tieout.relate.prose.worked.each import each
from tieout.relate.prose.worked.equations import named
from tieout.relate.prose.worked.exchange import exchanged
from tieout.relate.prose.worked.extremes import extreme
from tieout.relate.prose.worked.folded import folded
from tieout.relate.prose.worked.fractions import fractions
from tieout.relate.prose.worked.in_words import gaps_in_words, shares_in_words, sums_in_words
from tieout.relate.prose.worked.ledger import ledgers
from tieout.relate.prose.worked.moves import moves
from tieout.relate.prose.worked.multiples import multiples, shares
from tieout.relate.prose.worked.of_sums import shares_of_sums
from tieout.relate.prose.worked.passage import Passage, Told
from tieout.relate.prose.worked.products import manifold, of_units, products
from tieout.relate.prose.worked.ratios import portions, ratios
from tieout.relate.prose.worked.rests import rests
from tieout.relate.prose.worked.spans import spans
from tieout.relate.prose.worked.sums import contributions, means, totals
from tieout.relate.prose.worked.turned import turned
from tieout.relate.prose.worked.weighing import expected, middle
from tieout.relate.prose.worked.wholes import wholes
from tieout.relate.prose.worked.windows import closes as closes_stretch
from tieout.relate.prose.worked.windows import is_telling, windows
from tieout.relate.shares import find as shares_of_wholes
from tieout.rulebook.book import Schemas

_COMPARED = "comparison"
_WITHIN = "part-of-whole"
_TOTAL = "total"

MEASURES: dict[str, Callable[[Passage, Told], Iterator[Way]]] = {
    "turned": turned,
    "move": moves,
    "named equation": named,
    "weighed": expected,
    "middle": middle,
    "contributions": contributions,
    "extreme": extreme,
    "complement": complements,
    "ledger": ledgers,
    "fraction": fractions,
    "compounded": compounded,
    "total": totals,
    "whole": wholes,
    "mean": means,
    "multiple": multiples,
    "share": shares,
    "share of a sum": shares_of_sums,
    "share in words": shares_in_words,
    "sum in words": sums_in_words,
    "gap in words": gaps_in_words,
    "apposed share": apposed_shares,
    "exchange": exchanged,
    "product": products,
    "units": of_units,
    "chain": chains,
    "manifold": manifold,
    "each": each,
    "span": spans,
    "rest": rests,
    "ratio": ratios,
    "portion": portions,
    "closed": closed,
    "account": accounts,
    "folded": folded,
}


def worked_out(
    report: Report, schemas: Schemas, kind: str, known: Collection[int], others: Iterable[Relation] = ()
) -> Iterator[Relation]:
    """The relations of a kind of figures that words claim to be worked out.

    Args:
        report: whose sentences are read.
        schemas: with the words in force.
        kind: of the relations.
        known: figures that are explained otherwise.
        others: relations of the kind that are known; one of the same figures says nothing new.
    """
    told = {other.figures for other in others if other.tie is not None}
    for found in _reader(schemas)(report):
        if found.kind != kind or found.subject is None or found.subject.id in known:
            continue
        if found.figures not in told:
            yield found


@remembering
def _reader(schemas: Schemas) -> Callable[[Report], Sequence[Relation]]:
    return remembering(lambda report: tuple(_read(report, schemas)))


def _read(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """What speaks at first sight; then what does, given that the figures which hold are explained."""
    said = [found for kind in KINDS for found in stated(report, schemas, kind) if found.tie is not None]
    seen = {found.subject.id for found in said if found.subject is not None and not _is_loose(found)}
    wholes_told = [found for found in shares_of_wholes(report, schemas) if found.subject and found.tie]
    held: list[Relation] = [*said, *wholes_told]
    summed = {found.subject.id for found in wholes_told if found.subject}
    left: list[tuple[Told, str, Sequence[Way]]] = []
    closes = alone(report)
    for passage in _passages(report, schemas):
        for claim in () if passage.line.is_flat else passage.told:
            if claim.fact.id in seen:
                continue
            missed: list[tuple[Told, str, Sequence[Way]]] = []
            for name, read in MEASURES.items():
                if read is complements and claim.fact.id in summed:
                    continue  # a rule of its own says so
                ways: Sequence[Way] = tuple(read(passage, claim))
                found = chosen(ways, name, closes)
                if found is not None and found.tie is not None:
                    seen.add(claim.fact.id)
                    held.append(found)
                    yield found
                    break
                missed += [(claim, name, ways)] if found is not None else []
            else:
                left += missed
    explained = _explained(held)
    closes = besides(report, explained)
    for claim, name, tried in left:
        found = chosen(tried, name, closes) if claim.fact.id not in seen else None
        if found is not None and found.tie is not None:
            seen.add(claim.fact.id)
            yield found
    for passage in _passages(report, schemas):
        for claim in () if passage.line.is_flat else passage.told:
            found = _of_a_stretch(passage, claim, explained) if claim.fact.id not in seen else None
            if found is not None and not (found.kind == _TOTAL and claim.fact.id in summed):
                seen.add(claim.fact.id)
                yield found


def _of_a_stretch(passage: Passage, claim: Told, explained: Explained) -> Relation | None:
    """What a figure is, by what the text has told up to there: what holds first, then what speaks."""
    missed: list[Relation] = []
    for window in windows(passage, claim):
        for name, read in MEASURES.items():
            ways = list(read(window.passage, window.claim))
            told = {way.relation.expression for way in ways if window.speaks(way, name)}
            ways = [way if window.speaks(way, name) else replace(way, guarded=True) for way in ways]
            found = chosen(ways, name, closes_stretch(window, explained))
            if found is None or found.tie is None:
                continue
            if found.holds:
                strict = found.equation.tie(strict=True) if found.equation is not None else None
                if strict is None or strict.holds:  # what holds but for final zeros is another matter
                    return replace(found, evidence=Evidence.SUPPORTED)
            elif found.expression in told or is_telling(found):
                missed.append(replace(found, cap=min(Severity.WARNING, found.cap)))
    return missed[0] if missed else None


def _is_loose(found: Relation) -> bool:
    """Whether a relation says only that a figure is above or below another, or a part of it, and holds."""
    return found.holds and (found.kind == _COMPARED or found.shape == _WITHIN)


def _explained(relations: Iterable[Relation]) -> Explained:
    """The figures of relations that hold, each with the others of its relation."""
    given: dict[int, list[frozenset[int]]] = {}
    for found in relations:
        if found.holds and found.subject is not None and not _is_loose(found):
            for fact in found.figures:
                given.setdefault(fact, []).append(found.figures - {fact})
    return given


def _passages(report: Report, schemas: Schemas) -> Iterator[Passage]:
    known = lines(report, schemas)
    small = schemas.lexicon.words(WordList.SMALL_NUMBER)
    for place, sentence in enumerate(report.sentences):
        if any(fact.figure.quantity is not None for fact in sentence.facts):
            places = known.passage(place)
            yield Passage(known.together(places), known.starts(places), schemas.equations, small)
