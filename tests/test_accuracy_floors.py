"""A small fixed slice of the accuracy benchmark, on statements made here: floors that may only rise.

Clean statements stay silent; of statements with one changed figure nearly all are found, and mostly with
the changed figure as first suspect and its true value suggested.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Finding, Severity
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.rulebook import Rulebook, load_rulebook

STATEMENTS = 40
SEGMENTS = ["Pumps", "Valves", "Service", "Hoses", "Filters", "Software", "Spare parts"]
TOTALS = ("Subtotal home", "Subtotal abroad", "Total revenue")
CHINESE_TOTALS = ("境内小计", "境外小计", "合计")
CHINESE = ["水泵", "阀门", "服务", "软管", "滤芯", "软件", "备件"]


@dataclass(frozen=True)
class Changed:
    """A statement with one figure changed; positions as tieout counts them."""

    text: str
    row: int
    col: int
    original: str


@cache
def book() -> Rulebook:
    return load_rulebook()


def statement(dice: random.Random) -> list[list[str]]:
    """Segments of two groups with subtotals, a grand total and three years; rows are cells as printed."""
    chinese = dice.random() < 0.5
    names = dice.sample(CHINESE if chinese else SEGMENTS, 6)
    words = (
        ("境内小计", "境外小计", "合计") if chinese else ("Subtotal home", "Subtotal abroad", "Total revenue")
    )
    values = [[dice.randrange(200, 9_000) for _ in range(3)] for _ in names]
    home, abroad = ([sum(v[y] for v in part) for y in range(3)] for part in (values[:3], values[3:]))
    lines = [
        *zip(names[:3], values[:3], strict=True),
        (words[0], home),
        *zip(names[3:], values[3:], strict=True),
        (words[1], abroad),
        (words[2], [a + b for a, b in zip(home, abroad, strict=True)]),
    ]
    header = ["业务" if chinese else "Segment", "2022", "2023", "2024"]
    return [header, *([label, *(f"{value:,}" for value in line)] for label, line in lines)]


def rendered(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    return "# Revenue by segment\n\nTable 1: Revenue (in millions)\n\n" + "\n".join(lines) + "\n"


def findings(text: str) -> list[Finding]:
    report = extract(read_bytes(text.encode(), "made.md"), book().schemas)
    found = judge(tuple(relate(report, book())), (report,), book()).findings
    return [finding for finding in found if finding.severity >= Severity.WARNING and _arithmetic(finding)]


def _arithmetic(finding: Finding) -> bool:
    return finding.outcome.relation.rule.split("/")[0] in ("arithmetic", "percentages", "agreement")


def digit(text: str, dice: random.Random) -> str:
    at = dice.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:at] + dice.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def transposed(text: str, dice: random.Random) -> str:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    pairs = [(a, b) for a, b in pairwise(digits) if text[a] != text[b] != "0"]
    if not pairs:
        return text
    a, b = dice.choice(pairs)
    swapped = list(text)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    return "".join(swapped)


def tenfold(text: str, dice: random.Random) -> str:
    return f"{int(text.replace(',', '')) * 10:,}"


def sign(text: str, dice: random.Random) -> str:
    return f"({text})"


def changed(change: Callable[[str, random.Random], str]) -> Iterator[Changed]:
    dice = random.Random(20261122)
    for _ in range(STATEMENTS):
        rows = statement(dice)
        row, col = dice.randrange(1, len(rows)), dice.randrange(1, 4)
        original = rows[row][col]
        rows[row][col] = change(original, dice)
        if rows[row][col] != original:
            yield Changed(rendered(rows), row + 1, col + 1, original)


def test_clean_statements_are_silent() -> None:
    dice = random.Random(1)
    assert [findings(rendered(statement(dice))) for _ in range(STATEMENTS)] == [[]] * STATEMENTS


# A digit changed in the last place is within what rounding explains and stays unseen. Where one digit of any
# of three parts would mend the sum, and nothing else vouches for them, the first suspect is a guess.
Change = Callable[[str, random.Random], str]
FOUND: dict[Change, float] = {
    digit: 0.85,
    transposed: 0.95,
    tenfold: 0.95,
    sign: 0.95,
}
BLAMED: dict[Change, float] = {
    digit: 0.5,
    transposed: 0.9,
    tenfold: 0.9,
    sign: 0.9,
}


@pytest.mark.parametrize("change", FOUND)
def test_a_changed_figure_is_found_blamed_and_mended(change: Callable[[str, random.Random], str]) -> None:
    cases = list(changed(change))
    found = blamed = mended = 0
    for case in cases:
        said = findings(case.text)
        places = {(f.figure.row, f.figure.col) for one in said for f in _facts(one)}
        found += (case.row, case.col) in places
        suspects = [one.suspect for one in said if one.suspect is not None]
        right = [s for s in suspects if (s.fact.figure.row, s.fact.figure.col) == (case.row, case.col)]
        blamed += bool(right)
        mended += any(s.suggestion.replace(",", "") == case.original.replace(",", "") for s in right)
    count = len(cases)
    assert found >= FOUND[change] * count
    assert blamed >= BLAMED[change] * found
    assert mended >= 0.9 * blamed


def _facts(finding: Finding) -> list:  # type: ignore[type-arg]
    relation = finding.outcome.relation
    stated = [relation.subject] if relation.subject is not None else []
    return [*stated, *(operand.fact for operand in relation.operands)]
