"""The digests that a dossier carries: of its inputs, of the rules in force, of the results, of its own files.

The digest of the results is of every outcome and every finding, report by report, and of nothing that depends
on the day, on the machine or on what was decided of them: the same inputs and rules give the same on any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import tieout
from tieout.errors import UsageError
from tieout.model import Results
from tieout.rulebook.book import Rulebook
from tieout.sources import DIGESTS, FORMAT, Source
from tieout.wording import say
from tieout.wording.libraries import said_by_system

VERSION = 1
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """What a dossier was made of; all digests are SHA-256, in hexadecimal.

    `inputs` are the reports by path (`beside` those that others were only held against), `rules` what was
    asked for, with the severity it had, `results` the outcomes and findings of each report by its path
    (empty: those between reports), `files` what lies in the dossier.
    """

    version: str
    edition: str
    rulebook: str
    rules: Mapping[str, str]
    inputs: Mapping[str, str]
    beside: Mapping[str, str]
    results: Mapping[str, str]
    files: Mapping[str, str]


def digests_of(results: Results, book: Rulebook, sources: Iterable[Source] = ()) -> Digests:
    """The digests of a run.

    Args:
        results: of the run, settled or not.
        book: the rules in force in it.
        sources: the reports that it was asked for; those that could not be read count as well.
    """
    read = {report.path: report.document.sha256 for report in results.reports}
    unread = {source.name: _of_source(source) for source in sources if source.name not in read}
    return Digests(
        tieout.__version__,
        book.edition or "",
        book.sha256,
        {rule.id: rule.severity.label for rule in book.rules},
        dict(sorted({**read, **unread}.items())),
        {report.path: report.document.sha256 for report in results.beside},
        _of_results(results),
        {},
    )


def write_digests(folder: Path, results: Results, book: Rulebook, sources: Iterable[Source] = ()) -> None:
    """Write the digests into a dossier, last of all: what lies in it already is part of them.

    Args:
        folder: the dossier.
        results: what it shows.
        book: the rules in force.
        sources: the reports that were asked for.

    Raises:
        UsageError: they cannot be written.
    """
    found = asdict(digests_of(results, book, sources))
    found["files"] = of_files(folder)
    text = json.dumps({"format": FORMAT, "format_version": VERSION, **found}, ensure_ascii=False, indent=1)
    try:
        (folder / DIGESTS).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            say("cannot be written: {reason}", reason=said_by_system(error)), (folder / DIGESTS).as_posix()
        ) from error


def read_digests(folder: Path) -> Digests:
    """The digests that a dossier carries.

    Raises:
        UsageError: it carries none, or they are damaged.
    """
    path = folder / DIGESTS
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if (found.pop("format"), found.pop("format_version")) != (FORMAT, VERSION):
            raise UsageError(say("its digests are of another version"), path.as_posix())
        digests = Digests(**found)
        if not _well_formed(digests):
            raise ValueError("a digest is no text")
        return digests
    except OSError as error:
        hint = say("tieout audit PATHS -o FOLDER writes a dossier")
        raise UsageError(
            say("no digests can be read: {reason}", reason=said_by_system(error)), path.as_posix(), hint
        ) from None
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise UsageError(say("its digests are damaged"), path.as_posix()) from None


def _well_formed(digests: Digests) -> bool:
    """Whether texts are texts, and tables are of texts: a dossier may come from anybody."""
    tables = (digests.rules, digests.inputs, digests.beside, digests.results, digests.files)
    texts = (digests.version, digests.edition, digests.rulebook)
    return all(isinstance(text, str) for text in texts) and all(
        isinstance(table, dict) and all(isinstance(text, str) for text in table.values()) for table in tables
    )


def of_files(folder: Path) -> dict[str, str]:
    """The digests of all files below a folder, by path, but for that of the digests themselves."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / DIGESTS)
    return {path.relative_to(folder).as_posix(): of_file(path) for path in files}


def of_file(path: Path) -> str:
    """The digest of a file; empty if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


def _of_source(source: Source) -> str:
    return of_file(source.path) if source.data is None else hashlib.sha256(source.data).hexdigest()


def _of_results(results: Results) -> dict[str, str]:
    lines: dict[str, list[str]] = {report.path: [] for report in results.reports}
    for path, line in _lines(results):
        lines.setdefault(path, []).append(line)
    return {path: _of_lines(lines[path]) for path in sorted(lines)}


def _of_lines(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _lines(results: Results) -> Iterator[tuple[str, str]]:
    """Every outcome and finding as a line, with the path of its report; in the order of the run."""
    for outcome in results.outcomes:
        relation = outcome.relation
        said = [relation.rule, relation.shape, relation.expression, outcome.verdict.value, outcome.grade]
        yield relation.report, json.dumps(["outcome", *map(str, said)])
    for finding in results.findings:
        path = finding.outcome.relation.report
        said = [finding.fingerprint, finding.severity.label, finding.message]
        yield path, json.dumps(["finding", *map(str, said)])
