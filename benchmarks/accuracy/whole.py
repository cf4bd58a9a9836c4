"""One figure at a time changed in whole reports in which everything ties; DATA: tests/regressions.

The reports are those of the folders clean-*, written for this before the tool saw them and read since. Every
figure of two digits and more in their texts and tables is changed in one digit; years, dates and codes stay.
*Found* is a finding that the report as written does not get.
"""

from __future__ import annotations

import argparse
import random
import re

from benchmarks.accuracy.runner import Seen, Share, check, loud
from benchmarks.accuracy.slips import digit

_FIGURE = re.compile(r"(?<![\d.,A-Za-z:/-])\d[\d,]*(?:\.\d+)?(?![\d,]*[-年/:]|\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2  # digits


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--show", action="store_true", help="list each change that nothing is said of")


def measure(options: argparse.Namespace) -> None:
    """Change, check, print."""
    dice = random.Random(options.seed)
    rows = []
    for folder in sorted(options.data.glob("clean-*")):
        report = next(folder.glob("report.*"))
        text = report.read_text(encoding="utf-8")
        changes = list(_changes(text, dice))
        files = {f"{place:03}{report.suffix}": changed for place, (changed, _) in enumerate(changes)}
        clean = _said(check({report.name: text})[report.name])
        seen = check(files)
        told = [_new(seen[name], clean) for name in sorted(files)]
        found = sum(bool(severities) for severities in told)
        errors = sum("error" in severities for severities in told)
        rows.append((folder.name, len(changes), found, errors))
        if options.show:
            print(
                *(f"- {folder.name}: {at}" for (_, at), said in zip(changes, told, strict=True) if not said),
                sep="\n",
            )
    _print(rows)


def _changes(text: str, dice: random.Random) -> list[tuple[str, str]]:
    """The text with another figure changed, and where."""
    changed = []
    for match in _FIGURE.finditer(text):
        figure = match[0]
        if sum(map(str.isdigit, figure)) < _FEWEST or _YEAR.fullmatch(figure):
            continue
        wrong = digit(figure, dice)
        around = text[max(match.start() - 20, 0) : match.end() + 10].replace("\n", " ")
        changed.append((text[: match.start()] + wrong + text[match.end() :], f"{wrong}: {around}"))
    return changed


def _said(seen: Seen) -> set[str]:
    return {finding["message"] for finding in loud(seen)}


def _new(seen: Seen, clean: set[str]) -> set[str]:
    """The severities of what the report as written does not get."""
    return {finding["severity"] for finding in loud(seen) if finding["message"] not in clean}


def _print(rows: list[tuple[str, int, int, int]]) -> None:
    print("| report | figures changed | found | as error |\n|---|---|---|---|")
    rows.append(
        ("all", sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows))
    )
    for name, count, found, errors in rows:
        print(f"| {name} | {count} | {Share(found, count).short()} | {Share(errors, count).short()} |")
