"""Kind `comparison`: the words of a sentence agree with its values: higher, lower, n times, the highest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Relation, Report
from tieout.relate.kind import Kind
from tieout.relate.prose.lines import lines
from tieout.relate.prose.rank import ranked
from tieout.relate.prose.statements import stated
from tieout.relate.prose.surprise import surprises
from tieout.relate.prose.worked.reading import worked_out
from tieout.rulebook.book import Rule, Schemas


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the comparisons that sentences state."""
    said = list(stated(report, schemas, "comparison"))
    yield from said
    told = {relation.figures for relation in said}
    yield from (found for found in surprises(report, schemas) if found.figures not in told)
    yield from worked_out(report, schemas, "comparison", ())
    for line, _ in lines(report, schemas):
        yield from ranked(line)


KIND = Kind("comparison", within=find)
