"""A run taken down in a store, and its reports held against those that are there already."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from tieout.contain import LostError, contained
from tieout.errors import ReadError, UsageError
from tieout.gathering import Gathered, rows_in
from tieout.model import Problem, Report
from tieout.render.view import View
from tieout.settle import Settled
from tieout.store.query import MOST, Store
from tieout.store.record_text import FORM, read
from tieout.store.rows import Row, finding_row, outcome_rows
from tieout.store.write import Run, open_store, put
from tieout.wording import say

BESIDE = "store/not-compared"
DAMAGED = "store/damaged"
_SECONDS = 600  # of processor time that a store may take to answer
_MEMORY = 1 << 40  # address space: DuckDB reserves more than it uses


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a store has that shares something with a run: records, and how many reports were left out."""

    records: list[bytes]
    left: int
    others: int


class Ledger:
    """One run and the store that it goes into.

    Raises:
        UsageError: the folder is no store, or DuckDB and pyarrow are not installed.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store; its runs are those that are there now."""
        missing = [name for name in ("duckdb", "pyarrow") if find_spec(name) is None]
        if missing:
            raise UsageError(say("a store needs {names}", names=missing), hint="pip install 'tieout[store]'")
        self._folder = open_store(folder)
        self._store = Store(folder)
        self._gathered: tuple[Gathered, ...] = ()

    def recalled(self, gathered: Sequence[Gathered], beside: Sequence[Gathered]) -> Iterator[Gathered]:
        """The reports of the store that may state the same facts as these; none of them is read again.

        The store is asked in a process of its own, for this one is forked again.
        """
        self._gathered = tuple(one for one in gathered if one.rows)
        keys = {key for one in self._gathered for _, key in rows_in(one).keys}
        names = [one.path for one in (*gathered, *beside)]
        work = "", lambda: self._shared(sorted(keys), names)
        ((_, answer),) = contained([work], 1, _SECONDS, _MEMORY)
        if isinstance(answer, LostError):
            said = say("the store could not be asked: {error}", error=answer)
            yield self._problem(Problem(DAMAGED, said, fatal=True))
            return
        yield from (self._stored(record) for record in answer.records)
        if answer.left:
            left = say(
                "{count:,} more reports share less with these than {most} others",
                count=answer.left,
                most=MOST,
            )
            yield self._problem(Problem(BESIDE, say("not compared: {what}", what=left)))
        if answer.others:
            other = say("{count:,} reports were kept by another version of tieout", count=answer.others)
            yield self._problem(Problem(BESIDE, say("not compared: {what}", what=other)))

    def _shared(self, keys: Sequence[int], names: Sequence[str]) -> _Shared:
        found, left = self._store.sharing(keys, names, FORM)
        return _Shared(self._store.records(found, FORM), left, self._store.others(FORM))

    def _stored(self, record: bytes) -> Gathered:
        """A report as the store has it, to hold others against."""
        try:
            report = read(zlib.decompress(record).decode())
        except (ReadError, ValueError, zlib.error) as error:
            said = say("a stored report cannot be read: {error}", error=error)
            return self._problem(Problem(DAMAGED, said, fatal=True))
        return Gathered(report.path, replace(report, beside=True))

    def _problem(self, problem: Problem) -> Gathered:
        return Gathered(self._folder.as_posix(), problems=(problem,))

    def put(self, run: Run, shown: View, known: Settled) -> Path:
        """Take the run down.

        Raises:
            UsageError: it cannot be written; the store is as it was.
        """
        results = shown.results
        rows = {one.path: one for one in self._gathered}
        tables = {
            "reports": (_report(shown, report, rows.get(report.path)) for report in results.reports),
            "facts": (row for one in self._gathered for row in rows_in(one).facts),
            "keys": (row for one in self._gathered for row in _keys(one)),
            "outcomes": self._outcomes(shown),
            "findings": (finding_row(shown, finding) for finding in results.findings),
            "decisions": decisions(known),
        }
        return put(self._folder, run, tables)

    def _outcomes(self, shown: View) -> Iterator[Row]:
        """Those inside each report, then those between reports."""
        for one in self._gathered:
            yield from rows_in(one).outcomes
        between = (
            outcome
            for outcome in shown.results.outcomes
            if any(part.fact.report != outcome.relation.report for part in outcome.relation.operands)
        )
        yield from outcome_rows(shown, between)


def _keys(gathered: Gathered) -> Iterator[Row]:
    rows = rows_in(gathered)
    return ({"report": rows.report, "sort": sort, "key": key} for sort, key in rows.keys)


def _report(shown: View, report: Report, gathered: Gathered | None) -> Row:
    told, covered = report.metadata, shown.marks.coverage(report)
    dates = told.date.figure.dates if told.date is not None else None
    rows = None if gathered is None else rows_in(gathered)
    return {
        "report": report.path,
        "sha256": report.document.sha256,
        "title": told.title.text if told.title is not None else report.document.title,
        "issuer": told.issuer.text if told.issuer is not None else None,
        "date": None if dates is None else date.fromordinal(dates.last),
        "language": told.language,
        "figures": covered.figures,
        "checked": covered.checked,
        "problems": len(shown.results.problems.get(report.path, ())),
        "form": "" if rows is None else rows.form,
        "record": None if rows is None else zlib.compress(rows.record.encode()),
    }


def decisions(known: Settled) -> Iterator[Row]:
    """Who settled what, when and why, as it was in force."""
    for entry in known.baseline:
        yield {
            "kind": "baseline", "what": str(entry.message), "day": entry.since, "report": entry.report,
            "rule": entry.rule, "fingerprint": entry.fingerprint,
        }  # fmt: skip
    for waiver in known.waivers:
        yield {
            "kind": "waiver", "what": waiver.at, "who": waiver.owner, "why": waiver.reason,
            "until": waiver.expires, "report": waiver.report, "rule": waiver.rule,
            "fingerprint": waiver.fingerprint,
        }  # fmt: skip
    for directive in known.directives:
        yield {
            "kind": "inline waiver", "what": f"line {directive.line}", "why": directive.reason,
            "until": directive.expires, "report": directive.report, "rule": directive.rule,
        }  # fmt: skip
    for signature in known.signatures:
        yield {
            "kind": "sign-off", "what": signature.said, "who": signature.by, "day": signature.on,
            "why": signature.evidence, "report": signature.report, "fingerprint": signature.what,
        }  # fmt: skip
