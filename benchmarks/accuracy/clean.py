"""False alarms by source: errors and warnings on what people published, to be read by eye.

Filings are audited and other tables were published, so nearly every error is false; a table can hold an error
of its authors all the same, which only an eye can tell.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.accuracy.corpora import Table, by_source, tables
from benchmarks.accuracy.runner import Seen, Share, check, check_folder, loud

DOCUMENTS = {"documents": "documents", "broker notes": "broker_reports/reports"}


def arguments(parser: argparse.ArgumentParser) -> None:
    by_source(parser)
    parser.add_argument("--limit", type=int, default=200, help="tables of each source; default 200")
    parser.add_argument(
        "--show", choices=("error", "warning"), help="list what is claimed, from this severity on"
    )


def measure(options: argparse.Namespace) -> None:
    """Check, count and print."""
    groups: dict[str, list[Table]] = {}
    for table in tables(options.data, options.source):
        groups.setdefault(table.source, []).append(table)
    said: dict[str, dict[str, Seen]] = {}
    for source in sorted(groups):
        dice = random.Random(f"{options.seed} {source}")
        chosen = dice.sample(groups[source], min(options.limit, len(groups[source])))
        files = {table.name + table.suffix: table.text() for table in chosen}
        seen = check(files)
        said[source] = {name: seen[name] for name in files}
    print(
        "| tables of | n | given an error | a warning | errors per 100 | warnings per 100 | figures checked |"
    )
    print("|---|---|---|---|---|---|---|")
    for source, seen in said.items():
        _row(source, seen)
    for title, folder in DOCUMENTS.items():
        if (options.data / folder).exists() and (not options.source or title in options.source):
            said[title] = _documents(options.data / folder)
            _row(title, said[title])
    if options.show:
        for source, seen in said.items():
            for name, one in seen.items():
                for finding in loud(one):
                    if options.show == "warning" or finding["severity"] == "error":
                        _show(source, name, finding)


def _documents(folder: Path) -> dict[str, Seen]:
    with tempfile.TemporaryDirectory() as copy:
        reports = Path(copy) / "reports"
        shutil.copytree(folder, reports, copy_function=shutil.copyfile)
        reports.chmod(0o755)
        seen = check_folder(reports)
        return {
            str(path.relative_to(reports)): seen[str(path.relative_to(reports))] for path in _files(reports)
        }


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _row(source: str, seen: dict[str, Seen]) -> None:
    findings = [loud(one) for one in seen.values()]
    cells = [source, str(len(seen))]
    for level in ("error", "warning"):
        given = sum(any(finding["severity"] == level for finding in one) for one in findings)
        cells.append(Share(given, len(seen)).short())
    for level in ("error", "warning"):
        many = sum(finding["severity"] == level for one in findings for finding in one)
        cells.append(f"{100 * many / max(len(seen), 1):.1f}")
    figures = Share(sum(one.checked for one in seen.values()), sum(one.figures for one in seen.values()))
    print("| " + " | ".join([*cells, figures.short()]) + " |", flush=True)


def _show(source: str, name: str, finding: dict[str, Any]) -> None:
    place = finding["locations"][0] if finding["locations"] else {}
    spot = f"row {place['row']} col {place['col']}" if place.get("row") else f"line {place.get('line')}"
    where = f"p. {place['page']} {spot}" if place.get("page") else spot
    print(f"- {source} {name} {where} {finding['severity']} {finding['rule']}: {finding['message']}")
