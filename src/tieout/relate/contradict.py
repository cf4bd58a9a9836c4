"""Kind `contradict`: two reports state one fact, and the statements must agree."""

from __future__ import annotations

from tieout.relate.across import find
from tieout.relate.kind import Kind

KIND = Kind("contradict", across=find)
