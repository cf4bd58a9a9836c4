"""Kind `contradict`: reports that state one fact must agree.

    tables and facts of reports -> pairs worth holding -> lines aligned -> cells linked -> a verdict per fact

What tables say is found by laying them over each other; what sentences say by their wording, and by the
concepts of the schemas.
Nothing is compared of which it is not known that it is of one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from tieout.model import Fact, Relation, Report
from tieout.relate.across import alike, facts, reworded, sentences, spoken
from tieout.relate.across.alignment import align
from tieout.relate.across.blocking import proposed
from tieout.relate.across.facts import TORN
from tieout.relate.across.links import FAR, OPINION, ROUGH, Judge, Link, Unlinked
from tieout.relate.across.reports import Known, known_of
from tieout.relate.across.sheets import Sheet, sheets_of, tokens_of
from tieout.relate.across.verdicts import gathered, not_judged, relation_of
from tieout.relate.across.whom import Whom, with_tables, with_versions
from tieout.rulebook.book import Rule, Schemas

_At = tuple[str, int]


def find(reports: Sequence[Report], schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find facts stated in two reports or more."""
    known = [known_of(report, schemas.lexicon) for report in reports]
    whom = Whom.of(known, schemas.lexicon)
    known = with_versions(list(map(whom.about, known)), reports)
    sheets = [sheet for number, report in enumerate(reports) for sheet in sheets_of(report, number, schemas)]
    judges = _judges(sheets, known, whom)
    cells = (cell for judge in judges for cell in judge.cells())
    twice = [judge.reports for judge in judges if judge.twice]
    known = with_tables(known, reports, [judge.reports for judge in judges if judge.repeats])
    told = (
        *sentences.linked(reports, known),
        *reworded.linked(reports, known, whom, twice),
        *facts.linked(reports, known, whom, schemas),
        *spoken.linked(reports, known, whom, sheets, schemas),
    )
    links: list[Link] = []
    taken = _Taken()
    late = alike.linked(reports, known, whom, sheets, schemas, taken.either)
    for one in chain(cells, told, late):
        if isinstance(one, Unlinked):
            taken.told(one)
            yield not_judged(one)
        elif one.held.rough:
            yield not_judged(Unlinked(one.held, ROUGH))
        elif taken.free(one):
            links.append(one)
    by_path = {one.path: one for one in known}
    for statements in gathered(links, by_path):
        if not all(by_path[fact.report].beside for fact in statements.all):
            yield relation_of(statements, by_path)


def cells_of_versions(old: Report, new: Report, schemas: Schemas) -> Iterator[tuple[Fact, Fact]]:
    """The cells of two versions of one report that stand in the same place, each once."""
    sheets = [sheet for number, one in enumerate((old, new)) for sheet in sheets_of(one, number, schemas)]
    known = [known_of(one, schemas.lexicon) for one in (old, new)]
    whom = Whom.of(known, schemas.lexicon)
    done: tuple[set[int], set[int]] = set(), set()
    for judge in _judges(sheets, known, whom):
        for held in judge.found.held.values():
            fact, other = held.fact, held.other
            if judge.mostly and fact.id not in done[0] and other.id not in done[1]:
                done[0].add(fact.id)
                done[1].add(other.id)
                yield fact, other


def _judges(sheets: Sequence[Sheet], known: Sequence[Known], whom: Whom) -> list[Judge]:
    """Aligned tables, the surest first."""
    tokens = [tokens_of(sheet, sorted(_of(sheet, known, whom).subjects)) for sheet in sheets]
    found = []
    for first, second in proposed(tokens, [sheet.report for sheet in sheets]):
        a, b = sheets[first], sheets[second]
        if known[a.report].beside and known[b.report].beside:
            continue
        alignment = align(a, b)
        if alignment is not None:
            found.append(Judge(alignment, (_of(a, known, whom), _of(b, known, whom))))
    repeated: Counter[tuple[int, int]] = Counter()
    for judge in found:
        repeated[judge.reports] += judge.found.telling if judge.twice else 0
    for judge in found:
        judge.among(repeated[judge.reports])
    return sorted(found, key=lambda judge: judge.rank, reverse=True)


def _of(sheet: Sheet, known: Sequence[Known], whom: Whom) -> Known:
    """What is known of a table's report; a list of facts names the entity over each of its tables."""
    report = known[sheet.report]
    return whom.about(report.about(sheet.grid.headings)) if report.primary else report


class _Taken:
    """Which statement is linked with which report: once linked, another line there is another fact."""

    def __init__(self) -> None:
        self._linked: set[tuple[_At, str]] = set()

    def either(self, fact: Fact, other: Fact) -> bool:
        """Whether one of two figures is linked with the other's report."""
        return any(end in self._linked for end in _ends(fact, other))

    def told(self, one: Unlinked) -> None:
        """Leave alone what was compared and is not judged, for a reason of its own."""
        if one.reason in (TORN, FAR, OPINION):
            self._linked.update(_ends(one.held.fact, one.held.other))

    def free(self, link: Link) -> bool:
        """Take a link, unless it contradicts and one of its ends is linked with the other's report."""
        fact, other = link.held.fact, link.held.other
        if link.held.apart and self.either(fact, other):
            return False
        self._linked.update(_ends(fact, other))
        return True


def _ends(fact: Fact, other: Fact) -> tuple[tuple[_At, str], tuple[_At, str]]:
    """Two figures, each with the other's report."""
    return ((fact.report, fact.id), other.report), ((other.report, other.id), fact.report)
