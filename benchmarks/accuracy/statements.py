"""Thirty-one mistakes planted in two sets of annual statements, made here from a seed.

As annual reports print them: an income statement, a balance sheet whose totals have no label, a cash flow
statement with "Net cash inflow from ..." under its parts, and movements of a balance from "At 1 January" to
"At 31 December", two years side by side. Each mistake sits alone in its set of statements.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.cells import Cell, read
from benchmarks.accuracy.runner import Share, as_markdown, check, loud
from benchmarks.accuracy.slips import digit, tenfold, transposed

MISTAKES, SETS, YEARS = 31, 2, ("2025", "2024")
Amounts = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A row: its label, two years, and whether it is made of others."""

    label: str
    amounts: Amounts
    made: bool = False


@dataclass(frozen=True)
class Planted:
    """A set of statements with one figure wrong: where, and what it should be."""

    text: str
    table: int
    row: int
    col: int
    right: Cell
    kind: str


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--show", action="store_true", help="list each mistake with what became of it")
    parser.add_argument("--print", action="store_true", help="print the statements and stop")


def measure(options: argparse.Namespace) -> None:
    """Plant, check, print."""
    dice = random.Random(options.seed)
    sets = [statements(dice) for _ in range(SETS)]
    if options.print:
        print("\n\n".join(_text(one) for one in sets))
        return
    planted = [_planted(sets[i % SETS], dice, i) for i in range(MISTAKES)]
    files = {f"clean{i}.md": _text(one) for i, one in enumerate(sets)}
    clean = check(files)
    begun = time.perf_counter()
    seen = check({f"mistake{i:02}.md": one.text for i, one in enumerate(planted)})
    seconds = time.perf_counter() - begun
    verdicts = []
    for i, one in enumerate(planted):
        said = loud(seen[f"mistake{i:02}.md"])
        touching = [finding for finding in said if any(_at(place, one) for place in finding["locations"])]
        suspects = [f["suspect"] for f in touching if f["suspect"] and _at(f["suspect"]["location"], one)]
        mends = any((cell := read(s["suggestion"] or "")) and cell.value == one.right.value for s in suspects)
        errors = any(finding["severity"] == "error" for finding in touching)
        verdicts.append((bool(touching), errors, bool(suspects), mends, len(said) - len(touching)))
        if options.show:
            print(f"- {one.kind}, table {one.table} row {one.row} col {one.col}: {verdicts[-1]}")
    print("| n | found | as error | named | value | other findings | on the clean sets | seconds a report |")
    print("|---|---|---|---|---|---|---|---|")
    shares = [Share(sum(verdict[k] for verdict in verdicts), MISTAKES).short() for k in range(4)]
    others = str(sum(verdict[4] for verdict in verdicts))
    false = str(sum(len(loud(clean[name])) for name in files))
    print("| " + " | ".join([str(MISTAKES), *shares, others, false, f"{seconds / MISTAKES:.2f}"]) + " |")


def _at(place: dict[str, Any] | None, one: Planted) -> bool:
    cell = (one.table, one.row, one.col)
    return place is not None and (place.get("table"), place.get("row"), place.get("col")) == cell


# --- the statements -----------------------------------------------------------------------------------

Statements = dict[str, list[Line]]


def statements(dice: random.Random) -> Statements:
    """The four statements of one company, which tie in themselves and with each other."""

    def drawn(label: str, low: int, high: int, sign: int = 1) -> Line:
        first = dice.randint(low, high)
        return Line(label, (sign * first, sign * round(first * dice.uniform(0.8, 1.2))))

    scale = dice.choice((1, 7))
    revenue = drawn("Revenue", 90_000 * scale, 160_000 * scale)
    cost = drawn("Cost of goods supplied", 50_000 * scale, 60_000 * scale, -1)
    gross = _sum("Gross profit", revenue, cost)
    expenses = [
        drawn("Distribution costs", 4_000, 9_000, -1),
        drawn("Administrative expenses", 8_000, 15_000, -1),
    ]
    operating = _sum("Operating profit", gross, *expenses)
    interest = [drawn("Interest receivable", 100, 900), drawn("Interest payable", 1_000, 2_500, -1)]
    before = _sum("Profit before taxation", operating, *interest)
    tax = drawn("Taxation", 2_000, 5_000, -1)
    profit = _sum("Profit for the year", before, tax)

    assets = [
        drawn(label, 5_000 * scale, 60_000 * scale) for label in ("Land and buildings", "Plant", "Fleet")
    ]
    fixed = _sum("", *assets)
    stock = [drawn(label, 2_000, 30_000) for label in ("Stocks of timber", "Trade debtors", "Cash at bank")]
    current = _sum("", *stock)
    owed = [drawn(label, 1_000, 9_000, -1) for label in ("Trade creditors", "Accruals")]
    due = _sum("", *owed)
    net = _sum("", fixed, current, due)
    capital = Line("Called up share capital", (dice.randint(3_000, 5_000),) * 2)
    reserves = Line("Reserves", (net.amounts[0] - capital.amounts[0], net.amounts[1] - capital.amounts[1]))
    funds = _sum("Total shareholders' funds", capital, reserves)

    flows = [profit, drawn("Depreciation", 3_000, 8_000), drawn("Increase in stocks", 300, 2_000, -1)]
    inflow = _sum("Net cash inflow from operating activities", *flows)
    spent = [drawn("Purchase of plant", 4_000, 9_000, -1), drawn("Sale of vehicles", 200, 900)]
    outflow = _sum("Net cash outflow from investing activities", *spent)
    paid = [drawn("Dividends paid", 1_000, 4_000, -1), drawn("Loans repaid", 500, 3_000, -1)]
    financing = _sum("Net cash outflow from financing", *paid)
    increase = _sum("Increase in cash", inflow, outflow, financing)

    moves = [drawn("Additions", 1_000, 4_000), drawn("Acquired with subsidiaries", 300, 900)]
    moves += [drawn("Disposals", 500, 2_500, -1), drawn("Charge for the year", 2_000, 4_500, -1)]
    opened = dice.randint(25_000, 60_000)
    middle = opened + sum(line.amounts[1] for line in moves)
    opening = Line("At 1 January", (middle, opened))
    closing = _sum("At 31 December", opening, *moves)
    return {
        "Income statement": [revenue, cost, gross, *expenses, operating, *interest, before, tax, profit],
        "Balance sheet": [*assets, fixed, *stock, current, *owed, due, net, capital, reserves, funds],
        "Cash flow statement": [*flows, inflow, *spent, outflow, *paid, financing, increase],
        "Movements in intangible assets": [opening, *moves, closing],
    }


def _sum(label: str, *lines: Line) -> Line:
    first, second = (sum(line.amounts[k] for line in lines) for k in (0, 1))
    return Line(label, (first, second), made=True)


def _text(made: Statements, changed: tuple[int, int, int, str] | None = None) -> str:
    """Markdown; `changed` puts another text into a cell: table, row and column from 1."""
    parts = ["# Annual report 2025"]
    for number, (title, rows) in enumerate(_tables(made), 1):
        cells = [list(row) for row in rows]
        if changed is not None and changed[0] == number:
            cells[changed[1] - 1][changed[2] - 1] = changed[3]
        parts += [f"## {title}", "In thousands of pounds", as_markdown(cells).strip()]
    return "\n\n".join(parts) + "\n"


def _tables(made: Statements) -> Iterator[tuple[str, list[list[str]]]]:
    for title, lines in made.items():
        yield title, [["", *YEARS], *([line.label, *map(_printed, line.amounts)] for line in lines)]


def _printed(amount: int) -> str:
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


# --- mistakes -----------------------------------------------------------------------------------------

KINDS = ("digit", "transposed", "sign", "tenfold", "stale", "left out", "other year")


def _planted(made: Statements, dice: random.Random, number: int) -> Planted:
    """One figure wrong; totals twice as often as parts, since they are what a reader checks."""
    kind = KINDS[number % len(KINDS)]
    while True:
        table = dice.randrange(len(made))
        lines = list(made.values())[table]
        row, col = dice.randrange(len(lines)), dice.randrange(2)
        line = lines[row]
        right = read(_printed(line.amounts[col]))
        assert right is not None
        if not (line.made and row) and (kind in ("stale", "left out") or dice.random() < 0.5):
            continue
        wrong = _wrong(kind, right, line, lines[row - 1].amounts[col], line.amounts[1 - col], dice)
        if wrong != right.text:
            place = (table + 1, row + 2, col + 2)
            return Planted(_text(made, (*place, wrong)), *place, right, kind)


def _wrong(kind: str, right: Cell, line: Line, above: int, other: int, dice: random.Random) -> str:
    value = int(right.value)
    match kind:
        case "digit":
            return digit(right.text, dice)
        case "transposed":
            return transposed(right.text, dice)
        case "tenfold":
            return tenfold(right.text, dice)
        case "sign":
            return _printed(-value)
        case "stale":
            return _printed(value + dice.choice((-1, 1)) * dice.randint(30, 900))
        case "left out":
            return _printed(value - above)
    return _printed(other)
