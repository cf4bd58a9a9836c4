"""Mistakes that were published: found as published, silent as corrected, silent on what can be right.

Found: an error or a warning of the published form, which the corrected form does not get, touches a figure
that the correction changed. Controls were doubted by somebody though their figures can be right.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, check, loud, records

TOKEN = re.compile(r"[-+−]?\d[\d.,]*\d|[-+−]?\d|[^\W\d]+|\S")


@dataclass(frozen=True)
class Mistake:
    """A published mistake: its two forms, each of one report or of two that disagree."""

    name: str
    kind: str
    checkable: str
    bad: dict[str, str]
    good: dict[str, str]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", nargs="+", default=(), metavar="ID", help="only these documents")


def measure(options: argparse.Namespace) -> None:
    """Print each document with its verdict and the reason, then the totals."""
    folder = options.data / "mistakes"
    every = records(folder / "index.jsonl")
    listed = [one for one in every if not options.only or one["id"] in options.only]
    mistakes = [_read(folder, one) for one in listed if one["checkable"] != "control"]
    doubted = [one["file"] for one in listed if one["checkable"] == "control"]
    controls = {name: (folder / name).read_text("utf-8") for name in doubted}
    seen = _seen(mistakes, controls)
    found: dict[str, list[bool]] = {}
    silent: list[bool] = []
    print("| document | mistake | checkable | found | why |\n|---|---|---|---|---|")
    for mistake in mistakes:
        yes, why = _judged(mistake, seen)
        found.setdefault(mistake.checkable, []).append(yes)
        _row(mistake.name, mistake.kind, mistake.checkable, "yes" if yes else "**no**", why)
    print("\n| right document | silent | what it is given |\n|---|---|---|")
    for name in [*(n for mistake in mistakes for n in mistake.good), *controls]:
        said = loud(seen[name])
        silent.append(not said)
        if said:
            _row(name, "**no**", _said(said[0]))
    print()
    for checkable, verdicts in found.items():
        print(f"found, checkable {checkable}: {Share(sum(verdicts), len(verdicts))}")
    print(f"found, all: {Share(sum(map(sum, found.values())), sum(map(len, found.values())))}")
    print(f"corrected forms and controls silent: {Share(sum(silent), len(silent))}")


def _row(*cells: str) -> None:
    print("| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |")


def _read(folder: Path, one: dict[str, Any]) -> Mistake:
    forms = [
        {path.name: path.read_text("utf-8") for path in sorted(folder.glob(f"{one['id']}_{form}*.md"))}
        for form in ("bad", "good")
    ]
    return Mistake(one["id"], one["kind"], one["checkable"], *forms)


def _seen(mistakes: Sequence[Mistake], controls: dict[str, str]) -> dict[str, Seen]:
    """Single reports in one run, without rules between reports; two that belong together by themselves."""
    single, seen = dict(controls), {}
    for mistake in mistakes:
        for form in (mistake.bad, mistake.good):
            if len(form) > 1:
                seen.update(check(form, across=True))
            else:
                single.update(form)
    return check(single) | seen


def _judged(mistake: Mistake, seen: dict[str, Seen]) -> tuple[bool, str]:
    said = [finding for name in mistake.bad for finding in loud(seen[name])]
    if not mistake.good:
        return bool(said), _said(said[0]) if said else "nothing said (no corrected form to compare with)"
    after = {_identity(finding) for name in mistake.good for finding in loud(seen[name])}
    changed = {
        (place, name.replace("_good", "_bad")) for name in mistake.good for place in _changed(mistake, name)
    }
    touching = [
        finding for finding in said if any(_touches(place, changed) for place in finding["locations"])
    ]
    fresh = [finding for finding in touching if _identity(finding) not in after]
    if fresh:
        return True, _said(fresh[0])
    if touching:
        return False, "the corrected form is given it as well: " + _said(touching[0])
    if said:
        return False, "touches no changed figure: " + _said(said[0])
    return False, _silence([outcome for name in mistake.bad for outcome in seen[name].outcomes], changed)


Place = tuple[int, int, int]  # line, first and last column, from 1


def _changed(mistake: Mistake, name: str) -> Iterator[Place]:
    """Where the published form differs; where no figure does, the figures of the line or under the header."""
    lines = mistake.bad[name.replace("_good", "_bad")].splitlines()
    bad = [
        (m[0], (i, m.start() + 1, m.end())) for i, line in enumerate(lines, 1) for m in TOKEN.finditer(line)
    ]
    good = [m[0] for line in mistake.good[name].splitlines() for m in TOKEN.finditer(line)]
    blocks = SequenceMatcher(None, [text for text, _ in bad], good, autojunk=False).get_opcodes()
    spots = [
        bad[i] for tag, start, end, _, _ in blocks if tag in ("replace", "delete") for i in range(start, end)
    ]
    figures = [place for text, place in spots if any(map(str.isdigit, text))]
    if figures:
        yield from figures
        return
    for _, (line, first, _) in spots:
        yield line, 1, len(lines[line - 1])
        column = lines[line - 1][:first].count("|")
        for below, text in enumerate(lines[line:], line + 1) if column else ():
            if text.count("|") <= column:
                break
            cells = text.split("|")
            start = len("|".join(cells[:column])) + 1
            yield below, start, start + len(cells[column])


def _touches(place: dict[str, Any], changed: set[tuple[Place, str]]) -> bool:
    last = place.get("end_column") or place.get("column", 1)
    return any(
        place["path"] == name
        and place.get("line") == line
        and place.get("column", 1) <= end
        and start <= last
        for (line, start, end), name in changed
    )


def _identity(finding: dict[str, Any]) -> tuple[Any, ...]:
    return finding["rule"], tuple(sorted(place.get("line") or 0 for place in finding["locations"]))


def _said(finding: dict[str, Any]) -> str:
    return f"{finding['severity']}: {finding['message']}"


def _silence(outcomes: Sequence[dict[str, Any]], changed: set[tuple[Place, str]]) -> str:
    """What became of the claims about the changed figures."""
    about = [
        outcome
        for outcome in outcomes
        if any(place and _touches(place, changed) for place in (outcome["subject"], *outcome["operands"]))
    ]
    if not about:
        return "no claim about a changed figure"
    worst = min(about, key=lambda outcome: ("fails", "holds", "not_evaluated").index(outcome["verdict"]))
    return f"{worst['verdict']}: {worst['rule']} {worst['expression']} {worst.get('reason') or ''}".strip()
