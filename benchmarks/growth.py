"""No input is slow: what ten times the input costs, for inputs made to be slow.

    python -m benchmarks.growth [--size N] [--strict]

Each case is read and extracted at a size and at ten times that size; the page of a long table is judged and
rendered as well. The mark is twelve times the time. With --strict the exit code is 1 if a mark is missed.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tieout.extract import extract
from tieout.judge import judge
from tieout.model import Results
from tieout.read import read_bytes
from tieout.relate import relate
from tieout.render import FORMATS, view
from tieout.rulebook import Rulebook, load_rulebook

TIMES = 10
MOST = 12
_NOISE = 0.02  # seconds; less cannot be told from nothing


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A text of so many units."""
    return lambda size: before + unit * size + after


CASES: Mapping[str, tuple[str, Callable[[int], str]]] = {
    "Sales and blanks": (".md", repeated(" ", "Sales", "5 yuan")),
    "blanks in plain text": (".txt", repeated(" ", "Sales", "5 yuan")),
    "tabs": (".md", repeated("\t", "Sales", "5 yuan")),
    "wide blanks": (".md", repeated("\u3000", "Sales", "5 yuan")),
    "一": (".md", repeated("一")),
    "亿": (".md", repeated("亿")),
    "零点": (".md", repeated("零点")),
    "十亿": (".md", repeated("十亿")),
    "有限公司": (".md", repeated("有限公司")),
    "Inc": (".md", repeated("Inc")),
    "A": (".md", repeated("A")),
    "1A": (".md", repeated("1A")),
    "a@": (".md", repeated("a", "", " @")),
    "2024/": (".md", repeated("2024/")),
    "1,000": (".md", repeated("1,000 ")),
    "rows of a text table": (".md", repeated("a\t1\n")),
    "<p>": (".md", repeated("<p>", "Sales ", " 5 yuan")),
    "unclosed cells": (".html", repeated("<td>1")),
    "unclosed comments": (".html", repeated("<!-- 1 ")),
    "unclosed quotes": (".html", repeated('<p a="1>')),
    "tags in values": (".html", repeated("<p b='<p b=\"")),
}


@dataclass(frozen=True)
class Growth:
    """What a case cost at its size and at ten times that."""

    name: str
    small: float
    large: float

    @property
    def times(self) -> float:
        """How much more the larger one cost; noise counts as nothing."""
        return self.large / max(self.small, _NOISE)

    def __str__(self) -> str:
        missed = "MISSED" if self.times > MOST else ""
        return f"{self.name:<24} {self.small:>8.2f} s {self.large:>8.2f} s {self.times:>6.1f} times  {missed}"


def grown(name: str, size: int, book: Rulebook) -> Growth:
    """Measure one case."""
    suffix, make = CASES[name]
    small, large = (_read(make(n), suffix, book) for n in (size, size * TIMES))
    return Growth(name, small, large)


def page_grown(rows: int, book: Rulebook) -> Growth:
    """Measure the HTML page of a table with one total row, whose every figure stands in the sum."""
    small, large = (_page(n, book) for n in (rows, rows * TIMES))
    return Growth("page of a long table", small, large)


def _read(text: str, suffix: str, book: Rulebook) -> float:
    gc.collect()
    begin = time.process_time()
    extract(read_bytes(text.encode(), f"input{suffix}"), book.schemas)
    return time.process_time() - begin


def long_table(rows: int) -> str:
    """A table whose total row adds up."""
    lines = [f"| Item {row} | {1_000 + 7 * row} | {2_000 + 3 * row} |" for row in range(rows)]
    sums = sum(1_000 + 7 * row for row in range(rows)), sum(2_000 + 3 * row for row in range(rows))
    return "\n".join(("| Item | A | B |", "|---|---|---|", *lines, f"| Total | {sums[0]} | {sums[1]} |"))


def _page(rows: int, book: Rulebook) -> float:
    report = extract(read_bytes(long_table(rows).encode(), "input.md"), book.schemas)
    judged = judge(tuple(relate(report, book)), (report,), book)
    shown = view(Results((report,), judged.outcomes, judged.findings, {}), book)
    gc.collect()
    begin = time.process_time()
    FORMATS["html"](shown)
    return time.process_time() - begin


def main() -> int:
    """Measure all cases and print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=3_000, help="units of the smaller input")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a mark is missed")
    arguments = parser.parse_args()
    book = load_rulebook()
    found = []
    for name in CASES:
        found.append(grown(name, arguments.size, book))
        print(found[-1], flush=True)
    found.append(page_grown(80, book))
    print(found[-1])
    return int(arguments.strict and any(one.times > MOST for one in found))


if __name__ == "__main__":
    sys.exit(main())
