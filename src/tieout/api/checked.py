"""What a check hands out: the verdict, and what was found as validated frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.coverage import Coverage
from tieout.gate import CLEAN, FINDINGS, Terms, exit_code, untrusted
from tieout.model import Finding, Results
from tieout.render.totals import summary
from tieout.render.view import Location, View, anchor, severity_word
from tieout.rulebook.book import Rulebook
from tieout.wording import say, translated

if TYPE_CHECKING:
    import pandas as pd

    from tieout.frames import Frames

VERDICTS = {CLEAN: say("ties out"), FINDINGS: say("does not tie out")}
UNTRUSTED = say("cannot be trusted")


class Checked:
    """A run over reports or a table, and what it means.

    The frames are made and validated when they are first asked for; `tieout.frames` documents their columns.
    """

    def __init__(self, view: View, terms: Terms, placed: Callable[[Location], str] = anchor) -> None:
        """Take a run as the gate sees it; `placed` puts a place in words."""
        self._view, self._terms, self._placed = view, terms, placed

    @property
    def results(self) -> Results:
        """The records behind the frames."""
        return self._view.results

    @property
    def rulebook(self) -> Rulebook:
        """The rules and schemas that were in force."""
        return self._view.book

    @property
    def code(self) -> int:
        """What `tieout check` would exit with: 0, 1 for findings, 2 where the verdict cannot be trusted."""
        return exit_code(self.results, self._terms)

    @property
    def ok(self) -> bool:
        """Whether all was read and checked, and nothing is as bad as the gate fails on."""
        return self.code == CLEAN

    @property
    def verdict(self) -> str:
        """`ties out`, `does not tie out`, or `cannot be trusted`: then `problems` say why."""
        return VERDICTS.get(self.code, UNTRUSTED)

    @property
    def coverage(self) -> Coverage:
        """How many figures there are and how many were checked."""
        return self._view.coverage

    @property
    def figures(self) -> pd.DataFrame:
        """What is printed, a row for each figure (`tieout.frames.Figures`)."""
        return self._frames.figures

    @property
    def facts(self) -> pd.DataFrame:
        """What is meant by it, a row for each figure (`tieout.frames.Facts`)."""
        return self._frames.facts

    @property
    def relations(self) -> pd.DataFrame:
        """What must hold and whether it does (`tieout.frames.Relations`)."""
        return self._frames.relations

    @property
    def findings(self) -> pd.DataFrame:
        """What does not hold (`tieout.frames.Findings`)."""
        return self._frames.findings

    @property
    def problems(self) -> pd.DataFrame:
        """What could not be read or done (`tieout.frames.Problems`)."""
        return self._frames.problems

    def write_data(self, folder: str | Path) -> tuple[Path, ...]:
        """Write findings as XLSX, CSV and JSON and all frames as Parquet (needs `tieout[audit]`).

        Raises:
            UsageError: a file cannot be written, or what writes it is not installed.
        """
        from tieout.data import write_data

        view = self._view
        return write_data(
            self.results, view.book, Path(folder), languages=view.languages, frames=self._frames
        )

    def messages(self) -> Iterator[str]:
        """What keeps it from tying out, a line each: place, severity, message, rule."""
        view = self._view.in_words()
        for finding in view.results.findings:
            if self.counts(finding):
                where = self._placed(view.locations(finding)[0])
                severity = severity_word(finding.severity, view.rest)
                yield f"{where}: {severity}: {finding.message} [{finding.outcome.relation.rule}]"
        for path, problem in view.problems():
            if problem.fatal:
                yield f"{path}: {translated(problem.message, view.rest)} [{problem.code}]"

    def counts(self, finding: Finding) -> bool:
        """Whether a finding fails the gate: it is bad enough and not settled."""
        worst = self._terms.fail_on
        return worst is not None and finding.severity >= worst and finding.known is None

    def __repr__(self) -> str:
        why = (translated(reason, self._view.rest) for reason in untrusted(self.results))
        lines = "\n  ".join((*summary(self._view), *why))
        return f"<tieout: {translated(self.verdict, self._view.rest)}\n  {lines}>"

    def _repr_html_(self) -> str:
        from tieout.api.notebook import page

        return page(self.verdict, self._view, self._placed)

    @cached_property
    def _frames(self) -> Frames:
        from tieout.frames import frames_of

        return frames_of(self._view)
