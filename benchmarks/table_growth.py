"""How the time grows with the input: ten times as much may take twelve times as long.

    python -m benchmarks.table_growth [--only WORD] [--strict]

Each shape is one that has cost more than its size somewhere: a table wide or long, many tables that do not
foot, long runs of one sign, a page of HTML. Whole processes, less the time of one on an empty report;
what the tool refuses to read whole is marked.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tieout

TIMES, MOST, PATIENCE = 10, 12, 600  # more input, times the time at most, seconds to wait
NOISE = 0.3  # seconds that a process may take longer by chance


def wide(size: int) -> str:
    """One table of three rows and a total, many columns."""
    dice = random.Random(1)
    rows = [[dice.randint(100, 9999) for _ in range(size)] for _ in range(2)]
    rows.append([a + b for a, b in zip(*rows, strict=True)])
    labels = ("North", "South", "Total")
    return _table(["Region", *(f"Item {i}" for i in range(size))], zip(labels, rows, strict=True))


def long(size: int) -> str:
    """One column of figures, many rows."""
    dice = random.Random(2)
    return _table(["Day", "Visits"], ((f"day {i}", [dice.randint(100, 9999)]) for i in range(size)))


def unfooted(size: int) -> str:
    """Many tables whose totals are wrong."""
    dice = random.Random(3)
    made = []
    for number in range(size):
        parts = [[dice.randint(100, 9999) for _ in range(2)] for _ in range(3)]
        wrong = [sum(column) + dice.randint(1, 5000) for column in zip(*parts, strict=True)]
        labels = [f"Part {number}{letter}" for letter in "abc"] + ["Total"]
        made.append(_table([f"Group {number}", "2024", "2025"], zip(labels, [*parts, wrong], strict=True)))
    return "\n\n".join(made)


def spaces(size: int) -> str:
    """A word, many spaces and a figure."""
    return "Revenue was 12.5 million" + " " * size + "in 2025, up from 10.0 million.\n"


def run_of(text: str) -> Callable[[int], str]:
    """One sign or word of numbers again and again."""
    return lambda size: "收入为" + text * size + "元。\n"


def page(size: int) -> str:
    """An HTML page with one long table of ten columns and a total row."""
    dice = random.Random(4)
    rows = [[dice.randint(100, 9999) for _ in range(10)] for _ in range(size - 1)]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    body = "".join(
        f"<tr><td>{'Total' if i == size - 1 else f'Line {i}'}</td>"
        + "".join(f"<td>{value:,}</td>" for value in row)
        + "</tr>"
        for i, row in enumerate(rows)
    )
    head = "".join(f"<th>Site {i}</th>" for i in range(10))
    return f"<html><body><table><tr><th>Line</th>{head}</tr>{body}</table></body></html>"


def _table(head: list[str], rows: object) -> str:
    lines = [[label, *(f"{value:,}" for value in values)] for label, values in rows]  # type: ignore[attr-defined]
    lines = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


SHAPES: dict[str, tuple[Callable[[int], str], int, str, str]] = {
    "columns of a table of 3 rows": (wide, 10_000, "md", "json"),
    "rows of one figure": (long, 8_000, "md", "json"),
    "tables that do not foot": (unfooted, 1_700, "md", "json"),
    "spaces after a word": (spaces, 90_000, "md", "json"),
    "times 一": (run_of("一"), 30_000, "md", "json"),
    "times 亿": (run_of("亿"), 30_000, "md", "json"),
    "times 零点": (run_of("零点"), 30_000, "md", "json"),
    "times 十亿": (run_of("十亿"), 30_000, "md", "json"),
    "rows of 10 in HTML, shown as HTML": (page, 800, "html", "html"),
}


def main() -> int:
    """Measure, print, and say whether a shape grows too fast."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--only", default="", help="shapes with this word in their name")
    options.add_argument("--strict", action="store_true", help="exit with 1 if a shape grows too fast")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        empty = min(_seconds("# Nothing\n\nIn 2025 it was 5.\n", "md", "json", cache)[0] for _ in range(2))
        print(f"an empty report takes {empty:.2f} s of processor time\n")
        print(f"| shape | a tenth | whole | times (most {MOST}) |\n|---|---|---|---|")
        fast = [_grows(name, empty, cache) for name in SHAPES if chosen.only in name]
    return 1 if chosen.strict and not all(fast) else 0


def _grows(name: str, empty: float, cache: str) -> bool:
    """Print a shape's row; whether its time grows as it may."""
    make, size, suffix, output = SHAPES[name]
    small, _ = _seconds(make(size // TIMES), suffix, output, cache)
    whole, refused = _seconds(make(size), suffix, output, cache)
    small, whole = max(small - empty, 0.01), max(whole - empty, 0.0)
    good = whole <= NOISE or whole / small <= MOST
    notes = f"{'' if good else ' **too fast**'}{' refused' if refused else ''}"
    print(f"| {size:,} {name} | {small:.2f} s | {whole:.2f} s | {whole / small:.1f}{notes} |", flush=True)
    return good


def _seconds(text: str, suffix: str, output: str, cache: str) -> tuple[float, bool]:
    """Processor seconds of a check, of which other work takes nothing away, and whether it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{suffix}"
        path.write_text(text, encoding="utf-8")
        made = Path(folder) / "verdict"
        command = [sys.executable, "-m", "tieout", "check", str(path), "--output", f"{output}:{made}"]
        engine = {"PYTHONPATH": str(Path(tieout.__file__).resolve().parents[1]), "TIEOUT_CACHE": cache}
        before, begun = os.times(), time.perf_counter()
        try:
            run = subprocess.run(
                command, env={**os.environ, **engine}, capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return time.perf_counter() - begun, True
        after = os.times()
        if run.returncode not in (0, 1, 2):
            raise SystemExit(f"tieout failed ({run.returncode}): {run.stderr.decode()[-2000:]}")
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return spent, run.returncode == 2


if __name__ == "__main__":
    sys.exit(main())
