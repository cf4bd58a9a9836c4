"""Text against tables: does prose tie to the table beside it, and is an error put into it found?

Filings and prospectuses with the paragraphs around their tables. A figure of the text counts as one of the
table's if a simple reading says so: three significant digits or more, a cell that equals it after rounding,
and a word of the cell's row in the same sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, as_markdown, check, held_out, records
from benchmarks.accuracy.simple_reading import MENTION, Mention, cell, mentions, scale
from benchmarks.accuracy.slips import digit, tenfold, transposed

SETS = {"English": "tables_en.jsonl", "Chinese": "tables_zh_sample.jsonl"}
WORD_SCALES = {"million": "billion", "billion": "million", "万": "亿", "亿": "万"}
_WORD = re.compile(r"[a-z]{4,}|[一-鿿]{2,}")
_IDLE = frozenset(
    ("total", "other", "others", "income", "from", "with", "year", "years", "ended", "december", "months",
     "three", "six", "nine", "net", "合计", "其他", "项目", "公司", "本公司", "金额", "比例",
     "小计", "占比", "年度")
)  # fmt: skip
_SENTENCE = re.compile(r"[。；;]|\.\s")


def scale_word(text: str, dice: random.Random) -> str:
    """Million for billion, 万 for 亿."""
    for word, other in WORD_SCALES.items():
        if word in text:
            return text.replace(word, other)
    return text


def shifted(text: str, dice: random.Random) -> str:
    """Ten times as much."""
    return MENTION.sub(lambda m: m[0].replace(m["digits"], tenfold(m["digits"], dice)), text, count=1)


ERRORS: dict[str, Callable[[str, random.Random], str]] = {
    "digit": digit,
    "transposed": transposed,
    "tenfold": shifted,
    "scale word": scale_word,
}


@dataclass(frozen=True)
class Tying:
    """A figure of the text that equals a cell of the table, and where it stands in the report."""

    mention: Mention
    line: int
    column: int

    def at(self, place: dict[str, Any] | None) -> bool:
        """Whether this is the place of this figure."""
        if place is None or place.get("line") != self.line or place.get("column") is None or place.get("row"):
            return False
        last = place["column"] + max(len(place.get("text", "")), 1) - 1
        end = self.column + len(self.mention.text) - 1
        return bool(place["column"] <= end and self.column <= last)


@dataclass(frozen=True)
class Changed:
    """A report with one such figure changed."""

    name: str
    error: str
    tying: Tying
    text: str


def measure(data: Path, most: int | None = None, seed: int = 20261124) -> list[tuple[str, ...]]:
    """Rows of (measure, development half, held-out half)."""
    rows = []
    for language, name in SETS.items():
        cases = [case for case in records(data / name) if case["rows"]][:most]
        rows += _untouched(language, cases)
        dice = random.Random(seed)
        rows += _injected(language, [made for case in cases for made in inject(case, dice)])
    return rows


def render(case: dict[str, Any]) -> str:
    """A table between all the paragraphs that stood around it."""
    paragraphs = ([line.strip() for line in case.get(key) or []] for key in ("before", "after"))
    return as_markdown(case["rows"], *paragraphs)


def tying(case: dict[str, Any]) -> Iterator[Tying]:
    """The figures of the text that equal cells of the table after rounding."""
    power = scale(case["rows"], case.get("before") or [])
    cells = []
    for row in case["rows"]:
        words = set(_WORD.findall(row[0].lower())) - _IDLE if row else set()
        for text in row[1:]:
            read = cell(text)
            if read is not None and words:
                cells.append((read[0] if read[1] else read[0] * power, read[1], words))
    for number, line in enumerate(render(case).split("\n"), 1):
        if line.startswith("|"):
            continue
        for mention in mentions(line):
            if mention.digits >= 3 and _equals(mention, _sentence(line, mention), cells):
                yield Tying(mention, number, mention.start + 1)


def _equals(mention: Mention, sentence: str, cells: list[tuple[Decimal, bool, set[str]]]) -> bool:
    return any(
        percent is mention.percent
        and abs(value - mention.value) * 2 <= mention.quantum
        and any(word in sentence for word in words)
        for value, percent, words in cells
    )


def _sentence(line: str, mention: Mention) -> str:
    ends = [match.end() for match in _SENTENCE.finditer(line)]
    begin = max((end for end in ends if end <= mention.start), default=0)
    return line[begin : min((end for end in ends if end >= mention.end), default=len(line))].lower()


def inject(case: dict[str, Any], dice: random.Random) -> Iterator[Changed]:
    """Copies of the report with one error each, at every figure that a simple reading ties."""
    lines = render(case).split("\n")
    for (number, chosen), error in product(enumerate(tying(case)), ERRORS):
        wrong = ERRORS[error](chosen.mention.text, dice)
        line = lines[chosen.line - 1]
        if wrong == chosen.mention.text or _value(wrong) == chosen.mention.value:
            continue
        changed = line[: chosen.mention.start] + wrong + line[chosen.mention.end :]
        text = "\n".join([*lines[: chosen.line - 1], changed, *lines[chosen.line :]])
        again = {**case, "before": [], "after": []}
        if any(_same(other, wrong) for other in tying({**again, "after": [changed]})):
            continue  # it now equals another cell
        yield Changed(f"{case['id']}~{number}-{error.replace(' ', '-')}.md", error, chosen, text)


def _same(other: Tying, wrong: str) -> bool:
    return other.mention.text == wrong


def _value(text: str) -> Decimal | None:
    read = next(mentions(text), None)
    return read.value if read is not None else None


def _untouched(language: str, cases: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    seen = check({f"{case['id']}.md": render(case) for case in cases})
    halves = [[case for case in cases if held_out(case["id"]) is half] for half in (False, True)]
    flagged = [_flagged(half, seen) for half in halves]
    tied = [_tied(half, seen) for half in halves]
    return [
        (f"{language} text and table at odds as published", *map(str, flagged)),
        (f"{language} figures of the text that equal a cell: tied", *map(str, tied)),
    ]


def _of(case: dict[str, Any], seen: dict[str, Seen]) -> Seen:
    return seen.get(f"{case['id']}.md", Seen())


def _flagged(cases: list[dict[str, Any]], seen: dict[str, Seen]) -> Share:
    loud = [[f for f in _of(c, seen).findings if f["kind"] == "agree" and _is_loud(f)] for c in cases]
    return Share(sum(map(bool, loud)), len(cases))


def _is_loud(finding: dict[str, Any]) -> bool:
    return finding["severity"] in ("error", "warning")


def _tied(cases: list[dict[str, Any]], seen: dict[str, Seen]) -> Share:
    hits = of = 0
    for case in cases:
        places = [
            place
            for outcome in _of(case, seen).outcomes
            if outcome["verdict"] == "holds" and _with_cell(outcome)
            for place in (outcome["subject"], *outcome["operands"])
        ]
        found = list(tying(case))
        of += len(found)
        hits += sum(any(one.at(place) for place in places) for one in found)
    return Share(hits, of)


def _with_cell(outcome: dict[str, Any]) -> bool:
    return any(place and place.get("row") for place in (outcome["subject"], *outcome["operands"]))


def _injected(language: str, cases: list[Changed]) -> list[tuple[str, ...]]:
    seen = check({case.name: case.text for case in cases})
    rows = []
    for error in (*ERRORS, "any"):
        chosen = [case for case in cases if error in (case.error, "any")]
        halves = [[c for c in chosen if held_out(c.name.split("~")[0]) is half] for half in (False, True)]
        for title, test in TESTS.items():
            counts = [str(Share(sum(test(c, _loud(c, seen)) for c in half), len(half))) for half in halves]
            rows.append((f"{language} text, changed figure ({error}): {title}", *counts))
    return rows


def _loud(case: Changed, seen: dict[str, Seen]) -> list[dict[str, Any]]:
    return [finding for finding in seen.get(case.name, Seen()).findings if _is_loud(finding)]


def _found(case: Changed, loud: list[dict[str, Any]]) -> bool:
    return any(_at(case, place) for finding in loud for place in finding["locations"])


def _suspected(case: Changed, loud: list[dict[str, Any]]) -> bool:
    return any(_at(case, (finding["suspect"] or {}).get("location")) for finding in loud)


def _suggested(case: Changed, loud: list[dict[str, Any]]) -> bool:
    for suspect in (finding["suspect"] for finding in loud):
        if suspect and _at(case, suspect["location"]) and suspect.get("suggestion"):
            read = next(mentions(suspect["suggestion"]), None)
            if read is not None and abs(read.value - case.tying.mention.value) * 2 <= max(
                read.quantum, case.tying.mention.quantum
            ):
                return True
    return False


def _at(case: Changed, place: dict[str, Any] | None) -> bool:
    return case.tying.at(place)


TESTS: dict[str, Callable[[Changed, list[dict[str, Any]]], bool]] = {
    "found": _found,
    "named first suspect": _suspected,
    "right value suggested": _suggested,
}
