"""Notes of brokers: which figures that claim something by place and label are evaluated, and what is missed.

An independent reading knows tables of pipes and a few labels: rows of growth under rows of values that are of
the same thing (or named by nothing else), multiples where the same table has the earnings or the book value
per share. A figure counts as evaluated if a relation that holds or fails has it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.runner import Seen, Share, check_folder

GROWTH = re.compile(r"[（(]?\+/-|同比|增速|增长率|yoy|growth", re.IGNORECASE)
MULTIPLES = {
    "price over earnings": (
        re.compile(r"P/?E\b|市盈率", re.IGNORECASE), re.compile(r"EPS|每股收益|每股盈利")),
    "price over book": (re.compile(r"P/?B\b|市净率", re.IGNORECASE), re.compile(r"BPS|BVPS|每股净资产")),
}  # fmt: skip
NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?%?")
AMOUNT = re.compile(r"-?[\d,]*\d(?:\.\d+)?")
ASIDE = re.compile(
    r"[（(][^（）()]*[)）]|同比|环比|增速|增长率|增长|yoy|growth|[\s%+/()（）-]|率", re.IGNORECASE
)
CERTIFICATE = re.compile(r"(?<![A-Za-z0-9])[SA]\d{4}[1-9]\d{2}(?:0[1-9]|1[0-2])\d{4}(?!\d)")
Row = tuple[int, list[str]]  # its line, from 1, and its cells
Cell = tuple[int, str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folder of the notes inside the material."""
    parser.add_argument("--folder", default="broker_reports/reports")


def measure(options: argparse.Namespace) -> None:
    """Check the notes; one row for every source (folder) and sort of figure."""
    with tempfile.TemporaryDirectory() as copy:
        reports = Path(copy) / "reports"
        shutil.copytree(options.data / options.folder, reports, copy_function=shutil.copyfile)
        seen = check_folder(reports)
        texts = {
            str(path.relative_to(reports)): path.read_text(encoding="utf-8")
            for path in sorted(reports.rglob("*.md"))
        }
    shares: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for name, text in texts.items():
        source, one = name.partition("/")[0], seen[name]
        evaluated = _evaluated(one)
        for sort, cell in cells(text):
            shares[sort, source].append(cell in evaluated)
        said = {finding["rule"] for finding in one.findings}
        for rule in ("date", "issuer", "analyst", "rating-definition"):
            if rule != "analyst" or CERTIFICATE.search(text):
                shares[f"{rule} not called missing", source].append(f"disclosure/{rule}" not in said)
        shares["notes without an error", source].append("error" not in one.severities())
    print("| figures of notes | source | share |\n|---|---|---|")
    for (sort, source), found in sorted(shares.items()):
        print(f"| {sort} | {source} | {Share(sum(found), len(found))} |")


def cells(text: str) -> Iterator[tuple[str, Cell]]:
    """The figures that claim something by their place and label, with their sort."""
    for table in tables(text):
        values: list[str] = []
        for line, row in table:
            if GROWTH.search(row[0]):
                if values and not _is_of(row[0], values[0]):
                    continue  # its own values stand elsewhere, or nowhere
                for at, entry in enumerate(row[2:], start=2):
                    if (
                        NUMBER.fullmatch(entry)
                        and all(map(NUMBER.fullmatch, values[at - 1 : at + 1]))
                        and values
                    ):
                        yield "growth under its values", (line, entry)
            else:
                values = row if all(map(AMOUNT.fullmatch, row[1:])) else []
            for sort, (multiple, base) in MULTIPLES.items():
                if multiple.search(row[0]) and any(base.search(other[0]) for _, other in table):
                    yield from ((sort, (line, one)) for one in row[1:] if NUMBER.fullmatch(one))


def _is_of(growth: str, values: str) -> bool:
    """Whether a label of growth names what the label of the row above does, or nothing."""
    named, above = ASIDE.sub("", growth).lower(), ASIDE.sub("", values).lower()
    return not named or named in above or above in named


def tables(text: str) -> Iterator[list[Row]]:
    """The rows of every table of pipes."""
    table: list[Row] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.startswith("|"):
            table.append((number, [cell.strip() for cell in line.strip().strip("|").split("|")]))
        elif table:
            yield table
            table = []


def _evaluated(one: Seen) -> set[Cell]:
    outcomes = (outcome for outcome in one.outcomes if outcome["verdict"] in ("holds", "fails"))
    places = (place for each in outcomes for place in (each["subject"], *each["operands"]) if place)
    return {(place["line"], place["text"]) for place in places if "line" in place}
