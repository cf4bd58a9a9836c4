"""What must not change a verdict: measured on tables with and without a mistake, without any label.

The same table transposed, with its periods in the other order, beside unrelated tables, in other units, with
the words for totals and growth in the other language, with its growth columns as rows. Counted are the
outcomes between cells (hold or fail) and the findings of the table as it is that are there after the change,
and those that only the change brought, each by rule and cells.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from benchmarks.accuracy.cells import Cell, Rows, Spot, read
from benchmarks.accuracy.corpora import Table, by_source
from benchmarks.accuracy.planted import Case, cases, spot
from benchmarks.accuracy.runner import Seen, Share, check, loud
from benchmarks.accuracy.structures import structures

WORDS = (  # whole labels only, so that no half of a phrase is exchanged
    ("total", "合计"), ("subtotal", "小计"), ("growth", "同比增长"), ("% change", "增长率"),
    ("change", "变动"), ("share", "占比"),
    ("gross margin", "毛利率"), ("net profit", "净利润"), ("revenue", "营业收入"),
)  # fmt: skip
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NO_AMOUNT = re.compile(
    r"[%％]|per |ratio|rate|margin|percent|average|growth|multiple|note|shares?\b|years?\b"
    r"|序号|率|比|每|均|倍|股|单位|附注",
    re.IGNORECASE,
)
UNRELATED = (
    "| Station | Rain, mm | Days |\n|---|---|---|\n| Harrow | 412 | 131 |\n| Mellin | 538 | 157 |\n",
    "| Grade | Weight | Price |\n|---|---|---|\n| A | 12.4 | 310 |\n| B | 9.7 | 268 |\n",
)


@dataclass(frozen=True)
class Changed:
    """A table after a change, and where each cell of it stood before."""

    text: str
    origin: Callable[[Spot], Spot]
    table: int = 1  # which of the report's tables it is
    kept: frozenset[Spot] | None = None  # the cells that are still there, if not all


OF_THE_TABLE = ("agreement/grouping", "agreement/scale")  # told of whichever of its figures stands first

Claim = tuple[Any, ...]  # the rule, what it says, and last the cells


def arguments(parser: argparse.ArgumentParser) -> None:
    by_source(parser)
    parser.add_argument(
        "--limit", type=int, default=150, help="how many tables, each with a mistake; default 150"
    )


def measure(options: argparse.Namespace) -> None:
    """Check each table as it is and after every change, and print the shares that survive."""
    found = [
        case
        for case in cases(options.data, options.source, options.limit, options.seed)
        if not case.table.sheet
    ]
    forms = {
        f"{i}{what}.md": (case.table, rows) for i, case in enumerate(found) for what, rows in _forms(case)
    }
    changed = {
        (name, change): made
        for name, (table, rows) in forms.items()
        for change, make in CHANGES.items()
        if (made := make(table, rows)) is not None
    }
    files = {name: _text(table, rows) for name, (table, rows) in forms.items()}
    files |= {f"{change.replace(' ', '-')}~{name}": made.text for (name, change), made in changed.items()}
    seen = check(files)
    print("| change | tables | outcomes survive | new ones | findings survive | new ones |")
    print("|---|---|---|---|---|---|")
    for change in CHANGES:
        names = [name for name, which in changed if which == change]
        pairs = [
            (seen[name], seen[f"{change.replace(' ', '-')}~{name}"], changed[name, change]) for name in names
        ]
        cells = []
        for claims in (_outcomes, _findings):
            before = [_kept(claims(old, lambda at: at, 1), made.kept) for old, _, made in pairs]
            after = [set(claims(new, made.origin, made.table)) for _, new, made in pairs]
            both = sum(len(a & b) for a, b in zip(before, after, strict=True))
            cells += [str(Share(both, sum(map(len, before)))), str(sum(map(len, after)) - both)]
        print(f"| {change} | {len(names)} | " + " | ".join(cells) + " |", flush=True)


def _kept(claims: Iterable[Claim], kept: frozenset[Spot] | None) -> set[Claim]:
    return {claim for claim in claims if kept is None or claim[-1] <= kept}


def _forms(case: Case) -> Iterator[tuple[str, Rows]]:
    yield "as-published", case.table.rows
    yield "with-mistake", case.planted.rows


def _text(table: Table, rows: Rows) -> str:
    """The table alone: its paragraphs would still speak of it as it was."""
    return Table(table.name, table.source, rows).text()


def _outcomes(seen: Seen, origin: Callable[[Spot], Spot], table: int) -> Iterator[Claim]:
    for outcome in seen.outcomes:
        places = [outcome["subject"], *outcome["operands"]]
        if outcome["rule"] in OF_THE_TABLE or outcome["verdict"] == "not_evaluated":
            continue
        if all(place and spot(place) for place in places):
            if any(place.get("table", 1) != table for place in places):
                continue
            first, *others = [origin(at) for place in places if (at := spot(place))]
            yield outcome["rule"], outcome["verdict"], first, frozenset({first, *others})


def _findings(seen: Seen, origin: Callable[[Spot], Spot], table: int) -> Iterator[Claim]:
    for finding in loud(seen):
        places = [place for place in finding["locations"] if place.get("table", 1) == table]
        cells = frozenset(origin(at) for place in places if (at := spot(place)))
        if cells:
            yield finding["rule"], finding["severity"], cells


# --- the changes --------------------------------------------------------------------------------------


def transposed(table: Table, rows: Rows) -> Changed | None:
    """Rows for columns."""
    width = max(map(len, rows))
    turned = [[row[c] if c < len(row) else "" for row in rows] for c in range(width)]
    return Changed(_text(table, turned), lambda at: (at[1], at[0]))


def reversed_periods(table: Table, rows: Rows) -> Changed | None:
    """The columns of periods in the other order, where every column of figures is of one: growth has a base.

    What stands before the figures are labels, which stay.
    """
    found, width = structures(rows, table.point), max(map(len, rows))
    amounts = {at: cell for at, cell in found.cells.items() if not _is_year(cell)}
    cols = sorted({col for _, col in amounts})
    spans = cols == list(range(width - len(cols), width)) and cols[:1] != [0]
    if found.derived or not spans or any(len(row) != width for row in rows):
        return None
    top = min(row for row, _ in amounts)
    years = [YEAR.findall(_over(rows, top, col)) for col in cols]
    told = [year for found in years for year in found]
    if any(len(found) != 1 for found in years) or len(set(told)) < len(told):
        return None
    first = cols[0]
    return Changed(
        _text(table, [[*row[:first], *row[: first - 1 : -1]] for row in rows]),
        lambda at: (at[0], first + width - 1 - at[1] if at[1] >= first else at[1]),
    )


def among_others(table: Table, rows: Rows) -> Changed | None:
    """Unrelated tables before and after."""
    return Changed("\n\n".join([UNRELATED[0], _text(table, rows), UNRELATED[1]]), lambda at: at, table=2)


def scaled(table: Table, rows: Rows) -> Changed | None:
    """All amounts a thousand times as large, in as many digits more; tables with other lines as they are.

    A rate, a price or a number of a line by its words is no amount, and no thousand times as large.
    """
    found = structures(rows, table.point)
    labels = [text for row in rows for text in row if read(text, table.point) is None]
    top = min((row for (row, _), cell in found.cells.items() if not _is_year(cell)), default=0)
    other = any(cell.percent or (row >= top and _is_year(cell)) for (row, _), cell in found.cells.items())
    if found.derived or other or any(NO_AMOUNT.search(text) for text in labels):
        return None
    changed = [list(row) for row in rows]
    for (row, col), cell in found.cells.items():
        if not _is_year(cell):
            changed[row][col] = _thousandfold(cell.text)
    return Changed(_text(table, changed), lambda at: at)


def _is_year(cell: Cell) -> bool:
    return cell.value == int(cell.value) and 1900 <= cell.value <= 2100 and "," not in cell.text


def _thousandfold(text: str) -> str:
    return re.sub(r"\.?\d[\d,]*(?:\.\d+)?", lambda m: _times(m[0]), text)


def _times(digits: str) -> str:
    whole, _, places = digits.partition(".")
    size = Decimal(whole.replace(",", "") + places) * Decimal(10) ** (3 - min(len(places), 3))
    size /= Decimal(10) ** max(len(places) - 3, 0)
    return f"{size:,f}"


def other_language(table: Table, rows: Rows) -> Changed | None:
    """The words for totals, growth, changes and a few captions in the other language."""
    changed = [[_exchanged(text) if read(text) is None else text for text in row] for row in rows]
    return Changed(_text(table, changed), lambda at: at) if changed != rows else None


def _exchanged(text: str) -> str:
    for english, chinese in WORDS:
        if text.strip().lower().rstrip(":") == english:
            return chinese
        if text.strip() == chinese:
            return english.capitalize()
    return text


def growth_as_rows(table: Table, rows: Rows) -> Changed | None:
    """A table of values in two columns and their growth: each line as periods, its growth in a row below."""
    found = structures(rows, table.point)
    filled = {row for (row, _), cell in found.cells.items() if not _is_year(cell)}
    for line in found.derived:
        columns = {(entry.at[1], entry.above[1], entry.below[1]) for entry in line.entries}
        own = {entry.at[0] for entry in line.entries if entry.at[0] == entry.above[0] == entry.below[0]}
        if line.form != "growth" or own != filled or len(columns) != 1:
            continue
        rate, new, old = columns.pop()
        top, before = min(filled), min(col for _, col in found.cells)
        made, origin = [["", *(_over(rows, top, col) for col in (old, new))]], dict[Spot, Spot]()
        for row in sorted(own):
            origin |= {
                (len(made), 1): (row, old),
                (len(made), 2): (row, new),
                (len(made) + 1, 2): (row, rate),
            }
            label = next((text for text in reversed(rows[row][:before]) if text.strip()), "")
            made += [
                [label, rows[row][old], rows[row][new]],
                [YEAR.sub("", _over(rows, top, rate)).strip() or "growth", "", rows[row][rate]],
            ]
        return Changed(_text(table, made), partial(_looked_up, origin), kept=frozenset(origin.values()))
    return None


def _over(rows: Rows, top: int, col: int) -> str:
    """The headers over a column."""
    return " ".join(dict.fromkeys(row[col] for row in rows[:top] if col < len(row) and row[col].strip()))


def _looked_up(origin: dict[Spot, Spot], at: Spot) -> Spot:
    return origin.get(at, (-1, -1))


CHANGES: dict[str, Callable[[Table, Rows], Changed | None]] = {
    "transposed": transposed,
    "periods reversed": reversed_periods,
    "unrelated tables": among_others,
    "times a thousand": scaled,
    "other language": other_language,
    "growth as rows": growth_as_rows,
}
