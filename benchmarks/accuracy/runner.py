"""Run `tieout check` on a folder of rendered cases and read its JSON output back."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tieout


@dataclass
class Seen:
    """What the tool said of one report."""

    outcomes: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    figures: int = 0
    checked: int = 0

    def severities(self) -> set[str]:
        return {finding["severity"] for finding in self.findings}


def check(files: dict[str, str], *, jobs: int = 1, batch: int = 400, across: bool = False) -> dict[str, Seen]:
    """Write the files, check them in batches, and return what was said of each by name.

    Cross-report rules stay out unless asked for (`across`, in one batch): the cases of most suites have
    nothing to do with each other.
    """
    seen: dict[str, Seen] = {}
    names = sorted(files)
    batch = len(names) or 1 if across else batch
    for start in range(0, len(names), batch):
        with tempfile.TemporaryDirectory() as folder:
            for name in names[start : start + batch]:
                (Path(folder) / name).write_text(files[name], encoding="utf-8")
            seen.update(check_folder(Path(folder), jobs, across=across))
    return defaultdict(Seen, seen)


def check_folder(folder: Path, jobs: int = 1, *, across: bool = False) -> dict[str, Seen]:
    """Check every report of a folder; what was said of each by its path in the folder."""
    command = [sys.executable, "-m", "tieout", "check", ".", "--output", "json", "-j", str(jobs)]
    command += [] if across else ["--ignore", "contradictions/*"]
    engine = {"PYTHONPATH": str(Path(tieout.__file__).resolve().parents[1])}  # the one imported here
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **engine}, capture_output=True, text=True, check=False
    )
    if run.returncode not in (0, 1, 2) or not run.stdout:
        raise SystemExit(f"tieout failed ({run.returncode}): {run.stderr[-2000:]}")
    verdict = json.loads(run.stdout)
    seen: dict[str, Seen] = defaultdict(Seen)
    for report in verdict["reports"]:
        seen[report["path"]].figures = report["figures"]
        seen[report["path"]].checked = report["checked"]
    for outcome in verdict["outcomes"]:
        places = [place for place in (outcome["subject"], *outcome["operands"]) if place is not None]
        if places:
            seen[places[0]["path"]].outcomes.append(outcome)
    for finding in verdict["findings"]:
        seen[finding["report"]].findings.append(finding)
    return seen


def held_out(identifier: str) -> bool:
    """Whether a record belongs to the half that nobody develops on: decided by its id alone."""
    return zlib.crc32(identifier.encode()) % 2 == 1


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """A table as CSV, so that row and column numbers stay those of the data."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_markdown(rows: Sequence[Sequence[str]], before: Sequence[str] = (), after: Sequence[str] = ()) -> str:
    """A table as Markdown between the paragraphs that stood around it; its first row is the header."""
    width = max(len(row) for row in rows)
    lines = [_pipes(list(row) + [""] * (width - len(row))) for row in rows]
    lines.insert(1, "|" + "---|" * width)
    return "\n\n".join([*before, "\n".join(lines), *after]) + "\n"


def _pipes(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True)
class Share:
    """A share of cases with its 95% Wilson interval."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else math.nan

    def interval(self) -> tuple[float, float]:
        p, n, z = self.share, self.of, 1.96
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(middle - half, 0), min(middle + half, 1)

    def short(self) -> str:
        """Per cent with its interval; the count stands elsewhere."""
        if not self.of:
            return "-"
        low, high = self.interval()
        return f"{self.share:.1%} ({low * 100:.0f}-{high * 100:.0f})"

    def __str__(self) -> str:
        if not self.of:
            return "none"
        low, high = self.interval()
        return f"{self.share:.1%} ({self.hits}/{self.of}; {low:.1%} to {high:.1%})"


def loud(seen: Seen) -> list[dict[str, Any]]:
    """Errors and warnings, but for those on what an excerpt cannot carry (a date, a source)."""
    spoken = (finding for finding in seen.findings if finding["severity"] in ("error", "warning"))
    return [finding for finding in spoken if finding["kind"] != "presence"]
