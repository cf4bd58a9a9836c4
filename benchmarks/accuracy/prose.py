"""Sentences: wrong growth rates must be flagged and right ones not; changed figures must be found.

The growth sentences were checked by an independent script and their inconsistent ones read by hand. A
sentence whose two rates differ in their label is left out, for a finding could not be told to either.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, check, held_out, records
from benchmarks.accuracy.slips import digit, tenfold, transposed
from benchmarks.accuracy.wording import reworded

SETS = {"English": "prose_en.jsonl", "Chinese": "prose_zh.jsonl"}
KINDS = ("formula", "total", "restatement", "comparison", "range")
CHANGES = {"digit": digit, "transposed": transposed, "tenfold": tenfold}
DOUBTFUL = ("parser_artefact", "small_gap", "not_comparable")  # labels that the hand reading took back
NUMBER = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\s?(?:年|[,)]))\d[\d,]*(?:\.\d+)?(?![\d,.]|\s?(?:年|月|日|-\d))"
)


@dataclass(frozen=True)
class Changed:
    name: str
    original: str
    wrong: str
    text: str


def measure(data: Path, most: int | None = None, seed: int = 20261122) -> list[tuple[str, ...]]:
    """Rows of (measure, development half, held-out half)."""
    growth = list(_labelled(data))[:most]
    rows = _flagged(growth)
    right = [case for case in growth if case["consistent"]]
    rows += _found(right, random.Random(seed)) + reworded(right)
    for language, name in SETS.items():
        rows += _counted(language, list(records(data / name))[:most])
    return rows


def _labelled(data: Path) -> list[dict[str, Any]]:
    by_text: dict[str, list[dict[str, Any]]] = {}
    for case in records(data / "prose_growth_autochecked.jsonl"):
        by_text.setdefault(case["text"], []).append(case)
    clear = [cases[0] for cases in by_text.values() if len({case["consistent"] for case in cases}) == 1]
    return [case for case in clear if case.get("review") not in DOUBTFUL]


def _flagged(cases: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    seen = check({f"{case['id']}.md": case["text"] for case in cases})
    rows = []
    for title, consistent in (("wrong growth sentences flagged", False), ("right ones flagged", True)):
        chosen = [case for case in cases if case["consistent"] is consistent]
        halves = [[c for c in chosen if held_out(c["id"]) is half] for half in (False, True)]
        rows.append((title, *(str(_share(half, seen)) for half in halves)))
    return rows


def _share(cases: list[dict[str, Any]], seen: dict[str, Seen]) -> Share:
    return Share(sum(bool(_loud(seen.get(f"{c['id']}.md", Seen()))) for c in cases), len(cases))


def _loud(seen: Seen) -> list[dict[str, Any]]:
    return [f for f in seen.findings if f["severity"] in ("error", "warning") and f["kind"] in KINDS]


def _found(cases: list[dict[str, Any]], dice: random.Random) -> list[tuple[str, ...]]:
    changed = [made for case in cases for made in _changed(case, dice)]
    seen = check({case.name: case.text for case in changed})
    rows = []
    for title in ("found", "named first suspect", "right value suggested"):
        halves = [[c for c in changed if held_out(c.name.split("~")[0]) is half] for half in (False, True)]
        rows.append((f"changed figure of a right growth sentence: {title}",
                     *(str(_judged(half, seen, title)) for half in halves)))  # fmt: skip
    return rows


def _changed(case: dict[str, Any], dice: random.Random) -> list[Changed]:
    """One copy per kind of change, at a number of the part that the label rests on."""
    start = case["text"].find(case["parts"].strip())
    numbers = (
        [] if start < 0 else list(NUMBER.finditer(case["text"], start, start + len(case["parts"].strip())))
    )
    made = []
    for error, change in CHANGES.items():
        if not numbers:
            break
        number = dice.choice(numbers)
        wrong = change(number.group(), dice)
        if wrong.replace(",", "") != number.group().replace(",", ""):
            text = case["text"][: number.start()] + wrong + case["text"][number.end() :]
            made.append(Changed(f"{case['id']}~{error}.md", number.group(), wrong, text))
    return made


def _judged(cases: list[Changed], seen: dict[str, Seen], title: str) -> Share:
    return Share(sum(_hit(case, _loud(seen.get(case.name, Seen())), title) for case in cases), len(cases))


def _hit(case: Changed, findings: list[dict[str, Any]], title: str) -> bool:
    if title == "found":
        return any(case.wrong in (place["text"] or "") for f in findings for place in f["locations"])
    suspects = [f["suspect"] for f in findings if f["suspect"] and f["suspect"]["location"]]
    named = [s for s in suspects if case.wrong in (s["location"]["text"] or "")]
    if title == "named first suspect":
        return bool(named)
    return any(_bare(case.original) in _bare(s.get("suggestion") or "") for s in named)


def _bare(text: str) -> str:
    """Without separators: a suggestion prints like the changed figure, which may have been given some."""
    return text.replace(",", "")


def _counted(language: str, cases: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    seen = check({f"{case['id']}.md": case["text"] for case in cases})
    halves = [[c for c in cases if held_out(c["id"]) is half] for half in (False, True)]
    told = [[seen.get(f"{c['id']}.md", Seen()) for c in half] for half in halves]
    relations = [
        sum(o["kind"] in KINDS[:4] and o["verdict"] != "not_evaluated" for s in half for o in s.outcomes)
        for half in told
    ]
    errors = [Share(sum(bool(_loud(s)) for s in half), len(half)) for half in told]
    return [
        (f"{language} sentences: relations evaluated", *(str(count) for count in relations)),
        (f"{language} sentences given an error or warning (one in ten may be wrong)", *map(str, errors)),
    ]
