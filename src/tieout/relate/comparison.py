"""Kind `comparison`: the words of a sentence agree with its values: higher, lower, n times, the highest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Relation, Report
from tieout.relate.kind import Kind
from tieout.relate.prose.fold import folds
from tieout.relate.prose.order import arrived, compared, directed
from tieout.relate.prose.rank import ranked
from tieout.relate.prose.skeleton import skeletons
from tieout.relate.prose.statements import stated
from tieout.rulebook.book import Rule, Schemas


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the comparisons that sentences state."""
    yield from stated(report, schemas, "comparison")
    for skeleton in skeletons(report, schemas):
        yield from compared(skeleton.sentence, schemas)
        yield from arrived(skeleton.sentence)
        yield from directed(skeleton)
        yield from folds(skeleton)
        yield from ranked(skeleton)


KIND = Kind("comparison", within=find)
