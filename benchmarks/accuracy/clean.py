"""Audited tables must stay quiet: errors on filings are false alarms, nearly always."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, as_markdown, check, held_out, records

SETS = {
    "audited tables (SEC) given an error": "tables_en.jsonl",
    "Chinese tables given an error": "tables_zh_sample.jsonl",
}


def measure(data: Path, most: int | None = None) -> list[tuple[str, str, str]]:
    """Rows of (measure, development half, held-out half)."""
    rows: list[tuple[str, str, str]] = []
    for title, name in SETS.items():
        cases = [case for case in records(data / name) if case["rows"]][:most]
        seen = check({f"{case['id']}.md": render(case) for case in cases})
        halves = [[c for c in cases if held_out(c["id"]) is half] for half in (False, True)]
        rows.append((title, *(str(_flagged(half, seen, "error")) for half in halves)))
        rows.append(
            (f"... or a warning ({name})", *(str(_flagged(half, seen, "warning")) for half in halves))
        )
        rows.append((f"figures tied to something ({name})", *(str(_tied(half, seen)) for half in halves)))
    return rows


def render(case: dict[str, Any]) -> str:
    """A table with the last paragraphs before it and the first after it."""
    return as_markdown(case["rows"], case.get("before", [])[-2:], case.get("after", [])[:1])


def _of(case: dict[str, Any], seen: dict[str, Seen]) -> Seen:
    return seen.get(f"{case['id']}.md", Seen())


def in_table(finding: dict[str, Any]) -> bool:
    return any(location.get("table") for location in finding["locations"])


def _flagged(cases: list[dict[str, Any]], seen: dict[str, Seen], severity: str) -> Share:
    flagged = sum(
        any(f["severity"] == severity and in_table(f) for f in _of(case, seen).findings) for case in cases
    )
    return Share(flagged, len(cases))


def _tied(cases: list[dict[str, Any]], seen: dict[str, Seen]) -> Share:
    tied = [_of(case, seen) for case in cases]
    return Share(sum(s.checked for s in tied), sum(s.figures for s in tied))
