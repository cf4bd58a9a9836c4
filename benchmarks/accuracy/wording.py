"""Words of right growth sentences exchanged: for their opposite, another scale, another unit, a synonym.

All but the synonyms make the sentence wrong. A sentence is left out of a change whose words it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, check, held_out

OPPOSITES = (
    ("增长", "下降"), ("增加", "减少"), ("增至", "降至"), ("上升", "下滑"), ("提升", "下降"),
    ("减少", "增加"), ("increased", "decreased"), ("decreased", "increased"),
    ("rose", "fell"), ("grew", "shrank"),
)  # fmt: skip
SYNONYMS = (
    ("增长", "增加"), ("增加", "增长"), ("增至", "升至"), ("上升", "提高"), ("提升", "上升"),
    ("减少", "下降"), ("increased", "rose"), ("decreased", "fell"), ("rose", "climbed"),
)  # fmt: skip
SCALES = (("亿", "万"), ("万", "亿"), ("billion", "million"), ("million", "billion"))
RATE = re.compile(r"(?<=\d)\s?%")
SIGNED = re.compile(r"(?<![\d.\-])(\d[\d.,]*\s?%)")
MEASURES = {
    "direction": "opposite direction word",
    "scale": "another scale word",
    "points": "percentage points for per cent",
    "sign": "minus before the rate",
    "synonym": "synonym (must stay silent)",
}


def reworded(cases: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Rows of (measure, development half, held-out half): sentences flagged after each exchange of words."""
    changed = {f"{case['id']}~{name}.md": text for case in cases for name, text in _changed(case)}
    seen = check(changed)
    rows: list[tuple[str, ...]] = []
    for name, title in MEASURES.items():
        halves = []
        for half in (False, True):
            names = [key for key in changed if key.endswith(f"~{name}.md")]
            names = [key for key in names if held_out(key.split("~")[0]) is half]
            halves.append(str(Share(sum(_flagged(seen.get(key, Seen())) for key in names), len(names))))
        rows.append((f"right growth sentence, {title}: flagged", halves[0], halves[1]))
    return rows


def _flagged(seen: Seen) -> bool:
    return bool({"error", "warning"} & seen.severities())


def _changed(case: dict[str, Any]) -> list[tuple[str, str]]:
    """One copy per exchange, made in the part that the label rests on."""
    text, part = case["text"], case["parts"].strip()
    start = text.find(part)
    if start < 0:
        return []
    made = {
        "direction": _exchanged(part, OPPOSITES),
        "scale": _exchanged(part, SCALES),
        "points": RATE.sub("个百分点" if "zh" in case["relation"] else " percentage points", part, count=1),
        "sign": SIGNED.sub(r"-\1", part, count=1),
        "synonym": _exchanged(part, SYNONYMS),
    }
    ends = text[start + len(part) :]
    return [(name, text[:start] + wrong + ends) for name, wrong in made.items() if wrong not in (None, part)]


def _exchanged(part: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """The part with the first of these words that it has exchanged; the names of rates are no verbs."""
    found = [
        (match.start(), old, new)
        for old, new in pairs
        for match in [re.search(rf"{old}(?!率|速|幅)", part)]
        if match is not None
    ]
    if not found:
        return None
    place, old, new = min(found)
    return part[:place] + new + part[place + len(old) :]
