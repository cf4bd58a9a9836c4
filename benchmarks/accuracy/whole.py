"""One figure at a time changed in whole reports in which everything ties; DATA: tests/regressions.

The reports are those of the folders clean-*, written for this before the tool saw them and read since. Every
figure of two digits and more in their texts and tables is changed in one digit; years, dates and codes stay.
*Found* is a finding that the report as written does not get.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.accuracy.runner import Seen, Share, check, loud
from benchmarks.accuracy.slips import digit

_FIGURE = re.compile(r"(?<![\d.,A-Za-z:/-])\d[\d,]*(?:\.\d+)?(?![\d,]*[-年/:]|\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2  # digits


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--every", type=int, default=1, help="change every Nth figure only; default all")
    parser.add_argument("--show", action="store_true", help="list each change that nothing is said of")


def measure(options: argparse.Namespace) -> None:
    """Change, check, print."""
    dice = random.Random(options.seed)
    rows = []
    for folder in sorted(options.data.glob("clean-*")):
        report = next(folder.glob("report.*"))
        text = report.read_text(encoding="utf-8")
        changes = list(_changes(text, dice))[:: options.every]
        files = {f"{place:03}{report.suffix}": change.text for place, change in enumerate(changes)}
        clean = _said(check({report.name: text})[report.name])
        seen = check(files)
        told = [_new(seen[name], clean) for name in sorted(files)]
        heard = list(zip(changes, told, strict=True))
        rows.append((folder.name, _row(heard, in_table=False), _row(heard, in_table=True)))
        if options.show:
            missed = (change.at for change, severities in heard if not severities)
            print(*(f"- {folder.name}: {at}" for at in missed), sep="\n")
    _print(rows)


class _Change(NamedTuple):
    """A text with one figure changed, and where."""

    text: str
    at: str
    in_table: bool


class _Row(NamedTuple):
    """How many figures were changed, and of how many that was found, and as an error."""

    changed: int
    found: int
    errors: int


def _changes(text: str, dice: random.Random) -> Iterator[_Change]:
    for match in _FIGURE.finditer(text):
        figure = match[0]
        if sum(map(str.isdigit, figure)) < _FEWEST or _YEAR.fullmatch(figure):
            continue
        wrong = digit(figure, dice)
        around = text[max(match.start() - 20, 0) : match.end() + 10].replace("\n", " ")
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        changed = text[: match.start()] + wrong + text[match.end() :]
        yield _Change(changed, f"{wrong}: {around}", line.lstrip().startswith("|"))


def _row(heard: Sequence[tuple[_Change, set[str]]], *, in_table: bool) -> _Row:
    told = [severities for change, severities in heard if change.in_table is in_table]
    return _Row(len(told), sum(map(bool, told)), sum("error" in severities for severities in told))


def _said(seen: Seen) -> set[str]:
    return {finding["message"] for finding in loud(seen)}


def _new(seen: Seen, clean: set[str]) -> set[str]:
    """The severities of what the report as written does not get."""
    return {finding["severity"] for finding in loud(seen) if finding["message"] not in clean}


def _print(rows: Sequence[tuple[str, _Row, _Row]]) -> None:
    print("| report | figures of the text changed | found | as error | of tables | found | as error |")
    print("|---|---|---|---|---|---|---|")
    texts, cells = [text for _, text, _ in rows], [cell for _, _, cell in rows]
    for name, text, cell in [*rows, ("all", _sum(texts), _sum(cells))]:
        print(f"| {name} | {_shares(text)} | {_shares(cell)} |")


def _sum(rows: Sequence[_Row]) -> _Row:
    return _Row(*(sum(row[place] for row in rows) for place in range(len(_Row._fields))))


def _shares(row: _Row) -> str:
    found, errors = (Share(count, row.changed).short() for count in (row.found, row.errors))
    return f"{row.changed} | {found} | {errors}"
