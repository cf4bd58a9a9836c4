"""Kind `contradict`: two reports state one fact, and the statements must agree."""

from __future__ import annotations

from tieout.relate.across import find
from tieout.relate.kind import Kind
from tieout.rulebook.kinds import SHAPES

KIND = Kind("contradict", SHAPES["contradict"], across=find)
