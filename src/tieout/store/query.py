"""What is in a store, asked through DuckDB over the Parquet of all runs; the last run of a report counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tieout.errors import UsageError
from tieout.store.keys import TABLE
from tieout.store.tables import COLUMNS
from tieout.store.write import MARK, RUN, RUNS, Run
from tieout.wording import say
from tieout.wording.kept import taken_up

if TYPE_CHECKING:
    import duckdb

MOST = 256  # stored reports that one run is held against
_COMMON = 64  # reports with a word of a table in common, beyond which it says nothing
_LEAST = 2  # such words that two reports must share

# The facts that a schema knows, as the last run of each report stated them, and those whose values are apart.
KEY = "concept, entity, first, last, grain, status, basis, scope, unit"
APART = f"""
SELECT {KEY}, count(*) AS statements, min(high_approx) AS lowest, max(low_approx) AS highest
FROM {{facts}} WHERE concept <> '' AND entity <> '' AND status = 'actual'
GROUP BY {KEY} HAVING highest > lowest AND min(hash(report)) <> max(hash(report))
"""

_SHARING = f"""
WITH last AS (SELECT report, max(run) AS run FROM reports WHERE form = $form GROUP BY report),
held AS (SELECT keys.* FROM keys JOIN last USING (report, run)),
asked AS (SELECT unnest($keys) AS key),
shared AS (SELECT key, count(*) AS holders FROM held JOIN asked USING (key) GROUP BY key),
weighed AS (
    SELECT report, sum(1000000 // holders) AS weight, count(*) AS every,
           count(*) FILTER (sort = '{TABLE}') AS words
    FROM held JOIN shared USING (key)
    WHERE sort <> '{TABLE}' OR holders <= {_COMMON} OR (SELECT count(*) FROM last) <= {_COMMON}
    GROUP BY report
)
SELECT report FROM weighed
WHERE report NOT IN (SELECT unnest($names)) AND (every > words OR words >= {_LEAST})
ORDER BY weight DESC, report
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a run says of a finding; `severity` is empty if the report was checked and it was not there."""

    run: Run
    report: str
    place: str = ""
    severity: str = ""
    message: str = ""
    known_by: str = ""
    known: str = ""


class Store:
    """The tables of all runs. `run` is a column of each."""

    def __init__(self, folder: Path) -> None:
        """Open a store to read.

        Raises:
            UsageError: there is none.
        """
        if not (folder / MARK).is_file():
            hint = say("tieout check --store makes one")
            raise UsageError(say("is no store of tieout"), folder.as_posix(), hint)
        self._folder = folder
        self.runs = [_run(path) for path in sorted((folder / RUNS).glob(f"*/{RUN}"))]

    def ask(self, question: str, given: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL over the tables, each with the column `run`.

        DuckDB ends with the answer: its threads would not survive in a process that is forked later.

        Raises:
            UsageError: DuckDB is not installed.
        """
        with closing(self._connection()) as con:
            return con.execute(question, given or {}).fetchall()

    def _connection(self) -> duckdb.DuckDBPyConnection:
        try:
            import duckdb
        except ImportError:
            raise UsageError(
                say("a store needs {names}", names=("duckdb",)), hint="pip install 'tieout[store]'"
            ) from None
        found = duckdb.connect(":memory:")
        for table in COLUMNS:
            found.execute(f"CREATE VIEW {table} AS {self._selected(table)}")
        return found

    def _selected(self, table: str) -> str:
        files = [(self._folder / RUNS / run.name / f"{table}.parquet").as_posix() for run in self.runs]
        columns = ", ".join(f"NULL::{_SQL[kind]} AS {name}" for name, kind in COLUMNS[table].items())
        none = f"SELECT {columns}, NULL::VARCHAR AS run WHERE false"
        if not files:
            return none
        listed = ", ".join(f"'{file.replace(chr(39), chr(39) * 2)}'" for file in files)
        where = f"read_parquet([{listed}], filename = true, union_by_name = true)"
        held = f"SELECT * EXCLUDE (filename), string_split(filename, '/')[-2] AS run FROM {where}"
        return f"{none} UNION ALL BY NAME {held}"  # runs of earlier versions lack columns

    def sharing(self, keys: Sequence[int], names: Sequence[str], form: str) -> tuple[list[str], int]:
        """The stored reports that share keys, the closest first, and how many there are beyond `MOST`.

        Args:
            keys: by what they are looked for.
            names: reports that are left out.
            form: of records that can be read.
        """
        if not keys or not self.runs:
            return [], 0
        given = {"keys": list(keys), "names": list(names), "form": form}
        found = [str(name) for (name,) in self.ask(_SHARING, given)]
        return found[:MOST], max(len(found) - MOST, 0)

    def others(self, form: str) -> int:
        """How many stored reports were kept in another form by their last runs, and cannot be compared."""
        if not self.runs:
            return 0
        last = "(SELECT arg_max(form, run) AS form FROM reports GROUP BY report)"
        asked = f"SELECT count(*) FROM {last} WHERE form <> $form"
        ((count,),) = self.ask(asked, {"form": form})
        return int(count)

    def records(self, names: Sequence[str], form: str) -> list[bytes]:
        """What was kept of reports in their last runs, by name."""
        asked = (
            "SELECT arg_max(record, run) FROM reports "
            "WHERE form = $form AND report IN (SELECT unnest($names)) GROUP BY report ORDER BY report"
        )
        if not names:
            return []
        given = {"names": list(names), "form": form}
        return [record for (record,) in self.ask(asked, given)]

    def sightings(self, fingerprint: str) -> list[Sighting]:
        """What became of a finding, run by run: of every run that checked its report."""
        runs = {run.name: run for run in self.runs}
        asked = (
            "WITH homes AS (SELECT DISTINCT report FROM findings WHERE fingerprint = $one), "
            "found AS (SELECT * FROM findings WHERE fingerprint = $one) "
            "SELECT reports.run, reports.report, coalesce(found.place, ''), coalesce(severity, ''), "
            "coalesce(message, ''), coalesce(known_by, ''), coalesce(known, ''), "
            "coalesce(message_said, ''), coalesce(known_said, '') "
            "FROM reports JOIN homes USING (report) LEFT JOIN found USING (report, run) ORDER BY 1, 2"
        )
        rows = self.ask(asked, {"one": fingerprint})
        return [_sighting(runs[name], *map(str, told)) for name, *told in rows]

    def apart(self) -> list[tuple[Any, ...]]:
        """Facts of which the last runs of two reports state values that cannot both be true."""
        last = "(SELECT report, max(run) AS run FROM reports GROUP BY report)"
        facts = f"(SELECT facts.* FROM facts JOIN {last} USING (report, run))"
        return self.ask(APART.format(facts=facts))


_SQL = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE", "date32": "DATE", "binary": "BLOB"}


def _sighting(
    run: Run,
    report: str,
    place: str,
    severity: str,
    message: str,
    known_by: str,
    known: str,
    message_said: str,
    known_said: str,
) -> Sighting:
    """What a run says of a finding, its sentences as they were made where the run kept that."""
    message = taken_up(message_said) or message
    return Sighting(run, report, place, severity, message, known_by, taken_up(known_said) or known)


def _run(path: Path) -> Run:
    try:
        given = json.loads(path.read_text("utf-8"))
        return Run(**{field.name: given[field.name] for field in fields(Run)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(say("is damaged: it says nothing of its run"), path.as_posix()) from error
