"""Errors put in as people and systems make them: are they found, blamed and mended?

Tables come from filings, restricted by an independent reading to cells of a labelled total row or of a part
of one, in columns whose sum ties as printed; so nothing here depends on what the tool itself recognises.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.accuracy.clean import render
from benchmarks.accuracy.runner import Seen, Share, check, held_out, records

NUMERAL = re.compile(r"^\s*\(?-?\$?\s*([\d,]*\d(?:\.\d+)?)\s*\)?\s*$")
TOTAL = re.compile(r"\btotal\b|合计|总计", re.IGNORECASE)


@dataclass(frozen=True)
class Injected:
    name: str
    error: str
    row: int  # of the changed cell, from 0
    col: int
    original: str
    text: str


def digit(text: str, dice: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = dice.choice(places[: max(len(places) - 1, 1)])
    other = dice.choice([d for d in "123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def transposed(text: str, dice: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if text[a] != text[b] and text[b] != "0"]
    if not pairs:
        return text
    a, b = dice.choice(pairs)
    swapped = list(text)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    return "".join(swapped)


def sign(text: str, dice: random.Random) -> str:
    return text.strip().strip("()") if "(" in text else f"({text.strip()})"


def tenfold(text: str, dice: random.Random) -> str:
    match = NUMERAL.match(text)
    assert match
    digits = match[1].replace(",", "")
    if "." in digits:
        whole, part = digits.split(".")
        moved = f"{int(whole + part[0]):,}." + part[1:] + "0"
    else:
        moved = f"{int(digits) * 10:,}"
    return text.replace(match[1], moved)


ERRORS: dict[str, Callable[[str, random.Random], str]] = {
    "digit": digit,
    "transposed": transposed,
    "sign": sign,
    "tenfold": tenfold,
}


def measure(data: Path, most: int | None = None, seed: int = 20261122) -> list[tuple[str, str, str]]:
    """Rows of (measure, development half, held-out half)."""
    dice = random.Random(seed)
    cases: list[Injected] = []
    for table in list(records(data / "tables_en.jsonl"))[:most]:
        cases += inject(table, dice)
    seen = check({case.name: case.text for case in cases})
    rows = []
    for error in (*ERRORS, "any"):
        chosen = [c for c in cases if error in (c.error, "any")]
        halves = [[c for c in chosen if held_out(c.name.split("~")[0]) is half] for half in (False, True)]
        for title, test in TESTS.items():
            rows.append((f"changed figure ({error}): {title}", *(str(_count(h, seen, test)) for h in halves)))
    return rows


def inject(table: dict[str, Any], dice: random.Random) -> list[Injected]:
    """One changed copy of a table per kind of error, at cells that an independent reading ties."""
    cells = tying_cells(table["rows"])
    made = []
    for error, change in ERRORS.items():
        if not cells:
            break
        row, col = dice.choice(cells)
        original = table["rows"][row][col]
        wrong = change(original, dice)
        if wrong == original or value_of(wrong) == value_of(original):
            continue
        rows = [list(r) for r in table["rows"]]
        rows[row][col] = wrong
        text = render({**table, "rows": rows})
        made.append(Injected(f"{table['id']}~{error}.md", error, row, col, original, text))
    return made


@dataclass(frozen=True)
class Tied:
    """A labelled total that is the sum of the rows above it in one column; rows and columns from 0."""

    total: int
    parts: tuple[int, ...]  # those that are not nil
    col: int

    @property
    def lines(self) -> tuple[int, ...]:
        return (self.total, *self.parts)


def tying_cells(rows: list[list[str]]) -> list[tuple[int, int]]:
    """Cells of labelled totals that equal the sum of the rows right above them, and of those rows."""
    return list(dict.fromkeys((line, tied.col) for tied in tied_columns(rows) for line in tied.lines))


def tied_columns(rows: list[list[str]]) -> list[Tied]:
    """Labelled totals that equal the sum of the rows right above them, column by column."""
    found: list[Tied] = []
    for at, row in enumerate(rows):
        if not row or not TOTAL.search(row[0]):
            continue
        for col in range(1, len(row)):
            total, parts, running = value_of(row[col]), [], Decimal(0)
            for up in range(at - 1, max(at - 25, 0), -1):
                value = value_of(rows[up][col]) if col < len(rows[up]) else None
                if value is None:
                    break
                parts.append(up)
                running += value
                if total is not None and running == total and len(parts) >= 2 and total:
                    filled = tuple(part for part in parts if value_of(rows[part][col]))
                    found.append(Tied(at, filled, col))
                    break
    return found


def value_of(text: str) -> Decimal | None:
    match = NUMERAL.match(text)
    if not match:
        return None
    value = Decimal(match[1].replace(",", ""))
    return -value if "(" in text or "-" in text else value


def _at(location: dict[str, Any] | None, case: Injected) -> bool:
    return location is not None and (location.get("row"), location.get("col")) == (case.row + 1, case.col + 1)


def _loud(case: Injected, seen: dict[str, Seen]) -> list[dict[str, Any]]:
    findings = seen.get(case.name, Seen()).findings
    return [f for f in findings if f["severity"] in ("error", "warning")]


def _found(case: Injected, seen: dict[str, Seen]) -> bool:
    return any(_at(place, case) for f in _loud(case, seen) for place in f["locations"])


def _suspected(case: Injected, seen: dict[str, Seen]) -> bool:
    return any(_at((f["suspect"] or {}).get("location"), case) for f in _loud(case, seen))


def _suggested(case: Injected, seen: dict[str, Seen]) -> bool:
    suspects = [f["suspect"] for f in _loud(case, seen) if f["suspect"]]
    return any(
        _at(s["location"], case)
        and s.get("suggestion")
        and value_of(s["suggestion"]) == value_of(case.original)
        for s in suspects
    )


TESTS: dict[str, Callable[[Injected, dict[str, Seen]], bool]] = {
    "found": _found,
    "named first suspect": _suspected,
    "right value suggested": _suggested,
    "one finding": lambda case, seen: len(_loud(case, seen)) == 1,
}


def _count(cases: list[Injected], seen: dict[str, Seen], test: Callable[..., bool]) -> Share:
    return Share(sum(test(case, seen) for case in cases), len(cases))
