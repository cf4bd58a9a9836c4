"""Results -> a folder of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tieout.data.delimited import findings_csv
from tieout.data.parquet import parquet
from tieout.data.workbook import findings_workbook
from tieout.errors import UsageError
from tieout.frames import Facts, Figures, Findings, Frames, Relations, frames_of
from tieout.model import Results
from tieout.render.json_v2 import document, head, records
from tieout.render.view import View, view
from tieout.rulebook.book import Rulebook
from tieout.wording import BY_REPORT, Languages, say
from tieout.wording.libraries import said_by_system

Writer = Callable[[View, Frames], bytes]


def _findings_json(view: View, frames: Frames) -> bytes:
    """The head and the findings of the JSON verdict."""
    return document(head(view), {"findings": records(view)["findings"]}).encode()


FILES: dict[str, Writer] = {
    "findings.xlsx": lambda view, frames: findings_workbook(view),
    "findings.csv": lambda view, frames: findings_csv(frames.findings),
    "findings.json": _findings_json,
    "findings.parquet": lambda view, frames: parquet(frames.findings, Findings),
    "figures.parquet": lambda view, frames: parquet(frames.figures, Figures),
    "facts.parquet": lambda view, frames: parquet(frames.facts, Facts),
    "outcomes.parquet": lambda view, frames: parquet(frames.relations, Relations),
}


def write_data(
    results: Results,
    book: Rulebook,
    folder: Path,
    *,
    languages: Languages = BY_REPORT,
    frames: Frames | None = None,
) -> tuple[Path, ...]:
    """Write the files of `FILES`; those that are there are replaced, what else is there is left alone.

    Args:
        results: of a run, settled.
        book: the rulebook of that run.
        folder: is made if it is not there.
        languages: in which the workbook speaks; all other files are for machines.
        frames: those of the results, where they are made already.

    Returns:
        The files, in the order of `FILES`.

    Raises:
        UsageError: what writes them is not installed (`tieout[audit]`), or a file cannot be written.
    """
    shown = view(results, book, languages=languages)
    made = frames or frames_of(shown)
    written: list[Path] = []
    for name, content in FILES.items():
        path = folder / name
        try:
            data = content(shown, made)
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except ImportError as error:
            raise UsageError(
                say("{name} needs {package}", name=name, package=error.name),
                hint="pip install 'tieout[audit]'",
            ) from None
        except OSError as error:
            raise UsageError(
                say("cannot be written: {reason}", reason=said_by_system(error)), path.as_posix()
            ) from error
        written.append(path)
    return tuple(written)
