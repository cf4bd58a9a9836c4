"""Accounting identities: consistent statements stay silent, inconsistent ones are found.

Statements of A-share companies and calculation relations of SEC filings, each rendered as the small table in
which an analyst would print it: parts, then the line they lead to, signs as reported.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.accuracy.runner import Seen, Share, as_markdown, check, held_out, records


def measure(data: Path, most: int | None = None) -> list[tuple[str, ...]]:
    """Rows of (measure, development half, held-out half)."""
    rows = []
    for title, cases in (
        ("A-share identities", _chinese(list(records(data / "zh_statement_identities.jsonl"))[:most])),
        ("SEC calculation relations", _filings(list(records(data / "xbrl_calc.jsonl"))[:most])),
    ):
        seen = check({name: text for name, (text, _) in cases.items()})
        for wanted, verdict in ((True, "consistent, given an error"), (False, "inconsistent, found")):
            halves = [
                [name for name, (_, ok) in cases.items() if ok is wanted and held_out(name) is half]
                for half in (False, True)
            ]
            rows.append((f"{title}: {verdict}", *(str(_share(half, seen, wanted)) for half in halves)))
        checked = [name for name, (_, ok) in cases.items() if ok]
        halves = [[name for name in checked if held_out(name) is half] for half in (False, True)]
        rows.append((f"{title}: consistent, tied", *(str(_tied(half, seen)) for half in halves)))
    return rows


def _chinese(statements: list[dict[str, Any]]) -> dict[str, tuple[str, bool]]:
    cases = {}
    for i, case in enumerate(statements):
        lines = [(part["item"], part["value"]) for part in case["parts"]] + list(case["parent"].items())
        rows = [["项目", f"{case['year']}年"], *([label, f"{value:,.2f}"] for label, value in lines)]
        name = f"{case['code']}-{case['year']}-{i}.md"
        cases[name] = (
            as_markdown(rows, [f"# {case['name']} {case['year']} 年报", "单位：元"]),
            case["consistent"],
        )
    return cases


def _filings(relations: list[dict[str, Any]]) -> dict[str, tuple[str, bool]]:
    """The periods of one relation side by side, in millions; outgoing parts in brackets."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for case in relations:
        groups[case["filing"], case["role"], case["parent"]["concept"]].append(case)
    cases = {}
    for i, ((filing, role, _), group) in enumerate(sorted(groups.items())):
        scale = Decimal(10) ** -max(min(int(c["parent"]["decimals"]) for c in group), -6)
        labels = {child["concept"]: child["label"] for case in group for child in case["children"]}
        rows = [["", *(case["period"] for case in group)]]
        for concept, label in labels.items():
            rows.append([label, *(_child(case, concept, scale) for case in group)])
        rows.append([group[0]["parent"]["label"], *(_printed(c["parent"]["value"], scale) for c in group)])
        text = as_markdown(rows, [f"# {filing}: {role}"])
        cases[f"{filing}-{i}.md"] = text, all(case["consistent"] for case in group)
    return cases


def _child(case: dict[str, Any], concept: str, scale: Decimal) -> str:
    found = next((child for child in case["children"] if child["concept"] == concept), None)
    return "" if found is None else _printed(found["value"] * found["weight"], scale)


def _printed(value: float, scale: Decimal) -> str:
    units = Decimal(str(value)) / scale
    text = f"{abs(units):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"({text})" if units < 0 else text


def _share(names: list[str], seen: dict[str, Seen], consistent: bool) -> Share:
    loud = ("error",) if consistent else ("error", "warning")
    hits = sum(any(f["severity"] in loud for f in seen.get(name, Seen()).findings) for name in names)
    return Share(hits, len(names))


def _tied(names: list[str], seen: dict[str, Seen]) -> Share:
    hits = sum(any(o["verdict"] == "holds" for o in seen.get(n, Seen()).outcomes) for n in names)
    return Share(hits, len(names))
