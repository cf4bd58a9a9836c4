"""Text against tables: figures that are cells of a table, or what its cells give by arithmetic.

A sentence names lines of tables; its figures are looked for among their cells (`direct`), then among what
the cells give (`virtual`: changes, growth, shares, sums). An equal value ties; one that looks like the only
cell the words leave, gone wrong, fails; everything else is left alone, for that a figure is in no table
says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.extract.concepts import is_currency
from tieout.model import BlockKind, Report, Sentence
from tieout.relate.linking.anchor import Anchor
from tieout.relate.linking.belief import believed
from tieout.relate.linking.cells import SentenceText
from tieout.relate.linking.claims import Claims
from tieout.relate.linking.compounded import Compounded
from tieout.relate.linking.dealt import dealt
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.gap import gap
from tieout.relate.linking.growth import by_growth
from tieout.relate.linking.link import Linked, Unlinked
from tieout.relate.linking.measured import scale_of
from tieout.relate.linking.names import Names, Spot
from tieout.relate.linking.ratios import ratios
from tieout.relate.linking.reckoning import Reckoning
from tieout.relate.linking.runs import along, left_over
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.times import Times
from tieout.relate.linking.virtual import Virtual
from tieout.relate.linking.weighed import SETTLED, Weighed
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.lines import lines
from tieout.rulebook.book import Schemas
from tieout.slip import SCALES, scaled

_MOST = 60  # figures of a sentence; one with more is no sentence
_LEAD = 40  # characters of a line that only names what follows


def links(report: Report, schemas: Schemas, done: frozenset[int]) -> Iterator[Linked | Unlinked]:
    """The figures of the text that a table has or gives, and those whose words leave that open.

    Args:
        report: the report.
        schemas: the words in force.
        done: ids of facts that are compared by their attributes already.
    """
    names = Names.of(report, schemas)
    if not names.lines:
        return
    grids = {grid.number: grid for grid in report.grids}
    direct = Direct(report, schemas, names, Times.of(report, schemas), grids)
    wording = Wording.of(schemas)
    virtual, compounded = Virtual(direct), Compounded(direct, wording)
    weighed = Weighed.of(report, names.labels)
    spoken: list[tuple[Speech, list[Spot], list[Linked]]] = []
    sentences = lines(report, schemas)
    for place, sentence in enumerate(report.sentences):
        quantities = sum(fact.figure.quantity is not None for fact in sentence.facts)
        if sentence.row is not None or not 0 < quantities <= _MOST:
            continue
        speech = Speech.of(sentences.own(place), schemas)
        spots = _named(speech, names) or _over(report, sentence, names)
        plainly = _plainly(direct, speech, spots) if spots else []
        plainly += virtual.links(speech, spots, plainly) if spots else []
        plainly += compounded.links(speech, spots, {link.fact.id: link for link in plainly}) if spots else []
        settled = {link.fact.id for link in plainly if link.tie.holds or link.closed}
        plainly += weighed.links(direct, speech, settled)
        settled = {link.fact.id for link in plainly}
        plainly += [link for link in left_over(direct, speech, plainly) if link.fact.id not in settled]
        spoken.append((speech, spots, plainly))
    claims = Claims(direct, wording, Anchor.of(direct, [(speech, plainly) for speech, _, plainly in spoken]))
    for speech, _, plainly in spoken:
        claims.learn(speech, plainly)
    found: list[Linked | Unlinked] = []
    for speech, spots, plainly in spoken:
        told = claims.of(speech, spots, {link.fact.id: link for link in plainly})
        claimed = {claim.fact.id: claim for claim in told}
        linked = [claimed.pop(link.fact.id, link) for link in plainly] + list(claimed.values())
        doubts = {link.fact.id: link.reason if isinstance(link, Unlinked) else SETTLED for link in linked}
        shown = {link.table for link in linked if isinstance(link, Linked) and link.tie.holds}
        wrong = {link.fact.id: link for link in weighed.misprints(direct, speech, doubts, shown)}
        found += [wrong.pop(link.fact.id, link) for link in linked] + list(wrong.values())
    found = _with_reckoned(Reckoning.of(direct, wording, schemas, found), spoken, found)
    yield from (link for link in found if link.fact.id not in done and not _is_unsaid(link))
    known = done | {link.fact.id for link in found if isinstance(link, Linked)}
    grown = [link for link in by_growth(report) if link.fact.id not in known]
    yield from grown
    yield from ratios(report, schemas, known | {link.fact.id for link in grown})


def _with_reckoned(
    reckoning: Reckoning,
    spoken: Sequence[tuple[Speech, list[Spot], list[Linked]]],
    found: Sequence[Linked | Unlinked],
) -> list[Linked | Unlinked]:
    """What is found, with the figures that are reckoned from cells where nothing else holds."""
    told = [one for speech, spots, _ in spoken for one in reckoning.told(speech, spots)]
    links = {link.fact.id: link for link in believed(told)}
    kept: list[Linked | Unlinked] = []
    for link in found:
        other = links.pop(link.fact.id, None)
        settled = isinstance(link, Linked) and (link.tie.holds or link.closed)
        kept.append(other if isinstance(other, Linked) and not settled else link)
    return kept + list(links.values())


def _plainly(direct: Direct, speech: Speech, spots: Sequence[Spot]) -> list[Linked]:
    """The figures that are cells, dealt out to names in a list or one by one."""
    said = SentenceText.of(speech, direct.names.labels)
    found = list(dealt(direct, speech, spots, said))
    found += along(direct, speech, spots, frozenset(link.fact.id for link in found))
    found += direct.links(speech, spots, said, frozenset(link.fact.id for link in found))
    known = frozenset(link.fact.id for link in found)
    for fact in speech.quantities:
        if fact.id in known or not speech.apart(fact):
            continue
        link = gap(direct, speech, spots, fact)
        if link is not None:
            found.append(link)
        if link is not None or speech.nature(fact) is Nature.LEVEL:
            direct.open.pop(fact.id, None)  # a difference is no cell
    return found


def _named(speech: Speech, names: Names) -> list[Spot]:
    """The lines that a sentence names; no name runs on with its figure: pre-tax profit NOK 5,917m."""
    starts = {speech.start(fact) for fact in speech.quantities}
    return [
        replace(spot, runs_on=False) if spot.runs_on and {spot.end, spot.end + 1} & starts else spot
        for spot in names.find(speech.sentence.text)
    ]


def _over(report: Report, sentence: Sentence, names: Names) -> list[Spot]:
    """The line that a lead-in or a heading names for the list or the lines under it."""
    blocks = report.document.blocks
    index = sentence.block
    while index and blocks[index].kind is BlockKind.ITEM:
        index -= 1
    lead = blocks[index].text.content.strip() if index != sentence.block else ""
    if not lead.endswith((":", "：")):
        listed = blocks[sentence.block].kind is BlockKind.ITEM or len(sentence.text) <= _LEAD
        lead = sentence.headings[-1] if sentence.headings and listed else ""
    spots = names.find(lead) if len(lead) <= _LEAD else []
    return (
        [Spot(0, 0, spots[0].name, runs_on=names.labels.plain(lead) != spots[0].name)]
        if len(spots) == 1
        else []
    )


def _is_unsaid(link: Linked | Unlinked) -> bool:
    """Whether a figure misses its cell by a power of ten that a table may have left unsaid."""
    if isinstance(link, Unlinked) or link.tie.holds:
        return False
    cell = link.cells[0].figure.amount
    if scale_of(cell) > 0 or any(not is_currency(base) for base, _ in cell.unit.powers):
        return False  # MWh say their power of ten
    computed = link.equation.computed()
    if computed is None or not computed.point:
        return False
    return any(scaled(link.fact.figure.amount, computed.point, power) for power in SCALES)


__all__ = ["Linked", "Unlinked", "links"]
