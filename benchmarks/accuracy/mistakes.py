"""Mistakes that are no slip inside one printed number, and figures printed as reports round them.

A scale word changed, a total left stale when a part was revised, two neighbours swapped, a row dropped or
doubled; slips in figures rounded to thousands, each for itself; and a synonym for a label, which is none.
As in `injected`, an independent reading finds the sums.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.accuracy.clean import in_table, render
from benchmarks.accuracy.injected import ERRORS, NUMERAL, Tied, tied_columns, value_of
from benchmarks.accuracy.runner import Seen, Share, check, held_out, records

Rows = list[list[str]]
SETS = {"English": "tables_en.jsonl", "Chinese": "tables_zh_sample.jsonl"}
WORDS = {"English": (" thousand", " million"), "Chinese": ("万", "亿")}
SYNONYMS = [
    (re.compile(r"^(?i:total) (?=\w)"), "Sum of "),
    (re.compile(r"^(?i:total)$"), "Sum"),
    (re.compile(r"\b(?i:net income)\b"), "Net profit"),
    (re.compile(r"\b(?i:revenues?)\b"), "Sales"),
    (re.compile("合计|总计"), "共计"),
    (re.compile("营业收入"), "营收"),
]


@dataclass(frozen=True)
class Mistake:
    """A table with a mistake: the cells that a finding must touch and may blame, and what would mend."""

    kind: str
    rows: Rows
    touched: frozenset[tuple[int, int]]
    blamed: frozenset[tuple[int, int]] = frozenset()
    meant: frozenset[Decimal] = frozenset()
    causes: tuple[str, ...] = field(default=())  # words that a right diagnosis uses, where no value mends


def scale_word(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """Every figure of the summed columns with its scale word; one of them with another."""
    tie = _any(rows, dice)
    if tie is None:
        return None
    changed = _mapped(rows, lambda text: text + words[0] if "(" not in text else None)
    row = dice.choice(tie.lines)
    if changed is None or not changed[row][tie.col].endswith(words[0]):
        return None
    original = value_of(rows[row][tie.col])
    changed[row][tie.col] = rows[row][tie.col] + words[1]
    spot = frozenset({(row, tie.col)})
    return Mistake("scale word", changed, spot, spot, frozenset({original or Decimal(0)}))


def rounded(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """Every figure in thousands with one decimal, totals rounded for themselves; then a slip in one."""
    tie = _any(rows, dice)
    changed = _mapped(rows, _in_thousands)
    if tie is None or changed is None:
        return None
    row, slip = dice.choice(tie.lines), dice.choice(list(ERRORS.values()))
    before = changed[row][tie.col]
    if not NUMERAL.match(before) or abs(value_of(before) or 0) < 10:
        return None
    changed[row][tie.col] = slip(before, dice)
    original = value_of(before) or Decimal(0)
    if value_of(changed[row][tie.col]) == original:
        return None
    spot = frozenset({(row, tie.col)})
    near = {original + step * Decimal("0.1") for step in (-1, 0, 1)}  # rounding cannot tell them apart
    return Mistake("slip in rounded figures", changed, spot, spot, frozenset(near))


def stale_total(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """One part revised by 3% to 25%, with the totals of its row; the total of its column left as it was."""
    tie = _any(rows, dice)
    if tie is None:
        return None
    row = dice.choice(tie.parts)
    old = value_of(rows[row][tie.col])
    if not old or abs(old) < 30:
        return None
    step = Decimal("1") if old == old.to_integral_value() else Decimal("0.01")
    change = (old * Decimal(dice.choice((-1, 1)) * dice.randint(3, 25)) / 100).quantize(step)
    changed = [list(line) for line in rows]
    for line in (row, tie.total):
        across = _row_total(rows, line, tie.col)
        if across is not None:
            changed[line][across] = _plus(rows[line][across], change)
    changed[row][tie.col] = _plus(rows[row][tie.col], change)
    total = frozenset({(tie.total, tie.col)})
    due = (value_of(rows[tie.total][tie.col]) or Decimal(0)) + change
    return Mistake("stale total", changed, total, total, frozenset({due}))


def swapped(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """Two neighbouring cells of one row in each other's place, in two columns that both tie."""
    ties = {(tie.total, tie.parts, tie.col) for tie in tied_columns(rows)}
    pairs = [
        (row, col)
        for total, parts, col in sorted(ties)
        if (total, parts, col + 1) in ties
        for row in parts
        if value_of(rows[row][col]) and value_of(rows[row][col + 1])
        if value_of(rows[row][col]) != value_of(rows[row][col + 1])
    ]
    if not pairs:
        return None
    row, col = dice.choice(pairs)
    changed = [list(line) for line in rows]
    changed[row][col], changed[row][col + 1] = changed[row][col + 1], changed[row][col]
    spots = frozenset({(row, col), (row, col + 1)})
    values = {value_of(rows[row][c]) or Decimal(0) for c in (col, col + 1)}
    return Mistake("cells swapped", changed, spots, spots, frozenset(values))


def row_doubled(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """A part printed twice, one row below the other."""
    tie = _any(rows, dice)
    if tie is None:
        return None
    row = dice.choice(tie.parts)
    changed = [*rows[: row + 1], list(rows[row]), *rows[row + 1 :]]
    down = tie.total + (tie.total > row)
    columns = range(len(rows[tie.total]))
    return Mistake(
        "row doubled", changed, frozenset((down, col) for col in columns), causes=("twice", "doubled")
    )


def row_dropped(rows: Rows, dice: random.Random, words: tuple[str, str]) -> Mistake | None:
    """A part missing; extraction loses rows too, so only a warning may be asked of a reader."""
    ties = [tie for tie in tied_columns(rows) if len(tie.parts) > 2]
    if not ties:
        return None
    tie = dice.choice(ties)
    row = dice.choice(tie.parts)
    changed = [*rows[:row], *rows[row + 1 :]]
    down = tie.total - (tie.total > row)
    return Mistake(
        "row dropped",
        changed,
        frozenset((down, col) for col in range(len(rows[tie.total]))),
        causes=("left out", "missing"),
    )


MISTAKES: dict[str, Callable[[Rows, random.Random, tuple[str, str]], Mistake | None]] = {
    "scale word": scale_word,
    "slip in rounded figures": rounded,
    "stale total": stale_total,
    "cells swapped": swapped,
    "row doubled": row_doubled,
    "row dropped": row_dropped,
}


def measure(data: Path, most: int | None = None, seed: int = 20261124) -> list[tuple[str, str, str]]:
    """Rows of (measure, development half, held-out half)."""
    measured: list[tuple[str, str, str]] = []
    for language, name in SETS.items():
        tables = [table for table in records(data / name) if table["rows"]][:most]
        made = dict(_made(tables, language, seed))
        synonyms = dict(_renamed(tables))
        seen = check({name: text for name, (text, _) in made.items()} | synonyms)
        for kind in MISTAKES:
            cases = [(name, case) for name, (_, case) in made.items() if case.kind == kind]
            for title, test in TESTS.items():
                counted = [_share(half, seen, test) for half in _halves(cases)]
                measured.append((f"{language} tables, {kind}: {title}", *map(str, counted)))
        both = [[n for n in synonyms if held_out(n.split("~")[0]) is half] for half in (False, True)]
        shares = [Share(sum(bool(_loud(name, seen)) for name in half), len(half)) for half in both]
        measured.append((f"{language} tables, a synonym for a label: error or warning", *map(str, shares)))
    return measured


def _made(
    tables: list[dict[str, Any]], language: str, seed: int
) -> Iterator[tuple[str, tuple[str, Mistake]]]:
    for table in tables:
        for kind, make in MISTAKES.items():
            case = make(table["rows"], random.Random(f"{seed} {table['id']} {kind}"), WORDS[language])
            if case is not None:
                text = render({**table, "rows": case.rows})
                yield f"{table['id']}~{kind.replace(' ', '-')}.md", (text, case)


def _renamed(tables: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for table in tables:
        rows = [[_synonym(row[0]), *row[1:]] for row in table["rows"] if row]
        if rows != table["rows"] and tied_columns(table["rows"]):
            yield f"{table['id']}~synonym.md", render({**table, "rows": rows})


def _synonym(label: str) -> str:
    for pattern, other in SYNONYMS:
        label = pattern.sub(other, label)
    return label


# --- tables -------------------------------------------------------------------------------------------


def _any(rows: Rows, dice: random.Random) -> Tied | None:
    ties = tied_columns(rows)
    return dice.choice(ties) if ties else None


def _mapped(rows: Rows, change: Callable[[str], str | None]) -> Rows | None:
    """The table with all figures that stand in sums of columns rewritten; None if one of them cannot be."""
    changed = [list(line) for line in rows]
    for row, col in {(row, tie.col) for tie in tied_columns(rows) for row in tie.lines}:
        text = change(rows[row][col])
        if text is None:
            return None
        changed[row][col] = text
    return changed


def _in_thousands(text: str) -> str | None:
    match = NUMERAL.match(text)
    if match is None or "." in match[1] or len(match[1]) < 5:
        return None
    thousands = (Decimal(match[1].replace(",", "")) / 1000).quantize(Decimal("0.1"))
    return text.replace(match[1], f"{thousands:,}")


def _row_total(rows: Rows, row: int, col: int) -> int | None:
    """The column further right that is the sum of cells up to it, this one among them."""
    for across in range(col + 1, len(rows[row])):
        running, total = Decimal(0), value_of(rows[row][across])
        for left in range(across - 1, 0, -1):
            value = value_of(rows[row][left])
            if value is None:
                break
            running += value
            if left <= col and across - left >= 2 and total and running == total:
                return across
    return None


def _plus(text: str, change: Decimal) -> str:
    value = (value_of(text) or Decimal(0)) + change
    return f"({abs(value):,})" if value < 0 else f"{value:,}"


# --- counting -----------------------------------------------------------------------------------------


def _halves(cases: list[tuple[str, Mistake]]) -> list[list[tuple[str, Mistake]]]:
    return [[case for case in cases if held_out(case[0].split("~")[0]) is half] for half in (False, True)]


def _loud(name: str, seen: dict[str, Seen]) -> list[dict[str, Any]]:
    findings = seen.get(name, Seen()).findings
    return [f for f in findings if f["severity"] in ("error", "warning") and in_table(f)]


def _spot(place: dict[str, Any]) -> tuple[int, int]:
    return (place.get("row") or 0) - 1, (place.get("col") or 0) - 1


def _found(case: Mistake, findings: list[dict[str, Any]]) -> bool:
    return any(_spot(place) in case.touched for f in findings for place in f["locations"])


def _named(case: Mistake, findings: list[dict[str, Any]]) -> bool:
    suspects = [f["suspect"] for f in findings if f["suspect"]]
    if case.causes:
        return any(word in (s["cause"] or "") for s in suspects for word in case.causes)
    return any(_spot(s["location"]) in case.blamed for s in suspects)


def _mended(case: Mistake, findings: list[dict[str, Any]]) -> bool:
    suspects = [f["suspect"] for f in findings if f["suspect"] and f["suspect"]["suggestion"]]
    texts = [
        re.sub(r"\s*(thousand|million|万|亿)$", "", s["suggestion"])
        for s in suspects
        if _spot(s["location"]) in case.blamed
    ]
    return any(value_of(text) in case.meant for text in texts)


TESTS: dict[str, Callable[[Mistake, list[dict[str, Any]]], bool]] = {
    "found": _found,
    "named (cell or cause)": _named,
    "right value suggested": _mended,
    "one finding": lambda case, findings: len(findings) == 1,
}


def _share(
    cases: list[tuple[str, Mistake]],
    seen: dict[str, Seen],
    test: Callable[[Mistake, list[dict[str, Any]]], bool],
) -> Share:
    return Share(sum(test(case, _loud(name, seen)) for name, case in cases), len(cases))
