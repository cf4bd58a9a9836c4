"""One report to walk, as it travels: where it is, or its bytes, and what is to come back."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.gathering import Asked, Gathered, gather
from tieout.model import Problem
from tieout.reading import loaded
from tieout.sources import Source


@dataclass(frozen=True, slots=True)
class Task:
    """A report to walk, whether to judge it, and whether all of it comes back."""

    source: Source
    judged: bool = True
    whole: bool = True

    def done(self, asked: Asked) -> Gathered:
        """Load the report and walk it."""
        data = loaded(self.source, asked.limits)
        if isinstance(data, Problem):
            return Gathered(self.source.name, problems=(data,))
        return gather(self.source.name, data, asked, judged=self.judged, whole=self.whole)
